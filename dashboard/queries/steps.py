"""Steps: the ladder that they stand on, lists and counts of those that match, what moved, what is ahead."""

from datetime import date, timedelta
from typing import Any

from dashboard.queries.filtering import LIVE, SUIT, of_events
from dashboard.queries.opening import Connection, columns, number, rows
from dashboard.rows import Count, Moves, Rung, Step
from disputes.selection import Selection


def ladder(db: Connection) -> list[Rung]:
    """All actions, in the order of the ladder."""
    return rows(db, Rung, "SELECT name, label, stage, direction FROM actions ORDER BY position")


def steps(db: Connection, filters: Selection, *, limit: int, offset: int = 0, latest_first: bool = False) -> list[Step]:
    """The latest of the events that match, the earliest of them first unless `latest_first`; within a day up the
    ladder."""
    where, values = of_events(filters)
    order = "sort_date DESC, coalesce(stage, 99) DESC, {id} DESC"
    found = told(db, where, order, {**values, "limit": limit, "offset": offset})
    return found if latest_first else found[::-1]


def told(db: Connection, where: str, order: str, values: dict[str, Any]) -> list[Step]:
    """The rows of `timeline` for the events that match; which these are is found in the table alone, over an index."""
    sql = f"""SELECT {columns(Step)} FROM timeline WHERE event_id IN (
                  SELECT id FROM events WHERE {where} ORDER BY {order.format(id="id")} LIMIT :limit OFFSET :offset
              ) ORDER BY {order.format(id="event_id")}"""
    return rows(db, Step, sql, values)


def courts(db: Connection, limit: int = 300) -> list[str]:
    """The courts in which steps stand, those with most steps first."""
    sql = f"""SELECT court FROM events WHERE {LIVE} AND court IS NOT NULL
              GROUP BY court ORDER BY count(*) DESC, court LIMIT :limit"""
    return [court for (court,) in db.execute(sql, {"limit": limit})]


def any_steps(db: Connection, filters: Selection | None = None) -> bool:
    """Whether the store holds any event that stands, and matches."""
    where, values = of_events(filters or Selection())
    return bool(number(db, f"SELECT EXISTS (SELECT 1 FROM events WHERE {where})", values))


def count_steps(db: Connection, filters: Selection) -> int:
    """How many events match."""
    where, values = of_events(filters)
    return number(db, f"SELECT count(*) FROM events WHERE {where}", values)


def moves(db: Connection, filters: Selection, until: str, days: int) -> Moves:
    """What happened in the days that end with `until` (an ISO day), counted by direction."""
    since = (date.fromisoformat(until) - timedelta(days=days - 1)).isoformat()
    where, values = of_events(filters)
    sql = f"""SELECT direction, count(*) FROM events
              WHERE {where} AND status = 'happened' AND sort_date BETWEEN :first AND :last GROUP BY direction"""
    found = dict(db.execute(sql, {**values, "first": since, "last": until}).fetchall())
    return Moves(since, until, found.get("up", 0), found.get("down", 0), found.get("neutral", 0))


def upcoming(db: Connection, filters: Selection, after: str, limit: int = 5) -> list[Step]:
    """The next scheduled steps, the nearest first."""
    where, values = of_events(filters)
    where += " AND status = 'scheduled' AND sort_date >= :after"
    return told(db, where, "sort_date, {id}", {**values, "after": after, "limit": limit, "offset": 0})


def suits_by_month(db: Connection, filters: Selection) -> list[Count]:
    """How many steps up to the court happened in each month ("2026-02"), the earliest first."""
    where, values = of_events(filters)
    sql = f"""SELECT substr(sort_date, 1, 7) AS name, count(*) AS count FROM events
              WHERE {where} AND status = 'happened' AND stage = {SUIT} AND direction = 'up'
              GROUP BY 1 ORDER BY 1 DESC LIMIT 120"""
    return rows(db, Count, sql, values)[::-1]
