"""The queue of doubtful events, and the names that no list knows: what waits for a person."""

import json
from collections.abc import Iterable
from typing import Any

from dashboard.queries.filtering import LIVE, of_events
from dashboard.queries.opening import Connection, number, rows
from dashboard.queries.steps import told
from dashboard.rows import NewName, Step
from disputes.selection import Selection

LOW = 0.6  # of a confidence
DOUBTS = {  # why an event is doubtful: the condition, and which come first
    "confidence": (f"confidence < {LOW}", "confidence, {id}"),
    "dates": ("id IN (SELECT event_id FROM rival_values WHERE field = 'date')", "sort_date DESC, {id}"),
    "source": ("source_count = 1", "sort_date DESC, {id}"),
}
OPEN = """confirmed_by IS NULL AND id NOT IN (
    SELECT subject FROM corrections WHERE id NOT IN (SELECT correction_id FROM correction_effects)
)"""  # what nobody has confirmed, and no correction that waits for the next linking concerns


def doubts(db: Connection, doubt: str, filters: Selection, *, limit: int, offset: int = 0) -> list[Step]:
    """The events that are doubtful for a reason of DOUBTS, the most doubtful or the latest first."""
    where, values = _where(doubt, filters)
    return told(db, where, DOUBTS[doubt][1], {**values, "limit": limit, "offset": offset})


def count_doubts(db: Connection, doubt: str, filters: Selection) -> int:
    """How many events are doubtful for a reason."""
    where, values = _where(doubt, filters)
    return number(db, f"SELECT count(*) FROM events WHERE {where}", values)


def new_names(db: Connection, known: Iterable[str], *, limit: int, offset: int = 0) -> list[NewName]:
    """The parties of disputes that are not among the known names, those of the latest disputes first."""
    sql = f"""SELECT n.name, count(DISTINCT d.id) AS disputes, max(d.latest) AS latest, max(d.id) AS dispute_id,
                     max(d.title) AS dispute
              FROM dispute_names AS n JOIN disputes AS d ON d.id = n.dispute_id
              WHERE {_NEW} AND d.{LIVE}
              GROUP BY n.name ORDER BY 3 DESC, n.name LIMIT :limit OFFSET :offset"""
    return rows(db, NewName, sql, {"known": json.dumps(list(known)), "limit": limit, "offset": offset})


def count_new_names(db: Connection, known: Iterable[str]) -> int:
    """How many such names there are."""
    sql = f"SELECT count(DISTINCT n.name) FROM dispute_names AS n WHERE {_NEW}"
    return number(db, sql, {"known": json.dumps(list(known))})


_NEW = """n.role IN ('claimant', 'respondent') AND n.name NOT IN (SELECT value FROM json_each(:known))
          AND n.name NOT IN (SELECT subject FROM corrections WHERE subject_kind = 'party')"""


def step(db: Connection, event_id: str) -> Step | None:
    """One event; an id that was merged into another leads to its heir."""
    heir = db.execute("SELECT new_id FROM forwards WHERE old_id = ?", [event_id]).fetchone()
    where = f"{LIVE} AND id = :event"
    found = told(db, where, "{id}", {"event": heir[0] if heir else event_id, "limit": 1, "offset": 0})
    return found[0] if found else None


def _where(doubt: str, filters: Selection) -> tuple[str, dict[str, Any]]:
    where, values = of_events(filters)
    return f"{where} AND {DOUBTS[doubt][0]} AND {OPEN}", values
