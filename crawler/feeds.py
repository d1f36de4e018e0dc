"""The bytes of an RSS or Atom feed -> its entries, through feedparser.

feedparser forgives nearly everything and takes seconds over deep nesting: call `read_feed` through
`crawler.bounded`. A feed that is none comes back as a `FeedFault`, never as an exception.
"""

import json
import re
import zlib
from calendar import timegm
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Self

import feedparser

from crawler.addresses import absolute
from crawler.dates import parse_time
from crawler.text import plain

MAX_FEED_BYTES = 5_000_000
MAX_ENTRIES = 10_000
GZIP = b"\x1f\x8b"
_DECLARED = re.compile(rb"^(\s*<\?xml[^>]*?)\s+encoding=[\"'][^\"']*[\"']")


@dataclass(frozen=True, slots=True)
class Entry:
    """An article that a feed, sitemap or listing announces. `published` is ISO, as exact as it was given, or ""."""

    url: str
    title: str = ""
    summary: str = ""
    published: str = ""
    updated: str = ""  # when it was changed last, where the entry says so
    byline: str = ""
    outlet: str = ""  # where the entry itself names who published it
    text: str = ""  # the whole of it, where there is no page to fetch

    def to_json(self) -> str:
        """As the store keeps it."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, kept: str) -> Self:
        """What the store kept."""
        return cls(**json.loads(kept))


@dataclass(frozen=True, slots=True)
class FeedFault:
    """What came back is no feed, and why."""

    problem: str


@dataclass(frozen=True, slots=True)
class Announced:
    """What one fetch of a source announces: articles, further indexes to ask, and entries that lead nowhere."""

    entries: tuple[Entry, ...]
    indexes: tuple[str, ...] = ()
    unusable: int = 0


def read_feed(body: bytes, url: str, content_type: str = "") -> Announced | FeedFault:
    """The entries of a feed, each once, links absolute and canonical. `url` is where the feed came from."""
    items = parsed_feed(body, url, content_type)
    return items if isinstance(items, FeedFault) else gather(_entry(item, url) for item in items)


def parsed_feed(body: bytes, url: str, content_type: str = "") -> list[Any] | FeedFault:
    """The entries of a feed as feedparser gives them."""
    unpacked = unpack(body, MAX_FEED_BYTES)
    if isinstance(unpacked, FeedFault):
        return unpacked
    headers = {"content-location": url} | ({"content-type": content_type} if content_type else {})
    parsed = feedparser.parse(unpacked, response_headers=headers)
    if not parsed.entries and _DECLARED.match(unpacked):  # some say "utf-16" of what they then send in UTF-8
        parsed = feedparser.parse(_DECLARED.sub(rb"\1", unpacked), response_headers=headers)
    if not parsed.entries and not parsed.version:
        problem = parsed.get("bozo_exception")
        return FeedFault(f"not a feed ({problem})" if problem else "not a feed")
    return list(parsed.entries[:MAX_ENTRIES])


def gather(found: Iterable[Entry | None], indexes: tuple[str, ...] = ()) -> Announced:
    """Entries without repeats, with a count of those that could not be used (None)."""
    entries: dict[str, Entry] = {}
    unusable = 0
    for entry in found:
        if entry is None:
            unusable += 1
        else:
            entries.setdefault(entry.url, entry)
    return Announced(tuple(entries.values()), indexes, unusable)


def unpack(body: bytes, limit: int) -> bytes | FeedFault:
    """A body as it is, or unzipped where it is gzip that no header announced; never more than `limit` bytes."""
    if not body.strip():
        return FeedFault("empty")
    if body.startswith(GZIP):
        stream = zlib.decompressobj(wbits=31)
        try:
            body = stream.decompress(body, limit + 1)
        except zlib.error as error:
            return FeedFault(f"broken gzip ({error})")
    if len(body) > limit:
        return FeedFault(f"larger than {limit} bytes")
    return body


def _entry(item: Any, base: str) -> Entry | None:
    link = absolute(base, item.get("link") or "") if item.get("link") else None
    if link is None:
        return None
    return Entry(
        link,
        plain(item.get("title", ""), 500),
        plain(item.get("summary", ""), 2000),
        published_of(item),
        parse_time(re.sub(r"\s+", " ", dict.get(item, "updated", ""))),
        plain(item.get("author", ""), 200),
    )


def published_of(item: Any) -> str:
    """The entry's own time, in the zone it was written in: the day a reader saw is the local one, not UTC's."""
    for field in ("published", "updated"):
        # Past feedparser's own `get`, which gives "updated" for a missing "published" and warns of it.
        if written := parse_time(re.sub(r"\s+", " ", dict.get(item, field, ""))):
            return written
        if parsed := dict.get(item, f"{field}_parsed"):
            with suppress(ValueError, OverflowError):
                return datetime.fromtimestamp(timegm(parsed), UTC).isoformat()
    return ""
