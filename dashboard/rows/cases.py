"""Rows on court cases."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A row of `case_summary`, with works and country."""

    case_id: str
    origin: str
    caption: str
    court: str | None
    country: str | None
    docket: str | None
    docket_url: str | None
    filed: str | None
    claimants: str | None
    respondents: str | None
    tools: str | None
    works: str | None
    status: str
    status_on: str | None
    unconfirmed: str
    note: str
    former_captions: str | None
    other_dockets: str | None
    events: int
    refreshed_at: str | None
    date_terminated: str | None
    date_last_filing: str | None


@dataclass(frozen=True, slots=True)
class CaseTie:
    """A step that belongs to a case, and how it was found to: by docket, caption, parties or a correction."""

    event_id: str
    dispute_id: str
    date: str | None
    sort_date: str
    label: str
    direction: str
    status: str
    quote: str
    tied_by: str
    dispute: str


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry of a docket."""

    number: int | None
    filed: str | None
    description: str
