"""Every page over a full, an empty and a hostile store, run as Streamlit runs it but without a browser."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import html5lib
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import queries
from dashboard.app import APP_PAGES
from dashboard.left_out import MOST
from dashboard.markup import counted
from dashboard.views.escalation import DAYS
from dashboard.views.health import README
from dashboard.widgets import MOST_ASKED
from disputes.scoreboard import from_markdown, published
from disputes.selection import Selection

TAGS = {"html", "head", "body", "div", "h1", "h2", "h3", "p", "a", "span", "small", "br", "ul", "ol", "li", "i", "code"}
TAGS |= {"table", "caption", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "blockquote", "details", "summary"}
TAGS |= {"strong", "mark", "bdi"}


def draw(monkeypatch: pytest.MonkeyPatch, page: str, path: Path, **query: str) -> AppTest:
    monkeypatch.setenv("DISPUTES_DATABASE", str(path))
    test = AppTest.from_string(f"from dashboard.app import show_page\nshow_page({page!r})", default_timeout=30)
    for key, value in query.items():
        test.query_params[key] = value
    return test.run()


def texts(test: AppTest) -> str:
    """The text of the page's HTML, which holds no element but ours and no link but to the web and to our pages."""
    found = []
    for block in test.get("html"):
        tree = html5lib.parse(block.proto.body, namespaceHTMLElements=False)
        if block.proto.body.lstrip().startswith("<style"):
            continue
        for element in tree.iter():
            assert element.tag in TAGS, element.tag
            assert not [name for name in element.attrib if name.startswith("on")]
            href = element.get("href", "https:")
            assert href.startswith(
                ("http:", "https:", "dispute", "articles", "parties", "overview", "cases", "review")
            ), href
        found.append("".join(tree.itertext()))
    return "\n".join(found)


def params(*pages: str) -> list[Any]:
    return [pytest.param(page, kind, id=f"{page}-{kind}") for page in pages for kind in ("full", "empty", "hostile")]


@pytest.mark.parametrize(("page", "kind"), params(*APP_PAGES))
def test_page_draws(monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path], page: str, kind: str) -> None:
    test = draw(monkeypatch, page, stores[kind])
    assert not test.exception
    shown = texts(test)
    assert "last crawl" in shown
    assert "Something went wrong" not in shown


@pytest.mark.parametrize("page", ["overview", "dispute", "parties", "articles", "review", "health"])
def test_an_empty_store_says_what_to_do(monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path], page: str) -> None:
    assert "disputes run" in texts(draw(monkeypatch, page, stores["empty"]))


def test_nothing_watched_is_not_all_well(monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path]) -> None:
    shown = texts(draw(monkeypatch, "health", stores["empty"]))
    assert "no source is watched yet" in shown and "answers as usual" not in shown


@pytest.mark.parametrize("content", [None, b"", b"no database" * 400])
def test_a_wrong_database_is_said_in_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "wrong.db"
    if content is not None:
        path.write_bytes(content)
    test = draw(monkeypatch, "overview", path)
    assert not test.exception
    assert "wrong.db" in texts(test)


@pytest.mark.parametrize("kind", ["full", "hostile"])
def test_dispute_tells_its_steps(monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path], kind: str) -> None:
    shown = texts(draw(monkeypatch, "dispute", stores[kind], dispute="d1"))
    for what in ("Claimants", "Confidence", "80 %", "1 rival value", "only the month is known", "date not stated"):
        assert what in shown


def test_a_step_leads_to_its_parties_and_tools(monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path]) -> None:
    shown = draw(monkeypatch, "dispute", stores["full"], dispute="d1").get("html")
    steps = next(block.proto.body for block in shown if '<ol class="steps">' in block.proto.body)
    for name in ("party=Claimant+1", "party=Respondent+1", "tool=Tool+1"):
        assert steps.count(f'href="parties?{name}"') == 7


def test_dispute_shows_court_docket_and_sum(monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path]) -> None:
    shown = texts(draw(monkeypatch, "dispute", stores["full"], dispute="d1"))
    for what in ("N.D. Cal.", "3:24-cv-01004", "$1.5 billion", "Outlet 3", "credits Credit 3"):
        assert what in shown


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [("action", "lawsuit", "action: Lawsuit "), ("direction", "down", "direction: eases ")],
)
def test_rival_values_are_told_in_words(
    monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path], tmp_path: Path, field: str, value: str, told: str
) -> None:
    path = tmp_path / "rivals.db"
    path.write_bytes(stores["full"].read_bytes())
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE OR IGNORE rival_values SET field = ?, value = ?", (field, value))
    assert told in texts(draw(monkeypatch, "dispute", path, dispute="d1"))


def test_dispute_that_was_merged_leads_to_its_heir(monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path]) -> None:
    shown = texts(draw(monkeypatch, "dispute", stores["full"], dispute="gone"))
    assert "gone became part of this dispute" in shown
    assert "Claimant 0 v. Respondent 0" in shown


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


def test_article_marks_what_was_found(monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path]) -> None:
    from dashboard_store import key

    test = draw(monkeypatch, "articles", stores["full"], article=key("d1", 2))
    body = next(block.proto.body for block in test.get("html") if 'class="text"' in block.proto.body)
    assert '<mark class="allegation"' in body
    assert '<mark class="step party"' in body
    assert "Claimant 1 v. Respondent 1" in body


def test_a_party_shows_its_group_and_its_suits(monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path]) -> None:
    shown = texts(draw(monkeypatch, "parties", stores["full"], party="Claimant 1"))
    for what in ("1 dispute, 0 open", "Whom it sues", "Respondent 1", "1 suit", "1 dispute", "not in the lists"):
        assert what in shown


def test_a_partys_steps_are_asked_for(monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path]) -> None:
    shown = texts(draw(monkeypatch, "parties", stores["full"], party="Claimant 1", table="Steps"))
    for what in ("7 steps", "By it", "Against it", "Outlet 3"):
        assert what in shown


def test_a_known_party_is_found_by_another_name(monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path]) -> None:
    shown = texts(draw(monkeypatch, "parties", stores["full"], party="Walt Disney Company"))
    for what in ("Disney", "Motion Picture Association", "Pixar", "0 disputes"):
        assert what in shown


def test_a_tool_leads_to_its_developer(monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path]) -> None:
    test = draw(monkeypatch, "parties", stores["full"], tool="ChatGPT")
    assert "Made by" in texts(test)
    assert any("parties?party=OpenAI" in block.proto.body for block in test.get("html"))


@pytest.mark.parametrize("kind", ["full", "hostile"])
@pytest.mark.parametrize("query", [{"show": "Tools"}, {"show": "Network"}, {"words": "1"}, {"side": "Developers"}])
def test_parties_are_listed(
    monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path], kind: str, query: dict[str, str]
) -> None:
    test = draw(monkeypatch, "parties", stores[kind], **query)
    assert "Something went wrong" not in texts(test)
    assert any("<table>" in block.proto.body for block in test.get("html"))


def test_what_nobody_foresaw_is_said_and_logged(
    monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path], caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("dashboard.queries.ladder", lambda db: 1 / 0)
    shown = texts(draw(monkeypatch, "overview", stores["full"]))
    assert "This page could not be drawn" in shown
    assert "ZeroDivisionError" in caplog.text
    assert "ZeroDivisionError" not in shown


def test_health_shows_the_published_scores(monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path]) -> None:
    shown = texts(draw(monkeypatch, "health", stores["full"]))
    told, tables = from_markdown(published(README) or "")
    assert tables
    for what in (told, *(table.caption for table in tables), *(name for table in tables for name, *_ in table.rows)):
        assert what.replace("`", "") in shown
    for column in {column for table in tables for column in table.columns}:
        assert column.casefold() in shown.casefold()


def test_health_shows_what_went_wrong(monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path]) -> None:
    shown = texts(draw(monkeypatch, "health", stores["full"]))
    for what in ("the server answered 503", "not ended", "1 address watched, 1 in trouble", "25 Feb 2026, 05:04 UTC"):
        assert what in shown
    for what in ("No crawl has been started for", "has not answered for", "unreachable"):
        assert what in shown


def test_an_article_tells_what_was_read_in_it(monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path]) -> None:
    from dashboard_store import key

    test = draw(monkeypatch, "articles", stores["full"], article=key("d1", 2))
    assert "1 sentence that tells a step, 1 party, 1 allegation" in texts(test)
    body = next(block.proto.body for block in test.get("html") if "What is marked, as a table" in block.proto.body)
    rows = html5lib.parse(body, namespaceHTMLElements=False).findall(".//details//tbody/tr")
    told = [["".join(cell.itertext()) for cell in row] for row in rows]
    assert ["step", "Quote 2 says Claimant 1.", "Claimant 1 v. Respondent 1"] in [[one[0], *one[2:]] for one in told]
    assert ["party", "Claimant 1", "Quote", ""] in told


def test_new_suits_stand_before_the_long_table(monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path]) -> None:
    blocks = [block.proto.body for block in draw(monkeypatch, "overview", stores["full"]).get("html")]
    heads = [head.partition("</h2>")[0] for block in blocks for head in block.split("<h2>")[1:]]
    assert (
        heads.index("New suits by month") < heads.index("Most open disputes against") < heads.index("All that matches")
    )


def test_a_dispute_of_one_day_tells_it_once(
    monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path], tmp_path: Path
) -> None:
    path = tmp_path / "day.db"
    path.write_bytes(stores["full"].read_bytes())
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE disputes SET since = '2024-03-05', latest = '2024-03-05' WHERE id = 'd1'")
    shown = texts(draw(monkeypatch, "dispute", path, dispute="d1"))
    assert "· 5 Mar 2024 ·" in shown and "to 5 Mar 2024" not in shown
