"""The network goes, the disk is full, the clock is wrong: the next crawl goes on, nothing lost and nothing doubled."""

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

import pytest
from crawl_site import Answer, Site, articles, item, page, rss, run_child, source

from crawler.crawl import CrawlFailed, crawl
from disputes.errors import StoreError
from disputes.settings import Settings
from disputes.store import Store

MATTERS = sorted(f"Matter {number}" for number in range(20))


@pytest.fixture
def site(site_of: Callable[[dict[str, Answer]], Site]) -> Site:
    made = site_of({f"/p{number}": Answer(page(number)) for number in range(20)})
    made.pages["/feed.xml"] = rss("".join(item(f"/p{number}") for number in range(20)))
    made.pages["/feed.xml"].headers["ETag"] = '"all"'
    return made


def watched(site: Site) -> list:
    return [source("s", site.base + "/feed.xml")]


def gently(settings: Settings) -> Settings:
    """One page after another, so that there is a midst."""
    return settings.model_copy(update={"crawl": settings.crawl.model_copy(update={"concurrency_per_domain": 1})})


def test_the_network_goes_and_comes_back(site: Site, settings: Settings) -> None:
    pages = dict(site.pages)

    def hang_up(handler: BaseHTTPRequestHandler) -> None:
        handler.connection.close()

    def pull(line: str) -> None:
        if "Matter 4" in line:
            site.pages |= {path: Answer(act=hang_up) for path in pages}

    first = crawl(gently(settings), watched(site), progress=pull)
    before = articles(settings)
    assert 0 < len(before) < 20
    assert {fault.split(": ", 1)[1] for fault in (*first.faults, *first.unread)} == {"the connection broke"}
    site.pages = pages
    site.asked.clear()
    second = crawl(settings, watched(site))
    assert len(before) + second.articles == 20
    assert articles(settings) == MATTERS
    assert not set(site.asked) & {f"/p{title.split()[1]}" for title in before}


def test_a_network_that_is_gone_altogether_is_told_and_loses_nothing(settings: Settings) -> None:
    gone = [source("s", "http://no-such-host.invalid/feed.xml", allow_private=False)]
    summary = crawl(settings, gone)
    assert summary.faults == ("http://no-such-host.invalid/feed.xml: the host's name cannot be resolved",)


def test_a_disk_that_runs_full_ends_the_crawl_in_one_line(
    site: Site, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A limit on the size of files is what can be had anywhere; SQLite meets it as it would a full disk."""
    Store.open(settings.database).close()
    size = settings.database.stat().st_size + 150_000
    run_child(monkeypatch, f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))")
    with pytest.raises(StoreError, match=r"cannot be (read or )?written: the disk"):
        crawl(gently(settings), watched(site))
    monkeypatch.undo()
    before = articles(settings)
    assert len(before) < 20
    site.asked.clear()
    assert len(before) + crawl(settings, watched(site)).articles == 20
    assert articles(settings) == MATTERS
    assert not set(site.asked) & {f"/p{title.split()[1]}" for title in before}


CLOCK = """
import crawler.clock as clock
from datetime import datetime, timedelta
class Wrong(datetime):
    @classmethod
    def now(cls, zone=None):
        return datetime.now(zone) + timedelta(days={days})
clock.datetime = Wrong
"""


def test_a_clock_from_before_this_program_stops_the_crawl(
    site: Site, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_child(monkeypatch, CLOCK.format(days=-20_000))
    with pytest.raises(CrawlFailed, match=r"the clock says 19\d\d-.* which cannot be right; nothing was crawled"):
        crawl(settings, watched(site))
    monkeypatch.undo()
    assert crawl(settings, watched(site)).articles == 20


@pytest.mark.parametrize("days", [-20, 400])
def test_a_clock_that_was_changed_loses_nothing(
    site: Site, settings: Settings, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    """Set back, set forward, and set right again."""
    from datetime import UTC, datetime, timedelta

    today = datetime.now(UTC).isoformat()
    assert crawl(settings, watched(site)).articles == 20
    site.pages |= {"/new": Answer(page(50, published=today)), "/feed.xml": rss(item("/new") + item("/p1"))}
    run_child(monkeypatch, CLOCK.format(days=days))
    assert crawl(settings, watched(site)).articles == 1
    monkeypatch.undo()
    tomorrow = (datetime.now(UTC) + timedelta(hours=20)).isoformat()
    site.pages |= {"/newer": Answer(page(51, published=tomorrow)), "/feed.xml": rss(item("/newer") + item("/new"))}
    assert crawl(settings, watched(site)).articles == 1
    assert articles(settings) == sorted([*MATTERS, "Matter 50", "Matter 51"])
    assert site.asked.count("/new") == 1
