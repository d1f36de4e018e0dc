"""What commands print: results for people or programs on standard output, faults and progress on standard error.

Text from the web reaches a terminal here, so control characters, which could move its cursor or change its title, are
shown and not sent.
"""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Any

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


def write_file(path: Path, text: str) -> None:
    """Writes a text where the user wants it. Raises DisputesError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise DisputesError(f"{path}: {error.strerror}") from None


def one_line(text: str) -> str:
    """A text without line breaks and control characters."""
    return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in text)
