"""A digest -> an e-mail: plain text and HTML beside each other, with an id that is the same each time it is made."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from disputes.digest.html import render_html
from disputes.digest.outline import title
from disputes.digest.records import Digest
from disputes.digest.text import render_text
from disputes.telling.identity import uuid_of


def mail_key(digest: Digest) -> str:
    """What tells the mail of one digest from that of another: its days and its selection."""
    return f"{digest.period.since} {digest.period.until} {digest.selection.to_json()}"


def message_id(digest: Digest, sender: str, recipient: str) -> str:
    """The same for the same digest and reader, so that a mail which comes twice is known as one."""
    domain = parseaddr(sender)[1].rpartition("@")[2]
    return f"<{uuid_of('mail', f'{mail_key(digest)} {recipient}')}@{domain}>"


def compose(digest: Digest, sender: str, recipient: str, *, at: datetime) -> EmailMessage:
    """The mail of a digest to one reader. `at` is the time that it bears, with its zone."""
    message = EmailMessage(policy=SMTP)
    message["From"] = _address(sender)
    message["To"] = _address(recipient)
    message["Subject"] = title(digest)
    message["Date"] = format_datetime(at)
    message["Message-ID"] = message_id(digest, sender, recipient)
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = "en"
    message.set_content(render_text(digest).decode(), cte="quoted-printable")
    message.add_alternative(render_html(digest).decode(), subtype="html", cte="quoted-printable")
    return message


def _address(text: str) -> Address:
    name, address = parseaddr(text)
    return Address(display_name=name, addr_spec=address)
