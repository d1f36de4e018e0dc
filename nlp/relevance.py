"""Title and text -> how likely the article tells a step of a dispute over AI and copyright; words only, no parse.

Words of AI or of machines (more than one in passing) have to be there, and words of steps or of objections, unless the
others leave no doubt; for the rest a linear model weighs the words, and how many there are of rights in works, of
steps, of works, and of other kinds of dispute (privacy, antitrust, defamation, patents). Weights: see nlp.training.
"""

import calendar
import math
import re
import tomllib
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from spacy.lang.en.stop_words import STOP_WORDS

from disputes.catalog import DATA
from disputes.errors import ConfigError
from nlp import linear
from nlp.linear import Linear

KINDS = ("ai", "machine", "rights", "step", "other", "deals", "works", "persona", "objection", "outcry")
WORD = re.compile(r"\w[\w.+-]*\w|\w")
LOWER = re.compile(r"[a-z][a-z'-]+")
NAME, LABEL = "relevance", "relevant"
THRESHOLD = 0.4  # the score from which on an article is parsed; what is read in it decides (see nlp.subject)
SHOWN = 4  # words that a reason names
KINDS_SHOWN = {"rights": "rights", "works": "works", "step": "steps"}  # in a reason, beside AI and machines
SILENT = STOP_WORDS | {name.lower() for name in (*calendar.month_name, *calendar.day_name)} | {"said", "says"}
UNNAMED = 0.95  # the same where AI is not called by its name, or a step by no word of ours
TELLING = ("step", "objection", "outcry")  # of which a dispute has some word
MACHINES = 2  # words of machines that stand for a word of AI
NEVER = r"(?!)"
LEAD = 600  # characters of the text that tell what it is about


@dataclass(frozen=True, slots=True)
class Judgement:
    """`score` is between 0 and 1, `reason` words for a person, `counts` how many words there are of each kind."""

    score: float
    reason: str
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def worth_reading(self) -> bool:
        """Whether the article is worth the cost of parsing."""
        return self.score >= THRESHOLD


@dataclass(frozen=True, slots=True)
class Machines:
    """Names of one or two words: those that stand for AI, and those of houses that do much else besides, which count
    as a word of machines does."""

    ai: frozenset[str] = frozenset()
    houses: frozenset[str] = frozenset()


NO_MACHINES = Machines()


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one kind: those that stand alone are looked up word by word, the others in the whole text."""

    alone: re.Pattern[str]
    joined: re.Pattern[str]
    ignore_case: bool


@cache
def vocabulary(folder: Path = DATA) -> dict[str, Words]:
    """The words of each kind in `data/relevance.toml`. Raises ConfigError that names file, table and pattern."""
    return _entered(folder, lambda tables: {kind: _words(tables[kind]) for kind in KINDS})


@cache
def versatile(folder: Path = DATA) -> frozenset[str]:
    """The ids of the developers that `data/relevance.toml` says to do much else. Raises ConfigError as above."""
    return _entered(folder, lambda tables: frozenset(tables["houses"]["parties"]))


def _entered[Entered](folder: Path, entered: Callable[[dict[str, Any]], Entered]) -> Entered:
    path = folder / "relevance.toml"
    try:
        return entered(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, re.error) as error:
        raise ConfigError(f"{path}: {error}") from None


def _words(table: dict[str, Any]) -> Words:
    joined = [pattern for pattern in table["words"] if " " in pattern]
    alone = [pattern for pattern in table["words"] if " " not in pattern]
    first, second = (re.compile("|".join(some) or NEVER) for some in (alone, joined))
    return Words(first, second, bool(table["ignore_case"]))


@lru_cache(maxsize=100_000)
def _kinds(word: str) -> tuple[str, ...]:
    """The kinds that a word is of by itself."""
    lower = word.lower()
    return tuple(k for k, words in vocabulary().items() if words.alone.search(lower if words.ignore_case else word))


def judge(title: str, text: str, machines: Machines = NO_MACHINES, model: Linear | None = None) -> Judgement:
    """The cheap judgement, by words alone. What is read has the last word."""
    found = counts(title, text)
    words = WORD.findall(f"{title}\n{text}")
    named = {*words, *map(" ".join, pairwise(words))}
    ai = found["ai"][0] + len(machines.ai & named)
    houses = machines.houses & named
    machine = found["machine"][0] + len(houses)
    if not (ai or machine):
        return Judgement(0.0, "no word of AI or of machines")
    if not (ai or houses) and found["machine"] == (1, 0):
        return Judgement(0.0, "no word of AI, and one of machines in passing")
    model = model or linear.load(NAME)
    known = features(title, text, found)
    score = model.probabilities(known)[LABEL]
    if not any(found[kind][0] for kind in TELLING) and score < UNNAMED:
        return Judgement(0.0, "no step of a dispute")
    if not ai and machine < MACHINES and score < UNNAMED:
        return Judgement(0.0, f"no word of AI, and too little else that tells of it ({score:.2f})")
    numbers = {"AI": ai, "machines": machine} | {KINDS_SHOWN[kind]: found[kind][0] for kind in KINDS_SHOWN}
    told = ", ".join(f"{name} ({number})" for name, number in numbers.items())
    reason = f"words of {told}; {_telling(known, model)}"
    return Judgement(score, reason, {kind: number for kind, (number, _) in found.items()} | {"ai": ai})


def counts(title: str, text: str) -> dict[str, tuple[int, int]]:
    """How many words of each kind an article has, and how many of them in its title and lead."""
    lead, rest = f"{title}\n{text[:LEAD]}", text[LEAD:]
    in_lead, in_rest = (Counter(kind for word in WORD.findall(part) for kind in _kinds(word)) for part in (lead, rest))
    body = f"{lead}{rest}"
    lower = body.lower()
    found = {}
    for kind, words in vocabulary().items():
        places = [match.start() for match in words.joined.finditer(lower if words.ignore_case else body)]
        early = bisect_left(places, len(lead))
        found[kind] = (in_lead[kind] + in_rest[kind] + len(places), in_lead[kind] + early)
    return found


def features(title: str, text: str, found: Mapping[str, tuple[int, int]]) -> dict[str, float]:
    """An article's words, each once, those of its title apart, and how many of each kind it and its lead have."""
    known = dict.fromkeys([f"word {word}" for word in set(LOWER.findall(text.lower()))], 1.0)
    known |= dict.fromkeys([f"title {word}" for word in set(LOWER.findall(title.lower()))], 1.0)
    for kind, numbers in found.items():
        for place, count in zip(("body", "lead"), numbers, strict=True):
            known[f"{kind} in {place}"] = math.log1p(count)
            known[f"any {kind} in {place}"] = float(count > 0)
    return known


def _telling(known: Mapping[str, float], model: Linear) -> str:
    """The words that speak most for and most against relevance.

    Those that stand in every article are weighed too, and not named: "against it the, of, in, that" explained nothing.
    """
    words = [(name, name.split()[1]) for name in known if name.startswith(("word", "title"))]
    rated = sorted((model.weight(name, LABEL), word) for name, word in words if len(word) > 2 and word not in SILENT)
    words_for = list(dict.fromkeys(word for weight, word in reversed(rated) if weight > 0))[:SHOWN]
    against = list(dict.fromkeys(word for weight, word in rated if weight < 0))[:SHOWN]
    return f"for it speak {', '.join(words_for) or 'no words'}; against it {', '.join(against) or 'no words'}"
