"""What a careless or hostile site could make endless, slow, or lead inside: each crawl ends, and the rest arrives."""

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

import pytest
from crawl_site import Answer, Site, articles, faults, item, outcomes, page, rss, run_child, source

from crawler.crawl import crawl
from disputes.settings import Settings
from disputes.store import Store

NEWS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'


def index(*addresses: str) -> Answer:
    places = "".join(f"<sitemap><loc>{address}</loc></sitemap>" for address in addresses)
    return Answer(f"<sitemapindex {NEWS}>{places}</sitemapindex>", type="application/xml")


def sitemap(address: str) -> str:
    news = "<n:news><n:publication_date>2026-02-12</n:publication_date><n:title>T</n:title></n:news>"
    return f"<urlset {NEWS}><url><loc>{address}</loc>{news}</url></urlset>"


def limited(settings: Settings, **limits: float) -> Settings:
    return settings.model_copy(update={"crawl": settings.crawl.model_copy(update=limits)})


def test_an_index_that_lists_itself_is_asked_once(
    site_of: Callable[[dict[str, Answer]], Site], settings: Settings
) -> None:
    site = site_of({"/a": Answer(page(1))})
    site.pages["/index.xml"] = index(f"{site.base}/index.xml", f"{site.base}/news.xml")
    site.pages["/news.xml"] = Answer(sitemap(f"{site.base}/a"), type="text/xml")
    assert crawl(settings, [source("m", site.base + "/index.xml", "news_sitemap")]).articles == 1
    assert site.fetched("/index.xml") == ["/index.xml"]


def test_an_index_within_an_index_leads_nowhere(
    site_of: Callable[[dict[str, Answer]], Site], settings: Settings
) -> None:
    site = site_of({"/a": Answer(page(1))})
    site.pages["/index.xml"] = index(f"{site.base}/inner.xml")
    site.pages["/inner.xml"] = index(f"{site.base}/news.xml")
    site.pages["/news.xml"] = Answer(sitemap(f"{site.base}/a"), type="text/xml")
    assert crawl(settings, [source("m", site.base + "/index.xml", "news_sitemap")]).articles == 0
    assert site.fetched("/news.xml") == []


@pytest.mark.parametrize(("most", "asked"), [(3, 3), (1, 1)])
def test_a_listing_without_end_is_asked_as_far_as_its_limit(
    site_of: Callable[[dict[str, Answer]], Site], settings: Settings, most: int, asked: int
) -> None:
    """An archive that always has an older page, with something new on each."""

    def older(number: int) -> Answer:
        link = f'<h2><a href="/a{number}">Matter {number}</a></h2>'
        return Answer(f'<html><body>{link}<a class="next" href="/list/{number + 1}">Older</a></body></html>')

    site = site_of({f"/a{number}": Answer(page(number)) for number in range(9)})
    site.pages |= {f"/list/{number}": older(number) for number in range(9)}
    archive = source(
        "l", site.base + "/list/0", "listing", link_selector="h2 a", next_selector="a.next", max_pages=most
    )
    assert crawl(settings, [archive]).articles == asked
    assert len(site.fetched("/list/")) == asked


def test_a_page_that_takes_too_long_to_read_is_given_up_and_the_rest_arrives(
    site_of: Callable[[dict[str, Answer]], Site], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Extraction takes minutes over tens of thousands of spans in one paragraph."""
    spans = page(1).replace("<p>", "<p>" + "<span>so </span>" * 50_000, 1)
    site = site_of({"/spans": Answer(spans)} | {f"/p{number}": Answer(page(number)) for number in range(2, 6)})
    site.pages["/feed.xml"] = rss(item("/spans") + "".join(item(f"/p{number}") for number in range(2, 6)))
    run_child(monkeypatch, "import crawler.bounded as b, crawler.child as c; b.PATIENCE, c.PAGE_SECONDS = 1e4, 2.0")
    crawl(limited(settings, max_size=2_000_000, timeout=20.0), [source("s", site.base + "/feed.xml")])
    assert articles(settings) == [f"Matter {number}" for number in range(2, 6)]
    assert outcomes(settings)["/spans"] == ("overrun", "took longer than 2 seconds of the processor to read")


STARVED = """
import signal
from crawler.bounded import Bounded
from crawler.page import read_page
real = Bounded.call
async def starve(self, function, *rest):
    if function is not read_page or not rest[0].url.endswith("/starved"):
        return await real(self, function, *rest)
    stopped = Bounded(workers=1, seconds=0.1)
    try:
        return await real(stopped, signal.raise_signal, signal.SIGSTOP)
    finally:
        stopped.close()
Bounded.call = starve
"""


@pytest.fixture
def starved(site_of: Callable[[dict[str, Answer]], Site], monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site with two pages; the process that reads one of them gets no turn of the processor."""
    site = site_of({"/starved": Answer(page(1)), "/p2": Answer(page(2))})
    site.pages["/feed.xml"] = rss(item("/starved") + item("/p2"))
    site.pages["/feed.xml"].headers["ETag"] = '"both"'
    run_child(monkeypatch, STARVED)
    return site


def test_a_page_that_was_not_read_for_want_of_the_processor_is_read_by_the_next_crawl(
    starved: Site, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = [source("s", starved.base + "/feed.xml")]
    assert crawl(settings, watched).articles == 1
    assert "/starved" not in outcomes(settings)
    assert faults(settings)["/starved"] == "not read within 0.3 seconds by the clock"
    monkeypatch.undo()
    assert crawl(settings, watched).articles == 1
    assert articles(settings) == ["Matter 1", "Matter 2"]
    assert tries(settings) == []


def test_a_page_that_is_never_read_in_time_is_given_up(starved: Site, settings: Settings) -> None:
    watched = [source("s", starved.base + "/feed.xml")]
    assert [crawl(settings, watched).articles for _ in range(4)] == [1, 0, 0, 0]
    said = "not read within 0.3 seconds by the clock; given up after 3 tries"
    assert outcomes(settings)["/starved"] == ("overrun", said)
    assert faults(settings)["/starved"] == said
    assert starved.fetched("/starved") == ["/starved"] * 3
    assert tries(settings) == []


def test_a_kept_page_that_is_never_read_in_time_is_looked_at_again_as_often(
    site_of: Callable[[dict[str, Answer]], Site], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stays as it was; without an end, its look would be due in every crawl."""
    site = site_of({"/starved": Answer(page(1))})
    watched = [source("s", site.base + "/feed.xml")]
    site.pages["/feed.xml"] = rss(item("/starved"))
    assert crawl(settings, watched).articles == 1
    with Store.open(settings.database) as store, store.transaction() as connection:
        connection.execute("UPDATE page_checks SET checked_at = '2026-01-01T00:00:00+00:00'")
    site.pages |= {"/feed.xml": rss(item("/starved", "Another headline")), "/starved": Answer(page(3))}
    run_child(monkeypatch, STARVED)
    for _ in range(4):
        crawl(settings, watched)
    assert len(site.fetched("/starved")) == 1 + 3
    assert articles(settings) == ["Matter 1"]
    assert tries(settings) == []


def tries(settings: Settings) -> list[int]:
    """How often each page that waits was tried."""
    with Store.open(settings.database, read_only=True) as store:
        return [row["tries"] for row in store.rows("SELECT tries FROM pages_left")]


REBINDING = """
import socket
real, calls = socket.gethostbyname, []
def rebinding(name):
    if name != "rebinding.invalid":
        return real(name)
    calls.append(name)
    if len(calls) == 1:
        raise socket.gaierror(-2, "Name or service not known")
    return "127.0.0.1"
socket.gethostbyname = rebinding
"""


def test_a_name_that_is_unknown_first_and_then_leads_inside_is_refused(
    site_of: Callable[[dict[str, Answer]], Site], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = site_of({"/p1": Answer(page(1)), "/feed.xml": rss(item("/p1"))})
    url = site.base.replace("127.0.0.1", "rebinding.invalid") + "/feed.xml"
    run_child(monkeypatch, REBINDING)
    crawl(settings, [source("s", url, allow_private=False)])
    assert site.asked == []
    assert faults(settings)["/feed.xml"] == "rebinding.invalid leads into a private network (127.0.0.1)"


def test_a_feed_without_an_etag_is_asked_by_its_date(
    site_of: Callable[[dict[str, Answer]], Site], settings: Settings
) -> None:
    """robots.txt too."""
    dated = {"Last-Modified": "Thu, 12 Feb 2026 09:00:00 GMT"}
    site = site_of({"/p1": Answer(page(1)), "/feed.xml": rss(item("/p1"))})
    site.pages["/feed.xml"].headers |= dated
    site.pages["/robots.txt"] = Answer("User-agent: *\nDisallow: /no", type="text/plain", headers=dated)
    watched = [source("s", site.base + "/feed.xml")]
    assert crawl(settings, watched).unchanged == 0
    assert crawl(settings, watched).unchanged == 1
    for path in ("/feed.xml", "/robots.txt"):
        assert site.headers[path]["If-Modified-Since"] == dated["Last-Modified"]
        assert "If-None-Match" not in site.headers[path]


def test_a_page_that_is_not_on_the_subject_by_its_words_is_not_extracted(
    site_of: Callable[[dict[str, Answer]], Site], settings: Settings
) -> None:
    """What a source gets where it asks for nothing else."""
    site = site_of({"/p1": Answer(page(1)), "/p2": Answer(page(2).replace("the studio", "OpenAI, sued,", 1))})
    site.pages["/feed.xml"] = rss(item("/p1") + item("/p2"))
    crawl(settings, [source("s", site.base + "/feed.xml", judge="page")])
    assert outcomes(settings)["/p1"] == ("off_topic", "")
    assert articles(settings) == ["Matter 2"]
    with Store.open(settings.database, read_only=True) as store:
        assert [row["without_text"] for row in store.rows("SELECT without_text FROM source_days")] == [0]


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_wants_a_long_rest_is_left_alone_until_the_next_crawl(
    site_of: Callable[[dict[str, Answer]], Site], settings: Settings, status: int
) -> None:
    def tired(handler: BaseHTTPRequestHandler) -> None:
        head = f"HTTP/1.1 {status} Not Now\r\nRetry-After: 7200\r\nContent-Length: 0\r\n\r\n"
        handler.wfile.write(head.encode())

    site = site_of({f"/p{number}": Answer(page(number)) for number in range(4)} | {"/p0": Answer(act=tired)})
    site.pages["/feed.xml"] = rss("".join(item(f"/p{number}") for number in range(4)))
    one_by_one = limited(settings, concurrency_per_domain=1, delay=0.05)
    watched = [source("s", site.base + "/feed.xml")]
    assert crawl(one_by_one, watched).articles == 0  # also not the one that was next in line
    assert site.fetched("/p") == ["/p0"]
    assert faults(settings)["/p1"].startswith("the host asks to be left alone for 7")
    site.pages["/p0"] = Answer(page(0))
    assert crawl(one_by_one, watched).articles == 4
