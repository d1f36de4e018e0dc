"""`disputes crawl` as a timer meets it: what it ends with, and what it says on standard error."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import Result
from crawl_site import Answer, Site, item, page, rss
from typer.testing import CliRunner

from disputes.cli import app
from disputes.store import Store

type Crawl = Callable[[Site], Result]


@pytest.fixture
def crawl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Crawl:
    def run(site: Site) -> Result:
        entry = f'id = "daily"\nname = "The Daily"\nurl = "{site.base}/feed.xml"\nkind = "feed"\n'
        (tmp_path / "s.toml").write_text(f'[[source]]\n{entry}judge = "none"\nallow_private = true\n')
        monkeypatch.setenv("DISPUTES_SOURCES", str(tmp_path / "s.toml"))
        monkeypatch.setenv("DISPUTES_CRAWL__DELAY", "0")
        return CliRunner().invoke(app, ["--database", str(tmp_path / "d.db"), "crawl"])

    return run


def feed(site: Site, number: int) -> None:
    site.pages["/feed.xml"] = rss("".join(item(f"/p{number}") for number in range(number)))


def test_a_dead_link_is_told_and_wakes_nobody(site_of: Callable[[dict[str, Answer]], Site], crawl: Crawl) -> None:
    site = site_of({f"/p{number}": Answer(page(number)) for number in range(1, 6)})
    feed(site, 6)
    done = crawl(site)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "5 new articles" in done.stdout and "1 pages brought nothing" in done.stdout
    assert f"  {site.base}/p0: the server answers 404\n" in done.stdout


def test_a_source_that_gives_no_page_at_all_is_a_fault(
    site_of: Callable[[dict[str, Answer]], Site], crawl: Crawl, tmp_path: Path
) -> None:
    """It is counted for the alarm `empty`, too, which stands as long as the site is shut."""
    site = site_of({})
    feed(site, 6)
    done = crawl(site)
    assert done.exit_code == 1
    assert done.stderr.startswith("disputes: source daily: none of 6 pages could be read, the last: ")
    with Store.open(tmp_path / "d.db", read_only=True) as store:
        assert [tuple(row) for row in store.rows("SELECT pages, without_text FROM source_days")] == [(6, 6)]


def test_a_source_that_does_not_answer_is_a_fault(site_of: Callable[[dict[str, Answer]], Site], crawl: Crawl) -> None:
    site = site_of({})
    assert (done := crawl(site)).exit_code == 1
    assert done.stderr == f"disputes: {site.base}/feed.xml: the server answers 404\n"


def test_a_source_that_fell_silent_is_told_by_the_crawl_too(
    site_of: Callable[[dict[str, Answer]], Site], crawl: Crawl, tmp_path: Path
) -> None:
    """It answers, so nothing failed."""
    site = site_of({"/p0": Answer(page(0))})
    feed(site, 1)
    assert crawl(site).exit_code == 0
    with Store.open(tmp_path / "d.db") as store, store.transaction() as connection:
        earlier = (datetime.now(UTC) - timedelta(days=5)).isoformat(timespec="seconds")
        connection.execute("UPDATE sources SET first_asked = ?, last_new = ?", [earlier, earlier])
    done = crawl(site)
    assert done.exit_code == 1
    assert done.stderr == (
        "disputes: ALARM silent daily: The Daily answers, but has brought nothing new for 5 days; 48 hours are usual.\n"
    )


@pytest.mark.parametrize(
    ("agent", "refused"),
    [
        ("", True),
        ("desk/1.0", True),
        ("desk/1.0 (+mailto:desk@example.com)", False),
        ("desk/1.0 (+https://example.com/bot)", False),
    ],
)
def test_sites_of_others_are_asked_only_by_whom_they_can_reach(
    agent: str,
    refused: bool,
    site_of: Callable[[dict[str, Answer]], Site],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    site = site_of({})
    feed(site, 1)
    (tmp_path / "s.toml").write_text(f'[[source]]\nid = "x"\nname = "X"\nurl = "{site.base}/feed.xml"\nkind = "feed"\n')
    monkeypatch.setenv("DISPUTES_SOURCES", str(tmp_path / "s.toml"))
    if agent:
        monkeypatch.setenv("DISPUTES_CRAWL__USER_AGENT", agent)
    done = CliRunner().invoke(app, ["--database", str(tmp_path / "d.db"), "crawl"])
    assert ("crawl.user_agent" in done.output + str(done.exception or "")) == refused
    assert done.exit_code != 0
    assert site.asked == []
