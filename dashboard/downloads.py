"""Rows -> CSV and JSON files, made when they are asked for, of exactly the rows that a page's filters let through.

A spreadsheet runs a cell that begins with one of FORMULA as a formula, wherever the text came from; such a cell gets an
apostrophe in front (OWASP, "CSV injection"). JSON is left as it is.
"""

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard.markup import plain

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # the last four: full-width forms
MOST = 100_000  # rows of a file


def buttons(name: str, kind: "type[DataclassInstance]", rows: "Callable[[], Sequence[DataclassInstance]]") -> None:
    """Two buttons that make `name`.csv and `name`.json of rows of a kind; `rows` is called on a click."""
    with st.container(horizontal=True):
        st.download_button(
            "Download CSV",
            lambda: csv_of(kind, rows()),
            f"{name}.csv",
            "text/csv",
            key=f"{name}_csv",
            on_click="ignore",
            icon=":material/download:",
        )
        st.download_button(
            "Download JSON",
            lambda: json_of(rows()),
            f"{name}.json",
            "application/json",
            key=f"{name}_json",
            on_click="ignore",
            icon=":material/download:",
        )


def csv_of(kind: "type[DataclassInstance]", rows: "Sequence[DataclassInstance]") -> bytes:
    """The rows as CSV (UTF-8 with a mark, as spreadsheets want it), a column a field."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([field.name for field in fields(kind)])
    writer.writerows([_cell(value) for value in asdict(row).values()] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def json_of(rows: "Sequence[DataclassInstance]") -> bytes:
    """The rows as a JSON list of objects."""
    return json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1).encode()


def _cell(value: Any) -> Any:
    """A value that no spreadsheet runs."""
    if not isinstance(value, str):
        return value
    text = plain(value)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text
