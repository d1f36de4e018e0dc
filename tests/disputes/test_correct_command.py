"""`disputes correct`, `history` and `cases` as commands: what they print, and with which exit status."""

import json

import pytest
from making import article, reading, report
from typer.testing import CliRunner

from disputes.cli import app
from disputes.errors import DisputesError
from disputes.store import Seen, Store

WHY = ("--who", "ann", "--why", "the file says so")


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "disputes.db"
    with Store.open(path) as store:
        one = article(outlet="Gazette")
        store.store_page(one, content_hash="1", story_id=one.id, seen=Seen(one.url, "s", "stored"))
        store.save_reading(reading(report(date="2026-02-13")))
    return path


@pytest.fixture
def run(database, tmp_path, monkeypatch):
    """Runs a command; gives its output and exit status, or raises the failure that it foresaw."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, ["--database", str(database), *arguments])
        if isinstance(result.exception, DisputesError):
            raise result.exception
        return result.exit_code, result.output

    return run


@pytest.fixture
def event(run, database) -> str:
    run("link")
    with Store.open(database, read_only=True) as store:
        return store.rows("SELECT event_id FROM timeline")[0]["event_id"]


def test_where_nothing_was_corrected_the_list_says_so(run, event):
    assert run("correct", "list") == (0, "Nothing was corrected\n")
    assert run("correct", "list", "--json") == (0, "[]\n")


def test_a_correction_is_made_listed_shown_exported_and_taken_back(run, event):
    status, said = run("correct", "set", event, "date", "2026-02-14", *WHY)
    assert (status, said.split()[1:6]) == (0, ["applied", "set", event, "date", "2026-02-14"])
    id = said.split()[0]
    assert run("correct", "list") == (0, said)
    assert (
        f"{id}  set {event} date 2026-02-13 -> 2026-02-14 (applied), by ann: the file says so"
        in run("history", event)[1]
    )
    (example,) = map(json.loads, run("correct", "export")[1].splitlines())
    assert [one["date"] for one in example["events"]] == ["2026-02-14"]
    assert run("correct", "undo", id, *WHY)[0] == 0
    assert [one["state"] for one in json.loads(run("correct", "list", "--json")[1])] == ["undone", "applied"]


def test_one_that_finds_nothing_any_more_is_told_by_link_and_list(run, event, database):
    id = run("correct", "confirm", event, *WHY)[1].split()[0]
    with Store.open(database) as store:
        store.save_reading(reading(article_id="a1"))
    assert f"correction {id}: what it corrects no longer exists" in run("link")[1]
    assert run("correct", "list")[0] == 1


def test_an_export_can_be_scored(run, event, tmp_path):
    from disputes.scoring import load_records, score

    run("correct", "confirm", event, *WHY)
    (tmp_path / "gold.jsonl").write_text(run("correct", "export")[1])
    records = load_records(tmp_path / "gold.jsonl")
    assert score(records, records).to_dict()["event"]["f1"] == 1.0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("correct", "reject", "e9", *WHY), "no event or dispute 'e9'"),
        (("correct", "rename", "Nobody", "Somebody", *WHY), "no party 'Nobody'"),
        (("history", "e9"), "no event or dispute 'e9'"),
    ],
)
def test_what_cannot_be_is_one_line(run, event, arguments, said):
    with pytest.raises(DisputesError, match=said):
        run(*arguments)


def test_a_correction_makes_no_database(run, tmp_path):
    with pytest.raises(DisputesError, match="no such database"):
        run("--database", str(tmp_path / "slip.db"), "correct", "confirm", "e1", *WHY)
    assert not (tmp_path / "slip.db").exists()


def test_a_correction_needs_a_reason(run, event):
    status, said = run("correct", "reject", event)
    assert (status, "--why" in said) == (2, True)


def test_cases_are_listed_and_compared(run, event):
    said = run("cases", "coverage")[1]
    assert said.startswith("Of 151 reference cases 0 are reported; 0 suits are in no list.\n")
    assert len(json.loads(run("cases", "list", "--json")[1])) == 151


def test_refresh_without_a_token_says_so(run, monkeypatch):
    monkeypatch.delenv("COURTLISTENER_API_TOKEN", raising=False)
    with pytest.raises(DisputesError, match="COURTLISTENER_API_TOKEN is not set"):
        run("cases", "refresh")
