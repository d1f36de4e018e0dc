"""Rows on how a dispute came to be as it is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """Which events made a dispute's stage, direction and status so, and the correction that confirmed it."""

    stage_event_id: str | None
    direction_event_id: str | None
    status_event_id: str | None
    confirmed_by: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """What linking changed in an event or a dispute."""

    at: str
    thing: str
    thing_id: str
    change: str
    field: str | None
    old_value: str | None
    new_value: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A row of `corrections_log`; the values are JSON."""

    correction_id: str
    at: str
    who: str
    kind: str
    subject_kind: str
    subject: str
    field: str | None
    old_value: str
    new_value: str
    why: str
    source: str
    state: str
    detail: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An event that is no longer held to be one, and why."""

    event_id: str
    label: str
    sort_date: str
    quote: str
    withdrawn: str
    withdrawn_at: str | None
