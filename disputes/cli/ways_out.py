"""The ways out of the database for people who look and query: the dashboard, Datasette, exports, what columns mean."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from disputes.cli.app import AsJson, app
from disputes.cli.choosing import check_dispute, narrowed
from disputes.cli.naming import as_written
from disputes.errors import ConfigError
from disputes.selection import Selection
from disputes.settings import Settings
from disputes.terminal import put_file, say


@app.command()
def dashboard(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help="The address to listen at.")] = None,
    port: Annotated[int | None, typer.Option(help="The port to listen at.", min=1, max=65535)] = None,
    edit: Annotated[bool, typer.Option("--edit", help="Let corrections be made: after a login, or here.")] = False,
) -> None:
    """Serve the dashboard over the database, until Ctrl-C."""
    from dashboard.launch import launch

    settings: Settings = context.obj
    wanted = settings.dashboard
    update = {"host": host or wanted.host, "port": port or wanted.port, "editing": edit or wanted.editing}
    launch(settings.database, wanted.model_copy(update=update))


@app.command()
def datasette(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen at.", min=1, max=65535)] = 8001,
) -> None:
    """Serve the database to analysts: its views with what they mean, ready queries, SQL; read only, until Ctrl-C."""
    from disputes.explore import serve

    settings: Settings = context.obj
    serve(settings.database, host=host, port=port)


@app.command()
@narrowed()
def export(
    context: typer.Context,
    selection: Selection,
    format: Annotated[
        str, typer.Option(help="csv, json, jsonl, parquet, ics, atom, ftm, or site: pages in a folder.")
    ] = "csv",
    output: Annotated[
        Path | None, typer.Option(help="A file to write, instead of standard output; for site a folder.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """The timeline for other programs: tables, a calendar of set dates, feeds, entities, a site of static pages."""
    from disputes.export import FORMATS
    from disputes.export import export as write
    from disputes.store import Store

    settings: Settings = context.obj
    if format not in (formats := (*FORMATS, "site")):
        raise ConfigError(f"format: {format!r} is none of {', '.join(formats)}")
    with Store.open(settings.database, read_only=True) as store:
        check_dispute(store, selection)
        selection = as_written(store, selection)
        if format == "site":
            from disputes.export.site import write_site

            if output is None:
                raise ConfigError("export: --format site needs --output, a folder")
            number = write_site(store, output, selection)
        elif output is None:
            write(store, format, sys.stdout.buffer, selection)
            return
        else:
            number = put_file(output, lambda out: write(store, format, out, selection))
    told = f"Wrote {output}: {number} {'disputes' if format == 'site' else 'entries'}"
    say({"output": str(output), "format": format, "number": number}, [told], as_json=as_json)


@app.command()
def schema() -> None:
    """Print what every table, view and column of the database means, as Markdown."""
    from disputes.store.schema import to_markdown

    sys.stdout.write(to_markdown())
