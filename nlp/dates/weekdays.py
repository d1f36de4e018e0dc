"""Finder for weekdays: "on Friday", "Friday night", "last Monday", "Tuesday of last week", "the following Monday".

A weekday that is the day of publication's own means that same day; "last" and "next" never do.
"""

import re
from collections.abc import Iterator
from datetime import date

from nlp.dates import spans
from nlp.dates.found import Found, fixed, weekdays
from nlp.dates.mention import Tense
from nlp.dates.words import DAY_PART, WEEKDAY_FULL, either, opens_word, weekday_number

_WEEKDAY = re.compile(rf"{WEEKDAY_FULL}(?![A-Za-z])")
_LEADS = (
    "last, next, this past, this coming, this, past, coming, the following, the next, the previous, the preceding, "
    "that, that same, that very, the same, every, each, late, early, earlier, later, late on, early on, earlier on, "
    "later on"
)
_WEEKDAY_LEAD = re.compile(rf"\b(?P<word>{either(_LEADS)})\s+$")
_WEEKDAY_TAIL = re.compile(
    rf"(?:\s+{DAY_PART})?"
    r"(?P<tail>\s+(?:of\s+)?(?P<which>last|this|next) week|\s+(?P<ago>a|one|two) weeks? ago|\s+week\b)?"
    rf"(?:\s+{DAY_PART})?"
)
_NAME_AFTER = re.compile(r"\s+(?!I\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))[A-Z]")
_DATE_BEFORE = either(
    "on, last, next, this, late, early, since, until, by, from, before, after, past, coming, said, told, says, wrote, "
    "sent"
)
_REPORTED = re.compile(rf"\b(?:{_DATE_BEFORE}|[a-z]+ed)\s+$")
_NAME_WORDS = (
    "Black Good Bloody Super Cyber Giving Ash Palm Easter Fat Shrove Maundy Casual Throwback Manic Freaky Happy"
)
_NAME_BEFORE = re.compile(rf"\b(?:{'|'.join(_NAME_WORDS.split())})\s+$")


def named_days(text: str, today: date) -> Iterator[Found]:
    """ "on Friday", "Friday night", "last Monday", "this Thursday", "Tuesday of last week", "the following Monday"."""
    for hit in _WEEKDAY.finditer(text):
        start, end = hit.span()
        if (
            opens_word(text, start)
            and not _is_name(text, start, end)
            and (found := _named_day(text, today, start, end))
        ):
            yield found


def _is_name(text: str, start: int, end: int) -> bool:
    """Part of a capitalised name: "the Sunday Times", "Black Friday", "Friday Night Lights"."""
    window = max(0, start - 16)
    if _NAME_BEFORE.search(text, window, start):
        return True
    return bool(_NAME_AFTER.match(text, end)) and not _REPORTED.search(text, window, start)


def _named_day(text: str, today: date, start: int, end: int) -> Found | None:
    weekday = weekday_number(text[start:end])
    lead = _WEEKDAY_LEAD.search(text, max(0, start - 20), start)
    word = " ".join(lead["word"].lower().split()) if lead else ""
    if word in {"every", "each"}:
        return None
    if lead:
        start = lead.start()
    tail = _WEEKDAY_TAIL.match(text, end)
    if tail:
        end = tail.end()
        if tail["tail"]:
            return _of_week(tail, today, weekday, start, end)
    if word in _NARRATED:
        return Found(start, end, "anchored", offset=_NARRATED[word], unit="weekday", weekday=weekday)
    return _told(word, today, weekday, start, end)


_NARRATED = {
    "the following": 1,
    "the next": 1,
    "the previous": -1,
    "the preceding": -1,
    "that": 0,
    "that same": 0,
    "that very": 0,
    "the same": 0,
}


def _told(word: str, today: date, weekday: int, start: int, end: int) -> Found:
    past, future = weekdays(weekday, today)
    if word in {"last", "past"}:
        past -= spans.WEEK * (past == today)
        return fixed(start, end, spans.day(past), "weekday", tense="past")
    if word == "this past":
        return fixed(start, end, spans.day(past), "weekday", tense="past")
    if word == "next":
        return fixed(start, end, spans.day(spans.week(today, 1)[0] + weekday * spans.DAY), "weekday", tense="future")
    if word in {"coming", "this coming"}:
        return fixed(start, end, spans.day(future), "weekday", tense="future")
    tense: Tense | None = "future" if word == "this" and weekday > today.weekday() else None
    return Found(start, end, "weekday", spans.day(past), spans.day(future), tense)


def _of_week(tail: re.Match[str], today: date, weekday: int, start: int, end: int) -> Found:
    if tail["ago"]:
        weeks = 2 if tail["ago"] == "two" else 1
        return fixed(start, end, spans.day(weekdays(weekday, today)[0] - weeks * spans.WEEK), "weekday", tense="past")
    if tail["which"]:
        offset = {"last": -1, "this": 0, "next": 1}[tail["which"]]
        return fixed(start, end, spans.day(spans.week(today, offset)[0] + weekday * spans.DAY), "weekday")
    return fixed(
        start, end, spans.day(weekdays(weekday, today)[1] + spans.WEEK), "weekday", tense="future"
    )  # "Friday week"
