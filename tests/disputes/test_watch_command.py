"""`disputes watch`: watches are added, listed and removed; a wrong call changes nothing."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from newsdesk import Newsdesk
from receiving import Receiver
from typer.testing import CliRunner

from disputes.alerts import AlertSummary
from disputes.cli import app
from disputes.errors import ConfigError
from disputes.selection import Selection


def run(path: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["--database", str(path), "watch", *arguments])


def test_the_command_line_adds_lists_and_removes(desk: Newsdesk, receiver: Receiver) -> None:
    desk.step("Books", "statement", "2026-02-10")
    path = desk.save().path
    added = run(path, "add", "--party", "Ink & Sons", "--to", receiver.address, "--quiet", "22:00-07:00", "--json")
    assert (added.exit_code, json.loads(added.stdout)) == (0, {"name": "ink-sons", "known": 1})
    listed = run(path, "list").stdout
    assert "Ink & Sons" in listed and "quiet 22:00-07:00 UTC" in listed and receiver.address not in listed
    assert run(path, "remove", "ink-sons").stdout == "Removed ink-sons\n"
    assert desk.store.watches() == [] and desk.store.rows("select * from alerts") == []


def test_a_watch_is_removed_whatever_the_case_of_its_name(waiting: Newsdesk) -> None:
    path, address = waiting.store.path, "json://127.0.0.1/"
    name = waiting.store.watches()[0].name
    assert run(path, "add", "--party", "Disney", "--name", name.upper(), "--to", address).exit_code == 0
    with pytest.raises(ConfigError, match=f"{name.upper()} and {name} are called"):
        raise run(path, "remove", name.title()).exception or AssertionError("it went well")
    assert run(path, "remove", name).stdout == f"Removed {name}\n"
    assert run(path, "remove", name.title()).stdout == f"Removed {name.upper()}\n"
    assert waiting.store.watches() == []


def test_where_nobody_waits_the_list_says_so(desk: Newsdesk) -> None:
    path = desk.save().path
    assert run(path, "list").stdout == "Nobody waits for anything\n"
    assert run(path, "list", "--json").stdout == "[]\n"


@pytest.mark.parametrize(
    ("watches", "steps", "said"),
    [
        (1, 1, "Told 1 watch of 1 new step; 1 waits; 1 alarm to the operator"),
        (2, 0, "Told 2 watches of 0 new steps; 0 wait; 0 alarms to the operator"),
    ],
)
def test_one_is_no_plural(watches: int, steps: int, said: str) -> None:
    assert AlertSummary(watches, steps, steps, steps).line == said


@pytest.mark.parametrize(
    ("arguments", "selection"),
    [
        (["--party", "Nobody"], Selection(party="Nobody")),
        (["--over", "Scribe"], Selection(over="Scribe")),
        (["--tool", "Scribe"], Selection(tools=("Scribe",))),
        (["--court", "N.D. Cal.", "--court", "S.D.N.Y."], Selection(courts=("N.D. Cal.", "S.D.N.Y."))),
        (["--action", "lawsuit"], Selection(actions=("lawsuit",))),
        (["--stage", "4"], Selection(stages=(4,))),
        (["--topic", "piano rolls"], Selection(topic="piano rolls")),
    ],
)
def test_a_watch_waits_for_what_the_options_say(
    desk: Newsdesk, receiver: Receiver, arguments: list[str], selection: Selection
) -> None:
    path = desk.save().path
    assert run(path, "add", *arguments, "--name", "w", "--to", receiver.address).exit_code == 0
    assert desk.store.watch("w").selection == selection


def test_a_watch_keeps_how_it_wants_to_be_told(desk: Newsdesk, receiver: Receiver) -> None:
    asked = ["--party", "x", "--name", "w", "--wait-below", "0.7", "--bundle", "60", "--quiet", "22:00-07:00"]
    path = desk.save().path
    assert run(path, "add", *asked, "--zone", "Europe/Berlin", "--to", receiver.address).exit_code == 0
    kept = desk.store.watch("w")
    assert (kept.wait_below, kept.bundle_minutes) == (0.7, 60)
    assert (kept.quiet_from, kept.quiet_until, kept.zone) == ("22:00", "07:00", "Europe/Berlin")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["add", "--to", "json://127.0.0.1/"], "say what to wait for"),
        (["add", "--party", "x", "--to", "nowhere"], "target 'nowhere' is not set"),
        (["add", "--party", "x", "--to", "nonsense://x"], "Apprise knows no such address"),
        (["add", "--party", "ink", "--name", "ink", "--to", "json://127.0.0.1/"], "there is one called 'ink' already"),
        (["add", "--action", "sue", "--to", "json://127.0.0.1/"], "--action: 'sue' is none of launch"),
        (["add", "--dispute", "none", "--to", "json://127.0.0.1/"], "no dispute has the id 'none'"),
        (["remove", "none"], "no watch is called 'none'"),
    ],
)
def test_a_wrong_call_is_an_error_and_changes_nothing(waiting: Newsdesk, arguments: list[str], problem: str) -> None:
    before = "\n".join(waiting.store.db.conn.iterdump())
    with pytest.raises(ConfigError, match=problem):
        raise run(waiting.store.path, *arguments).exception or AssertionError("it went well")
    assert "\n".join(waiting.store.db.conn.iterdump()) == before
