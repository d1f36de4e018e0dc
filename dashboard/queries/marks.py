"""What a chart of many disputes shows: which disputes, and which of their steps share a mark.

Every step has a mark of its own, or else those of one dispute that are most alike share one, so that no dispute is left
out for the number of steps. Of more disputes than MOST some are left out anyway: then the LATEST that moved are shown,
in few marks, for a chart of thousands takes a browser seconds to draw.
"""

import json

from dashboard.queries.filtering import of_events
from dashboard.queries.opening import Connection, number, rows
from dashboard.queries.steps import told
from dashboard.rows import Charted, Gathered, Step
from disputes.selection import Selection

MOST = 600  # disputes
LATEST, FEW = 150, 1500  # disputes and marks, where more disputes match
ALIKE = (  # what steps of one dispute and status that share a mark have in common, in words and in columns
    ("", "id"),
    ("of one kind and month", "action, substr(sort_date, 1, 7)"),
    ("of one kind and year", "action, substr(sort_date, 1, 4)"),
    ("of one stage, direction and year", "stage, direction, substr(sort_date, 1, 4)"),
    ("of one stage and direction", "stage, direction"),
)
ORDER = "sort_date, coalesce(stage, 99), {id}"


def charted(db: Connection, filters: Selection, *, marks: int) -> Charted:
    """The disputes that match, in so many marks at most where that can be, else in as few as there can be."""
    where, values = of_events(filters)
    latest = f"""SELECT dispute_id, count(*) OVER () FROM events WHERE {where}
                 GROUP BY dispute_id ORDER BY max(sort_date) DESC, dispute_id LIMIT :most"""
    found = db.execute(latest, {**values, "most": MOST}).fetchall()
    matching = found[0][1] if found else 0
    shown, marks = ((), marks) if matching <= MOST else (tuple(dispute for dispute, _ in found[:LATEST]), FEW)
    where, values = _of(shown, filters)
    alike, groups = _alike(db, where, values, marks)
    first = f"""SELECT substr(min(sort_date || id), 11) AS event_id, count(*) AS steps, max(sort_date) AS until,
                       group_concat(DISTINCT action) AS actions {groups}"""  # a day has ten characters
    gathered = rows(db, Gathered, first, values)
    ids = {"ids": json.dumps([mark.event_id for mark in gathered]), "limit": len(gathered), "offset": 0}
    steps = told(db, "id IN (SELECT value FROM json_each(:ids))", ORDER, ids)
    several = {mark.event_id: mark for mark in gathered if mark.steps > 1}
    return Charted(steps, several, alike, matching, shown)


def steps_charted(db: Connection, filters: Selection, shown: tuple[str, ...], *, limit: int) -> list[Step]:
    """All steps that the marks of a chart stand for, the earliest first; `shown` as in `Charted`."""
    where, values = _of(shown, filters)
    return told(db, where, ORDER, {**values, "limit": limit, "offset": 0})


def _alike(db: Connection, where: str, values: dict[str, object], marks: int) -> tuple[str, str]:
    """What steps have in common that share a mark, the least that fits, and the rows of a query that groups them so."""
    grouped = [(alike, f"FROM events WHERE {where} GROUP BY dispute_id, status, {columns}") for alike, columns in ALIKE]
    fit = (one for one in grouped if number(db, f"SELECT count(*) FROM (SELECT 1 {one[1]})", values) <= marks)
    return next(fit, grouped[-1])


def _of(shown: tuple[str, ...], filters: Selection) -> tuple[str, dict[str, object]]:
    """The condition on the steps of the disputes that are shown, all of them for none, and its values."""
    where, values = of_events(filters)
    if not shown:
        return where, values
    return f"{where} AND dispute_id IN (SELECT value FROM json_each(:shown))", {**values, "shown": json.dumps(shown)}
