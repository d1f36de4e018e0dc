"""Articles: full-text search within what the reader asked for, one article with its verdict, what was found in it."""

import json
from typing import Any

from dashboard.queries.opening import Connection, number, rows
from dashboard.rows import ArticleRow, Asked, Hit, SpanRow

VERDICTS = {  # what a reading may have come to
    "about": "readings.relevant = 1 AND readings.error IS NULL",
    "not": "readings.relevant = 0 AND readings.error IS NULL",
    "unread": "readings.article_id IS NULL",
    "failed": "readings.error IS NOT NULL",
}
JUDGED = "LEFT JOIN readings ON readings.article_id = articles.id"


def search(db: Connection, asked: Asked, *, limit: int = 20, offset: int = 0) -> list[Hit]:
    """Articles that hold all the words and match the rest, best first; without words the newest first."""
    where, values = _where(asked)
    columns = """articles.id AS article_id, articles.title, articles.outlet, articles.published, articles.url,
                 readings.relevant, readings.relevance, readings.reason, readings.error"""
    if query := _match(asked.words):
        sql = f"""SELECT {columns}, snippet(articles_fts, -1, char(2), char(3), '…', 40) AS snippet
                  FROM articles_fts JOIN articles ON articles.number = articles_fts.rowid {JUDGED}
                  WHERE articles_fts MATCH :query AND {where} ORDER BY rank LIMIT :limit OFFSET :offset"""
    else:
        sql = f"""SELECT {columns}, substr(articles.text, 1, 240) AS snippet FROM articles {JUDGED}
                  WHERE {where} ORDER BY articles.published DESC, articles.id LIMIT :limit OFFSET :offset"""
    return rows(db, Hit, sql, {**values, "query": query, "limit": limit, "offset": offset})


def count_hits(db: Connection, asked: Asked) -> int:
    """How many articles a search finds."""
    where, values = _where(asked)
    if query := _match(asked.words):
        where = f"articles.number IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH :query) AND {where}"
    judged = JUDGED if asked.verdict else ""
    return number(db, f"SELECT count(*) FROM articles {judged} WHERE {where}", {**values, "query": query})


def outlets(db: Connection, limit: int = 300) -> list[str]:
    """Who published articles, those with most first."""
    sql = """SELECT outlet FROM articles WHERE outlet <> '' GROUP BY outlet ORDER BY count(*) DESC, outlet
             LIMIT :limit"""
    return [outlet for (outlet,) in db.execute(sql, {"limit": limit})]


def article(db: Connection, article_id: str) -> ArticleRow | None:
    """One article with its verdict."""
    sql = """SELECT articles.id AS article_id, title, outlet, byline, published, url, text, fetched_at,
                    relevant, relevance, reason, version, error
             FROM articles LEFT JOIN readings ON readings.article_id = articles.id WHERE articles.id = :id"""
    found = rows(db, ArticleRow, sql, {"id": article_id})
    return found[0] if found else None


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
    return rows(db, SpanRow, sql, {"id": article_id})


def _where(asked: Asked) -> tuple[str, dict[str, Any]]:
    """The condition on articles and their readings, apart from the words, and its values."""
    clauses, values = list[str](), dict[str, Any]()
    if asked.verdict:
        clauses.append(VERDICTS[asked.verdict])
    if asked.outlets:
        clauses.append("articles.outlet IN (SELECT value FROM json_each(:outlets))")
        values["outlets"] = json.dumps(asked.outlets)
    for sign, key, day in ((">=", "since", asked.since), ("<=", "until", asked.until)):
        if day:
            clauses.append(f"articles.published {sign} :{key}")
            values[key] = day
    return " AND ".join(clauses) or "true", values


def _match(words: str) -> str:
    """Words as an FTS5 query: each one a quoted string, all of them wanted."""
    return " ".join('"' + word.replace('"', '""') + '"' for word in words.replace("\0", " ").split()[:20])
