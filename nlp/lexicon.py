"""`data/actions.toml` and `data/descriptors.toml` -> frames and descriptors, checked when loaded.

A frame is one way in which reporters tell an action; a descriptor is a common noun that says what a name stands for.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

from disputes.catalog import DATA
from disputes.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Frame:
    """One verb or noun with its arguments; `data/actions.toml` says what each field means."""

    action: str
    verb: tuple[str, ...] = ()
    noun: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    not_object: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    not_to: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    for_: tuple[str, ...] = ()
    in_: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    faced: tuple[str, ...] = ()
    won: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    needs: str = ""
    needs_subject: str = ""
    status: str = "happened"
    passive: bool = False
    both: bool = False
    bare: bool = False
    strict: bool = False
    must: bool = False
    pair: bool = False
    approval: bool = False
    dated: bool = False
    reply: bool = False
    letter: bool = False
    rival: bool = False
    also: tuple[str, ...] = ()
    but: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Descriptor:
    """What a common noun says of the name it describes."""

    group: str
    kind: str
    side: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Frames by the lemma that triggers them, descriptors by noun."""

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    descriptors: Mapping[str, Descriptor]
    decisive: frozenset[str]  # actions that must not be told wrongly
    words: frozenset[str] = field(default_factory=frozenset)  # first words of all triggers, lower case


FIELDS = {entry.name.removesuffix("_"): entry for entry in fields(Frame)}


@cache
def load(folder: Path = DATA) -> Lexicon:
    """The lexicon in a folder of reference data. Raises ConfigError that names file, table and field."""
    frames = list(_frames(folder / "actions.toml"))
    verbs = _index((form, frame) for frame in frames for form in frame.verb)
    nouns = _index((form, frame) for frame in frames for form in frame.noun)
    descriptors = _descriptors(folder / "descriptors.toml")
    words = frozenset(form.split()[0] for form in (*verbs, *nouns))
    actions = _toml(folder / "actions.toml")
    decisive = frozenset(action for action, table in actions.items() if table.get("decisive"))
    return Lexicon(verbs, nouns, descriptors, decisive, words)


def _frames(path: Path) -> Any:
    for action, table in _toml(path).items():
        for number, entry in enumerate(table.get("frames", ()), 1):
            unknown = entry.keys() - FIELDS.keys()
            if unknown or not (entry.get("verb") or entry.get("noun")):
                raise ConfigError(f"{path}: [{action}] frame {number}: {sorted(unknown) or 'neither verb nor noun'}")
            values: dict[str, Any] = {
                FIELDS[key].name: tuple(value) if isinstance(value, list) else value for key, value in entry.items()
            }
            yield Frame(action, **values)


def _descriptors(path: Path) -> dict[str, Descriptor]:
    found: dict[str, Descriptor] = {}
    for group, table in _toml(path).items():
        for noun in table["nouns"]:
            found.setdefault(noun, Descriptor(group, table["kind"], table["side"]))
    return found


def _index(pairs: Any) -> dict[str, tuple[Frame, ...]]:
    index: dict[str, tuple[Frame, ...]] = {}
    for form, frame in pairs:
        index[form] = (*index.get(form, ()), frame)
    return index


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from None
