"""Files: they hold the rows that were asked for, and no cell that a spreadsheet runs."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import charts, downloads, queries
from dashboard.rows import Count, Step
from disputes.export.tables import FORMULA
from disputes.selection import Selection


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "\n=1", "＝1", "\x07=1"])
def test_csv_neutralises_formulas(text: str) -> None:
    assert rows_of(downloads.csv_of(Count, [Count(text, -1)]))[1][0].startswith("'")


@pytest.mark.parametrize("text", ["Disney", "3:23-cv-00201", "", "a=b", "'quoted'"])
def test_csv_leaves_the_rest(text: str) -> None:
    assert rows_of(downloads.csv_of(Count, [Count(text, -1)]))[1] == [text, "-1"]


@given(st.lists(st.builds(Count, st.text(), st.integers()), max_size=5))
def test_files_parse_again(rows: list[Count]) -> None:
    assert len(rows_of(downloads.csv_of(Count, rows))) == len(rows) + 1
    assert [Count(**row) for row in json.loads(downloads.json_of(rows))] == rows


def test_hostile_rows_are_safe_in_every_cell(stores: dict[str, Path]) -> None:
    with queries.opened(stores["hostile"]) as db:
        steps = queries.steps(db, Selection(), limit=1000)
    table = rows_of(downloads.csv_of(Step, steps))
    assert len(table) == len(steps) + 1
    assert not [cell for row in table for cell in row if cell.lstrip(" \n").startswith(FORMULA)]


def test_pictures(db: queries.Connection) -> None:
    chart = charts.timeline(queries.steps(db, Selection(), limit=20), queries.ladder(db), legend=True)
    assert downloads.png_of(chart).startswith(b"\x89PNG")
    assert downloads.svg_of(chart).startswith(b"<svg")
