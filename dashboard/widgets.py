"""What pages share: the filters in the sidebar, bound to the address bar, the line of freshness, and plain notices."""

from datetime import date
from pathlib import Path

import streamlit as st

from dashboard import queries
from dashboard.charts import SHAPES
from dashboard.markup import show
from dashboard.queries import Connection
from dashboard.rows import Filters, Freshness, Rung, Totals

ROLES = {"claimant": "Claimants", "respondent": "Respondents", "tool": "AI tools"}


@st.cache_data(ttl=30, show_spinner=False, max_entries=32)
def _names(path: Path, role: str, _db: Connection) -> list[str]:
    """The names to choose from, kept for half a minute for each database."""
    return [name for name in queries.names(_db, role) if len(name) <= 150]


def filters(db: Connection, path: Path, ladder: list[Rung]) -> Filters:
    """What the reader asks for in the sidebar. Every choice stands in the address, so that a view can be sent on."""
    labels = {rung.name: rung.label for rung in ladder}
    with st.sidebar:
        show("section.html", title="Filters", note="They stand in the address: copy it to share this view.")
        chosen = {
            role: st.multiselect(label, _names(path, role, db), key=role, bind="query-params", placeholder="All")
            for role, label in ROLES.items()
        }
        actions = st.multiselect(
            "Steps",
            list(labels),
            format_func=lambda name: labels.get(name, name),
            key="step",
            bind="query-params",
            placeholder="All",
        )
        statuses = st.multiselect("Status", list(SHAPES), key="status", bind="query-params", placeholder="All")
        since = st.date_input("From", None, date(1990, 1, 1), date(2100, 1, 1), key="from", bind="query-params")
        until = st.date_input("To", None, date(1990, 1, 1), date(2100, 1, 1), key="to", bind="query-params")
    return Filters(
        claimants=tuple(chosen["claimant"]),
        respondents=tuple(chosen["respondent"]),
        tools=tuple(chosen["tool"]),
        actions=tuple(actions),
        statuses=tuple(statuses),
        since=since.isoformat() if since else None,
        until=until.isoformat() if until else None,
    )


def status_line(fresh: Freshness, totals: Totals) -> None:
    """One line: how new the data is, when it was last crawled and read, and how much there is."""
    show("status.html", fresh=fresh, totals=totals)


def notice(title: str, text: str, hint: str = "", command: str = "") -> None:
    """What is wrong or empty, and what to do: a command to type, or a hint alone."""
    show("notice.html", title=title, text=text, hint=hint, command=command)


def empty_store() -> None:
    """The notice of a store without steps."""
    notice(
        "Nothing to show yet",
        "This database holds no steps of any dispute.",
        "Crawl, read and link the watched sources with",
        "disputes run",
    )
