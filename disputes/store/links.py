"""What linking writes: events and disputes under ids that stay, withdrawn but never deleted; forwards after merges."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from disputes.linking.identity import Evidence, Identities, Known, identify, same_place
from disputes.store.connection import Connection
from disputes.timeline import sort_date
from disputes.types import Dispute, Event, precision_of

NO_REPORT = "no report states it any more"


@dataclass(frozen=True, slots=True)
class LinkChanges:
    """What one linking changed, counted in events."""

    added: int
    kept: int
    withdrawn: int
    forwarded: int


class Links(Connection):
    """The part of the store that belongs to linking."""

    def save_links(self, events: Sequence[Event], disputes: Sequence[Dispute], *, at: str = "") -> LinkChanges:
        """Lets the store say exactly these events and disputes, in one transaction.

        Ids of what is stored already are kept, whatever ids come in; what is no longer there is withdrawn with its
        reason, and what was merged forwards to its heir. `at` is an ISO time with zone.
        """
        with self.transaction() as connection:
            before = {row["id"] for row in connection.execute("SELECT id FROM events WHERE withdrawn IS NULL")}
            event_ids = self._identify_events(connection, events)
            named = [replace(event, id=event_ids.kept[event.id]) for event in events]
            dispute_ids = _identify_disputes(connection, disputes, event_ids)
            _save_disputes(connection, [replace(d, id=dispute_ids.kept[d.id]) for d in disputes])
            for event in named:
                _save_event(connection, replace(event, dispute_id=dispute_ids.kept[event.dispute_id]))
            live = {event.id for event in named}
            _withdraw(connection, "events", live, event_ids.forwards, at)
            _withdraw(connection, "disputes", set(dispute_ids.kept.values()), dispute_ids.forwards, at)
        return LinkChanges(len(live - before), len(live & before), len(before - live), len(event_ids.forwards))

    def current_id(self, old_id: str) -> str:
        """The id that an event or a dispute goes by today: its own, or that of what it was merged into."""
        found = self.rows("SELECT new_id FROM forwards WHERE old_id = ?", [old_id])
        return str(found[0]["new_id"]) if found else old_id

    def _identify_events(self, connection: sqlite3.Connection, events: Sequence[Event]) -> Identities:
        old = connection.execute(
            "SELECT er.event_id, e.withdrawn IS NOT NULL AS gone, er.report_id,"
            " coalesce(er.article_id, '') AS article_id,"
            ' e.action, coalesce(er.start, 0) AS start, coalesce(er."end", 0) AS "end"'
            " FROM event_reports AS er JOIN events AS e ON e.id = er.event_id"
            " LEFT JOIN articles AS a ON a.id = er.article_id"
            " ORDER BY er.event_id, a.published, er.article_id, er.start, er.report_id"
        ).fetchall()
        wanted = {report_id for event in events for report_id in event.report_ids}
        new = [
            Evidence(*row)
            for row in connection.execute('SELECT id, article_id, action, start, "end" FROM reports')
            if row["id"] in wanted
        ]
        moved = same_place(new, [Evidence(*tuple(row)[2:]) for row in old])
        known: dict[str, Known] = {}
        for row in old:
            before = known.get(row["event_id"])
            tokens = (*before.evidence, row["report_id"]) if before else (row["report_id"],)
            known[row["event_id"]] = Known(row["event_id"], tokens, bool(row["gone"]))
        fresh = {event.id: [moved.get(report_id, report_id) for report_id in event.report_ids] for event in events}
        return identify(fresh, list(known.values()))


def _identify_disputes(connection: sqlite3.Connection, disputes: Sequence[Dispute], events: Identities) -> Identities:
    evidence: dict[str, list[str]] = {}
    gone: dict[str, bool] = {}
    for row in connection.execute(
        "SELECT d.id, d.withdrawn IS NOT NULL AS gone, e.id AS event_id FROM disputes AS d JOIN events AS e"
        " ON e.dispute_id = d.id ORDER BY d.id, e.withdrawn IS NOT NULL, e.sort_date, e.id"
    ):
        evidence.setdefault(row["id"], []).append(events.forwards.get(row["event_id"], row["event_id"]))
        gone[row["id"]] = bool(row["gone"])
    known = [Known(id, tuple(dict.fromkeys(tokens)), gone[id]) for id, tokens in evidence.items()]
    return identify({d.id: [events.kept[event_id] for event_id in d.event_ids] for d in disputes}, known)


def _save_disputes(connection: sqlite3.Connection, disputes: Iterable[Dispute]) -> None:
    for dispute in disputes:
        connection.execute(
            "INSERT INTO disputes (id, title, stage, direction, status, since, latest, withdrawn)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, NULL)"
            " ON CONFLICT (id) DO UPDATE SET title = excluded.title, stage = excluded.stage,"
            " direction = excluded.direction, status = excluded.status, since = excluded.since,"
            " latest = excluded.latest, withdrawn = NULL",
            (
                *(dispute.id, dispute.title, dispute.stage, dispute.direction),
                *(dispute.status, dispute.since, dispute.latest),
            ),
        )
        roles = (("claimant", dispute.claimants), ("respondent", dispute.respondents), ("tool", dispute.tools))
        connection.execute("DELETE FROM dispute_names WHERE dispute_id = ?", [dispute.id])
        connection.executemany(
            "INSERT INTO dispute_names (dispute_id, role, position, name) VALUES (?, ?, ?, ?)",
            [(dispute.id, role, position, name) for role, names in roles for position, name in enumerate(names)],
        )


def _save_event(connection: sqlite3.Connection, event: Event) -> None:
    connection.execute(
        "INSERT INTO events (id, dispute_id, action, stage, direction, date, precision, first_published, sort_date,"
        " status, court, docket, amount_usd, quote, best_report_id, source_count, confidence, withdrawn)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)"
        " ON CONFLICT (id) DO UPDATE SET dispute_id = excluded.dispute_id, action = excluded.action,"
        " stage = excluded.stage, direction = excluded.direction, date = excluded.date,"
        " precision = excluded.precision, first_published = excluded.first_published,"
        " sort_date = excluded.sort_date, status = excluded.status, court = excluded.court,"
        " docket = excluded.docket, amount_usd = excluded.amount_usd, quote = excluded.quote,"
        " best_report_id = excluded.best_report_id, source_count = excluded.source_count,"
        " confidence = excluded.confidence, withdrawn = NULL",
        (
            *(event.id, event.dispute_id, event.action, event.stage, event.direction, event.date),
            *(precision_of(event.date), event.first_published, sort_date(event), event.status, event.court),
            *(event.docket, event.amount_usd, event.quote, event.best_report_id, event.source_count),
            event.confidence,
        ),
    )
    for table in ("event_names", "event_reports", "rival_values"):
        connection.execute(f"DELETE FROM {table} WHERE event_id = ?", [event.id])
    roles = (("actor", event.actors), ("target", event.targets), ("tool", event.tools))
    connection.executemany(
        "INSERT INTO event_names (event_id, role, position, name) VALUES (?, ?, ?, ?)",
        [(event.id, role, position, name) for role, names in roles for position, name in enumerate(names)],
    )
    connection.executemany(
        'INSERT INTO event_reports (event_id, report_id, article_id, start, "end")'
        ' SELECT :event, :report, article_id, start, "end"'
        " FROM (SELECT 1) LEFT JOIN reports ON id = :report",
        [{"event": event.id, "report": report_id} for report_id in event.report_ids],
    )
    connection.executemany(
        "INSERT INTO rival_values (event_id, field, value, report_id) VALUES (?, ?, ?, ?)",
        [(event.id, rival.field, rival.value, report_id) for rival in event.rivals for report_id in rival.report_ids],
    )


def _withdraw(connection: sqlite3.Connection, table: str, live: set[str], forwards: dict[str, str], at: str) -> None:
    reason: Callable[[str], str] = lambda id: f"merged into {forwards[id]}" if id in forwards else NO_REPORT  # noqa: E731
    gone = {row["id"] for row in connection.execute(f"SELECT id FROM {table} WHERE withdrawn IS NULL")} - live
    connection.executemany(f"UPDATE {table} SET withdrawn = ? WHERE id = ?", [(reason(id), id) for id in sorted(gone)])
    connection.executemany("DELETE FROM forwards WHERE old_id = ?", [(id,) for id in sorted(live)])
    for old, new in sorted(forwards.items()):
        connection.execute("UPDATE forwards SET new_id = ? WHERE new_id = ?", (new, old))
        connection.execute(
            "INSERT INTO forwards (old_id, new_id, reason, at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (old_id) DO UPDATE SET new_id = excluded.new_id, reason = excluded.reason, at = excluded.at",
            (old, new, "the same reports now make one", at),
        )
