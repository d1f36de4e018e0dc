"""What reading writes and asks: articles still to be read, and each article's reading, replaced whole."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import batched

from disputes.linking.told import Told, told_in
from disputes.store.connection import Row
from disputes.store.crawled import ARTICLE_COLUMNS, Crawled
from disputes.types import Allegation, Article, Mention, PartyFound, Reading, Report, ToolFound

_BATCH = 200
_UNREAD = "version IS NOT ? AND (keep <> 'quotes' OR article_id IS NULL)"
_PARTS = ("found_parties", "found_tools", "mentions", "reports", "allegations")


class Readings(Crawled):
    """The part of the store that belongs to reading."""

    def count_unread(self, version: str) -> int:
        """How many articles have no reading, or one of another version."""
        return int(
            self.rows(
                f"SELECT count(*) FROM articles LEFT JOIN readings ON article_id = id WHERE {_UNREAD}", [version]
            )[0][0]
        )

    def unread_articles(self, version: str) -> Iterator[Article]:
        """Articles with no reading, or one of another version, in the order of arrival; not those of which only quotes
        are left.

        What is saved meanwhile does not disturb the walk, and each article comes once, whether it is saved or not.
        """
        last = 0
        while batch := self.rows(
            f"SELECT {ARTICLE_COLUMNS}, number FROM articles LEFT JOIN readings ON article_id = id"
            f" WHERE {_UNREAD} AND number > ? ORDER BY number LIMIT {_BATCH}",
            [version, last],
        ):
            last = batch[-1]["number"]
            yield from (Article(*tuple(row)[:-1]) for row in batch)

    def save_reading(self, reading: Reading, *, at: str = "") -> None:
        """Keeps a reading in the place of any before, in one transaction. `at` is an ISO time with zone."""
        with self.transaction() as connection:
            _clear(connection, reading.article_id)
            _save_head(connection, reading, at, None)
            _save_found(connection, reading)
            for report in reading.reports:
                _save_report(connection, report)
            _keep_quotes_only(connection, reading)

    def save_read_fault(self, article_id: str, problem: str, version: str, *, at: str = "") -> None:
        """Keeps that an article could not be read by this version; what an older one found goes."""
        with self.transaction() as connection:
            _clear(connection, article_id)
            _save_head(connection, Reading(article_id, False, 0.0, "", version=version), at, problem)

    def reading(self, article_id: str) -> Reading | None:
        """An article's reading, if it has one."""
        head = self.rows(
            "SELECT article_id, relevant, relevance, reason, version FROM readings WHERE article_id = ?", [article_id]
        )
        if not head:
            return None
        mentions = self.rows(
            'SELECT start, "end", name, kind FROM mentions WHERE article_id = ? ORDER BY rowid', [article_id]
        )
        allegations = self.rows(
            'SELECT developer, material, status, start, "end", quote FROM allegations'
            " WHERE article_id = ? ORDER BY rowid",
            [article_id],
        )
        return Reading(
            article_id=article_id,
            relevant=bool(head[0]["relevant"]),
            relevance=head[0]["relevance"],
            reason=head[0]["reason"],
            parties=tuple(_by_article(self.rows(_PARTIES.format("?"), [article_id]), PartyFound).get(article_id, ())),
            tools=tuple(_by_article(self.rows(_TOOLS.format("?"), [article_id]), ToolFound).get(article_id, ())),
            mentions=tuple(Mention(*row) for row in mentions),
            reports=tuple(self._reports("?", [article_id]).get(article_id, ())),
            allegations=tuple(Allegation(*row) for row in allegations),
            version=head[0]["version"],
        )

    def load_reports(self) -> list[Told]:
        """Every report of every relevant reading, with what linking needs to know of its article."""
        return list(self.told())

    def told(self, article_ids: Collection[str] | None = None) -> Iterator[Told]:
        """The reports of some relevant articles, or of all, in the order of arrival, a batch in memory at a time."""
        for articles in self._relevant(article_ids):
            ids = [row["id"] for row in articles]
            marks = ", ".join("?" * len(ids))
            parties = _by_article(self.rows(_PARTIES.format(marks), ids), PartyFound)
            tools = _by_article(self.rows(_TOOLS.format(marks), ids), ToolFound)
            reports = self._reports(marks, ids)
            for row in articles:
                named = tuple(parties.get(row["id"], ())), tuple(tools.get(row["id"], ()))
                told = reports.get(row["id"], [])
                yield from told_in(told, row["published"], row["story_id"], row["outlet"], *named)

    def _relevant(self, article_ids: Collection[str] | None) -> Iterator[list[Row]]:
        """Relevant articles that have reports, a batch at a time."""
        chosen = (
            "SELECT a.id, a.published, a.story_id, a.outlet, a.number"
            " FROM articles AS a JOIN readings AS r ON r.article_id = a.id"
            " WHERE r.relevant AND EXISTS (SELECT 1 FROM reports WHERE article_id = a.id) AND "
        )
        if article_ids is None:
            last = 0
            while batch := self.rows(f"{chosen} a.number > ? ORDER BY a.number LIMIT {_BATCH}", [last]):
                last = batch[-1]["number"]
                yield batch
        else:
            for some in batched(sorted(article_ids), _BATCH):
                yield self.rows(f"{chosen} a.id IN ({', '.join('?' * len(some))}) ORDER BY a.number", some)

    def _reports(self, marks: str, article_ids: Sequence[str]) -> dict[str, list[Report]]:
        names: dict[tuple[str, str], list[str]] = {}
        for row in self.rows(_NAMES.format(marks), article_ids):
            names.setdefault((row["report_id"], row["role"]), []).append(row["name"])
        found: dict[str, list[Report]] = {}
        for row in self.rows(_REPORTS.format(marks), article_ids):
            found.setdefault(row["article_id"], []).append(_report(row, names))
        return found


_PARTIES = (
    "SELECT article_id, name, aliases, kind, side, party_id FROM found_parties"
    " WHERE article_id IN ({}) ORDER BY article_id, rowid"
)
_TOOLS = (
    "SELECT article_id, name, aliases, developer, tool_id FROM found_tools"
    " WHERE article_id IN ({}) ORDER BY article_id, rowid"
)
_REPORTS = (
    'SELECT id, article_id, action, date, status, court, docket, amount_usd, start, "end", quote, confidence,'
    " credited_to, direction FROM reports"
    ' WHERE article_id IN ({}) ORDER BY article_id, start, "end", id'
)
_NAMES = (
    "SELECT n.report_id, n.role, n.name FROM reports AS r JOIN report_names AS n ON n.report_id = r.id"
    " WHERE r.article_id IN ({}) ORDER BY n.report_id, n.role, n.position"
)


def _by_article[Found: (PartyFound, ToolFound)](rows: Iterable[Row], found: type[Found]) -> dict[str, list[Found]]:
    by_article: dict[str, list[Found]] = {}
    for row in rows:
        article_id, name, aliases, *more = row
        by_article.setdefault(article_id, []).append(found(name, _names_in(aliases), *more))
    return by_article


def _names_in(aliases: str) -> tuple[str, ...]:
    return () if aliases == "[]" else tuple(json.loads(aliases))


def _report(row: Row, names: dict[tuple[str, str], list[str]]) -> Report:
    id, article_id, action, *rest = row
    actors, targets, tools = (tuple(names.get((id, role), ())) for role in ("actor", "target", "tool"))
    return Report(id, article_id, action, actors, targets, tools, *rest)


def forget_reading(connection: sqlite3.Connection, article_id: str) -> None:
    """Lets an article be unread, within a transaction: its text changed."""
    _clear(connection, article_id)
    connection.execute("DELETE FROM readings WHERE article_id = ?", [article_id])


def _keep_quotes_only(connection: sqlite3.Connection, reading: Reading) -> None:
    """Blanks all of a text but its quotes where no more may be kept, so that every offset stays what it was."""
    found = connection.execute("SELECT text FROM articles WHERE id = ? AND keep = 'quotes'", [reading.article_id])
    if (row := found.fetchone()) is None:
        return
    quoted = [(report.start, report.end) for report in reading.reports]
    quoted += [(allegation.start, allegation.end) for allegation in reading.allegations]
    kept = [" "] * len(row[0])
    for start, end in quoted:
        kept[start:end] = row[0][start:end]
    connection.execute("UPDATE articles SET text = ? WHERE id = ?", ("".join(kept), reading.article_id))
    connection.executemany(
        'DELETE FROM mentions WHERE article_id = ? AND start = ? AND "end" = ?',
        [
            (reading.article_id, mention.start, mention.end)
            for mention in reading.mentions
            if not any(start <= mention.start and mention.end <= end for start, end in quoted)
        ],
    )


def _clear(connection: sqlite3.Connection, article_id: str) -> None:
    for table in _PARTS:
        connection.execute(f"DELETE FROM {table} WHERE article_id = ?", [article_id])


def _save_head(connection: sqlite3.Connection, reading: Reading, at: str, error: str | None) -> None:
    connection.execute(
        "INSERT INTO readings (article_id, relevant, relevance, reason, version, read_at, error)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (article_id) DO UPDATE SET relevant = excluded.relevant, relevance = excluded.relevance,"
        " reason = excluded.reason, version = excluded.version, read_at = excluded.read_at, error = excluded.error",
        (reading.article_id, int(reading.relevant), reading.relevance, reading.reason, reading.version, at, error),
    )


def _save_found(connection: sqlite3.Connection, reading: Reading) -> None:
    article = reading.article_id
    connection.executemany(
        "INSERT INTO found_parties (article_id, name, aliases, kind, side, party_id) VALUES (?, ?, ?, ?, ?, ?)",
        [(article, p.name, _json(p.aliases), p.kind, p.side, p.party_id) for p in reading.parties],
    )
    connection.executemany(
        "INSERT INTO found_tools (article_id, name, aliases, developer, tool_id) VALUES (?, ?, ?, ?, ?)",
        [(article, t.name, _json(t.aliases), t.developer, t.tool_id) for t in reading.tools],
    )
    connection.executemany(
        'INSERT INTO mentions (article_id, start, "end", name, kind) VALUES (?, ?, ?, ?, ?)',
        [(article, m.start, m.end, m.name, m.kind) for m in reading.mentions],
    )
    connection.executemany(
        'INSERT INTO allegations (article_id, developer, material, status, start, "end", quote)'
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(article, a.developer, a.material, a.status, a.start, a.end, a.quote) for a in reading.allegations],
    )


def _save_report(connection: sqlite3.Connection, report: Report) -> None:
    cursor = connection.execute(
        'INSERT INTO reports (id, article_id, action, date, precision, status, court, docket, amount_usd, start, "end",'
        " quote, confidence, credited_to, direction) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO NOTHING",
        (
            *(report.id, report.article_id, report.action, report.date, report.precision, report.status),
            *(report.court, report.docket, report.amount_usd, report.start, report.end),
            *(report.quote, report.confidence, report.credited_to, report.direction),
        ),
    )
    if cursor.rowcount != 1:  # the very same report, found twice in one article
        return
    named = (("actor", report.actors), ("target", report.targets), ("tool", report.tools))
    connection.executemany(
        "INSERT INTO report_names (report_id, role, position, name) VALUES (?, ?, ?, ?)",
        [(report.id, role, position, name) for role, names in named for position, name in enumerate(names)],
    )


def _json(values: tuple[str, ...]) -> str:
    return json.dumps(values, ensure_ascii=False)
