"""Finders for dates told from the day of publication: "yesterday", "last month", "over the weekend".

Each finds a word that dates can hang on and reads to its left: far cheaper than trying every word as a beginning.
"""

import re
from collections.abc import Iterator
from datetime import date

from nlp.dates import spans
from nlp.dates.found import Found, fixed
from nlp.dates.mention import Tense
from nlp.dates.spans import Span
from nlp.dates.words import DAY_PART, either, opens_word

_DEIXIS = re.compile(
    r"(?:(?P<today>[Tt]oday|[Tt]onight|[Tt]his (?:very )?(?:morning|afternoon|evening|lunchtime))"
    r"|(?P<yesterday>[Yy]esterday|[Ll]ast (?:night|evening))|(?P<tomorrow>[Tt]omorrow))"
    rf"(?:\s+{DAY_PART})?(?![A-Za-z-])"
)
_BEYOND = re.compile(r"\b[Tt]he day (?:before|after) $")
_NOWADAYS_LEAD = re.compile(r"\b(?:even|to this|of|until|till|than|for|as of|like|up to|still|[Tt]he)\s+$")
_NEWS = (
    r"(?:decision|ruling|announcement|news|hearing|judg\w*ment|verdict|order|filing|lawsuit|suit|complaint|settlement|vote"
    r"|letter|statement|agreement|deal|report|launch|release|debate|session|trial|meeting|action|victory|win|opinion"
    r"|update|story|move)"
)
_NOWADAYS_TAIL = re.compile(rf"['’]s\s+(?!(?:\w+\s+)?{_NEWS}\b)")
_SHADE = re.compile(r"\b(?:[Ee]arlier|[Ll]ater|[Ll]ate|[Ee]arly) $")
_WORD_LEFT = re.compile(r"[\w,;’']\s+$")
_SHOW_RIGHT = re.compile(r"\s+(?:Show|FM|Programme|Program|Magazine)\b")


def deictic_days(text: str, today: date) -> Iterator[Found]:
    """ "today", "last night", "yesterday morning", "tomorrow"; not "today's technology" or "USA Today"."""
    for hit in _DEIXIS.finditer(text):
        start, end = hit.span()
        if not opens_word(text, start) or (text[start].isupper() and _is_title(text, start, end)):
            continue
        if hit["today"] and hit["today"].lower() == "today" and _is_nowadays(text, start, end):
            continue
        days = 0 if hit["today"] else -1 if hit["yesterday"] else 1
        if days and (beyond := _BEYOND.search(text, max(0, start - 15), start)):
            start, days = beyond.start(), 2 * days
        elif shade := _SHADE.search(text, max(0, start - 8), start):
            start = shade.start()
        tense: Tense | None = "past" if days < 0 else "future" if days > 0 else None
        yield fixed(start, end, spans.day(today + days * spans.DAY), "relative", tense=tense)


def _is_title(text: str, start: int, end: int) -> bool:
    return bool(_WORD_LEFT.search(text, max(0, start - 3), start) or _SHOW_RIGHT.match(text, end))


def _is_nowadays(text: str, start: int, end: int) -> bool:
    return bool(_NOWADAYS_LEAD.search(text, max(0, start - 9), start) or _NOWADAYS_TAIL.match(text, end))


_PERIOD = re.compile(
    r"(?P<unit>week(?:end)?|month|year|quarter|spring|summer|autumn|fall|winter)(?![A-Za-z-])(?P<then>\s+before last)?"
)
_SEASON = 92  # days
_PERIOD_PARTS = either("early, earlier, late, later, mid, end of, start of, beginning of, middle of")
_PERIOD_WHICH = either(
    "this, this past, this coming, this very, last, next, the coming, the current, the, over the, at the"
)
_PERIOD_LEAD = re.compile(rf"\b(?:(?P<part>{_PERIOD_PARTS})[\s-](?:in\s+)?)?(?P<which>{_PERIOD_WHICH})\s+$")


def periods(text: str, today: date) -> Iterator[Found]:
    """ "last week", "earlier this month", "late last year", "over the weekend", "the week before last"."""
    for hit in _PERIOD.finditer(text):
        lead = (
            _PERIOD_LEAD.search(text, max(0, hit.start() - 32), hit.start()) if opens_word(text, hit.start()) else None
        )
        if lead is None:
            continue
        which = lead["which"].lower()
        if which.endswith("the"):
            if hit["unit"] != "weekend" and not hit["then"] and not (lead["part"] and which == "the"):
                continue  # "the week", "over the summer": of what?
            start = lead.start() if lead["part"] else hit.start() - 4
        else:
            start = lead.start()
        yield _period(start, hit, which, (lead["part"] or "").lower(), today)


def _period(start: int, hit: re.Match[str], which: str, part: str, today: date) -> Found:
    unit, end = hit["unit"], hit.end()
    if hit["then"]:
        return fixed(start, end, _span(unit, today, -2), "relative", tense="past")
    if which == "last" or (which == "this past" and unit in {"week", "month", "year", "quarter"}):
        return fixed(start, end, _span(unit, today, -1), "relative", tense="past")
    if which == "this past":
        return fixed(start, end, _latest(unit, today), "relative", tense="past")
    if which in {"next", "the coming", "this coming"}:
        return fixed(start, end, _span(unit, today, 1), "relative", tense="future")
    past, future = _latest(unit, today), _span(unit, today, 0)
    if unit == "week":  # what happened this week lies between its Monday and today
        past, future = (past[0], today), (today, future[1])
    if unit == "weekend" and future[1] < today:
        future = _span(unit, today, 1)
    return Found(start, end, "relative", past, future, "future" if part == "later" else None)


def _latest(unit: str, today: date) -> Span:
    """The last such period that has begun."""
    span = _span(unit, today, 0)
    return span if span[0] <= today else _span(unit, today, -1)


def _span(unit: str, today: date, offset: int) -> Span:
    if unit == "week":
        return spans.week(today, offset)
    if unit == "weekend":
        return spans.weekend(today, offset)
    if unit == "month":
        return spans.month(*spans.shift_month(today, offset))
    if unit == "year":
        return spans.year(today.year + offset)
    if unit == "quarter":
        year_number, month = spans.shift_month(today, 3 * offset)
        return spans.quarter(year_number, (month + 2) // 3)
    return _season(unit, today, offset)


def _season(name: str, today: date, offset: int) -> Span:
    """This year's season; the last that had ended before today; the next that begins after it."""
    if offset == 0:
        return spans.season(today.year - (name == "winter" and today.month < 3), name)
    nearby = [spans.season(today.year + shift, name) for shift in range(-3, 4)]
    if offset < 0:
        ended = [span for span in nearby if span[1] < today]
        # While the next season runs, who means the one that has just ended says "this summer"; nobody says so of a
        # winter, which began last year.
        return ended[offset - (ended[-1][0].year == today.year and (today - ended[-1][1]).days <= _SEASON)]
    return [span for span in nearby if span[0] > today][offset - 1]
