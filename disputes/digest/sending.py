"""A digest -> the mail server, one mail a reader and each one once.

What goes out is noted before and after: a run leaves what was sent, and sends what a killed run had begun again under
the same Message-ID, by which a mailbox knows it. One run at a time, by a lock.
"""

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import parseaddr

from disputes.digest.mail import compose, mail_key, message_id
from disputes.digest.records import Digest
from disputes.errors import ConfigError, DisputesError
from disputes.settings import MailSettings
from disputes.store import Store
from disputes.store.lock import alone


@dataclass(frozen=True, slots=True)
class SendSummary:
    """Who got a digest now, who had it before, and whom it could not reach; `faults` are lines for a person."""

    digest: str
    sent: tuple[str, ...]
    already: tuple[str, ...]
    failed: tuple[str, ...]
    faults: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """The summary for a person."""
        return (
            f"Mailed {self.digest} to {len(self.sent)}; {len(self.already)} had it already, {len(self.failed)} failed"
        )


def send_digest(store: Store, digest: Digest, mail: MailSettings, *, now: Callable[[], str]) -> SendSummary:
    """Mails a digest to everyone in the settings who has not got it. `now` gives an ISO time with its zone.

    Raises ConfigError where the settings do not say from whom and to whom, DisputesError where the server cannot be
    reached or refuses the sender.
    """
    if not mail.host or not mail.sender or not mail.to:
        raise ConfigError("mail: host, sender and to have to be set (DISPUTES_MAIL__HOST, …)")
    ids = {recipient: message_id(digest, mail.sender, recipient) for recipient in mail.to}
    faults: dict[str, str] = {}
    with alone(store.path, "send"):
        waiting = [recipient for recipient, id in ids.items() if not store.has_mailed(id)]
        if waiting:
            with _server(mail) as server:
                for recipient in waiting:
                    message = compose(digest, mail.sender, recipient, at=datetime.fromisoformat(now()))
                    store.start_mailing(ids[recipient], mail_key(digest), at=now())
                    if fault := _deliver(server, message, mail.sender, recipient):
                        faults[recipient] = fault
                    else:
                        store.finish_mailing(ids[recipient], at=now())
    return SendSummary(
        digest=digest.period.label,
        sent=tuple(recipient for recipient in waiting if recipient not in faults),
        already=tuple(recipient for recipient in ids if recipient not in waiting),
        failed=tuple(faults),
        faults=tuple(f"mail to {recipient}: {fault}" for recipient, fault in faults.items()),
    )


@contextmanager
def _server(mail: MailSettings) -> Iterator[smtplib.SMTP]:
    """The mail server, greeted, encrypted and logged in as the settings say."""
    place = f"{mail.host}:{mail.port}"
    try:
        context = ssl.create_default_context()
        if mail.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(mail.host, mail.port, timeout=mail.timeout, context=context)
        else:
            server = smtplib.SMTP(mail.host, mail.port, timeout=mail.timeout)
    except (OSError, smtplib.SMTPException) as error:
        raise DisputesError(f"mail server {place}: {_reason(error)}") from None
    try:
        if mail.security == "starttls":
            server.starttls(context=context)
        if mail.user:
            server.login(mail.user, mail.password.get_secret_value())
    except (OSError, smtplib.SMTPException) as error:
        server.close()
        raise DisputesError(f"mail server {place}: {_reason(error)}") from None
    try:
        yield server
    finally:
        server.close()


def _deliver(server: smtplib.SMTP, message: EmailMessage, sender: str, recipient: str) -> str:
    """Why the server did not take the mail; nothing where it did."""
    try:
        server.send_message(message, parseaddr(sender)[1], [parseaddr(recipient)[1]])
    except (OSError, smtplib.SMTPException) as error:
        return _reason(error)
    return ""


def _reason(error: Exception) -> str:
    """A mail server's answer in one line."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, answer = next(iter(error.recipients.values()))
        return f"{code} {answer.decode(errors='replace')}"
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return f"{error.smtp_code} {said.decode(errors='replace') if isinstance(said, bytes) else said}"
    return str(error) or type(error).__name__
