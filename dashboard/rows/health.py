"""Rows on how much the store holds and how its making went."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Totals:
    """How much the store holds."""

    articles: int
    events: int
    disputes: int


@dataclass(frozen=True, slots=True)
class Freshness:
    """When each stage last ended well (ISO times, empty for never) and the day that the newest article speaks of."""

    crawled: str
    read: str
    linked: str
    newest: str


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run of a stage."""

    id: int
    stage: str
    started_at: str
    finished_at: str | None
    done: int
    failed: int
    skipped: int


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One watched address and how it answered last; the fields from `judged` on are those of its source."""

    source_id: str
    url: str
    checked_at: str | None
    status: int | None
    error: str | None
    items: int | None
    judged: int  # addresses that were looked at
    answered: str | None  # when it last answered well
    brought: str | None  # when it last brought something new
    week: int  # new entries in the last seven days
    expected: float | None  # entries in a week


@dataclass(frozen=True, slots=True)
class FaultRow:
    """One thing that went wrong."""

    at: str
    stage: str
    place: str
    problem: str


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One published figure of how often the reading is right: of which set of articles, of what, in which measure."""

    articles: str
    what: str
    measure: str
    figure: str
