"""One crawl of a web where nearly everything is broken: each fault is one line, and the rest goes on."""

import gzip
import socket
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from crawl_site import Answer, Site, articles, crawl_settings, faults, item, outcomes, page, rss, source

from crawler.crawl import CrawlSummary, crawl
from disputes.settings import Settings
from disputes.store import Store


def _endless(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>")
    try:
        for _ in range(100_000):
            handler.wfile.write(b"<p>more</p>" * 500)
    except OSError:
        pass


def _drip(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n")
    try:
        for _ in range(100):
            handler.wfile.write(b"x")
            time.sleep(0.1)
    except OSError:
        pass


def _busy_once(status: bytes, number: int) -> Callable[[BaseHTTPRequestHandler], None]:
    times: list[float] = []

    def act(handler: BaseHTTPRequestHandler) -> None:
        times.append(time.monotonic())
        if len(times) == 1:
            handler.wfile.write(b"HTTP/1.1 %s\r\nRetry-After: 2\r\nContent-Length: 0\r\n\r\n" % status)
            return
        body = page(number).encode() if times[1] - times[0] > 1.9 else b"too soon"
        handler.wfile.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body) + body
        )

    return act


def _closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


PAGES = {
    "/good": Answer(page(1)),
    "/pdf": Answer(b"%PDF-1.7 ...", type="application/pdf"),
    "/lies": Answer(b"\x89PNG\r\n\x1a\n\x00\x00\x00\x00" * 50),
    "/bare": Answer("<html><body><p>Log in.</p></body></html>"),
    "/nested": Answer("<html><body>" + "<div>" * 3_000 + page(8)),
    "/undated": Answer(page(2, published="soon")),
    "/future": Answer(page(3, published="2096-02-12T09:30:00Z")),
    "/gone": Answer("gone", 410),
    "/reserved": Answer(page(4), headers={"tdm-reservation": "1"}),
    "/noindex": Answer(page(5).replace("<head>", '<head><meta name="robots" content="noindex, follow">')),
    "/endless": Answer(act=_endless),
    "/drip": Answer(act=_drip),
    "/bomb": Answer(gzip.compress(b"<p>a</p>" * 1_000_000), headers={"Content-Encoding": "gzip"}),
    "/loop": Answer(status=302, headers={"Location": "/loop2"}),
    "/loop2": Answer(status=302, headers={"Location": "/loop"}),
    "/tofile": Answer(status=302, headers={"Location": "file:///etc/passwd"}),
    "/moved": Answer(status=301, headers={"Location": "/good"}),
    "/latin": Answer(
        page(6).replace("Matter 6", "Matter caf\xe9 6").encode("latin-1"), type="text/html; charset=latin-1"
    ),
    "/wrongcharset": Answer(page(7).replace("the clerk", "the cl\u00e9rk").encode(), type="text/html; charset=no-such"),
    "/error": Answer("oops", 500),
}
PAGES["/feed.xml"] = rss(
    "".join(item(path) for path in PAGES if path not in {"/undated", "/future", "/loop2"})
    + item("/undated", date="yesterday-ish")
    + item("/future", date="Sun, 12 Feb 2096 14:30:00 GMT")
    + item("file:///etc/passwd")
    + item("javascript:alert(1)")
    + item("http://user:secret@127.0.0.1/x")
    + item(f"http://127.0.0.1:{_closed_port()}/refused")
    + "<item><title>No link</title></item>"
    + "<item><title>No date</title><link>/good?utm_source=rss</link></item>"
)


@pytest.fixture(scope="module")
def web(site_of: Callable[[dict[str, Answer]], Site]) -> Site:
    return site_of(
        PAGES
        | {
            "/notxml": Answer("<html><body>We moved</body></html>"),
            "/cut.xml": rss(item("/cut1", "Cut & dried") + "<item><title>Half"),
            "/cut1": Answer(page(40)),
            "/empty.xml": Answer(b"", type="application/rss+xml"),
            "/laughs.xml": Answer(_laughs(), type="application/rss+xml"),
            "/busy.xml": rss(item("/busy") + item("/down")),
            "/busy": Answer(act=_busy_once(b"429 Too Many", 50)),
            "/down": Answer(act=_busy_once(b"503 Unavailable", 51)),
            "/private.xml": rss(item("/good")),
            "/dead.xml": Answer("gone", 404),
            "/list": Answer("<html><body><p>No links</p></body></html>"),
        }
    )


@pytest.fixture(scope="module")
def crawled(
    web: Site, site_of: Callable[[dict[str, Answer]], Site], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Settings, CrawlSummary]:
    """The one crawl that every test here looks at."""
    strict = site_of({"/robots.txt": Answer("User-agent: *\nDisallow: /"), "/strict.xml": rss(item("/x"))})
    partly = site_of(
        {
            "/robots.txt": Answer("User-agent: disputes\nDisallow: /no"),
            "/partly.xml": rss(item("/no/1") + item("/yes/1")),
            "/no/1": Answer(page(30)),
            "/yes/1": Answer(page(31)),
        }
    )
    failing = site_of({"/robots.txt": Answer("oops", 500), "/fails.xml": rss(item("/x"))})
    resting = site_of({"/rests.xml": Answer("", 503, headers={"Retry-After": "7200"})})
    names = ("feed", "notxml", "cut", "empty", "laughs", "busy", "dead")
    paths = {name: f"/{name}.xml" for name in names} | {"notxml": "/notxml"}
    sources = [source(name, web.base + path) for name, path in paths.items()]
    sources += [
        source("private", web.base + "/private.xml", allow_private=False),
        source("named", web.base.replace("127.0.0.1", "localhost") + "/private.xml", allow_private=False),
        source("list", web.base + "/list", "listing", link_selector="h2 a"),
        source("map", web.base + "/feed.xml?as=map", "news_sitemap"),
        source("strict", strict.base + "/strict.xml"),
        source("partly", partly.base + "/partly.xml"),
        source("failing", failing.base + "/fails.xml"),
        source("resting", resting.base + "/rests.xml"),
        source("refused", f"http://127.0.0.1:{_closed_port()}/refused.xml"),
    ]
    settings = crawl_settings(Path(tmp_path_factory.mktemp("faults")))
    return settings, crawl(settings, sources)


def _laughs() -> str:
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    return f'<!DOCTYPE rss [{entities}]><rss version="2.0"><channel><title>&a11;</title></channel></rss>'


def test_good_pages_arrive_whatever_stands_beside_them(crawled: tuple[Settings, CrawlSummary]) -> None:
    expected = ["Matter 1", "Matter 31", "Matter 40", "Matter 50", "Matter 51", "Matter 7", "Matter café 6"]
    assert articles(crawled[0]) == expected
    assert crawled[1].articles == len(expected)


@pytest.mark.parametrize(
    ("path", "outcome", "words"),
    [
        ("/pdf", "not_html", "is application/pdf, not HTML"),
        ("/lies", "not_html", "says it is HTML and is not"),
        ("/bare", "no_text", "characters of text"),
        ("/nested", "no_text", "no article text on the page"),
        ("/undated", "bad_date", "cannot be right"),
        ("/future", "bad_date", "cannot be right"),
        ("/gone", "http_error", "the server answers 410"),
        ("/reserved", "reserved", "tdm-reservation"),
        ("/noindex", "reserved", "meta robots: noindex"),
        ("/endless", "too_large", "larger than the limit"),
        ("/bomb", "too_large", "larger than the limit once unpacked"),
        ("/loop", "redirect_loop", "redirected too often"),
        ("/tofile", "http_error", "redirected (302) to nothing that may be fetched"),
        ("/no/1", "forbidden", "robots.txt forbids it"),
    ],
)
def test_a_page_that_is_no_article_is_judged_once(
    crawled: tuple[Settings, CrawlSummary], path: str, outcome: str, words: str
) -> None:
    assert outcomes(crawled[0])[path][0] == outcome
    assert words in faults(crawled[0])[path]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/drip", "no complete answer in time"),
        ("/error", "the server answers 500"),
        ("/refused", "connection was refused"),
    ],
)
def test_what_may_pass_is_left_for_the_next_crawl(
    crawled: tuple[Settings, CrawlSummary], path: str, words: str
) -> None:
    assert path not in outcomes(crawled[0])
    assert words in faults(crawled[0])[path]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/notxml", "not a feed"),
        ("/empty.xml", "empty"),
        ("/dead.xml", "the server answers 404"),
        ("/private.xml", "leads into a private network"),
        ("/list", "nothing matches link_selector 'h2 a'"),
        ("/feed.xml?as=map", "the server answers 404"),
        ("/strict.xml", "robots.txt forbids it"),
        ("/fails.xml", "robots.txt cannot be read: the server answers 500"),
        ("/rests.xml", "the server answers 503"),
        ("/refused.xml", "the connection was refused"),
    ],
)
def test_a_source_that_fails_says_why(crawled: tuple[Settings, CrawlSummary], path: str, words: str) -> None:
    with Store.open(crawled[0].database, read_only=True) as store:
        errors = {"/" + state.url.split("/", 3)[3]: state.error for state in store.feed_states()}
    assert words in (errors[path] or "")
    assert words in faults(crawled[0])[path]


def test_hostile_links_are_never_asked_for(crawled: tuple[Settings, CrawlSummary], web: Site) -> None:
    assert not [url for url in outcomes(crawled[0]) if "passwd" in url or "secret" in url]
    assert all(path.startswith("/") for path in web.asked)


def test_a_name_that_leads_inside_is_refused_like_the_address(
    crawled: tuple[Settings, CrawlSummary], web: Site
) -> None:
    assert "/private.xml" not in web.asked


def test_two_addresses_of_one_page_are_one_article(crawled: tuple[Settings, CrawlSummary], web: Site) -> None:
    with Store.open(crawled[0].database, read_only=True) as store:
        led = {store.article_at(web.base + path) for path in ("/moved", "/good")}
    assert None not in led
    assert len(led) == 1
    assert "/good?utm_source=rss" not in web.asked


def test_a_busy_server_is_asked_again_after_the_time_it_named(crawled: tuple[Settings, CrawlSummary]) -> None:
    assert {"Matter 50", "Matter 51"} <= set(articles(crawled[0]))


def test_a_feed_with_pages_to_retry_is_asked_whole_next_time(crawled: tuple[Settings, CrawlSummary], web: Site) -> None:
    with Store.open(crawled[0].database, read_only=True) as store:
        state = store.feed_state(web.base + "/feed.xml")
    assert state is not None
    assert (state.etag, state.error) == (None, "3 pages must be tried again")


def test_a_page_that_brings_nothing_is_told_and_fails_no_crawl(
    crawled: tuple[Settings, CrawlSummary], web: Site
) -> None:
    assert f"{web.base}/gone: the server answers 410" in crawled[1].unread
    assert not [line for line in crawled[1].faults if "/gone" in line]


def test_nothing_is_reported_as_a_bug(crawled: tuple[Settings, CrawlSummary]) -> None:
    assert not [line for line in crawled[1].faults if "bug" in line]
