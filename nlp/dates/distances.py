"""Finders for distances: from the day of publication ("two weeks ago") or from another step ("a week later")."""

import re
from collections.abc import Iterator
from datetime import date

from nlp.dates import spans
from nlp.dates.found import Found, fixed
from nlp.dates.mention import Unit
from nlp.dates.spans import Span
from nlp.dates.words import HEDGE, NUMBER, VAGUE, either, number, opens_word

_DISTANCE = re.compile(
    r"(?P<unit>hour|day|week|fortnight|month|year|minute)(?P<plural>s?)\s+"
    r"(?:(?P<ago>ago|back(?=[,.;:)]))|(?P<hence>from now|hence)"
    r"|(?P<way>later|earlier|afterwards?|previously|prior to|prior|beforehand|before|after|on(?=[,.;])))\b"
    r"(?!\s+(?:yesterday|tomorrow|last)\b)"
)
_QUANTITY = re.compile(
    rf"(?<![\w-])(?:(?P<hedge>{HEDGE}|[Jj]ust|[Oo]nly|[Ee]xactly|[Bb]arely)\s+)?"
    rf"(?:(?P<count>{NUMBER}|[Aa]n?|[Tt]he)|(?P<vague>{VAGUE}))\s+(?:(?:short|long|full)\s+)?$"
)
_HALF = re.compile(r"\b[Hh]alf $")
_EXACT = frozenset({"just", "only", "exactly", "barely"})
_FORWARD = frozenset({"later", "afterwards", "afterward", "after", "on"})
_NAMED = frozenset({"after", "before", "prior to"})
_NOTHING_AFTER = re.compile(r"\s*[,.;:)\n]|\s*$")
_UNITS: dict[str, Unit] = {
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
    "hour": "day",
    "minute": "day",
}
_DAYS = {"hour": 0, "minute": 0, "day": 1, "week": 7, "month": 30, "year": 365}


def distances(text: str, today: date) -> Iterator[Found]:
    """ "three days ago", "about a year ago", "a month from now"; "seventeen days earlier", "months after X sued"."""
    for hit in _DISTANCE.finditer(text):
        if not opens_word(text, hit.start()):
            continue
        quantity = _QUANTITY.search(text, max(0, hit.start() - 48), hit.start())
        if quantity and _HALF.search(text, max(0, quantity.start() - 6), quantity.start()):
            continue  # of a year, of a month: nothing exact
        if hit["way"]:
            if found := _from_step(text, hit, quantity):
                yield found
        elif quantity:
            yield _from_today(hit, quantity, today)


def _from_today(hit: re.Match[str], quantity: re.Match[str], today: date) -> Found:
    count, unit = _counted(hit, quantity)
    hedge = (quantity["hedge"] or "").lower()
    sign = 1 if hit["hence"] else -1
    span = _span(count, unit, "" if hedge in _EXACT else hedge, today, sign) if count else None
    return fixed(quantity.start(), hit.end(), span, "relative", tense="future" if sign > 0 else "past")


def _counted(hit: re.Match[str], quantity: re.Match[str] | None) -> tuple[int | None, str]:
    """How many of which unit; a fortnight is two weeks."""
    count = number(quantity["count"]) if quantity and quantity["count"] else None
    return (count and 2 * count, "week") if hit["unit"] == "fortnight" else (count, hit["unit"])


def _span(count: int, unit: str, hedge: str, today: date, sign: int) -> Span | None:
    if unit in {"hour", "minute"}:
        return spans.day(today) if unit == "minute" or count <= 6 else None
    try:
        if hedge:
            return _hedged(hedge, count * _DAYS[unit], today, sign)
        if unit == "week":
            return spans.week(today, sign * count)
        return spans.moved(spans.day(today), sign * count, unit)
    except (ValueError, OverflowError):
        return None


def _hedged(hedge: str, days: int, today: date, sign: int) -> Span:
    """ "More than a year ago" reaches half as far again, "nearly" a third less, "about" a fifth to either side."""
    if hedge in {"over", "more than", "just over", "at least"}:
        near, far = days, days + max(1, days // (10 if hedge == "just over" else 2))
    elif hedge in {"nearly", "almost", "under", "less than", "just under", "not quite"}:
        near, far = days - max(1, days // (10 if hedge == "just under" else 3)), days
    else:
        near, far = days - max(1, days // 5), days + max(1, days // 5)
    ends = today + sign * near * spans.DAY, today + sign * far * spans.DAY
    return min(ends), max(ends)


def _from_step(text: str, hit: re.Match[str], quantity: re.Match[str] | None) -> Found | None:
    way = hit["way"].lower()
    count, unit = _counted(hit, quantity)
    if (quantity is None and not hit["plural"]) or (way == "on" and count is None):
        return None
    start = quantity.start() if quantity else hit.start()
    named = way in _NAMED and not _NOTHING_AFTER.match(text, hit.end())
    offset = (1 if way in _FORWARD else -1) * count if count else None
    if unit in {"hour", "minute"}:
        offset = 0
    elif quantity and quantity["hedge"] and quantity["hedge"].lower() not in _EXACT:
        offset = None
    return Found(start, hit.end(), "anchored", offset=offset, unit=_UNITS[unit], anchor_named=named)


_WINDOW = re.compile(
    rf"the\s+(?:past|last)\s+(?:(?P<count>{NUMBER}|couple of|few)\s+)?(?P<unit>day|week|month|year)s?\b"
)
_WINDOW_LEAD = re.compile(r"\b(?:[Ii]n|[Oo]ver|[Ww]ithin|[Dd]uring)\s+$")


def windows(text: str, today: date) -> Iterator[Found]:
    """ "in the past week", "over the last few days": given only where the whole stretch lies in one month or year."""
    for hit in _WINDOW.finditer(text):
        if not _WINDOW_LEAD.search(text, max(0, hit.start() - 8), hit.start()):
            continue
        count = 1 if not hit["count"] else 3 if hit["count"] in {"couple of", "few"} else number(hit["count"])
        span = today - (count or 1) * _DAYS[hit["unit"]] * spans.DAY, today
        if spans.partial(span):
            yield fixed(hit.start(), hit.end(), span, "relative", tense="past")


_SAME = re.compile(r"(?P<unit>day|week|month|year|morning|afternoon|evening|night)(?![\w-])")
_SAME_LEAD = re.compile(
    rf"\b(?:(?P<next>{either('the following, the next, the ensuing')})"
    rf"|(?P<previous>{either('the previous, the preceding, the prior')})"
    rf"|{either('that, that same, that very, the same, the very same, this same, same')})\s+$"
)
_DAY_OF = re.compile(r"the (?:same |very )?day (?:of|that|when)\b")
_ON = re.compile(r"\b[Oo]n $")


def same(text: str) -> Iterator[Found]:
    """ "that month", "the same day", "the following day", "the previous year", "on the day of the hearing"."""
    for hit in _SAME.finditer(text):
        if not opens_word(text, hit.start()):
            continue
        lead = _SAME_LEAD.search(text, max(0, hit.start() - 18), hit.start())
        if lead:
            offset = 1 if lead["next"] else -1 if lead["previous"] else 0
            yield Found(lead.start(), hit.end(), "anchored", offset=offset, unit=_UNITS.get(hit["unit"], "day"))
    for hit in _DAY_OF.finditer(text):
        if _ON.search(text, max(0, hit.start() - 4), hit.start()):
            yield Found(hit.start(), hit.end(), "anchored", offset=0, unit="day", anchor_named=True)
