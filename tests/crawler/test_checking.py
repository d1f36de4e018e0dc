"""`sources check`, `discover` and `record`: what an address is, told in plain words, from real servers."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from crawl_site import Answer, Site, item, page, rss, source

from crawler.checking import check, discover, record
from crawler.page import Fetched, Page, PageFault, read_page
from disputes.errors import ConfigError, DisputesError
from disputes.settings import Settings

TODAY = date(2026, 3, 1)
NEWS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'
# Pages of our own, and on the machines of those who recorded some, those of real outlets.
FOLDERS = (Path(__file__).parent / "recorded", Path("data/local/recorded"))
RECORDED = sorted(path for folder in FOLDERS for path in folder.glob("*/expected.json"))


@pytest.fixture(scope="module")
def site(site_of: Callable[[dict[str, Answer]], Site]) -> Site:
    made = site_of({f"/p{number}": Answer(page(number)) for number in range(3)})
    made.pages["/feed.xml"] = rss(item("/p0") + item("/p1", date="") + "<item><title>No link</title></item>")
    made.pages["/feed.xml"].headers["ETag"] = '"one"'
    place = (
        f"<url><loc>{made.base}/p2</loc><n:news><n:publication_date>2026-02-11</n:publication_date>"
        "<n:title>Matter 2</n:title></n:news></url>"
    )
    made.pages["/map.xml"] = Answer(f"<urlset {NEWS}>{place}</urlset>", type="text/xml")
    made.pages["/plain.xml"] = Answer(f"<urlset {NEWS}><url><loc>{made.base}/p2</loc></url></urlset>", type="text/xml")
    made.pages["/old"] = Answer(status=301, headers={"Location": "/feed.xml"})
    made.pages["/"] = Answer(
        '<html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head>'
        '<body><a href="/rss/none.xml">RSS</a><a href="/about">About</a></body></html>'
    )
    made.pages["/robots.txt"] = Answer(
        f"User-agent: *\nCrawl-delay: 0.1\nDisallow: /no\nSitemap: {made.base}/map.xml", type="text/plain"
    )
    made.pages["/binary"] = Answer(b"\x00\x01\x02", type="application/octet-stream")
    return made


def open_to_loopback(settings: Settings) -> Settings:
    return settings.model_copy(update={"crawl": settings.crawl.model_copy(update={"allow_private": True})})


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (
            "/feed.xml",
            [
                "robots.txt allows it, and asks for 0.1 seconds between requests.",
                "It is a feed (RSS 2.0).",
                "It announces 2 items from 2026-02-12 to 2026-02-12; 1 without a date, 1 without an address.",
                "It can be asked conditionally.",
                "Read as a test: “Matter 0”, 2026-02-12,",
            ],
        ),
        (
            "/map.xml",
            ["It is a news sitemap.", "It gives neither ETag nor Last-Modified.", "Read as a test: “Matter 2”"],
        ),
        ("/plain.xml", ["It is a sitemap, but not one of news: it gives no titles and dates."]),
        ("/p1", ["It is a page.", "Read as a test: “Matter 1”, 2026-02-12,"]),
        ("/", ["It is a page.", "No article could be read as a test: only 10 characters of text"]),
        ("/binary", ["It is neither a feed nor a page."]),
        ("/no/feed", ["BASE/no/feed: robots.txt forbids it"]),
        ("/gone", ["BASE/gone: the server answers 404"]),
    ],
)
def test_an_address_is_told_in_plain_words(site: Site, settings: Settings, path: str, said: list[str]) -> None:
    lines = list(check(open_to_loopback(settings), source("s", site.base + path), [], TODAY).lines)
    for expected in said:
        assert any(line.startswith(expected.replace("BASE", site.base)) for line in lines), (expected, lines)


def test_a_private_address_is_refused_unless_the_settings_allow_it(site: Site, settings: Settings) -> None:
    checked = check(settings, source("s", site.base + "/feed.xml", allow_private=False), [], TODAY)
    assert "leads into a private network" in checked.problem


def test_feeds_and_news_sitemaps_of_a_site_are_found(site: Site, settings: Settings) -> None:
    found = discover(open_to_loopback(settings), site.base + "/", [])
    assert [(checked.kind, checked.url.removeprefix(site.base), checked.entries) for checked in found] == [
        ("feed", "/feed.xml", 2),
        ("news_sitemap", "/map.xml", 1),
    ]


def test_a_homepage_that_is_none_is_one_line(settings: Settings) -> None:
    with pytest.raises(ConfigError, match="only http and https"):
        discover(settings, "ftp://example.com/", [])
    with pytest.raises(DisputesError, match="leads into a private network"):
        discover(settings, "http://127.0.0.1:9/", [])


def test_a_recorded_page_is_read_as_it_was(site: Site, settings: Settings, tmp_path: Path) -> None:
    place = record(settings, source("daily", site.base + "/feed.xml"), [], tmp_path, TODAY)
    assert place == tmp_path / "daily"
    assert_reads_as_expected(place / "expected.json")
    expected = json.loads((place / "expected.json").read_text(encoding="utf-8"))["expected"]
    assert (expected["title"], expected["published"]) == ("Matter 0", "2026-02-12")


@pytest.mark.parametrize(("path", "problem"), [("/gone", "the server answers 404"), ("/p1", "announces no article")])
def test_what_cannot_be_recorded_is_one_line(
    site: Site, settings: Settings, tmp_path: Path, path: str, problem: str
) -> None:
    with pytest.raises(DisputesError, match=problem):
        record(settings, source("daily", site.base + path), [], tmp_path, TODAY)


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.parent.name)
def test_pages_that_were_recorded_are_read_as_before(path: Path) -> None:
    assert_reads_as_expected(path)


def assert_reads_as_expected(path: Path) -> None:
    told = json.loads(path.read_text(encoding="utf-8"))
    fetched = Fetched(body=(path.parent / "page.html").read_bytes(), **told["fetched"])
    page = read_page(fetched, date.fromisoformat(told["today"]))
    if isinstance(page, PageFault):
        assert {"fault": page.kind} == told["expected"]
        return
    assert isinstance(page, Page)
    read = {name: getattr(page, name) for name in ("title", "published", "byline", "url")}
    read |= {"begins": page.text[:120], "ends": page.text[-120:], "characters": str(len(page.text))}
    assert read == told["expected"]
