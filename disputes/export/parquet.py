"""The timeline as Parquet, for data frames and warehouses: the columns of the view with their types, by row groups."""

from collections.abc import Sequence
from datetime import date
from itertools import batched
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from disputes.export.rows import Row, read
from disputes.selection import Selection
from disputes.store.connection import Connection

BATCH = 1_000  # rows in memory as Python has them, which takes several times what Arrow does
GROUP = 10  # batches of a row group, in memory as Arrow has them
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
        batches = (_batch(some, schema) for some in batched(rows, BATCH))
        with pq.ParquetWriter(out, schema, compression="zstd") as writer:
            for group in batched(batches, GROUP):
                writer.write_table(pa.Table.from_batches(group))
                number += sum(batch.num_rows for batch in group)
    return number


def _batch(rows: Sequence[Row], schema: pa.Schema) -> pa.RecordBatch:
    values = [list(column) for column in zip(*rows, strict=True)]
    day = schema.get_field_index("sort_date")
    values[day] = [date.fromisoformat(value) for value in values[day]]
    arrays = [pa.array(column, field.type) for column, field in zip(values, schema, strict=True)]
    return pa.record_batch(arrays, schema=schema)
