"""Health: how much the store holds, how fresh it is, its runs, its watched addresses and what went wrong."""

from dashboard.queries.filtering import LIVE
from dashboard.queries.opening import Connection, columns, rows
from dashboard.rows import FaultRow, FeedRow, Freshness, RunRow, Totals


def totals(db: Connection) -> Totals:
    """How much the store holds."""
    sql = """SELECT (SELECT count(*) FROM articles) AS articles,
                    (SELECT count(*) FROM events WHERE withdrawn IS NULL) AS events,
                    (SELECT count(*) FROM disputes WHERE withdrawn IS NULL) AS disputes"""
    return rows(db, Totals, sql)[0]


def freshness(db: Connection) -> Freshness:
    """When the stages last ended, and the newest day in the store: an article dated after its own fetch is ignored."""
    ended = "coalesce((SELECT max(finished_at) FROM runs WHERE stage = '{}'), '')"
    sql = f"""SELECT {ended.format("crawl")} AS crawled, {ended.format("read")} AS read,
                     {ended.format("link")} AS linked,
                     coalesce(
                         (SELECT published FROM articles
                          WHERE length(published) = 10 AND (fetched_at = '' OR published <= substr(fetched_at, 1, 10))
                          ORDER BY published DESC LIMIT 1),
                         (SELECT max(sort_date) FROM events WHERE {LIVE} AND status = 'happened'), '') AS newest"""
    return rows(db, Freshness, sql)[0]


def runs(db: Connection, stage: str = "", limit: int = 25) -> list[RunRow]:
    """The last runs (of a stage), the latest first."""
    sql = f"SELECT {columns(RunRow)} FROM runs WHERE {_of(stage)} ORDER BY started_at DESC LIMIT :limit"
    return rows(db, RunRow, sql, {"stage": stage, "limit": limit})


def feeds(db: Connection, limit: int = 500) -> list[FeedRow]:
    """Every watched address, those in trouble first."""
    sql = """SELECT source_id, url, checked_at, status, error, items, coalesce(judged, 0) AS judged
             FROM feeds LEFT JOIN (SELECT source_id, count(*) AS judged FROM seen_urls GROUP BY source_id)
                 USING (source_id)
             ORDER BY coalesce(error, '') = '', source_id, url LIMIT :limit"""
    return rows(db, FeedRow, sql, {"limit": limit})


def faults(db: Connection, stage: str = "", limit: int = 100) -> list[FaultRow]:
    """What went wrong (in a stage), the latest first."""
    sql = f"SELECT {columns(FaultRow)} FROM faults WHERE {_of(stage)} ORDER BY at DESC LIMIT :limit"
    return rows(db, FaultRow, sql, {"stage": stage, "limit": limit})


def _of(stage: str) -> str:
    """The condition on a stage; none at all for all of them, so that the end of an index answers."""
    return "stage = :stage" if stage else "true"
