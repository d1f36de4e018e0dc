"""What a page shows -> files, made when they are asked for: its rows as CSV and JSON, its chart as PNG and SVG.

In CSV no cell is one that a spreadsheet runs as a formula; JSON is left as it is.
"""

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

import altair as alt
import streamlit as st
import vl_convert

from disputes.export.tables import as_text

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

type Chart = alt.Chart | alt.LayerChart

MOST = 100_000  # rows of a file


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one kind that can be had as a file: `all` is called on a click, and gives what matches, page by page or
    not, in the order shown."""

    kind: "type[DataclassInstance]"
    all: "Callable[[], Sequence[DataclassInstance]]"


def offer(what: str, name: str, rows: Rows | None, chart: Callable[[], Chart] | None = None) -> None:
    """A button "Download `what`" that unfolds into the files `name`.csv and .json of the rows, and .png and .svg of the
    chart; each is made on a click."""
    with st.popover(f"Download {what}", icon=":material/download:"):
        if rows:
            _button("Table as CSV", lambda: csv_of(rows.kind, rows.all()), f"{name}.csv", "text/csv")
            _button("Table as JSON", lambda: json_of(rows.all()), f"{name}.json", "application/json")
        if chart:
            _button("Chart as PNG", lambda: png_of(chart()), f"{name}.png", "image/png")
            _button("Chart as SVG", lambda: svg_of(chart()), f"{name}.svg", "image/svg+xml")


def png_of(chart: Chart) -> bytes:
    """A chart as a picture on white. Fetches nothing."""
    return bytes(vl_convert.vegalite_to_png(_source(chart), scale=2, allowed_base_urls=[]))


def svg_of(chart: Chart) -> bytes:
    """A chart as a drawing on white. Fetches nothing."""
    return str(vl_convert.vegalite_to_svg(_source(chart), allowed_base_urls=[])).encode()


def _source(chart: Chart) -> str:
    return str(chart.properties(width=1100, background="white").to_json())


def _button(label: str, data: Callable[[], bytes], file: str, mime: str) -> None:
    """A button that makes a file when it is clicked, and draws nothing anew."""
    key = file.replace(".", "_")
    st.download_button(label, data, file, mime, key=key, on_click="ignore", width="stretch")


def csv_of(kind: "type[DataclassInstance]", rows: "Sequence[DataclassInstance]") -> bytes:
    """The rows as CSV (UTF-8 with a mark, as spreadsheets want it), a column a field."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_STRINGS)
    writer.writerow([field.name for field in fields(kind)])
    writer.writerows(map(as_text, asdict(row).values()) for row in rows)
    return out.getvalue().encode("utf-8-sig")


def json_of(rows: "Sequence[DataclassInstance]") -> bytes:
    """The rows as a JSON list of objects."""
    return json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1).encode()
