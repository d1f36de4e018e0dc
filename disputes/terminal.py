"""What commands print and write: results for people or programs, files in one piece, faults on standard error.

Text from the web reaches a terminal here, so control characters, which could move its cursor or change its title, are
shown and not sent.
"""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Any, BinaryIO

import typer
from rich.console import Console
from rich.progress import Progress

from disputes.errors import DisputesError


def say(result: Any, lines: Iterable[str], *, as_json: bool) -> None:
    """Prints a result (a dataclass, or what JSON knows) as JSON in one line, or its lines."""
    if as_json:
        plain = asdict(result) if is_dataclass(result) and not isinstance(result, type) else result
        print(json.dumps(plain, ensure_ascii=False))
    else:
        for line in lines:
            print(one_line(line))


def end(faults: Sequence[str]) -> None:
    """Says what failed, a line each, and ends the command with status 1 if anything did."""
    for fault in faults:
        print(f"disputes: {one_line(fault)}", file=sys.stderr)
    if faults:
        raise typer.Exit(1)


@contextmanager
def progress(what: str, total: int | None = None) -> Iterator[Callable[[], None]]:
    """A bar on standard error, where that is a terminal; gives what to call after each item."""
    with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)


def put_file[Result](place: Path, write: Callable[[BinaryIO], Result]) -> Result:
    """Lets `write` make a file beside its place, and moves it there: the old one or the new one, whole.

    A place that is no file, such as a pipe, is written to as it is. Gives what `write` gives; raises DisputesError.
    """
    beside = place.with_name(f".{place.name}.new") if place.is_file() or not place.exists() else place
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            result = write(file)
        if beside != place:
            beside.replace(place)
        return result
    except BaseException as error:
        if beside != place:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise DisputesError(f"{place}: {error.strerror}") from None
        raise


def write_bytes(place: Path, content: bytes) -> None:
    """Writes a file where the user wants it, whole or not at all. Raises DisputesError."""
    put_file(place, lambda out: out.write(content))


def one_line(text: str) -> str:
    """A text without line breaks and control characters."""
    return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in text)
