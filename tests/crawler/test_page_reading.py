from datetime import date

import pytest

from crawler.page import Fetched, Page, PageFault, read_page

TODAY = date(2026, 3, 1)
URL = "https://www.example.com/2026/02/12/story/?utm_source=rss"
TEXT = "".join(
    f"<p>Paragraph {part} of this report tells what the parties wrote to each other, and in which words they did.</p>"
    for part in range(5)
)


def _page(
    head: str = "", body: str = f"<article><h1>The headline</h1>{TEXT}</article>", **fields: str
) -> Page | PageFault:
    html = f'<html lang="en-GB"><head><title>The headline | Example</title>{head}</head><body>{body}</body></html>'
    return read_page(Fetched(html.encode(), URL, **{"published": "2026-02-10", **fields}), TODAY)


def _ld(json: str) -> str:
    return f'<script type="application/ld+json">{json}</script>'


def _article(found: Page | PageFault) -> Page:
    assert isinstance(found, Page), found
    return found


def test_an_article_from_json_ld() -> None:
    graph = """<!-- {"@graph": [{"@type": "WebPage"}, {"@type": ["NewsArticle"], "headline": "Studios &amp; letters",
      "author": [{"@type": "Person", "name": "By Ada Example"}, {"name": "Bo Example"}], "inLanguage": "en-US",
      "datePublished": "2026-02-12T22:30:00-05:00", "mainEntityOfPage": {"@id": "https://example.com/story"}}]} -->"""
    found = _article(_page(_ld(graph)))
    assert (found.title, found.byline) == ("Studios & letters", "Ada Example, Bo Example")
    assert (found.published, found.published_at) == ("2026-02-12", "2026-02-12T22:30:00-05:00")
    assert (found.url, found.language) == ("https://example.com/story", "en")
    assert found.text.count("\n\n") == 5


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("", "https://www.example.com/2026/02/12/story/"),
        ('<link rel="canonical" href="/story?fbclid=1">', "https://www.example.com/story"),
        ('<link rel="canonical" href="https://amp.example.com/story">', "https://amp.example.com/story"),
        ('<link rel="canonical" href="https://elsewhere.net/story">', "https://www.example.com/2026/02/12/story/"),
        ('<link rel="canonical" href="https://www.example.com/">', "https://www.example.com/2026/02/12/story/"),
        ('<link rel="canonical" href="javascript:x">', "https://www.example.com/2026/02/12/story/"),
        ('<meta property="og:url" content="https://www.example.com/og">', "https://www.example.com/og"),
    ],
)
def test_the_address_a_page_gives_is_believed_on_its_own_site(head: str, url: str) -> None:
    assert _article(_page(head)).url == url


@pytest.mark.parametrize(
    ("head", "fed", "published"),
    [
        (_ld('{"@type":"NewsArticle","datePublished":"2026-02-12"}'), "2026-02-10T10:00:00+00:00", "2026-02-12"),
        ('<meta property="article:published_time" content="2026-02-11T01:00:00Z">', "2026-02-10", "2026-02-11"),
        (_ld('{"@type":"NewsArticle","datePublished":"31/31/2026"}'), "2026-02-10", "2026-02-10"),
        (_ld('{"@type":"NewsArticle","datePublished":"2036-01-01"}'), "2026-02-10", "2026-02-10"),
        (_ld('{"@type":"NewsArticle","datePublished":"1970-01-01T00:00:00Z"}'), "2026-02-10", "2026-02-10"),
        (_ld('{"@type":"NewsArticle","datePublished":{"a":1}}'), "2026-02", "2026-02"),
        ("", "Tue, 10 Feb 2026 10:00:00 GMT", "2026-02-10"),
        ('<meta name="date" content="2026-02-09">', "", "2026-02-09"),
    ],
)
def test_the_first_believable_date_counts(head: str, fed: str, published: str) -> None:
    assert _article(_page(head, published=fed)).published == published


def test_no_believable_date_is_a_fault() -> None:
    head = _ld('{"@type":"NewsArticle","datePublished":"tomorrow"}')
    html = f"<html><head>{head}<title>T</title></head><body><article>{TEXT}</article></body></html>"
    found = read_page(Fetched(html.encode(), "https://example.com/story"), TODAY)
    assert found == PageFault("bad_date", "date 'tomorrow' cannot be right")


@pytest.mark.parametrize(
    "json", ["{", "[" * 5000, '"text"', "[1, null]", '{"@type": 5, "author": 7}', '{"@graph": {"@graph": []}}']
)
def test_broken_json_ld_is_passed_over(json: str) -> None:
    assert _article(_page(_ld(json))).title == "The headline"


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        ('<meta name="robots" content="NOINDEX">', {}),
        ('<meta name="robots" content="max-snippet:-1, noarchive">', {}),
        ('<meta name="tdm-reservation" content="1">', {}),
        ("", {"tdm_reservation": "1"}),
        ("", {"robots_tag": "noindex, nofollow"}),
    ],
)
def test_what_its_owner_withholds_is_not_kept(head: str, fields: dict[str, str]) -> None:
    found = _page(head, **fields)
    assert isinstance(found, PageFault)
    assert found.kind == "reserved"


@pytest.mark.parametrize("tag", ["otherbot: noindex", "max-image-preview:large", "noodp"])
def test_what_is_said_to_others_does_not_withhold(tag: str) -> None:
    _article(_page(robots_tag=tag))


def test_the_title_is_not_the_first_paragraph() -> None:
    found = _article(_page(body=f"<article><h1>The headline</h1><p>The Headline!</p>{TEXT}</article>"))
    assert found.text.startswith("Paragraph 0")


@pytest.mark.parametrize(("announced", "title"), [("The headline", "The headline"), ("The head", "The headline")])
def test_the_feed_helps_with_the_title(announced: str, title: str) -> None:
    assert _article(_page(title=announced)).title == title


def test_control_characters_and_markup_do_not_get_in() -> None:
    odd = "<p>So\u202ethey\x07 wrote\u200b &lt;script&gt; in it, and nothing more.</p>"
    body = f"<article><h1>The headline</h1>{odd}{TEXT}</article>"
    found = _article(_page('<meta name="author" content="&lt;b&gt;Ada&lt;/b&gt;">', body))
    assert "Sothey wrote <script> in it" in found.text
    assert "<" not in found.byline


@pytest.mark.parametrize(
    ("content_type", "encoding", "said"),
    [
        ("text/html; charset=windows-1252", "windows-1252", ""),
        ("text/html", "utf-8", '<meta charset="utf-8">'),
        ("text/html", "windows-1252", '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'),
        ("text/html; charset=no-such-thing", "utf-8", ""),
        ("", "utf-16", ""),
    ],
)
def test_bytes_are_read_in_the_charset_they_are_in(content_type: str, encoding: str, said: str) -> None:
    html = f"<html><head>{said}<title>Café “letters”</title></head><body><article>{TEXT}</article></body></html>"
    found = read_page(Fetched(html.encode(encoding), URL, content_type, published="2026-02-10"), TODAY)
    assert _article(found).title == "Café “letters”"


def test_a_side_column_is_not_the_article() -> None:
    side = "<div class='l-side'><div><h4>Diary</h4><p>First Monday: readers meet and talk at length.</p></div></div>"
    found = _article(_page(body=f"<div><div><h1>The headline</h1><div>{TEXT}</div></div></div>{side}"))
    assert "First Monday" not in found.text
