"""The timeline as CSV, JSON and JSON Lines, one step a row, streamed: a million steps need no memory.

CSV is for spreadsheets, which run a cell that begins like a formula (OWASP, "CSV injection"); such cells get an
apostrophe in front, the mark by which a spreadsheet takes a cell for text. So does what begins like one within a cell,
after a semicolon, a tab or a line end: where the semicolon separates, as in German or French, a spreadsheet cuts there,
whatever the quotes say. Texts are quoted, so that one that asks for separators cuts at commas alone. JSON gives every
value as it is stored.
"""

import csv
import json
import re
from io import TextIOWrapper
from typing import BinaryIO

from disputes.export.rows import Row, read
from disputes.selection import Selection
from disputes.store.connection import Connection

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
CUT = re.compile(r"([;\t\r\n])(?=\s*[=+\-@＝＋－＠])")  # where a cell may end in another country
# Control characters but for tabs and line ends: a spreadsheet shows none, and some end a cell or a file early.
CONTROL = {code: None for code in (*range(0x20), 0x7F, *range(0x80, 0xA0)) if code not in (0x09, 0x0A, 0x0D)}


def to_csv(store: Connection, selection: Selection, out: BinaryIO) -> int:
    """A header and a line a step."""
    text = TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text, quoting=csv.QUOTE_STRINGS)
        with read(store, selection) as (columns, rows):
            writer.writerow(columns)
            return sum(bool(writer.writerow(map(as_text, row))) for row in rows)
    finally:
        text.detach()


def to_jsonl(store: Connection, selection: Selection, out: BinaryIO) -> int:
    """An object a line."""
    with read(store, selection) as (columns, rows):
        return sum(bool(out.write(_object(columns, row) + b"\n")) for row in rows)


def to_json(store: Connection, selection: Selection, out: BinaryIO) -> int:
    """One list of objects, an object a line."""
    number = 0
    with read(store, selection) as (columns, rows):
        out.write(b"[")
        for row in rows:
            out.write(b",\n" if number else b"\n")
            out.write(_object(columns, row))
            number += 1
        out.write(b"\n]\n")
    return number


def as_text(value: object) -> object:
    """A value as a cell that a spreadsheet shows and never runs."""
    if not isinstance(value, str):
        return value
    plain = value.isprintable()  # as nearly all are: no control character, no tab and no line end
    text = value if plain else value.translate(CONTROL)
    mark = "'" if text.lstrip(" \n").startswith(FORMULA) else ""
    return mark + (text if plain and ";" not in text else CUT.sub(r"\1'", text))


def _object(columns: list[str], row: Row) -> bytes:
    return json.dumps(dict(zip(columns, row, strict=True))).encode("ascii")
