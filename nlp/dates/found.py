"""What a finder hands on: a stretch of text and the spans of days that it can mean."""

from dataclasses import dataclass
from datetime import date

from nlp.dates import spans
from nlp.dates.mention import Kind, Tense, Unit
from nlp.dates.spans import Span


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate mention; fields as in DateMention, the dates still as spans."""

    start: int
    end: int
    kind: Kind
    past: Span | None = None
    future: Span | None = None
    tense: Tense | None = None
    offset: int | None = None
    unit: Unit | None = None
    weekday: int | None = None
    within: tuple[int, int | None] | None = None
    anchor_named: bool = False
    attributive: bool = False


def fixed(start: int, end: int, span: Span | None, kind: Kind = "absolute", *, tense: Tense | None = None) -> Found:
    """A candidate that means the same in every tense."""
    return Found(start, end, kind, span, span, tense)


def yearless(month: int, day: int | None, today: date, weekday: int | None = None) -> tuple[Span | None, Span | None]:
    """The nearest such day or month on or before `today`, and the nearest on or after it.

    A weekday beside the day ("Monday, May 12") picks the years in which they agree; where none does, it is ignored.
    """
    years = range(today.year - 8, today.year + 9)  # reaches a 29 February on either side
    options = [span for year in years if (span := spans.in_year(year, month, day))]
    if weekday is not None:
        near = [span for span in options if abs(span[0].year - today.year) <= 3 and span[0].weekday() == weekday]
        options = near or options
    return spans.nearest(options, today)


def weekdays(weekday: int, today: date) -> tuple[date, date]:
    """The nearest such weekday on or before `today`, and the nearest on or after it: the same day is both."""
    return today - (today.weekday() - weekday) % 7 * spans.DAY, today + (weekday - today.weekday()) % 7 * spans.DAY
