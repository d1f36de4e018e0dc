"""The only file that opens the store: a read-only connection in, typed rows out, every value bound.

Lists are limited in SQL, so that a page costs the same over a large store as over a small one.
"""

import json
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dashboard.rows import (
    ArticleRow,
    Count,
    DisputeRow,
    FaultRow,
    FeedRow,
    Filters,
    Freshness,
    Hit,
    Moves,
    Rival,
    Rung,
    RunRow,
    SourceRow,
    SpanRow,
    Step,
    Totals,
)
from disputes.errors import StoreError

type Connection = sqlite3.Connection

TIME_LIMIT = 20.0  # seconds a page's queries may take before they are broken off
VIEWS = ("timeline", "dispute_summary", "event_sources")
ORDERS = {
    "latest": "latest DESC, dispute_id",
    "stage": "stage DESC, latest DESC, dispute_id",
    "steps": "events DESC, latest DESC, dispute_id",
    "sources": "sources DESC, latest DESC, dispute_id",
    "title": "title COLLATE NOCASE, dispute_id",
}


@contextmanager
def opened(path: Path) -> Iterator[Connection]:
    """A connection that cannot write. Raises StoreError where there is no such database or it is not ours."""
    if not path.is_file():
        raise StoreError(f"{path}: no such database")
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {error}") from None
    try:
        connection.execute("PRAGMA query_only = 1")
        deadline = time.monotonic() + TIME_LIMIT
        connection.set_progress_handler(lambda: time.monotonic() > deadline, 100_000)
        found = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'")}
        if missing := [view for view in VIEWS if view not in found]:
            raise StoreError(f"{path}: not a database of disputes: it has no view {missing[0]}")
        yield connection
    except sqlite3.Error as error:
        slow = error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT
        raise StoreError(f"{path}: {f'a query took longer than {TIME_LIMIT:g} s' if slow else error}") from None
    finally:
        connection.close()


def ladder(db: Connection) -> list[Rung]:
    """All actions, in the order of the ladder."""
    return _rows(db, Rung, "SELECT name, label, stage, direction FROM actions ORDER BY position")


def names(db: Connection, role: str, limit: int = 500) -> list[str]:
    """The names that disputes know in a role, those with most disputes first."""
    sql = """SELECT name FROM dispute_names WHERE role = :role AND name <> ''
             GROUP BY name ORDER BY count(*) DESC, name LIMIT :limit"""
    return [name for (name,) in db.execute(sql, {"role": role, "limit": limit})]


def steps(db: Connection, filters: Filters, *, limit: int, offset: int = 0, latest_first: bool = False) -> list[Step]:
    """The latest of the events that match, the earliest of them first unless `latest_first`; within a day up the
    ladder."""
    where, values = _where(filters)
    rows = _rows(
        db,
        Step,
        f"""SELECT {_columns(Step)} FROM timeline WHERE {where}
            ORDER BY sort_date DESC, coalesce(stage, 99) DESC, event_id DESC LIMIT :limit OFFSET :offset""",
        {**values, "limit": limit, "offset": offset},
    )
    return rows if latest_first else rows[::-1]


def count_steps(db: Connection, filters: Filters) -> int:
    """How many events match."""
    if filters.empty:  # six times as fast as through the view, over a million
        return _number(db, "SELECT count(*) FROM events WHERE withdrawn IS NULL", {})
    where, values = _where(filters)
    return _number(db, f"SELECT count(*) FROM timeline WHERE {where}", values)


def disputes(
    db: Connection, filters: Filters, *, order: str = "latest", limit: int = 25, offset: int = 0
) -> list[DisputeRow]:
    """The disputes with at least one event that matches; `order` is a key of ORDERS."""
    where, values = _where_dispute(filters)
    sql = f"""SELECT {_columns(DisputeRow)} FROM dispute_summary WHERE {where}
              ORDER BY {ORDERS[order]} LIMIT :limit OFFSET :offset"""
    return _rows(db, DisputeRow, sql, {**values, "limit": limit, "offset": offset})


def count_disputes(db: Connection, filters: Filters, *, open_only: bool = False) -> int:
    """How many disputes (that are open) have at least one event that matches."""
    where, values = _where_dispute(filters)
    where += " AND status = 'open'" if open_only else ""
    return _number(db, f"SELECT count(*) FROM dispute_summary WHERE {where}", values)


def dispute(db: Connection, dispute_id: str) -> DisputeRow | None:
    """One dispute; an id that was merged into another leads to its heir."""
    sql = f"SELECT {_columns(DisputeRow)} FROM dispute_summary WHERE dispute_id = :id"
    seen: set[str] = set()
    while dispute_id not in seen:
        if rows := _rows(db, DisputeRow, sql, {"id": dispute_id}):
            return rows[0]
        seen.add(dispute_id)
        heir = db.execute("SELECT new_id FROM forwards WHERE old_id = :id", {"id": dispute_id}).fetchone()
        dispute_id = heir[0] if heir else dispute_id
    return None


def sources(db: Connection, dispute_id: str) -> list[SourceRow]:
    """Everything that articles say of a dispute's events, the earliest first."""
    sql = f"""SELECT {_columns(SourceRow)} FROM event_sources
              WHERE event_id IN (SELECT id FROM events WHERE dispute_id = :id)
              ORDER BY event_id, published, outlet, article_id LIMIT 5000"""
    return _rows(db, SourceRow, sql, {"id": dispute_id})


def rivals(db: Connection, dispute_id: str) -> list[Rival]:
    """The values that lost, for every event of a dispute, with the outlets that say them."""
    sql = """SELECT rival_values.event_id, field, value, coalesce(group_concat(DISTINCT articles.outlet), '') AS outlets
             FROM rival_values
             LEFT JOIN reports ON reports.id = rival_values.report_id
             LEFT JOIN articles ON articles.id = reports.article_id
             WHERE rival_values.event_id IN (SELECT id FROM events WHERE dispute_id = :id)
             GROUP BY rival_values.event_id, field, value ORDER BY rival_values.event_id, field, value LIMIT 5000"""
    return _rows(db, Rival, sql, {"id": dispute_id})


def totals(db: Connection) -> Totals:
    """How much the store holds."""
    sql = """SELECT (SELECT count(*) FROM articles) AS articles,
                    (SELECT count(*) FROM readings WHERE relevant) AS relevant,
                    (SELECT count(*) FROM events WHERE withdrawn IS NULL) AS events,
                    (SELECT count(*) FROM dispute_summary) AS disputes,
                    (SELECT count(*) FROM dispute_summary WHERE status = 'open') AS open_disputes"""
    return _rows(db, Totals, sql)[0]


def freshness(db: Connection) -> Freshness:
    """When the stages last ended, and the newest day in the store: an article dated after its own fetch is ignored."""
    ended = dict(db.execute("SELECT stage, max(finished_at) FROM runs GROUP BY stage").fetchall())
    newest = db.execute(
        """SELECT coalesce(
               (SELECT published FROM articles
                WHERE length(published) = 10 AND (fetched_at = '' OR published <= substr(fetched_at, 1, 10))
                ORDER BY published DESC LIMIT 1),
               (SELECT max(sort_date) FROM timeline WHERE status = 'happened'), '')"""
    ).fetchone()[0]
    return Freshness(ended.get("crawl") or "", ended.get("read") or "", ended.get("link") or "", newest)


def moves(db: Connection, filters: Filters, until: str, days: int) -> Moves:
    """What happened in the days that end with `until` (an ISO day), counted by direction."""
    since = (date.fromisoformat(until) - timedelta(days=days - 1)).isoformat()
    where, values = _where(filters)
    sql = f"""SELECT direction, count(*) FROM timeline
              WHERE {where} AND status = 'happened' AND sort_date BETWEEN :first AND :last GROUP BY direction"""
    found = dict(db.execute(sql, {**values, "first": since, "last": until}).fetchall())
    return Moves(since, until, found.get("up", 0), found.get("down", 0), found.get("neutral", 0))


def upcoming(db: Connection, filters: Filters, after: str, limit: int = 5) -> list[Step]:
    """The next scheduled steps, the nearest first."""
    where, values = _where(filters)
    sql = f"""SELECT {_columns(Step)} FROM timeline WHERE {where} AND status = 'scheduled' AND sort_date >= :after
              ORDER BY sort_date, event_id LIMIT :limit"""
    return _rows(db, Step, sql, {**values, "after": after, "limit": limit})


def per_month(db: Connection, filters: Filters, stage: int) -> list[Count]:
    """How many steps up to a stage happened in each month ("2026-02"), the earliest first."""
    where, values = _where(filters)
    sql = f"""SELECT substr(sort_date, 1, 7) AS name, count(*) AS count FROM timeline
              WHERE {where} AND status = 'happened' AND stage = :stage AND direction = 'up'
              GROUP BY 1 ORDER BY 1 DESC LIMIT 120"""
    return _rows(db, Count, sql, {**values, "stage": stage})[::-1]


def busiest(db: Connection, filters: Filters, role: str, limit: int = 8) -> list[Count]:
    """The names with most open disputes in a role."""
    where, values = _where_dispute(filters)
    sql = f"""SELECT name, count(DISTINCT dispute_id) AS count FROM dispute_names
              WHERE role = :role AND dispute_id IN
                  (SELECT dispute_id FROM dispute_summary WHERE status = 'open' AND {where})
              GROUP BY name ORDER BY 2 DESC, name LIMIT :limit"""
    return _rows(db, Count, sql, {**values, "role": role, "limit": limit})


def search(db: Connection, words: str, *, relevant_only: bool = False, limit: int = 20, offset: int = 0) -> list[Hit]:
    """Articles that hold all the words, best first; without words the newest articles."""
    relevant = "AND readings.relevant" if relevant_only else ""
    judged = "LEFT JOIN readings ON readings.article_id = articles.id"
    columns = """articles.id AS article_id, articles.title, articles.outlet, articles.published, articles.url,
                 readings.relevant, readings.reason"""
    if query := _match(words):
        sql = f"""SELECT {columns}, snippet(articles_fts, -1, char(2), char(3), '…', 40) AS snippet
                  FROM articles_fts JOIN articles ON articles.number = articles_fts.rowid {judged}
                  WHERE articles_fts MATCH :query {relevant} ORDER BY rank LIMIT :limit OFFSET :offset"""
    else:
        sql = f"""SELECT {columns}, substr(articles.text, 1, 240) AS snippet FROM articles {judged}
                  WHERE true {relevant} ORDER BY articles.published DESC, articles.id LIMIT :limit OFFSET :offset"""
    return _rows(db, Hit, sql, {"query": query, "limit": limit, "offset": offset})


def count_hits(db: Connection, words: str, *, relevant_only: bool = False) -> int:
    """How many articles a search finds."""
    relevant = "AND id IN (SELECT article_id FROM readings WHERE relevant)" if relevant_only else ""
    if query := _match(words):
        found = "number IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH :query)"
    else:
        found = "true"
    return _number(db, f"SELECT count(*) FROM articles WHERE {found} {relevant}", {"query": query})


def article(db: Connection, article_id: str) -> ArticleRow | None:
    """One article with its verdict."""
    sql = """SELECT articles.id AS article_id, title, outlet, byline, published, url, text, fetched_at,
                    relevant, relevance, reason, version, error
             FROM articles LEFT JOIN readings ON readings.article_id = articles.id WHERE articles.id = :id"""
    rows = _rows(db, ArticleRow, sql, {"id": article_id})
    return rows[0] if rows else None


def spans(db: Connection, article_id: str) -> list[SpanRow]:
    """What the reading found in an article: names, the sentences of steps, allegations."""
    sql = """SELECT start, "end", kind, name AS label, NULL AS dispute_id, NULL AS dispute
             FROM mentions WHERE article_id = :id
             UNION ALL
             SELECT reports.start, reports."end", 'step', coalesce(actions.label, reports.action),
                    disputes.id, disputes.title
             FROM reports LEFT JOIN actions ON actions.name = reports.action
             LEFT JOIN event_reports ON event_reports.report_id = reports.id
             LEFT JOIN events ON events.id = event_reports.event_id AND events.withdrawn IS NULL
             LEFT JOIN disputes ON disputes.id = events.dispute_id
             WHERE reports.article_id = :id
             UNION ALL
             SELECT start, "end", 'allegation', developer || ': ' || material, NULL, NULL
             FROM allegations WHERE article_id = :id
             ORDER BY 1, 2 DESC LIMIT 5000"""
    return _rows(db, SpanRow, sql, {"id": article_id})


def runs(db: Connection, limit: int = 25) -> list[RunRow]:
    """The last runs, the latest first."""
    return _rows(
        db, RunRow, f"SELECT {_columns(RunRow)} FROM runs ORDER BY started_at DESC LIMIT :limit", {"limit": limit}
    )


def feeds(db: Connection, limit: int = 500) -> list[FeedRow]:
    """Every watched address, those in trouble first."""
    sql = """SELECT source_id, url, checked_at, status, error, items,
                    (SELECT count(*) FROM seen_urls WHERE seen_urls.source_id = feeds.source_id) AS judged
             FROM feeds ORDER BY coalesce(error, '') = '', source_id, url LIMIT :limit"""
    return _rows(db, FeedRow, sql, {"limit": limit})


def faults(db: Connection, limit: int = 100) -> list[FaultRow]:
    """What went wrong, the latest first."""
    return _rows(
        db, FaultRow, f"SELECT {_columns(FaultRow)} FROM faults ORDER BY at DESC LIMIT :limit", {"limit": limit}
    )


def _match(words: str) -> str:
    """Words as an FTS5 query: each one a quoted string, all of them wanted."""
    return " ".join('"' + word.replace('"', '""') + '"' for word in words.replace("\0", " ").split()[:20])


def _where(filters: Filters) -> tuple[str, dict[str, Any]]:
    """The condition on rows of `timeline`, and its values."""
    clauses, values = _named(filters)
    for column, wanted in {"action": filters.actions, "status": filters.statuses}.items():
        if wanted:
            clauses.append(f"{column} IN (SELECT value FROM json_each(:{column}))")
            values[column] = json.dumps(wanted)
    for sign, key, day in ((">=", "since", filters.since), ("<=", "until", filters.until)):
        if day:
            clauses.append(f"sort_date {sign} :{key}")
            values[key] = day
    return " AND ".join(clauses) or "true", values


def _where_dispute(filters: Filters) -> tuple[str, dict[str, Any]]:
    """The condition on rows of `dispute_summary`, and its values."""
    if not (filters.actions or filters.statuses or filters.since or filters.until):
        clauses, values = _named(filters)
        return " AND ".join(clauses) or "true", values
    where, values = _where(filters)
    return f"dispute_id IN (SELECT dispute_id FROM timeline WHERE {where})", values


def _named(filters: Filters) -> tuple[list[str], dict[str, Any]]:
    """The conditions on a dispute's id and names."""
    clauses, values = [], dict[str, Any]()
    if filters.dispute_id is not None:
        clauses.append("dispute_id = :dispute")
        values["dispute"] = filters.dispute_id
    for role, wanted in {
        "claimant": filters.claimants,
        "respondent": filters.respondents,
        "tool": filters.tools,
    }.items():
        if wanted:
            clauses.append(
                f"dispute_id IN (SELECT dispute_id FROM dispute_names WHERE role = '{role}' "
                f"AND name IN (SELECT value FROM json_each(:{role})))"
            )
            values[role] = json.dumps(wanted)
    return clauses, values


def _rows[Row](db: Connection, kind: type[Row], sql: str, values: Mapping[str, Any] | None = None) -> list[Row]:
    """Rows as records; the columns bear the names of the fields."""
    cursor = db.execute(sql, values or {})
    columns = [column[0] for column in cursor.description]
    return [kind(**dict(zip(columns, row, strict=True))) for row in cursor]


def _columns(kind: type) -> str:
    return ", ".join(field.name for field in fields(kind))


def _number(db: Connection, sql: str, values: Mapping[str, Any]) -> int:
    return int(db.execute(sql, values).fetchone()[0])
