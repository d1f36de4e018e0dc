"""Every page over a full, an empty and a hostile store, run as Streamlit runs it but without a browser."""

from pathlib import Path
from typing import Any

import pytest
from drawing import draw, texts

from dashboard.app import APP_PAGES
from dashboard.views.health import README
from disputes.scoreboard import from_markdown, published


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


def test_new_suits_stand_before_the_long_table(monkeypatch: pytest.MonkeyPatch, stores: dict[str, Path]) -> None:
    blocks = [block.proto.body for block in draw(monkeypatch, "overview", stores["full"]).get("html")]
    heads = [head.partition("</h2>")[0] for block in blocks for head in block.split("<h2>")[1:]]
    assert (
        heads.index("New suits by month") < heads.index("Most open disputes against") < heads.index("All that matches")
    )
