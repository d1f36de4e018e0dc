"""`data/linking.toml` -> one rule an action: when two reports of it are one step, and which status it closes with."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, get_args

from disputes.catalog import DATA
from disputes.errors import ConfigError
from disputes.types import DisputeStatus, PartialDate

type Sides = Literal["same", "overlap", "pooled", "decided"]


@dataclass(frozen=True, slots=True)
class Rule:
    """What the head of linking.toml says of each key."""

    days: int
    sides: Sides
    reach: int | None = None
    same_tools: bool = False
    to_all: bool = False
    binds: bool = True
    opens: bool = False
    in_court: bool = False
    closes: DisputeStatus | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """A rule an action. A date before `earliest` is of no step in this field: it was misread, or is of a law.

    `federal`: the federal courts of the United States, as reports name them. `works`: what those so called make, in the
    words of the list of cases.
    """

    by_action: Mapping[str, Rule]
    earliest: PartialDate
    federal: tuple[str, ...] = ()
    works: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, action: str) -> Rule:
        """The rule of an action; a cautious one where the file has none."""
        return self.by_action.get(action, CAUTIOUS)

    def made_by(self, word: str) -> tuple[str, ...]:
        """What those so called make, as a list of cases calls it; empty where the word does not tell."""
        word = word.lower()
        return self.works.get(word) or self.works.get(word.removesuffix("s"), ())


CAUTIOUS = Rule(days=0, sides="same", reach=0)  # for an action that the file does not know


def load_rules(path: Path = DATA / "linking.toml", courts: Path = DATA / "courts.toml") -> Rules:
    """The rules by action. Raises ConfigError with file, table and key."""
    tables = _tables(path)
    earliest = tables.pop("earliest", "")
    if not isinstance(earliest, str) or not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", earliest):
        raise ConfigError(f"{path}: earliest is {earliest!r}, not a date such as 2015")
    federal = _words(f"{path}: federal", tables.pop("federal", []))
    makers = {kind: _words(f"{path}: [works] {kind}", nouns) for kind, nouns in tables.pop("works", {}).items()}
    works = {
        noun: tuple(kind for kind in makers if noun in makers[kind]) for nouns in makers.values() for noun in nouns
    }
    by_action = {action: _rule(f"{path}: [{action}]", table) for action, table in tables.items()}
    return Rules(by_action, earliest, tuple(sorted((*federal, *_federal(courts)))), works)


def _words(place: str, value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise ConfigError(f"{place} is {value!r}, not a list of words")
    return value


def _tables(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from None


def _federal(path: Path) -> list[str]:
    """The short names of districts and circuits in a table of courts."""
    tables = _tables(path)
    try:
        return [*tables["districts"], *tables["circuits"]]
    except KeyError as error:
        raise ConfigError(f"{path}: [{error.args[0]}] is missing") from None


def _rule(place: str, table: dict[str, Any]) -> Rule:
    if not isinstance(table, dict):
        raise ConfigError(f"{place}: is no table")
    if unknown := table.keys() - {field.name for field in fields(Rule)}:
        raise ConfigError(f"{place}: unknown key {sorted(unknown)[0]!r}")
    for key in ("days", "reach"):
        value = table.get(key)
        if value is not None and (type(value) is not int or value < 0):
            raise ConfigError(f"{place}: {key} is {value!r}, not a number of days")
    for key in ("same_tools", "to_all", "binds", "opens", "in_court"):
        if not isinstance(table.get(key, True), bool):
            raise ConfigError(f"{place}: {key} is {table[key]!r}, not true or false")
    if table.get("sides") not in get_args(Sides.__value__):
        raise ConfigError(f"{place}: sides is {table.get('sides')!r}")
    if table.get("closes") not in (None, *get_args(DisputeStatus.__value__)):
        raise ConfigError(f"{place}: closes is {table['closes']!r}")
    try:
        return Rule(**table)
    except TypeError:
        raise ConfigError(f"{place}: days is missing") from None
