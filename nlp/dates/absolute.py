"""Finders for dates that are written out: months with or without day and year, numeric dates, years, quarters, seasons.

Each looks for an anchor word by a fast pattern and then reads to its left and right.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal

from nlp.dates import spans
from nlp.dates.found import Found, fixed, yearless
from nlp.dates.spans import Span
from nlp.dates.words import (
    DAY_PART,
    DOUBTFUL_MONTHS,
    FULL_MONTHS,
    MONTH,
    WEEKDAYS,
    YEAR,
    either,
    month_number,
    one_of,
    opens_word,
    weekday_number,
)

type Order = Literal["mdy", "dmy"]

_NO_QUANTITY = r"(?!\d|[.,:]\d|\s*(?:%|percent|per cent|million|billion|thousand))"
_MONTH_DATE = re.compile(
    rf"(?P<month>{MONTH})(?![A-Za-z])\.?"
    rf"(?:[\s-]+(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!['’]s?\s\d){_NO_QUANTITY}"
    rf"(?:\s*[-–—]\s*(?:\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*[-–])(?=[\s,.;)]))?(?:(?:,\s*|\s+|,?\s+of\s+|-)(?P<year>{YEAR})(?!\d|[-–]\d|,\d{{3}}))?"
    rf"|(?:,?\s+(?:of\s+)?|-)(?P<only>{YEAR})(?!\d|,\d{{3}}))?"
)
_DAY_BEFORE = re.compile(
    r"(?<![\d$£€.,:/§#])(?:the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s*[-–]\s*\d{1,2}(?:st|nd|rd|th)?)?"
    r"(?:\s+(?:day\s+)?(?:of\s+)?|-)$"
)
_NEARNESS = either("last, this, this past, this coming, next, late, late last, early")
_WEEKDAY_BEFORE = re.compile(
    rf"\b(?:(?:{_NEARNESS}\s+)?(?P<day>{one_of(WEEKDAYS)})(?:(?<!day)\.)?(?:\s+{DAY_PART})?"
    rf"|{either('yesterday, today, tomorrow')})"
    r"(?:,?\s*\(|,\s*|\s+|,?\s+(?:on\s+)?(?:the\s+)?)$"
)
_MODIFIERS = either("last, next, this, this past, this coming, early, earlier in, late, later in, mid, that")
_MODIFIER = re.compile(rf"\b(?P<word>{_MODIFIERS})[\s-]\s*$")
_CUE = re.compile(rf"\b{either('in, since, until, till, during, throughout, between')}\s+$")
_WEAK_CUES = "to, by, from, of, for, through, before, after, around, beginning, starting, come, both, and, or"
_WEAK_CUE = re.compile(rf"\b{either(_WEAK_CUES)}\s+$")  # "by June" is a month, "by June Carter" is not
_DETERMINER = re.compile(rf"(?:\b{either('a, an, the, its, their, his, her, our')}|[’']s|s[’'])\s+$")
_CAPITAL_BEFORE = re.compile(r"(?<![.!?:;–—\n\"“] )\b[A-Z][\w’'-]*\s+$")
_NOUN_AFTER = re.compile(
    r"\s+(?!(?:on|in|at|of|for|to|against|through|is|was|will|and|or|with|as|had|has|by|from|the|a)\b)[a-z]{3}"
)
_CAPITAL_AFTER = re.compile(r"\s+[A-Z]")


def months(text: str, today: date) -> Iterator[Found]:
    """ "Feb. 13, 2026", "13 February", "Monday (March 9)", "November 2024", "early June", "last August"."""
    for hit in _MONTH_DATE.finditer(text):
        if not opens_word(text, hit.start()) and text[hit.start() - 1] != "-":
            continue
        name, number = hit["month"], month_number(hit["month"])
        before = _DAY_BEFORE.search(text, max(0, hit.start() - 24), hit.start())
        try:
            if before and not hit["day"]:
                yield _dated(text, today, before.start(), hit.end(), number, before["day"], hit["only"])
            elif hit["day"]:
                yield _dated(text, today, hit.start(), hit.end(), number, hit["day"], hit["year"])
            elif hit["only"]:
                start = _modified(text, hit.start())
                yield fixed(start, hit.end(), spans.month(int(hit["only"]), number))
            elif found := _bare_month(text, today, hit.start(), hit.end(), name, number):
                yield found
        except ValueError:  # "February 30"
            continue


def _dated(text: str, today: date, start: int, end: int, month: int, day: str, year: str | None) -> Found:
    """A day of a month, with the weekday that may stand before it. Raises ValueError where there is no such day."""
    lead = _WEEKDAY_BEFORE.search(text, max(0, start - 32), start)
    if lead:
        start = lead.start()
    if year:
        return fixed(start, end, spans.day(date(int(year), month, int(day))))
    if not 1 <= int(day) <= spans.days_in(2024, month):
        raise ValueError(f"no day {day} in month {month}")
    past, future = yearless(month, int(day), today, weekday_number(lead["day"]) if lead and lead["day"] else None)
    return Found(start, end, "yearless", past, future)


def _modified(text: str, start: int) -> int:
    """Where "early", "late" or "mid-" before a month or year begins."""
    modifier = _MODIFIER.search(text, max(0, start - 16), start)
    return modifier.start() if modifier and modifier["word"].lower() != "that" else start


def _bare_month(text: str, today: date, start: int, end: int, name: str, number: int) -> Found | None:
    """A month alone, where the words around it show that it is one."""
    modifier = _MODIFIER.search(text, max(0, start - 16), start)
    if modifier is None and not _is_month(text, start, end, name):
        return None
    past, future = yearless(number, None, today)
    word = modifier["word"].lower() if modifier else ""
    if modifier:
        start = modifier.start()
    if text[end - 1] == "." and (name in FULL_MONTHS or not text[end:].lstrip()[:1].islower()):
        end -= 1  # the stop is the sentence's
    if word == "last" or word == "this past":
        past = yearless(number, None, today.replace(day=1) - spans.DAY)[0]
        return fixed(start, end, past, "yearless", tense="past")
    if word in {"next", "this coming"}:
        return fixed(
            start,
            end,
            yearless(number, None, spans.month(today.year, today.month)[1] + spans.DAY)[1],
            "yearless",
            tense="future",
        )
    if word == "this":
        return fixed(start, end, spans.month(today.year, number), "yearless")
    return Found(start, end, "yearless", past, future)


def _is_month(text: str, start: int, end: int, name: str) -> bool:
    if name.isupper() and len(name) > 1:
        return False
    if _CUE.search(text, max(0, start - 14), start):
        return True
    if _CAPITAL_AFTER.match(text, end):
        return False
    if _WEAK_CUE.search(text, max(0, start - 14), start):
        return True
    if name not in FULL_MONTHS:
        return False
    if name in DOUBTFUL_MONTHS:
        return bool(_DETERMINER.search(text, max(0, start - 8), start) and _NOUN_AFTER.match(text, end))
    return not _CAPITAL_BEFORE.search(text, max(0, start - 24), start)


_NUMERIC = re.compile(
    r"(?<![\w$£€.,:/\\-])(?:(?P<iso>(?:19|20)\d\d(?P<sep>[-/.])\d{1,2}(?P=sep)\d{1,2})"
    r"|(?P<one>\d{1,2})(?:(?P<slash>/)|(?P<dot>\.)|-)(?P<two>\d{1,2})(?(slash)/|(?(dot)\.|-))(?P<year>(?:19|20)\d\d|(?(slash)\d\d|(?!))))"
    r"(?=T\d|[^\w/-]|-?$|-\s)(?!\.\d)"
)


def numeric(text: str, order: Order | None) -> Iterator[Found]:
    """ISO dates and "12/02/2026", whose order is the caller's or that of a date in the same text with a day above 12.

    Where the order stays unknown, only what both readings share is kept. Dots stand in European order.
    """
    hits = list(_NUMERIC.finditer(text))
    order = order or _order_shown(hits)
    for hit in hits:
        try:
            if hit["iso"]:
                span = spans.day(date(*map(int, hit["iso"].split(hit["sep"]))))
            else:
                span = _numeric_span(hit, "dmy" if hit["dot"] else order)
        except ValueError:
            continue
        yield fixed(hit.start(), hit.end(), span)


def _order_shown(hits: list[re.Match[str]]) -> Order | None:
    orders: set[Order] = {
        "dmy" if int(hit["one"]) > 12 else "mdy"
        for hit in hits
        if hit["one"] and not hit["dot"] and (int(hit["one"]) > 12) != (int(hit["two"]) > 12)
    }
    return orders.pop() if len(orders) == 1 else None


def _numeric_span(hit: re.Match[str], order: Order | None) -> Span:
    one, two, year = int(hit["one"]), int(hit["two"]), int(hit["year"])
    year += 2000 if year < 100 else 0
    if one > 12 or order == "dmy":
        return spans.day(date(year, two, one))
    if two > 12 or order == "mdy":
        return spans.day(date(year, one, two))
    return spans.hull(spans.day(date(year, one, two)), spans.day(date(year, two, one)))


_YEAR = re.compile(rf"{YEAR}(?![\d,]\d|\.\d|[-–]\d{{3}}|[\w%°]|-(?:page|word|seat|strong|plus))")
_YEAR_PART = either("early, early in, earlier in, late, late in, later in, end of, start of, beginning of")
_YEAR_CUE = either(
    "in, since, by, from, until, till, during, through, throughout, before, after, around, circa, year, between, "
    "all of, back to, as, late as, dated, of, and, to, or, versus, for"
)
_YEAR_LEAD = re.compile(
    rf"(?:\b(?P<part>{_YEAR_PART}\s+|[Mm]id[- ])"
    rf"|\b(?P<season>{either('spring, summer, autumn, fall, winter')}),?\s+(?:of\s+)?"
    rf"|\b(?:Q(?P<q>[1-4])|(?P<ordinal>{either('first, second, third, fourth')})[- ][Qq]uarter)\s+(?:of\s+)?"
    rf"|\b{_YEAR_CUE}\s+|\(\s*)$"
)
_ATTRIBUTE_WORDS = "a, an, the, its, their, his, her, our, original, famous, landmark, hit"
_ATTRIBUTE_LEAD = re.compile(rf"(?:\b{either(_ATTRIBUTE_WORDS)}|[’']s|s[’'])\s+$")
_ATTRIBUTE_NOUN = re.compile(r"\s+[a-zA-Z]")
_SENTENCE_YEAR = re.compile(r"\s+(?:saw|brought|was|has|will|is|marked|began|ended|came|became)\b")
_COUNTED = re.compile(
    r"\s+(?:[a-z]+\s+)?(?:authors|works|songs|books|words|people|pages|titles|copies|artists|images|dollars|euros|times"
    r"|employees|members|tracks|miles|seats)\b"
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def years(text: str) -> Iterator[Found]:
    """ "in 2023", "mid-2024", "the summer of 2023", "Q3 2025", "a 2007 novella"."""
    for hit in _YEAR.finditer(text):
        start, end = hit.span()
        if start and (text[start - 1].isalnum() or text[start - 1] in "$£€¥₹#.,:/_"):
            continue
        if found := _year_at(text, start, end, int(hit[0])):
            yield found


def _year_at(text: str, start: int, end: int, number: int) -> Found | None:
    lead = _YEAR_LEAD.search(text, max(0, start - 28), start)
    if lead and lead["season"]:
        return fixed(lead.start("season"), end, spans.season(number, lead["season"].lower()))
    if lead and (lead["q"] or lead["ordinal"]):
        nth = int(lead["q"]) if lead["q"] else _ORDINALS[lead["ordinal"].lower()]
        return fixed(lead.start(), end, spans.quarter(number, nth))
    if lead and lead["part"]:
        return fixed(lead.start(), end, spans.year(number))
    if lead and not _COUNTED.match(text, end):
        return fixed(start, end, spans.year(number))
    if (
        _ATTRIBUTE_LEAD.search(text, max(0, start - 10), start)
        and _ATTRIBUTE_NOUN.match(text, end)
        and not _COUNTED.match(text, end)
    ):
        return Found(start, end, "absolute", spans.year(number), spans.year(number), attributive=True)
    if _opens_sentence(text, start) and _SENTENCE_YEAR.match(text, end):
        return fixed(start, end, spans.year(number))
    return None


def _opens_sentence(text: str, start: int) -> bool:
    head = text[max(0, start - 3) : start].rstrip(" \t\"“'")
    return start == 0 or not head or head[-1] in ".!?\n:•"


_RANGE = re.compile(
    rf"\b[Bb]etween\s+(?:(?P<m1>{MONTH})\.?(?:\s+(?P<y1>{YEAR}))?|(?P<only1>{YEAR}))\s+and\s+"
    rf"(?:(?P<m2>{MONTH})\.?(?:\s+(?:of\s+)?(?P<y2>{YEAR}))?|(?P<only2>{YEAR}))(?!\d|\s\d)"
)


def ranges(text: str, today: date) -> Iterator[Found]:
    """ "between July and September", "between March and May 2024", "between 2018 and 2022"."""
    if "etween" not in text:
        return
    for hit in _RANGE.finditer(text):
        if hit["only1"] and hit["only2"]:
            yield fixed(
                hit.start(), hit.end(), spans.hull(spans.year(int(hit["only1"])), spans.year(int(hit["only2"])))
            )
        elif hit["m1"] and hit["m2"]:
            yield _month_range(hit, today)


def _month_range(hit: re.Match[str], today: date) -> Found:
    one, two = month_number(hit["m1"]), month_number(hit["m2"])
    stated = hit["y2"] or hit["y1"]
    if stated:
        last = int(stated) + (0 if hit["y2"] or one <= two else 1)
        first = int(hit["y1"]) if hit["y1"] else last - (one > two)
        return fixed(hit.start(), hit.end(), (spans.month(first, one)[0], spans.month(last, two)[1]))
    past_end, future_end = yearless(two, None, today)
    past, future = (
        (spans.month(end[0].year - (one > two), one)[0], end[1]) if end else None for end in (past_end, future_end)
    )
    return Found(hit.start(), hit.end(), "yearless", past, future)
