"""What linking writes: events and disputes under ids that stay, withdrawn but never deleted; forwards after merges.

What changes in what stood already is logged in `link_changes`, with the reason.
"""

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from disputes.linking.identity import Identities, Known, identify, same_place
from disputes.store.changes import Log, Why, snapshots, values_of_dispute, values_of_event
from disputes.store.connection import Connection
from disputes.store.saving import save_dispute, save_event
from disputes.types import Dispute, Event, Evidence

NO_REPORT = "no report states it any more"
NO_EVENT = "no event is left in it"


@dataclass(frozen=True, slots=True)
class LinkChanges:
    """What one linking changed, counted in events."""

    added: int
    kept: int
    withdrawn: int
    forwarded: int


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why what people decided changes events and disputes, by the id that linking gave them."""

    events: Mapping[str, Why] = field(default_factory=dict)
    disputes: Mapping[str, Why] = field(default_factory=dict)
    reports: Mapping[str, Why] = field(default_factory=dict)  # of reports whose event was rejected
    rejected: Mapping[str, Why] = field(default_factory=dict)  # of events and disputes that are kept as withdrawn


class Links(Connection):
    """The part of the store that belongs to linking."""

    def count_events(self) -> set[str]:
        """The ids of all events that stand."""
        return {row["id"] for row in self.rows("SELECT id FROM events WHERE withdrawn IS NULL")}

    def changes(self, before: set[str], ids: Identities) -> LinkChanges:
        """What a linking changed, from the events that stood before it."""
        now = self.count_events()
        return LinkChanges(len(now - before), len(now & before), len(before - now), len(ids.forwards))

    def save_events(
        self, events: Sequence[Event], touched: Collection[str] | None, reasons: Reasons, *, at: str
    ) -> Identities:
        """Keeps events under ids that stay, in the place of those made of the `touched` reports; None: of all.

        Gives the id that each bears now. Their disputes must be saved in the same transaction.
        """
        with self.transaction() as connection:
            connection.execute("PRAGMA defer_foreign_keys = ON")
            self._touch(connection, events, touched)
            held = connection.execute(_HELD if touched is not None else _ALL_HELD).fetchall()
            ids, split = _identify_events(connection, events, held)
            gone = {row["event_id"] for row in held if row["live"] and row["touched"]} - set(ids.kept.values())
            log = Log(connection, "event", at)
            kept = [ids.kept[event.id] for event in events]
            old = snapshots(connection, "event", kept)
            for event in events:
                id = ids.kept[event.id]
                new = replace(event, id=id)
                no_more = reasons.rejected.get(event.id)
                save_event(connection, new, at, withdrawn=no_more[1] if no_more else None)
                values = values_of_event(new) | {"withdrawn": no_more[1] if no_more else None}
                log.differences(id, old.get(id), values, no_more or reasons.events.get(event.id))
            for id, parts in sorted(split.items()):
                log.split(id, parts)
            _withdraw(connection, "events", gone, ids.forwards, log, self._why_gone(connection, gone, reasons))
        return ids

    def save_disputes(
        self,
        disputes: Sequence[Dispute],
        placed: Mapping[str, tuple[str, str]],
        events: Identities,
        reasons: Reasons,
        *,
        at: str,
    ) -> dict[str, str]:
        """Lets the store hold exactly these disputes, under ids that stay; gives the id that each bears now.

        `placed`: the id of an event, as stored -> its dispute's id, as given, and the rule that put it there.
        """
        with self.transaction() as connection:
            ids = _identify_disputes(connection, disputes, events)
            log = Log(connection, "dispute", at)
            old = snapshots(connection, "dispute", None)
            for dispute in disputes:
                new = replace(dispute, id=ids.kept[dispute.id])
                no_more = reasons.rejected.get(dispute.id)
                values = values_of_dispute(new) | {"withdrawn": no_more[1] if no_more else None}
                if old.get(new.id) != values:
                    save_dispute(connection, new, at, withdrawn=no_more[1] if no_more else None)
                    log.differences(new.id, old.get(new.id), values, no_more or reasons.disputes.get(dispute.id))
            self._place(connection, {id: (ids.kept[to], why) for id, (to, why) in placed.items()}, reasons, at)
            live = set(ids.kept.values())
            gone = {id for id, values in old.items() if values["withdrawn"] is None} - live
            _withdraw(connection, "disputes", gone, ids.forwards, log, {})
        return ids.kept

    def reject_events(self, reasons: Mapping[str, Why], *, at: str) -> None:
        """Withdraws the stored events that are in a dispute that people rejected, and brings back those that no
        longer are; `reasons` by stored id, for all that are in one now."""
        with self.transaction() as connection:
            log = Log(connection, "event", at)
            for row in connection.execute(
                "SELECT e.id, e.withdrawn FROM events AS e JOIN linked_events AS l ON l.event_id = e.id"
            ).fetchall():
                why = reasons.get(row["id"])
                if (why[1] if why else None) == row["withdrawn"]:
                    continue
                connection.execute(
                    "UPDATE events SET withdrawn = ?, withdrawn_at = ? WHERE id = ?",
                    (why[1] if why else None, at if why else None, row["id"]),
                )
                if why:
                    log.withdrawn(row["id"], why)
                else:
                    log.returned(row["id"], row["withdrawn"])

    def current_id(self, old_id: str) -> str:
        """The id that an event or a dispute goes by today: its own, or that of what it was merged into."""
        found = self.rows("SELECT new_id FROM forwards WHERE old_id = ?", [old_id])
        return str(found[0]["new_id"]) if found else old_id

    def _touch(self, connection: sqlite3.Connection, events: Sequence[Event], touched: Collection[str] | None) -> None:
        """Notes for this connection which reports are looked at, and those of the events."""
        for table in ("touched", "wanted"):
            connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS {table} (report_id TEXT PRIMARY KEY) WITHOUT ROWID")
            connection.execute(f"DELETE FROM temp.{table}")
        wanted = {report_id for event in events for report_id in event.report_ids}
        connection.executemany("INSERT INTO temp.wanted VALUES (?)", [(id,) for id in wanted])
        connection.executemany("INSERT INTO temp.touched VALUES (?)", [(id,) for id in wanted | set(touched or ())])

    def _place(
        self, connection: sqlite3.Connection, placed: Mapping[str, tuple[str, str]], reasons: Reasons, at: str
    ) -> None:
        """Puts events into their disputes; writes only where that changed."""
        held = {
            row["id"]: (row["dispute_id"], row["placed_by"])
            for row in connection.execute("SELECT id, dispute_id, placed_by FROM events")
        }
        moved = {id: to for id, to in placed.items() if held.get(id) != to}
        connection.executemany(
            "UPDATE events SET dispute_id = ?, placed_by = ? WHERE id = ?",
            [(*to, id) for id, to in sorted(moved.items())],
        )
        log = Log(connection, "event", at)
        for id, (to, why) in sorted(moved.items()):
            if held.get(id, ("", ""))[0] not in ("", to):
                log.changed(id, "dispute", held[id][0], to, reasons.events.get(id) or (None, why))

    def _why_gone(self, connection: sqlite3.Connection, gone: Iterable[str], reasons: Reasons) -> dict[str, Why]:
        why: dict[str, Why] = {}
        for id in gone:
            for row in connection.execute("SELECT report_id FROM event_reports WHERE event_id = ?", [id]):
                if found := reasons.reports.get(row["report_id"]):
                    why[id] = found
        return why


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


def _identify_events(
    connection: sqlite3.Connection, events: Sequence[Event], held: Sequence[sqlite3.Row]
) -> tuple[Identities, dict[str, list[str]]]:
    """The id of each event, and which stored events came apart: id -> the ids of the other parts."""
    new = [
        Evidence(*row)
        for row in connection.execute(
            'SELECT id, article_id, action, start, "end" FROM temp.wanted JOIN reports ON id = report_id ORDER BY id'
        )
    ]
    old = [Evidence(row["report_id"], row["article_id"], row["action"], row["start"], row["end"]) for row in held]
    moved = same_place(new, old)
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
    return ids, {id: others for id, others in parts.items() if others}


def _identify_disputes(connection: sqlite3.Connection, disputes: Sequence[Dispute], events: Identities) -> Identities:
    """A dispute is known by its events, and one that was withdrawn by those that it once had."""
    evidence: dict[str, list[str]] = {}
    for row in connection.execute(_EVENTS_OF_DISPUTES):
        evidence.setdefault(row["dispute_id"], []).append(events.forwards.get(row["event_id"], row["event_id"]))
    stored = connection.execute("SELECT id, withdrawn IS NOT NULL AS gone, added_at FROM disputes").fetchall()
    known = [
        Known(row["id"], tuple(dict.fromkeys(evidence[row["id"]])), bool(row["gone"]), row["added_at"])
        for row in stored
        if row["id"] in evidence
    ]
    empty = {row["id"] for row in stored} - evidence.keys()
    return identify({one.id: list(one.event_ids) for one in disputes}, known, empty)


_EVENTS_OF_DISPUTES = (
    "SELECT dispute_id, id AS event_id, withdrawn IS NOT NULL AS gone, sort_date, 0 AS once FROM events"
    " UNION ALL SELECT c.old_value, c.thing_id, 1, '', 1 FROM link_changes AS c"
    " JOIN disputes AS d ON d.id = c.old_value AND d.withdrawn IS NOT NULL"
    " WHERE c.thing = 'event' AND c.field = 'dispute'"
    " ORDER BY 1, once, gone, sort_date, 2"
)


def _withdraw(
    connection: sqlite3.Connection,
    table: str,
    gone: Collection[str],
    forwards: Mapping[str, str],
    log: Log,
    reasons: Mapping[str, Why],
) -> None:
    nothing = NO_REPORT if table == "events" else NO_EVENT
    for id in sorted(gone):
        cause, reason = reasons.get(id, (None, nothing))
        if id in forwards:
            reason = f"merged into {forwards[id]}"
            log.merged(id, forwards[id])
        else:
            log.withdrawn(id, (cause, reason))
        connection.execute(f"UPDATE {table} SET withdrawn = ?, withdrawn_at = ? WHERE id = ?", (reason, log.at, id))
    for old, new in sorted(forwards.items()):
        connection.execute("UPDATE forwards SET new_id = ? WHERE new_id = ?", (new, old))
        connection.execute(
            "INSERT INTO forwards (old_id, new_id, reason, at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (old_id) DO UPDATE SET new_id = excluded.new_id, reason = excluded.reason, at = excluded.at",
            (old, new, "the same reports now make one", log.at),
        )
