"""The timeline as Parquet, for data frames and warehouses: the columns of the view with their types, by row groups."""

from datetime import date
from itertools import batched
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from disputes.export.rows import read
from disputes.selection import Selection
from disputes.store.connection import Connection

GROUP = 10_000  # rows in memory at a time
TYPES = {
    "sort_date": pa.date32(),
    "stage": pa.int32(),
    "sources": pa.int32(),
    "amount_usd": pa.float64(),
    "confidence": pa.float64(),
}


def to_parquet(store: Connection, selection: Selection, out: BinaryIO) -> int:
    """All columns; `date` stays the text that is as long as it is known, `sort_date` is a day."""
    number = 0
    with read(store, selection) as (columns, rows):
        schema = pa.schema([(name, TYPES.get(name, pa.string())) for name in columns])
        day = columns.index("sort_date")
        with pq.ParquetWriter(out, schema, compression="zstd") as writer:
            for group in batched(rows, GROUP):
                values = [list(column) for column in zip(*group, strict=True)]
                values[day] = [date.fromisoformat(value) for value in values[day]]
                arrays = [pa.array(column, field.type) for column, field in zip(values, schema, strict=True)]
                writer.write_table(pa.table(arrays, schema=schema))
                number += len(group)
    return number
