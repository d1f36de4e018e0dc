"""How a dispute came to be as it is: what linking changed in it, what people corrected, what was withdrawn."""

from dashboard.queries.opening import Connection, columns, number, rows
from dashboard.rows import Change, CorrectionRow, Standing, Withdrawn
from disputes.history import bearing

OF_DISPUTE = "SELECT :id UNION SELECT id FROM events WHERE dispute_id = :id"


def standing(db: Connection, dispute_id: str) -> Standing:
    """What made a dispute's stage, direction and status so."""
    return rows(db, Standing, f"SELECT {columns(Standing)} FROM disputes WHERE id = :id", {"id": dispute_id})[0]


def changes(db: Connection, dispute_id: str, limit: int = 200) -> list[Change]:
    """What linking changed in a dispute and its events, the latest first."""
    sql = f"""SELECT {columns(Change)} FROM link_changes WHERE thing_id IN ({OF_DISPUTE})
              ORDER BY number DESC LIMIT :limit"""
    return rows(db, Change, sql, {"id": dispute_id, "limit": limit})


def corrections(db: Connection, dispute_id: str, limit: int = 200) -> list[CorrectionRow]:
    """What people corrected that bears on a dispute, its events and their parties, the latest first."""
    sql = f"""{bearing(OF_DISPUTE)}
              SELECT {columns(CorrectionRow)} FROM corrections_log WHERE correction_id IN (SELECT id FROM bearing)
              ORDER BY number DESC LIMIT :limit"""
    return rows(db, CorrectionRow, sql, {"id": dispute_id, "limit": limit})


def every_correction(db: Connection, *, limit: int, offset: int = 0) -> list[CorrectionRow]:
    """Every correction, the latest first."""
    sql = f"SELECT {columns(CorrectionRow)} FROM corrections_log ORDER BY number DESC LIMIT :limit OFFSET :offset"
    return rows(db, CorrectionRow, sql, {"limit": limit, "offset": offset})


def count_corrections(db: Connection, *, waiting: bool = False) -> int:
    """How many corrections there are, or how many of them wait for the next linking."""
    where = "state = 'waiting'" if waiting else "true"
    return number(db, f"SELECT count(*) FROM corrections_log WHERE {where}")


def withdrawn(db: Connection, dispute_id: str, limit: int = 100) -> list[Withdrawn]:
    """The events of a dispute that are no longer held to be any, the latest first."""
    sql = """SELECT e.id AS event_id, coalesce(a.label, e.action) AS label, e.sort_date, e.quote, e.withdrawn,
                    e.withdrawn_at
             FROM events AS e LEFT JOIN actions AS a ON a.name = e.action
             WHERE e.dispute_id = :id AND e.withdrawn IS NOT NULL ORDER BY e.sort_date DESC, e.id LIMIT :limit"""
    return rows(db, Withdrawn, sql, {"id": dispute_id, "limit": limit})
