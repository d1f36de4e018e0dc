"""`disputes digest` as a user calls it: what it keeps, what it mails, and what it tells of."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from mailserver import Mailbox, serving
from newsdesk import Newsdesk
from typer.testing import CliRunner

from disputes.cli import app
from disputes.errors import ConfigError
from disputes.selection import Selection
from disputes.store.alerts import Watch

TO = ("one@example.org", "two@example.org")


def run(path: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["--database", str(path), "digest", *arguments])


@pytest.fixture
def told(desk: Newsdesk) -> Newsdesk:
    """A letter in one week, and a suit in the next."""
    desk.step("Books", "cease_and_desist", "2026-02-13")
    desk.step("Songs", "lawsuit", "2026-02-18")
    desk.save()
    return desk


@pytest.fixture
def mailbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    """A mail server that the environment names."""
    for box, mail in serving():
        monkeypatch.setenv("DISPUTES_MAIL__HOST", mail.host)
        monkeypatch.setenv("DISPUTES_MAIL__PORT", str(mail.port))
        monkeypatch.setenv("DISPUTES_MAIL__SECURITY", "none")
        monkeypatch.setenv("DISPUTES_MAIL__SENDER", mail.sender)
        monkeypatch.setenv("DISPUTES_MAIL__TO", json.dumps(mail.to))
        yield box


def test_a_finished_week_is_kept_so_that_the_next_can_correct_it(told: Newsdesk) -> None:
    assert "Corrected" not in run(told.store.path, "--week", "2026-W07").stdout
    told.events[0] = replace(told.events[0], date="2026-02-12")
    told.save()
    text = run(told.store.path, "--week", "2026-W08").stdout
    assert "## Corrected since last week" in text and "13 February 2026 → 12 February 2026" in text


@pytest.mark.parametrize("arguments", [("--week", "2999-W01"), ("--since", "2026-02-09", "--until", "2026-02-12")])
def test_what_is_no_finished_week_is_not_kept(told: Newsdesk, arguments: tuple[str, ...]) -> None:
    assert run(told.store.path, *arguments).exit_code == 0
    assert told.store.rows("select * from digests") == []


def test_sending_twice_mails_once_and_keeps_the_week(told: Newsdesk, mailbox: Mailbox) -> None:
    first = run(told.store.path, "--week", "2026-W07", "--send", "--json")
    assert json.loads(first.stdout)["sent"] == ["one@example.org", "two@example.org"]
    second = run(told.store.path, "--week", "2026-W07", "--send")
    assert second.stdout == "Mailed 2026-W07 to 0; 2 had it already, 0 failed\n"
    assert len(mailbox.taken) == 2 and len(told.store.rows("select * from digests")) == 1


def test_who_is_named_with_to_gets_it_instead(told: Newsdesk, mailbox: Mailbox) -> None:
    assert run(told.store.path, "--week", "2026-W07", "--send", "--to", "three@example.org").exit_code == 0
    assert [recipients for recipients, _ in mailbox.taken] == [["three@example.org"]]


def test_one_who_is_refused_makes_the_command_fail(told: Newsdesk, mailbox: Mailbox) -> None:
    done = run(told.store.path, "--week", "2026-W07", "--send", "--to", "refused@example.org")
    assert done.exit_code == 1 and "disputes: mail to refused@example.org: 550" in done.stderr


def test_a_watch_gives_a_digest_of_its_own(told: Newsdesk) -> None:
    told.store.add_watch(Watch("suits", Selection(actions=("lawsuit",)), added_at="2026-02-01"))
    text = run(told.store.path, "--watch", "suits", "--since", "2026-02-09", "--until", "2026-02-22").stdout
    assert "Songs" in text and "Books" not in text and "— lawsuit" in text


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("--week", "2999-W01", "--send", "--to", "a@b.example"), "has not ended"),
        (("--week", "2026-W07", "--send"), "DISPUTES_MAIL__HOST"),
        (("--week", "2026-W07", "--send", "--to", "nobody"), "mail: to: no e-mail address"),
        (("--watch", "none"), "no watch is called 'none'"),
        (("--watch", "x", "--party", "y"), "either --watch or what to tell of"),
        (("--format", "docx"), "'docx' is none of md, html, txt, pdf, json, atom"),
    ],
)
def test_a_wrong_call_is_an_error(told: Newsdesk, arguments: tuple[str, ...], problem: str) -> None:
    with pytest.raises(ConfigError, match=problem):
        raise run(told.store.path, *arguments).exception or AssertionError("it went well")


def test_after_a_kill_nobody_is_left_out_and_who_had_it_gets_no_second(told: Newsdesk, mailbox: Mailbox) -> None:
    """The server holds its answer to the second mail; the program is killed while it waits for it."""
    mailbox.hold_at = 2
    command = [sys.executable, "-m", "disputes", "--database", str(told.store.path)]
    sending = subprocess.Popen([*command, "digest", "--week", "2026-W07", "--send"], cwd=told.store.path.parent)
    try:
        assert mailbox.held.wait(60)
    finally:
        sending.kill()
        sending.communicate()
    mailbox.release.set()
    again = run(told.store.path, "--week", "2026-W07", "--send", "--json")
    assert json.loads(again.stdout)["sent"] == ["two@example.org"]
    ids = {to: [message["Message-ID"] for taken, message in mailbox.taken if taken == [to]] for to in TO}
    assert [len(ids[to]) for to in TO] == [1, 2] and len(set(ids[TO[1]])) == 1
