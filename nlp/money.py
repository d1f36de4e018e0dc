"""Sums of money in news prose, with magnitude and currency: "$1.5 billion", "£1.1bn", "millions of dollars".

What a sum is for (a claim, a settlement, a valuation) is told by the words near it. Signs, words and magnitudes stand
in `data/money.toml`.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from disputes.catalog import DATA
from disputes.errors import ConfigError

type Role = Literal["claim", "award", "settlement", "licence", "valuation", "funding", "revenue"]


@dataclass(frozen=True, slots=True)
class Money:
    """A sum; `article[start:end] == text`.

    `amount` is in units of `currency` (ISO 4217), None where the words state none ("millions of dollars").
    `approximate`: "about", "more than", "up to". `per_item`: so much for each work, year or share.
    """

    start: int
    end: int
    text: str
    amount: float | None
    currency: str
    approximate: bool = False
    per_item: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class MoneyWords:
    """The reference data, with the patterns made of it."""

    currencies: Mapping[str, str]  # sign or word -> code
    magnitudes: Mapping[str, float]
    ambiguous: frozenset[str]
    prefixed: re.Pattern[str]
    unit: re.Pattern[str]  # "dollars", "yuan": what stands before it is read to its left
    number: re.Pattern[str]
    vague: re.Pattern[str]
    roles: Mapping[Role, re.Pattern[str]]


_NUMBER = r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}|\d+(?:\.\d+)?"
_COUNTS = {"half a": 0.5, "a half": 0.5, "a": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0} | {
    "six": 6.0, "seven": 7.0, "eight": 8.0, "nine": 9.0, "ten": 10.0, "a hundred": 100.0, "one hundred": 100.0
}  # fmt: skip


@cache
def money_words(path: Path = DATA / "money.toml") -> MoneyWords:
    """The words of a file. Raises ConfigError on the first entry that is wrong."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        signs = {sign: code for code, entry in data["currencies"].items() for sign in entry["signs"]}
        words = {word: code for code, entry in data["currencies"].items() for word in entry["words"]}
        magnitudes = {
            form: float(size)
            for size, forms in data["magnitudes"].items()
            for word in forms
            for form in ((word, word.capitalize(), word.upper()) if len(word) > 1 else (word,))
        }
        roles = {role: _beginnings(data["roles"][role]) for role in get_args(Role.__value__)}
        ambiguous = frozenset(data["ambiguous"]["words"])
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from None
    except KeyError as missing:
        raise ConfigError(f"{path}: {missing.args[0]!r} is missing") from None
    except (ValueError, TypeError, AttributeError) as error:
        raise ConfigError(f"{path}: {error}") from None
    counts = _either({form for word in _COUNTS for form in (word, word.capitalize())})
    codes = {sign: code for sign, code in signs.items() if sign.isalpha()}
    size = _either(word for word in magnitudes if len(word) > 1)
    letter = _either(word for word in magnitudes if len(word) == 1)
    scale = rf"(?:(?P<letter>{letter})(?![A-Za-z])|[\s-]?(?P<size>{size})(?![A-Za-z]))"
    return MoneyWords(
        currencies={**signs, **words, **{word.capitalize(): code for word, code in words.items()}},
        magnitudes=magnitudes,
        ambiguous=ambiguous,
        prefixed=re.compile(rf"(?P<sign>{_either(signs)})\s?(?P<number>{_NUMBER}){scale}?"),
        unit=re.compile(rf"(?:{_either({**words, **codes})})(?![A-Za-z])"),
        number=re.compile(rf"(?<![\w.,$£€-])(?P<number>{_NUMBER}|{counts}){scale}?[\s-]$"),
        vague=re.compile(
            r"(?<![\w-])(?:(?:tens|hundreds|thousands|dozens)\s+of\s+)?(?:multi-?)?(?:thousands?|millions?|billions?"
            r"|trillions?)(?:\s+(?:of\s+)?|-)$",
            re.IGNORECASE,
        ),
        roles=roles,
    )


def _either(forms: Iterable[str]) -> str:
    return "|".join(
        re.escape(form).replace(r"\ ", r"[\s-]") for form in sorted(forms, key=lambda form: (-len(form), form))
    )


def _beginnings(words: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + ")", re.IGNORECASE)


def find_money(text: str, *, words: MoneyWords | None = None) -> list[Money]:
    """The sums of a text, in order. Never raises on any text; ConfigError where `data/money.toml` is wrong."""
    known = words or money_words()
    kept: list[Money] = []
    for money in sorted(_candidates(text, known), key=lambda money: (money.start, -money.end)):
        if not kept or money.start >= kept[-1].end:
            kept.append(money)
    return kept


def _candidates(text: str, known: MoneyWords) -> Iterator[Money]:
    for hit in known.prefixed.finditer(text):
        if not (hit["sign"][0].isalpha() and text[hit.start() - 1 : hit.start()].isalnum()):
            yield from _prefixed(text, hit, known)
    for hit in known.unit.finditer(text):
        if money := _suffixed(text, hit, known):
            yield money


def _suffixed(text: str, hit: re.Match[str], known: MoneyWords) -> Money | None:
    """A sum with its currency after it: "1.5 billion dollars", "100 million yuan", "hundreds of millions of euros"."""
    currency = known.currencies[_unit(hit[0])]
    if number := known.number.search(text, max(0, hit.start() - 32), hit.start()):
        scale = number["letter"] or number["size"]
        if scale or hit[0] not in known.ambiguous:
            return _money(text, number.start(), hit.end(), _amount(number["number"], scale, known), currency)
    elif vague := known.vague.search(text, max(0, hit.start() - 40), hit.start()):
        return _money(text, vague.start(), hit.end(), None, currency)
    return None


def _unit(words: str) -> str:
    return re.sub(r"[\s-]+", " ", words)


_RANGE = re.compile(rf"\s*(?:-|–|—|to|and|or)\s*(?P<sign>[A-Z]{{0,3}}[$£€¥])?(?P<number>{_NUMBER})")


def _prefixed(text: str, hit: re.Match[str], known: MoneyWords) -> Iterator[Money]:
    """A sum with its sign before it; the lower end of a range ("$3-5 billion") takes the magnitude of the upper."""
    currency = known.currencies[_unit(hit["sign"])]
    scale = hit["letter"] or hit["size"]
    upper = _RANGE.match(text, hit.end())
    size = _scale_after(text, upper.end(), known) if upper else None
    if upper and size:
        if scale is None and _value(hit["number"]) < _value(upper["number"]):
            scale = size[0]
        if not upper["sign"] and text[hit.end() : upper.start("number")].strip() in {"-", "–", "to"}:
            amount = _amount(upper["number"], size[0], known)
            yield _money(text, upper.start("number"), size[1], amount, currency)
    yield _money(text, hit.start(), hit.end(), _amount(hit["number"], scale, known), currency)


_SCALE = re.compile(r"[\s-]?([A-Za-z]+)")


def _scale_after(text: str, start: int, known: MoneyWords) -> tuple[str, int] | None:
    """The magnitude that follows a number, and where it ends."""
    word = _SCALE.match(text, start)
    return (word[1], word.end()) if word and word[1] in known.magnitudes else None


def _amount(number: str, scale: str | None, known: MoneyWords) -> float | None:
    amount = _value(number) * (known.magnitudes[scale] if scale else 1)
    return round(amount, 2) if amount < 1e15 else None


def _value(number: str) -> float:
    words = " ".join(number.lower().split())
    if words in _COUNTS:
        return _COUNTS[words]
    digits = number.replace(",", "")
    return float(digits.replace(".", "") if digits.count(".") > 1 else digits)


_ABOUT_BEFORE = re.compile(
    r"\b(?:about|around|some|roughly|nearly|almost|approximately|(?:more|less|fewer) than|over|at least|up to"
    r"|upwards? of|as (?:much|little|high) as|under|close to|estimated|in excess of|north of|top|exceed(?:s|ing)?"
    r"|not less than)\s+$",
    re.IGNORECASE,
)
_ABOUT_AFTER = re.compile(r"\+|-plus|\s+(?:or (?:more|so|less)|plus)\b")
_EACH = re.compile(
    r"(?:\s+(?:in|of)(?:\s+[a-z]+){1,3}?)?[\s-]*(?:(?:for\s+)?(?:each|every)\b|per\b|apiece|an?\s+(?:work|book|song|title|track"
    r"|piece|infringement|copy|download|image|article|photo|recording|month|year|week|day|share|person|hour|head|violation)\b)"
)


def _money(text: str, start: int, end: int, amount: float | None, currency: str) -> Money:
    about = _ABOUT_BEFORE.search(text, max(0, start - 20), start) or _ABOUT_AFTER.match(text, end)
    each = _EACH.match(text, end)
    return Money(start, end, text[start:end], amount, currency, bool(about) or amount is None, bool(each))


_SENTENCE_END = re.compile(r"[.!?][\"”’]?\s+(?=[A-Z“\"])|\n")


def role(text: str, money: Money, *, words: MoneyWords | None = None) -> Role | None:
    """What a sum is for, by the nearest telling word within 90 characters of its sentence; None where none tells."""
    known = words or money_words()
    before = _SENTENCE_END.split(text[max(0, money.start - 90) : money.start])[-1]
    after = _SENTENCE_END.split(text[money.end : money.end + 90])[0]
    nearest: tuple[int, Role] | None = None
    for name, pattern in known.roles.items():
        distances = [len(before) - hit.end() for hit in pattern.finditer(before)]
        distances += [hit.start() for hit in pattern.finditer(after)]
        if distances and (nearest is None or min(distances) < nearest[0]):
            nearest = min(distances), name
    return nearest[1] if nearest else None
