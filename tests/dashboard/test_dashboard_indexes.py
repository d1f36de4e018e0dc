"""Queries over large stores: answered by indexes alone, each dispute asked once, a log read from its end."""

import re
from collections.abc import Callable

import pytest

from dashboard import queries
from dashboard.queries.filtering import of_events
from disputes.selection import Selection


@pytest.mark.parametrize(
    ("filters", "columns"),
    [
        (Selection(actions=("lawsuit",)), {"action"}),
        (Selection(directions=("up",), statuses=("happened",)), {"direction", "status"}),
        (Selection(stages=(4,), actions=("lawsuit",)), {"stage", "action"}),
        (Selection(courts=("N.D. Cal.",)), {"court"}),
        (Selection(standings=("open",), directions=("up",)), {"dispute_id", "direction"}),
        (Selection(claimants=("Claimant 1",), since="2024-02-01"), {"dispute_id", "sort_date"}),
    ],
)
def test_a_filter_is_answered_by_an_index_alone(db: queries.Connection, filters: Selection, columns: set[str]) -> None:
    """A million rows of the table, each read for one column, take seconds."""
    where, values = of_events(filters)
    plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN SELECT count(*) FROM events WHERE {where}", values)]
    [index] = [found[1] for line in plan if (found := re.match(r"(?:SCAN|SEARCH) events USING .*INDEX (\w+)", line))]
    held = {name for _, _, name in db.execute(f"PRAGMA index_info({index})")}
    assert columns <= held
    assert "withdrawn" in held or "WHERE withdrawn IS NULL" in index_sql(db, index)


@pytest.mark.parametrize("ask", [queries.parties.parties, queries.parties.tools])
def test_names_are_listed_over_indexes_alone(
    db: queries.Connection, ask: Callable[[queries.Connection], object]
) -> None:
    asked = list[str]()
    db.set_trace_callback(asked.append)
    ask(db)
    db.set_trace_callback(None)
    [plan] = [[row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}")] for sql in asked]
    looked_up = [line for line in plan if line.startswith(("SCAN", "SEARCH"))]
    assert len(looked_up) == 2 and all("COVERING INDEX" in line for line in looked_up)


def test_the_network_asks_each_dispute_once(db: queries.Connection) -> None:
    asked = list[str]()
    db.set_trace_callback(asked.append)
    queries.parties.pairs(db, Selection(standings=("open",)), 10)
    db.set_trace_callback(None)
    plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {asked[0]}")]
    assert not [line for line in plan if "dispute_counts" in line or re.match(r"SCAN [cr]\b", line)]


@pytest.mark.parametrize("stage", ["", "crawl"])
def test_the_end_of_a_log_is_read_and_not_the_whole(db: queries.Connection, stage: str) -> None:
    asked = list[str]()
    db.set_trace_callback(asked.append)
    queries.faults(db, stage)
    queries.runs(db, stage)
    db.set_trace_callback(None)
    plans = [row[3] for sql in asked for row in db.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert len(asked) == 2 and not [line for line in plans if "TEMP B-TREE" in line]


def index_sql(db: queries.Connection, name: str) -> str:
    return str(db.execute("SELECT sql FROM sqlite_master WHERE name = ?", [name]).fetchone()[0])
