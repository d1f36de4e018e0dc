"""The timeline as files that other programs read back."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from disputes.errors import ConfigError
from disputes.export import Selection, export
from disputes.export.tables import FORMULA, as_text
from disputes.store import Store

QUOTE = 'He said, "=1+1".\nSecond line, über'


STEPS = [
    ("d1", "lawsuit", "2026-02-01", "Ink"),
    ("d1", "ruling", "2026-02-20", "=HYPERLINK(1)"),
    ("d2", "launch", "2026-02-10", "@SUM"),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Three steps of two disputes; two of the names begin like formulas."""
    with Store.open(tmp_path / "export.db") as store:
        for number, (dispute, action, day, name) in enumerate(STEPS):
            insert(
                store,
                "disputes",
                id=dispute,
                title=dispute,
                stage=4,
                direction="up",
                status="open",
                since="",
                latest="",
            )
            step = {"id": f"e{number}", "dispute_id": dispute, "action": action, "stage": 4, "direction": "up"}
            dates = {"date": day, "precision": "day", "first_published": day, "sort_date": day, "status": "happened"}
            rest = {"amount_usd": -5.5, "quote": QUOTE, "best_report_id": "r", "source_count": 1, "confidence": 0.5}
            insert(store, "events", **step, **dates, **rest)
            insert(store, "event_names", event_id=f"e{number}", role="actor", position=0, name=name)
            insert(store, "event_names", event_id=f"e{number}", role="tool", position=0, name="Scribe")
        yield store


def insert(store: Store, table: str, **values: Any) -> None:
    with store.transaction() as connection:
        marks = ", ".join("?" * len(values))
        connection.execute(f"insert or ignore into {table} ({', '.join(values)}) values ({marks})", [*values.values()])


def exported(store: Store, format: str, **selection: Any) -> tuple[int, str]:
    out = io.BytesIO()
    return export(store, format, out, Selection(**selection)), out.getvalue().decode()


def test_json_lines_give_every_row_as_stored(store: Store) -> None:
    number, text = exported(store, "jsonl")
    rows = [json.loads(line) for line in text.splitlines()]
    assert number == 3 and [row["event_id"] for row in rows] == ["e0", "e2", "e1"]
    assert rows == [dict(row) for row in store.rows("select * from timeline order by sort_date")]
    assert rows[2]["actors"] == "=HYPERLINK(1)" and rows[2]["quote"] == QUOTE


def test_json_is_one_list_of_the_same_rows(store: Store) -> None:
    number, text = exported(store, "json")
    assert number == 3 and json.loads(text) == [dict(row) for row in store.rows("select * from timeline order by 6")]
    assert json.loads(exported(store, "json", party="nobody")[1]) == []


def test_csv_reads_back_and_runs_nothing(store: Store) -> None:
    _, text = exported(store, "csv")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["actors"] for row in rows] == ["Ink", "'@SUM", "'=HYPERLINK(1)"]
    assert {(row["quote"], row["amount_usd"], row["court"]) for row in rows} == {(QUOTE, "-5.5", "")}


@pytest.mark.parametrize(
    ("selection", "ids"),
    [
        ({"since": "2026-02-10"}, ["e2", "e1"]),
        ({"until": "2026-02-10"}, ["e0", "e2"]),
        ({"actions": ("ruling", "launch")}, ["e2", "e1"]),
        ({"party": "Ink"}, ["e0"]),
        ({"party": "Scribe"}, []),
        ({"over": "Scribe", "dispute_id": "d1"}, ["e0", "e1"]),
        ({"statuses": ("threatened",)}, []),
        ({"party": "' or 1=1 --"}, []),
    ],
)
def test_selects(store: Store, selection: dict[str, Any], ids: list[str]) -> None:
    number, text = exported(store, "jsonl", **selection)
    assert [json.loads(line)["event_id"] for line in text.splitlines()] == ids and number == len(ids)


def test_an_empty_timeline_is_a_header(store: Store) -> None:
    number, text = exported(store, "csv", actions=("none",))
    [header] = csv.reader(io.StringIO(text, newline=""))
    assert number == 0 and header[:2] == ["event_id", "dispute_id"]


def test_reads_a_store_opened_for_reading_only(store: Store) -> None:
    with Store.open(store.path, read_only=True) as reader:
        assert exported(reader, "csv") == exported(store, "csv")


@pytest.mark.parametrize("format", ["csv", "json", "jsonl", "ftm"])
def test_a_fault_of_the_output_is_not_one_of_the_store(store: Store, format: str) -> None:
    class Full(io.BytesIO):
        def write(self, text: object) -> int:
            raise BrokenPipeError(32, "Broken pipe")

    with pytest.raises(BrokenPipeError):
        export(store, format, Full())


def test_another_format_is_an_error_that_names_the_known(store: Store) -> None:
    with pytest.raises(ConfigError, match="csv, json, jsonl"):
        exported(store, "xlsx")


@pytest.mark.parametrize("value", ["=1", "+1", "-1", "@a", "\t=1", " =1", "\n=1", "\x00=1", "\x01\x02@a", "＝1"])
def test_what_begins_like_a_formula_becomes_text(value: str) -> None:
    assert str(as_text(value)).startswith("'")


@given(st.text())
def test_no_text_begins_like_a_formula(value: str) -> None:
    assert not str(as_text(value)).lstrip(" \n").startswith(FORMULA)


@given(st.text())
@example("Ink; =cmd|' /C calc'!A0;")
@example("x;\t@SUM(A1)")
@example("x\r\n=1")
def test_no_part_of_a_text_begins_like_one_where_another_country_cuts_it(value: str) -> None:
    parts = re.split("[;\t\r\n]", str(as_text(value)))
    assert not [part for part in parts[1:] if part.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))]


def test_a_spreadsheet_that_cuts_at_semicolons_too_finds_the_same_cells(store: Store) -> None:
    """As LibreOffice does unless told otherwise: only quotes hold a cell together."""
    insert(store, "event_names", event_id="e0", role="actor", position=1, name="Sons")
    assert ',"Ink; Sons",' in exported(store, "csv")[1]


@pytest.mark.parametrize("value", [None, -5, -5.5, "plain", "a=b", "Ink; Sons", "a; b-c", ""])
def test_the_rest_stays_as_it_is(value: object) -> None:
    assert as_text(value) == value
