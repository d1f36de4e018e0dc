"""What linking keeps for the next time: which reports it knew, in which blocks, and what each name was taken for."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import batched

from disputes.linking.blocks import Span
from disputes.linking.identity import same_place
from disputes.linking.names import Written
from disputes.store.connection import Connection
from disputes.store.identifying import NAMES
from disputes.types import Evidence

_MANY = 500  # values bound in one query
_CACHE = 256 * 1024  # KiB
_JOINS = {  # how the events of circles are found by what
    "block": "",
    "report_id": " JOIN event_reports AS r ON r.event_id = l.event_id",
    "dispute_id": " JOIN events AS e ON e.id = l.event_id",
}


@dataclass(frozen=True, slots=True)
class LinkedReport:
    """A report as the last linking knew it: a digest of what it looked at, and the block it was in."""

    id: str
    article_id: str
    digest: str
    block: int


class LinkState(Connection):
    """The part of the store in which linking remembers what it did."""

    @contextmanager
    def many_pages(self) -> Iterator[None]:
        """Lets SQLite keep many pages in memory: with the few that it keeps otherwise, a linking of a million reports
        writes the same pages over and over, since its keys come in no order."""
        before = self.rows("PRAGMA cache_size")[0][0]
        self.db.conn.execute(f"PRAGMA cache_size = {-_CACHE}")
        try:
            yield
        finally:
            self.db.conn.execute(f"PRAGMA cache_size = {before}")
            self.db.conn.execute("PRAGMA shrink_memory")

    def written_names(self) -> Written:
        """Every name of a party or tool that readings on our subject have, once."""
        relevant = "(SELECT relevant FROM readings AS r WHERE r.article_id = f.article_id) = 1"
        parties = self.rows(f"SELECT DISTINCT name, kind, party_id, aliases FROM found_parties AS f WHERE {relevant}")
        tools = self.rows(f"SELECT DISTINCT name, tool_id FROM found_tools AS f WHERE {relevant}")
        named = frozenset((*tuple(row)[:3], tuple(json.loads(row["aliases"]))) for row in parties)
        return Written(named, frozenset(map(tuple, tools)))

    def linked_with(self) -> str:
        """The fingerprint of what the last linking was made with; empty where there was none."""
        return "".join(row["fingerprint"] for row in self.rows("SELECT fingerprint FROM linked_with"))

    def linked_names(self) -> dict[str, tuple[str, ...]]:
        """What each name that the catalog has not was taken for."""
        return {row["name"]: tuple(json.loads(row["resolved"])) for row in self.rows("SELECT * FROM linked_names")}

    def articles_to_link(self) -> set[str]:
        """The articles whose reading changed since the last linking."""
        return {row["article_id"] for row in self.rows("SELECT article_id FROM articles_to_link")}

    def articles_naming(self, names: Collection[str]) -> set[str]:
        """The articles that name one of some parties or tools."""
        found: set[str] = set()
        for table in ("found_parties", "found_tools"):
            for some in batched(sorted(names), _MANY):
                marks = ", ".join("?" * len(some))
                rows = self.rows(f"SELECT DISTINCT article_id FROM {table} WHERE name IN ({marks})", some)
                found.update(row["article_id"] for row in rows)
        return found

    def linked_reports(self, column: str, values: Iterable[str | int]) -> list[LinkedReport]:
        """The reports that the last linking knew, by `report_id`, `article_id` or `block`."""
        return [
            LinkedReport(*row)
            for some in batched(values, _MANY)
            for row in self.rows(
                "SELECT report_id, article_id, digest, block FROM linked_reports"
                f" WHERE {column} IN ({', '.join('?' * len(some))})",
                some,
            )
        ]

    def linked_spans(self, keys: Iterable[str]) -> Iterator[tuple[int, Span]]:
        """The blocks that lie under some keys, and where."""
        yield from self._spans("block", keys)

    def _spans(self, what: str, keys: Iterable[str]) -> Iterator[tuple[int, Span]]:
        table = {"block": "linked_spans", "circle": "circle_spans"}[what]
        for some in batched(sorted(set(keys)), _MANY):
            for row in self.rows(
                f"SELECT {what}, key, first, last, seeks FROM {table} WHERE key IN ({', '.join('?' * len(some))})",
                some,
            ):
                yield row[what], Span(row["key"], row["first"], row["last"], bool(row["seeks"]))

    def last_block(self) -> int:
        """The highest number that a block has."""
        return int(self.rows("SELECT coalesce(max(block), 0) FROM linked_reports")[0][0])

    def linked_events(self, circles: Iterable[int]) -> Iterator[tuple[str, str]]:
        """The events of some circles: each one's id, and as JSON the form in which it is grouped into disputes."""
        for some in batched(circles, _MANY):
            marks = ", ".join("?" * len(some))
            for row in self.rows(f"SELECT event_id, merged FROM linked_events WHERE circle IN ({marks})", some):
                yield row["event_id"], row["merged"]

    def circles_of(self, column: str, values: Iterable[str | int]) -> dict[str, int]:
        """The events, with the circle of each, of some `block`s, of some `report_id`s or of some `dispute_id`s."""
        found: dict[str, int] = {}
        for some in batched(values, _MANY):
            marks = ", ".join("?" * len(some))
            rows = self.rows(
                f"SELECT l.event_id, l.circle FROM linked_events AS l{_JOINS[column]} WHERE {column} IN ({marks})", some
            )
            found.update((row["event_id"], row["circle"]) for row in rows)
        return found

    def circle_spans(self, keys: Iterable[str]) -> Iterator[tuple[int, Span]]:
        """The circles that lie under some keys, and where."""
        yield from self._spans("circle", keys)

    def last_circle(self) -> int:
        """The highest number that a circle has."""
        return int(self.rows("SELECT coalesce(max(circle), 0) FROM linked_events")[0][0])

    def turning(self, as_of: str, dormant_days: int) -> list[str]:
        """The disputes that are open or dormant and may be the other on a day."""
        return [
            row["id"]
            for row in self.rows(
                "SELECT id FROM disputes WHERE withdrawn IS NULL AND status IN ('open', 'dormant')"
                " AND (julianday(substr(:day || '-01-01', 1, 10)) - julianday(substr(latest || '-01-01', 1, 10))"
                " > :days) <> (status = 'dormant')",
                {"day": as_of, "days": dormant_days},
            )
        ]

    def forget_blocks(self, blocks: Iterable[int] | None) -> None:
        """Drops what is kept of some blocks; None for all."""
        with self.transaction() as connection:
            for table in ("linked_reports", "linked_spans", "linked_events"):
                if blocks is None:
                    connection.execute(f"DELETE FROM {table}")
                else:
                    connection.executemany(f"DELETE FROM {table} WHERE block = ?", [(block,) for block in blocks])

    def keep_block(self, number: int, reports: Iterable[LinkedReport], spans: Iterable[Span]) -> None:
        """Keeps a block: its reports, and where it may meet others."""
        with self.transaction() as connection:
            connection.executemany(
                "INSERT INTO linked_reports (report_id, article_id, digest, block) VALUES (?, ?, ?, ?)",
                [(one.id, one.article_id, one.digest, one.block) for one in reports],
            )
            connection.executemany(
                "INSERT INTO linked_spans (key, block, first, last, seeks) VALUES (?, ?, ?, ?, ?)",
                [(span.key, number, span.first, span.last, int(span.seeks)) for span in spans],
            )

    def keep_linked_events(self, events: Iterable[tuple[str, int, str]]) -> None:
        """Keeps events (id, block, JSON) in the form in which they are grouped into disputes."""
        with self.transaction() as connection:
            connection.executemany("INSERT INTO linked_events (event_id, block, merged) VALUES (?, ?, ?)", events)

    def forget_circles(self, circles: Iterable[int] | None) -> None:
        """Drops where some circles may meet others; None for all."""
        with self.transaction() as connection:
            if circles is None:
                connection.execute("DELETE FROM circle_spans")
            else:
                connection.executemany("DELETE FROM circle_spans WHERE circle = ?", [(one,) for one in circles])

    def keep_circle(self, number: int, events: Iterable[str], spans: Iterable[Span]) -> None:
        """Keeps a circle: its events, which are kept already, and where it may meet others."""
        with self.transaction() as connection:
            connection.executemany(
                "UPDATE linked_events SET circle = ? WHERE event_id = ?", [(number, id) for id in events]
            )
            connection.executemany(
                "INSERT INTO circle_spans (key, circle, first, last, seeks) VALUES (?, ?, ?, ?, ?)",
                [(span.key, number, span.first, span.last, int(span.seeks)) for span in spans],
            )

    def last_told(self) -> str:
        """The last day on which anything that is linked was published; empty where nothing is."""
        found = self.rows(
            "SELECT published FROM articles AS a WHERE EXISTS (SELECT 1 FROM linked_reports WHERE article_id = a.id)"
            " ORDER BY published DESC LIMIT 1"
        )
        return str(found[0]["published"]) if found else ""

    def present(self, evidence: Iterable[Evidence]) -> dict[str, str]:
        """Reports that corrections know -> those that stand in their place today: themselves, or by place."""
        known = {one.report_id: one for one in evidence}
        current: dict[str, Evidence] = {}
        for article_id in {one.article_id for one in known.values()}:
            for row in self.rows(
                f"SELECT r.id, r.article_id, r.action, r.start, r.\"end\", coalesce({NAMES}, '') FROM reports AS r"
                " JOIN readings AS g ON g.article_id = r.article_id"
                " WHERE g.relevant AND r.article_id = ? ORDER BY r.start, r.id",
                [article_id],
            ):
                current[row["id"]] = Evidence(*row)
        there = {id: id for id in known if id in current}
        moved = same_place(known.values(), [one for id, one in current.items() if id not in known])
        return {old: new for old, new in moved.items() if old not in there} | there

    def keep_linked(self, fingerprint: str, names: Mapping[str, tuple[str, ...]]) -> None:
        """Notes what a linking was made with, and that nothing waits to be linked."""
        with self.transaction() as connection:
            connection.execute("DELETE FROM linked_with")
            connection.execute("INSERT INTO linked_with VALUES (?)", [fingerprint])
            _replace_names(connection, names)
            connection.execute("DELETE FROM articles_to_link")


def _replace_names(connection: sqlite3.Connection, names: Mapping[str, tuple[str, ...]]) -> None:
    """Writes only the names that differ."""
    kept = {row["name"]: row["resolved"] for row in connection.execute("SELECT name, resolved FROM linked_names")}
    wanted = {name: json.dumps(resolved, ensure_ascii=False) for name, resolved in names.items()}
    connection.executemany("DELETE FROM linked_names WHERE name = ?", [(name,) for name in kept.keys() - wanted.keys()])
    connection.executemany(
        "INSERT INTO linked_names (name, resolved) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET resolved = excluded.resolved",
        [(name, resolved) for name, resolved in wanted.items() if kept.get(name) != resolved],
    )
