import gzip

import pytest

from crawler.feeds import Announced, FeedFault, read_feed
from crawler.listings import read_listing
from crawler.sitemaps import read_sitemap

URL = "https://example.com/feed/"
RSS = '<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{}</channel></rss>'
ITEM = "<item><title>T</title><link>https://example.com/a</link>{}</item>"


def _announced(found: object) -> Announced:
    assert isinstance(found, Announced), found
    return found


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("<pubDate>Thu, 12 Feb 2026 22:30:00 -0500</pubDate>", "2026-02-12T22:30:00-05:00"),
        ("<pubDate>12 Feb 2026 22:30 GMT</pubDate>", "2026-02-12T22:30:00+00:00"),
        ("<pubDate>2026-02-12T22:30:00Z</pubDate>", "2026-02-12T22:30:00+00:00"),
        ("<pubDate>2026-02-12</pubDate>", "2026-02-12"),
        ("<pubDate>the other day</pubDate>", ""),
        ("<pubDate></pubDate>", ""),
        ("", ""),
    ],
)
def test_times_keep_the_zone_and_exactness_they_were_written_with(written: str, published: str) -> None:
    found = _announced(read_feed(RSS.format(ITEM.format(written)).encode(), URL))
    assert found.entries[0].published == published


def test_an_atom_entry() -> None:
    atom = b"""<feed xmlns="http://www.w3.org/2005/Atom"><entry>
      <title type="html">Letters &amp;amp; &lt;b&gt;suits&lt;/b&gt;</title>
      <link href="../a?utm_source=f"/><updated>2026-02-12T09:00:00+01:00</updated><author><name>The desk</name></author>
      <summary type="html">&lt;p&gt;A &lt;script&gt;x()&lt;/script&gt;summary&lt;/p&gt;</summary></entry></feed>"""
    entry = _announced(read_feed(atom, URL)).entries[0]
    assert (entry.url, entry.title, entry.summary) == ("https://example.com/a", "Letters & suits", "A summary")
    assert (entry.published, entry.byline) == ("2026-02-12T09:00:00+01:00", "The desk")


@pytest.mark.parametrize(
    "body",
    [
        RSS.format("<title>A & B</title>" + ITEM.format("")).encode(),
        RSS.format(ITEM.format("") + "<item><title>cut of").encode()[:-30],
        b"\xef\xbb\xbf" + RSS.format(ITEM.format("")).encode(),
        b"\n\n  " + RSS.format(ITEM.format("")).encode(),
        RSS.format(ITEM.format("<x:y>no such prefix</x:y>")).encode(),
        RSS.format(ITEM.format("<description>caf\xe9</description>")).encode("latin-1"),
        RSS.format(ITEM.format("\x00\x0b")).encode(),
        RSS.format(ITEM.format("&nbsp;&rsquo;")).encode(),
        RSS.format(ITEM.format("<description><![CDATA[<p>open")).encode(),
        RSS.replace('"1.0"?>', '"1.0" encoding="utf-16"?>').format(ITEM.format("")).encode(),
        gzip.compress(RSS.format(ITEM.format("")).encode()),
    ],
)
def test_broken_feeds_give_what_they_hold(body: bytes) -> None:
    assert [entry.url for entry in _announced(read_feed(body, URL)).entries] == ["https://example.com/a"]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"<html><body>Not a feed</body></html>", "not a feed"),
        (b"{}", "not a feed"),
        (gzip.compress(b"x" * 6_000_000), "larger than 5000000 bytes"),
        (b"\x1f\x8bnonsense", "broken gzip"),
    ],
)
def test_what_is_no_feed_says_so(body: bytes, problem: str) -> None:
    found = read_feed(body, URL)
    assert isinstance(found, FeedFault)
    assert found.problem.startswith(problem)


def test_entities_are_not_fetched_or_blown_up(tmp_path) -> None:
    (tmp_path / "secret").write_text("SECRET")
    doctype = f'<!DOCTYPE rss [<!ENTITY s SYSTEM "file://{tmp_path}/secret">]>'
    body = (doctype + RSS[21:].format(ITEM.format("<description>&s;</description>"))).encode()
    assert "SECRET" not in str(read_feed(body, URL))
    assert "SECRET" not in str(read_sitemap(body.replace(b"rss", b"urlset"), URL))


def test_entries_without_links_are_counted_and_repeats_dropped() -> None:
    found = _announced(read_feed(RSS.format(ITEM.format("") * 3 + "<item><title>x</title></item>").encode(), URL))
    assert (len(found.entries), found.unusable) == (1, 1)


NEWS = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
    "<url><loc> https://example.com/a </loc><news:news>"
    "<news:publication_date>2026-02-12T09:00+01:00</news:publication_date>"
    "<news:title>Letters &amp; suits</news:title></news:news></url>"
    "<url><loc>https://example.com/section/</loc></url></urlset>"
)


def test_a_news_sitemap_gives_titles_and_dates() -> None:
    found = _announced(read_sitemap(NEWS.encode(), URL))
    assert [(e.url, e.title, e.published) for e in found.entries] == [
        ("https://example.com/a", "Letters & suits", "2026-02-12T09:00:00+01:00")
    ]
    assert _announced(read_sitemap(gzip.compress(NEWS.encode()), URL)).entries == found.entries


def test_a_sitemap_index_gives_its_sitemaps() -> None:
    places = "".join(f"<sitemap><loc>{loc}</loc></sitemap>" for loc in ("/n.xml", "/n.xml", "file:///x", ""))
    found = _announced(read_sitemap(f"<sitemapindex>{places}</sitemapindex>".encode(), URL))
    assert found.indexes[0] == "https://example.com/n.xml"


@pytest.mark.parametrize("body", [b"<rss/>", b"<html><p>", b"nothing", b"<!-- only -->", b"\xff\xfe"])
def test_what_is_no_sitemap_says_so(body: bytes) -> None:
    assert isinstance(read_sitemap(body, URL), FeedFault)


def test_a_listing_gives_links_and_the_next_page() -> None:
    links = '<a href="/a?utm_x=1">A <b>letter</b></a>', '<a href="mailto:x@y">x</a>', "<a>no</a>"
    html = "".join(f"<h3>{link}</h3>" for link in links) + '<a rel=next href="?p=2">'
    found = _announced(read_listing(html.encode(), "https://example.com/list", "text/html", "h3 > a", "a[rel=next]"))
    assert [(e.url, e.title) for e in found.entries] == [("https://example.com/a", "A letter")]
    assert found.indexes == ("https://example.com/list?p=2",)
    assert found.unusable == 2
