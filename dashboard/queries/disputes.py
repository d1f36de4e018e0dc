"""Disputes: lists and counts of those that match, one of them with all that is said of its steps, and its names."""

import json
from collections.abc import Sequence

from dashboard.queries.filtering import of_disputes
from dashboard.queries.opening import Connection, columns, number, rows
from dashboard.rows import Count, DisputeRow, Rival, SourceRow
from disputes.selection import Selection

ORDERS = {
    "latest": "latest DESC, dispute_id",
    "stage": "stage DESC, latest DESC, dispute_id",
    "steps": "events DESC, latest DESC, dispute_id",
    "sources": "sources DESC, latest DESC, dispute_id",
    "title": "title COLLATE NOCASE, dispute_id",
}


def disputes(
    db: Connection, filters: Selection, *, order: str = "latest", limit: int = 25, offset: int = 0
) -> list[DisputeRow]:
    """The disputes with at least one event that matches; `order` is a key of ORDERS."""
    where, values = of_disputes(filters)
    sql = f"""SELECT {columns(DisputeRow)} FROM dispute_summary WHERE {where}
              ORDER BY {ORDERS[order]} LIMIT :limit OFFSET :offset"""
    return rows(db, DisputeRow, sql, {**values, "limit": limit, "offset": offset})


def count_disputes(db: Connection, filters: Selection, *, open_only: bool = False) -> int:
    """How many disputes (that are open) have at least one event that matches."""
    where, values = of_disputes(filters)
    where += " AND status = 'open'" if open_only else ""
    return number(db, f"SELECT count(*) FROM dispute_summary WHERE {where}", values)


def dispute(db: Connection, dispute_id: str) -> DisputeRow | None:
    """One dispute; an id that was merged into another leads to its heir."""
    sql = f"SELECT {columns(DisputeRow)} FROM dispute_summary WHERE dispute_id = :id"
    seen: set[str] = set()
    while dispute_id not in seen:
        if found := rows(db, DisputeRow, sql, {"id": dispute_id}):
            return found[0]
        seen.add(dispute_id)
        heir = db.execute("SELECT new_id FROM forwards WHERE old_id = :id", {"id": dispute_id}).fetchone()
        dispute_id = heir[0] if heir else dispute_id
    return None


def names_of(db: Connection, dispute_id: str) -> dict[str, list[str]]:
    """The names of a dispute by role (claimant, respondent, tool), in their order."""
    sql = "SELECT role, name FROM dispute_names WHERE dispute_id = :id ORDER BY role, position LIMIT 1000"
    found: dict[str, list[str]] = {"claimant": [], "respondent": [], "tool": []}
    for role, name in db.execute(sql, {"id": dispute_id}):
        found[role].append(name)
    return found


def sources(db: Connection, event_ids: Sequence[str]) -> list[SourceRow]:
    """Everything that articles say of some events, the earliest first."""
    sql = f"""SELECT {columns(SourceRow)} FROM event_sources
              WHERE event_id IN (SELECT value FROM json_each(:ids))
              ORDER BY event_id, published, outlet, article_id LIMIT 5000"""
    return rows(db, SourceRow, sql, {"ids": json.dumps(list(event_ids))})


def rivals(db: Connection, event_ids: Sequence[str]) -> list[Rival]:
    """The values that lost, for some events, with the outlets that say them."""
    sql = """SELECT event_id, field, value, coalesce(group_concat(outlet, '; '), '') AS outlets
             FROM (SELECT DISTINCT rival_values.event_id, field, value, articles.outlet
                   FROM rival_values
                   LEFT JOIN reports ON reports.id = rival_values.report_id
                   LEFT JOIN articles ON articles.id = reports.article_id
                   WHERE rival_values.event_id IN (SELECT value FROM json_each(:ids)) ORDER BY articles.outlet)
             GROUP BY event_id, field, value ORDER BY event_id, field, value LIMIT 5000"""
    return rows(db, Rival, sql, {"ids": json.dumps(list(event_ids))})


def busiest(db: Connection, filters: Selection, role: str, limit: int = 8) -> list[Count]:
    """The names with most open disputes in a role."""
    where, values = of_disputes(filters)
    sql = f"""SELECT name, count(DISTINCT dispute_id) AS count FROM dispute_names
              WHERE role = :role AND dispute_id IN
                  (SELECT dispute_id FROM dispute_summary WHERE status = 'open' AND {where})
              GROUP BY name ORDER BY 2 DESC, name LIMIT :limit"""
    return rows(db, Count, sql, {**values, "role": role, "limit": limit})


def names(db: Connection, role: str, limit: int = 500) -> list[str]:
    """The names that disputes know in a role, those with most disputes first."""
    sql = """SELECT name FROM dispute_names WHERE role = :role AND name <> ''
             GROUP BY name ORDER BY count(*) DESC, name LIMIT :limit"""
    return [name for (name,) in db.execute(sql, {"role": role, "limit": limit})]
