"""An event as grouping needs it <-> a line of JSON, kept so that disputes are made without reading any report again."""

import json
from dataclasses import fields
from typing import Any

from disputes.linking.merging import Merged
from disputes.types import Event

_LEFT_OUT = ("report_ids", "joined_by", "rivals", "quote")  # what no dispute needs to know
_EVENT = tuple(field.name for field in fields(Event) if field.name not in _LEFT_OUT)
_LISTS = tuple(_EVENT.index(name) for name in ("actors", "targets", "tools"))
_MERGED = tuple(field.name for field in fields(Merged) if field.name != "event")


def pack(merged: Merged) -> str:
    """An event without its reports, rival values and quote."""
    values = [getattr(merged.event, name) for name in _EVENT], *(getattr(merged, name) for name in _MERGED)
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def unpack(line: str) -> Merged:
    """What `pack` wrote."""
    event, *keys = json.loads(line)
    for place in _LISTS:
        event[place] = tuple(event[place])
    named: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in zip(_MERGED, keys, strict=True)
    }
    if named["captions"]:
        named["captions"] = tuple(map(tuple, named["captions"]))
    return Merged(Event(**dict(zip(_EVENT, event, strict=True)), report_ids=(), quote=""), **named)
