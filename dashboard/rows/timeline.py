"""Rows on steps and disputes, named as in the store's views."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rung:
    """An action of the ladder; `stage` is None beside the road and for what may happen at any stage."""

    name: str
    label: str
    stage: int | None
    direction: str


@dataclass(frozen=True, slots=True)
class Step:
    """A row of `timeline`: one event with the sentence and the article that speak best for it."""

    event_id: str
    dispute_id: str
    dispute: str
    date: str | None
    precision: str | None
    sort_date: str
    action: str
    action_label: str
    stage: int | None
    direction: str
    status: str
    actors: str | None
    targets: str | None
    tools: str | None
    court: str | None
    docket: str | None
    amount_usd: float | None
    quote: str
    sources: int
    confidence: float
    outlet: str | None
    article_title: str | None
    article_url: str | None
    article_id: str | None


@dataclass(frozen=True, slots=True)
class Gathered:
    """Steps of one dispute that share a mark: the first of them, how many, the day of the last, and their actions
    (joined by commas)."""

    event_id: str
    steps: int
    until: str
    actions: str


@dataclass(frozen=True, slots=True)
class Charted:
    """What a chart of many disputes shows: the first step of each mark, in order; the marks of several steps by the id
    of the first, and what these steps have in common; how many disputes match; which of them are shown, where that is
    not all."""

    steps: list[Step]
    several: dict[str, Gathered]
    alike: str
    matching: int
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """A row of `dispute_summary`; `stage` is None where no step that happened has a place on the ladder."""

    dispute_id: str
    title: str
    claimants: str | None
    respondents: str | None
    tools: str | None
    stage: int | None
    direction: str
    status: str
    since: str
    latest: str
    events: int
    sources: int


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row of `event_sources`: what one article says of one event."""

    event_id: str
    report_id: str
    article_id: str
    outlet: str
    title: str
    url: str
    published: str
    quote: str
    date: str | None
    status: str
    credited_to: str | None
    confidence: float
    story_id: str | None


@dataclass(frozen=True, slots=True)
class Rival:
    """A value of an event's field that lost to another, and the outlets that say it."""

    event_id: str
    field: str
    value: str
    outlets: str


@dataclass(frozen=True, slots=True)
class Count:
    """How often something occurs."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact or figure that a page tells beside its tables: of what or whom, what it is called, and its value."""

    of: str
    name: str
    value: str | int


@dataclass(frozen=True, slots=True)
class Moves:
    """How many steps happened in a stretch of days, by where they point."""

    since: str
    until: str
    up: int
    down: int
    neutral: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.up + self.down + self.neutral
