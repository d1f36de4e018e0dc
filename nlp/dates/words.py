"""The calendar words of English and what they count, as pattern fragments and tables for the finders.

Months and weekdays are matched as written, capitalised: "may", "march", "sun" and "sat" are other words.
"""

import re
from collections.abc import Iterable

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("January", "Jan"),
            ("February", "Feb"),
            ("March", "Mar"),
            ("April", "Apr"),
            ("May",),
            ("June", "Jun"),
            ("July", "Jul"),
            ("August", "Aug"),
            ("September", "Sept", "Sep"),
            ("October", "Oct"),
            ("November", "Nov"),
            ("December", "Dec"),
        ),
        1,
    )
    for name in names
}
FULL_MONTHS = frozenset(name for name in MONTHS if len(name) > 4) | {"May", "June", "July"}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("Monday", "Mon"),
            ("Tuesday", "Tues", "Tue"),
            ("Wednesday", "Weds", "Wed"),
            ("Thursday", "Thurs", "Thur", "Thu"),
            ("Friday", "Fri"),
            ("Saturday", "Sat"),
            ("Sunday", "Sun"),
        )
    )
    for name in names
}
UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBERS = {word: value for value, word in enumerate(UNITS.split())} | {
    word: 10 * value for value, word in enumerate(TENS.split(), 2)
}
ARTICLES = frozenset({"a", "an", "the"})

# "May" and "March" are verbs, "April", "June" and "August" are people: bare, they need a word before them that tells.
DOUBTFUL_MONTHS = frozenset({"April", "May", "March", "June", "August"})


def either(phrases: str) -> str:
    """A pattern for one of some phrases, divided by commas, whose first letter may be large; the longest goes first."""
    ranked = sorted((phrase.strip() for phrase in phrases.split(",")), key=len, reverse=True)
    return "(?:" + "|".join(_first_letter_free(phrase) for phrase in ranked) + ")"


def _first_letter_free(phrase: str) -> str:
    first, rest = phrase[0], re.escape(phrase[1:]).replace(r"\ ", r"\s+")
    return f"[{first.upper()}{first}]{rest}" if first.isalpha() and first.islower() else re.escape(first) + rest


def one_of(names: Iterable[str]) -> str:
    """A pattern for one of some names, as written or in capitals; the longest goes first."""
    return "(?:" + "|".join(sorted({form for name in names for form in (name, name.upper())}, key=_longest_first)) + ")"


def _longest_first(form: str) -> tuple[int, str]:
    return -len(form), form


MONTH = one_of(MONTHS)
YEAR = r"(?:19|20)\d\d"
DAY_PART = r"(?:morning|afternoon|evening|night|lunchtime|noon|midday)"
WEEKDAY_FULL = one_of(name for name in WEEKDAYS if name.endswith("day"))
NUMBER = (
    r"(?:\d{1,3}|[Tt]wenty(?:-[a-z]{3,5})?|(?:thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]{3,5})?|"
    + either(", ".join(UNITS.split()[1:]))
    + ")"
)
VAGUE = either(
    "couple, couple of, a couple, a couple of, handful of, a handful of, a number of, a matter of, few, a few, "
    "a good few, several, many, some, numerous"
)
HEDGE = either(
    "about, around, roughly, approximately, nearly, almost, just over, just under, over, under, more than, less than, "
    "at least, not quite"
)

_NUMBER_WORD = re.compile(r"[a-z]+|\d+")


def number(words: str) -> int | None:
    """The value of "a", "17", "two" or "twenty-one"; None where the words count nothing exactly."""
    total = 0
    for part in _NUMBER_WORD.findall(words.lower()):
        if part.isdigit():
            total += int(part)
        elif part in ARTICLES:
            total += 1
        elif part in NUMBERS:
            total += NUMBERS[part]
        else:
            return None
    return total or None


def month_number(word: str) -> int:
    """1 to 12 for a month's name, short or full, in capitals or not. Raises KeyError on another word."""
    return MONTHS[word.capitalize()]


def weekday_number(word: str) -> int:
    """0 for Monday to 6 for Sunday. Raises KeyError on another word."""
    return WEEKDAYS[word.capitalize()]


def opens_word(text: str, start: int) -> bool:
    """Whether no letter, digit or hyphen stands before an offset: the cheap half of a word boundary."""
    return start == 0 or not (text[start - 1].isalnum() or text[start - 1] in "-_@#")
