"""Figures and facts as files: the overview's tiles, and the heads of a party's and of a tool's page."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import html5lib
import pytest
from drawing import draw
from streamlit.testing.v1 import AppTest
from test_dashboard_downloads import rows_of

from dashboard import downloads
from dashboard.markup import day
from dashboard.rows import Fact


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> dict[str, downloads.Rows]:
    """The rows of facts that a page offers, by the names of their files; they are offered as ever."""
    found: dict[str, downloads.Rows] = {}
    offer = downloads.offer

    def noted(what: str, name: str, rows: downloads.Rows | None, chart: Any = None) -> None:
        if rows and rows.kind is Fact:
            found[name] = rows
        offer(what, name, rows, chart)

    monkeypatch.setattr(downloads, "offer", noted)
    return found


def part(test: AppTest, element: str) -> Any:
    """The first part of the page with such an element in it."""
    trees = [html5lib.parse(block.proto.body, namespaceHTMLElements=False) for block in test.get("html")]
    return next(tree for tree in trees if tree.find(element) is not None)


def text(tree: Any) -> str:
    return " ".join("".join(tree.itertext()).split())


@pytest.fixture
def moved(stores: dict[str, Path], tmp_path: Path) -> Path:
    """A store in which of one dispute a step has just happened and another is scheduled."""
    path = tmp_path / "moved.db"
    path.write_bytes(stores["full"].read_bytes())
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE events SET sort_date = (SELECT max(published) FROM articles) WHERE id = 'd2-e4'")
        db.execute("UPDATE events SET sort_date = '2031-05-06', status = 'scheduled' WHERE id = 'd2-e5'")
    return path


@pytest.mark.parametrize(("claimant", "steps"), [("Claimant 2", 1), ("Claimant 3", 0)])
def test_the_figures_are_those_of_the_tiles(
    monkeypatch: pytest.MonkeyPatch, moved: Path, offered: dict[str, downloads.Rows], claimant: str, steps: int
) -> None:
    tiles = text(part(draw(monkeypatch, "overview", moved, claimant=claimant), ".//p[@class='figure']"))
    told = {(of, name): value for of, name, value in rows_of(downloads.csv_of(Fact, offered["figures"].all()))[1:]}
    for of in ("7 days", "30 days"):
        assert f"{day(told[of, 'from'])} to {day(told[of, 'to'])}" in tiles
        assert f"{told[of, 'steps']} step{'' if steps == 1 else 's'} in {of}" in tiles
        assert f"↑ {told[of, 'up']} up · ↓ {told[of, 'down']} down · {told[of, 'neutral']} neutral" in tiles
        assert told[of, "steps"] == str(steps)
    assert f"{told['Disputes', 'open']} open" in tiles
    assert f"of {told['Disputes', 'that match']} dispute that match" in tiles


@pytest.mark.parametrize(("claimant", "ahead"), [("Claimant 2", True), ("Claimant 3", False)])
def test_the_step_ahead_is_among_the_figures(
    monkeypatch: pytest.MonkeyPatch, moved: Path, offered: dict[str, downloads.Rows], claimant: str, ahead: bool
) -> None:
    tiles = text(part(draw(monkeypatch, "overview", moved, claimant=claimant), ".//p[@class='figure']"))
    rows: list[Any] = list(offered["figures"].all())
    told = {row.name: row.value for row in rows if row.of == "Ahead"}
    if ahead:
        assert f"{day(told['date'])}{told['step']}: {told['dispute']}" in tiles
        assert (told["date"], told["id"]) == ("2031-05-06", "d2")
    else:
        assert told == {} and "nothing is scheduled" in tiles


@pytest.mark.parametrize(
    "asked",
    [
        *(
            {"party": name}
            for name in ("Claimant 1", "Respondent 2", "OpenAI", "Universal Music Group", "RIAA", "GEMA")
        ),
        *({"tool": name} for name in ("Tool 1", "ChatGPT")),
    ],
)
def test_the_facts_are_those_at_the_head(
    monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path], offered: dict[str, downloads.Rows], asked: dict[str, str]
) -> None:
    head = part(draw(monkeypatch, "parties", stores["full"], **asked), ".//dl")
    rows = rows_of(downloads.csv_of(Fact, offered["facts"].all()))[1:]
    shown = text(head)
    assert [of for of, *_ in rows] == [text(head.find(".//h1"))] * len(rows)
    assert {text(term) for term in head.findall(".//dt")} <= {name for _, name, _ in rows}
    assert [row for row in rows if row[2] not in shown] == []
    linked = [text(link) for link in head.findall(".//dd//a") if "parties?" in link.get("href")]
    assert [name for name in linked if name not in {value for *_, value in rows}] == []
