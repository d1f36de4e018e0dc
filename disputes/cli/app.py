"""The application that every command hangs itself onto, its options, and the entry point."""

import sys
from datetime import UTC, date, datetime
from importlib.metadata import version
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from disputes.errors import BadArticle, BadCorrection, ConfigError, DisputesError, ModelMissing, StoreError
from disputes.settings import load_settings
from disputes.terminal import one_line

app = typer.Typer(
    name="disputes",
    help="Disputes over copyright and AI: from the news to a timeline in which each step leads back to its source.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
    add_completion=False,
)

AsJson = Annotated[bool, typer.Option("--json", help="Print for programs.")]


def main() -> None:
    """The entry point: a foreseen failure is one line on standard error."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # whatever the locale: predictions and digests are UTF-8
    try:
        app()
    except DisputesError as error:
        print(f"disputes: {one_line(str(error))}", file=sys.stderr)
        sys.exit(2 if isinstance(error, ConfigError | ModelMissing | BadArticle | BadCorrection) else 1)


def _tell_version(wanted: bool) -> None:
    if wanted:
        print(f"disputes {version('disputes')}")
        raise typer.Exit


@app.callback()
def _settings(
    context: typer.Context,
    config: Annotated[
        Path | None, typer.Option(help="Settings file; by default disputes.toml, if there is one.")
    ] = None,
    database: Annotated[Path | None, typer.Option(help="The SQLite file, instead of the one in the settings.")] = None,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", is_eager=True, callback=_tell_version)
    ] = False,
) -> None:
    settings = load_settings(config)
    context.obj = settings.model_copy(update={"database": database}) if database else settings


def day(name: str, text: str | None) -> date:
    """The day that an option names. Raises ConfigError."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        raise ConfigError(f"--{name}: {text!r} is no day such as 2026-02-16") from None


def check_database(path: Path) -> None:
    """Raises StoreError where there is none: a slip in its name makes no new database."""
    if not path.is_file():
        raise StoreError(f"{path}: no such database; `disputes crawl` makes one")


def now() -> str:
    """This second, in UTC, as ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def today() -> date:
    """This day, in UTC."""
    return datetime.now(UTC).date()
