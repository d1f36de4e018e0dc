"""Reference data from `data/` -> typed, checked records: parties, tools, materials, publications, ladder of actions.

Knowledge that people edit stands in files; this module is the only reader of them. A wrong entry is a `ConfigError`
that names file, line or table, and field.
"""

import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, dataclass, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any, get_args

from disputes.errors import ConfigError
from disputes.types import Direction, Side

DATA = Path(__file__).resolve().parent.parent / "data"

PARTY_KINDS = frozenset(
    {
        *("company", "trade_group", "news_publisher", "studio", "record_label", "music_publisher", "book_publisher"),
        *("individual", "collecting_society", "union", "government", "court", "other"),
    }
)

BODIES = frozenset({"trade_group", "union", "collecting_society"})  # kinds that act for their members
MATERIAL_KINDS = frozenset({"dataset", "shadow_library", "platform", "works"})
PUBLICATION_KINDS = frozenset({"wire", "outlet"})


@dataclass(frozen=True, slots=True)
class Party:
    """A rights holder, an AI developer or a public body.

    `aliases` mean the party wherever they stand in this case; `weak` ones ("the Times", "Concord") only in an article
    that also uses a stronger form. `parent` and `groups` are ids: the owner, and the trade groups it belongs to.
    """

    id: str
    name: str
    kind: str
    side: Side
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    parent: str | None = None
    groups: tuple[str, ...] = ()
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Tool:
    """An AI product, model or service; `developer` is a party's id. Aliases and weak forms as for a party."""

    id: str
    name: str
    developer: str | None
    kind: str
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Material:
    """What a developer may have trained on: a data set, a shadow library, a platform's content or a kind of works."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Publication:
    """A news outlet or wire service that others credit as their source ("as first reported by Variety")."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Action:
    """A rung of the ladder: what it is called, its stage (None beside the road) and which way it points."""

    name: str
    label: str
    direction: Direction
    stage: int | None = None


class Catalog:
    """All reference data, looked up by id or by name."""

    def __init__(
        self,
        parties: Iterable[Party],
        tools: Iterable[Tool],
        actions: Iterable[Action],
        materials: Iterable[Material] = (),
        publications: Iterable[Publication] = (),
    ) -> None:
        self.parties = {party.id: party for party in parties}
        self.tools = {tool.id: tool for tool in tools}
        self.actions = {action.name: action for action in actions}
        self.materials = {material.id: material for material in materials}
        self.publications = {publication.name: publication for publication in publications}

    @cached_property
    def party_by_name(self) -> dict[str, Party]:
        """Parties by canonical name and by every alias that is not weak, as written."""
        return {form: party for party in self.parties.values() for form in (party.name, *party.aliases)}

    @cached_property
    def tool_by_name(self) -> dict[str, Tool]:
        """Tools by canonical name and by every alias that is not weak, as written."""
        return {form: tool for tool in self.tools.values() for form in (tool.name, *tool.aliases)}

    @cached_property
    def material_by_name(self) -> dict[str, Material]:
        """Materials by canonical name and by every alias, as written."""
        return {form: material for material in self.materials.values() for form in (material.name, *material.aliases)}

    @cached_property
    def publication_by_name(self) -> dict[str, Publication]:
        """Publications by canonical name and by every alias, as written."""
        return {form: outlet for outlet in self.publications.values() for form in (outlet.name, *outlet.aliases)}

    def without(self, names: Iterable[str]) -> "Catalog":
        """The catalog as it would be if nobody had entered the parties and tools that bear one of these names."""
        gone = {name.casefold() for name in names}

        def stays(entry: Party | Tool) -> bool:
            return gone.isdisjoint(form.casefold() for form in (entry.name, *entry.aliases, *entry.weak))

        parties = {party.id: party for party in self.parties.values() if stays(party)}
        return Catalog(
            [
                replace(
                    party,
                    parent=party.parent if party.parent in parties else None,
                    groups=tuple(group for group in party.groups if group in parties),
                )
                for party in parties.values()
            ],
            [
                replace(tool, developer=tool.developer if tool.developer in parties else None)
                for tool in self.tools.values()
                if stays(tool)
            ],
            self.actions.values(),
            self.materials.values(),
            self.publications.values(),
        )

    def developer_of(self, tool: Tool) -> Party | None:
        """The party that makes a tool."""
        return self.parties.get(tool.developer) if tool.developer else None


def load(folder: Path = DATA) -> Catalog:
    """The catalog in a folder of reference data. Raises ConfigError on the first entry that is wrong."""
    parties = list(_records(folder / "parties.jsonl", Party))
    tools = list(_records(folder / "tools.jsonl", Tool))
    materials = list(_records(folder / "materials.jsonl", Material))
    publications = list(_records(folder / "publications.jsonl", Publication))
    _check_parties(folder / "parties.jsonl", parties)
    _check_tools(folder / "tools.jsonl", tools, {party.id for party in parties})
    _check_materials(folder / "materials.jsonl", materials)
    _check_publications(folder / "publications.jsonl", publications)
    return Catalog(parties, tools, load_actions(folder / "actions.toml"), materials, publications)


def load_actions(path: Path = DATA / "actions.toml") -> list[Action]:
    """The ladder, in the order of the file. Raises ConfigError on the first table that is wrong."""
    actions = []
    for name, table in _toml(path).items():
        try:
            actions.append(_action(name, table))
        except ValueError as error:
            raise ConfigError(f"{path}: [{name}]: {error}") from None
    return actions


def _action(name: str, table: object) -> Action:
    """A table of the ladder; what else it holds is for the reading. Raises ValueError that names the field."""
    if not isinstance(table, dict):
        raise ValueError(f"expected a table, not {table!r}")
    for field in ("label", "direction"):
        if field not in table:
            raise ValueError(f"{field} is missing")
    label, direction, stage = table["label"], table["direction"], table.get("stage")
    if not isinstance(label, str):
        raise ValueError(f"label: expected a string, not {label!r}")
    if direction not in get_args(Direction.__value__):
        raise ValueError(f"direction is {direction!r}")
    if stage is not None and (not isinstance(stage, int) or isinstance(stage, bool)):
        raise ValueError(f"stage: expected a whole number, not {stage!r}")
    return Action(name, label, direction, stage)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from None


def _records[Record: (Party, Tool, Material, Publication)](path: Path, record: type[Record]) -> Iterator[Record]:
    """Each line of a JSON Lines file as a record; unknown, missing and mistyped fields are errors."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: {error}") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            values = _checked(json.loads(line), record)
        except ValueError as error:
            raise ConfigError(f"{path}:{number}: {error}") from None
        yield record(**values)


def _checked(entry: object, record: type[Any]) -> dict[str, Any]:
    """An entry's fields as a record takes them. Raises ValueError that names the field in which it is none."""
    if not isinstance(entry, dict):
        raise ValueError("an entry is a JSON object")
    known = {field.name: field for field in fields(record)}
    if unknown := sorted(entry.keys() - known.keys()):
        raise ValueError(f"unknown field {unknown[0]!r}")
    for name, field in known.items():
        if name not in entry:
            if field.default is MISSING:
                raise ValueError(f"{name} is missing")
            continue
        value = entry[name]
        if field.type == tuple[str, ...]:
            if not isinstance(value, list) or not all(isinstance(form, str) for form in value):
                raise ValueError(f"{name}: expected a list of strings, not {value!r}")
        elif not isinstance(value, str) and not (value is None and field.type == (str | None)):
            raise ValueError(f"{name}: expected a string, not {value!r}")
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}


def _check_parties(path: Path, parties: list[Party]) -> None:
    ids = {party.id for party in parties}
    if len(ids) != len(parties):
        raise ConfigError(f"{path}: {_repeated(party.id for party in parties)!r} stands twice")
    for party in parties:
        if party.kind not in PARTY_KINDS:
            raise ConfigError(f"{path}: {party.id}: kind is {party.kind!r}")
        if party.side not in get_args(Side.__value__):
            raise ConfigError(f"{path}: {party.id}: side is {party.side!r}")
        named = [("parent", party.parent), *(("groups", group) for group in party.groups)]
        for field, other in named:
            if other is not None and other not in ids:
                raise ConfigError(f"{path}: {party.id}: {field}: no party {other!r}")


def _check_tools(path: Path, tools: list[Tool], parties: set[str]) -> None:
    if len({tool.id for tool in tools}) != len(tools):
        raise ConfigError(f"{path}: {_repeated(tool.id for tool in tools)!r} stands twice")
    for tool in tools:
        if tool.developer is not None and tool.developer not in parties:
            raise ConfigError(f"{path}: {tool.id}: developer: no party {tool.developer!r}")


def _check_materials(path: Path, materials: list[Material]) -> None:
    if repeated := _repeated(material.id for material in materials):
        raise ConfigError(f"{path}: {repeated!r} stands twice")
    for material in materials:
        if material.kind not in MATERIAL_KINDS:
            raise ConfigError(f"{path}: {material.id}: kind is {material.kind!r}")


def _check_publications(path: Path, publications: list[Publication]) -> None:
    if repeated := _repeated(publication.name for publication in publications):
        raise ConfigError(f"{path}: {repeated!r} stands twice")
    for publication in publications:
        if publication.kind not in PUBLICATION_KINDS:
            raise ConfigError(f"{path}: {publication.name}: kind is {publication.kind!r}")


def _repeated(ids: Iterable[str]) -> str | None:
    seen: set[str] = set()
    return next((item for item in ids if item in seen or seen.add(item)), None)  # type: ignore[func-returns-value]
