"""`disputes sources` over a site that answers: what each sub-command prints, writes and ends with."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from crawl_site import Answer, Site, item, page, rss
from typer.testing import CliRunner

from disputes.cli import app


@pytest.fixture
def site(site_of: Callable[[dict[str, Answer]], Site]) -> Site:
    home = '<html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><body>x</body></html>'
    return site_of({"/": Answer(home), "/feed.xml": rss(item("/p1")), "/p1": Answer(page(1))})


@pytest.fixture
def sources(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    def run(*arguments: str) -> Result:
        return CliRunner().invoke(app, ["--database", str(tmp_path / "d.db"), "sources", *arguments])

    entry = f'name = "The Daily"\nkind = "feed"\nurl = "{site.base}/feed.xml"\n'
    (tmp_path / "s.toml").write_text(
        f'[[source]]\nid = "daily"\n{entry}[[source]]\nid = "old"\n{entry.replace("feed.xml", "old.xml")}'
        'enabled = false\nreason = "Dead."\n'
    )
    monkeypatch.setenv("DISPUTES_SOURCES", str(tmp_path / "s.toml"))
    monkeypatch.setenv("DISPUTES_CRAWL__ALLOW_PRIVATE", "true")
    monkeypatch.setenv("DISPUTES_CRAWL__DELAY", "0")
    return run


def test_list_says_which_are_asked_and_why_not(site: Site, sources: Callable[..., Result]) -> None:
    done = sources("list")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        f"on   daily  feed  {site.base}/feed.xml",
        f"off  old  feed  {site.base}/old.xml  (Dead.)",
    ]


@pytest.mark.parametrize(("path", "status"), [("/feed.xml", 0), ("/p1", 0), ("/none", 1)])
def test_check_takes_any_address(site: Site, sources: Callable[..., Result], path: str, status: int) -> None:
    done = sources("check", site.base + path)
    assert done.exit_code == status
    assert ("Read as a test: “Matter 1”" in done.stdout) is (status == 0)


def test_check_takes_the_id_of_a_source(sources: Callable[..., Result]) -> None:
    assert "It is a feed (RSS 2.0)." in sources("check", "daily").stdout.splitlines()


def test_discover_prints_what_it_found(site: Site, sources: Callable[..., Result]) -> None:
    done = sources("discover", site.base + "/")
    assert (done.exit_code, done.stdout) == (
        0,
        f"feed  {site.base}/feed.xml  a feed (RSS 2.0), 1 items, the last of 2026-02-12\n",
    )


def test_discover_says_where_there_is_nothing(site: Site, sources: Callable[..., Result]) -> None:
    site.pages = {"/": Answer("<html><body>Nothing</body></html>")}
    done = sources("discover", site.base + "/")
    assert (done.exit_code, done.stdout) == (1, f"No feed and no news sitemap at {site.base}/.\n")


def test_record_writes_the_page_and_what_is_read_there(sources: Callable[..., Result], tmp_path: Path) -> None:
    done = sources("record", "daily", "--to", str(tmp_path / "kept"))
    assert done.exit_code == 0
    assert (tmp_path / "kept" / "daily" / "page.html").read_text(encoding="utf-8") == page(1)
    told = json.loads((tmp_path / "kept" / "daily" / "expected.json").read_text(encoding="utf-8"))
    assert told["expected"]["title"] == "Matter 1"
