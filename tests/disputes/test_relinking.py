"""Linking again: only what changed is looked at, every change is told, and nothing is lost on a kill."""

import multiprocessing
import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest
from making import CATALOG, reading, report
from rounds import CASES, dump, link, put

from disputes.linking import Linker, load_rules
from disputes.relinking import relink
from disputes.store import Store
from disputes.types import Reading


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "disputes.db") as store:
        yield store


def letters(store: Store, count: int) -> None:
    """Letters a week apart by senders of their own."""
    for number in range(count):
        put(store, number, report("r", actors=(f"Sender {number} Ltd",), date=f"2026-02-{number + 10}"))


def test_only_what_new_reports_touch_is_looked_at_again(store):
    letters(store, 8)
    assert link(store).looked_at == 8
    put(store, 20, report("r", actors=("Sender 3 Ltd",), date="2026-02-13"))
    assert link(store).looked_at == 2
    assert link(store).looked_at == 0


def test_only_the_disputes_that_an_event_touches_are_made_again(store, monkeypatch):
    letters(store, 8)
    link(store)
    placed: list[int] = []
    place = Linker.place
    monkeypatch.setattr(
        Linker, "place", lambda self, merged, as_of: placed.append(len(merged)) or place(self, merged, as_of)
    )
    put(store, 20, report("r", "lawsuit", actors=("Sender 3 Ltd",), date="2026-02-19"))
    link(store)
    assert placed == [2]
    assert store.rows("SELECT count(*) FROM timeline")[0][0] == 9


def test_a_dispute_that_nothing_touches_falls_dormant_with_the_days(store):
    letters(store, 2)
    link(store)
    put(store, 20, report("r", actors=("Late Sender Ltd",), date="2027-04-01"), published="2027-04-02")
    link(store)
    found = store.rows("SELECT status, count(*) FROM disputes GROUP BY 1 ORDER BY 1")
    assert [tuple(row) for row in found] == [("dormant", 2), ("open", 1)]


def test_reading_again_with_the_same_result_is_no_change(store):
    letters(store, 3)
    link(store)
    store.save_reading(
        reading(
            replace(report("r", actors=("Sender 1 Ltd",), date="2026-02-11"), article_id="a1", id="a1-r"),
            article_id="a1",
        )
    )
    assert link(store).looked_at == 0


def test_a_fuller_name_makes_who_bears_the_short_one_be_looked_at_again(store):
    put(store, 1, report("r", actors=("Winterbourne",), date="2026-02-13"))
    link(store)
    put(store, 2, report("r", actors=("Ada Winterbourne",), date="2026-02-13"))
    link(store)
    rows = store.rows("SELECT actors, sources FROM timeline")
    assert [tuple(row) for row in rows] == [("Ada Winterbourne", 2)]


def test_other_rules_link_everything_anew(store):
    letters(store, 3)
    link(store)
    rules = replace(load_rules(), earliest="2013")
    assert relink(store, CATALOG, rules, CASES, at="t").looked_at == 3


def test_ids_stay_when_everything_is_linked_anew(store):
    letters(store, 4)
    link(store)
    before = store.rows("SELECT event_id, dispute_id FROM timeline ORDER BY 1")
    relink(store, CATALOG, replace(load_rules(), earliest="2013"), CASES, at="t")
    assert store.rows("SELECT event_id, dispute_id FROM timeline ORDER BY 1") == before
    assert store.rows("SELECT * FROM link_changes") == []


def test_an_article_that_is_read_otherwise_withdraws_its_event_and_says_so(store):
    letters(store, 2)
    link(store)
    store.save_reading(Reading("a1", False, 0.1, "about the weather"), at="t")
    assert link(store).changes.withdrawn == 1
    rows = store.rows("SELECT change, reason FROM link_changes WHERE thing = 'event'")
    assert [tuple(row) for row in rows] == [("withdrawn", "no report states it any more")]


def test_a_value_that_changes_is_logged_with_old_and_new(store):
    put(store, 1, report("r", date="2026-02"))
    link(store)
    put(store, 2, report("r", date="2026-02-13"))
    link(store)
    rows = store.rows("SELECT field, old_value, new_value FROM link_changes WHERE thing = 'event'")
    assert [tuple(row) for row in rows] == [("date", "2026-02", "2026-02-13")]


def test_two_that_become_one_are_logged_and_forwarded(store):
    put(store, 1, report("r", date="2026-02-10"))
    put(store, 2, report("r", date="2026-02-14"))
    link(store)
    ids = {row["event_id"] for row in store.rows("SELECT event_id FROM timeline")}
    put(store, 2, report("r", date="2026-02-10"))
    link(store)
    (left,) = [row["event_id"] for row in store.rows("SELECT event_id FROM timeline")]
    (gone,) = ids - {left}
    assert store.current_id(gone) == left
    assert store.rows("SELECT change, new_value FROM link_changes WHERE thing_id = ?", [gone])[0]["new_value"] == left


def test_one_that_becomes_two_is_logged_and_the_older_part_keeps_the_id(store):
    put(store, 1, report("r", date="2026-02-10"), published="2026-02-12")
    put(store, 2, report("r", date="2026-02-10"))
    link(store)
    (one,) = [row["event_id"] for row in store.rows("SELECT event_id FROM timeline")]
    put(store, 2, report("r", date="2026-02-17"))
    link(store)
    kept = store.rows("SELECT report_id FROM event_reports WHERE event_id = ?", [one])
    assert [row["report_id"] for row in kept] == ["a1-r"]
    assert [row["change"] for row in store.rows("SELECT change FROM link_changes WHERE thing = 'event'")] == ["split"]


def test_a_kill_amid_linking_leaves_what_stood(store, tmp_path):
    letters(store, 5)
    link(store)
    put(store, 9, report("r", date="2026-02-13"))
    before = dump(store)
    child = multiprocessing.get_context("spawn").Process(target=_link_and_die, args=(store.path,))
    child.start()
    child.join(60)
    assert child.exitcode == -signal.SIGKILL
    assert dump(store) == before
    assert link(store).changes.added == 1


def _link_and_die(path: Path) -> None:
    with Store.open(path) as store:
        store.keep_linked = lambda *_: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[method-assign]
        link(store)


def test_what_a_rule_joined_is_told(store):
    put(store, 1, report("r", date="2026-02-13"))
    put(store, 2, report("r", date="2026-02"))
    link(store)
    rows = store.rows("SELECT joined_by FROM event_reports ORDER BY report_id")
    assert rows[0]["joined_by"] == "the first to tell it"
    assert rows[1]["joined_by"] == "the same who act on whom; 2026-02 holds 2026-02-13; no other fits"
