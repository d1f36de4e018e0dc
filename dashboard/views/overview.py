"""The overview: what moved of late, the timeline of escalation, and the disputes and steps that match the filters."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import streamlit as st

from dashboard import charts, downloads, placing, queries, widgets
from dashboard.markup import counted, show
from dashboard.palette import UNKNOWN, colours
from dashboard.queries import Connection
from dashboard.rows import DisputeRow, Filters, Rung, Step

CHARTED = 3000  # steps in the chart
PAGE = 25  # rows of a table
SPANS = {"All": 0, "3 years": 1096, "1 year": 365, "90 days": 90}  # days of the chart; 0 for all
SUIT = 4  # the stage of the ladder at which a dispute is before a court
ORDERS = {
    "latest": "Latest step",
    "stage": "Stage",
    "steps": "Number of steps",
    "sources": "Number of sources",
    "title": "Name",
}


def page(db: Connection, path: Path) -> None:
    """Draws the page. Raises StoreError."""
    ladder = queries.ladder(db)
    fresh = queries.freshness(db)
    totals = queries.totals(db)
    show(
        "heading.html", title="AI copyright disputes", note="Who did what to whom, over which AI tool, when and where."
    )
    widgets.status_line(fresh, totals)
    if not totals.events:
        widgets.empty_store()
        return
    filters = widgets.filters(db, path, ladder)
    found = queries.count_steps(db, filters)
    if not found:
        widgets.notice("No step matches these filters", "Every filter must match.", "Take some out in the sidebar.")
        return
    _tiles(db, filters, fresh.newest)
    _timeline(db, filters, ladder, fresh.newest)
    _moved(db, filters, ladder, fresh.newest)
    _tables(db, path, filters, ladder, found)
    _aggregates(db, filters, ladder)


def _tiles(db: Connection, filters: Filters, newest: str) -> None:
    """Figures of the last 7 and 30 days of the data, whatever day it is."""
    show(
        "tiles.html",
        stretches=[queries.moves(db, filters, newest, days) for days in (7, 30)],
        ahead=queries.upcoming(db, filters, newest, 1),
        open=queries.count_disputes(db, filters, open_only=True),
        all=queries.count_disputes(db, filters),
    )


def _timeline(db: Connection, filters: Filters, ladder: list[Rung], newest: str) -> None:
    show(
        "section.html",
        title="Timeline of escalation",
        note="Each line is a dispute. Point at a step to read its sentence; click it to open its dispute.",
    )
    span = st.segmented_control(
        "Period of the chart",
        list(SPANS),
        default=next(iter(SPANS)),
        key="period",
        bind="query-params",
        required=True,
        label_visibility="collapsed",
    )
    window = _window(filters, newest, SPANS[span]) if span and SPANS[span] else filters
    steps = queries.steps(db, window, limit=CHARTED)
    if not steps:
        show("section.html", title="", note="Nothing that matches happened in this period.")
        return
    chart = charts.timeline(steps, ladder)
    chosen = st.altair_chart(chart, key="timeline", on_select="rerun", selection_mode=charts.PARAM)
    if picked := chosen["selection"].get(charts.PARAM):
        _open(picked[0]["dispute_id"])
    show("legend.html", key=charts.key(steps, ladder), statuses=charts.statuses(steps))
    if (found := queries.count_steps(db, window)) > len(steps):
        note = f"The chart shows the latest {len(steps):,} of {found:,} steps; narrow the filters to see others."
        show("section.html", title="", note=note)
    downloads.pictures("timeline", lambda: charts.timeline(steps, ladder, legend=True))


def _window(filters: Filters, newest: str, days: int) -> Filters:
    """The filters, for the last days of the data and whatever is ahead."""
    since = (date.fromisoformat(newest) - timedelta(days=days - 1)).isoformat()
    return replace(filters, since=max(since, filters.since or since))


def _open(dispute_id: str) -> None:
    st.switch_page(st.session_state["pages"]["dispute"], query_params={"dispute": dispute_id})


def _moved(db: Connection, filters: Filters, ladder: list[Rung], newest: str) -> None:
    """What happened in the last week or month of the data, the latest first."""
    show("section.html", title="What moved", note="")
    days = st.segmented_control(
        "Stretch",
        [7, 30],
        default=30,
        format_func=lambda days: f"{days} days",
        key="days",
        bind="query-params",
        label_visibility="collapsed",
        required=True,
    )
    window = replace(
        _window(filters, newest, days or 30), statuses=("happened",), until=min(newest, filters.until or newest)
    )
    steps = queries.steps(db, window, limit=12, latest_first=True) if filters.statuses in ((), ("happened",)) else []
    if steps:
        show("moves.html", steps=steps, colours=colours(ladder))
        if (rest := queries.count_steps(db, window) - len(steps)) > 0:
            st.caption(f"and {counted(rest, 'more step')}, in the table of steps")
    else:
        show("section.html", title="", note=f"Nothing that matches happened in these {days} days.")


def _tables(db: Connection, path: Path, filters: Filters, ladder: list[Rung], found: int) -> None:
    kind = st.segmented_control(
        "Table",
        ["disputes", "steps"],
        default="disputes",
        format_func=str.capitalize,
        key="table",
        bind="query-params",
        required=True,
    )
    if kind == "steps":
        _steps(db, path, filters, ladder, found)
    else:
        _disputes(db, path, filters, ladder)


def _disputes(db: Connection, path: Path, filters: Filters, ladder: list[Rung]) -> None:
    order = st.selectbox(
        "Order", list(ORDERS), format_func=lambda key: ORDERS[key], key="order", bind="query-params", width=260
    )
    found = queries.count_disputes(db, filters)
    rows = queries.disputes(db, filters, order=order, limit=PAGE, offset=_offset(found))
    show("disputes.html", disputes=rows, stages=placing.stage_names(ladder), caption=counted(found, "dispute"))

    def everything() -> Sequence[DisputeRow]:
        with queries.opened(path) as own:
            return queries.disputes(own, filters, order=order, limit=downloads.MOST)

    downloads.buttons("disputes", DisputeRow, everything)


def _steps(db: Connection, path: Path, filters: Filters, ladder: list[Rung], found: int) -> None:
    rows = queries.steps(db, filters, limit=PAGE, offset=_offset(found), latest_first=True)
    show("steps_table.html", steps=rows, colours=colours(ladder), caption=counted(found, "step"))

    def everything() -> Sequence[Step]:
        with queries.opened(path) as own:
            return queries.steps(own, filters, limit=downloads.MOST, latest_first=True)

    downloads.buttons("steps", Step, everything)


def _offset(found: int) -> int:
    """Where the page of a table begins that the reader turned to."""
    pages = -(-found // PAGE)
    if pages < 2:
        return 0
    return PAGE * (st.pagination(pages, key="page", bind="query-params") - 1)


def _aggregates(db: Connection, filters: Filters, ladder: list[Rung]) -> None:
    left, right = st.columns(2, gap="large")
    suits = queries.per_month(db, filters, SUIT)
    with left:
        show("section.html", title="New suits by month", note="" if suits else "No suit matches.")
        if suits:
            chart = charts.months(suits, _colour(ladder))
            st.altair_chart(
                chart, alt=f"New suits by month: {', '.join(f'{month.name}: {month.count}' for month in suits[-24:])}"
            )
    busiest = queries.busiest(db, filters, "respondent")
    with right:
        show("section.html", title="Most open disputes against", note="" if busiest else "No open dispute matches.")
        if busiest:
            show("bars.html", counts=busiest, most=busiest[0].count)


def _colour(ladder: list[Rung]) -> str:
    """The colour of the action that brings a dispute before a court."""
    named = colours(ladder)
    return next((named[rung.name] for rung in ladder if rung.stage == SUIT and rung.direction == "up"), UNKNOWN)
