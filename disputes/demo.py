"""What is the demo's alone: settings for crawling this machine into a database of its own, and its two digests."""

from datetime import date
from pathlib import Path

from disputes.digest import build, period_of, render
from disputes.errors import StoreError
from disputes.settings import Settings
from disputes.store import Store
from disputes.terminal import write_bytes

FORMATS = ("md", "html")


def demo_settings(settings: Settings) -> Settings:
    """Settings for the demo: a new database beside the real one, and no waiting between requests to this machine.

    Removes the database of the demo before.
    """
    database = settings.database.with_name("demo.db")
    for suffix in ("", "-wal", "-shm"):
        try:
            database.with_name(database.name + suffix).unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(f"{database}: cannot be replaced: {error.strerror}") from None
    crawl = settings.crawl.model_copy(update={"delay": 0.0, "concurrency_per_domain": 8, "allow_private": True})
    return settings.model_copy(update={"database": database, "crawl": crawl})


def write_digests(store: Store, folder: Path, *, today: date) -> list[Path]:
    """Writes the digest of the newest week with anything in it, in each of `FORMATS`; gives the files."""
    period = period_of(store, today)
    digest = build(store, period.since, period.until)
    paths = [folder / f"digest.{format}" for format in FORMATS]
    for path, format in zip(paths, FORMATS, strict=True):
        write_bytes(path, render(digest, format))
    return paths
