"""One crawl of feeds sent wrongly, cut, hostile, huge or never the same: each gives what it holds, or one line."""

import gzip
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from crawl_site import Answer, Site, articles, crawl_settings, item, page, rss, source

from crawler.crawl import CrawlSummary, crawl
from disputes.settings import Settings
from disputes.store import Store

HEAD = '<?xml version="1.0"?>'
CHANNEL = '<rss version="2.0"><channel><title>x</title>{}</channel></rss>'


def _endless(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n" + (HEAD + CHANNEL[:40]).encode())
    try:
        for _ in range(100_000):
            handler.wfile.write(b"<item><title>more</title></item>" * 200)
    except OSError:
        pass


def _broken(number: int) -> dict[str, Answer]:
    """A dozen feeds and more that are no XML, each with one article that can still be had; by name."""
    one = item(f"/b{number}", f"Matter {number}")

    def xml(body: str | bytes, content_type: str = "application/rss+xml", **headers: str) -> Answer:
        return Answer(body, type=content_type, headers=headers)

    whole = HEAD + CHANNEL.format(one)
    return {
        "bare ampersand": xml(HEAD + CHANNEL.format("<title>A & B</title>" + one)),
        "cut off": xml(HEAD + CHANNEL.format(one + "<item><title>Half")[:-20]),
        "byte order mark": xml(b"\xef\xbb\xbf" + whole.encode()),
        "blank lines first": xml("\n\n  " + whole),
        "unknown prefix": xml(HEAD + CHANNEL.format(one + "<item><x:y>z</x:y></item>")),
        "latin-1 said to be UTF-8": xml(
            (HEAD + CHANNEL.format("<description>caf\xe9</description>" + one)).encode("latin-1")
        ),
        "UTF-8 said to be UTF-16": xml(whole.replace('"1.0"?>', '"1.0" encoding="utf-16"?>')),
        "UTF-8 sent as latin-1": xml(whole.encode(), "text/xml; charset=latin-1"),
        "control characters": xml(HEAD + CHANNEL.format("<description>\x00\x0b</description>" + one)),
        "HTML entities": xml(HEAD + CHANNEL.format("<description>&nbsp;&rsquo;</description>" + one)),
        "open CDATA": xml(HEAD + CHANNEL.format(one + "<item><description><![CDATA[<p>open")),
        "tags crossed": xml(HEAD + CHANNEL.format(f"<b><i>{one}</b></i>")),
        "two roots": xml(whole + whole),
        "no header": xml(CHANNEL.format(one)),
        "sent as HTML": xml(whole, "text/html; charset=utf-8"),
        "sent as text of no kind": xml(whole, ""),
        "gzip unannounced": xml(gzip.compress(whole.encode())),
        "doctype with an entity": xml(
            f'{HEAD}<!DOCTYPE rss [<!ENTITY e SYSTEM "file:///etc/passwd">]>{CHANNEL.format(one)}'
        ),
        "nested deeply": xml(HEAD + CHANNEL.format(one + "<d>" * 20_000)),
    }


BROKEN = [f"/{name.replace(' ', '-')}.xml" for name in _broken(0)]


@pytest.fixture(scope="module")
def site(site_of: Callable[[dict[str, Answer]], Site]) -> Site:
    made = site_of({f"/b{number}": Answer(page(number)) for number in range(len(BROKEN))})
    for number, path in enumerate(BROKEN):
        made.pages[path] = list(_broken(number).values())[number]
    many = "".join(item(f"/many/{n}", "A bridge opens over the river") for n in range(9_997))
    made.pages["/many.xml"] = rss(many + "".join(item(f"/hit{n}", "Studios sue OpenAI") for n in range(3)))
    made.pages |= {
        f"/hit{n}": Answer(page(100 + n, text=f"OpenAI was sued over copyright in matter {n}. " * 9)) for n in range(3)
    }
    made.pages |= {
        "/endless.xml": Answer(act=_endless),
        "/bomb.xml": Answer(gzip.compress(b"<item/>" * 900_000), type="text/xml", headers={"Content-Encoding": "gzip"}),
        "/zipped-bomb.xml": Answer(gzip.compress(b"<item/>" * 900_000), type="text/xml"),
        "/loop.xml": Answer(status=302, headers={"Location": "/loop.xml"}),
    }
    return made


@pytest.fixture(scope="module")
def crawled(site: Site, tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, CrawlSummary]:
    settings = crawl_settings(Path(tmp_path_factory.mktemp("feeds")))
    limits = settings.crawl.model_copy(update={"max_size": 2_500_000, "timeout": 10.0})
    settings = settings.model_copy(update={"crawl": limits})
    paths = [*BROKEN, "/endless.xml", "/bomb.xml", "/zipped-bomb.xml", "/loop.xml"]
    sources = [source(path.strip("/"), site.base + path) for path in paths]
    return settings, crawl(settings, [*sources, source("many", site.base + "/many.xml", judge="entry")])


@pytest.mark.parametrize("number", range(len(BROKEN)), ids=BROKEN)
def test_what_a_broken_feed_holds_arrives(crawled: tuple[Settings, CrawlSummary], number: int) -> None:
    assert f"Matter {number}" in articles(crawled[0])


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/endless.xml", "larger than the limit"),
        ("/bomb.xml", "larger than the limit once unpacked"),
        ("/zipped-bomb.xml", "larger than 5000000 bytes"),
        ("/loop.xml", "redirected too often"),
    ],
)
def test_a_feed_that_cannot_be_had_says_why(
    crawled: tuple[Settings, CrawlSummary], site: Site, path: str, words: str
) -> None:
    assert f"{site.base}{path}: {words}" in crawled[1].faults


def test_of_ten_thousand_items_only_what_may_matter_is_fetched(
    crawled: tuple[Settings, CrawlSummary], site: Site
) -> None:
    assert sorted(site.fetched("/hit")) == ["/hit0", "/hit1", "/hit2"]
    assert not site.fetched("/many/")
    with Store.open(crawled[0].database, read_only=True) as store:
        counted = store.rows(
            "SELECT outcome, count(*) AS n FROM seen_urls WHERE source_id = 'many' GROUP BY 1 ORDER BY 1"
        )
    assert {row["outcome"]: row["n"] for row in counted} == {"off_topic": 9_997, "stored": 3}


def test_nothing_foreseen_is_a_bug(crawled: tuple[Settings, CrawlSummary]) -> None:
    assert not [line for line in crawled[1].faults if "bug" in line]
    assert len(crawled[1].faults) == 4


def test_a_feed_whose_ids_change_brings_nothing_twice(
    site_of: Callable[[dict[str, Answer]], Site], settings: Settings
) -> None:
    """Another id each time for the same address; then another address each time for the same page."""
    site = site_of({"/a": Answer(page(1))})
    watched = [source("s", site.base + "/feed.xml")]

    def announce(number: int, link: str) -> int:
        entry = item(link).replace("<title>", f"<guid>{number}-{number * 7}</guid><title>")
        site.pages["/feed.xml"] = rss(entry)
        return crawl(settings, watched).articles

    assert announce(1, "/a") == 1
    assert announce(2, "/a") == 0
    assert site.fetched("/a") == ["/a"]
    stated = page(1).replace("<head>", f'<head><link rel="canonical" href="{site.base}/a">')
    site.pages |= {"/a?edition=3": Answer(stated), "/a?edition=4": Answer(page(1))}
    assert announce(3, "/a?edition=3") == 0  # the page says that it is /a
    assert announce(4, "/a?edition=4") == 1  # nothing says so, but the text does
    with Store.open(settings.database, read_only=True) as store:
        assert len({row["story_id"] for row in store.rows("SELECT story_id FROM articles")}) == 1
