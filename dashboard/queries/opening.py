"""A database file -> a connection that cannot write and gives up in time, and rows as records.

The only place in the dashboard where a database is opened.
"""

import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any

from disputes.errors import StoreError
from disputes.store.migrations import STEPS

type Connection = sqlite3.Connection

TIME_LIMIT = 20.0  # seconds a page's queries may take before they are broken off
VIEWS = ("timeline", "dispute_summary", "event_sources")


@contextmanager
def opened(path: Path) -> Iterator[Connection]:
    """A connection that cannot write. Raises StoreError where there is no such database or it is not ours."""
    if not path.is_file():
        raise StoreError(f"{path}: no such database")
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {error}") from None
    try:
        connection.execute("PRAGMA query_only = 1")
        deadline = time.monotonic() + TIME_LIMIT
        connection.set_progress_handler(lambda: time.monotonic() > deadline, 100_000)
        _check(connection, path)
        yield connection
    except sqlite3.Error as error:
        slow = error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT
        raise StoreError(f"{path}: {f'a query took longer than {TIME_LIMIT:g} s' if slow else error}") from None
    finally:
        connection.close()


def _check(connection: Connection, path: Path) -> None:
    """Raises StoreError where a database is not ours, or of another version than this program."""
    found = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'")}
    if missing := [view for view in VIEWS if view not in found]:
        raise StoreError(f"{path}: not a database of disputes: it has no view {missing[0]}")
    applied = connection.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = 'disputes'")
    steps = [name for (name,) in applied]
    if newer := [step for step in steps if step not in STEPS]:
        raise StoreError(f"{path}: written by a newer version of this program (it has {newer[0]})")
    if older := [step for step in STEPS if step not in steps]:
        raise StoreError(f"{path}: of an older version (without {older[0]}); `disputes link` brings it up to date")


def rows[Row](db: Connection, kind: type[Row], sql: str, values: Mapping[str, Any] | None = None) -> list[Row]:
    """Rows as records; the columns bear the names of the fields."""
    cursor = db.execute(sql, values or {})
    names = [column[0] for column in cursor.description]
    return [kind(**dict(zip(names, row, strict=True))) for row in cursor]


def columns(kind: type) -> str:
    """The fields of a record as columns to select."""
    return ", ".join(field.name for field in fields(kind))


def number(db: Connection, sql: str, values: Mapping[str, Any] | None = None) -> int:
    """The one figure that a query gives."""
    return int(db.execute(sql, values or {}).fetchone()[0])
