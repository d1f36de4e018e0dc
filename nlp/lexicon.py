"""`data/actions.toml` and `data/descriptors.toml` -> frames and descriptors, checked when loaded.

A frame is one way in which reporters tell an action; a descriptor is a common noun that says what a name stands for.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError

from disputes.catalog import DATA, PARTY_KINDS
from disputes.errors import ConfigError
from disputes.types import Status

type Needed = Literal[
    "",
    "agency",
    "claimant",
    "claimant_or_none",
    "court",
    "court_or_none",
    "lawmaker",
    "maker",
    "objector",
    "party",
    "public",
    "respondent",
]

STRICT = ConfigDict(strict=True, revalidate_instances="always")


@dataclass(frozen=True, slots=True)
class Frame:
    """One verb or noun with its arguments; `data/actions.toml` says what each field means."""

    __pydantic_config__ = STRICT

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
    needs: Needed = ""
    needs_subject: Needed = ""
    status: Status = "happened"
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

    __pydantic_config__ = STRICT

    group: str
    kind: str
    side: Literal["", "claimant", "respondent", "neutral"]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Frames by the lemma that triggers them, descriptors by noun."""

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    descriptors: Mapping[str, Descriptor]
    decisive: frozenset[str]  # actions that must not be told wrongly
    words: frozenset[str] = field(default_factory=frozenset)  # first words of all triggers, lower case


FIELDS = {entry.name.removesuffix("_"): entry.name for entry in fields(Frame) if entry.name != "action"}
KINDS = PARTY_KINDS | {"", "tool"}


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


def _frames(path: Path) -> Iterator[Frame]:
    for action, table in _toml(path).items():
        for number, entry in enumerate(table.get("frames", ()), 1):
            where = f"{path}: [{action}] frame {number}"
            unknown = entry.keys() - FIELDS.keys()
            if unknown or not (entry.get("verb") or entry.get("noun")):
                raise ConfigError(f"{where}: {sorted(unknown) or 'neither verb nor noun'}")
            yield _checked(Frame, {"action": action} | {FIELDS[key]: value for key, value in entry.items()}, where)


def _descriptors(path: Path) -> dict[str, Descriptor]:
    found: dict[str, Descriptor] = {}
    for group, table in _toml(path).items():
        where = f"{path}: [{group}]"
        nouns = table.get("nouns")
        if not isinstance(nouns, list) or not all(isinstance(noun, str) for noun in nouns):
            raise ConfigError(f"{where}: nouns: not a list of words")
        given = {key: value for key, value in table.items() if key != "nouns"}
        descriptor = _checked(Descriptor, {"group": group} | given, where)
        if descriptor.kind not in KINDS:
            raise ConfigError(f"{where}: kind: {descriptor.kind!r} is none of {', '.join(sorted(KINDS))}")
        for noun in nouns:
            found.setdefault(noun, descriptor)
    return found


def _checked[Entry: (Frame, Descriptor)](kind: type[Entry], values: Mapping[str, Any], where: str) -> Entry:
    """What a table says, with every field of its type."""
    plain: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
    try:
        return TypeAdapter(kind).validate_python(kind(**plain))
    except TypeError as error:
        raise ConfigError(f"{where}: {error}") from None
    except ValidationError as error:
        first = error.errors()[0]
        raise ConfigError(f"{where}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None


def _index(pairs: Any) -> dict[str, tuple[Frame, ...]]:
    index: dict[str, tuple[Frame, ...]] = {}
    for form, frame in pairs:
        index[form] = (*index.get(form, ()), frame)
    return index


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from None
