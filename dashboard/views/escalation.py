"""The timeline of escalation: a chart of the steps that match, for a period, whose steps open their disputes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import streamlit as st

from dashboard import charts, downloads, queries, widgets
from dashboard.markup import counted, show
from dashboard.queries import Connection
from dashboard.rows import Charted, Rung, Step
from disputes.selection import Selection

CHARTED = 5000  # marks in the chart: each has its words, and more of them keep a browser busy for seconds
DAYS = {"All": 0, "3 years": 1096, "1 year": 365, "90 days": 90}  # days of the chart; 0 for all
USUAL = "3 years"


def timeline(db: Connection, path: Path, filters: Selection, ladder: list[Rung], newest: str) -> None:
    """Draws the chart and its legend."""
    show(
        "section.html",
        title="Timeline of escalation",
        note="Each line is a dispute. Point at a step to read its sentence; click it to open its dispute.",
    )
    days = DAYS[widgets.one_of("Period of the chart", {period: period for period in DAYS}, "period", default=USUAL)]
    period = window(filters, newest, days) if days else filters
    found = queries.charted(db, period, marks=CHARTED)
    steps = found.steps
    if not steps:
        show("section.html", title="", note="Nothing that matches happened in this period. Choose a longer one.")
        return
    chart = charts.timeline(steps, ladder, found.several)
    chosen = st.altair_chart(chart, key="timeline", on_select="rerun", selection_mode=charts.PARAM)
    if picked := chosen["selection"].get(charts.PARAM):
        pages = st.session_state["pages"]
        st.switch_page(pages["dispute"], query_params={"dispute": picked[0]["dispute_id"]})
    show("legend.html", key=charts.key(steps, ladder), statuses=charts.statuses(steps))
    if note := _left_out(found, _earlier(db, filters, period)):
        show("section.html", title="", note=note)

    def everything() -> Sequence[Step]:
        with queries.opened(path) as own:
            return queries.steps_charted(own, period, found.shown, limit=downloads.MOST)

    downloads.offer(
        "the chart and its steps",
        "timeline",
        downloads.Rows(Step, everything),
        lambda: charts.timeline(steps, ladder, found.several, legend=True),
    )


def _earlier(db: Connection, filters: Selection, period: Selection) -> int:
    """How many steps match that are before the period."""
    if not period.since or period.since == filters.since:
        return 0
    before = (date.fromisoformat(period.since) - timedelta(days=1)).isoformat()
    return queries.count_steps(db, replace(filters, until=min(before, filters.until or before)))


def _left_out(found: Charted, earlier: int) -> str:
    """What the chart does not show or shows as one, and how to see it."""
    told = []
    if found.several:
        told.append(
            f"A mark may stand for several steps of a dispute, {found.alike}: point at it to read how many. The table"
            " of steps and the files hold each."
        )
    if found.shown:
        told.append(
            f"The chart shows the {len(found.shown):,} of {found.matching:,} disputes that moved last; narrow the"
            " filters to see others."
        )
    if earlier:
        told.append(f"{counted(earlier, 'earlier step')} not shown: choose All.")
    return " ".join(told)


def window(filters: Selection, newest: str, days: int) -> Selection:
    """The filters, for the last days of the data and whatever is ahead."""
    since = (date.fromisoformat(newest) - timedelta(days=days - 1)).isoformat()
    return replace(filters, since=max(since, filters.since or since))
