"""Datasette over a database, asked through its JSON as an analyst's script does: what is there, and that it stays."""

import json
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import html5lib
import pytest
from newsdesk import Newsdesk

from disputes.errors import StoreError
from disputes.explore import address, application
from disputes.explore.metadata import ABOUT, metadata, queries
from disputes.store import Store
from disputes.store.schema import columns, sentences

pytest.importorskip("datasette", reason="the extra `explore` is not installed")

type Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A letter and the suit that followed, a settlement, and a text full of markup."""
    path = tmp_path_factory.mktemp("explore") / "demo.db"
    with Store.open(path) as store:
        desk = Newsdesk(store)
        desk.step("Books", "cease_and_desist", "2026-02-10")
        desk.step("Books", "lawsuit", "2026-02-20", court="N.D. Cal.", docket="3:26-cv-01234")
        desk.step("Songs", "settlement", "2026-02-21", amount_usd=5e6, quote="<script>alert(1)</script> settled")
        desk.save()
    return path


@pytest.fixture(scope="module")
def ask(database: Path) -> Iterator[Ask]:
    """Asks the running server for a page's JSON, or with `raw` for the page."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "disputes", "--database", str(database), "datasette", "--port", str(port)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=database.parent)

    def get(path: str, *, raw: bool = False, **fields: str) -> Any:
        query = f"?{urllib.parse.urlencode(fields)}" if fields else ""
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}{query}", timeout=30) as answer:
            return answer.read().decode() if raw else json.load(answer)

    try:
        wait_for(get, running)
        yield get
    finally:
        running.terminate()
        running.communicate(timeout=30)


def wait_for(get: Ask, running: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        try:
            get("demo.json")
            return
        except OSError:
            assert running.poll() is None, "Datasette ended"
            time.sleep(0.1)
    raise AssertionError("Datasette did not come up")


def test_the_database_is_told_with_views_and_ready_queries(ask: Ask) -> None:
    told = ask("demo.json")
    assert {query["name"] for query in told["queries"]} == {query.name for query in queries()}
    assert {"timeline", "letters_and_suits", "party_steps"} <= {view["name"] for view in told["views"]}
    hidden = {table["name"] for table in told["tables"] if table["hidden"]}
    assert {"watches", "alerts", "mailings", "articles_fts"} <= hidden and "events" not in hidden


def test_a_ready_query_takes_its_fields(ask: Ask) -> None:
    rows = ask("demo/steps_of_a_party.json", party="Ink & Sons", _shape="array")
    assert [(row["action_label"], row["article_url"]) for row in rows][:1] == [
        ("Cease-and-desist letter", "https://news.example/0")
    ]
    [letter] = ask("demo/letters_that_led_to_a_suit.json", _shape="array")
    assert (letter["days"], letter["docket"]) == (10, "3:26-cv-01234")
    [median] = ask("demo/median_days_from_letter_to_suit.json", _shape="array")
    assert (median["median_days"], median["letters"]) == (10.0, 1)
    [settled] = ask("demo/settlements_with_sums.json", _shape="array")
    assert settled["amount_usd"] == 5e6


@pytest.mark.parametrize("query", queries(), ids=lambda query: query.name)
def test_every_ready_query_answers(ask: Ask, query: Any) -> None:
    fields = dict.fromkeys(re.findall(r":([a-z_]+)", query.sql), "x")
    assert set(query.sample) == set(fields)
    assert ask(f"demo/{query.name}.json", **fields)["ok"] is True
    assert query.title in ask(f"demo/{query.name}", raw=True, **fields)


def test_a_view_has_facets_and_says_what_its_columns_mean(ask: Ask) -> None:
    told = ask("demo/timeline.json")
    assert set(told["facet_results"]) >= {"action", "status"}
    page = ask("demo/timeline", raw=True)
    assert sentences()["timeline"]["quote"] in page
    assert "<script>alert(1)" not in page and "&lt;script&gt;alert(1)" in page


def test_the_database_its_views_and_its_queries_have_titles_and_descriptions(ask: Ask) -> None:
    told = ask("demo.json")
    assert all(query["title"] and query["description"] for query in told["queries"])
    assert all(query.description in ask(f"demo/{query.name}", raw=True) for query in queries()[:1])
    for view in ("timeline", "letters_and_suits"):
        page = html5lib.parse(ask(f"demo/{view}", raw=True), namespaceHTMLElements=False)
        text = " ".join("".join(page.itertext()).split())
        assert view.replace("_", " ").capitalize() in text and sentences()[view]["about"] in text
    assert ABOUT in " ".join("".join(html5lib.parse(ask("demo", raw=True)).itertext()).split())


def test_full_text_search_finds_articles(ask: Ask) -> None:
    assert [row["id"] for row in ask("demo/articles.json", _search="lawsuit", _shape="array")] == ["a0001"]
    assert len(ask("demo/search_articles.json", words='"saw a lawsuit"', _shape="array")) == 1


@pytest.mark.parametrize(
    "sql", ["delete from events", "update events set quote = ''", "drop table events", "pragma x=1"]
)
def test_nothing_can_be_written(ask: Ask, sql: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        ask("demo.json", sql=sql)
    assert refused.value.code == 400
    assert ask("demo.json", sql="select count(*) as n from events", _shape="array") == [{"n": 3}]


def test_what_it_tells_of_is_there(tmp_path: Path) -> None:
    with Store.open(tmp_path / "x.db") as store:
        found = {table: {name for name, _ in its} for table, its in columns(store).items()}
    tables = metadata("x")["databases"]["x"]["tables"]
    for table, told in tables.items():
        assert set(told.get("columns", {})) <= found.get(table, {"_"}), table
        assert {*told.get("facets", []), told.get("sort_desc", "")} - {""} <= found.get(table, set()), table


def test_what_is_no_database_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such database"):
        application(tmp_path / "none.db")


@pytest.mark.parametrize(
    ("name", "host", "told"),
    [
        ("disputes.db", "127.0.0.1", "http://127.0.0.1:8001/disputes"),
        ("the week/my disputes.db", "127.0.0.1", "http://127.0.0.1:8001/my+disputes"),
        ("v1.2.db", "::1", "http://[::1]:8001/v1~2E2"),
    ],
)
def test_the_address_that_is_told_is_the_one_that_a_browser_finds(name: str, host: str, told: str) -> None:
    assert address(Path(name), host, 8001) == told
