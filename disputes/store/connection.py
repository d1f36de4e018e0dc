"""A connection to the one SQLite file: opened with its pragmas, migrated, and with every foreseen failure as one line.

WAL lets readers go on while a stage writes; each write is one immediate transaction, so that a kill leaves all of it
or nothing. The connection may be handed between threads: a lock lets one in at a time.
"""

import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlite_utils import Database

from disputes.catalog import Action, load_actions
from disputes.errors import StoreError
from disputes.store.migrations import MIGRATIONS, unknown

BUSY_SECONDS = 30.0

type Row = sqlite3.Row
type Parameters = Sequence[Any] | Mapping[str, Any]

# What SQLite says -> what it means for the person at the keyboard. First match wins.
_FORESEEN = (
    ("locked", "is locked by another program; try again when that has finished"),
    ("disk is full", "cannot be written: the disk is full"),
    ("disk I/O", "cannot be read or written: the disk reports an error"),
    ("readonly", "is not writable"),
    ("unable to open", "cannot be opened"),
    ("not a database", "is not a SQLite database"),
    ("malformed", "is damaged"),
    ("no such table", "is not a database of this program"),
)


class Connection:
    """The database, open. Use `Store.open`; close it, or use it in a `with` block."""

    def __init__(self, db: Database, path: Path) -> None:
        self.db = db
        self.path = path
        self._lock = threading.RLock()

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, busy_seconds: float = BUSY_SECONDS) -> Self:
        """The store in a file, made or brought up to date where needed; never so when `read_only`.

        Raises StoreError: no such database (read-only), locked, another program's, or written by a newer version.
        """
        path = Path(path)
        with foreseen(path):
            db = Database(_connect(path, read_only, busy_seconds))
            try:
                store = cls(db, path)
                store._prepare(read_only)
            except BaseException:
                db.close()
                raise
        return store

    def close(self) -> None:
        """Lets go of the file."""
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """What a query finds, columns by name. Raises StoreError."""
        with self._lock, foreseen(self.path):
            return self.db.conn.execute(sql, parameters).fetchall()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """One write: all of it or nothing. Waits for other writers up to the busy timeout; raises StoreError."""
        with self._lock, foreseen(self.path):
            if self.db.conn.in_transaction:
                yield self.db.conn
                return
            self.db.conn.execute("BEGIN IMMEDIATE")
            try:
                yield self.db.conn
                self.db.conn.execute("COMMIT")
            except BaseException:
                self.db.conn.rollback()
                raise

    def _prepare(self, read_only: bool) -> None:
        if newer := unknown(self.db):
            raise StoreError(f"{self.path}: written by a newer version of this program (it has {newer[0]})")
        if not set(self.db.table_names()) <= {MIGRATIONS.migrations_table} and not MIGRATIONS.applied(self.db):
            raise StoreError(f"{self.path}: is a database of another program")
        if read_only:
            if MIGRATIONS.pending(self.db):
                raise StoreError(f"{self.path}: of an older version or empty; `disputes link` brings it up to date")
            return
        self.db.execute("PRAGMA journal_mode = WAL")  # the file keeps it, so it is set in none of another program
        self.db.execute("PRAGMA synchronous = NORMAL")
        if MIGRATIONS.pending(self.db):
            with self.transaction():
                MIGRATIONS.apply(self.db)
        self._keep_actions(load_actions())

    def _keep_actions(self, actions: Sequence[Action]) -> None:
        """Lets the table of actions say what the ladder's file says; writes only where they differ."""
        wanted = [(a.name, a.label, a.stage, a.direction, position) for position, a in enumerate(actions)]
        kept = self.rows("SELECT name, label, stage, direction, position FROM actions ORDER BY position")
        if [tuple(row) for row in kept] == wanted:
            return
        with self.transaction() as connection:
            connection.execute("DELETE FROM actions")
            connection.executemany(
                "INSERT INTO actions (name, label, stage, direction, position) VALUES (?, ?, ?, ?, ?)", wanted
            )


@contextmanager
def foreseen(path: Path) -> Iterator[None]:
    """Turns what SQLite and the file system may well say into a StoreError of one line; the rest stays as it is."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        for sign, meaning in _FORESEEN:
            if sign in str(error):
                raise StoreError(f"{path}: {meaning}") from error
        raise
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error}") from error


def _connect(path: Path, read_only: bool, busy_seconds: float) -> sqlite3.Connection:
    if read_only:
        if not path.is_file():
            raise StoreError(f"{path}: no such database; `disputes crawl` makes one")
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=busy_seconds, check_same_thread=False
        )
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=busy_seconds, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    return connection
