"""One event or one dispute -> its rows; what stood there before is replaced, and the time of its first making kept."""

import sqlite3

from disputes.timeline import sort_date
from disputes.types import Dispute, Event, precision_of


def save_dispute(connection: sqlite3.Connection, dispute: Dispute, at: str, *, withdrawn: str | None = None) -> None:
    """Keeps a dispute; `withdrawn` says why it is none. Its events are put into it elsewhere."""
    connection.execute(
        "INSERT INTO disputes (id, title, stage, direction, status, since, latest, stage_event_id,"
        " direction_event_id, status_event_id, confirmed_by, added_at, withdrawn, withdrawn_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET title = excluded.title, stage = excluded.stage,"
        " direction = excluded.direction, status = excluded.status, since = excluded.since,"
        " latest = excluded.latest, stage_event_id = excluded.stage_event_id,"
        " direction_event_id = excluded.direction_event_id, status_event_id = excluded.status_event_id,"
        " confirmed_by = excluded.confirmed_by, withdrawn = excluded.withdrawn, withdrawn_at = excluded.withdrawn_at",
        (
            *(dispute.id, dispute.title, dispute.stage, dispute.direction),
            *(dispute.status, dispute.since, dispute.latest, dispute.stage_event_id),
            *(dispute.direction_event_id, dispute.status_event_id, dispute.confirmed_by, at),
            *(withdrawn, at if withdrawn else None),
        ),
    )
    connection.execute("DELETE FROM forwards WHERE old_id = ?", [dispute.id])
    roles = (("claimant", dispute.claimants), ("respondent", dispute.respondents), ("tool", dispute.tools))
    connection.execute("DELETE FROM dispute_names WHERE dispute_id = ?", [dispute.id])
    connection.executemany(
        "INSERT INTO dispute_names (dispute_id, role, position, name) VALUES (?, ?, ?, ?)",
        [(dispute.id, role, position, name) for role, names in roles for position, name in enumerate(names)],
    )


def save_event(connection: sqlite3.Connection, event: Event, at: str, *, withdrawn: str | None = None) -> None:
    """Keeps an event with its names, reports and rival values; `withdrawn` says why it is none.

    One that stood already stays in its dispute.
    """
    connection.execute(
        "INSERT INTO events (id, dispute_id, action, stage, direction, date, precision, first_published, sort_date,"
        " status, court, docket, amount_usd, quote, best_report_id, source_count, confidence, confirmed_by,"
        " added_at, withdrawn, withdrawn_at)"
        " VALUES (?, '', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET action = excluded.action,"
        " stage = excluded.stage, direction = excluded.direction, date = excluded.date,"
        " precision = excluded.precision, first_published = excluded.first_published,"
        " sort_date = excluded.sort_date, status = excluded.status, court = excluded.court,"
        " docket = excluded.docket, amount_usd = excluded.amount_usd, quote = excluded.quote,"
        " best_report_id = excluded.best_report_id, source_count = excluded.source_count,"
        " confidence = excluded.confidence, confirmed_by = excluded.confirmed_by,"
        " withdrawn = excluded.withdrawn, withdrawn_at = excluded.withdrawn_at",
        (
            *(event.id, event.action, event.stage, event.direction, event.date),
            *(precision_of(event.date), event.first_published, sort_date(event), event.status, event.court),
            *(event.docket, event.amount_usd, event.quote, event.best_report_id, event.source_count),
            *(event.confidence, event.confirmed_by, at, withdrawn, at if withdrawn else None),
        ),
    )
    connection.execute("DELETE FROM forwards WHERE old_id = ?", [event.id])
    for table in ("event_names", "event_reports", "rival_values"):
        connection.execute(f"DELETE FROM {table} WHERE event_id = ?", [event.id])
    roles = (("actor", event.actors), ("target", event.targets), ("tool", event.tools))
    connection.executemany(
        "INSERT INTO event_names (event_id, role, position, name) VALUES (?, ?, ?, ?)",
        [(event.id, role, position, name) for role, names in roles for position, name in enumerate(names)],
    )
    joined = dict(zip(event.report_ids, event.joined_by, strict=False))
    connection.executemany(
        'INSERT INTO event_reports (event_id, report_id, article_id, start, "end", joined_by)'
        ' SELECT :event, :report, article_id, start, "end", :why'
        " FROM (SELECT 1) LEFT JOIN reports ON id = :report",
        [{"event": event.id, "report": id, "why": joined.get(id, "")} for id in event.report_ids],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO rival_values (event_id, field, value, report_id) VALUES (?, ?, ?, ?)",
        [(event.id, rival.field, rival.value, report_id) for rival in event.rivals for report_id in rival.report_ids],
    )
