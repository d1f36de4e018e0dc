"""A store -> the timeline in the formats of other programs, streamed to a file; or a site of static pages in a folder.

Every format takes the same selection and leads each step back to its quote and its article. A format's library is
imported when it is asked for, and one that is not installed is an error that names the extra.
"""

from collections.abc import Callable
from importlib import import_module
from typing import BinaryIO

from disputes.errors import ConfigError
from disputes.selection import Selection
from disputes.store.connection import Connection

type Writer = Callable[[Connection, Selection, BinaryIO], int]

# What a format is called -> the module and the function that write it.
FORMATS = {
    "csv": ("tables", "to_csv"),
    "json": ("tables", "to_json"),
    "jsonl": ("tables", "to_jsonl"),
    "parquet": ("parquet", "to_parquet"),
    "ics": ("calendar", "to_calendar"),
    "atom": ("atom", "to_atom"),
    "ftm": ("ftm", "to_ftm"),
}


def export(store: Connection, format: str, out: BinaryIO, selection: Selection | None = None) -> int:
    """Writes the selected steps in one of `FORMATS`, and gives how many rows, entries or entities these were.

    Raises ConfigError for another format or one whose library is missing, StoreError from the store.
    """
    if format not in FORMATS:
        raise ConfigError(f"format: {format!r} is none of {', '.join(FORMATS)}")
    module, function = FORMATS[format]
    try:
        write: Writer = getattr(import_module(f"disputes.export.{module}"), function)
    except ModuleNotFoundError as error:
        raise ConfigError(f"format: {format} needs {error.name}; install the extra `export`") from None
    return write(store, selection or Selection(), out)


__all__ = ["FORMATS", "Selection", "export"]
