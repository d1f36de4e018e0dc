"""Alerts: each new step once to who waits for it, through Apprise to a real server on loopback."""

import json
import os
import re
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from newsdesk import Newsdesk
from typer.testing import CliRunner

from disputes.cli import app
from disputes.cli.watches import send_if_watched
from disputes.errors import ConfigError, StoreError
from disputes.selection import Selection
from disputes.settings import NotifySettings, Settings
from disputes.store.alerts import ToldAlarm, Watch
from disputes.store.lock import alone
from disputes.types import Source

pytest.importorskip("apprise", reason="the extra `notify` is not installed")

from disputes.alerts import Targets, send_alerts
from disputes.alerts.targets import check
from disputes.alerts.timing import check_zone, is_quiet, parse_quiet

NOON = datetime(2026, 2, 23, 12, tzinfo=UTC)


class Receiver(ThreadingHTTPServer):
    """Takes what Apprise posts; refuses while `refusing`, and holds its answer while `slow` is not set."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Taking)
        self.taken: list[dict[str, Any]] = []
        self.refusing = False
        self.answer = threading.Event()
        self.answer.set()

    @property
    def address(self) -> str:
        return f"json://127.0.0.1:{self.server_address[1]}/"


class Taking(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if not self.server.refusing:
            self.server.taken.append(body)
        self.server.answer.wait(30)
        self.send_response(503 if self.server.refusing else 200)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server
        server.answer.set()
        server.shutdown()
        thread.join()


@pytest.fixture
def waiting(desk: Newsdesk, receiver: Receiver) -> Newsdesk:
    """A store with an old step, and a watch on Ink & Sons that knows it."""
    desk.step("Books", "statement", "2026-02-10")
    desk.save()
    watch(desk, receiver)
    return desk


def watch(desk: Newsdesk, receiver: Receiver, name: str = "ink", **fields: Any) -> Watch:
    wanted = fields.pop("selection", Selection(party="Ink & Sons"))
    added = Watch(name=name, selection=wanted, added_at="2026-02-20T00:00:00+00:00", **fields)
    desk.store.add_watch(added)
    targets(desk).keep(name, receiver.address)
    return added


def targets(desk: Newsdesk, settings: NotifySettings | None = None) -> Targets:
    return Targets(desk.store.path, settings or NotifySettings())


def send(desk: Newsdesk, *, now: datetime = NOON, settings: NotifySettings | None = None) -> Any:
    return send_alerts(desk.store, targets(desk, settings), settings or NotifySettings(timeout=10), now=now)


def titles(receiver: Receiver) -> list[str]:
    return [message["title"] for message in receiver.taken]


def test_a_new_step_is_sent_once_with_quote_and_link(waiting: Newsdesk, receiver: Receiver) -> None:
    waiting.step("Books", "lawsuit", "2026-02-20", court="N.D. Cal.", docket="3:26-cv-01234")
    waiting.save()
    assert (send(waiting).sent, send(waiting).sent) == (1, 0)
    [message] = receiver.taken
    assert message["title"] == "Lawsuit: Ink & Sons → Modelmakers, over Scribe"
    assert "“Books saw a lawsuit.”" in message["message"] and "https://news.example/1" in message["message"]
    assert "N.D. Cal., No. 3:26-cv-01234" in message["message"] and "'ink'" in message["message"]


def test_what_was_known_when_the_watch_was_added_is_not_sent(waiting: Newsdesk, receiver: Receiver) -> None:
    assert send(waiting).sent == 0 and receiver.taken == []


@pytest.mark.parametrize(
    ("selection", "sent"),
    [
        (Selection(party="Nobody"), 0),
        (Selection(over="Scribe"), 1),
        (Selection(actions=("lawsuit",)), 1),
        (Selection(actions=("ruling",)), 0),
        (Selection(stages=(4,)), 1),
        (Selection(courts=("N.D. Cal.",)), 1),
        (Selection(courts=("S.D.N.Y.",)), 0),
        (Selection(topic="lawsuit"), 1),
    ],
)
def test_only_what_a_watch_waits_for_is_sent(
    desk: Newsdesk, receiver: Receiver, selection: Selection, sent: int
) -> None:
    desk.save()
    watch(desk, receiver, selection=selection)
    desk.step("Books", "lawsuit", "2026-02-20", court="N.D. Cal.")
    desk.save()
    assert send(desk).sent == sent == len(receiver.taken)


def test_a_watch_on_a_dispute_is_told_of_its_steps_alone(waiting: Newsdesk, receiver: Receiver) -> None:
    [dispute] = [row["id"] for row in waiting.store.rows("select id from disputes")]
    watch(waiting, receiver, "books", selection=Selection(dispute_id=dispute))
    waiting.store.remove_watch("ink")
    waiting.step("Books", "lawsuit", "2026-02-20")
    waiting.step("Songs", "lawsuit", "2026-02-20")
    waiting.save()
    assert send(waiting).sent == 1 and "“Books saw a lawsuit.”" in receiver.taken[0]["message"]


def test_a_step_that_was_merged_into_another_is_not_sent_again(waiting: Newsdesk, receiver: Receiver) -> None:
    waiting.step("Books", "lawsuit", "2026-02-20")
    waiting.save()
    send(waiting)
    waiting.step("Books", "lawsuit", "2026-02-20", quote="Another account of it.")
    waiting.save()
    old, heir = (row["event_id"] for row in waiting.store.rows("select event_id from timeline order by 1")[1:])
    with waiting.store.transaction() as connection:
        connection.execute("insert into forwards (old_id, new_id, reason) values (?, ?, 'test')", [old, heir])
    assert send(waiting).sent == 0 and len(receiver.taken) == 1


def test_a_target_that_fails_is_named_and_gets_it_later(waiting: Newsdesk, receiver: Receiver) -> None:
    waiting.step("Books", "lawsuit", "2026-02-20")
    waiting.save()
    receiver.refusing = True
    failed = send(waiting)
    assert (failed.sent, failed.waiting, len(failed.faults)) == (0, 1, 1)
    assert failed.faults[0].startswith("watch ink: ") and "127.0.0.1:" not in failed.faults[0]
    receiver.refusing = False
    assert send(waiting).sent == 1
    assert "reached you before" not in receiver.taken[0]["message"]


def test_an_unsure_first_report_waits_for_a_second_source_when_asked_to(desk: Newsdesk, receiver: Receiver) -> None:
    desk.save()
    watch(desk, receiver, wait_below=0.8)
    watch(desk, receiver, "hasty")
    desk.step("Books", "lawsuit", "2026-02-20", confidence=0.6)
    desk.save()
    first = send(desk)
    assert (first.sent, first.waiting) == (1, 1) and "'hasty'" in receiver.taken[0]["message"]
    desk.events[0] = replace(desk.events[0], source_count=2)
    desk.save()
    assert send(desk).sent == 1 and "'ink'" in receiver.taken[1]["message"]


def test_quiet_hours_are_those_of_the_reader(waiting: Newsdesk, receiver: Receiver) -> None:
    watch(waiting, receiver, "night", quiet_from="22:00", quiet_until="07:00", zone="Asia/Tokyo")
    waiting.store.remove_watch("ink")
    waiting.step("Books", "lawsuit", "2026-02-20")
    waiting.save()
    assert send(waiting, now=datetime(2026, 2, 23, 14, tzinfo=UTC)).waiting == 1  # 23 in Tokyo
    assert receiver.taken == []
    assert send(waiting, now=datetime(2026, 2, 23, 22, tzinfo=UTC)).sent == 1  # 7 in Tokyo


@pytest.mark.parametrize(
    ("hours", "time", "quiet"),
    [
        ("22:00-07:00", "23:30", True),
        ("22:00-07:00", "06:59", True),
        ("22:00-07:00", "07:00", False),
        ("12:00-13:00", "12:00", True),
        ("12:00-13:00", "13:00", False),
        ("00:00-23:59", "00:00", True),
    ],
)
def test_hours_may_pass_midnight(hours: str, time: str, quiet: bool) -> None:
    begin, end = parse_quiet(hours)
    watching = Watch("w", Selection(party="x"), quiet_from=begin, quiet_until=end)
    assert is_quiet(watching, datetime.fromisoformat(f"2026-02-23T{time}+00:00")) is quiet


@pytest.mark.parametrize("text", ["", "night", "22-7", "24:00-07:00", "22:00-22:00", "22:60-07:00"])
def test_what_are_no_hours_is_an_error(text: str) -> None:
    with pytest.raises(ConfigError, match="--quiet"):
        parse_quiet(text)


@pytest.mark.parametrize("name", ["Nowhere/City", "", "../../etc/passwd", "x" * 500])
def test_what_is_no_zone_is_an_error(name: str) -> None:
    with pytest.raises(ConfigError, match="--zone"):
        check_zone(name)


def test_a_bundle_holds_all_that_came_since_the_last(waiting: Newsdesk, receiver: Receiver) -> None:
    watch(waiting, receiver, "hourly", bundle_minutes=60)
    waiting.store.remove_watch("ink")
    for number in range(3):
        waiting.step(f"Case {number}", "lawsuit", "2026-02-20")
    waiting.save()
    assert send(waiting).sent == 3 and titles(receiver) == ["3 new steps: hourly"]
    waiting.step("Case 9", "ruling", "2026-02-21")
    waiting.save()
    assert send(waiting, now=NOON.replace(minute=59)).waiting == 1
    assert send(waiting, now=NOON.replace(hour=13)).sent == 1 and len(receiver.taken) == 2


def test_a_step_of_long_ago_is_background_unless_asked_for(waiting: Newsdesk, receiver: Receiver) -> None:
    watch(waiting, receiver, "all", background=True)
    waiting.step("Books", "lawsuit", "2023", "2026-02-20")
    waiting.step("Books", "lawsuit", "2026-02", "2026-02-20")
    waiting.save()
    assert send(waiting).sent == 3
    assert [("'all'" in message["message"]) for message in receiver.taken].count(True) == 2
    assert send(waiting).sent == 0


def test_hostile_words_mention_nobody_and_stay_words(waiting: Newsdesk, receiver: Receiver) -> None:
    words = "@everyone <!channel> <b>x</b> \x1b[2J \u202e"
    waiting.step("Books", "lawsuit", "2026-02-20", quote=words, title=words, outlet=words, court=words)
    waiting.save()
    send(waiting)
    text = receiver.taken[0]["title"] + receiver.taken[0]["message"]
    assert not {"@everyone", "<!channel>", "\x1b", "\u202e"} & {
        sign for sign in ("@everyone", "<!channel>", "\x1b", "\u202e") if sign in text
    }
    assert "everyone" in text


def test_an_address_stands_neither_in_the_database_nor_for_others_to_read(
    waiting: Newsdesk, receiver: Receiver
) -> None:
    path = waiting.store.path.with_name(waiting.store.path.name + ".targets")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 and receiver.address in path.read_text()
    assert receiver.address not in "\n".join(waiting.store.db.conn.iterdump())
    targets(waiting).forget("ink")
    assert receiver.address not in path.read_text()


def test_a_target_may_stand_in_the_environment(desk: Newsdesk, receiver: Receiver) -> None:
    desk.save()
    desk.store.add_watch(Watch("ink", Selection(party="Ink & Sons"), target="newsroom", added_at="2026-02-20"))
    desk.step("Books", "lawsuit", "2026-02-20")
    desk.save()
    assert send(desk).faults == ("watch ink: target 'newsroom' is not set (DISPUTES_NOTIFY__TARGETS__NEWSROOM)",)
    settings = NotifySettings.model_validate({"targets": {"newsroom": receiver.address}})
    assert send(desk, settings=settings).sent == 1


@pytest.mark.parametrize("address", ["nonsense://token@host", "http//x", "", "json://"])
def test_what_apprise_does_not_know_is_an_error_that_keeps_the_secret(address: str) -> None:
    with pytest.raises(ConfigError) as raised:
        check(address)
    assert "token" not in str(raised.value)


def alarmed(desk: Newsdesk, day: int = 20) -> None:
    """A source that was last reached on some day of February."""
    desk.store.keep_sources([Source("wire", "The Wire", "https://wire.example/rss", "feed")])
    desk.store.note_answer("wire", "2026-02-01T00:00:00+00:00", new_entries=1)
    desk.store.note_answer("wire", f"2026-02-{day}T00:00:00+00:00", problem="refused")


def test_an_alarm_goes_to_the_operator_once_and_to_no_reader(waiting: Newsdesk, receiver: Receiver) -> None:
    alarmed(waiting)
    with Receiver() as operator:
        thread = threading.Thread(target=operator.serve_forever, args=(0.02,))
        thread.start()
        settings = NotifySettings.model_validate({"operator": operator.address})
        assert (send(waiting, settings=settings).alarms, send(waiting, settings=settings).alarms) == (1, 0)
        assert "ALARM unreachable wire: The Wire has not answered" in operator.taken[0]["message"]
        waiting.store.note_answer("wire", "2026-02-23T11:00:00+00:00", new_entries=1)
        send(waiting, settings=settings)
        operator.shutdown()
        thread.join()
    assert [message["title"] for message in operator.taken] == ["1 alarm over sources", "Sources are well again"]
    assert receiver.taken == []


def test_without_an_operator_no_alarm_is_taken_for_told(waiting: Newsdesk) -> None:
    alarmed(waiting)
    assert send(waiting).alarms == 0 and waiting.store.alarms_told() == []


def test_a_daily_run_sends_where_anybody_waits(waiting: Newsdesk, receiver: Receiver) -> None:
    settings = Settings(database=waiting.store.path)
    waiting.step("Books", "lawsuit", "2026-02-20")
    summary = send_if_watched(waiting.save(), settings)
    assert summary and summary.sent == 1 == len(receiver.taken)
    waiting.store.remove_watch("ink")
    assert send_if_watched(waiting.store, settings) is None


def test_two_runs_at_once_do_not_send_twice(waiting: Newsdesk, receiver: Receiver) -> None:
    with alone(waiting.store.path, "watch"), pytest.raises(StoreError, match="another watch is running"):
        send(waiting)


def program(database: Path, *arguments: str, operator: str = "") -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "disputes", "--database", str(database), "watch", *arguments]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("DISPUTES_")}
    environment |= {"DISPUTES_NOTIFY__OPERATOR": operator} if operator else {}
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, cwd=database.parent
    )


def test_after_a_kill_the_rest_is_sent_and_only_the_doubtful_one_again(waiting: Newsdesk, receiver: Receiver) -> None:
    """The receiver holds its answer to the third alert; the program is killed while it waits for it."""
    for number in range(5):
        waiting.step(f"Case {number}", "lawsuit", "2026-02-20", targets=(f"Maker {number}",))
    waiting.save()
    kill_while_it_waits(program(waiting.store.path, "send"), hold(receiver, 3), receiver)
    again = program(waiting.store.path, "send")
    out, err = again.communicate(timeout=60)
    assert (again.returncode, err) == (0, b"") and b"of 3 new steps" in out
    assert [titles(receiver).count(title) for title in dict.fromkeys(titles(receiver))] == [1, 1, 2, 1, 1]
    doubtful = [message["message"] for message in receiver.taken if titles(receiver).count(message["title"]) == 2]
    assert ["reached you before" in text for text in doubtful] == [False, True]
    assert len({re.search(r"^Step (e\w+)$", text, re.M)[1] for text in doubtful}) == 1  # type: ignore[index]


def hold(receiver: Receiver, number: int) -> threading.Event:
    """Lets the receiver hold its answer to the message of a number; set when that has come."""
    came = threading.Event()

    class Holding(list[dict[str, Any]]):
        def append(self, message: dict[str, Any]) -> None:
            super().append(message)
            if len(self) == number:
                receiver.answer.clear()
                came.set()

    receiver.taken = Holding(receiver.taken)
    return came


def kill_while_it_waits(running: "subprocess.Popen[bytes]", came: threading.Event, receiver: Receiver) -> None:
    try:
        assert came.wait(60)
    finally:
        os.kill(running.pid, signal.SIGKILL)
        running.communicate()
    receiver.answer.set()


def ids_of_alarms(receiver: Receiver) -> list[list[str]]:
    """The ids that each message names, in order."""
    return [re.findall(r"^(?:Alarm|End of alarm) (\S+)$", message["message"], re.M) for message in receiver.taken]


def test_an_alarm_that_was_doubtful_after_a_kill_comes_again_under_the_same_id(
    waiting: Newsdesk, receiver: Receiver
) -> None:
    alarmed(waiting)
    path = waiting.store.path
    kill_while_it_waits(program(path, "send", operator=receiver.address), hold(receiver, 1), receiver)
    for _ in range(2):
        out, err = program(path, "send", operator=receiver.address).communicate(timeout=60)
        assert (err, out.count(b"\n")) == (b"", 1)
    assert ["reached you before" in message["message"] for message in receiver.taken] == [False, True]
    [first], [second] = ids_of_alarms(receiver)
    assert first == second and first.startswith("wire/unreachable/20")


def test_the_end_of_an_alarm_is_told_again_after_a_kill_under_the_id_of_the_alarm(
    waiting: Newsdesk, receiver: Receiver
) -> None:
    alarmed(waiting)
    path, settings = waiting.store.path, NotifySettings.model_validate({"operator": receiver.address, "timeout": 10})
    send(waiting, settings=settings)
    with waiting.store.transaction() as connection:
        connection.execute("delete from sources")
    kill_while_it_waits(program(path, "send", operator=receiver.address), hold(receiver, 2), receiver)
    assert [alarm.state for alarm in waiting.store.alarms_told()] == ["ending"]
    program(path, "send", operator=receiver.address).communicate(timeout=60)
    assert titles(receiver) == ["1 alarm over sources", *2 * ["Sources are well again"]]
    assert [len(set(ids)) for ids in zip(*ids_of_alarms(receiver), strict=True)] == [1]
    assert waiting.store.alarms_told() == []


def test_an_alarm_that_was_not_taken_is_no_doubtful_one(waiting: Newsdesk, receiver: Receiver) -> None:
    alarmed(waiting)
    settings = NotifySettings.model_validate({"operator": receiver.address, "timeout": 10})
    receiver.refusing = True
    assert send(waiting, settings=settings).faults[0].startswith("operator: ")
    assert waiting.store.alarms_told() == []
    receiver.refusing = False
    assert send(waiting, settings=settings).alarms == 1
    assert "reached you before" not in receiver.taken[0]["message"]


def test_an_alarm_that_stands_again_while_its_end_was_doubtful_is_a_new_one(
    waiting: Newsdesk, receiver: Receiver
) -> None:
    alarmed(waiting)
    waiting.store.keep_alarms([ToldAlarm("wire", "unreachable", "It is gone.", "2026-02-20", "ending")])
    settings = NotifySettings.model_validate({"operator": receiver.address, "timeout": 10})
    assert send(waiting, settings=settings).alarms == 1
    assert ids_of_alarms(receiver) == [[f"wire/unreachable/{NOON.isoformat()}"]]
    assert "reached you before" not in receiver.taken[0]["message"]


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
