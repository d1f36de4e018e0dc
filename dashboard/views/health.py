"""Health: how fresh the data is, the last runs, the watched addresses, what went wrong, and the published scores."""

from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from dashboard import downloads, queries, widgets
from dashboard.markup import clip, counted, moment, show
from dashboard.queries import Connection
from dashboard.rows import FaultRow, FeedRow, RunRow, ScoreRow
from disputes import scoreboard
from disputes.alarms import Alarm, current_alarms

README = Path(scoreboard.__file__).resolve().parent.parent / "README.md"
FEED_COLUMNS = ["Source", "Address", "Checked", "Answer", "Fault", "Last answered well", "Last new", "New this week"]
FEED_COLUMNS += ["Items", "Pages looked at"]
STAGES = {"": "All stages", "crawl": "Crawl", "read": "Read", "link": "Link"}


def page(db: Connection, path: Path) -> None:
    """Draws the page. Raises StoreError."""
    show("heading.html", title="Health", note="Whether the sources speak, and whether what they say is read.")
    stage = widgets.one_of("Stage", STAGES, "stage")
    if stage in ("", "crawl"):
        _alarms(current_alarms(db, datetime.now(UTC)), watched=queries.any_source(db))
    _faults(queries.faults(db, stage))
    _runs(queries.runs(db, stage))
    if stage in ("", "crawl"):
        _feeds(queries.feeds(db, datetime.now(UTC).date()))
    if stage in ("", "read"):
        _scores()


def _alarms(alarms: list[Alarm], *, watched: bool) -> None:
    """What is wrong with the watching itself, as the command line and the digest tell it too."""
    fine = "None: every source that is watched answers as usual." if watched else "None: no source is watched yet."
    show("section.html", title="Alarms", note="" if alarms else fine)
    if alarms:
        show("alarms.html", alarms=alarms)
        downloads.offer("the alarms", "alarms", downloads.Rows(Alarm, lambda: alarms))


def _runs(runs: list[RunRow]) -> None:
    show("section.html", title="Last runs", note="")
    if not runs:
        widgets.notice(
            "No runs", "Nothing was crawled into this database.", "Crawl, read and link with", "disputes run"
        )
        return
    show(
        "table.html",
        caption="The latest first",
        columns=["Stage", "Started", "Ended", "Done", "Failed", "Skipped"],
        rows=[
            [
                run.stage,
                moment(run.started_at),
                moment(run.finished_at) if run.finished_at else "not ended",
                run.done,
                run.failed,
                run.skipped,
            ]
            for run in runs
        ],
    )
    downloads.offer("the runs", "runs", downloads.Rows(RunRow, lambda: runs))


def _feeds(feeds: list[FeedRow]) -> None:
    troubled = sum(1 for feed in feeds if feed.error)
    note = f"{counted(len(feeds), 'address', 'addresses')} watched, {troubled} in trouble"
    show("section.html", title="Sources", note=note if feeds else "None watched yet.")
    if not feeds:
        return
    if st.toggle("Only those in trouble", key="troubled", bind="query-params"):
        feeds = [feed for feed in feeds if feed.error]
    if feeds:
        show(
            "table.html",
            caption="Those in trouble first",
            columns=FEED_COLUMNS,
            rows=[
                [
                    feed.source_id,
                    clip(feed.url, 120),
                    moment(feed.checked_at),
                    str(feed.status or "none"),
                    feed.error,
                    moment(feed.answered),
                    moment(feed.brought),
                    f"{feed.week:,}" if feed.expected is None else f"{feed.week:,} of {feed.expected:g} expected",
                    feed.items or 0,
                    feed.judged,
                ]
                for feed in feeds
            ],
        )
        downloads.offer("the sources", "sources", downloads.Rows(FeedRow, lambda: feeds))


def _faults(faults: list[FaultRow]) -> None:
    show("section.html", title="What went wrong", note="" if faults else "Nothing on record.")
    if faults:
        show(
            "table.html",
            caption="The latest first",
            columns=["When", "Stage", "Where", "What"],
            rows=[[moment(fault.at), fault.stage, clip(fault.place, 160), fault.problem] for fault in faults],
        )
        downloads.offer("what went wrong", "faults", downloads.Rows(FaultRow, lambda: faults))


def _scores() -> None:
    """How often the reading is right, as it was published with this version of the program."""
    published = scoreboard.published(README)
    told, tables = scoreboard.from_markdown(published) if published else ("", [])
    note = told.replace("`", "") if tables else "No scores were published with this copy of the program."
    show("section.html", title="How often the reading is right", note=note)
    for table in tables:
        show(
            "table.html",
            caption=table.caption.replace("`", ""),
            columns=["What was read", *(column[:1].upper() + column[1:] for column in table.columns[1:])],
            rows=[[name, *map(_figure, figures)] for name, *figures in table.rows],
        )
    if tables:
        downloads.offer("the scores", "scores", downloads.Rows(ScoreRow, lambda: _score_rows(tables)))


def _score_rows(tables: list[scoreboard.Table]) -> list[ScoreRow]:
    """A row for each figure of the tables."""
    return [
        ScoreRow(table.caption, name, measure, figure)
        for table in tables
        for name, *figures in table.rows
        for measure, figure in zip(table.columns[1:], figures, strict=True)
    ]


def _figure(text: str) -> float | str:
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text
