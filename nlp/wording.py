"""`data/allegations.toml` -> how reporters tell that works were used, as checked word lists."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from disputes.catalog import DATA
from disputes.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Use:
    """Verbs of use, and where what was used stands beside them."""

    verbs: frozenset[str]
    by: frozenset[str] = frozenset()
    object: bool = False
    sources: bool = False
    training: bool = False


@dataclass(frozen=True, slots=True)
class Nouns:
    """Nouns of use."""

    of: frozenset[str]
    on: frozenset[str]
    wrong: frozenset[str]


@dataclass(frozen=True, slots=True)
class Works:
    """Nouns by what they say of works."""

    plain: frozenset[str]
    vague: frozenset[str]
    marks: frozenset[str]
    wrappers: frozenset[str]
    called: frozenset[str]
    holds: frozenset[str]
    holding: frozenset[str]
    products: frozenset[str]


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a use: by whom, and whether it happened at all."""

    admitted: frozenset[str]
    found: frozenset[str]
    stated: frozenset[str]
    alleged: frozenset[str]
    bench: frozenset[str]
    unreal: frozenset[str]
    real: frozenset[str]
    stops: frozenset[str]
    undoing: frozenset[str]
    maybe: frozenset[str]
    conditions: frozenset[str]
    aside: frozenset[str]
    speakers: frozenset[str]
    people: frozenset[str]


@dataclass(frozen=True, slots=True)
class Wording:
    """All of it; `uses` by verb."""

    uses: Mapping[str, Use]
    nouns: Nouns
    works: Works
    said: Said


@cache
def load(path: Path = DATA / "allegations.toml") -> Wording:
    """The wording in a file. Raises ConfigError that names file, table and what is wrong in it."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from None
    if wrong := sorted(tables.keys() ^ {"use", "nouns", "works", "said"}):
        raise ConfigError(f"{path}: [{wrong[0]}] is {'unknown' if wrong[0] in tables else 'missing'}")
    uses: dict[str, Use] = {}
    for number, table in enumerate(tables["use"], 1):
        use = _record(f"{path}: use {number}", table, Use, optional=True)
        for verb in use.verbs:
            if verb in uses:
                raise ConfigError(f"{path}: use {number}: verbs: {verb!r} stands twice")
            uses[verb] = use
    return Wording(
        uses,
        _record(f"{path}: [nouns]", tables["nouns"], Nouns),
        _record(f"{path}: [works]", tables["works"], Works),
        _record(f"{path}: [said]", tables["said"], Said),
    )


def _record[Record: (Use, Nouns, Works, Said)](
    place: str, table: Mapping[str, Any], record: type[Record], *, optional: bool = False
) -> Record:
    known = {field.name: field.type for field in fields(record)}
    wrong = sorted(table.keys() - known.keys()) or sorted(() if optional else known.keys() - table.keys())
    if wrong:
        raise ConfigError(f"{place}: {wrong[0]} is {'unknown' if wrong[0] in table else 'missing'}")
    if "verbs" in known and not table.get("verbs"):
        raise ConfigError(f"{place}: verbs is missing")
    for name, value in table.items():
        if known[name] is bool:
            if not isinstance(value, bool):
                raise ConfigError(f"{place}: {name}: expected true or false")
        elif not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise ConfigError(f"{place}: {name}: expected a list of strings")
    values: dict[str, Any] = {name: frozenset(v) if isinstance(v, list) else v for name, v in table.items()}
    return record(**values)
