"""What is watched: the sources, and how they fare."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import typer

from disputes.cli.app import AsJson
from disputes.settings import Settings
from disputes.terminal import end, say

if TYPE_CHECKING:
    from crawler.health import SourceHealth

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
    """When each source last answered, what it brought and should have. Exit status 1 where an alarm stands."""
    from crawler.health import source_health as health_of
    from crawler.sources import enabled, load_sources
    from disputes.alarms import current_alarms
    from disputes.store import Store

    settings: Settings = context.obj
    moment = datetime.now(UTC)
    with Store.open(settings.database, read_only=True) as store:
        states = health_of(store, enabled(load_sources(settings.sources)), moment)
        alarms = current_alarms(store.db.conn, moment)
    result = {"sources": [asdict(state) for state in states], "alarms": [asdict(alarm) for alarm in alarms]}
    say(result, [_health_line(state) for state in states], as_json=as_json)
    end([alarm.line for alarm in alarms])


def _health_line(state: "SourceHealth") -> str:
    verdict = "ALARM " if state.alarms else "FAILED" if state.problem else "ok    " if state.last_success else "-     "
    expected = f" of {state.expected:g} expected" if state.expected is not None else ""
    return (
        f"{verdict}  {state.source.id}  answered {state.last_success or 'never'}, last new {state.last_new or 'never'},"
        f" {state.seen}{expected} this week, {state.failed} errors; {state.articles} articles, the last"
        f" {state.last_article or 'never'}{_because(state.problem)}"
    )


def _because(reason: str | None) -> str:
    return f"  ({reason})" if reason else ""
