"""The timeline of escalation: a chart of the steps that match, for a period, whose steps open their disputes."""

from dataclasses import replace
from datetime import date, timedelta

import streamlit as st

from dashboard import charts, downloads, queries, widgets
from dashboard.markup import counted, show
from dashboard.queries import Connection
from dashboard.rows import Rung, Step
from disputes.selection import Selection

CHARTED = 1500  # steps in the chart: each is a mark with its words, and more of them keep a browser busy for seconds
DAYS = {"All": 0, "3 years": 1096, "1 year": 365, "90 days": 90}  # days of the chart; 0 for all
USUAL = "3 years"


def timeline(db: Connection, filters: Selection, ladder: list[Rung], newest: str) -> None:
    """Draws the chart and its legend."""
    show(
        "section.html",
        title="Timeline of escalation",
        note="Each line is a dispute. Point at a step to read its sentence; click it to open its dispute.",
    )
    days = DAYS[widgets.one_of("Period of the chart", {period: period for period in DAYS}, "period", default=USUAL)]
    period = window(filters, newest, days) if days else filters
    steps = queries.steps(db, period, limit=CHARTED)
    if not steps:
        show("section.html", title="", note="Nothing that matches happened in this period. Choose a longer one.")
        return
    chart = charts.timeline(steps, ladder)
    chosen = st.altair_chart(chart, key="timeline", on_select="rerun", selection_mode=charts.PARAM)
    if picked := chosen["selection"].get(charts.PARAM):
        pages = st.session_state["pages"]
        st.switch_page(pages["dispute"], query_params={"dispute": picked[0]["dispute_id"]})
    show("legend.html", key=charts.key(steps, ladder), statuses=charts.statuses(steps))
    found = queries.count_steps(db, period) if len(steps) == CHARTED else len(steps)
    if note := _left_out(len(steps), found, _earlier(db, filters, period)):
        show("section.html", title="", note=note)
    downloads.offer(
        "the chart and its steps",
        "timeline",
        downloads.Rows(Step, lambda: steps),
        lambda: charts.timeline(steps, ladder, legend=True),
    )


def _earlier(db: Connection, filters: Selection, period: Selection) -> int:
    """How many steps match that are before the period."""
    if not period.since or period.since == filters.since:
        return 0
    before = (date.fromisoformat(period.since) - timedelta(days=1)).isoformat()
    return queries.count_steps(db, replace(filters, until=min(before, filters.until or before)))


def _left_out(shown: int, of_period: int, earlier: int) -> str:
    """What the chart does not show, and how to see it."""
    told = []
    if of_period > shown:
        told.append(f"The chart shows the latest {shown:,} of {of_period:,} steps; narrow the filters to see others.")
    if earlier:
        told.append(f"{counted(earlier, 'earlier step')} not shown: choose All.")
    return " ".join(told)


def window(filters: Selection, newest: str, days: int) -> Selection:
    """The filters, for the last days of the data and whatever is ahead."""
    since = (date.fromisoformat(newest) - timedelta(days=days - 1)).isoformat()
    return replace(filters, since=max(since, filters.since or since))
