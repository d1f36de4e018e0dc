"""Queries: what each finds in a store of six disputes of seven steps, one a month."""

import re
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import dashboard_store
import pytest
from test_dashboard_pages import draw, texts

from dashboard import queries
from dashboard.queries.filtering import of_events
from dashboard.rows import Asked, Gathered
from disputes.errors import StoreError
from disputes.selection import Selection


def test_opened_cannot_write(db: queries.Connection) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        db.execute("DELETE FROM articles")


def test_opened_reads_while_another_writes(tmp_path: Path, stores: dict[str, Path]) -> None:
    path = tmp_path / "busy.db"
    path.write_bytes(stores["full"].read_bytes())
    with closing(sqlite3.connect(path)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM runs")
        with queries.opened(path) as connection:
            assert queries.runs(connection)


@pytest.mark.parametrize(
    ("content", "says"),
    [(None, "no such database"), (b"not a database at all" * 100, "not a database"), (b"", "no view timeline")],
)
def test_opened_says_what_is_wrong(tmp_path: Path, content: bytes | None, says: str) -> None:
    path = tmp_path / "x.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StoreError, match=f"x.db.*{says}"), queries.opened(path):
        pass


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("DELETE FROM _sqlite_migrations WHERE name LIKE '003%'", "of an older version .without 0030"),
        ("INSERT INTO _sqlite_migrations VALUES (99, 'disputes', '0099_later', '')", "newer version.*0099_later"),
    ],
)
def test_opened_wants_its_own_version(tmp_path: Path, stores: dict[str, Path], sql: str, says: str) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(stores["empty"].read_bytes())
    with closing(sqlite3.connect(path)) as writer, writer:
        writer.execute(sql)
    with pytest.raises(StoreError, match=says), queries.opened(path):
        pass


def test_opened_breaks_off_what_takes_too_long(stores: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.queries.opening.TIME_LIMIT", 0.05)
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    with pytest.raises(StoreError, match="took longer"), queries.opened(stores["full"]) as connection:
        connection.execute(endless).fetchone()


@pytest.mark.parametrize(
    ("filters", "steps", "disputes"),
    [
        (Selection(), 42, 6),
        (Selection(claimants=("Claimant 1",)), 7, 1),
        (Selection(claimants=("Claimant 1", "Claimant 2")), 14, 2),
        (Selection(respondents=("Respondent 0",), tools=("Tool 3",)), 7, 1),
        (Selection(claimants=("Claimant 1",), tools=("Tool 2",)), 0, 0),
        (Selection(actions=("lawsuit",)), 3, 3),
        (Selection(statuses=("scheduled",)), 6, 6),
        (Selection(since="2025-01-01"), 4, 2),
        (Selection(until="2024-01-31"), 1, 1),
        (Selection(since="2024-02-01", until="2024-02-29"), 2, 2),
        (Selection(claimants=("x' OR '1'='1",)), 0, 0),
        (Selection(dispute_id="d4"), 7, 1),
        (Selection(standings=("settled",)), 21, 3),
        (Selection(directions=("down",)), 3, 3),
        (Selection(stages=(4,)), 6, 3),
        (Selection(party="Respondent 1"), 14, 2),
        (Selection(over="Tool 3"), 7, 1),
        (Selection(over="Tool 3", statuses=("scheduled",)), 1, 1),
    ],
)
def test_filters(db: queries.Connection, filters: Selection, steps: int, disputes: int) -> None:
    assert queries.count_steps(db, filters) == len(queries.steps(db, filters, limit=1000)) == steps
    assert queries.count_disputes(db, filters) == len(queries.disputes(db, filters)) == disputes


def test_steps_come_in_order_and_a_limit_keeps_the_latest(db: queries.Connection) -> None:
    dates = [step.sort_date for step in queries.steps(db, Selection(), limit=1000)]
    assert dates == sorted(dates)
    assert [step.sort_date for step in queries.steps(db, Selection(), limit=5)] == dates[-5:]
    assert [step.sort_date for step in queries.steps(db, Selection(), limit=5, latest_first=True)] == dates[:-6:-1]


@pytest.mark.parametrize("order", queries.ORDERS)
def test_disputes_turn_pages_without_loss(db: queries.Connection, order: str) -> None:
    pages = [queries.disputes(db, Selection(), order=order, limit=4, offset=offset) for offset in (0, 4)]
    assert {row.dispute_id for page in pages for row in page} == {f"d{number}" for number in range(6)}


@pytest.mark.parametrize(("asked", "found"), [("d3", "d3"), ("gone", "d0"), ("nowhere", None)])
def test_dispute_follows_forwards(db: queries.Connection, asked: str, found: str | None) -> None:
    row = queries.dispute(db, asked)
    assert (row.dispute_id if row else None) == found


def test_dispute_leaves_a_circle_of_forwards(tmp_path: Path, stores: dict[str, Path]) -> None:
    path = tmp_path / "circle.db"
    path.write_bytes(stores["full"].read_bytes())
    with closing(sqlite3.connect(path)) as writer, writer:
        writer.executemany("INSERT INTO forwards (old_id, new_id, reason) VALUES (?, ?, '')", [("a", "b"), ("b", "a")])
    with queries.opened(path) as connection:
        assert queries.dispute(connection, "a") is None


def test_moves_count_what_happened_by_direction(db: queries.Connection) -> None:
    newest = queries.freshness(db).newest
    assert newest == max(step.sort_date for step in queries.steps(db, Selection(), limit=1000) if step.date)
    month = queries.moves(db, Selection(), newest, 30)
    assert (month.since, month.until) == ("2025-02-03", "2025-03-04")
    assert (month.up, month.down, month.neutral, month.total) == (0, 1, 0, 1)


def test_newest_ignores_an_article_dated_after_its_fetch(tmp_path: Path, stores: dict[str, Path]) -> None:
    path = tmp_path / "future.db"
    path.write_bytes(stores["full"].read_bytes())
    with closing(sqlite3.connect(path)) as writer, writer:
        writer.execute(
            "INSERT INTO articles (id, url, title, published, text, fetched_at, story_id) "
            "VALUES ('f', 'https://f.invalid', 'f', '2099-01-01', '', '2026-01-01T00:00:00+00:00', 'f')"
        )
    with queries.opened(path) as connection:
        assert queries.freshness(connection).newest == "2025-03-04"


def test_aggregates(db: queries.Connection) -> None:
    assert sum(month.count for month in queries.suits_by_month(db, Selection())) == 3
    assert {(count.name, count.count) for count in queries.busiest(db, Selection(), "respondent")} == {
        ("Respondent 0", 1),
        ("Respondent 1", 1),
        ("Respondent 2", 1),
    }
    assert [step.status for step in queries.upcoming(db, Selection(), "2024-12-01", limit=1)] == ["scheduled"]
    assert queries.names(db, "claimant", limit=2) == ["Claimant 0", "Claimant 1"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", 42),
        ("Claimant 3", 12),  # the words, wherever they stand
        ("trained", 42),  # by its stem
        ("nowhere", 0),
        ('"', 0),
        ("AND", 0),
        ("a:b cease-and-desist (", 0),
        ("title: *", 42),
        ("x\0y", 0),
    ],
)
def test_search(db: queries.Connection, words: str, found: int) -> None:
    assert queries.count_hits(db, Asked(words)) == found
    assert len(queries.search(db, Asked(words), limit=100)) == found


def test_search_marks_what_matched(db: queries.Connection) -> None:
    assert "\x02training\x03" in queries.search(db, Asked("training"), limit=1)[0].snippet


def test_spans_lead_to_their_disputes(db: queries.Connection) -> None:
    step = queries.steps(db, Selection(dispute_id="d1"), limit=1)[0]
    article = queries.article(db, str(step.article_id))
    assert article
    spans = queries.spans(db, article.article_id)
    assert {span.kind for span in spans} == {"party", "step", "allegation"}
    said = next(span for span in spans if span.kind == "step")
    assert article.text[said.start : said.end] == step.quote
    assert (said.dispute_id, said.dispute) == ("d1", "Claimant 1 v. Respondent 1")


def test_sources_and_rivals(db: queries.Connection) -> None:
    ids = [f"d2-e{number}" for number in range(7)]
    assert [source.report_id for source in queries.sources(db, ids)] == [f"d2-r{number}" for number in range(7)]
    assert [(rival.field, rival.value, rival.outlets) for rival in queries.rivals(db, ids)] == [
        ("date", "Rival 1", "Outlet 1")
    ]


def test_a_rival_value_is_told_with_each_outlet_once(stores: dict[str, Path], tmp_path: Path) -> None:
    path = tmp_path / "rivals.db"
    path.write_bytes(stores["full"].read_bytes())
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DELETE FROM rival_values")
        told = [("d2-e1", report, f"d2-r{report}") for report in (1, 2, 3)]
        db.executemany(
            "INSERT INTO rival_values (event_id, field, value, report_id) VALUES (?, 'date', '2026-02-17', ?)",
            [(event, report) for event, _, report in told],
        )
        db.execute(
            "UPDATE articles SET outlet = 'Post, The' WHERE id = (SELECT article_id FROM reports WHERE id = 'd2-r3')"
        )
        db.execute(
            "UPDATE articles SET outlet = 'Courier' WHERE id IN (SELECT article_id FROM reports WHERE id <> 'd2-r3')"
        )
    with queries.opened(path) as shown:
        assert [rival.outlets for rival in queries.rivals(shown, ["d2-e1"])] == ["Courier; Post, The"]


def test_a_connection_per_thread(stores: dict[str, Path]) -> None:
    counts: list[int] = []

    def count() -> None:
        with queries.opened(stores["full"]) as connection:
            counts.append(queries.count_steps(connection, Selection()))

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [42] * 4


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


@pytest.fixture
def licensed(tmp_path: Path, stores: dict[str, Path]) -> Path:
    """A store in which one dispute, d0, knows nothing but a licence: no step of it has a place on the ladder."""
    path = tmp_path / "licensed.db"
    path.write_bytes(stores["full"].read_bytes())
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE events SET stage = NULL, direction = 'down', action = 'licence' WHERE dispute_id = 'd0'")
        db.execute("UPDATE disputes SET stage = NULL, direction = 'down', status = 'licensed' WHERE id = 'd0'")
        db.execute("UPDATE disputes SET stage = 0, stage_event_id = 'd1-e0' WHERE id = 'd1'")
        db.execute("UPDATE events SET stage = 0, action = 'launch' WHERE id = 'd1-e0'")
    return path


def test_a_dispute_without_a_step_on_the_ladder_has_no_stage(licensed: Path) -> None:
    with queries.opened(licensed) as db:
        stages = {row.dispute_id: row.stage for row in queries.disputes(db, Selection(), order="stage")}
        pairs = {pair.claimant: pair.stage for pair in queries.parties.pairs(db, Selection(), 100)}
        alone = queries.dispute(db, "d0")
    assert (stages["d0"], stages["d1"]) == (None, 0)
    assert alone and alone.stage is None
    assert (pairs["Claimant 0"], pairs["Claimant 1"]) == (None, 0)
    assert all(stages[id] for id in ("d2", "d3", "d4", "d5"))


def test_a_licence_is_not_shown_as_a_launch(licensed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "No stage reached · licensed" in texts(draw(monkeypatch, "dispute", licensed, dispute="d0"))
    table = draw(monkeypatch, "dispute", licensed, claimant="Claimant 0").get("html")
    cell = next(block.proto.body for block in table if "Claimant 0 v. Respondent 0" in block.proto.body)
    assert "none</td>" in cell and "Launch" not in cell


def test_a_feed_tells_how_fresh_its_source_is(tmp_path: Path, stores: dict[str, Path]) -> None:
    path = tmp_path / "fresh.db"
    path.write_bytes(stores["full"].read_bytes())
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(
            "UPDATE sources SET last_success = '2026-02-24T05:00:00+00:00', last_new = '2026-02-23T05:00:00+00:00'"
        )
        days = [("2026-02-25", 3), ("2026-02-19", 4), ("2026-02-18", 100)]
        db.executemany("INSERT INTO source_days (source_id, day, new_entries) VALUES ('outlet', ?, ?)", days)
    with queries.opened(path) as db:
        (feed,) = queries.feeds(db, date(2026, 2, 25))
    assert (feed.answered, feed.brought) == ("2026-02-24T05:00:00+00:00", "2026-02-23T05:00:00+00:00")
    assert (feed.week, feed.expected) == (7, 5.0)


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
