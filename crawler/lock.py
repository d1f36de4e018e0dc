"""One crawl of a store at a time: a lock beside the database that the system lets go of, however the crawl ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from disputes.errors import DisputesError


class CrawlRunning(DisputesError):
    """Another crawl writes to this store."""


@contextmanager
def only_crawl(database: Path) -> Iterator[None]:
    """Holds the lock of a database. Raises CrawlRunning where another process holds it."""
    place = database.with_name(database.name + ".crawl-lock")
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read(20).strip() or "unknown"
            raise CrawlRunning(f"{database}: another crawl is running (process {holder})") from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
