"""Court cases: the list, how our disputes cover it, and what CourtListener says of the dockets."""

from dataclasses import asdict
from datetime import timedelta
from typing import Annotated

import typer

from disputes.cli.app import AsJson, now
from disputes.settings import Settings
from disputes.store import Store
from disputes.terminal import end, say

app = typer.Typer(
    help="Court cases: known from other people's lists, or proposed from our reports.", no_args_is_help=True
)


@app.command("list")
def list_cases(context: typer.Context, as_json: AsJson = False) -> None:
    """Every case, with its docket, its status, and what of it is not confirmed."""
    from disputes.cases.reference import load_cases

    settings: Settings = context.obj
    cases = load_cases()
    if settings.database.is_file():
        with Store.open(settings.database, read_only=True) as store:
            cases = store.cases() or cases
    lines = [
        f"{case.id}  {case.origin}  {case.caption}  {case.court or '-'}  {case.docket or '-'}  {case.status}"
        + (f"  [unconfirmed: {case.unconfirmed}]" if case.unconfirmed else "")
        for case in cases
    ]
    say([asdict(case) for case in cases], lines, as_json=as_json)


@app.command("coverage")
def case_coverage(context: typer.Context, as_json: AsJson = False) -> None:
    """Our disputes against the reference cases: known and reported, known and not reported, reported and unknown."""
    from disputes.cases.coverage import coverage, lines

    settings: Settings = context.obj
    with Store.open(settings.database, read_only=True) as store:
        found = coverage(store)
    say(found, lines(found), as_json=as_json)


@app.command("refresh")
def refresh_cases(
    context: typer.Context,
    limit: Annotated[int, typer.Option(help="Ask for so many dockets at most.", min=1)] = 50,
    max_age: Annotated[float, typer.Option(help="Hours for which an answer is good.", min=0)] = 24,
    pause: Annotated[float, typer.Option(help="Seconds between two dockets.", min=0)] = 13,
    as_json: AsJson = False,
) -> None:
    """Ask CourtListener for the latest entries and the state of the dockets; needs COURTLISTENER_API_TOKEN."""
    from disputes.cases.courtlistener import refresh
    from disputes.cases.reference import load_cases

    settings: Settings = context.obj
    with Store.open(settings.database) as store:
        if not store.cases():
            store.save_cases(load_cases(), [])
        found = refresh(store, store.cases(), now=now, limit=limit, max_age=timedelta(hours=max_age), pause=pause)
    say(found, [found.line], as_json=as_json)
    end(found.faults)
