"""What a news search answers -> entries of many outlets: GDELT's DOC API (JSON) and news searches that give RSS.

An answer names pages of other sites, so each entry says whose page it is; it is judged by its title before that site is
asked for anything.
"""

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

from crawler.addresses import absolute
from crawler.feeds import Announced, Entry, FeedFault, gather, parsed_feed, published_of
from crawler.text import plain


def read_search(body: bytes, url: str, content_type: str = "") -> Announced | FeedFault:
    """The pages that a search found. `url` is what was asked."""
    if not body.strip():
        return FeedFault("empty")
    if body.lstrip()[:1] == b"{":
        return _of_json(body, url)
    items = parsed_feed(body, url, content_type)
    if isinstance(items, FeedFault):
        said = plain(body[:300].decode("utf-8", "replace"), 100)  # GDELT tells its errors as plain text
        return FeedFault(f"{items.problem}: {said}")
    return gather(_of_item(item, url) for item in items)


def _of_json(body: bytes, url: str) -> Announced | FeedFault:
    try:
        found = json.loads(body, strict=False).get("articles", [])
        return gather(_of_article(article, url) for article in found if isinstance(article, dict))
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        return FeedFault(f"JSON, but not a list of articles ({type(error).__name__})")


def _of_article(article: dict[str, Any], base: str) -> Entry | None:
    """`seendate` is when GDELT saw the page, so it is no date of publication."""
    link = absolute(base, str(article.get("url") or ""))
    return Entry(link, plain(str(article.get("title") or ""), 500)) if link else None


def _of_item(item: Any, base: str) -> Entry | None:
    link = absolute(base, _target(item.get("link") or "")) if item.get("link") else None
    if link is None:
        return None
    outlet = plain((item.get("source") or {}).get("title", "") or item.get("news_source", ""), 100)
    title = plain(item.get("title", ""), 500)
    if outlet:
        title = title.removesuffix(f" - {outlet}")
    return Entry(link, title, plain(item.get("summary", ""), 2000), published_of(item), outlet=outlet)


def _target(link: str) -> str:
    """Where a link of a search leads: some go by way of the search, with the page's address as a parameter."""
    given = parse_qs(urlsplit(link).query).get("url", [""])[0]
    return given if given.startswith(("http://", "https://")) else link
