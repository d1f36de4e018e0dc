"""What linking writes: events and disputes under ids that stay, withdrawn but never deleted; forwards after merges.

What changes in what stood already is logged in `link_changes`, with the reason.
"""

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from disputes.linking.identity import Identities
from disputes.store.changes import Log, Values, Why, names_of, snapshots, values_of_dispute, values_of_event
from disputes.store.connection import Connection
from disputes.store.identifying import identify_disputes, identify_events
from disputes.store.saving import save_dispute, save_event
from disputes.types import Dispute, Event

NO_REPORT = "no report states it any more"
NO_EVENT = "no event is left in it"
ONE = "the same reports now make one"


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
    names: Mapping[str, Why] = field(default_factory=dict)  # by what a party was or is called


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
            ids, held, split = identify_events(connection, events, touched)
            gone = {row["event_id"] for row in held if row["live"] and row["touched"]} - set(ids.kept.values())
            log = Log(connection, "event", at, reasons.names)
            kept = [ids.kept[event.id] for event in events]
            old = snapshots(connection, "event", kept)
            for event in events:
                id = ids.kept[event.id]
                new = replace(event, id=id)
                no_more = reasons.rejected.get(event.id)
                save_event(connection, new, at, withdrawn=no_more[1] if no_more else None)
                values = values_of_event(new) | {"withdrawn": no_more[1] if no_more else None}
                log.differences(id, old.get(id), values, no_more or reasons.events.get(event.id))
            decided = {ids.kept[id]: why for id, why in reasons.events.items()}
            for id, parts in sorted(split.items()):
                log.split(id, parts, decided.get(id) or log.why_apart(names_of("event", old[id])))
            causes = self._why_gone(connection, gone, reasons)
            old |= snapshots(connection, "event", sorted(gone & ids.forwards.keys()))
            causes |= _why_merged(log, old, {id: ids.forwards[id] for id in gone if id in ids.forwards}, decided)
            _withdraw(connection, "events", gone, ids.forwards, log, causes)
        return ids

    def save_disputes(
        self,
        disputes: Sequence[Dispute],
        placed: Mapping[str, tuple[str, str]],
        events: Identities,
        reasons: Reasons,
        *,
        at: str,
        before: Collection[str] | None = None,
    ) -> dict[str, str]:
        """Keeps disputes under ids that stay, in the place of those that had the events `before`; None: of all.

        Gives the id that each bears now. `placed`: the id of an event, as stored -> its dispute's id, as given, and
        the rule that put it there.
        """
        with self.transaction() as connection:
            ids, known = identify_disputes(connection, disputes, events, None if before is None else {*before, *placed})
            log = Log(connection, "dispute", at, reasons.names)
            old = snapshots(connection, "dispute", None if before is None else [*{*known, *ids.kept.values()}])
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
            decided = {ids.kept[id]: why for id, why in reasons.disputes.items() if id in ids.kept}
            causes = _why_merged(log, old, {id: ids.forwards[id] for id in gone if id in ids.forwards}, decided)
            _withdraw(connection, "disputes", gone, ids.forwards, log, causes)
        return ids.kept

    def reject_events(self, ids: Iterable[str], reasons: Mapping[str, Why], *, at: str) -> None:
        """Of some stored events withdraws those that are in a dispute that people rejected, and brings back those that
        no longer are; `reasons` by id, for all that are in one now."""
        with self.transaction() as connection:
            log = Log(connection, "event", at)
            for id in ids:
                row = connection.execute("SELECT id, withdrawn FROM events WHERE id = ?", [id]).fetchone()
                why = reasons.get(id)
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

    def _place(
        self, connection: sqlite3.Connection, placed: Mapping[str, tuple[str, str]], reasons: Reasons, at: str
    ) -> None:
        """Puts events into their disputes; writes only where that changed."""
        held = {
            row["id"]: (row["dispute_id"], row["placed_by"])
            for id in placed
            for row in connection.execute("SELECT id, dispute_id, placed_by FROM events WHERE id = ?", [id])
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


def _why_merged(
    log: Log, old: Mapping[str, Values], merged: Mapping[str, str], decided: Mapping[str, Why]
) -> dict[str, Why]:
    """Why events or disputes are part of another now: where people `decided` so, or that parties in which the two
    differed are one."""
    whys: dict[str, Why] = {}
    for id, heir in merged.items():
        apart = {*names_of(log.thing, old.get(id, {}))} ^ {*names_of(log.thing, old.get(heir, {}))}
        if why := decided.get(heir) or log.why_apart(sorted(apart)):
            whys[id] = why
    return whys


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
        cause, reason = reasons.get(id, (None, ONE if id in forwards else nothing))
        if id in forwards:
            log.merged(id, forwards[id], (cause, reason))
            reason = f"merged into {forwards[id]}"
        else:
            log.withdrawn(id, (cause, reason))
        connection.execute(f"UPDATE {table} SET withdrawn = ?, withdrawn_at = ? WHERE id = ?", (reason, log.at, id))
    for old, new in sorted(forwards.items()):
        connection.execute("UPDATE forwards SET new_id = ? WHERE new_id = ?", (new, old))
        connection.execute(
            "INSERT INTO forwards (old_id, new_id, reason, at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (old_id) DO UPDATE SET new_id = excluded.new_id, reason = excluded.reason, at = excluded.at",
            (old, new, reasons.get(old, (None, ONE))[1], log.at),
        )
