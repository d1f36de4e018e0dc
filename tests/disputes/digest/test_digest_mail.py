"""The digest by mail, to a real server on loopback: what arrives, that it arrives once, and what is said when not."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import html5lib
import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from mailserver import Mailbox, serving

from disputes.digest import build
from disputes.digest.html import LARGEST
from disputes.digest.sending import send_digest
from disputes.errors import ConfigError, DisputesError
from disputes.settings import MailSettings
from disputes.store import Store
from disputes.store.lock import alone

AT = "2026-02-23T06:00:00+00:00"
WEEK = (date(2026, 2, 16), date(2026, 2, 22))


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, MailSettings]]:
    yield from serving()


def send(store: Store, mail: MailSettings, days: tuple[date, date] = WEEK) -> Any:
    return send_digest(store, build(store, *days), mail, now=lambda: AT)


def test_each_reader_gets_text_and_page_beside_each_other(
    full_week: Store, mailbox: tuple[Mailbox, MailSettings]
) -> None:
    box, mail = mailbox
    summary = send(full_week, mail)
    assert summary.sent == mail.to and [recipients for recipients, _ in box.taken] == [[to] for to in mail.to]
    message = box.taken[0][1]
    assert message["Subject"] == "Week 2026-W08: 16 to 22 February 2026" and message["To"] == "one@example.org"
    assert message.get_content_type() == "multipart/alternative"
    text, page = message.iter_parts()
    assert (text.get_content_type(), page.get_content_type()) == ("text/plain", "text/html")
    assert "WHAT WENT UP" in text.get_content() and "https://news.example/" in text.get_content()
    html5lib.HTMLParser(strict=True).parse(page.get_content())
    assert len(page.get_content().encode()) <= LARGEST
    assert all(len(line) <= 78 or "https://" in line for line in text.get_content().splitlines())


def test_sending_twice_does_not_mail_twice(full_week: Store, mailbox: tuple[Mailbox, MailSettings]) -> None:
    box, mail = mailbox
    send(full_week, mail)
    summary = send(full_week, mail)
    assert (len(box.taken), summary.sent, summary.already) == (2, (), mail.to)
    send(full_week, mail, (date(2026, 2, 9), date(2026, 2, 15)))  # another week is another mail
    assert len(box.taken) == 4


def test_who_is_refused_is_named_and_gets_it_later(full_week: Store, mailbox: tuple[Mailbox, MailSettings]) -> None:
    box, mail = mailbox
    wrong = mail.model_copy(update={"to": ("refused@example.org", "one@example.org")})
    summary = send(full_week, wrong)
    assert (summary.sent, summary.failed) == (("one@example.org",), ("refused@example.org",))
    assert summary.faults == ("mail to refused@example.org: 550 no such mailbox",)
    assert send(full_week, wrong).already == ("one@example.org",) and len(box.taken) == 1


def test_what_a_killed_run_had_begun_comes_again_under_the_same_id(
    full_week: Store, mailbox: tuple[Mailbox, MailSettings]
) -> None:
    box, mail = mailbox
    send(full_week, mail)
    with full_week.transaction() as connection:  # as a run leaves it that was killed before the server's answer
        connection.execute("update mailings set sent_at = null")
    send(full_week, mail)
    ids = [message["Message-ID"] for _, message in box.taken]
    assert len(ids) == 4 and ids[:2] == ids[2:] and ids[0] != ids[1]


def test_no_address_of_a_reader_stands_in_the_database(full_week: Store, mailbox: tuple[Mailbox, MailSettings]) -> None:
    send(full_week, mailbox[1])
    assert "one@example.org" not in "\n".join(full_week.db.conn.iterdump())


def test_a_server_that_wants_a_password_gets_it(full_week: Store) -> None:
    def check(server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: Any) -> AuthResult:
        return AuthResult(success=(given.login, given.password) == (b"me", b"secret"), handled=False)

    for box, mail in serving(authenticator=check, auth_required=True, auth_require_tls=False):
        named = {**mail.model_dump(), "user": "me", "password": "secret"}
        assert send(full_week, MailSettings(**named)).sent == mail.to and len(box.taken) == 2
        with pytest.raises(DisputesError, match=r"mail server 127.0.0.1:\d+: 535 ") as raised:
            send(full_week, MailSettings(**{**named, "password": "wrong"}), (date(2026, 2, 9), date(2026, 2, 15)))
        assert "wrong" not in str(raised.value)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"port": 1}, "mail server 127.0.0.1:1: "),
        ({"security": "starttls"}, "STARTTLS"),  # the server has none: nothing goes out unencrypted
    ],
)
def test_a_server_that_cannot_be_used_is_one_line(
    full_week: Store, mailbox: tuple[Mailbox, MailSettings], change: dict[str, Any], problem: str
) -> None:
    with pytest.raises(DisputesError, match=problem):
        send(full_week, mailbox[1].model_copy(update=change))
    assert mailbox[0].taken == []


def test_without_settings_it_says_which(full_week: Store) -> None:
    with pytest.raises(ConfigError, match="DISPUTES_MAIL__HOST"):
        send(full_week, MailSettings())


def test_two_runs_at_once_do_not_mail_twice(full_week: Store, mailbox: tuple[Mailbox, MailSettings]) -> None:
    box, mail = mailbox
    with alone(full_week.path, "send"), pytest.raises(DisputesError, match="another send is running"):
        send(full_week, mail)
    assert box.taken == []
