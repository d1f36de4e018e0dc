"""An address -> what it is and would bring, in plain words; a homepage -> the addresses worth watching; a source -> one
of its pages with what was read there, for a test."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import lxml.html
from lxml import etree
from w3lib.encoding import html_to_unicode

from crawler.addresses import absolute, canonical, refusal
from crawler.feeds import Announced, Entry, FeedFault
from crawler.look import entry_may_matter, page_may_matter
from crawler.page import Fetched, Page, PageFault, read_page
from crawler.probe import Answer, fetch
from crawler.recognising import recognise, within_bounds
from crawler.sources import addresses
from disputes.errors import ConfigError, DisputesError
from disputes.settings import Settings
from disputes.types import Source

TRIED = (  # where feeds and news sitemaps often are
    *("/feed/", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml"),
    *("/news-sitemap.xml", "/news_sitemap.xml", "/sitemap-news.xml", "/sitemap_news.xml", "/sitemap.xml"),
)
MOST_CANDIDATES = 30
_FEED_WORD = re.compile(r"\b(?:rss|feeds?|atom)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found at an address. `kind` is "" where it is nothing that can be watched."""

    url: str
    landed: str
    problem: str
    kind: str
    what: str  # in words
    conditional: bool  # whether the server can be asked for news only
    crawl_delay: float
    entries: int
    undated: int
    unusable: int
    first_day: str
    last_day: str
    may_matter: int  # of the entries, by their words
    article: Page | None  # read as a test
    article_problem: str

    @property
    def lines(self) -> Iterator[str]:
        """The findings, for a person."""
        if self.problem:
            yield f"{self.url}: {self.problem}"
            return
        if self.landed != self.url:
            yield f"It leads to {self.landed}."
        pace = f", and asks for {self.crawl_delay:g} seconds between requests" if self.crawl_delay else ""
        yield f"robots.txt allows it{pace}."
        yield f"It is {self.what}."
        if self.kind:
            yield from self._announced()
        if self.article is not None:
            told = "on our subject by its words" if page_may_matter(self.article.text) else "not on our subject"
            yield f"Read as a test: “{self.article.title}”, {self.article.published},"
            by = self.article.byline or "nobody named"
            yield f"  {len(self.article.text)} characters by {by}, at {self.article.url}; {told}."
        elif self.article_problem:
            yield f"No article could be read as a test: {self.article_problem}."

    def _announced(self) -> Iterator[str]:
        span = f" from {self.first_day} to {self.last_day}" if self.first_day else ""
        lacking = f"{self.undated} without a date, {self.unusable} without an address"
        yield f"It announces {self.entries} items{span}; {lacking}."
        yield f"By title and summary {self.may_matter} of them may be on our subject."
        yield "It can be asked conditionally." if self.conditional else "It gives neither ETag nor Last-Modified."


def check(settings: Settings, source: Source, sources: Sequence[Source], today: date) -> Checked:
    """What is at a source's address, and an article of it. Nothing is stored."""
    url = addresses(source)[0]
    (answer,) = fetch(settings, [url], sources, allow_private=source.allow_private)
    if answer.problem:
        return _nothing(answer)
    kind, what, announced = recognise(answer, source)
    if isinstance(announced, FeedFault):
        alone = _article(answer, Entry(canonical(answer.landed)), today)
        return _checked(answer, "", what, Announced(()), alone)
    page = _first_article(settings, announced, source, sources, today) if kind != "docket" else _told(announced)
    return _checked(answer, kind, what, announced, page)


def discover(settings: Settings, homepage: str, sources: Sequence[Source]) -> list[Checked]:
    """The feeds and news sitemaps of a site, those that bring most first. Raises ConfigError, DisputesError."""
    if problem := refusal(homepage):
        raise ConfigError(f"{homepage}: {problem}")
    home, robots = fetch(settings, [homepage, urljoin(homepage, "/robots.txt")], sources)
    if home.problem:
        raise DisputesError(f"{homepage}: {home.problem}")
    candidates = list(dict.fromkeys([*_named_in(home), *_sitemaps_in(robots), *_tried(homepage)]))[:MOST_CANDIDATES]
    found = []
    for answer in fetch(settings, candidates, sources):
        if answer.problem:
            continue
        kind, what, announced = recognise(answer, Source("", "", answer.asked, "feed"))
        if kind and isinstance(announced, Announced) and (announced.entries or announced.indexes):
            found.append(_checked(answer, kind, what, announced, None))
    unique = {checked.landed: checked for checked in reversed(found)}.values()
    return sorted(unique, key=lambda checked: (-checked.entries, checked.url))


def record(settings: Settings, source: Source, sources: Sequence[Source], folder: Path, today: date) -> Path:
    """Writes a page of a source, and what is read there, into a folder of its own. Raises DisputesError."""
    (answer,) = fetch(settings, addresses(source)[:1], sources, allow_private=source.allow_private)
    if answer.problem:
        raise DisputesError(f"{source.id}: {answer.asked}: {answer.problem}")
    _, _, announced = recognise(answer, source)
    if isinstance(announced, FeedFault) or not announced.entries:
        raise DisputesError(f"{source.id}: {answer.asked}: announces no article")
    entry = announced.entries[0]
    (came,) = fetch(settings, [entry.url], sources, allow_private=source.allow_private, page=True)
    if came.problem:
        raise DisputesError(f"{source.id}: {entry.url}: {came.problem}")
    page = _article(came, entry, today)
    place = folder / source.id
    try:
        place.mkdir(parents=True, exist_ok=True)
        (place / "page.html").write_bytes(came.body)
        (place / "expected.json").write_text(_expectation(came, entry, page, today), encoding="utf-8")
    except OSError as error:
        raise DisputesError(f"{place}: {error.strerror}") from None
    return place


def _expectation(came: Answer, entry: Entry, page: Page | PageFault, today: date) -> str:
    """What a test of the page compares: a person looks it through, and puts right what was read wrongly."""
    fetched: dict[str, str] = {
        "url": came.landed,
        "content_type": came.headers.get("content-type", ""),
        "title": entry.title,
    }
    fetched |= {"published": entry.published, "byline": entry.byline}
    if isinstance(page, PageFault):
        expected: dict[str, str] = {"fault": page.kind}
    else:
        expected = {"title": page.title, "published": page.published, "byline": page.byline, "url": page.url}
        expected |= {"begins": page.text[:120], "ends": page.text[-120:], "characters": str(len(page.text))}
    return json.dumps({"today": str(today), "fetched": fetched, "expected": expected}, indent=1) + "\n"


def _nothing(answer: Answer) -> Checked:
    return Checked(answer.asked, answer.landed, answer.problem, "", "", False, 0.0, 0, 0, 0, "", "", 0, None, "")


def _checked(answer: Answer, kind: str, what: str, announced: Announced, page: Page | PageFault | None) -> Checked:
    days = sorted(entry.published[:10] for entry in announced.entries if entry.published)
    return Checked(
        url=answer.asked,
        landed=answer.landed,
        problem="",
        kind=kind,
        what=what,
        conditional=bool({"etag", "last-modified"} & answer.headers.keys()),
        crawl_delay=answer.crawl_delay,
        entries=len(announced.entries),
        undated=len(announced.entries) - len(days),
        unusable=announced.unusable,
        first_day=days[0] if days else "",
        last_day=days[-1] if days else "",
        may_matter=sum(entry_may_matter(entry.title, entry.summary) for entry in announced.entries),
        article=page if isinstance(page, Page) else None,
        article_problem=page.problem if isinstance(page, PageFault) else "",
    )


def _first_article(
    settings: Settings, announced: Announced, source: Source, sources: Sequence[Source], today: date
) -> Page | PageFault | None:
    """The first article that is announced, fetched and read."""
    if announced.indexes and not announced.entries:
        (answer,) = fetch(settings, announced.indexes[:1], sources, allow_private=source.allow_private)
        inside = answer.problem or recognise(answer, source)[2]
        announced = inside if isinstance(inside, Announced) else Announced(())
    if not announced.entries:
        return None
    entry = announced.entries[0]
    (came,) = fetch(settings, [entry.url], sources, allow_private=source.allow_private, page=True)
    return PageFault("no_text", f"{entry.url}: {came.problem}") if came.problem else _article(came, entry, today)


def _article(came: Answer, entry: Entry, today: date) -> Page | PageFault:
    fetched = Fetched(
        body=came.body,
        url=came.landed,
        content_type=came.headers.get("content-type", ""),
        robots_tag=came.headers.get("x-robots-tag", ""),
        tdm_reservation=came.headers.get("tdm-reservation", ""),
        title=entry.title,
        published=entry.published,
        byline=entry.byline,
    )
    return within_bounds(partial(read_page, fetched, today), lambda problem: PageFault("no_text", problem))


def _told(announced: Announced) -> Page | None:
    """The first entry of a docket, which is an article by itself."""
    entry = next(iter(announced.entries), None)
    return Page(entry.url, entry.title, entry.text, "", entry.published, "", "en") if entry else None


def _named_in(home: Answer) -> Iterator[str]:
    """The feeds that a homepage names: in its head, then in links that speak of feeds."""
    _, text = html_to_unicode(home.headers.get("content-type"), home.body)
    try:
        parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True)
        tree = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return
    links = [link.get("href", "") for link in tree.iter("link") if re.search(r"rss|atom", link.get("type") or "")]
    links += [a.get("href", "") for a in tree.iter("a") if _FEED_WORD.search(f"{a.get('href', '')} {a.text_content()}")]
    for link in links:
        if link and (url := absolute(home.landed, link)):
            yield url


def _sitemaps_in(robots: Answer) -> Iterator[str]:
    """The sitemaps that robots.txt names."""
    for line in robots.body.decode("utf-8", "replace").splitlines():
        name, _, value = line.partition(":")
        if name.strip().lower() == "sitemap" and (url := absolute(robots.landed, value)):
            yield url


def _tried(homepage: str) -> Iterable[str]:
    parts = urlsplit(homepage)
    return (f"{parts.scheme}://{parts.netloc}{path}" for path in TRIED)
