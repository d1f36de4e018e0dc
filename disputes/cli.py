"""The command line, and the one place where the stages meet: each command imports the stage that it needs.

Every command prints a short summary for people, or with --json the same for programs. What failed goes to standard
error, a line each; so do progress bars, where that is a terminal. Exit status: 0 done, 1 some items failed, 2 wrong
usage or configuration.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from disputes.errors import BadArticle, ConfigError, DisputesError, ModelMissing
from disputes.settings import Settings, load_settings
from disputes.terminal import end, one_line, progress, say, write_file

if TYPE_CHECKING:
    from crawler.summary import CrawlSummary
    from disputes.stages import LinkSummary, ReadSummary
    from disputes.store import Store
    from disputes.types import Source

SAMPLE = Path(__file__).resolve().parent.parent / "data" / "sample"
SAVED_EVERY = 32

app = typer.Typer(
    name="disputes",
    help="Disputes over copyright and AI: from the news to a timeline in which each step leads back to its source.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
    add_completion=False,
)
sources_app = typer.Typer(help="What is watched.", no_args_is_help=True)
app.add_typer(sources_app, name="sources")

AsJson = Annotated[bool, typer.Option("--json", help="Print for programs.")]


def main() -> None:
    """The entry point: a foreseen failure is one line on standard error."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # whatever the locale: predictions and digests are UTF-8
    try:
        app()
    except DisputesError as error:
        print(f"disputes: {one_line(str(error))}", file=sys.stderr)
        sys.exit(2 if isinstance(error, ConfigError | ModelMissing | BadArticle) else 1)


@app.callback()
def _settings(
    context: typer.Context,
    config: Annotated[
        Path | None, typer.Option(help="Settings file; by default disputes.toml, if there is one.")
    ] = None,
    database: Annotated[Path | None, typer.Option(help="The SQLite file, instead of the one in the settings.")] = None,
) -> None:
    settings = load_settings(config)
    context.obj = settings.model_copy(update={"database": database}) if database else settings


@app.command()
def crawl(
    context: typer.Context,
    source: Annotated[list[str] | None, typer.Option(help="Only this source; may be given again.")] = None,
    as_json: AsJson = False,
) -> None:
    """Ask every source what is new, and store the articles."""
    settings: Settings = context.obj
    summary = _crawl(settings, _chosen(settings, source or []))
    say(summary, [_crawl_line(summary)], as_json=as_json)
    end(summary.faults)


@app.command()
def read(context: typer.Context, as_json: AsJson = False) -> None:
    """Read the articles that this version has not read."""
    from disputes.store import Store

    settings: Settings = context.obj
    with Store.open(settings.database) as store:
        summary = _read(store, settings)
    say(summary, [summary.line], as_json=as_json)
    end(summary.faults)


@app.command()
def link(context: typer.Context, as_json: AsJson = False) -> None:
    """Make events and disputes of everything that was read."""
    from disputes.store import Store

    settings: Settings = context.obj
    with Store.open(settings.database) as store:
        summary = _link(store)
    say(summary, [summary.line], as_json=as_json)


@app.command()
def run(context: typer.Context, as_json: AsJson = False) -> None:
    """Crawl, read and link."""
    from disputes.store import Store

    settings: Settings = context.obj
    crawled = _crawl(settings, _chosen(settings, []))
    with Store.open(settings.database) as store:
        have_read = _read(store, settings)
        linked = _link(store)
    say(
        {"crawl": asdict(crawled), "read": asdict(have_read), "link": asdict(linked)},
        [_crawl_line(crawled), have_read.line, linked.line],
        as_json=as_json,
    )
    end([*crawled.faults, *have_read.faults])


@app.command()
def extract(
    context: typer.Context,
    link: Annotated[
        bool, typer.Option("--link", help="Give each event its cluster: the same for one real step.")
    ] = False,
) -> None:
    """Read articles from standard input, as JSON Lines, and print what is found in each."""
    from disputes import catalog
    from disputes.extract import predict, predict_linked
    from disputes.linking import cluster_articles
    from nlp.reading import Reader

    settings: Settings = context.obj
    known = catalog.load()
    reader = Reader(known, settings.model)
    lines = sys.stdin.buffer
    answers = (
        predict_linked(lines, reader, lambda read: cluster_articles(read, known)) if link else predict(lines, reader)
    )
    failed = 0
    with progress("reading") as step:
        for number, answer in enumerate(answers, 1):
            failed += "error" in answer
            sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
            if number % SAVED_EVERY == 0:
                sys.stdout.flush()
            step()
    sys.stdout.flush()
    if failed:
        print(f"disputes: {failed} of the lines could not be read; each says why", file=sys.stderr)
        raise typer.Exit(1)


@app.command()
def score(
    context: typer.Context,
    gold: Annotated[list[Path], typer.Argument(help="Annotated articles, as JSON Lines.")],
    misses: Annotated[int, typer.Option(help="Print so many missed and spurious events.", min=0)] = 0,
    unseen: Annotated[
        bool, typer.Option("--unseen", help="Forget each article's parties and tools before reading it.")
    ] = False,
    baseline: Annotated[
        bool, typer.Option("--baseline", help="Read with the bare model and trigger words instead.")
    ] = False,
    update: Annotated[
        Path | None, typer.Option(help="Measure all three ways, and write the table into this document.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Compare what is read in annotated articles with the annotations."""
    from disputes import catalog, scoreboard, scoring
    from nlp.measuring import Readers

    settings: Settings = context.obj
    sets = [(path, scoreboard.load_set(path)) for path in gold]
    readers = Readers(catalog.load(), settings.model)
    if update:
        with progress("reading", len(sets)) as step:
            boards = readers.boards(sets, step)
        scoreboard.insert(update, scoreboard.to_markdown(boards, on=_today(), reader=readers.articles.version))
        return
    records = [record for _, found in sets for record in found]
    predicted = readers.predict(records, unseen=unseen, baseline=baseline)
    scores = scoring.score(records, predicted)
    missed = [asdict(miss) for miss in scores.misses[:misses]]
    shown = scores.to_dict() | ({"misses": missed} if misses else {})
    say(shown, [*scores.to_markdown().splitlines(), *map(_miss_line, missed)], as_json=as_json)
    end([f"article {answer['id']}: {answer['error']}" for answer in predicted if "error" in answer])


@app.command()
def demo(
    context: typer.Context,
    dashboard: Annotated[bool, typer.Option(help="Open the dashboard at the end.")] = True,
    port: Annotated[int | None, typer.Option(help="Where the dashboard listens.")] = None,
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
            digests = write_digests(store, settings.database.parent, today=_today())
        lines = [_crawl_line(crawled), have_read.line, linked.line]
        lines += [f"Digest: {path}" for path in digests] + [f"Database: {settings.database}"]
        result = {"crawl": asdict(crawled), "read": asdict(have_read), "link": asdict(linked)}
        say(result | {"digests": [str(path) for path in digests]}, lines, as_json=as_json)
        if dashboard:
            from dashboard.launch import launch

            launch(settings.database, host=settings.dashboard.host, port=port or settings.dashboard.port)
    end([*crawled.faults, *have_read.faults])


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
            period = span(_day("since", since), _day("until", until))
        else:
            period = period_of(store, _today())
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
    wanted = Selection(since=_day("since", since) if since else None, until=_day("until", until) if until else None)
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


@sources_app.command("list")
def list_sources(context: typer.Context, as_json: AsJson = False) -> None:
    """Every source, and whether it is asked."""
    from crawler.sources import load_sources

    settings: Settings = context.obj
    sources = load_sources(settings.sources)
    lines = [f"{'on ' if s.enabled else 'off'}  {s.id}  {s.kind}  {s.url}{_because(s.reason)}" for s in sources]
    say([asdict(source) for source in sources], lines, as_json=as_json)


@sources_app.command("health")
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


def _crawl(settings: Settings, sources: "Sequence[Source]") -> "CrawlSummary":
    from crawler.crawl import crawl as crawl_sources

    with progress("crawling") as step:
        return crawl_sources(settings, sources, progress=lambda line: step())


def _read(store: "Store", settings: Settings) -> "ReadSummary":
    from disputes import catalog
    from disputes.stages import read_articles
    from nlp.reading import Reader

    reader = Reader(catalog.load(), settings.model)
    with progress("reading", store.count_unread(reader.version)) as step:
        return read_articles(store, reader, now=_now, step=step)


def _link(store: "Store") -> "LinkSummary":
    from disputes import catalog
    from disputes.stages import link_reports

    return link_reports(store, catalog.load(), now=_now)


def _chosen(settings: Settings, ids: Sequence[str]) -> "list[Source]":
    from crawler.sources import load_sources

    sources = load_sources(settings.sources)
    for unknown in sorted(set(ids) - {source.id for source in sources}):
        raise ConfigError(f"{settings.sources}: no source {unknown!r}")
    return [source for source in sources if not ids or source.id in ids]


def _crawl_line(summary: "CrawlSummary") -> str:
    return (
        f"Crawled {summary.sources} sources: {summary.articles} new articles, of them {summary.copies} copies of a"
        f" story; {summary.failed_sources} sources failed"
    )


def _miss_line(miss: dict[str, Any]) -> str:
    event = miss["event"]
    who, whom = ", ".join(event.get("actors") or []), ", ".join(event.get("targets") or [])
    said = str(event.get("evidence") or "")[:110]
    return f"{miss['kind']}  {miss['article_id']}: {event['action']} {who} -> {whom} {event.get('date')} | {said}"


def _verdict(error: str, checked_at: str) -> str:
    return "FAILED" if error else "ok    " if checked_at else "-     "


def _because(reason: str | None) -> str:
    return f"  ({reason})" if reason else ""


def _day(name: str, text: str | None) -> date:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        raise ConfigError(f"--{name}: {text!r} is no day such as 2026-02-16") from None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _today() -> date:
    return datetime.now(UTC).date()
