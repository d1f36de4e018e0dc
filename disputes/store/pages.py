"""What a crawl keeps of pages beside their text: earlier versions, raw bytes, shingles, validators; and site files."""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from typing import Literal

from disputes.store.connection import Connection
from disputes.store.readings import forget_reading

type Change = Literal["text", "correction", "headline", "slight", "cut"]

READ_AGAIN: frozenset[Change] = frozenset({"text", "correction", "headline"})


@dataclass(frozen=True, slots=True)
class PageCheck:
    """When a page was looked at last and how often since it was stored, and what its feed and server said then."""

    url: str
    article_id: str
    source_id: str
    etag: str | None = None
    last_modified: str | None = None
    announced_title: str = ""
    announced_update: str = ""  # as the feed wrote it, in ISO form
    checks: int = 0
    checked_at: str = ""


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file about the site itself, such as robots.txt, as it was last seen."""

    url: str
    status: int
    body: bytes
    etag: str | None
    last_modified: str | None
    checked_at: str


@dataclass(frozen=True, slots=True)
class Version:
    """How an article once was; number 1 is the first. `text` is empty where no texts may be kept."""

    number: int
    title: str
    text: str
    content_hash: str
    change: str
    seen_at: str


_CHECKED = tuple(field.name for field in fields(PageCheck))
_CHECK = ", ".join(_CHECKED)
_CHECK_MARKS = ", ".join("?" * len(_CHECKED))
_CHECK_CHANGES = ", ".join(f"{name} = excluded.{name}" for name in _CHECKED[1:])
_FILE = ", ".join(field.name for field in fields(SiteFile))
_VERSION = ", ".join(field.name for field in fields(Version))


class Pages(Connection):
    """The part of the store that remembers what pages were."""

    def page_check(self, url: str) -> PageCheck | None:
        """The last look at a page that led to an article."""
        found = self.rows(f"SELECT {_CHECK} FROM page_checks WHERE url = ?", [url])
        return PageCheck(*found[0]) if found else None

    def due_checks(self, source_id: str, checks: int, before: str, limit: int) -> list[PageCheck]:
        """Pages of a source with an article on the subject, looked at so often, and last before an ISO time."""
        found = self.rows(
            f"SELECT {', '.join(f'c.{field.name}' for field in fields(PageCheck))} FROM page_checks AS c"
            " JOIN readings AS r ON r.article_id = c.article_id AND r.relevant"
            " WHERE c.source_id = ? AND c.checks = ? AND c.checked_at < ? ORDER BY c.checked_at LIMIT ?",
            [source_id, checks, before, limit],
        )
        return [PageCheck(*row) for row in found]

    def keep_check(self, check: PageCheck) -> None:
        """Keeps a look at a page, in the place of any before."""
        with self.transaction() as connection:
            connection.execute(
                f"INSERT INTO page_checks ({_CHECK}) VALUES ({_CHECK_MARKS})"
                f" ON CONFLICT (url) DO UPDATE SET {_CHECK_CHANGES}",
                [getattr(check, name) for name in _CHECKED],
            )

    def leave_pages(self, source_id: str, entries: Iterable[tuple[str, str]], at: str) -> None:
        """Keeps what a source announces, addresses and entries as JSON, until each is judged: a crawl may be killed."""
        with self.transaction() as connection:
            connection.executemany(
                "INSERT INTO pages_left (url, tries, source_id, entry, since, tried_at) VALUES (?, 0, ?, ?, ?, ?)"
                " ON CONFLICT DO NOTHING",
                ((url, source_id, entry, at, at) for url, entry in entries),
            )

    def leave_page(self, url: str, source_id: str, entry: str, at: str, *, overrun: bool) -> int:
        """Keeps that a page brought nothing this time, with its entry as JSON, until it is judged or looked at.

        Gives how often it was an `overrun`.
        """
        with self.transaction() as connection:
            counted = connection.execute(
                "INSERT INTO pages_left (url, tries, source_id, entry, since, tried_at) VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (url) DO UPDATE SET tries = tries + excluded.tries, tried_at = excluded.tried_at"
                " RETURNING tries",
                (url, int(overrun), source_id, entry, at, at),
            )
            return int(counted.fetchone()[0])

    def left_pages(self, source_id: str, *, now: str, since: str, limit: int) -> list[str]:
        """The entries of a source's pages that are to be tried again, those first that were not for longest.

        Each waits as long again as it has waited up to its last try. Whatever a clock that was ahead wrote, counts not.
        """
        found = self.rows(
            "SELECT entry FROM pages_left WHERE source_id = :source_id AND since >= :since AND (tried_at > :now"
            " OR unixepoch(:now) - unixepoch(tried_at) >= unixepoch(tried_at) - unixepoch(since))"
            " ORDER BY tried_at, url LIMIT :limit",
            {"source_id": source_id, "now": now, "since": since, "limit": limit},
        )
        return [row["entry"] for row in found]

    def add_version(
        self, article_id: str, *, title: str, text: str, content_hash: str, change: Change, seen_at: str
    ) -> None:
        """Keeps that an article changed. A substantive change becomes the article, which is then unread again."""
        with self.transaction() as connection:
            article = connection.execute("SELECT * FROM articles WHERE id = ?", [article_id]).fetchone()
            keeps_text = article["keep"] != "quotes"
            last = connection.execute(
                "SELECT max(number) FROM article_versions WHERE article_id = ?", [article_id]
            ).fetchone()[0]
            new = (title, text if keeps_text else "", content_hash, change, seen_at)
            rows: list[tuple[str | int, ...]] = [(article_id, (last or 1) + 1, *new)]
            if last is None:
                old = article["title"], article["text"] if keeps_text else "", article["content_hash"]
                rows.insert(0, (article_id, 1, *old, "first", article["fetched_at"]))
            connection.executemany(
                f"INSERT INTO article_versions (article_id, {_VERSION}) VALUES (?, ?, ?, ?, ?, ?, ?)", rows
            )
            if change in READ_AGAIN:
                connection.execute(
                    "UPDATE articles SET title = ?, text = ?, content_hash = ? WHERE id = ?",
                    (title, text, content_hash, article_id),
                )
                forget_reading(connection, article_id)

    def versions(self, article_id: str) -> list[Version]:
        """How an article was, oldest first; nothing where it never changed."""
        found = self.rows(f"SELECT {_VERSION} FROM article_versions WHERE article_id = ? ORDER BY number", [article_id])
        return [Version(*row) for row in found]

    def keep_raw(self, article_id: str, *, url: str, content_type: str, body: bytes, fetched_at: str) -> None:
        """Keeps a page's bytes, compressed."""
        with self.transaction() as connection:
            connection.execute(
                "INSERT INTO raw_pages (article_id, fetched_at, url, content_type, body) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT DO NOTHING",
                (article_id, fetched_at, url, content_type, zlib.compress(body)),
            )

    def raw_page(self, article_id: str) -> bytes | None:
        """The bytes of an article's page as they came last, if they were kept."""
        found = self.rows(
            "SELECT body FROM raw_pages WHERE article_id = ? ORDER BY fetched_at DESC LIMIT 1", [article_id]
        )
        return zlib.decompress(found[0]["body"]) if found else None

    def keep_shingles(self, article_id: str, shingles: bytes) -> None:
        """Keeps what near copies of an article are known by."""
        with self.transaction() as connection:
            connection.execute(
                "INSERT INTO article_shingles (article_id, shingles) VALUES (?, ?)"
                " ON CONFLICT (article_id) DO UPDATE SET shingles = excluded.shingles",
                (article_id, shingles),
            )

    def shingles(self, article_id: str) -> bytes:
        """What near copies of an article are known by."""
        found = self.rows("SELECT shingles FROM article_shingles WHERE article_id = ?", [article_id])
        return bytes(found[0]["shingles"]) if found else b""

    def recent_shingles(self, since: str) -> Iterator[tuple[str, str, bytes]]:
        """Article, story and shingles of what arrived since an ISO time, in the order of arrival, one by one."""
        last = 0
        while batch := self.rows(
            "SELECT a.number, a.id, a.story_id, s.shingles FROM articles AS a"
            " JOIN article_shingles AS s ON s.article_id = a.id"
            " WHERE a.number > ? AND a.fetched_at >= ? ORDER BY a.number LIMIT 500",
            [last, since],
        ):
            last = batch[-1]["number"]
            yield from ((row["id"], row["story_id"], row["shingles"]) for row in batch)

    def site_file(self, url: str) -> SiteFile | None:
        """A file about a site as it was last seen."""
        found = self.rows(f"SELECT {_FILE} FROM site_files WHERE url = ?", [url])
        return SiteFile(*found[0]) if found else None

    def keep_site_file(self, file: SiteFile) -> None:
        """Keeps a file about a site, in the place of the one before."""
        changes = ", ".join(f"{field.name} = excluded.{field.name}" for field in fields(SiteFile)[1:])
        with self.transaction() as connection:
            connection.execute(
                f"INSERT INTO site_files ({_FILE}) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (url) DO UPDATE SET {changes}",
                astuple(file),
            )
