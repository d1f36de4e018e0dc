"""News searches: pages of many outlets, judged by their words before they are fetched, credited to their own outlet."""

import json
from collections.abc import Callable

import pytest
from crawl_site import Answer, Site, articles, outcomes, page, source

from crawler.crawl import crawl
from crawler.feeds import Announced, FeedFault
from crawler.searches import read_search
from disputes.settings import Settings
from disputes.store import Store

URL = "https://api.example.com/?q=x"


def gdelt(*found: tuple[str, str]) -> bytes:
    return json.dumps(
        {"articles": [{"url": url, "title": title, "domain": "x.example"} for url, title in found]}
    ).encode()


def test_gdelt_gives_pages_and_no_dates() -> None:
    found = read_search(gdelt(("https://a.example/1?utm_source=g", "Studios sue"), ("file:///etc/passwd", "x")), URL)
    assert isinstance(found, Announced)
    assert [(entry.url, entry.title, entry.published) for entry in found.entries] == [
        ("https://a.example/1", "Studios sue", "")
    ]


def test_a_search_that_gives_rss_names_outlets() -> None:
    item = (
        "<item><title>Studios sue - The Daily</title><pubDate>Thu, 12 Feb 2026 09:00:00 GMT</pubDate>"
        '<source url="https://daily.example">The Daily</source>'
        "<link>https://search.example/go?url=https%3a%2f%2fdaily.example%2f1</link></item>"
    )
    body = f'<rss version="2.0"><channel><title>x</title>{item}</channel></rss>'.encode()
    found = read_search(body, URL)
    assert isinstance(found, Announced)
    (entry,) = found.entries
    assert (entry.url, entry.title, entry.outlet) == ("https://daily.example/1", "Studios sue", "The Daily")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"Your query was too short or too long.", "Your query was too short"),
        (b'{"articles": 7}', "not a list of articles"),
        (b"{broken", "not a list of articles"),
        (b"", "empty"),
    ],
)
def test_a_search_that_fails_says_what_it_said(body: bytes, words: str) -> None:
    found = read_search(body, URL)
    assert isinstance(found, FeedFault)
    assert words in found.problem


@pytest.fixture
def outlet(site_of: Callable[[dict[str, Answer]], Site]) -> Site:
    named = page(1).replace("<head>", '<head><meta property="og:site_name" content="The Named Daily">')
    return site_of({"/1": Answer(named), "/2": Answer(page(2)), "/3": Answer(page(3))})


def search(site: Site, found: bytes, **fields: object) -> list:
    site.pages["/api?q=one+two"] = Answer(found, type="application/json")
    url = site.base + "/api?q={query}"
    return [source("s", url, "search", queries=("one two",), judge="entry", **fields)]


def test_pages_are_judged_by_their_titles_and_credited_to_their_outlets(outlet: Site, settings: Settings) -> None:
    outlet.pages["/1"].body = str(outlet.pages["/1"].body).replace("the studio", "OpenAI, sued over copyright, ", 1)
    found = gdelt((outlet.base + "/1", "Studios sue OpenAI over copyright"), (outlet.base + "/2", "A bridge opens"))
    assert crawl(settings, search(outlet, found)).articles == 1
    assert "/2" not in outlet.asked
    assert outcomes(settings)["/2"] == ("off_topic", "")
    with Store.open(settings.database, read_only=True) as store:
        assert [article.outlet for article in store.articles()] == ["The Named Daily"]


def test_a_page_of_an_outlet_that_is_watched_is_credited_to_it(outlet: Site, settings: Settings) -> None:
    outlet.pages["/1"].body = str(outlet.pages["/1"].body).replace("the studio", "OpenAI, sued over copyright, ", 1)
    watched = source("d", outlet.base + "/feed", enabled=False, reason="-", homepage=outlet.base)
    sources = [watched, *search(outlet, gdelt((outlet.base + "/1", "Studios sue OpenAI")))]
    crawl(settings, sources)
    with Store.open(settings.database, read_only=True) as store:
        assert [article.outlet for article in store.articles()] == ["D"]


def test_a_site_that_is_off_limits_is_not_asked_whoever_names_its_pages(
    outlet: Site, site_of: Callable[[dict[str, Answer]], Site], settings: Settings
) -> None:
    engine = site_of({"/away": Answer(status=302, headers={"Location": outlet.base + "/3"})})
    closed = source("c", outlet.base + "/feed", enabled=False, reason="Terms.", off_limits=True, homepage=outlet.base)
    found = gdelt((outlet.base + "/1", "Studios sue OpenAI"), (engine.base + "/away", "Copyright suit against OpenAI"))
    crawl(settings, [closed, *search(engine, found)])
    assert outlet.asked == []
    assert articles(settings) == []
    assert outcomes(settings)["/1"] == ("refused", "off limits by the file of sources: Terms.")
