"""Crawling again, twice at once, and after a kill: nothing is fetched, lost or stored twice."""

import os
import shutil
import signal
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from crawl_site import Answer, Site, articles, crawl_settings, item, page, rss, run_child, source

from crawler.crawl import CrawlFailed, Running, crawl
from crawler.health import source_health
from disputes.errors import StoreError
from disputes.settings import Settings
from disputes.store import Store

NEWS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'


def _place(link: str, date: str = "2026-02-12T09:30:00-05:00") -> str:
    news = f"<n:news><n:publication_date>{date}</n:publication_date><n:title>T</n:title></n:news>"
    return f"<url><loc>{link}</loc>{news}</url>"


def _listing(numbers: range, following: str = "") -> Answer:
    links = "".join(f'<h2><a href="/l{number}">Matter {number}</a></h2>' for number in numbers)
    after = f'<a class="next" href="{following}">Older</a>' if following else ""
    return Answer(f"<html><body>{links}{after}</body></html>", headers={"ETag": f'"{numbers}"'})


@pytest.fixture
def three_kinds(site_of: Callable[[dict[str, Answer]], Site]) -> Site:
    return _three_kinds(site_of)


def _three_kinds(site_of: Callable[[dict[str, Answer]], Site]) -> Site:
    site = site_of({f"/{kind}{n}": Answer(page(n * 10 + at)) for at, kind in enumerate("fml") for n in range(6)})
    site.pages["/feed.xml"] = rss(item("/f0") + item("/f1"))
    site.pages["/feed.xml"].headers["ETag"] = '"one"'
    index = f"<sitemapindex {NEWS}><sitemap><loc>{site.base}/news.xml</loc></sitemap></sitemapindex>"
    site.pages["/index.xml"] = Answer(index, type="application/xml", headers={"ETag": '"index"'})
    places = _place(f"{site.base}/m0") + _place(f"{site.base}/m1") + f"<url><loc>{site.base}/section</loc></url>"
    site.pages["/news.xml"] = Answer(f"<urlset {NEWS}>{places}</urlset>", type="text/xml", headers={"ETag": '"two"'})
    site.pages["/list"] = _listing(range(3), "/list/2")
    site.pages["/list/2"] = _listing(range(2, 5), "/list/3")
    site.pages["/list/3"] = _listing(range(5, 6))
    return site


def _sources(site: Site) -> list:
    return [
        source("feed", site.base + "/feed.xml"),
        source("map", site.base + "/index.xml", "news_sitemap"),
        source("list", site.base + "/list", "listing", link_selector="h2 a", next_selector="a.next"),
        source("off", site.base + "/off.xml", enabled=False, reason="Dead."),
    ]


@pytest.fixture(scope="module")
def first_crawl(
    site_of: Callable[[dict[str, Answer]], Site], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Site, dict[str, Answer], Path]:
    """A site of three kinds of sources, crawled once: the site, its pages then, and the database."""
    site = _three_kinds(site_of)
    settings = crawl_settings(Path(tmp_path_factory.mktemp("first")))
    summary = crawl(settings, _sources(site))
    assert (summary.articles, summary.faults) == (10, ())
    return site, dict(site.pages), settings.database


@pytest.fixture
def crawled_once(first_crawl: tuple[Site, dict[str, Answer], Path], settings: Settings) -> Site:
    """The site as it was at its first crawl, and a copy of the store after it."""
    site, pages, database = first_crawl
    site.pages = dict(pages)
    site.asked.clear()
    shutil.copy(database, settings.database)
    return site


def test_a_second_crawl_asks_only_what_is_watched(crawled_once: Site, settings: Settings) -> None:
    second = crawl(settings, _sources(crawled_once))
    assert (second.articles, second.faults) == (0, ())
    assert sorted(crawled_once.asked) == [
        "/feed.xml",
        "/index.xml",
        "/list",
        "/news.xml",
        "/robots.txt",
    ]
    assert crawled_once.headers["/feed.xml"]["If-None-Match"] == '"one"'
    assert second.unchanged == 3  # the index is asked whole: what it lists may change without it


def test_what_is_new_is_fetched_and_nothing_else(crawled_once: Site, settings: Settings) -> None:
    crawled_once.pages["/feed.xml"] = rss(item("/f2") + item("/f0"))
    crawled_once.pages["/list"] = _listing(range(1, 3), "/list/2")
    assert crawl(settings, _sources(crawled_once)).articles == 1
    assert [path for path in crawled_once.asked if path[1] in "fml" and path[2].isdigit()] == ["/f2"]
    assert "/list/2" not in crawled_once.asked  # nothing new on the first page


def test_a_source_keeps_what_its_last_good_answer_said(crawled_once: Site, settings: Settings) -> None:
    sources = _sources(crawled_once)[:1]
    crawled_once.pages["/feed.xml"] = Answer("gone", 404)
    assert crawl(settings, sources).failed_sources == 1
    with Store.open(settings.database) as store:
        health = source_health(store, sources, datetime.now(UTC))[0]
        state = store.feed_state(sources[0].url)
    assert (health.articles, health.seen, health.failed) == (2, 2, 1)
    assert health.last_failure >= health.last_success > ""
    assert health.problem == "the server answers 404"
    assert state is not None
    assert (state.etag, state.items, state.status) == ('"one"', 2, 404)


def _slowly(number: int) -> Callable[[BaseHTTPRequestHandler], None]:
    def act(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(0.05)
        body = page(number).encode()
        handler.wfile.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body) + body
        )

    return act


@pytest.mark.parametrize("kind", ["feed", "listing"])
def test_a_killed_crawl_goes_on_where_it_was(
    site_of: Callable[[dict[str, Answer]], Site], settings: Settings, kind: str
) -> None:
    site = site_of({f"/l{number}": Answer(act=_slowly(number)) for number in range(24)})
    site.pages["/watched"] = rss("".join(item(f"/l{number}") for number in range(24)))
    site.pages["/watched"].headers["ETag"] = '"all"'
    if kind == "listing":
        site.pages |= {"/watched": _listing(range(12), "/older"), "/older": _listing(range(12, 24))}
    watched = [source("s", site.base + "/watched", kind, link_selector="h2 a", next_selector="a.next")]
    stored: list[str] = []

    def kill_midway(line: str) -> None:
        stored.append(line)
        if len(stored) == 9:
            os.kill(int(Path(f"{settings.database}.crawl-lock").read_text()), signal.SIGKILL)

    with pytest.raises(CrawlFailed, match="broke off"):
        crawl(settings, watched, progress=kill_midway)
    before = articles(settings)
    assert 0 < len(before) < 24
    second = crawl(settings, watched)
    assert len(before) + second.articles == 24
    assert articles(settings) == sorted(f"Matter {number}" for number in range(24))
    with Store.open(settings.database, read_only=True) as store:
        assert [state.error for state in store.feed_states()] == [None]
    assert all(site.asked.count(f"/l{title.split()[1]}") == 1 for title in before)


def test_a_second_crawl_at_once_says_so_and_leaves(
    site_of: Callable[[dict[str, Answer]], Site], settings: Settings
) -> None:
    second_is_gone = threading.Event()

    def wait(handler: BaseHTTPRequestHandler) -> None:
        second_is_gone.wait(100)
        _slowly(1)(handler)

    site = site_of({"/feed.xml": rss(item("/slow")), "/slow": Answer(act=wait)})
    patient = settings.model_copy(update={"crawl": settings.crawl.model_copy(update={"timeout": 120.0})})
    watched = [source("feed", site.base + "/feed.xml")]

    def crawl_too(_: str) -> None:
        if not second_is_gone.is_set():
            with pytest.raises(Running, match=r"another crawl is running \(process \d+\)"):
                crawl(patient, watched)
            second_is_gone.set()

    assert crawl(patient, watched, progress=crawl_too).articles == 1


def test_a_store_that_is_none_is_one_clear_line(three_kinds: Site, settings: Settings) -> None:
    settings.database.write_text("This is not a database, but it is long enough to be taken for one.")
    with pytest.raises(StoreError, match="is not a SQLite database"):
        crawl(settings, _sources(three_kinds))


def test_a_store_that_fails_midway_ends_the_crawl(
    three_kinds: Site, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk cannot be had here, so the store says that it met one, at the third article."""
    fail = """
from disputes.store import Store
from disputes.errors import StoreError
real, calls = Store.add_article, []
def full(*args, **kwargs):
    calls.append(1)
    if len(calls) == 3:
        raise StoreError("x.db: cannot be written: the disk is full")
    return real(*args, **kwargs)
Store.add_article = full"""
    with monkeypatch.context() as patch, pytest.raises(StoreError, match="the disk is full"):
        run_child(patch, fail)
        crawl(settings, _sources(three_kinds))
    assert len(articles(settings)) == 2
    assert crawl(settings, _sources(three_kinds)).articles == 8


def test_an_interrupted_crawl_stops_by_itself(site_of: Callable[[dict[str, Answer]], Site], settings: Settings) -> None:
    site = site_of({f"/l{number}": Answer(act=_slowly(number)) for number in range(200)})
    site.pages["/feed.xml"] = rss("".join(item(f"/l{number}") for number in range(200)))
    site.pages["/list"] = _listing(range(1))
    watched = [source("s", site.base + "/feed.xml"), source("l", site.base + "/list", "listing", link_selector="h2 a")]
    heard: list[str] = []

    def interrupt(line: str) -> None:
        heard.append(line)
        if len(heard) == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        crawl(settings, watched, progress=interrupt)
    assert 0 < len(articles(settings)) < 200
    assert "/list" not in site.asked
    with Store.open(settings.database, read_only=True) as store:
        assert not [row["problem"] for row in store.rows("SELECT problem FROM faults")]


def test_a_crawl_of_nothing_is_nothing(settings: Settings) -> None:
    assert crawl(settings, []).articles == 0


def test_a_redirect_into_a_private_network_is_refused(
    site_of: Callable[[dict[str, Answer]], Site], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Loopback 127.0.0.1 plays the open internet here, and every other address is what it is."""
    inside = site_of({"/secret": Answer(page(1))})
    secret = inside.base.replace("127.0.0.1", "127.0.0.2") + "/secret"
    outside = site_of({"/away": Answer(status=302, headers={"Location": secret}), "/page": Answer(page(2))})
    outside.pages["/feed.xml"] = rss(item("/away") + item("/page") + item(secret))
    pretend = "import crawler.guard as g; real = g.is_public; g.is_public = lambda a: a == '127.0.0.1' or real(a)"
    run_child(monkeypatch, pretend)
    summary = crawl(settings, [source("s", outside.base + "/feed.xml", allow_private=False)])
    assert articles(settings) == ["Matter 2"]
    assert inside.asked == []
    assert [line for line in summary.unread if "127.0.0.2 leads into a private network" in line]
