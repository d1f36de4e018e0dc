"""Queries: what each finds in a store of six disputes of seven steps, one a month."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from drawing import draw, texts

from dashboard import queries
from dashboard.rows import Asked
from disputes.selection import Selection


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
