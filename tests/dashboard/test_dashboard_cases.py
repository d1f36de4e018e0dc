"""Cases and what was corrected: what the queries find, and what the pages show of it, in a store of six disputes."""

import sqlite3
from contextlib import closing
from pathlib import Path

import html5lib
import pytest
from drawing import draw, texts

from dashboard import queries
from dashboard.markup import render
from dashboard.rows import CaseAsked, Opponent


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (CaseAsked(), 6),
        (CaseAsked(words="CAPTION 3"), 1),
        (CaseAsked(words="24-cv-01003"), 1),
        (CaseAsked(words="tool 4"), 1),
        (CaseAsked(words="%"), 0),
        (CaseAsked(courts=("N.D. Cal.",)), 3),
        (CaseAsked(statuses=("settled", "pending")), 4),
        (CaseAsked(works=("Works 0",)), 3),
        (CaseAsked(origin="proposed"), 3),
        (CaseAsked(against="Respondent 2"), 2),
        (CaseAsked(courts=("N.D. Cal.",), origin="proposed"), 0),
    ],
)
def test_cases_are_found(db: queries.Connection, asked: CaseAsked, found: int) -> None:
    assert queries.cases.count_cases(db, asked) == len(queries.cases.cases(db, asked)) == found
    assert sum(count.count for count in queries.cases.by(db, asked, "court")) == found


@pytest.mark.parametrize("order", queries.cases.ORDERS)
def test_cases_turn_pages_without_loss(db: queries.Connection, order: str) -> None:
    pages = [queries.cases.cases(db, CaseAsked(), order=order, limit=4, offset=offset) for offset in (0, 4)]
    assert {row.case_id for page in pages for row in page} == {f"c{number}" for number in range(6)}


@pytest.mark.parametrize("kind", queries.cases.KINDS)
def test_every_choice_finds_a_case(db: queries.Connection, kind: str) -> None:
    names = {"court": "courts", "status": "statuses", "works": "works"}
    for choice in queries.cases.choices(db, kind):
        assert queries.cases.count_cases(db, CaseAsked(**{names[kind]: (choice,)})) > 0


def test_a_case_leads_to_its_steps_and_back(db: queries.Connection) -> None:
    (tie,) = queries.cases.ties(db, "c3")
    assert (tie.event_id, tie.dispute_id, tie.tied_by) == ("d3-e1", "d3", "docket")
    assert [case.case_id for case in queries.cases.of_dispute(db, "d3")] == ["c3"]


def test_a_relation_is_told_from_both_ends(db: queries.Connection) -> None:
    assert queries.cases.related(db, "c3") == [("consolidated into", "c0", "Caption 0")]
    assert {relation for relation, _, _ in queries.cases.related(db, "c0")} == {"took in"}
    assert len(queries.cases.related(db, "c0")) == 5


def test_only_who_is_sued_twice_is_offered(db: queries.Connection) -> None:
    assert {(count.name, count.count) for count in queries.cases.sued(db)} == {(f"Respondent {n}", 2) for n in range(3)}


def test_a_case_page_tells_what_it_rests_on(monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path]) -> None:
    shown = texts(draw(monkeypatch, "cases", stores["full"], case="c2"))
    for what in (
        "Caption 2",
        "known beforehand",
        "rests on one list",
        "list/2",
        "Former 2",
        "25-md-00002",
        "Caption 0",
    ):
        assert what in shown
    assert "https://outlet.invalid/list/2" in shown
    assert "from our reports" in texts(draw(monkeypatch, "cases", stores["full"], case="c1"))


@pytest.mark.parametrize("kind", ["full", "hostile"])
@pytest.mark.parametrize("show", ["List", "Side by side", "Counts"])
def test_cases_are_shown_each_way(
    monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path], kind: str, show: str
) -> None:
    shown = texts(draw(monkeypatch, "cases", stores[kind], show=show))
    assert "Something went wrong" not in shown
    assert "N.D. Cal." in shown


def test_parallel_suits_stand_beside_each_other(monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path]) -> None:
    shown = texts(draw(monkeypatch, "cases", stores["full"], show="Side by side", against="Respondent 1"))
    assert "2 cases against Respondent 1" in shown
    assert "Caption 1" in shown and "Caption 4" in shown and "Caption 2" not in shown


def test_filters_of_cases_are_read_from_the_address(monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path]) -> None:
    shown = texts(draw(monkeypatch, "cases", stores["full"], court="S.D.N.Y.", status="pending"))
    assert "1 case" in shown
    assert "Caption 3" in shown


def test_a_dispute_tells_its_case_its_history_and_what_made_it_so(
    monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path], tmp_path: Path
) -> None:
    path = tmp_path / "changed.db"
    path.write_bytes(stores["full"].read_bytes())
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(
            "INSERT INTO corrections (id, kind, subject_kind, subject, field, old_value, new_value, who, at, why)"
            " VALUES ('k1', 'set', 'event', 'd1-e0', 'date', '\"2024-01\"', '\"2024-02\"', 'ann', '2026-03-01', 'seen')"
        )
        db.execute(
            "INSERT INTO link_changes (at, thing, thing_id, change, field, old_value, new_value)"
            " VALUES ('2026-03-02', 'dispute', 'd1', 'changed', 'stage', '3', '4')"
        )
        db.execute("UPDATE events SET withdrawn = 'merged into another' WHERE id = 'd1-e2'")
    shown = texts(draw(monkeypatch, "dispute", path, dispute="d1"))
    for what in ("Caption 1", "settled (step 6)", "ann", "waiting", "2024-02", "from 3 to 4", "merged into another"):
        assert what in shown


@pytest.mark.parametrize("asked", [{"case": "c1"}, {"show": "Side by side", "against": "Respondent 1"}])
def test_a_case_leads_to_its_parties_and_tools(
    monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path], asked: dict[str, str]
) -> None:
    shown = " ".join(block.proto.body for block in draw(monkeypatch, "cases", stores["full"], **asked).get("html"))
    for name in ("party=Claimant+1", "party=Respondent+1", "tool=Tool+1"):
        assert (f'href="parties?{name}"' in shown) is not ("against" in asked and name == "party=Respondent+1"), name


def test_a_party_of_a_case_alone_has_a_page(
    monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path], tmp_path: Path
) -> None:
    path = tmp_path / "more.db"
    path.write_bytes(stores["full"].read_bytes())
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(
            "INSERT INTO case_names (case_id, role, position, name) VALUES ('c1', 'claimant', 7, 'A Ghostwriter')"
        )
    shown = texts(draw(monkeypatch, "parties", path, party="A Ghostwriter"))
    assert "named in court cases alone" in shown and "1 case names it" in shown


def test_a_relation_is_told_once_for_all_its_cases(monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path]) -> None:
    shown = " ".join(texts(draw(monkeypatch, "cases", stores["full"], case="c0")).split())
    assert "took in Caption 1, Caption 2, Caption 3, Caption 4, Caption 5" in shown


def test_a_party_leads_to_the_suits_against_it(monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path]) -> None:
    test = draw(monkeypatch, "parties", stores["full"], party="Respondent 1")
    assert "2 cases name it, all against it" in texts(test)
    href = 'href="cases?show=Side+by+side&amp;against=Respondent+1"'
    assert any(href in block.proto.body for block in test.get("html"))


def test_long_lists_of_opponents_are_folded() -> None:
    sued = [Opponent(f"Claimant {n}", "target", 1, "2025-01-01", "2025-01-01", f"d{n}") for n in range(11)]
    tree = html5lib.parse(render("suits.html", sued=[], suing=sued, most=8), namespaceHTMLElements=False)
    assert tree.find(".//details/summary").text == "and 3 more"
    assert len(tree.findall(".//details//li")) == 3
    assert len(tree.findall(".//li")) == 12


@pytest.mark.parametrize(
    ("page", "asked", "offered"),
    [
        (
            "overview",
            {"days": "30 days"},
            {"the figures", "what moved", "the chart and its steps", "the suits", "the developers"},
        ),
        ("parties", {"party": "Claimant 1"}, {"the facts", "the suits"}),
        ("parties", {"tool": "Tool 1"}, {"the facts", "1 dispute"}),
        (
            "dispute",
            {"dispute": "d1"},
            {"the cases", "the steps and the chart", "the corrections", "the withdrawn steps"},
        ),
        ("cases", {"case": "c1"}, {"the case", "the steps"}),
    ],
)
def test_what_is_shown_can_be_had_as_files(
    monkeypatch: pytest.MonkeyPatch,
    stores: dict[str, Path],
    tmp_path: Path,
    page: str,
    asked: dict[str, str],
    offered: set[str],
) -> None:
    path = tmp_path / "changed.db"
    path.write_bytes(stores["full"].read_bytes())
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(
            "INSERT INTO corrections (id, kind, subject_kind, subject, field, old_value, new_value, who, at, why)"
            " VALUES ('k1', 'set', 'event', 'd1-e0', 'date', '\"2024-01\"', '\"2024-02\"', 'ann', '2026-03-01', 'seen')"
        )
        db.execute("UPDATE events SET withdrawn = 'merged into another' WHERE id = 'd1-e2'")
        db.execute("UPDATE events SET sort_date = (SELECT max(published) FROM articles) WHERE id = 'd2-e4'")
    shown = draw(monkeypatch, page, path, **asked)
    labels = {found.proto.popover.label.removeprefix("Download ") for found in shown.get("popover")}
    assert offered <= labels
    assert "the changes" not in labels


def test_rival_values_are_offered_where_there_are_any(
    monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path], tmp_path: Path
) -> None:
    path = tmp_path / "agreed.db"
    path.write_bytes(stores["full"].read_bytes())
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DELETE FROM rival_values WHERE event_id LIKE 'd1-%'")
    for dispute, offered in (("d1", False), ("d2", True)):
        shown = draw(monkeypatch, "dispute", path, dispute=dispute)
        offers = [found.proto.popover.label for found in shown.get("popover")]
        assert "Download the reports" in offers
        assert ("Download the rival values" in offers) is offered
