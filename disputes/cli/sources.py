"""What is watched: the sources, and how they fare."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from disputes.cli.app import AsJson, today
from disputes.errors import ConfigError
from disputes.settings import Settings
from disputes.terminal import end, say

if TYPE_CHECKING:
    from crawler.health import SourceHealth

RECORDED = Path("data/local/recorded")  # not in version control: the pages are their outlets'

app = typer.Typer(help="What is watched.", no_args_is_help=True)


@app.command("list")
def list_sources(context: typer.Context, as_json: AsJson = False) -> None:
    """Every source, and whether it is asked."""
    from crawler.sources import load_sources

    settings: Settings = context.obj
    sources = load_sources(settings.sources)
    lines = [f"{'on ' if s.enabled else 'off'}  {s.id}  {s.kind}  {s.url}{_because(s.reason)}" for s in sources]
    say([asdict(source) for source in sources], lines, as_json=as_json)


@app.command("check")
def check_source(
    context: typer.Context,
    address: Annotated[str, typer.Argument(help="An address, or the id of a source.")],
    as_json: AsJson = False,
) -> None:
    """Fetch an address as the crawler would, and say what it would bring. Nothing is stored."""
    from crawler.checking import check
    from crawler.sources import load_sources
    from disputes.types import Source

    settings: Settings = context.obj
    sources = load_sources(settings.sources)
    known = [source for source in sources if address in (source.id, source.url)]
    if not known and "://" not in address:
        raise ConfigError(f"{settings.sources}: no source {address!r}")
    checked = check(settings, known[0] if known else Source(address, address, address, "feed"), sources, today())
    say(checked, checked.lines, as_json=as_json)
    if checked.problem or not (checked.kind or checked.article):
        raise typer.Exit(1)


@app.command("discover")
def discover_sources(
    context: typer.Context,
    homepage: Annotated[str, typer.Argument(help="A site's homepage.")],
    as_json: AsJson = False,
) -> None:
    """Find the feeds and news sitemaps of a site, those that bring most first."""
    from crawler.checking import discover
    from crawler.sources import load_sources

    settings: Settings = context.obj
    found = discover(settings, homepage, load_sources(settings.sources))
    lines = [f"{c.kind}  {c.url}  {c.what}, {c.entries} items, the last of {c.last_day or 'no day'}" for c in found]
    say(
        [asdict(checked) for checked in found],
        lines or [f"No feed and no news sitemap at {homepage}."],
        as_json=as_json,
    )
    if not found:
        raise typer.Exit(1)


@app.command("record")
def record_source(
    context: typer.Context,
    source: Annotated[str, typer.Argument(help="The id of a source.")],
    to: Annotated[Path, typer.Option(help="The folder for recorded pages.")] = RECORDED,
) -> None:
    """Write a page of a source, and what is read there, as material for a test; not to be published."""
    from crawler.checking import record
    from crawler.sources import load_sources

    settings: Settings = context.obj
    sources = load_sources(settings.sources)
    known = [one for one in sources if one.id == source]
    if not known:
        raise ConfigError(f"{settings.sources}: no source {source!r}")
    place = record(settings, known[0], sources, to, today())
    say(
        {"folder": str(place)}, [f"Recorded in {place}; look through expected.json, then run the tests."], as_json=False
    )


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
