"""What sites say to crawlers in robots.txt and tdmrep.json: asked once a crawl, conditionally, and obeyed."""

import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from itertools import pairwise

import pytest
from crawl_site import Answer, Site, articles, faults, item, outcomes, page, rss, run_child, source

from crawler.crawl import crawl
from crawler.robots import reserves
from disputes.settings import Settings
from disputes.store import Store

ROBOTS = "User-agent: *\nDisallow: /no"


@pytest.fixture
def site(site_of: Callable[[dict[str, Answer]], Site]) -> Site:
    made = site_of({f"/{kind}{n}": Answer(page(n)) for n, kind in enumerate(("p", "no", "p", "p"))})
    made.pages["/feed.xml"] = rss(item("/p0") + item("/no1"))
    made.pages["/list"] = Answer('<h2><a href="/p2">Matter 2</a></h2>')
    made.pages["/robots.txt"] = Answer(ROBOTS, type="text/plain", headers={"ETag": '"r1"'})
    return made


def sources(site: Site) -> list:
    return [source("f", site.base + "/feed.xml"), source("l", site.base + "/list", "listing", link_selector="h2 a")]


def later(site: Site) -> None:
    """The feed announces something new."""
    site.asked.clear()
    site.pages["/feed.xml"] = rss(item("/p3") + item("/no1"))


def test_robots_txt_is_asked_once_a_crawl_and_conditionally(site: Site, settings: Settings) -> None:
    crawl(settings, sources(site))
    assert site.fetched("/robots.txt") == ["/robots.txt"]
    assert outcomes(settings)["/no1"] == ("forbidden", "robots.txt forbids it")
    later(site)
    crawl(settings, sources(site))
    assert site.fetched("/robots.txt") == ["/robots.txt"]
    assert site.headers["/robots.txt"]["If-None-Match"] == '"r1"'
    assert articles(settings) == ["Matter 0", "Matter 2", "Matter 3"]
    assert not site.fetched("/no")


def _silent(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(3)


@pytest.mark.parametrize("failing", [Answer("oops", 500), Answer("busy", 503), Answer(act=_silent)])
def test_the_copy_that_is_kept_counts_while_the_server_fails(
    site: Site, settings: Settings, monkeypatch: pytest.MonkeyPatch, failing: Answer
) -> None:
    run_child(monkeypatch, "import crawler.politeness as p; p.FIRST_WAIT = 0.1")  # a busy server is asked three times
    crawl(settings, sources(site))
    later(site)
    site.pages["/robots.txt"] = failing
    site.pages["/feed.xml"] = rss(item("/p3") + item("/no/more"))
    crawl(settings, sources(site)[:1])
    assert "Matter 3" in articles(settings)
    assert outcomes(settings)["/no/more"][0] == "forbidden"


@pytest.mark.parametrize(
    ("failing", "words"),
    [
        (Answer("oops", 500), "robots.txt cannot be read: the server answers 500"),
        (Answer(act=_silent), "robots.txt cannot be read: no complete answer in time"),
    ],
)
def test_without_a_copy_nothing_is_fetched_for_now(site: Site, settings: Settings, failing: Answer, words: str) -> None:
    site.pages["/robots.txt"] = failing
    crawl(settings, sources(site)[:1])
    assert "/feed.xml" not in site.asked
    assert faults(settings)["/feed.xml"] == words
    site.pages["/robots.txt"] = Answer(ROBOTS, type="text/plain")
    assert crawl(settings, sources(site)[:1]).articles == 1


@pytest.mark.parametrize("missing", [Answer("no", 404), Answer("no", 403), Answer(b"\xff\xfe\x00 nonsense")])
def test_a_site_without_rules_allows_all(site: Site, settings: Settings, missing: Answer) -> None:
    site.pages["/robots.txt"] = missing
    assert crawl(settings, sources(site)[:1]).articles == 2


def test_a_rule_for_this_crawler_counts_before_that_for_all(site: Site, settings: Settings) -> None:
    site.pages["/robots.txt"] = Answer(
        "User-agent: *\nDisallow: /\n\nUser-agent: Disputes\nAllow: /", type="text/plain"
    )
    assert crawl(settings, sources(site)[:1]).articles == 2


def test_a_reserved_place_is_not_fetched_and_that_is_kept(site: Site, settings: Settings) -> None:
    rules = '[{"location": "/p*", "tdm-reservation": 1, "tdm-policy": "https://example.com/p"}]'
    site.pages["/.well-known/tdmrep.json"] = Answer(rules, type="application/json")
    site.pages["/robots.txt"] = Answer("", type="text/plain")
    crawl(settings, sources(site)[:1])
    assert articles(settings) == ["Matter 1"]
    assert "/p0" not in site.asked
    assert outcomes(settings)["/p0"] == (
        "reserved",
        "/.well-known/tdmrep.json: the owner reserves text and data mining",
    )
    later(site)
    crawl(settings, sources(site)[:1])
    assert not site.fetched("/.well-known")  # it was asked today
    with Store.open(settings.database, read_only=True) as store:
        kept = store.site_file(site.base + "/.well-known/tdmrep.json")
    assert kept is not None
    assert kept.body.decode() == rules


@pytest.mark.parametrize(
    ("rules", "path", "reserved"),
    [
        ('[{"location": "/", "tdm-reservation": 1}]', "/a/b", True),
        ('[{"location": "/", "tdm-reservation": "1"}]', "/a", True),
        ('[{"location": "/", "tdm-reservation": 0}]', "/a", False),
        ('[{"location": "/open/", "tdm-reservation": 0}, {"location": "/", "tdm-reservation": 1}]', "/open/a", False),
        ('[{"location": "/open/", "tdm-reservation": 0}, {"location": "/", "tdm-reservation": 1}]', "/a", True),
        ('[{"location": "*.pdf$", "tdm-reservation": 1}]', "/a.pdf", True),
        ('[{"location": "*.pdf$", "tdm-reservation": 1}]', "/a.pdf.html", False),
        ('[{"location": "/a(", "tdm-reservation": 1}]', "/b", False),
        ('{"location": "/", "tdm-reservation": 1}', "/a", False),
        ("[1, null, {}]", "/a", False),
        ("<html>not here</html>", "/a", False),
        ("", "/a", False),
    ],
)
def test_what_a_reservation_covers(rules: str, path: str, reserved: bool) -> None:
    assert reserves(rules.encode(), path) is reserved


def test_a_source_that_wants_a_slower_pace_gets_it(site: Site, settings: Settings) -> None:
    times: dict[str, float] = {}

    def timed(number: int) -> Answer:
        def act(handler: BaseHTTPRequestHandler) -> None:
            times[handler.path] = time.monotonic()
            body = page(number).encode()
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body))
            handler.wfile.write(body)

        return Answer(act=act)

    site.pages |= {f"/t{number}": timed(number) for number in range(3)}
    site.pages["/feed.xml"] = rss("".join(item(f"/t{number}") for number in range(3)))
    crawl(settings, [source("f", site.base + "/feed.xml", delay=0.4)])
    asked = sorted(times.values())
    assert len(asked) == 3
    assert min(later - earlier for earlier, later in pairwise(asked)) > 0.35
