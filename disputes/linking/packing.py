"""An event as grouping needs it <-> a line of JSON, kept so that disputes are made without reading any report again."""

import json
from dataclasses import fields
from typing import Any

from disputes.linking.merging import Merged
from disputes.types import Event

_LEFT_OUT = ("report_ids", "joined_by", "rivals", "quote")  # what no dispute needs to know
_EVENT = tuple(field.name for field in fields(Event) if field.name not in _LEFT_OUT)
_MERGED = tuple(field.name for field in fields(Merged) if field.name != "event")


def pack(merged: Merged) -> str:
    """An event without its reports, rival values and quote."""
    values = [getattr(merged.event, name) for name in _EVENT], *(getattr(merged, name) for name in _MERGED)
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def unpack(line: str) -> Merged:
    """What `pack` wrote."""
    event, *keys = json.loads(line)
    values: dict[str, Any] = {name: _as_tuple(value) for name, value in zip(_EVENT, event, strict=True)}
    named = {name: _as_tuple(value) for name, value in zip(_MERGED, keys, strict=True)}
    return Merged(Event(**values, report_ids=(), quote=""), **named)


def _as_tuple(value: Any) -> Any:
    return tuple(map(_as_tuple, value)) if isinstance(value, list) else value
