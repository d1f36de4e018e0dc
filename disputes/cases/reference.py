"""`data/cases.jsonl` -> the reference cases: suits that other people's lists know, each with the pages it rests on.

They are other people's word and never a finding of ours. What of a case rests on a single source that nobody reviewed
says so in `unconfirmed`.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

from disputes.case import Case, CaseStatus, Relation
from disputes.catalog import DATA
from disputes.errors import ConfigError

_LISTS = ("claimants", "respondents", "tools", "former_captions", "sources")
_PAIRS = ("other_dockets", "relations")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_NEEDED = ("id", "caption", "status", "claimants", "respondents", "sources")


def load_cases(path: Path = DATA / "cases.jsonl") -> list[Case]:
    """The reference cases, in the order of the file. Raises ConfigError with file, line and field."""
    cases = list(_cases(path))
    ids = {case.id for case in cases}
    for case in cases:
        for relation, other in case.relations:
            if other not in ids or other == case.id:
                raise ConfigError(f"{path}: {case.id}: {relation}: no other case {other!r}")
    return cases


def _cases(path: Path) -> Iterator[Case]:
    seen: set[str] = set()
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            case = _case(json.loads(line))
        except ValueError as error:
            raise ConfigError(f"{path}:{number}: {error}") from None
        if case.id in seen:
            raise ConfigError(f"{path}:{number}: {case.id!r} stands twice")
        seen.add(case.id)
        yield case


def _case(entry: Any) -> Case:
    """An entry as a case. Raises ValueError that names the field."""
    if not isinstance(entry, dict):
        raise ValueError("an entry is a JSON object")
    known = {field.name for field in fields(Case)} - {"origin"}
    if unknown := sorted(entry.keys() - known):
        raise ValueError(f"unknown field {unknown[0]!r}")
    for name in _NEEDED:
        if not entry.get(name):
            raise ValueError(f"{name} is missing")
    values = {name: _value(name, value) for name, value in entry.items()}
    if values["status"] not in get_args(CaseStatus.__value__):
        raise ValueError(f"status is {values['status']!r}")
    for relation, _ in values.get("relations", ()):
        if relation not in get_args(Relation.__value__):
            raise ValueError(f"relations: {relation!r}")
    for name in ("filed", "status_on"):
        if values.get(name) is not None and not _DATE.fullmatch(values[name]):
            raise ValueError(f"{name} is {values[name]!r}, no date such as 2026-02")
    return Case(origin="reference", **values)


def _value(name: str, value: Any) -> Any:
    if name in _LISTS:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise ValueError(f"{name}: expected a list of strings, not {value!r}")
        return tuple(value)
    if name in _PAIRS:
        if not isinstance(value, list) or not all(isinstance(one, list) and len(one) == 2 for one in value):
            raise ValueError(f"{name}: expected a list of pairs, not {value!r}")
        return tuple(map(tuple, value))
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{name}: expected a string, not {value!r}")
    return value
