"""Alerts: each new step once to who waits for it, through Apprise to a real server on loopback."""

import stat
from dataclasses import replace

import pytest
from newsdesk import Newsdesk
from receiving import Receiver, send, targets, watch

from disputes.alerts.targets import check
from disputes.cli.watches import send_if_watched
from disputes.errors import ConfigError, StoreError
from disputes.selection import Selection
from disputes.settings import NotifySettings, Settings
from disputes.store.alerts import Watch
from disputes.store.lock import alone


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
