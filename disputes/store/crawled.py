"""What a crawl writes and asks: articles, every address ever judged, and the state of each feed."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Literal

from disputes.store.connection import Connection
from disputes.types import Article

_ARTICLE = tuple(field.name for field in fields(Article))
ARTICLE_COLUMNS = ", ".join(_ARTICLE)

_BATCH = 500


@dataclass(frozen=True, slots=True)
class FeedState:
    """How a feed answered last: what a conditional request sends back to it, and its health."""

    url: str
    source_id: str
    etag: str | None
    last_modified: str | None
    checked_at: str
    status: int | None  # of HTTP; None where no answer came
    error: str | None
    items: int | None  # entries it listed when it last sent a body


@dataclass(frozen=True, slots=True)
class Seen:
    """An address that was judged: what became of it, and the article it led to, if any."""

    url: str
    source_id: str
    outcome: str
    detail: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class StoryText:
    """An article's text, for finding near duplicates of it."""

    article_id: str
    story_id: str
    title: str
    text: str


class Crawled(Connection):
    """The part of the store that belongs to crawling."""

    def feed_state(self, url: str) -> FeedState | None:
        """How a feed answered last, if it was ever asked."""
        found = self.rows(
            "SELECT url, source_id, etag, last_modified, checked_at, status, error, items FROM feeds WHERE url = ?",
            [url],
        )
        return FeedState(*found[0]) if found else None

    def feed_states(self) -> list[FeedState]:
        """Every feed ever asked, by address."""
        found = self.rows(
            "SELECT url, source_id, etag, last_modified, checked_at, status, error, items FROM feeds ORDER BY url"
        )
        return [FeedState(*row) for row in found]

    def record_feed(
        self,
        url: str,
        *,
        source_id: str,
        checked_at: str,
        etag: str | None = None,
        last_modified: str | None = None,
        status: int | None = None,
        error: str | None = None,
        items: int | None = None,
    ) -> None:
        """Keeps how a feed answered just now; after a 304 or a fault the caller carries etag and count over."""
        with self.transaction() as connection:
            connection.execute(
                "INSERT INTO feeds (url, source_id, etag, last_modified, checked_at, status, error, items)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (url) DO UPDATE SET source_id = excluded.source_id, etag = excluded.etag,"
                " last_modified = excluded.last_modified, checked_at = excluded.checked_at, status = excluded.status,"
                " error = excluded.error, items = excluded.items",
                (url, source_id, etag, last_modified, checked_at, status, error, items),
            )

    def is_seen(self, url: str) -> bool:
        """Whether an address was judged before, so that it need not be fetched."""
        return bool(self.rows("SELECT 1 FROM seen_urls WHERE url = ?", [url]))

    def mark_seen(
        self, url: str, source_id: str, article_id: str | None, outcome: str, detail: str = "", at: str = ""
    ) -> None:
        """Keeps what became of an address. `outcome` is a word such as stored, duplicate or no_article."""
        with self.transaction() as connection:
            _mark_seen(connection, Seen(url, source_id, outcome, detail, at), article_id)

    def add_article(
        self, article: Article, *, content_hash: str, story_id: str, keep: Literal["text", "quotes"] = "text"
    ) -> bool:
        """Keeps an article; False where its id or address is there already, and nothing changes then.

        `keep`: what may stay of its text once it is read.
        """
        with self.transaction() as connection:
            added = _add_article(connection, article, content_hash, story_id)
            if added and keep != "text":
                connection.execute("UPDATE articles SET keep = ? WHERE id = ?", (keep, article.id))
            return added

    def store_page(self, article: Article, *, content_hash: str, story_id: str, seen: Seen) -> bool:
        """An article and the addresses that led to it, as given and canonical, in one transaction.

        True where the article is new.
        """
        with self.transaction() as connection:
            added = _add_article(connection, article, content_hash, story_id)
            kept = connection.execute(
                "SELECT id FROM articles WHERE id = ? OR url = ? ORDER BY id = ? DESC",
                (article.id, article.url or article.id, article.id),
            ).fetchone()[0]
            for url in {seen.url, article.url} - {""}:
                _mark_seen(connection, Seen(url, seen.source_id, seen.outcome, seen.detail, seen.at), kept)
            return added

    def has_article(self, article_id: str) -> bool:
        """Whether an article is kept."""
        return bool(self.rows("SELECT 1 FROM articles WHERE id = ?", [article_id]))

    def article_at(self, url: str) -> str | None:
        """The id of the article that an address led to, if any."""
        found = self.rows("SELECT article_id FROM seen_urls WHERE url = ? AND article_id IS NOT NULL", [url])
        return found[0]["article_id"] if found else None

    def content_hash(self, article_id: str) -> str:
        """The digest of an article's text as it was fetched."""
        found = self.rows("SELECT content_hash FROM articles WHERE id = ?", [article_id])
        return found[0]["content_hash"] if found else ""

    def keeps_quotes_only(self, article_id: str) -> bool:
        """Whether no more of an article's text may stay than its quotes."""
        return bool(self.rows("SELECT 1 FROM articles WHERE id = ? AND keep = 'quotes'", [article_id]))

    def article_with_content(self, content_hash: str) -> str | None:
        """The id of the first article with this very content, if any."""
        found = self.rows("SELECT id FROM articles WHERE content_hash = ? ORDER BY number LIMIT 1", [content_hash])
        return found[0]["id"] if found else None

    def article(self, article_id: str) -> Article | None:
        """One article."""
        found = self.rows(f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE id = ?", [article_id])
        return Article(*found[0]) if found else None

    def articles(self) -> Iterator[Article]:
        """Every article, in the order of arrival, a batch in memory at a time."""
        last = 0
        while batch := self.rows(
            f"SELECT {ARTICLE_COLUMNS}, number FROM articles WHERE number > ? ORDER BY number LIMIT {_BATCH}", [last]
        ):
            last = batch[-1]["number"]
            yield from (Article(*tuple(row)[:-1]) for row in batch)

    def story_texts(self) -> Iterator[StoryText]:
        """Every article's text, in the order of arrival, a batch in memory at a time."""
        last = 0
        while batch := self.rows(
            f"SELECT id, story_id, title, text, number FROM articles WHERE number > ? ORDER BY number LIMIT {_BATCH}",
            [last],
        ):
            last = batch[-1]["number"]
            yield from (StoryText(*tuple(row)[:-1]) for row in batch)


def _add_article(connection: sqlite3.Connection, article: Article, content_hash: str, story_id: str) -> bool:
    values = {name: getattr(article, name) for name in _ARTICLE}
    values["url"] = article.url or article.id  # an address is what makes an article one of a kind
    marks = ", ".join(f":{name}" for name in _ARTICLE)
    cursor = connection.execute(
        f"INSERT INTO articles ({ARTICLE_COLUMNS}, content_hash, story_id)"
        f" VALUES ({marks}, :content_hash, :story_id) ON CONFLICT DO NOTHING",
        {**values, "content_hash": content_hash, "story_id": story_id},
    )
    return cursor.rowcount == 1


def _mark_seen(connection: sqlite3.Connection, seen: Seen, article_id: str | None) -> None:
    connection.execute(
        "INSERT INTO seen_urls (url, source_id, article_id, outcome, detail, seen_at) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (url) DO UPDATE SET source_id = excluded.source_id, article_id = excluded.article_id,"
        " outcome = excluded.outcome, detail = excluded.detail, seen_at = excluded.seen_at",
        (seen.url, seen.source_id, article_id, seen.outcome, seen.detail, seen.at),
    )
