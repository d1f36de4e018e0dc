"""`data/names.toml` -> the words by which names are told from common words and typed, checked when loaded.

What names somebody in particular stands in the catalog; here is only what many names, titles and verbs share.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from disputes.catalog import DATA, PARTY_KINDS
from disputes.errors import ConfigError

# Where in a text each list of regular expressions has to stand.
PLACES = {
    "no_name": r"^(?:{})$",
    "furniture": r"(?:{})",
    "statute": r"\b(?:{})$",
    "law_firm": r"\b(?:{})$",
    "company": r"\b(?:{})\.?$",
    "public_body": r"\b(?:{})\b",
    "body": r"(?:{})",
    "appeals": r"{}",
}
ANYWHERE = r"\b(?:{})\b"


@dataclass(frozen=True, slots=True)
class Lists:
    """Plain words for comparing; `data/names.toml` says what each list is for."""

    legal_suffixes: frozenset[str]
    offices: frozenset[str]
    countries: frozenset[str]
    honorifics: frozenset[str]
    title_links: frozenset[str]
    product_heads: frozenset[str]
    product_owners_of: frozenset[str]
    product_verbs: frozenset[str]
    launch_verbs: frozenset[str]
    making_verbs: frozenset[str]
    plain_products: frozenset[str]
    version_nouns: frozenset[str]
    maker_nouns: frozenset[str]
    actor_verbs: frozenset[str]
    accused_verbs: frozenset[str]
    actor_owns: frozenset[str]
    reporting_verbs: frozenset[str]
    cited_nouns: frozenset[str]
    reporters_nouns: frozenset[str]
    owners: frozenset[str]
    holdings: frozenset[str]
    speakers: frozenset[str]
    kin: frozenset[str]
    folk: frozenset[str]
    works: frozenset[str]
    ai_products: frozenset[str]
    ai_verbs: frozenset[str]
    either_verbs: frozenset[str]
    respondent_motions: frozenset[str]
    claimant_motions: frozenset[str]


@dataclass(frozen=True, slots=True)
class NameWords:
    """All word knowledge about names: plain lists, patterns by name, and what the tail of a name tells of its kind."""

    lists: Lists
    patterns: Mapping[str, re.Pattern[str]]
    claimants: tuple[tuple[re.Pattern[str], str], ...]
    families: Mapping[str, str]

    def family(self, kind: str) -> str:
        """A kind, or the one that it stands beside as if they were one."""
        return self.families.get(kind, kind)


@cache
def load(folder: Path = DATA) -> NameWords:
    """The words in a folder of reference data. Raises ConfigError that names file, table and list."""
    path = folder / "names.toml"
    tables = _tables(path)
    lists = {name: frozenset(words) for name, words in _word_lists(path, tables, "lists", set(Lists.__slots__)).items()}
    patterns = _word_lists(path, tables, "patterns", set(PLACES))
    claimants = _word_lists(path, tables, "claimants", None)
    families = tables["families"]
    for kind in (*claimants, *families, *families.values()):
        if kind not in PARTY_KINDS:
            raise ConfigError(f"{path}: {kind!r} is no kind of party")
    return NameWords(
        Lists(**lists),
        {name: _pattern(path, name, PLACES[name], words) for name, words in patterns.items()},
        tuple((_pattern(path, kind, ANYWHERE, words), kind) for kind, words in claimants.items()),
        families,
    )


def words() -> Lists:
    """The plain lists of the program's own data."""
    return load().lists


def pattern(name: str) -> re.Pattern[str]:
    """One of the patterns of the program's own data."""
    return load().patterns[name]


def _tables(path: Path) -> dict[str, dict[str, Any]]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from None
    expected = {"lists", "patterns", "claimants", "families"}
    if wrong := expected ^ tables.keys():
        raise ConfigError(f"{path}: tables missing or unknown: {', '.join(sorted(wrong))}")
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise ConfigError(f"{path}: [{name}] is no table")
    return tables


def _word_lists(
    path: Path, tables: Mapping[str, dict[str, Any]], table: str, expected: set[str] | None
) -> dict[str, list[str]]:
    """The lists of one table; `expected` are those that have to be there and no others."""
    found = tables[table]
    if expected is not None and (wrong := expected ^ found.keys()):
        raise ConfigError(f"{path}: [{table}] lists missing or unknown: {', '.join(sorted(wrong))}")
    for name, entries in found.items():
        if not isinstance(entries, list) or not entries or not all(isinstance(entry, str) for entry in entries):
            raise ConfigError(f"{path}: [{table}] {name} is no list of words")
    return found


def _pattern(path: Path, name: str, place: str, alternatives: list[str]) -> re.Pattern[str]:
    try:
        return re.compile(place.format("|".join(alternatives)))
    except re.error as error:
        raise ConfigError(f"{path}: {name}: {error}") from None
