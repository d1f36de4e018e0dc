"""A page that was not fetched, or brought nothing, and that its feed has stopped announcing since, is not lost."""

import os
import signal
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from crawl_site import Answer, Site, articles, item, page, rss, source

from crawler.crawl import CrawlFailed, crawl
from disputes.settings import Settings
from disputes.store import Store


def _hang_up(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.close()


@pytest.fixture
def left(site_of: Callable[[dict[str, Answer]], Site], settings: Settings) -> Site:
    """A site that was crawled while one of its two pages could not be had; its feed has gone on since."""
    site = site_of({"/p1": Answer(act=_hang_up), "/p2": Answer(page(2)), "/p3": Answer(page(3))})
    site.pages["/feed.xml"] = rss(item("/p1", "Matter 1", "Tue, 10 Feb 2026 14:30:00 GMT") + item("/p2"))
    assert crawl(settings, [source("s", site.base + "/feed.xml")]).articles == 1
    site.pages["/feed.xml"] = rss(item("/p3"))
    site.pages["/feed.xml"].headers["ETag"] = '"three"'
    site.asked.clear()
    return site


def test_it_is_fetched_by_the_next_crawl_and_dated_as_it_was_announced(left: Site, settings: Settings) -> None:
    left.pages["/p1"] = Answer(page(1, published="").replace("Matter 1 - Site", ""))
    assert crawl(settings, [source("s", left.base + "/feed.xml")]).articles == 2
    with Store.open(settings.database, read_only=True) as store:
        [found] = [article for article in store.articles() if article.title == "Matter 1"]
        assert store.rows("SELECT * FROM pages_left") == []
    assert (found.published, found.published_at) == ("2026-02-10", "2026-02-10T14:30:00+00:00")


def test_it_is_fetched_also_where_the_feed_has_nothing_new(left: Site, settings: Settings) -> None:
    watched = [source("s", left.base + "/feed.xml")]
    assert crawl(settings, watched).articles == 1
    with Store.open(settings.database) as store, store.transaction() as connection:
        connection.execute("UPDATE pages_left SET tried_at = since")  # its time has come again
    left.pages["/p1"] = Answer(page(1))
    second = crawl(settings, watched)
    assert (second.unchanged, second.articles) == (1, 1)
    assert articles(settings) == ["Matter 1", "Matter 2", "Matter 3"]


def test_what_a_killed_crawl_did_not_come_to_is_fetched_by_the_next(
    site_of: Callable[[dict[str, Answer]], Site], settings: Settings
) -> None:
    """One page after another, so that there is a midst; the feed has gone on by then."""
    site = site_of({f"/p{number}": Answer(page(number)) for number in range(9)})
    site.pages["/feed.xml"] = rss("".join(item(f"/p{number}") for number in range(8)))
    gently = settings.model_copy(
        update={"crawl": settings.crawl.model_copy(update={"concurrency_per_domain": 1, "delay": 0.2})}
    )

    def kill(line: str) -> None:
        if "Matter 2" in line:
            os.kill(int(Path(f"{settings.database}.crawl-lock").read_text()), signal.SIGKILL)

    watched = [source("s", site.base + "/feed.xml")]
    with pytest.raises(CrawlFailed, match="broke off"):
        crawl(gently, watched, progress=kill)
    before = articles(settings)
    assert 0 < len(before) < 8
    site.pages["/feed.xml"] = rss(item("/p8"))
    assert crawl(settings, watched).articles == 9 - len(before)
    assert all(site.asked.count(f"/p{title.split()[1]}") == 1 for title in before)


def test_a_site_that_does_not_answer_is_not_asked_for_it(left: Site, settings: Settings) -> None:
    left.pages["/feed.xml"] = Answer(act=_hang_up)
    crawl(settings, [source("s", left.base + "/feed.xml")])
    assert left.fetched("/p1") == []


@pytest.mark.parametrize(
    ("since", "tried_at", "now", "again"),
    [
        ("2026-02-01T10:00", "2026-02-01T10:00", "2026-02-01T11:00", True),
        ("2026-02-01T10:00", "2026-02-01T11:00", "2026-02-01T11:59", False),
        ("2026-02-01T10:00", "2026-02-01T11:00", "2026-02-01T12:00", True),
        ("2026-02-01T10:00", "2026-02-05T10:00", "2026-02-08T10:00", False),
        ("2026-02-01T10:00", "2026-02-05T10:00", "2026-02-09T10:00", True),
        ("2026-01-31T10:00", "2026-02-01T10:00", "2026-02-15T10:00", False),  # too long ago
        ("2026-02-01T10:00", "2027-02-01T10:00", "2026-02-02T10:00", True),  # the clock was ahead
    ],
)
def test_it_is_tried_again_at_growing_intervals_and_not_for_ever(
    settings: Settings, since: str, tried_at: str, now: str, again: bool
) -> None:
    with Store.open(settings.database) as store:
        for at in (since, tried_at):
            store.leave_page("https://example.com/p", "s", "{}", f"{at}:00+00:00", overrun=False)
        asked = {"now": f"{now}:00+00:00", "since": "2026-02-01T00:00:00+00:00", "limit": 9}
        assert store.left_pages("s", **asked) == ["{}"] * again
        assert store.left_pages("another", **asked) == []
