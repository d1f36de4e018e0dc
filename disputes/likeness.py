"""When two names mean the same, and which of two lists of things are one: what scoring counts by.

Names are compared by their words, so that "OpenAI, Inc." is "OpenAI" and "the Authors Guild" is "Authors Guild", while
"Sony Music" and "Universal Music" are two. Which words tell nothing stands in data/scoring.toml.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from disputes.catalog import DATA
from disputes.errors import ConfigError

type Record = Mapping[str, Any]  # an object of JSON Lines, as `disputes extract` writes and as annotated by hand


def same_name(one: str, other: str) -> float:
    """1 for the same words, 0.9 where one name is within the other and shares something telling, else 0."""
    first, second = words(one), words(other)
    if first == second or "".join(first) == "".join(second):
        return 1.0
    shared = set(first) & set(second)
    within = shared in (set(first), set(second))
    telling = any(len(word) > 2 and word not in _vocabulary()["generic"] for word in shared)
    return 0.9 if shared and within and telling else 0.0


def likeness(predicted: Record, gold: Record) -> float:
    """How surely two parties or tools are one; the canonical name counts more than an alias."""
    direct = max(same_name(predicted["name"], form) for form in forms(gold))
    return max(direct, 0.95 * max(same_name(one, other) for one in forms(predicted) for other in forms(gold)))


def pairs[Item](
    predicted: Sequence[Item], gold: Sequence[Item], alike_by: Callable[[Item, Item], float]
) -> list[tuple[int, int]]:
    """Which predicted thing is which annotated one: each at most once, the most alike first."""
    ranked = sorted(
        (-alike, one, other)
        for one, first in enumerate(predicted)
        for other, second in enumerate(gold)
        if (alike := alike_by(first, second)) > 0
    )
    taken: set[int] = set()
    matched: set[int] = set()
    found = []
    for _, one, other in ranked:
        if one not in taken and other not in matched:
            taken.add(one)
            matched.add(other)
            found.append((one, other))
    return found


def forms(thing: Record) -> Iterator[str]:
    """The name of a party or tool, then its aliases."""
    yield thing["name"]
    yield from thing.get("aliases") or ()


@cache
def _vocabulary() -> Mapping[str, frozenset[str]]:
    path = DATA / "scoring.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return {key: frozenset(table[key]) for key in ("forms", "generic")}
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise ConfigError(f"{path}: {error}") from None


@cache
def words(name: str) -> tuple[str, ...]:
    """What tells a name: its words in lower case, without possessive and form of company."""
    text = re.sub(r"[’']s\b", "", name.lower()).replace("u.s.", "us")
    every = re.sub(r"[^\w]+", " ", text).split()
    return tuple(word for word in every if word not in _vocabulary()["forms"]) or tuple(every)
