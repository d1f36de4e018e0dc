"""A store and a selection -> the rows of the timeline, one after another, in order of their days."""

from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from typing import Any

from disputes.selection import Selection, condition
from disputes.store.connection import Connection, foreseen

type Row = tuple[Any, ...]


@contextmanager
def read(store: Connection, selection: Selection) -> Iterator[tuple[list[str], Iterator[Row]]]:
    """The columns, and the rows one by one; what the store fails with on the way is its error, not the output's."""
    where, values = condition(selection)
    with foreseen(store.path):
        cursor = store.db.conn.cursor()
        cursor.row_factory = None
        cursor.execute(f"select t.* from timeline t where {where} order by t.sort_date, t.event_id", values)

    def rows() -> Generator[Row]:
        with foreseen(store.path):
            yield from cursor

    with closing(cursor), closing(rows()) as found:  # not later than the store, whoever stops reading halfway
        yield [column[0] for column in cursor.description], found
