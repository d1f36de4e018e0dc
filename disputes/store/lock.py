"""One run of a kind at a time over a store: a lock beside the database, which the system lets go however a run ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from disputes.errors import StoreError


class Running(StoreError):
    """Another process does the same over this store."""


@contextmanager
def alone(database: Path, what: str) -> Iterator[None]:
    """Holds the lock of a kind of run, such as "send", beside a database that need not be there yet.

    Raises Running where another process holds it, StoreError where there can be none.
    """
    place = database.with_name(f"{database.name}.{what}-lock")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        file = place.open("a+", encoding="ascii")
    except OSError as error:
        raise StoreError(f"{place}: {error.strerror}") from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read(20).strip() or "unknown"
            raise Running(f"{database}: another {what} is running (process {holder})") from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
