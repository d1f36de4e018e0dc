"""What is charted of many steps and disputes: a mark for each, or for those alike, or for the latest."""

import sqlite3
from contextlib import closing
from pathlib import Path

import dashboard_store
import pytest

from dashboard import queries
from dashboard.rows import Gathered
from disputes.selection import Selection


def with_hearings(path: Path, disputes: int) -> Path:
    """A store in which three steps of each dispute are hearings that were held, in three months."""
    with closing(sqlite3.connect(dashboard_store.full(path, disputes=disputes))) as db, db:
        db.execute(
            "UPDATE events SET action = 'hearing', stage = 4, direction = 'neutral', status = 'happened'"
            " WHERE substr(id, -3) IN ('-e3', '-e4', '-e5')"
        )
    return path


@pytest.mark.parametrize(
    ("marks", "alike"),
    [(210, ""), (209, "of one kind and year"), (150, "of one stage and direction"), (1, "of one stage and direction")],
)
def test_a_chart_has_a_mark_for_each_step_or_for_those_alike(tmp_path: Path, marks: int, alike: str) -> None:
    with queries.opened(with_hearings(tmp_path / "many.db", 30)) as db:
        found = queries.charted(db, Selection(), marks=marks)
    assert (found.alike, bool(found.several)) == (alike, marks < 210)
    assert len(found.steps) <= max(marks, 150)
    assert len(found.steps) + sum(mark.steps - 1 for mark in found.several.values()) == 210
    assert {step.dispute_id for step in found.steps} == {f"d{number}" for number in range(30)}
    assert [step.sort_date for step in found.steps] == sorted(step.sort_date for step in found.steps)


def test_a_mark_stands_where_the_first_of_its_steps_does(tmp_path: Path) -> None:
    with queries.opened(with_hearings(tmp_path / "some.db", 2)) as db:
        found = queries.charted(db, Selection(dispute_id="d0"), marks=1)
        dates = {step.event_id: step.sort_date for step in queries.steps(db, Selection(dispute_id="d0"), limit=100)}
    assert found.several == {"d0-e3": Gathered("d0-e3", 3, dates["d0-e5"], "hearing")}
    assert dates["d0-e3"] < dates["d0-e4"] < dates["d0-e5"]


def test_of_too_many_disputes_those_that_moved_last_are_charted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.queries.marks.MOST", 19)
    monkeypatch.setattr("dashboard.queries.marks.LATEST", 5)
    with queries.opened(dashboard_store.full(tmp_path / "many.db", disputes=20)) as db:
        found = queries.charted(db, Selection(), marks=1000)
        steps = queries.steps_charted(db, Selection(), found.shown, limit=1000)
        latest = queries.disputes(db, Selection(), limit=5)
    assert (found.matching, set(found.shown)) == (20, {row.dispute_id for row in latest})
    assert {step.dispute_id for step in found.steps} == set(found.shown)
    assert [step.event_id for step in steps] == [step.event_id for step in found.steps]
    assert len(steps) == 5 * 7
