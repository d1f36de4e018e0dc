"""Opening the store for the dashboard: to read alone, of its own version, never for long, and from each thread."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from dashboard import queries
from disputes.errors import StoreError
from disputes.selection import Selection


def test_opened_cannot_write(db: queries.Connection) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        db.execute("DELETE FROM articles")


def test_opened_reads_while_another_writes(tmp_path: Path, stores: dict[str, Path]) -> None:
    path = tmp_path / "busy.db"
    path.write_bytes(stores["full"].read_bytes())
    with closing(sqlite3.connect(path)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM runs")
        with queries.opened(path) as connection:
            assert queries.runs(connection)


@pytest.mark.parametrize(
    ("content", "says"),
    [(None, "no such database"), (b"not a database at all" * 100, "not a database"), (b"", "no view timeline")],
)
def test_opened_says_what_is_wrong(tmp_path: Path, content: bytes | None, says: str) -> None:
    path = tmp_path / "x.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StoreError, match=f"x.db.*{says}"), queries.opened(path):
        pass


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("DELETE FROM _sqlite_migrations WHERE name LIKE '003%'", "of an older version .without 0030"),
        ("INSERT INTO _sqlite_migrations VALUES (99, 'disputes', '0099_later', '')", "newer version.*0099_later"),
    ],
)
def test_opened_wants_its_own_version(tmp_path: Path, stores: dict[str, Path], sql: str, says: str) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(stores["empty"].read_bytes())
    with closing(sqlite3.connect(path)) as writer, writer:
        writer.execute(sql)
    with pytest.raises(StoreError, match=says), queries.opened(path):
        pass


def test_opened_breaks_off_what_takes_too_long(stores: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.queries.opening.TIME_LIMIT", 0.05)
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    with pytest.raises(StoreError, match="took longer"), queries.opened(stores["full"]) as connection:
        connection.execute(endless).fetchone()


def test_a_connection_per_thread(stores: dict[str, Path]) -> None:
    counts: list[int] = []

    def count() -> None:
        with queries.opened(stores["full"]) as connection:
            counts.append(queries.count_steps(connection, Selection()))

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [42] * 4
