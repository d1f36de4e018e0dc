"""Alarms to the operator, and what is sent again after a kill, since nobody knows whether it came."""

import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from newsdesk import Newsdesk
from receiving import NOON, Receiver, alarmed, send, titles

from disputes.settings import NotifySettings
from disputes.store.alerts import ToldAlarm


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
