"""The bytes of one web page -> the fields of an article, or why it is none.

Text comes from trafilatura; title, byline, time and address from what the page states about itself (`crawler.metadata`)
first and from trafilatura's guesses after that. Some pages keep trafilatura busy for minutes: call `read_page` through
`crawler.bounded`, never in the crawler's own process.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

import lxml.html
from lxml import etree
from w3lib.encoding import html_to_unicode

from crawler.addresses import canonical
from crawler.dates import day_of, is_plausible, parse_time, time_of
from crawler.duplicates import hashed_shingles, pack
from crawler.furniture import remove_furniture
from crawler.look import page_may_matter
from crawler.metadata import read_stated, reservation
from crawler.text import clean, plain

type FaultKind = Literal["not_html", "no_text", "bad_date", "reserved", "off_topic"]

SHORTEST = 150  # characters: below it stand cookie notices, log-in walls and captions
LONGEST = 400_000
HTML_TYPES = frozenset({"text/html", "application/xhtml+xml", ""})
_CONTROLS = dict.fromkeys({*range(0x20), 0x7F, 0xFFFE, 0xFFFF} - {9, 10, 13})  # lxml refuses text with them
# What a reader may see of a page, roughly; before it its longer paragraphs, which decide most looks.
_PROSE = etree.XPath("//title/text() | //body//p[string-length() > 80]//text()", smart_strings=False)
_VISIBLE = etree.XPath(
    "//title/text() | //body//text()[not(parent::script or parent::style or parent::noscript)]", smart_strings=False
)
_DATES = {"original_date": True, "extensive_search": True}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came: its bytes, where from, and what the feed said about it."""

    body: bytes
    url: str
    content_type: str = ""
    robots_tag: str = ""  # the X-Robots-Tag header
    tdm_reservation: str = ""  # the header of that name
    title: str = ""  # the feed's
    published: str = ""  # the feed's, ISO
    byline: str = ""  # the feed's
    language: str = "en"  # the source's
    look: bool = False  # whether it is judged by its words before it is extracted


@dataclass(frozen=True, slots=True)
class Page:
    """An article as its page gives it. `published` is a partial date, `published_at` a time with zone or ""."""

    url: str
    title: str
    text: str
    byline: str
    published: str
    published_at: str
    language: str
    outlet: str = ""  # as the page names it
    original: str = ""  # the address on another site that the page says it is a copy of
    shingles: bytes = b""  # packed: what near copies are known by; made where the text is read, off the crawler's core


@dataclass(frozen=True, slots=True)
class PageFault:
    """Why a page is no article: a word for the record and a line for a person."""

    kind: FaultKind
    problem: str


def read_page(fetched: Fetched, today: date) -> Page | PageFault:
    """The article on a page. `today` bounds what dates are believed; nothing is looked up or fetched."""
    tree = _tree(fetched)
    if isinstance(tree, PageFault):
        return tree
    if reserved := reservation(tree, fetched.robots_tag, fetched.tdm_reservation):
        return PageFault("reserved", reserved)
    if fetched.look and not any(page_may_matter("\n".join(words(tree))) for words in (_PROSE, _VISIBLE)):
        return PageFault("off_topic", "")
    from trafilatura import bare_extraction  # slow to import, and the crawler itself only needs this module's types

    stated = read_stated(tree, fetched.url)
    remove_furniture(tree)
    announced = _first_believable((*stated.published, fetched.published), today)
    guessed = bare_extraction(
        tree,
        url=fetched.url,
        fast=True,
        with_metadata=not (stated.title and announced and (stated.byline or fetched.byline)),  # half of the time
        include_comments=False,
        include_tables=False,
        date_extraction_params=_DATES,
    )
    if guessed is None or isinstance(guessed, dict):
        return PageFault("no_text", "no article text on the page")
    title = _title(stated.title, plain(guessed.title or "", 500), fetched.title)
    text = paragraphs(without_title(clean(guessed.text or "")[:LONGEST], title))
    if len(text) < SHORTEST:
        return PageFault("no_text", f"only {len(text)} characters of text on the page")
    published = announced or _first_believable((guessed.date or "",), today)
    if not published:
        return _no_date((*stated.published, fetched.published, guessed.date or ""))
    return Page(
        url=stated.url or canonical(fetched.url),
        title=title or text.split("\n", 1)[0][:200],
        text=text,
        byline=stated.byline or fetched.byline or plain(guessed.author or "", 200).replace("; ", ", "),
        published=day_of(published),
        published_at=time_of(published),
        language=stated.language or fetched.language,
        outlet=stated.outlet,
        original=stated.original,
        shingles=pack(hashed_shingles(text)),
    )


def without_title(text: str, title: str) -> str:
    """The text without its first lines where they only say the title again."""
    lines = text.strip().split("\n")
    while lines and (not lines[0].strip() or _same(lines[0], title)):
        lines.pop(0)
    return "\n".join(lines)


def paragraphs(text: str) -> str:
    """Each line as a paragraph of its own, divided by an empty line; the items of a list stay together."""
    return re.sub(r"\n+(?!- )", "\n\n", text)


def _title(stated: str, guessed: str, announced: str) -> str:
    """The page's own title; a guess from `<title>` may have the outlet's name about it, which the feed's has not."""
    if stated:
        return stated
    framed = rf"(?:.+[:|–—»·-]\s+)?{re.escape(announced)}(?:\s+[|–—»·-].+)?"
    return announced if announced and re.fullmatch(framed, guessed, re.IGNORECASE) else guessed or announced


def _same(line: str, title: str) -> bool:
    first, second = (re.sub(r"\W+", " ", part).strip().casefold() for part in (line, title))
    return bool(first) and first == second


def _tree(fetched: Fetched) -> lxml.html.HtmlElement | PageFault:
    kind = fetched.content_type.split(";")[0].strip().lower()
    if kind not in HTML_TYPES:
        return PageFault("not_html", f"is {plain(kind, 60)}, not HTML")
    _, text = html_to_unicode(fetched.content_type or None, fetched.body)
    if "<" not in text[:4096] or "\x00" in text[:1024]:
        return PageFault("not_html", "says it is HTML and is not")
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).translate(_CONTROLS)
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        tree = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        return PageFault("not_html", f"cannot be parsed as HTML ({error})")
    return tree


def _first_believable(written: Iterable[str], today: date) -> str:
    """The first of some times that can be read and can be true, as ISO text; "" where none is."""
    parsed = (parse_time(candidate) for candidate in written)
    return next((time for time in parsed if time and is_plausible(time, today)), "")


def _no_date(written: Iterable[str]) -> PageFault:
    told = next(filter(None, written), "")
    return PageFault("bad_date", f"date {plain(told, 60)!r} cannot be right" if told else "no date, on page or in feed")
