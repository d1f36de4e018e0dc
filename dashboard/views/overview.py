"""The overview: what moved of late, up and down; the timeline of escalation; what is ahead; and what matches."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import streamlit as st

from dashboard import bars, downloads, queries, widgets
from dashboard.markup import counted, show
from dashboard.markup import page as address
from dashboard.palette import UNKNOWN, colours
from dashboard.queries import Connection
from dashboard.rows import Count, Fact, Rung, Step
from dashboard.views import facts, tables
from dashboard.views.escalation import timeline, window
from disputes.selection import Selection

MOVED = 4  # steps shown of each direction
AHEAD = 8
HEADS = {"up": "Escalated", "down": "Eased", "neutral": "Neutral"}


def page(db: Connection, path: Path) -> None:
    """Draws the page. Raises StoreError."""
    ladder = queries.ladder(db)
    show(
        "heading.html", title="AI copyright disputes", note="Who did what to whom, over which AI tool, when and where."
    )
    if not queries.any_steps(db):
        widgets.empty_store()
        return
    newest = queries.freshness(db).newest
    filters = widgets.filters(db, path, ladder)
    if not queries.any_steps(db, filters):
        widgets.notice("No step matches these filters", "Every filter must match.", "Take some out in the sidebar.")
        return
    _tiles(db, filters, newest)
    _moved(db, path, filters, ladder, newest)
    timeline(db, path, filters, ladder, newest)
    _ahead(db, path, filters, ladder, newest)
    _aggregates(db, filters, ladder)
    _tables(db, path, filters, ladder)


def _tiles(db: Connection, filters: Selection, newest: str) -> None:
    """Figures of the last 7 and 30 days of the data, whatever day it is."""
    stretches = {days: queries.moves(db, filters, newest, days) for days in (7, 30)}
    ahead = queries.upcoming(db, filters, newest, 1)
    open = queries.count_disputes(db, filters, open_only=True)
    all = queries.count_disputes(db, filters)
    show("tiles.html", stretches=stretches, ahead=ahead, open=open, all=all)
    rows = facts.of_tiles(stretches, ahead, open=open, all=all)
    downloads.offer("the figures", "figures", downloads.Rows(Fact, lambda: rows))


def _moved(db: Connection, path: Path, filters: Selection, ladder: list[Rung], newest: str) -> None:
    """What happened in the last week or month of the data, by where it points, the latest first."""
    show("section.html", title="What moved", note="")
    days = int(widgets.one_of("Stretch", {"7": "7 days", "30": "30 days"}, "days", default="30"))
    happened = replace(
        window(filters, newest, days), statuses=("happened",), until=min(newest, filters.until or newest)
    )
    moves = queries.moves(db, filters, newest, days)
    wanted = [name for name in HEADS if getattr(moves, name)]
    if not wanted or filters.statuses not in ((), ("happened",)):
        show("section.html", title="", note=f"Nothing that matches happened in these {days} days.")
        return
    for column, direction in zip(st.columns(len(wanted), gap="large"), wanted, strict=True):
        with column:
            _direction(db, replace(happened, directions=(direction,)), ladder, getattr(moves, direction))

    def everything() -> Sequence[Step]:
        with queries.opened(path) as own:
            return queries.steps(own, happened, limit=downloads.MOST, latest_first=True)

    downloads.offer("what moved", "moved", downloads.Rows(Step, everything))


def _direction(db: Connection, filters: Selection, ladder: list[Rung], found: int) -> None:
    """The steps of one direction, with a way to all of them."""
    direction = filters.directions[0]
    steps = queries.steps(db, filters, limit=MOVED, latest_first=True)
    kept = {key: st.query_params.get_all(key) for key in st.query_params}
    narrowed = {"table": "Steps", "direction": widgets.DIRECTIONS[direction], "status": "happened"}
    everything = address("overview", **kept | narrowed | {"from": filters.since, "to": filters.until})
    show(
        "moves.html",
        title=f"{HEADS[direction]} ({found:,})",
        steps=steps,
        colours=colours(ladder),
        all=everything if found > len(steps) else None,
        found=counted(found, "step"),
    )


def _ahead(db: Connection, path: Path, filters: Selection, ladder: list[Rung], newest: str) -> None:
    """The scheduled steps that are still to come."""
    steps = queries.upcoming(db, filters, newest, AHEAD)
    show("section.html", title="Ahead", note="" if steps else "Nothing that matches is scheduled.")
    if not steps:
        return
    show("steps_table.html", steps=steps, colours=colours(ladder), caption="Scheduled steps, the nearest first")

    def everything() -> list[Step]:
        with queries.opened(path) as own:
            return queries.upcoming(own, filters, newest, downloads.MOST)

    downloads.offer("what is ahead", "ahead", downloads.Rows(Step, everything))


def _tables(db: Connection, path: Path, filters: Selection, ladder: list[Rung]) -> None:
    show("section.html", title="All that matches", note="Disputes with a step that matches, or the steps themselves.")
    kind = widgets.one_of("Table", {"disputes": "Disputes", "steps": "Steps"}, "table")
    (tables.steps if kind == "steps" else tables.disputes)(db, path, filters, ladder)


def _aggregates(db: Connection, filters: Selection, ladder: list[Rung]) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        _suits(queries.suits_by_month(db, filters), _colour(ladder))
    with right:
        _developers(queries.busiest(db, filters, "respondent"), _colour(ladder))


def _suits(suits: list[Count], colour: str) -> None:
    show("section.html", title="New suits by month", note="" if suits else "No suit matches.")
    if not suits:
        return
    st.altair_chart(bars.months(suits, colour), key="suits")
    show("counts.html", counts=suits, name="Month", number="New suits", months=True)
    downloads.offer("the suits", "suits", downloads.Rows(Count, lambda: suits), lambda: bars.months(suits, colour))


def _developers(counts: list[Count], colour: str) -> None:
    show("section.html", title="Most open disputes against", note="" if counts else "No open dispute matches.")
    if not counts:
        return
    show("bars.html", counts=counts, most=counts[0].count, target="parties", parameter="party")
    downloads.offer(
        "the developers", "developers", downloads.Rows(Count, lambda: counts), lambda: bars.ranked(counts, colour)
    )


def _colour(ladder: list[Rung]) -> str:
    """The colour of the action that brings a dispute before a court."""
    named = colours(ladder)
    return next((named[rung.name] for rung in ladder if rung.stage == queries.SUIT and rung.direction == "up"), UNKNOWN)
