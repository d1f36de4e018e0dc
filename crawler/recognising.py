"""The bytes of an answer -> which kind of source they are good for, what they are in words, and what they announce.

Each reader runs in a child process, since what came may be anything.
"""

import asyncio
import re
from collections.abc import Callable
from functools import partial

import feedparser

from crawler.bounded import Bounded, Overrun
from crawler.dockets import read_docket
from crawler.feeds import GZIP, Announced, FeedFault, read_feed, unpack
from crawler.listings import read_listing
from crawler.probe import Answer
from crawler.searches import read_search
from crawler.sitemaps import MAX_SITEMAP_BYTES, read_sitemap
from disputes.types import Source

SECONDS = 30.0  # for reading what came


def recognise(answer: Answer, source: Source) -> tuple[str, str, Announced | FeedFault]:
    """A kind of source or "", what it is in words, and what it announces. `source` tells how it is to be read."""
    kind, what = _what_is(answer, source)
    if not kind:
        return "", what, FeedFault(what)
    announced = within_bounds(_reader(kind, answer, source), FeedFault)
    if isinstance(announced, FeedFault):
        return "", f"{what}, but it cannot be read: {announced.problem}", announced
    if kind == "news_sitemap" and not announced.entries and not announced.indexes:
        return "", "a sitemap, but not one of news: it gives no titles and dates", FeedFault("no news")
    return kind, what, announced


def within_bounds[Result](call: Callable[[], Result], otherwise: Callable[[str], Result]) -> Result:
    """The result of a call over hostile bytes, in a process that is killed when it takes too long."""
    bounded = Bounded(workers=1, seconds=SECONDS)
    try:
        found = asyncio.run(bounded.call(call))
    finally:
        bounded.close()
    return otherwise(found.problem) if isinstance(found, Overrun) else found


def version_of(body: bytes) -> str:
    """Which kind of feed some bytes are: "RSS 2.0"."""
    name = feedparser.parse(body).version
    return re.sub(r"^(rss|atom|cdf)(\d)(\d)?", r"\1 \2.\3", name).upper().replace("ATOM", "Atom") or "of no known kind"


def _reader(kind: str, answer: Answer, source: Source) -> Callable[[], Announced | FeedFault]:
    came = answer.body, answer.landed, answer.headers.get("content-type", "")
    if kind == "listing":
        return partial(read_listing, *came, source.link_selector, source.next_selector)
    if kind == "docket":
        return partial(read_docket, *came, source.court)
    plain = {"feed": read_feed, "news_sitemap": read_sitemap, "search": read_search}
    return partial(plain[kind], *came)


def _what_is(answer: Answer, source: Source) -> tuple[str, str]:
    """A kind of source, or "", and what the bytes are in words."""
    body = unpack(answer.body, MAX_SITEMAP_BYTES)
    if isinstance(body, FeedFault):
        return "", f"nothing that can be read: {body.problem}"
    packed = ", compressed without saying so" if answer.body.startswith(GZIP) else ""
    start = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:4096].lower()
    if start.startswith(b"{"):
        return ("docket", "a list of cases as JSON") if b'"results"' in body[:4096] else ("search", "JSON")
    if b"<urlset" in start or b"<sitemapindex" in start:
        return "news_sitemap", ("a sitemap index" if b"<sitemapindex" in start else "a news sitemap") + packed
    if source.kind in {"docket", "search"} and start.startswith(b"<"):
        return source.kind, f"an answer of the kind {source.kind}{packed}"
    if any(mark in start for mark in (b"<rss", b"<feed", b"<rdf:rdf")):
        return "feed", f"a feed ({within_bounds(partial(version_of, body), str)}){packed}"
    if source.kind == "listing":
        return "listing", "a page whose links are picked"
    return "", "a page" if b"<" in start else "neither a feed nor a page"
