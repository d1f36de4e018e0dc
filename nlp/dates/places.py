"""Finders for dates told by their place in a longer time: "May of that year", "the last day of 2024", "the second
Tuesday in March"."""

import re
from collections.abc import Iterator
from datetime import date

from nlp.dates import spans
from nlp.dates.found import Found, fixed
from nlp.dates.spans import Span
from nlp.dates.words import MONTH, WEEKDAY_FULL, YEAR, either, month_number, opens_word, weekday_number

_OF_A_YEAR = re.compile(
    rf"(?:(?:the\s+)?(?P<before>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>{MONTH})(?![A-Za-z])\.?"
    rf"(?:\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?)?,?\s+(?:in\s+|of\s+)?"
    rf"(?:(?P<told>last|this|next)|(?P<next>the (?:following|next))|(?P<previous>the (?:previous|preceding|prior))"
    rf"|{either('that, that same, the same')})\s+year(?![\w-])"
)
_SHIFTS = {"last": -1, "this": 0, "next": 1}


def of_a_year(text: str, today: date) -> Iterator[Found]:
    """ "May of that year", "on March 3 of the following year", "in January last year"."""
    for hit in _OF_A_YEAR.finditer(text):
        if not opens_word(text, hit.start()):
            continue
        month, number = month_number(hit["month"]), hit["day"] or hit["before"]
        day = int(number) if number else None
        if day is not None and not 1 <= day <= spans.days_in(2024, month):
            continue
        if hit["told"]:
            if span := spans.in_year(today.year + _SHIFTS[hit["told"]], month, day):
                yield fixed(hit.start(), hit.end(), span, "yearless")
            continue
        offset = 1 if hit["next"] else -1 if hit["previous"] else 0
        yield Found(hit.start(), hit.end(), "anchored", offset=offset, unit="year", within=(month, day))


_BY_PLACE = re.compile(
    rf"\b[Tt]he\s+(?:very\s+)?(?P<nth>first|second|third|fourth|last|final|opening|closing)\s+"
    rf"(?:(?P<day>day)|(?P<weekday>{WEEKDAY_FULL})|days|weeks|months)\s+(?:of|in)\s+"
    rf"(?:(?P<month>{MONTH})(?![A-Za-z])\.?(?:,?\s+(?:of\s+)?(?P<year>{YEAR})(?!\d))?|(?P<only>{YEAR})(?!\d))"
)
_NTH = {"first": 1, "opening": 1, "second": 2, "third": 3, "fourth": 4, "last": -1, "final": -1, "closing": -1}


def days_by_place(text: str, today: date) -> Iterator[Found]:
    """ "the last day of 2024", "the second Tuesday in March", "the closing weeks of 2024" (of which only the year)."""
    for hit in _BY_PLACE.finditer(text):
        year = hit["year"] or hit["only"]
        if year:
            if span := _by_place(hit, int(year)):
                yield fixed(hit.start(), hit.end(), span)
            continue
        options = [span for n in range(today.year - 1, today.year + 2) if (span := _by_place(hit, n))]
        yield Found(hit.start(), hit.end(), "yearless", *spans.nearest(options, today))


def _by_place(hit: re.Match[str], year: int) -> Span | None:
    """The day that is meant in a year; the whole month or year where "days" or "weeks" are told; None: no such day."""
    nth = _NTH[hit["nth"]]
    whole = spans.month(year, month_number(hit["month"])) if hit["month"] else spans.year(year)
    if hit["weekday"]:
        if not hit["month"]:
            return None
        return spans.day(spans.nth_weekday(year, whole[0].month, weekday_number(hit["weekday"]), nth))
    if not hit["day"]:
        return whole
    return spans.day(whole[1]) if nth < 0 else spans.day(whole[0] + (nth - 1) * spans.DAY)
