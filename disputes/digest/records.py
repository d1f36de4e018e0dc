"""What a digest says, as frozen records that every format renders: periods, steps with their sources, moves, counts.

Texts stand here as the store holds them; a format escapes and shortens. Addresses are only ever http(s) or None.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from disputes.types import Direction, PartialDate, Precision, Status


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `since` to `until`, both included; `label` is what a person calls it ("2026-W08")."""

    since: date
    until: date
    label: str

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.until - self.since).days + 1

    def before(self) -> "Period":
        """The equally long period that ends on the day before."""
        until = self.since - timedelta(days=1)
        since = self.since - timedelta(days=self.days)
        return Period(since, until, f"{since} to {until}")


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a step is reported: an article and its outlet."""

    outlet: str
    title: str
    url: str | None
    published: PartialDate
    article_id: str
    credited_to: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """The words that state a step, and what stands around them in the same sentence of the article."""

    text: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One event as the digest tells it. `citations` begin with the article that the quote is taken from."""

    event_id: str
    dispute_id: str
    dispute: str
    action: str
    label: str
    stage: int | None
    direction: Direction
    status: Status
    date: PartialDate | None
    precision: Precision | None
    first_published: PartialDate
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    tools: tuple[str, ...]
    court: str | None
    docket: str | None
    amount_usd: float | None
    quote: Quote
    source_count: int
    confidence: float
    citations: tuple[Citation, ...]

    @property
    def day(self) -> str:
        """The day that it stands under: its own where it is known to the day, else that of the first report."""
        return self.date if self.date and self.precision == "day" else first_day(self.first_published)

    @property
    def told(self) -> str:
        """The day of the first report."""
        return first_day(self.first_published)

    @property
    def placed_by(self) -> Literal["date", "first report"]:
        """What `day` rests on."""
        return "date" if self.precision == "day" else "first report"


@dataclass(frozen=True, slots=True)
class Move:
    """A dispute in which something happened; `direction` is where the last step that was not neutral points."""

    dispute_id: str
    title: str
    claimants: tuple[str, ...]
    respondents: tuple[str, ...]
    stage_before: int | None
    stage_after: int | None
    direction: Direction
    is_new: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """A period in numbers; steps are those that happened."""

    articles: int = 0
    outlets: int = 0
    steps: int = 0
    up: int = 0
    down: int = 0
    disputes: int = 0
    new_disputes: int = 0
    suits: int = 0
    rulings: int = 0
    threats: int = 0


@dataclass(frozen=True, slots=True)
class Day:
    """The steps of one day that point up and down."""

    day: date
    up: int
    down: int


@dataclass(frozen=True, slots=True)
class Silence:
    """A source that does not bring what it used to: its last check failed, or it fell quiet."""

    source_id: str
    problem: str
    last_published: PartialDate | None


@dataclass(frozen=True, slots=True)
class Digest:
    """A period of all disputes, complete: formats choose what to show and add nothing of their own."""

    period: Period
    counts: Counts
    counts_before: Counts
    days: tuple[Day, ...]
    moves: tuple[Move, ...]
    threatened: tuple[Step, ...]
    coming: tuple[Step, ...]  # scheduled for the period or later, or announced in it without a date
    late: tuple[Step, ...]  # first reported in the period, but earlier by their own date
    older: int  # the same, too long ago to be listed
    silences: tuple[Silence, ...]

    def moved(self, direction: Direction) -> tuple[Move, ...]:
        """The disputes that went one way."""
        return tuple(move for move in self.moves if move.direction == direction)

    @property
    def new_disputes(self) -> tuple[Move, ...]:
        """The disputes of which nothing had happened before."""
        return tuple(move for move in self.moves if move.is_new)

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps that happened, in the order of their days."""
        return tuple(sorted((step for move in self.moves for step in move.steps), key=step_order))

    @property
    def suits(self) -> tuple[Step, ...]:
        """The new suits."""
        return tuple(step for step in self.steps if is_suit(step))

    @property
    def rulings(self) -> tuple[Step, ...]:
        """What courts decided."""
        return tuple(step for step in self.steps if is_ruling(step))

    @property
    def money(self) -> tuple[Step, ...]:
        """The steps with a sum of money, the largest first."""
        sums = [step for step in self.steps if step.amount_usd is not None]
        return tuple(sorted(sums, key=lambda step: (-(step.amount_usd or 0), *step_order(step))))


def first_day(partial: PartialDate) -> str:
    """The first day of a partial date: "2026-02" -> "2026-02-01"."""
    return partial[:10] + "-01-01"[len(partial) - 4 :] if len(partial) < 10 else partial[:10]


SUIT_STAGE = 4
DECISION_STAGE = 5


def is_suit(step: Step) -> bool:
    """Whether a step opens a suit: at that stage filings and hearings are neutral, and only a new suit points up."""
    return step.stage == SUIT_STAGE and step.direction == "up"


def is_ruling(step: Step) -> bool:
    """Whether a step is a decision."""
    return step.stage == DECISION_STAGE


def step_order(step: Step) -> tuple[str, int, str]:
    """By day, then along the road, then by id, so that the order never depends on the database's."""
    return (step.day, -1 if step.stage is None else step.stage, step.event_id)
