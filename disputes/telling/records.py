"""A step as every way out tells it: what took place, the quote that states it, and the articles that it leads back to.

Texts stand here as the store holds them; a format escapes and shortens. Addresses are only ever http(s) or None.
"""

from dataclasses import dataclass
from typing import Literal

from disputes.types import Direction, PartialDate, Precision, Status

SUIT_STAGE = 4
DECISION_STAGE = 5


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
    """One event as people are told of it. `citations` begin with the article that the quote is taken from."""

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


def first_day(partial: PartialDate) -> str:
    """The first day of a partial date: "2026-02" -> "2026-02-01"."""
    return partial[:10] + "-01-01"[len(partial) - 4 :] if len(partial) < 10 else partial[:10]


def is_suit(step: Step) -> bool:
    """Whether a step opens a suit: at that stage filings and hearings are neutral, and only a new suit points up."""
    return step.stage == SUIT_STAGE and step.direction == "up"


def is_ruling(step: Step) -> bool:
    """Whether a step is a decision."""
    return step.stage == DECISION_STAGE


def step_order(step: Step) -> tuple[str, int, str]:
    """By day, then along the road, then by id, so that the order never depends on the database's."""
    return (step.day, -1 if step.stage is None else step.stage, step.event_id)
