"""The ways out of the database: the dashboard, the digest, exports, and what its columns mean."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from disputes.cli.app import AsJson, app, day, today
from disputes.errors import ConfigError, DisputesError
from disputes.settings import Settings
from disputes.terminal import write_file


@app.command()
def dashboard(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help="The address to listen at.")] = None,
    port: Annotated[int | None, typer.Option(help="The port to listen at.")] = None,
) -> None:
    """Serve the dashboard over the database, until Ctrl-C."""
    from dashboard.launch import launch

    settings: Settings = context.obj
    launch(settings.database, host=host or settings.dashboard.host, port=port or settings.dashboard.port)


@app.command()
def digest(
    context: typer.Context,
    week: Annotated[str | None, typer.Option(help="A week such as 2026-W08; by default the last one.")] = None,
    since: Annotated[str | None, typer.Option(help="The first day, with --until instead of a week.")] = None,
    until: Annotated[str | None, typer.Option(help="The last day.")] = None,
    format: Annotated[str, typer.Option(help="md, html or json.")] = "md",
    output: Annotated[Path | None, typer.Option(help="A file to write, instead of standard output.")] = None,
    as_json: AsJson = False,
) -> None:
    """What moved in a week: up, down, threatened, still to come."""
    from disputes.digest import build, parse_week, period_of, render, span
    from disputes.store import Store

    settings: Settings = context.obj
    if week and (since or until):
        raise ConfigError("digest: either --week or --since and --until")
    with Store.open(settings.database, read_only=True) as store:
        if week:
            period = parse_week(week)
        elif since or until:
            period = span(day("since", since), day("until", until))
        else:
            period = period_of(store, today())
        text = render(build(store, period.since, period.until), "json" if as_json else format)
    if output is None:
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
    else:
        write_file(output, text)


@app.command()
def export(
    context: typer.Context,
    format: Annotated[str, typer.Option(help="csv or jsonl.")] = "csv",
    output: Annotated[Path | None, typer.Option(help="A file to write, instead of standard output.")] = None,
    since: Annotated[str | None, typer.Option(help="The first day.")] = None,
    until: Annotated[str | None, typer.Option(help="The last day.")] = None,
) -> None:
    """The timeline as a table, a row each step."""
    from disputes.export import Selection
    from disputes.export import export as write
    from disputes.store import Store

    settings: Settings = context.obj
    wanted = Selection(since=day("since", since) if since else None, until=day("until", until) if until else None)
    with Store.open(settings.database, read_only=True) as store:
        if output is None:
            write(store, format, sys.stdout, wanted)
            return
        try:
            with output.open("w", encoding="utf-8", newline="") as file:
                write(store, format, file, wanted)
        except OSError as error:
            raise DisputesError(f"{output}: {error.strerror}") from None


@app.command()
def schema() -> None:
    """Print what every table, view and column of the database means, as Markdown."""
    from disputes.store.schema import to_markdown

    sys.stdout.write(to_markdown())
