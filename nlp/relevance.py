"""Title and text -> how likely the article tells a step of a dispute over AI and copyright; words only, no parse.

AI, or a machine that might be one, has to be spoken of; for the rest a linear model weighs the words, and how many
there are of rights in works, of steps, of works, and of other kinds of dispute (privacy, antitrust, defamation,
patents). Weights: see nlp.training.
"""

import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from disputes.catalog import DATA
from disputes.errors import ConfigError
from nlp import linear
from nlp.linear import Linear

type Words = re.Pattern[str]
KINDS = ("ai", "machine", "rights", "step", "other", "deals", "works", "persona", "objection")
WORD = re.compile(r"\w[\w.+-]*\w|\w")
LOWER = re.compile(r"[a-z][a-z'-]+")
NAME, LABEL = "relevance", "relevant"
THRESHOLD = 0.8
SHOWN = 4  # words that a reason names
LEAD = 600  # characters of the text that tell what it is about


@dataclass(frozen=True, slots=True)
class Judgement:
    """`score` is between 0 and 1, `reason` words for a person."""

    score: float
    reason: str

    @property
    def worth_reading(self) -> bool:
        """Whether the article is worth the cost of parsing."""
        return self.score >= THRESHOLD


@cache
def vocabulary(folder: Path = DATA) -> dict[str, Words]:
    """The words of each kind in `data/relevance.toml`. Raises ConfigError that names file, table and pattern."""
    path = folder / "relevance.toml"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        return {kind: _pattern(tables[kind]) for kind in KINDS}
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, re.error) as error:
        raise ConfigError(f"{path}: {error}") from None


def _pattern(table: dict[str, Any]) -> Words:
    return re.compile("|".join(table["words"]), re.IGNORECASE if table["ignore_case"] else 0)


def judge(title: str, text: str, tools: frozenset[str] = frozenset(), model: Linear | None = None) -> Judgement:
    """The cheap judgement, by words alone; `tools` are names of AI tools. The reading confirms or refutes it."""
    words, body = vocabulary(), f"{title}\n{text}"
    ai = len(words["ai"].findall(body)) + len(tools.intersection(WORD.findall(body)))
    machine = len(words["machine"].findall(body))
    if not ai and not machine:
        return Judgement(0.0, "no word of AI")
    if not words["step"].search(body):
        return Judgement(0.0, "no step of a dispute")
    model = model or linear.load(NAME)
    known = features(title, text)
    score = model.probabilities(known)[LABEL]
    return Judgement(score, f"AI ({ai} words) and machines ({machine}); {_telling(known, model)}")


def features(title: str, text: str) -> dict[str, float]:
    """An article's words, each once, those of its title apart, and how many of each kind it and its lead have."""
    body, lead = f"{title}\n{text}", f"{title}\n{text[:LEAD]}"
    found = linear.present(f"word {word}" for word in LOWER.findall(text.lower()))
    found |= linear.present(f"title {word}" for word in LOWER.findall(title.lower()))
    for kind, words in vocabulary().items():
        for place, part in (("body", body), ("lead", lead)):
            count = len(words.findall(part))
            found[f"{kind} in {place}"] = math.log1p(count)
            found[f"any {kind} in {place}"] = float(count > 0)
    return found


def _telling(known: Mapping[str, float], model: Linear) -> str:
    """The words that speak most for and most against relevance."""
    rated = sorted((model.weight(name, LABEL), name.split()[1]) for name in known if name.startswith(("word", "title")))
    words_for = list(dict.fromkeys(word for weight, word in reversed(rated) if weight > 0))[:SHOWN]
    against = list(dict.fromkeys(word for weight, word in rated if weight < 0))[:SHOWN]
    return f"for it speak {', '.join(words_for) or 'no words'}; against it {', '.join(against) or 'no words'}"
