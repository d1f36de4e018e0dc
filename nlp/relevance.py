"""Title and text -> how likely the article tells a step of a dispute over AI and copyright; words only, no parse.

Three things must meet: AI, the rights of those who make works, and a step. What is another kind of dispute (privacy,
antitrust, defamation, patents) has to say more of copyright than of that.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from disputes.catalog import DATA
from disputes.errors import ConfigError

type Words = re.Pattern[str]
KINDS = ("ai", "rights", "step", "other", "deals", "works", "persona", "objection")
WORD = re.compile(r"\w[\w.+-]*\w|\w")
THRESHOLD = 0.5
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


def judge(title: str, text: str, tools: frozenset[str] = frozenset()) -> Judgement:
    """The cheap judgement, by words alone; `tools` are names of AI tools. The reading confirms or refutes it."""
    words = vocabulary()
    body = f"{title}\n{text}"
    ai, rights, step, other = (len(words[kind].findall(body)) for kind in ("ai", "rights", "step", "other"))
    ai += len(tools.intersection(WORD.findall(body)))
    if not ai:
        return Judgement(0.0, "no word of AI")
    if not step:
        return Judgement(0.0, "no step of a dispute")
    lead = f"{title}\n{text[:LEAD]}"
    if other > max(rights, 1) or (
        other >= 3 and len(words["other"].findall(lead)) > len(words["rights"].findall(lead))
    ):
        return Judgement(0.2, f"more of another kind of dispute ({other} words) than of rights in works ({rights})")
    if rights:
        return Judgement(
            min(1.0, 0.45 + 0.05 * (rights + min(ai, 5))),
            f"AI ({ai} words), rights in works ({rights}), steps ({step})",
        )
    if words["deals"].search(body) and len(words["works"].findall(body)) >= 3:
        return Judgement(0.5, f"AI ({ai} words) and a deal over works")
    if len(words["persona"].findall(body)) >= 2 and words["objection"].search(body):
        return Judgement(0.5, f"AI ({ai} words) and somebody's voice or likeness")
    return Judgement(0.2, "no word of rights in works")
