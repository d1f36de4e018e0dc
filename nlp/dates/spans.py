"""Arithmetic on stretches of days, into which every date expression is turned.

"last week", "in June", "the summer of 2023" and "between July and September" are all a first and a last day. What may
be stated of such a stretch is what its two ends share: the day, the month, the year, or nothing. So "last week" across
two months has year precision without a rule of its own.
"""

import calendar
from collections.abc import Iterable
from datetime import date, timedelta

from disputes.types import PartialDate

type Span = tuple[date, date]

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # its first month, north of the equator


def partial(span: Span | None) -> PartialDate | None:
    """The finest partial date that holds for every day of a span: day, month, year, or None."""
    if span is None:
        return None
    first, last = span
    if first == last:
        return first.isoformat()
    if (first.year, first.month) == (last.year, last.month):
        return first.isoformat()[:7]
    return first.isoformat()[:4] if first.year == last.year else None


def span_of(value: PartialDate) -> Span:
    """The days of a partial date. Raises ValueError on anything else."""
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 3:
        return day(date(*parts))
    return month(parts[0], parts[1]) if len(parts) == 2 else year(parts[0])


def day(value: date) -> Span:
    """One day."""
    return value, value


def month(year_number: int, number: int) -> Span:
    """A calendar month. Raises ValueError outside the calendar, as do all functions here."""
    return date(year_number, number, 1), date(year_number, number, days_in(year_number, number))


def year(number: int) -> Span:
    """A calendar year."""
    return date(number, 1, 1), date(number, 12, 31)


def in_year(number: int, month_number: int, day_number: int | None) -> Span | None:
    """A month of a year, or a day of that month; None where the year has no such day."""
    try:
        return month(number, month_number) if day_number is None else day(date(number, month_number, day_number))
    except ValueError:
        return None


def nearest(options: Iterable[Span], today: date) -> tuple[Span | None, Span | None]:
    """The last of some spans that has begun by a day, and the first that has not ended before it."""
    kept = list(options)
    past = max((span for span in kept if span[0] <= today), default=None)
    return past, min((span for span in kept if span[1] >= today), default=None)


def week(value: date, offset: int = 0) -> Span:
    """The week, Monday to Sunday, that holds a day, moved by `offset` weeks."""
    monday = value - value.weekday() * DAY + offset * WEEK
    return monday, monday + 6 * DAY


def weekend(value: date, offset: int = 0) -> Span:
    """Saturday and Sunday of the week that holds a day, moved by `offset` weeks."""
    monday, sunday = week(value, offset)
    return monday + 5 * DAY, sunday


def season(year_number: int, name: str) -> Span:
    """Three whole months; winter begins in December of the year and ends in the next."""
    first = date(year_number, SEASONS[name], 1)
    return first, month(*shift_month(first, 2))[1]


def quarter(year_number: int, number: int) -> Span:
    """A quarter of the calendar year, 1 to 4."""
    return date(year_number, 3 * number - 2, 1), month(year_number, 3 * number)[1]


def hull(one: Span, other: Span) -> Span:
    """From the earlier beginning to the later end."""
    return min(one[0], other[0]), max(one[1], other[1])


def moved(span: Span, offset: int, unit: str) -> Span:
    """A span moved by whole days, weeks, months or years, widened to what the unit can state.

    Weeks are taken at their word, seven days each; "a month later" is a calendar month, more than six months reach one
    further to either side.
    """
    first, last = span
    if unit in {"day", "week"}:
        distance = offset * (DAY if unit == "day" else WEEK)
        return first + distance, last + distance
    if unit == "month":
        slack = 0 if abs(offset) <= 6 else 1
        return (
            month(*shift_month(first, offset - slack))[0],
            month(*shift_month(last, offset + slack))[1],
        )
    return year(first.year + offset)[0], year(last.year + offset)[1]


def shift_month(value: date, offset: int) -> tuple[int, int]:
    """Year and month, `offset` months from a day's own."""
    years, index = divmod(value.month - 1 + offset, 12)
    return value.year + years, index + 1


def days_in(year_number: int, number: int) -> int:
    """How many days a month has."""
    return calendar.monthrange(year_number, number)[1]


def nth_weekday(year_number: int, number: int, weekday: int, nth: int) -> date:
    """The nth weekday of a month; -1 is the last."""
    if nth < 0:
        last = month(year_number, number)[1]
        return last - (last.weekday() - weekday) % 7 * DAY
    first = date(year_number, number, 1)
    return first + ((weekday - first.weekday()) % 7 + 7 * (nth - 1)) * DAY


def easter(year_number: int) -> date:
    """Easter Sunday, by the anonymous Gregorian algorithm (Meeus, Jones and Butcher)."""
    century, of_century = divmod(year_number, 100)
    golden = year_number % 19
    lunar = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - lunar + 15) % 30
    letter = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    fix = (golden + 11 * epact + 22 * letter) // 451
    number, index = divmod(epact + letter - 7 * fix + 114, 31)
    return date(year_number, number, index + 1)
