"""A mail server on loopback that keeps what it takes."""

import asyncio
import email
import email.policy
import socket
import threading
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from disputes.settings import MailSettings


class Mailbox:
    """What a mail server took; it refuses addresses that begin with "refused".

    The mail of the number `hold_at` gets no answer until `release` is set; `held` is set then.
    """

    def __init__(self) -> None:
        self.taken: list[tuple[list[str], EmailMessage]] = []
        self.hold_at = 0
        self.held, self.release = threading.Event(), threading.Event()

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("refused"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content
        assert isinstance(content, bytes) and max(map(len, content.splitlines())) <= 998
        message = email.message_from_bytes(content, policy=email.policy.default)
        self.taken.append((list(envelope.rcpt_tos), message))
        if len(self.taken) == self.hold_at:
            self.held.set()
            await asyncio.to_thread(self.release.wait, 60)
        return "250 taken"


def serving(**options: Any) -> Iterator[tuple[Mailbox, MailSettings]]:
    box = Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port, **options)
    server.start()
    try:
        yield (
            box,
            MailSettings(
                host="127.0.0.1",
                port=port,
                security="none",
                sender="Disputes <digest@example.org>",
                to=("one@example.org", "two@example.org"),
            ),
        )
    finally:
        server.stop()
