"""The dashboard's entry: a page for each file in `views/`, over the database that DISPUTES_DATABASE names.

Started by `dashboard.launch`; `streamlit run dashboard/app.py` does the same without its safe settings.
"""

import logging
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from dashboard import left_out, markup, queries, widgets
from dashboard.queries import Connection, opened
from dashboard.views import articles, cases, dispute, health, overview, parties, review
from disputes.errors import StoreError
from disputes.settings import load_settings

LOG = logging.getLogger("disputes.dashboard")
ICON = Path(__file__).parent / "icon.svg"

type View = Callable[[Connection, Path], None]

APP_PAGES: dict[str, tuple[str, str, View]] = {  # path in the address: title, icon, what draws it
    "overview": ("Overview", ":material/timeline:", overview.page),
    "dispute": ("Disputes", ":material/balance:", dispute.page),
    "parties": ("Parties and tools", ":material/groups:", parties.page),
    "cases": ("Cases", ":material/gavel:", cases.page),
    "articles": ("Articles", ":material/article:", articles.page),
    "review": ("Review", ":material/rule:", review.page),
    "health": ("Health", ":material/monitor_heart:", health.page),
}


def main() -> None:
    """Draws the page that the address names."""
    st.set_page_config(page_title=widgets.TITLE, page_icon=str(ICON), layout="wide")
    markup.style()
    pages = {
        path: st.Page(partial(show_page, path), title=title, icon=icon, url_path=path, default=path == "overview")
        for path, (title, icon, _) in APP_PAGES.items()
    }
    st.session_state["pages"] = pages
    st.navigation(list(pages.values()), position="top").run()


def show_page(name: str) -> None:
    """Draws one of APP_PAGES; what is wrong with the database is said on the page."""
    path = database()
    title, _, draw = APP_PAGES[name]
    widgets.titled(title)
    widgets.turn_to(name)
    try:
        with st.spinner("Asking the database…"), opened(path) as db:
            widgets.dateline(queries.freshness(db), queries.totals(db))
            left_out.begin()
            above = st.container()
            draw(db, path)
        with above:
            left_out.tell()
    except StoreError as error:
        if path.is_file():
            hint = "Try again, with narrower filters if it is slow."
            widgets.notice("The database cannot be shown", str(error), hint, alone=True)
        else:
            widgets.notice("There is no database yet", str(error), "Make one with", "disputes run", alone=True)
    except Exception:
        LOG.exception("the page %s could not be drawn", name)
        widgets.notice(
            "This page could not be drawn",
            "Something went wrong that nobody foresaw. What it was stands in the output of the dashboard's server.",
            "Reload the page, or take another one; if it goes on, report it with that output.",
        )


def database() -> Path:
    """The database that the environment names, else the settings."""
    named = os.environ.get("DISPUTES_DATABASE")
    return Path(named) if named else load_settings(None).database


if __name__ == "__main__":
    main()
