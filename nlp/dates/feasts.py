"""Finders for feast days ("on Thanksgiving") and for days told by their number alone ("on the 13th")."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from nlp.dates import spans
from nlp.dates.found import Found, fixed

type _Feast = Callable[[int], date]
_FEASTS: dict[str, _Feast] = {
    "Thanksgiving": lambda year: spans.nth_weekday(year, 11, 3, 4),
    "Black Friday": lambda year: spans.nth_weekday(year, 11, 3, 4) + spans.DAY,
    "Cyber Monday": lambda year: spans.nth_weekday(year, 11, 3, 4) + 4 * spans.DAY,
    "Labor Day": lambda year: spans.nth_weekday(year, 9, 0, 1),
    "Memorial Day": lambda year: spans.nth_weekday(year, 5, 0, -1),
    "Martin Luther King Jr. Day": lambda year: spans.nth_weekday(year, 1, 0, 3),
    "Martin Luther King Day": lambda year: spans.nth_weekday(year, 1, 0, 3),
    "MLK Day": lambda year: spans.nth_weekday(year, 1, 0, 3),
    "Presidents Day": lambda year: spans.nth_weekday(year, 2, 0, 3),
    "Columbus Day": lambda year: spans.nth_weekday(year, 10, 0, 2),
    "Good Friday": lambda year: spans.easter(year) - 2 * spans.DAY,
    "Easter Sunday": spans.easter,
    "Easter Monday": lambda year: spans.easter(year) + spans.DAY,
    "Ash Wednesday": lambda year: spans.easter(year) - 46 * spans.DAY,
    "Easter": spans.easter,
    "New Year’s Eve": lambda year: date(year, 12, 31),
    "New Year’s Day": lambda year: date(year, 1, 1),
    "Valentine’s Day": lambda year: date(year, 2, 14),
    "St. Patrick’s Day": lambda year: date(year, 3, 17),
    "April Fools’ Day": lambda year: date(year, 4, 1),
    "Juneteenth": lambda year: date(year, 6, 19),
    "Independence Day": lambda year: date(year, 7, 4),
    "the Fourth of July": lambda year: date(year, 7, 4),
    "July Fourth": lambda year: date(year, 7, 4),
    "Halloween": lambda year: date(year, 10, 31),
    "Veterans Day": lambda year: date(year, 11, 11),
    "Christmas Eve": lambda year: date(year, 12, 24),
    "Christmas Day": lambda year: date(year, 12, 25),
    "Christmas": lambda year: date(year, 12, 25),
    "Boxing Day": lambda year: date(year, 12, 26),
}
_FEAST = re.compile(
    r"(?P<name>"
    + "|".join(re.escape(name).replace("’", "['’]?") for name in sorted(_FEASTS, key=len, reverse=True))
    + r")(?:,?\s+(?P<year>(?:19|20)\d\d))?(?![\w-]|\s+[A-Z])"
)
_FEAST_LEAD = re.compile(r"\b(?:[Oo]n|[Ll]ast|[Bb]y|[Bb]efore|[Aa]fter|[Ss]ince|[Uu]ntil|[Tt]his)\s+$")
_FEAST_KEY = {name.replace("’", "").lower(): feast for name, feast in _FEASTS.items()}


def feasts(text: str, today: date) -> Iterator[Found]:
    """ "on Thanksgiving", "before Christmas", "on New Year's Eve 2023": the feasts of US and UK prose."""
    for hit in _FEAST.finditer(text):
        if not _FEAST_LEAD.search(text, max(0, hit.start() - 8), hit.start()):
            continue
        feast = _FEAST_KEY[hit["name"].replace("’", "").replace("'", "").lower()]
        if hit["year"]:
            yield fixed(hit.start(), hit.end(), spans.day(feast(int(hit["year"]))))
            continue
        days = [feast(year) for year in range(today.year - 1, today.year + 2)]
        past, future = max(day for day in days if day <= today), min(day for day in days if day >= today)
        yield Found(hit.start(), hit.end(), "yearless", spans.day(past), spans.day(future))


_NUMBERED = re.compile(
    r"the (?P<day>\d{1,2})(?:st|nd|rd|th)(?P<of>\s+of\s+(?:(?P<which>this|last|next)|(?:that|the)(?: same)?)\s+month)?"
    r"(?=\s*[.,;:)\n]|\s+(?:and|but|when|after|before|in|at|by|to|that|with|the)\b|\s*$)"
)
_NUMBERED_LEAD = re.compile(r"\b(?:[Oo]n|[Bb]y|[Uu]ntil) $")


def numbered_days(text: str, today: date) -> Iterator[Found]:
    """ "on the 13th", "on the 4th of last month"; not "the 13th floor" or "the 42nd Civil Chamber"."""
    for hit in _NUMBERED.finditer(text):
        which = hit["which"]
        if (hit["of"] and not which) or not _NUMBERED_LEAD.search(text, max(0, hit.start() - 7), hit.start()):
            continue
        shifts = {"this": [0], "last": [-1], "next": [1]}.get(which or "", range(-3, 4))
        days = [value for shift in shifts if (value := _day_of(today, shift, int(hit["day"])))]
        past = max((spans.day(value) for value in days if which or value <= today), default=None)
        future = min((spans.day(value) for value in days if which or value >= today), default=None)
        if past or future:
            yield Found(hit.start(), hit.end(), "relative", past, future)


def _day_of(today: date, shift: int, day: int) -> date | None:
    year_number, month = spans.shift_month(today, shift)
    return date(year_number, month, day) if 1 <= day <= spans.days_in(year_number, month) else None
