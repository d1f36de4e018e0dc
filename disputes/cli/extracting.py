"""The reading without a database: extract, and score against annotations."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from disputes.cli.app import AsJson, app, today
from disputes.settings import Settings
from disputes.terminal import end, progress, say

SAVED_EVERY = 32


@app.command()
def extract(
    context: typer.Context,
    link: Annotated[
        bool, typer.Option("--link", help="Give each event its cluster: the same for one real step.")
    ] = False,
) -> None:
    """Read articles from standard input, as JSON Lines, and print what is found in each.

    An article has an `id` (text or number), `published` (an ISO date), `text` and, where there is one, a `title`.
    """
    from disputes import catalog
    from disputes.cases.reference import load_cases
    from disputes.extract import predict, predict_linked
    from disputes.linking import cluster_articles
    from nlp.reading import Reader

    settings: Settings = context.obj
    known = catalog.load()
    reader = Reader(known, settings.model)
    lines = sys.stdin.buffer
    answers = (
        predict_linked(lines, reader, lambda read: cluster_articles(read, known, load_cases()))
        if link
        else predict(lines, reader)
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
        scoreboard.insert(update, scoreboard.to_markdown(boards, on=today(), reader=readers.articles.version))
        return
    records = [record for _, found in sets for record in found]
    predicted = readers.predict(records, unseen=unseen, baseline=baseline)
    scores = scoring.score(records, predicted)
    missed = [asdict(miss) for miss in scores.misses[:misses]]
    shown = scores.to_dict() | ({"misses": missed} if misses else {})
    say(shown, [*scoreboard.layers(scores), "", *scoreboard.details(scores), *map(_miss_line, missed)], as_json=as_json)
    end([f"article {answer['id']}: {answer['error']}" for answer in predicted if "error" in answer])


def _miss_line(miss: dict[str, Any]) -> str:
    event = miss["event"]
    who, whom = ", ".join(event.get("actors") or []), ", ".join(event.get("targets") or [])
    said = str(event.get("evidence") or "")[:110]
    return f"{miss['kind']}  {miss['article_id']}: {event['action']} {who} -> {whom} {event.get('date')} | {said}"
