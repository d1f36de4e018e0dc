"""What is watched: the sources, and how they fare."""

from dataclasses import asdict

import typer

from disputes.cli.app import AsJson
from disputes.settings import Settings
from disputes.terminal import say

app = typer.Typer(help="What is watched.", no_args_is_help=True)


@app.command("list")
def list_sources(context: typer.Context, as_json: AsJson = False) -> None:
    """Every source, and whether it is asked."""
    from crawler.sources import load_sources

    settings: Settings = context.obj
    sources = load_sources(settings.sources)
    lines = [f"{'on ' if s.enabled else 'off'}  {s.id}  {s.kind}  {s.url}{_because(s.reason)}" for s in sources]
    say([asdict(source) for source in sources], lines, as_json=as_json)


@app.command("health")
def source_health(context: typer.Context, as_json: AsJson = False) -> None:
    """When each source last answered and last brought an article. Exit status 1 where one failed."""
    from crawler.health import source_health as health_of
    from crawler.sources import load_sources
    from disputes.store import Store

    settings: Settings = context.obj
    with Store.open(settings.database, read_only=True) as store:
        states = health_of(store, load_sources(settings.sources))
    lines = [
        f"{_verdict(s.error, s.checked_at)}  {s.source.id}  answered {s.last_success or 'never'},"
        f" last article {s.last_article or 'never'}, {s.articles} articles{_because(s.error)}"
        for s in states
    ]
    say([asdict(state) for state in states], lines, as_json=as_json)
    if any(state.error for state in states):
        raise typer.Exit(1)


def _verdict(error: str, checked_at: str) -> str:
    return "FAILED" if error else "ok    " if checked_at else "-     "


def _because(reason: str | None) -> str:
    return f"  ({reason})" if reason else ""
