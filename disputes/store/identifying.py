"""Which stored event or dispute a new one is: the evidence of the stored ones, looked up for `linking.identity`."""

import sqlite3
from collections.abc import Collection, Mapping, Sequence

from disputes.linking.identity import Identities, Known, identify, same_place
from disputes.types import Dispute, Event, Evidence

NAMES = (  # of the report `r`: who acts, and whom it hits
    "(SELECT group_concat(name, ' ') FROM report_names WHERE report_id = r.id AND role <> 'tool')"
)
_HELD_COLUMNS = (
    "SELECT er.event_id, e.withdrawn IS NULL AS live, e.added_at, er.report_id,"
    " coalesce(er.article_id, '') AS article_id,"
    ' e.action, coalesce(er.start, 0) AS start, coalesce(er."end", 0) AS "end",'
)
_HELD_FROM = (
    " FROM event_reports AS er JOIN events AS e ON e.id = er.event_id LEFT JOIN articles AS a ON a.id = er.article_id"
)
_HELD_ORDER = " ORDER BY er.event_id, a.published, er.article_id, er.start, er.report_id"
_ALL_HELD = _HELD_COLUMNS + " 1 AS touched" + _HELD_FROM + _HELD_ORDER
# Those of other blocks stay as they are: their rows in linked_events are still there.
_HELD = (
    "WITH near AS (SELECT er.event_id FROM temp.touched AS t JOIN event_reports AS er ON er.report_id = t.report_id),"
    " placed AS (SELECT DISTINCT r.article_id FROM temp.wanted AS w JOIN reports AS r ON r.id = w.report_id),"
    " same AS (SELECT er.event_id FROM placed AS p JOIN event_reports AS er ON er.article_id = p.article_id"
    " WHERE er.event_id NOT IN (SELECT event_id FROM linked_events)) "
    + _HELD_COLUMNS
    + " er.event_id IN (SELECT event_id FROM near) AS touched"
    + _HELD_FROM
    + " WHERE er.event_id IN (SELECT event_id FROM near UNION SELECT event_id FROM same)"
    + _HELD_ORDER
)


def _touch(connection: sqlite3.Connection, events: Sequence[Event], touched: Collection[str] | None) -> None:
    """Notes for this connection which reports are looked at, and those of the events."""
    for table in ("touched", "wanted"):
        connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS {table} (report_id TEXT PRIMARY KEY) WITHOUT ROWID")
        connection.execute(f"DELETE FROM temp.{table}")
    wanted = {report_id for event in events for report_id in event.report_ids}
    connection.executemany("INSERT INTO temp.wanted VALUES (?)", [(id,) for id in wanted])
    connection.executemany("INSERT INTO temp.touched VALUES (?)", [(id,) for id in wanted | set(touched or ())])


def identify_events(
    connection: sqlite3.Connection, events: Sequence[Event], touched: Collection[str] | None
) -> tuple[Identities, list[sqlite3.Row], dict[str, list[str]]]:
    """The id of each event that is made of the `touched` reports (None: of all).

    Also the reports of the stored ones that they may be, a row each, and which of these came apart: id -> the ids of
    the other parts.
    """
    _touch(connection, events, touched)
    held = connection.execute(_HELD if touched is not None else _ALL_HELD).fetchall()
    moved = _moved(connection, held)
    known: dict[str, list[str]] = {}
    live: dict[str, bool] = {}
    added: dict[str, str] = {}
    for row in held:
        known.setdefault(row["event_id"], []).append(row["report_id"])
        live[row["event_id"]] = bool(row["live"])
        added[row["event_id"]] = row["added_at"]
    fresh = {event.id: [moved.get(report_id, report_id) for report_id in event.report_ids] for event in events}
    taken = {id for id in fresh if connection.execute("SELECT 1 FROM events WHERE id = ?", [id]).fetchone()}
    ids = identify(
        fresh, [Known(id, tuple(tokens), not live[id], added[id]) for id, tokens in known.items()], taken - known.keys()
    )
    holder = {token: ids.kept[id] for id, tokens in fresh.items() for token in tokens}
    kept = set(ids.kept.values())
    parts = {
        id: sorted({holder[token] for token in tokens if token in holder} - {id})
        for id, tokens in known.items()
        if live[id] and id in kept
    }
    return ids, held, {id: others for id, others in parts.items() if others}


def _moved(connection: sqlite3.Connection, held: Sequence[sqlite3.Row]) -> dict[str, str]:
    """The wanted reports that stored ones do not have -> those that stood in their place. Names are looked up for these
    alone."""
    found = connection.execute(
        'SELECT id, article_id, action, start, "end" FROM temp.wanted JOIN reports ON id = report_id ORDER BY id'
    ).fetchall()
    there = {row["id"] for row in found}
    gone = [row for row in held if row["report_id"] not in there]
    stored, left = ({row[column] for row in rows} for column, rows in (("report_id", held), ("article_id", gone)))
    new = [row for row in found if row["id"] not in stored and row["article_id"] in left]
    names = {row["id"]: _named(connection, _NAMES_OF_REPORT, row["id"]) for row in new}
    names |= {row["report_id"]: _named(connection, _NAMES_OF_EVENT, row["event_id"]) for row in gone}
    return same_place(
        [_evidence(row, row["id"], names) for row in new],
        [_evidence(row, row["report_id"], names) for row in gone],
    )


def _evidence(row: sqlite3.Row, id: str, names: Mapping[str, str]) -> Evidence:
    return Evidence(id, row["article_id"], row["action"], row["start"], row["end"], names[id])


_NAMES_OF_REPORT = f"SELECT {NAMES} FROM reports AS r WHERE id = ?"
_NAMES_OF_EVENT = "SELECT group_concat(name, ' ') FROM event_names WHERE event_id = ? AND role <> 'tool'"


def _named(connection: sqlite3.Connection, sql: str, id: str) -> str:
    return str(connection.execute(sql, [id]).fetchone()[0] or "")


def _look_at(connection: sqlite3.Connection, events: Collection[str] | None) -> None:
    """Notes for this connection the events that are put into disputes, and the disputes that these were in.

    One that has events elsewhere stays as it is, whatever it may once have had.
    """
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS regrouped (event_id TEXT PRIMARY KEY) WITHOUT ROWID")
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS left_by (dispute_id TEXT PRIMARY KEY) WITHOUT ROWID")
    connection.execute("DELETE FROM temp.regrouped")
    connection.execute("DELETE FROM temp.left_by")
    if events is None:
        connection.execute("INSERT INTO temp.regrouped SELECT id FROM events")
        connection.execute("INSERT INTO temp.left_by SELECT id FROM disputes")
    else:
        connection.executemany("INSERT INTO temp.regrouped VALUES (?)", [(id,) for id in events])
        connection.execute(_LEFT_BY)


_LEFT_BY = (
    "INSERT INTO temp.left_by SELECT d.id FROM disputes AS d WHERE d.id IN"
    " (SELECT e.dispute_id FROM temp.regrouped AS p JOIN events AS e ON e.id = p.event_id"
    " UNION SELECT c.old_value FROM temp.regrouped AS p JOIN link_changes AS c ON c.thing_id = p.event_id"
    " WHERE c.thing = 'event' AND c.field = 'dispute')"
    " AND (d.withdrawn IS NOT NULL OR NOT EXISTS (SELECT 1 FROM events AS e WHERE e.dispute_id = d.id"
    " AND e.withdrawn IS NULL AND e.id NOT IN (SELECT event_id FROM temp.regrouped)))"
)
# A dispute is known by its events, and one that was withdrawn by those that it once had.
_EVENTS_OF_DISPUTES = (
    "SELECT dispute_id, id AS event_id, withdrawn IS NOT NULL AS gone, sort_date, 0 AS once FROM events"
    " WHERE dispute_id IN (SELECT dispute_id FROM temp.left_by)"
    " UNION ALL SELECT c.old_value, c.thing_id, 1, '', 1 FROM temp.regrouped AS p"
    " JOIN link_changes AS c ON c.thing_id = p.event_id"
    " JOIN disputes AS d ON d.id = c.old_value AND d.withdrawn IS NOT NULL"
    " WHERE c.thing = 'event' AND c.field = 'dispute'"
    " ORDER BY 1, once, gone, sort_date, 2"
)


def identify_disputes(
    connection: sqlite3.Connection, disputes: Sequence[Dispute], events: Identities, placed: Collection[str] | None
) -> tuple[Identities, list[str]]:
    """The id of each dispute, where the stored events `placed` are put into disputes (None: all), and the stored
    disputes that they may be."""
    _look_at(connection, placed)
    evidence: dict[str, list[str]] = {}
    for row in connection.execute(_EVENTS_OF_DISPUTES):
        evidence.setdefault(row["dispute_id"], []).append(events.forwards.get(row["event_id"], row["event_id"]))
    stored = connection.execute(
        "SELECT d.id, withdrawn IS NOT NULL AS gone, added_at FROM temp.left_by JOIN disputes AS d ON d.id = dispute_id"
    ).fetchall()
    known = [
        Known(row["id"], tuple(dict.fromkeys(evidence[row["id"]])), bool(row["gone"]), row["added_at"])
        for row in stored
        if row["id"] in evidence
    ]
    fresh = {one.id: list(one.event_ids) for one in disputes}
    taken = {id for id in fresh if connection.execute("SELECT 1 FROM disputes WHERE id = ?", [id]).fetchone()}
    return identify(fresh, known, taken - {one.id for one in known}), [row["id"] for row in stored]
