"""The page of one dispute, article, party or tool: what it tells, and where it leads."""

import sqlite3
from contextlib import closing
from pathlib import Path

import html5lib
import pytest
from dashboard_store import key
from drawing import draw, texts


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


def test_article_marks_what_was_found(monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path]) -> None:
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


def test_an_article_tells_what_was_read_in_it(monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path]) -> None:
    test = draw(monkeypatch, "articles", stores["full"], article=key("d1", 2))
    assert "1 sentence that tells a step, 1 party, 1 allegation" in texts(test)
    body = next(block.proto.body for block in test.get("html") if "What is marked, as a table" in block.proto.body)
    rows = html5lib.parse(body, namespaceHTMLElements=False).findall(".//details//tbody/tr")
    told = [["".join(cell.itertext()) for cell in row] for row in rows]
    assert ["step", "Quote 2 says Claimant 1.", "Claimant 1 v. Respondent 1"] in [[one[0], *one[2:]] for one in told]
    assert ["party", "Claimant 1", "Quote", ""] in told


def test_a_dispute_of_one_day_tells_it_once(
    monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path], tmp_path: Path
) -> None:
    path = tmp_path / "day.db"
    path.write_bytes(stores["full"].read_bytes())
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE disputes SET since = '2024-03-05', latest = '2024-03-05' WHERE id = 'd1'")
    shown = texts(draw(monkeypatch, "dispute", path, dispute="d1"))
    assert "· 5 Mar 2024 ·" in shown and "to 5 Mar 2024" not in shown
