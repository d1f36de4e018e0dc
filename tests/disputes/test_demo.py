"""The whole way as `make demo` goes it: the sample newsroom crawled, read, linked and told, in one process group."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from disputes.explore.metadata import Query, queries

FOLDER = Path("local")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """The folder in which the demo ran, with the environment naming another database, and what it printed."""
    folder = tmp_path_factory.mktemp("demo")
    done = subprocess.run(
        [sys.executable, "-m", "disputes", "demo", "--no-dashboard", "--json"],
        capture_output=True,
        cwd=folder,
        env={**os.environ, "DISPUTES_DATABASE": str(FOLDER / "mine.db")},
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    return folder / FOLDER, json.loads(done.stdout)


@pytest.fixture
def database(demo: tuple[Path, dict[str, Any]]) -> Iterator[sqlite3.Connection]:
    """The demo's database, as an analyst opens it."""
    connection = sqlite3.connect(f"file:{demo[0] / 'demo.db'}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


def test_the_demo_leaves_the_database_of_the_environment_alone(demo: tuple[Path, dict[str, Any]]) -> None:
    written = {path.name for path in demo[0].iterdir()}
    assert written - {"demo.db.crawl-lock"} == {"demo.db", "digest.html", "digest.md"}


def test_everything_that_was_crawled_is_read_and_linked(demo: tuple[Path, dict[str, Any]]) -> None:
    crawl, read, link = (demo[1][stage] for stage in ("crawl", "read", "link"))
    assert (crawl["articles"], crawl["faults"], read["failed"]) == (read["read"], [], 0)
    assert link["reports"] == read["reports"] > link["events"] > link["disputes"] > 0


def test_the_timeline_answers_without_a_join(database: sqlite3.Connection) -> None:
    rows = database.execute("SELECT * FROM timeline WHERE action = 'lawsuit' AND sources > 1").fetchall()
    assert rows and all(row["article_url"].startswith("http") and row["quote"] and row["dispute"] for row in rows)


def test_disputes_are_summed_up_in_a_row(database: sqlite3.Connection) -> None:
    rows = database.execute("SELECT * FROM dispute_summary WHERE events > 3 ORDER BY stage DESC").fetchall()
    assert rows and all(row["title"] and row["since"] <= row["latest"] for row in rows)


@pytest.mark.parametrize("query", queries(), ids=lambda query: query.name)
def test_every_ready_query_has_an_answer(database: sqlite3.Connection, query: Query) -> None:
    """Values for its fields stand beside it, as they are or as a query that gives one."""
    asked = {
        name: database.execute(value).fetchone()[0] if value.startswith("SELECT") else value
        for name, value in query.sample.items()
    }
    assert database.execute(query.sql, asked).fetchall()


def test_the_article_that_quotes_is_found_by_its_words(database: sqlite3.Connection) -> None:
    found = database.execute("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'copyright'").fetchone()
    assert found[0] > 10


def test_the_digests_tell_the_newest_week(demo: tuple[Path, dict[str, Any]]) -> None:
    page, text = ((demo[0] / name).read_text(encoding="utf-8") for name in ("digest.html", "digest.md"))
    assert page.lower().startswith("<!doctype html>") and "<script" not in page
    assert text.startswith("# ") and "http://127.0.0.1:" in text


def test_an_export_whose_reader_went_away_is_no_crash(demo: tuple[Path, dict[str, Any]]) -> None:
    command = f"{sys.executable} -m disputes --database demo.db export | head -c 10"
    done = subprocess.run(command, shell=True, cwd=demo[0], capture_output=True, timeout=60, check=False)
    assert (done.stdout, done.stderr) == (b'"event_id"', b"")
