"""What the address of a page asks for: filters, names and days, and what of it is left out."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from drawing import draw, texts

from dashboard import queries
from dashboard.left_out import MOST
from dashboard.markup import counted
from dashboard.views.escalation import DAYS
from dashboard.widgets import MOST_ASKED
from disputes.selection import Selection


@pytest.mark.parametrize(("page", "query"), [("dispute", {"dispute": "<b>"}), ("articles", {"article": "<b>"})])
def test_an_unknown_id_is_said(
    monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path], page: str, query: dict[str, str]
) -> None:
    assert "There is none with the id <b>" in texts(draw(monkeypatch, page, stores["full"], **query))


def test_overview_reads_its_filters_from_the_address(monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path]) -> None:
    test = draw(monkeypatch, "overview", stores["full"], claimant="Claimant 2", table="Steps", **{"from": "2024-05-01"})
    assert test.multiselect(key="claimant").value == ["Claimant 2"]
    shown = texts(test)
    assert "of 1 dispute that match" in shown
    assert "6 steps" in shown
    assert "Claimant 3" not in shown


def test_steps_are_narrowed_down_by_their_court(monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path]) -> None:
    shown = texts(draw(monkeypatch, "overview", stores["full"], court="N.D. Cal.", table="Steps"))
    with queries.opened(stores["full"]) as db:
        found = queries.count_steps(db, Selection(courts=("N.D. Cal.",)))
        assert 0 < found < queries.count_steps(db, Selection())
    assert f"{found} steps" in shown


def test_steps_are_narrowed_down_by_words_of_their_articles(
    monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path]
) -> None:
    words = "claimant 3"
    with queries.opened(stores["full"]) as db:
        found = queries.count_steps(db, Selection(topic=words))
        assert 0 < found < queries.count_steps(db, Selection())
    assert f"{found} steps" in texts(draw(monkeypatch, "overview", stores["full"], topic=words, table="Steps"))
    assert not draw(monkeypatch, "overview", stores["full"], topic='" OR ').exception


@pytest.mark.parametrize(
    ("page", "query", "says"),
    [
        ("overview", {"topic": "nowheretold"}, "No step matches these filters"),
        ("overview", {"claimant": "Nobody"}, "No step matches these filters"),
        ("dispute", {"court": "Nowhere"}, "No dispute matches"),
        ("articles", {"outlet": "<b>Nobody</b>"}, "No article matches"),
        ("cases", {"works": "none"}, "No case matches"),
        ("cases", {"show": "Side by side", "against": "Nobody"}, "No suit is against whom the address names"),
    ],
)
def test_a_name_that_only_the_address_knows_does_not_show_everything(
    monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path], page: str, query: dict[str, str], says: str
) -> None:
    assert says in texts(draw(monkeypatch, page, stores["full"], **query))


@pytest.mark.parametrize(
    ("page", "query", "says"),
    [
        ("overview", {"stage": "9 Beyond"}, "Stage: “9 Beyond” is not among what can be chosen here"),
        ("overview", {"claimant": "<b>" + "n" * 148}, "(151 characters) is not among what can be chosen here"),
        ("overview", {"from": "2024-13"}, "From: “2024-13”, which is no day"),
        ("overview", {"topic": "words " * 20}, "of which the first 100 characters count"),
        ("overview", {"table": "Chairs"}, "Table: “Chairs”"),
        ("dispute", {"direction": "sideways", "order": "none"}, "Order: “none”"),
        ("articles", {"verdict": "Guilty"}, "Verdict: “Guilty”"),
        ("cases", {"show": "Side by side", "against": "n" * 151}, "Against: “nnn"),
        ("review", {"queue": "no such"}, "Queue: “no such”"),
        ("health", {"stage": "no such"}, "Stage: “no such”"),
    ],
)
@pytest.mark.parametrize("kind", ["full", "hostile"])
def test_what_of_the_address_was_left_out_is_said(
    monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path], kind: str, page: str, query: dict[str, str], says: str
) -> None:
    shown = texts(draw(monkeypatch, page, stores[kind], **query))
    assert "Part of the address was left out" in shown
    assert says in " ".join(shown.split())


def test_names_beyond_those_that_fit_are_counted(monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path]) -> None:
    test = draw(monkeypatch, "overview", stores["full"])
    assert "left out" not in texts(test)
    test.query_params["tool"] = ["Tool 3", *(f"Nothing {number}" for number in range(MOST_ASKED + MOST + 2))]
    shown = texts(test.run())
    assert f"Nothing {MOST_ASKED}” is not among" in shown
    assert f"Nothing {MOST_ASKED - 1}”" not in shown and "and 2 more" in shown


@pytest.mark.parametrize("period", ["All", "90 days", "1 year"])
def test_the_overview_says_what_its_chart_leaves_out(
    monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path], period: str
) -> None:
    with queries.opened(stores["full"]) as db:
        until = date.fromisoformat(queries.freshness(db).newest)
        since = until - timedelta(days=(DAYS[period] or 10_000) - 1)
        sql = "SELECT count(*) FROM events WHERE sort_date < ? AND withdrawn IS NULL"
        [earlier] = db.execute(sql, [since.isoformat()]).fetchone()
    shown = texts(draw(monkeypatch, "overview", stores["full"], period=period))
    assert bool(earlier) is (period != "All")
    assert (f"{counted(earlier, 'earlier step')} not shown: choose All." if earlier else "") in shown
    assert ("not shown" in shown) is bool(earlier)


def test_overview_says_when_nothing_matches(monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path]) -> None:
    test = draw(monkeypatch, "overview", stores["full"], claimant="Claimant 2", tool="Tool 3")
    assert "No step matches these filters" in texts(test)


def test_articles_are_searched_from_the_address(monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path]) -> None:
    shown = texts(draw(monkeypatch, "articles", stores["full"], words="claimant 3"))
    assert "12 articles" in shown
    assert "The best matches first" in shown
