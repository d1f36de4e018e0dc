"""Health: how much the store holds, how fresh it is, its runs, its watched addresses and what went wrong."""

from datetime import date

from dashboard.queries.filtering import LIVE
from dashboard.queries.opening import Connection, columns, number, rows
from dashboard.rows import FaultRow, FeedRow, Freshness, RunRow, Totals
from disputes.alarms import WINDOW


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


def feeds(db: Connection, today: date, limit: int = 500) -> list[FeedRow]:
    """Every watched address, those in trouble first, with how fresh its source is on a day."""
    sql = """SELECT feeds.source_id, feeds.url, checked_at, status, error, items, coalesce(judged, 0) AS judged,
                    last_success AS answered, last_new AS brought, coalesce(week, 0) AS week, items_per_week AS expected
             FROM feeds LEFT JOIN sources ON sources.id = feeds.source_id
             LEFT JOIN (SELECT source_id, count(*) AS judged FROM seen_urls GROUP BY source_id) USING (source_id)
             LEFT JOIN (SELECT source_id, sum(new_entries) AS week FROM source_days WHERE day > :since
                        GROUP BY source_id) USING (source_id)
             ORDER BY coalesce(error, '') = '', feeds.source_id, feeds.url LIMIT :limit"""
    return rows(db, FeedRow, sql, {"limit": limit, "since": (today - WINDOW).isoformat()})


def any_source(db: Connection) -> bool:
    """Whether any source was ever asked."""
    return bool(number(db, "SELECT EXISTS (SELECT 1 FROM sources) OR EXISTS (SELECT 1 FROM feeds)"))


def faults(db: Connection, stage: str = "", limit: int = 100) -> list[FaultRow]:
    """What went wrong (in a stage), the latest first."""
    sql = f"SELECT {columns(FaultRow)} FROM faults WHERE {_of(stage)} ORDER BY at DESC LIMIT :limit"
    return rows(db, FaultRow, sql, {"stage": stage, "limit": limit})


def _of(stage: str) -> str:
    """The condition on a stage; none at all for all of them, so that the end of an index answers."""
    return "stage = :stage" if stage else "true"
