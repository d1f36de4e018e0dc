"""What a digest says, as frozen records that every format renders: periods, moves, counts, silences, corrections."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from disputes.selection import EVERYTHING, Selection
from disputes.telling.records import Step, is_ruling, is_suit, step_order
from disputes.types import Direction, PartialDate

type Told = Mapping[str, Any]  # a step's facts as readers were told of them: field -> value


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
class Change:
    """A field of a step that is not as it was told; None for a value that is not known."""

    field: str
    before: Any
    now: Any


@dataclass(frozen=True, slots=True)
class Correction:
    """A step that an earlier digest told otherwise.

    `told` is as it was told, and `told_in` the digest that did. `reason` says why, where more is to say than that its
    reports say so now. `step` is how it stands now, or what it was merged into; None where it was withdrawn.
    """

    event_id: str
    kind: Literal["changed", "merged", "withdrawn", "restored"]
    told: Told
    told_in: str
    reason: str
    changes: tuple[Change, ...] = ()
    step: Step | None = None


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
    corrected: tuple[Correction, ...] = ()  # told otherwise by an earlier digest
    selection: Selection = EVERYTHING  # of what it tells; everything, unless somebody wants a part

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
