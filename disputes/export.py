"""A store -> the timeline as CSV or JSON Lines, one step a row, streamed: a million steps need no memory.

CSV is for spreadsheets, which run a cell that begins like a formula; such cells from the web get an apostrophe in
front, the mark by which a spreadsheet takes a cell for text. JSON Lines gives every value as it is stored.
"""

import csv
import json
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import Any, TextIO

from disputes.errors import ConfigError
from disputes.store.connection import Connection, foreseen
from disputes.types import Status

type Row = tuple[Any, ...]

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
# Control characters but for tabs and line ends: a spreadsheet shows none, and some end a cell or a file early.
CONTROL = {code: None for code in (*range(0x20), 0x7F, *range(0x80, 0xA0)) if code not in (0x09, 0x0A, 0x0D)}


@dataclass(frozen=True, slots=True)
class Selection:
    """Which steps; what is None selects nothing away. `party` and `tool` are canonical names; days are included."""

    since: date | None = None
    until: date | None = None
    action: str | None = None
    status: Status | None = None
    party: str | None = None
    tool: str | None = None
    dispute_id: str | None = None


NAMED = "exists (select 1 from event_names n where n.event_id = t.event_id and "
CONDITIONS = {
    "since": "t.sort_date >= :since",
    "until": "t.sort_date <= :until",
    "action": "t.action = :action",
    "status": "t.status = :status",
    "dispute_id": "t.dispute_id = :dispute_id",
    "party": f"{NAMED} n.role <> 'tool' and n.name = :party)",
    "tool": f"{NAMED} n.role = 'tool' and n.name = :tool)",
}


def export(store: Connection, format: str, out: TextIO, selection: Selection | None = None) -> int:
    """Writes the selected steps in order of their days, in one of `FORMATS`, and gives their number.

    A file for CSV is opened with `newline=""`. Raises ConfigError for another format, StoreError from the store.
    """
    if format not in FORMATS:
        raise ConfigError(f"format: {format!r} is none of {', '.join(FORMATS)}")
    columns, rows = _rows(store, selection or Selection())
    write = FORMATS[format](columns, out)
    number = 0
    with closing(rows):  # not later than the store, whoever stops reading halfway
        for row in rows:
            write(row)
            number += 1
    return number


def as_text(value: object) -> object:
    """A value as a cell that a spreadsheet shows and never runs."""
    if not isinstance(value, str):
        return value
    text = value.translate(CONTROL)
    return f"'{text}" if text.lstrip(" \n").startswith(FORMULA) else text


def _rows(store: Connection, selection: Selection) -> tuple[list[str], Generator[Row]]:
    """The columns, and the rows one by one; what the store fails with on the way is its error, not the output's."""
    asked = {name: getattr(selection, name) for name in CONDITIONS}
    given = {name: str(value) for name, value in asked.items() if value is not None}
    where = " and ".join(CONDITIONS[name] for name in given) or "true"
    with foreseen(store.path):
        cursor = store.db.conn.cursor()
        cursor.row_factory = None
        cursor.execute(f"select t.* from timeline t where {where} order by t.sort_date, t.event_id", given)

    def rows() -> Generator[Row]:
        with foreseen(store.path):
            yield from cursor

    return [column[0] for column in cursor.description], rows()


def _csv(columns: Sequence[str], out: TextIO) -> Callable[[Row], object]:
    writer = csv.writer(out)
    writer.writerow(columns)
    return lambda row: writer.writerow(map(as_text, row))


def _jsonl(columns: Sequence[str], out: TextIO) -> Callable[[Row], object]:
    return lambda row: out.write(json.dumps(dict(zip(columns, row, strict=True))) + "\n")


FORMATS: dict[str, Callable[[Sequence[str], TextIO], Callable[[Row], object]]] = {"csv": _csv, "jsonl": _jsonl}
