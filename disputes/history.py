"""How an event or a dispute came to be as it is: which reports, which rule joined them, which corrections.

`history` reads it from the store; `lines` puts it in words; `bearing` knows which corrections bear on what, for all
who ask. An id that was merged away leads to its heir and says so.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from disputes.errors import DisputesError
from disputes.linking.disputes import MADE
from disputes.store import Store


@dataclass(frozen=True, slots=True)
class Part:
    """A report of an event, or an event of a dispute: when it was, which rule put it there, and the words for it."""

    id: str
    date: str
    rule: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that changed it, or a correction of it: when (ISO time with zone), what, why, and by whom."""

    at: str
    what: str
    why: str
    who: str = ""
    correction_id: str | None = None


@dataclass(frozen=True, slots=True)
class History:
    """All that made an event or a dispute what it is. `asked` is the id that was asked for, `id` the one of today.

    `former` are the ids that were merged into it; `made_by` says of a dispute which event, or which correction, made
    its stage, direction and status, `rivals` of an event who says otherwise, `cases` which court cases it belongs to
    and how that was found.
    """

    kind: Literal["event", "dispute"]
    asked: str
    id: str
    title: str
    withdrawn: str | None
    added_at: str
    placed_by: str
    parts: tuple[Part, ...]
    former: tuple[str, ...]
    made_by: tuple[tuple[str, str], ...]
    rivals: tuple[str, ...]
    cases: tuple[str, ...]
    changes: tuple[Entry, ...]
    corrections: tuple[Entry, ...]


def history(store: Store, id: str) -> History:
    """The history of an event or a dispute, withdrawn ones included. Raises DisputesError where there is none."""
    current = store.current_id(id.strip())
    for row in store.rows("SELECT * FROM events WHERE id = ?", [current]):
        return _of_event(store, id, row)
    for row in store.rows("SELECT * FROM disputes WHERE id = ?", [current]):
        return _of_dispute(store, id, row)
    raise DisputesError(f"no event or dispute {id!r}")


def _of_event(store: Store, asked: str, row: Any) -> History:
    id = row["id"]
    names = {
        role: ", ".join(
            one["name"]
            for one in store.rows(
                "SELECT name FROM event_names WHERE event_id = ? AND role = ? ORDER BY position", [id, role]
            )
        )
        for role in ("actor", "target")
    }
    label = store.rows("SELECT label FROM actions WHERE name = ?", [row["action"]])
    head = f"{label[0]['label'] if label else row['action']}: {names['actor'] or '?'}"
    title = f"{head} -> {names['target']}" if names["target"] else head
    reports = store.rows(
        "SELECT er.report_id, a.published, a.outlet, a.title, a.url, er.joined_by, coalesce(r.quote, '') AS quote"
        " FROM event_reports AS er LEFT JOIN articles AS a ON a.id = er.article_id"
        " LEFT JOIN reports AS r ON r.id = er.report_id WHERE er.event_id = ? ORDER BY a.published, er.report_id",
        [id],
    )
    rivals = store.rows(
        "SELECT field, coalesce(label, value) AS value, group_concat(DISTINCT outlet) AS outlets FROM event_rivals"
        " LEFT JOIN actions ON field = 'action' AND name = value WHERE event_id = ?"
        " GROUP BY field, value ORDER BY field, value",
        [id],
    )
    cases = store.rows(
        "SELECT c.caption, c.id, ec.tied_by FROM event_cases AS ec JOIN cases AS c ON c.id = ec.case_id"
        " WHERE ec.event_id = ?",
        [id],
    )
    return History(
        *("event", asked, id, f"{title}, {row['date'] or 'no date'}", row["withdrawn"], row["added_at"]),
        placed_by=f"{row['dispute_id']}: {row['placed_by']}",
        parts=tuple(
            Part(
                one["report_id"],
                one["published"] or "",
                one["joined_by"],
                f"{one['outlet']}: {one['quote']}",
                one["url"] or "",
            )
            for one in reports
        ),
        made_by=(),
        rivals=tuple(f"{one['field']} {one['value']}: {one['outlets'] or 'no outlet named'}" for one in rivals),
        cases=tuple(f"{one['caption']} ({one['id']}), by {one['tied_by']}" for one in cases),
        **_record(store, id),
    )


def _of_dispute(store: Store, asked: str, row: Any) -> History:
    id = row["id"]
    events = store.rows(
        "SELECT t.event_id, t.sort_date, t.action_label, t.actors, t.targets, e.placed_by, t.article_url"
        " FROM timeline AS t JOIN events AS e ON e.id = t.event_id WHERE t.dispute_id = ?"
        " ORDER BY t.sort_date, t.event_id",
        [id],
    )
    cases = store.rows(
        "SELECT DISTINCT c.caption, c.id FROM event_cases AS ec JOIN cases AS c ON c.id = ec.case_id"
        " JOIN events AS e ON e.id = ec.event_id WHERE e.dispute_id = ? AND e.withdrawn IS NULL ORDER BY 2",
        [id],
    )
    set_by = _set_by(store, id)
    made = [(what, set_by.get(what) or row[f"{what}_event_id"]) for what in MADE]
    return History(
        *("dispute", asked, id, row["title"], row["withdrawn"], row["added_at"]),
        placed_by="",
        parts=tuple(
            Part(
                one["event_id"],
                one["sort_date"],
                one["placed_by"],
                f"{one['action_label']}: {one['actors'] or '?'} -> {one['targets'] or '?'}",
                one["article_url"] or "",
            )
            for one in events
        ),
        made_by=tuple((f"{what} {row[what]}", by) for what, by in made if by),
        rivals=(),
        cases=tuple(f"{one['caption']} ({one['id']})" for one in cases),
        **_record(store, id),
    )


def _set_by(store: Store, id: str) -> dict[str, str]:
    """The fields of a dispute that people set -> the correction that did it."""
    return {
        effect.correction.field: f"correction {effect.correction.id}"
        for effect in store.correction_effects()
        if effect.correction.kind == "set" and effect.correction.field and effect.state == "applied"
        if store.current_id(effect.correction.subject) == id
    }


def _record(store: Store, id: str) -> dict[str, Any]:
    """What is on record of an id and of those merged into it."""
    former = [row["old_id"] for row in store.rows("SELECT old_id FROM forwards WHERE new_id = ? ORDER BY 1", [id])]
    ids = [id, *former]
    marks = ", ".join("?" * len(ids))
    changes = store.rows(f"SELECT * FROM link_changes WHERE thing_id IN ({marks}) ORDER BY number", ids)
    made = store.rows(
        f"{bearing('SELECT :id')} SELECT * FROM corrections_log WHERE correction_id IN (SELECT id FROM bearing)"
        " ORDER BY number",
        {"id": id},
    )
    return {
        "former": tuple(former),
        "changes": tuple(
            Entry(row["at"], _change(row), row["reason"], correction_id=row["correction_id"]) for row in changes
        ),
        "corrections": tuple(
            Entry(row["at"], _correction(row), row["why"], row["who"], row["correction_id"]) for row in made
        ),
    }


def bearing(things: str) -> str:
    """The beginning of a query, in which `bearing (id)` are the corrections that bear on some events and disputes.

    `things` is a query for their ids of today. Of these, and of those merged into them, a correction may be the
    subject's, name them beside another subject, as a merge does, or have changed something; of a party it bears on all
    that show what the party was or is called. An undo bears on what the correction does that it takes back.
    """
    return f"""
        WITH RECURSIVE things (id) AS ({things}),
        known (id) AS (
            SELECT id FROM things
            UNION SELECT f.old_id FROM forwards AS f JOIN things AS t ON t.id = f.new_id
        ),
        shown (name) AS (
            SELECT name FROM event_names WHERE event_id IN (SELECT id FROM things)
            UNION SELECT name FROM dispute_names WHERE dispute_id IN (SELECT id FROM things)
        ),
        bearing (id) AS (
            SELECT id FROM corrections
            WHERE subject IN (SELECT id FROM known)
                OR EXISTS (SELECT 1 FROM json_each(evidence) WHERE key IN (SELECT id FROM known))
                OR (
                    subject_kind = 'party'
                    AND (subject IN (SELECT name FROM shown) OR new_value ->> '$' IN (SELECT name FROM shown))
                )
            UNION SELECT correction_id FROM link_changes
            WHERE correction_id IS NOT NULL AND thing_id IN (SELECT id FROM known)
            UNION SELECT c.id FROM corrections AS c JOIN bearing AS b ON b.id = c.subject
        )"""


def _change(row: Any) -> str:
    if row["change"] == "changed":
        return f"{row['field']} was {row['old_value'] or 'nothing'}, is {row['new_value'] or 'nothing'}"
    return f"{row['thing_id']} {row['change']}" + (f": {row['new_value']}" if row["new_value"] else "")


def _correction(row: Any) -> str:
    old, new = json.loads(row["old_value"]), json.loads(row["new_value"])
    value = f" {_shown(old)} -> {_shown(new)}" if row["kind"] == "set" else f" {_shown(new)}" if new else ""
    return f"{row['kind']} {row['subject']} {row['field'] or ''}{value} ({row['state']})".replace("  ", " ")


def _shown(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value) if value is not None else "nothing"


def lines(told: History) -> Iterator[str]:
    """A history in words, a line each."""
    yield f"{told.kind} {told.id}: {told.title}"
    if told.asked != told.id:
        yield f"  {told.asked} was merged into it"
    if told.withdrawn:
        yield f"  withdrawn: {told.withdrawn}"
    for id in told.former:
        yield f"  formerly also {id}"
    if told.placed_by.strip(": "):
        yield f"  in dispute {told.placed_by}"
    yield from (f"  {what}: made so by {by}" for what, by in told.made_by)
    yield from (f"  case {case}" for case in told.cases)
    yield "reports:" if told.kind == "event" else "events:"
    for part in told.parts:
        yield f"  {part.date}  {part.id}  {part.rule or 'no rule on record'}"
        yield f"      {part.text}"
    yield from _listed("said otherwise:", told.rivals)
    yield from _listed("changes:", [f"{one.at}  {one.what}; {one.why}" for one in told.changes])
    yield from _listed(
        "corrections:",
        [f"{one.at}  {one.correction_id}  {one.what}, by {one.who}: {one.why}" for one in told.corrections],
    )


def _listed(head: str, found: Sequence[str]) -> Iterator[str]:
    if found:
        yield head
        yield from (f"  {one}" for one in found)
