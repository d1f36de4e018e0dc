"""What a page states about itself: JSON-LD first, then `<meta>` and `<link>`, and whether it may be kept at all.

Everything here was written by the page's owner, who may be careless or hostile: values are cleaned, and an address on
another site is not believed.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import lxml.html

from crawler.addresses import absolute, same_site
from crawler.text import plain

MAX_JSON = 1_000_000
_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|Review)$")
_PUBLISHED_METAS = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "date",
    "dc.date.issued",
    "dcterms.date",
    "pubdate",
    "publish-date",
)
_WITHHOLDING = frozenset({"noindex", "noarchive", "none"})


@dataclass(frozen=True, slots=True)
class Stated:
    """A page's own words on title, byline, times (best first, as written), canonical address, language and outlet.

    `original` is an address on another site that it gives as its own: a syndicated copy says so of what it copies.
    """

    title: str
    byline: str
    published: tuple[str, ...]
    url: str
    language: str
    outlet: str
    original: str


def read_stated(tree: lxml.html.HtmlElement, url: str) -> Stated:
    """What the page states; "" or nothing where it is silent. `url` is where it was fetched."""
    article = next(_articles(tree), {})
    metas = _metas(tree)
    times = [
        _first(article.get("datePublished")),
        *(metas.get(name, "") for name in _PUBLISHED_METAS),
        *_time_elements(tree),
    ]
    given = list(_canonical(tree, metas, article, url))
    language = _first(article.get("inLanguage")) or _first(tree.get("lang")) or metas.get("og:locale", "")
    return Stated(
        title=plain(_first(article.get("headline")) or metas.get("og:title", ""), 500),
        byline=plain(", ".join(dict.fromkeys(_names(article.get("author")))), 200),
        published=tuple(dict.fromkeys(filter(None, times))),
        url=next((link for link in given if same_site(link, url)), ""),
        outlet=plain(metas.get("og:site_name", ""), 100),
        original=next((link for link in given if not same_site(link, url)), ""),
        language=match[0].lower() if (match := re.match(r"[A-Za-z]{2,3}\b", language.replace("_", "-"))) else "",
    )


def reservation(tree: lxml.html.HtmlElement, robots_tag: str, tdm_header: str) -> str:
    """Why the page's owner does not want it kept; "" where they say nothing of the kind."""
    metas = _metas(tree)
    if "1" in (tdm_header.strip(), metas.get("tdm-reservation", "").strip()):
        return "tdm-reservation: the owner reserves text and data mining"
    for place, value in (("X-Robots-Tag", robots_tag), ("meta robots", metas.get("robots", ""))):
        for directive in value.lower().split(","):
            # "otherbot: noindex" is meant for another robot.
            if directive.strip() in _WITHHOLDING:
                return f"{place}: {directive.strip()}"
    return ""


def _articles(tree: lxml.html.HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        written = re.sub(r"^\s*(?://)?\s*(?:<!--|<!\[CDATA\[)|(?:-->|\]\]>)\s*;?\s*$", "", script.text or "")
        try:
            data = json.loads(written[:MAX_JSON].strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from (thing for thing in _things(data) if _is_article(thing))


def _things(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Every object that may be the page's main one: at the top, in lists, in @graph and as mainEntity."""
    if depth > 4:
        return
    if isinstance(data, list):
        for part in data:
            yield from _things(part, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity"):
            yield from _things(data.get(key), depth + 1)


def _is_article(thing: dict[str, Any]) -> bool:
    kinds = thing.get("@type")
    return any(
        isinstance(kind, str) and _ARTICLE.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _names(author: Any) -> Iterator[str]:
    if isinstance(author, list):
        for one in author[:20]:
            yield from _names(one)
    elif isinstance(author, dict):
        yield from _names(author.get("name"))
    elif isinstance(author, str) and author.strip() and not author.startswith(("http://", "https://")):
        yield re.sub(r"^by\s+", "", author.strip(), flags=re.IGNORECASE)


def _first(value: Any) -> str:
    if isinstance(value, list):
        return next((_first(part) for part in value), "")
    if isinstance(value, dict):
        return _first(value.get("alternateName") or value.get("name"))
    return value.strip() if isinstance(value, str) else ""


def _metas(tree: lxml.html.HtmlElement) -> dict[str, str]:
    """`<meta>` contents by lower-case name, property or itemprop; the first of each."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = meta.get("content")
        if name and content:
            found.setdefault(name.strip().lower(), content.strip())
    return found


def _time_elements(tree: lxml.html.HtmlElement) -> Iterator[str]:
    """Times marked as the article's: by itemprop, by pubdate, or the only one in its header."""
    for element in tree.iter("time"):
        if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None:
            yield (element.get("datetime") or "").strip()
    header = tree.xpath("(//article//header | //header)//time[@datetime]/@datetime")
    if isinstance(header, list) and len(header) == 1:
        yield str(header[0]).strip()


def _canonical(tree: lxml.html.HtmlElement, metas: dict[str, str], article: dict[str, Any], url: str) -> Iterator[str]:
    """The addresses that the page gives as its own, but no front page: best first."""
    links = [link.get("href") for link in tree.iterfind(".//link[@rel='canonical']")]
    main = article.get("mainEntityOfPage")
    for stated in (
        *links,
        metas.get("syndication-source"),
        metas.get("og:url"),
        main.get("@id") if isinstance(main, dict) else main,
        article.get("url"),
    ):
        link = absolute(url, stated) if isinstance(stated, str) and stated else None
        if link and (urlsplit(link).path != "/" or urlsplit(url).path == "/"):
            yield link
