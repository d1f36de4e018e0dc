"""The stages on the way from a source to an event, one by one and all together: crawl, read, link, run, demo."""

import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from disputes.cli.app import AsJson, app, check_database, now, today
from disputes.cli.watches import send_if_watched
from disputes.errors import ConfigError
from disputes.settings import Settings
from disputes.terminal import end, progress, say

if TYPE_CHECKING:
    from crawler.summary import CrawlSummary
    from disputes.stages import LinkSummary, ReadSummary
    from disputes.store import Store
    from disputes.types import Source

UNREAD_SHOWN = 20  # pages
CONTACT = re.compile(r"[^@\s]@[^@\s]|https?://")  # in a user agent: a mail address or a page's
SAMPLE = Path(__file__).resolve().parent.parent.parent / "data" / "sample"


@app.command()
def crawl(
    context: typer.Context,
    source: Annotated[list[str] | None, typer.Option(help="Only this source; may be given again.")] = None,
    as_json: AsJson = False,
) -> None:
    """Ask every source what is new, and store the articles."""
    settings: Settings = context.obj
    summary = _crawl(settings, *_chosen(settings, source or []))
    say(summary, _crawl_lines(summary), as_json=as_json)
    end([*summary.faults, *_alarms(settings)])


@app.command()
def read(context: typer.Context, as_json: AsJson = False) -> None:
    """Read the articles that this version has not read."""
    from disputes.store import Store

    settings: Settings = context.obj
    check_database(settings.database)
    with Store.open(settings.database) as store:
        summary = _read(store, settings)
    say(summary, [summary.line], as_json=as_json)
    end(summary.faults)


@app.command()
def link(context: typer.Context, as_json: AsJson = False) -> None:
    """Make events and disputes of everything that was read."""
    from disputes.store import Store

    settings: Settings = context.obj
    check_database(settings.database)
    with Store.open(settings.database) as store:
        summary = _link(store)
    say(summary, [summary.line], as_json=as_json)


@app.command()
def run(context: typer.Context, as_json: AsJson = False) -> None:
    """Crawl, read, link, and tell who waits for something."""
    from disputes.store import Store

    settings: Settings = context.obj
    crawled = _crawl(settings, *_chosen(settings, []))
    with Store.open(settings.database) as store:
        have_read = _read(store, settings)
        linked = _link(store)
        alerts = send_if_watched(store, settings)
    say(
        {
            "crawl": asdict(crawled),
            "read": asdict(have_read),
            "link": asdict(linked),
            "alerts": asdict(alerts) if alerts else None,
        },
        [*_crawl_lines(crawled), have_read.line, linked.line, *([alerts.line] if alerts else [])],
        as_json=as_json,
    )
    end([*crawled.faults, *have_read.faults, *(alerts.faults if alerts else ()), *_alarms(settings)])


@app.command()
def demo(
    context: typer.Context,
    dashboard: Annotated[bool, typer.Option(help="Open the dashboard at the end.")] = True,
    port: Annotated[int | None, typer.Option(help="Where the dashboard listens.", min=1, max=65535)] = None,
    as_json: AsJson = False,
) -> None:
    """The whole way on the sample newsroom, which is served here and crawled for real."""
    from crawler.newsroom import serve
    from disputes.demo import demo_settings, write_digests
    from disputes.store import Store

    settings = demo_settings(context.obj)
    with serve(SAMPLE) as newsroom:
        crawled = _crawl(settings, newsroom.sources)
        with Store.open(settings.database) as store:
            have_read = _read(store, settings)
            linked = _link(store)
            digests = write_digests(store, settings.database.parent, today=today())
        lines = [*_crawl_lines(crawled), have_read.line, linked.line]
        lines += [f"Digest: {path}" for path in digests] + [f"Database: {settings.database}"]
        result = {"crawl": asdict(crawled), "read": asdict(have_read), "link": asdict(linked)}
        say(result | {"digests": [str(path) for path in digests]}, lines, as_json=as_json)
        if dashboard:
            from dashboard.launch import launch

            launch(settings.database, settings.dashboard.model_copy(update={"port": port or settings.dashboard.port}))
    end([*crawled.faults, *have_read.faults])


def _crawl(settings: Settings, sources: "Sequence[Source]", only: Sequence[str] = ()) -> "CrawlSummary":
    from crawler.crawl import crawl as crawl_sources

    with progress("crawling") as step:
        return crawl_sources(settings, sources, only=only, progress=lambda line: step())


def _read(store: "Store", settings: Settings) -> "ReadSummary":
    from disputes import catalog
    from disputes.stages import read_articles
    from nlp.reading import Reader

    reader = Reader(catalog.load(), settings.model)
    with progress("reading", store.count_unread(reader.version)) as step:
        return read_articles(store, reader, now=now, step=step)


def _link(store: "Store") -> "LinkSummary":
    from disputes import catalog
    from disputes.stages import link_reports

    return link_reports(store, catalog.load(), now=now)


def _alarms(settings: Settings) -> list[str]:
    """A line for each thing that is wrong with the watching."""
    from disputes.alarms import current_alarms
    from disputes.store import Store

    with Store.open(settings.database, read_only=True) as store:
        return [alarm.line for alarm in current_alarms(store.db.conn, datetime.now(UTC))]


def _chosen(settings: Settings, ids: Sequence[str]) -> "tuple[list[Source], Sequence[str]]":
    """Every source, and the ids of those to ask; none for all. Only sites of one's own are asked without a contact."""
    from crawler.sources import enabled, load_sources

    sources = load_sources(settings.sources)
    for unknown in sorted(set(ids) - {source.id for source in sources}):
        raise ConfigError(f"{settings.sources}: no source {unknown!r}")
    abroad = [s for s in enabled(sources) if not s.allow_private and (not ids or s.id in ids)]
    if abroad and not CONTACT.search(settings.crawl.user_agent):
        raise ConfigError(
            "crawl.user_agent: names nobody whom a site could reach; set it to a name and an address, as in"
            " 'newsroom/1.0 (+mailto:desk@example.org)'"
        )
    return sources, ids


def _crawl_lines(summary: "CrawlSummary") -> list[str]:
    """What a crawl did, and the pages that brought nothing."""
    more = len(summary.unread) - UNREAD_SHOWN
    return [
        f"Crawled {summary.sources} sources: {summary.articles} new articles, of them {summary.copies} copies of a"
        f" story; {summary.failed_sources} sources failed, {len(summary.unread)} pages brought nothing",
        *(f"  {line}" for line in summary.unread[:UNREAD_SHOWN]),
        *([f"  and {more} more, in the table `faults`"] if more > 0 else []),
    ]
