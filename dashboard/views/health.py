"""Health: how fresh the data is, the last runs, the watched addresses and what went wrong."""

from pathlib import Path

from dashboard import queries, widgets
from dashboard.markup import clip, counted, moment, show
from dashboard.queries import Connection
from dashboard.rows import FaultRow, FeedRow, RunRow


def page(db: Connection, path: Path) -> None:
    """Draws the page. Raises StoreError."""
    show("heading.html", title="Health", note="Whether the sources speak, and whether what they say is read.")
    widgets.status_line(queries.freshness(db), queries.totals(db))
    _faults(queries.faults(db))
    _runs(queries.runs(db))
    _feeds(queries.feeds(db))


def _runs(runs: list[RunRow]) -> None:
    show("section.html", title="Last runs", note="" if runs else "No stage has run yet.")
    if runs:
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
    else:
        widgets.notice(
            "No runs", "Nothing was crawled into this database.", "Crawl, read and link with", "disputes run"
        )


def _feeds(feeds: list[FeedRow]) -> None:
    troubled = sum(1 for feed in feeds if feed.error)
    note = (
        f"{counted(len(feeds), 'address', 'addresses')} watched, {troubled} in trouble"
        if feeds
        else "None watched yet."
    )
    show("section.html", title="Sources", note=note)
    if feeds:
        show(
            "table.html",
            caption="Those in trouble first",
            columns=["Source", "Address", "Checked", "Answer", "Fault", "Items", "Pages looked at"],
            rows=[
                [
                    feed.source_id,
                    clip(feed.url, 120),
                    moment(feed.checked_at),
                    str(feed.status or "none"),
                    feed.error,
                    feed.items or 0,
                    feed.judged,
                ]
                for feed in feeds
            ],
        )


def _faults(faults: list[FaultRow]) -> None:
    show("section.html", title="What went wrong", note="" if faults else "Nothing on record.")
    if faults:
        show(
            "table.html",
            caption="The latest first",
            columns=["When", "Stage", "Where", "What"],
            rows=[[moment(fault.at), fault.stage, fault.place, fault.problem] for fault in faults],
        )
