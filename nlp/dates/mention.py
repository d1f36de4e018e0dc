"""What `find_dates` gives: one expression of an article, what it can mean, and how it stands in its clause."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from disputes.types import PartialDate
from nlp.dates import spans

type Kind = Literal["absolute", "yearless", "weekday", "relative", "anchored", "dateline"]
type Tense = Literal["past", "future"]
type Relation = Literal["on", "by", "before", "after", "since", "until", "between"]
type Unit = Literal["day", "week", "month", "year", "weekday"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression; `article[start:end] == text`.

    `kind` is "absolute" where the year is stated, "anchored" where only another step tells ("a week later"),
    "dateline" where it dates the article. `past` and `future` are what it means in a clause about the past or the
    future: the same for most kinds, different for "March 3" or "Friday". `tense` is what the words around it suggest.
    `relation` says how the step stands to the date: only "on" and "by" date a step. `attributive` marks a date that
    belongs to a noun ("the June 2025 decision", "a 2007 novella", "Friday's ruling").

    An anchored mention lies `offset` units from its anchor (0: the same day, month or year; None: not told how many),
    with `weekday` set for "the following Monday" and `within` (month, day or None) for "May 3 of that year".
    `anchor_named`: the words that follow name the anchor ("two days after the ruling"); otherwise it is the step told
    last.
    """

    start: int
    end: int
    text: str
    kind: Kind
    past: PartialDate | None = None
    future: PartialDate | None = None
    tense: Tense | None = None
    relation: Relation = "on"
    attributive: bool = False
    offset: int | None = None
    unit: Unit | None = None
    weekday: int | None = None
    within: tuple[int, int | None] | None = None
    anchor_named: bool = False

    @property
    def date(self) -> PartialDate | None:
        """What it most likely means, by the words around it."""
        return resolve(self, self.tense)


def resolve(mention: DateMention, tense: Tense | None) -> PartialDate | None:
    """The date that a mention means in a clause of that tense; without one the past, as news tells what happened."""
    if tense == "future":
        return mention.future or mention.past
    return mention.past or mention.future


def anchored(mention: DateMention, anchor: PartialDate | None) -> PartialDate | None:
    """The date of an anchored mention, given the date of the step that it counts from.

    An anchor coarser than a day makes the result coarser: a day after something in "2025-03" is some day of 2025.
    Returns None without an anchor, without a known distance, and for a mention that is not anchored.
    """
    return _counted(mention, anchor, 1)


def anchor_of(mention: DateMention, step: PartialDate | None) -> PartialDate | None:
    """The other way round: the date of the step that is counted from, given that of the step which the mention dates.

    "Sued on Friday, a week after it had deleted its models": the deletion, given the Friday.
    """
    return _counted(mention, step, -1) if mention.unit != "weekday" and not mention.within else None


def _counted(mention: DateMention, origin: PartialDate | None, direction: int) -> PartialDate | None:
    if origin is None or mention.kind != "anchored" or mention.unit is None or mention.offset is None:
        return None
    try:
        return _from_anchor(mention, spans.span_of(origin), direction * mention.offset)
    except (ValueError, OverflowError):
        return None


def _from_anchor(mention: DateMention, anchor: spans.Span, offset: int) -> PartialDate | None:
    if mention.unit == "weekday":
        return _weekday_from(mention, anchor)
    if mention.within:
        years = {value.year + offset for value in anchor}
        return spans.partial(spans.in_year(years.pop(), *mention.within)) if len(years) == 1 else None
    if offset == 0:
        return spans.partial(spans.hull(_whole(anchor[0], mention.unit), _whole(anchor[1], mention.unit)))
    return spans.partial(spans.moved(anchor, offset, mention.unit or "day"))


def _weekday_from(mention: DateMention, anchor: spans.Span) -> PartialDate | None:
    """The next or previous weekday, strictly after or before the anchor; "that Friday" is of the anchor's week."""
    if mention.weekday is None or mention.offset is None or anchor[0] != anchor[1]:
        return None
    origin = anchor[0]
    if mention.offset == 0:
        return spans.partial(spans.day(spans.week(origin)[0] + mention.weekday * spans.DAY))
    step = 1 if mention.offset > 0 else -1
    distance = (mention.weekday - origin.weekday()) * step % 7 or 7
    return spans.partial(spans.day(origin + step * distance * spans.DAY))


def _whole(value: date, unit: Unit | None) -> spans.Span:
    """The day, week, month or year that holds a day."""
    if unit == "week":
        return spans.week(value)
    if unit == "month":
        return spans.month(value.year, value.month)
    return spans.year(value.year) if unit == "year" else spans.day(value)
