"""The dashboard's entry: a page for each file in `views/`, over the database that DISPUTES_DATABASE names.

Started by `dashboard.launch`; `streamlit run dashboard/app.py` does the same without its safe settings.
"""

import os
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from dashboard import markup, widgets
from dashboard.queries import Connection, opened
from dashboard.views import articles, dispute, health, overview
from disputes.errors import StoreError
from disputes.settings import load_settings

ICON = Path(__file__).parent / "icon.svg"

type View = Callable[[Connection, Path], None]

VIEWS: dict[str, tuple[str, str, View]] = {  # path in the address: title, icon, what draws it
    "overview": ("Overview", ":material/timeline:", overview.page),
    "dispute": ("Disputes", ":material/balance:", dispute.page),
    "articles": ("Articles", ":material/article:", articles.page),
    "health": ("Health", ":material/monitor_heart:", health.page),
}


def main() -> None:
    """Draws the page that the address names."""
    st.set_page_config(page_title="AI copyright disputes", page_icon=str(ICON), layout="wide")
    markup.style()
    pages = {
        path: st.Page(_drawn(view), title=title, icon=icon, url_path=path, default=path == "overview")
        for path, (title, icon, view) in VIEWS.items()
    }
    st.session_state["pages"] = pages
    st.navigation(list(pages.values()), position="top").run()


def draw(view: View, path: Path) -> None:
    """Draws a view over a database; what is wrong with the database is said on the page."""
    try:
        with opened(path) as db:
            view(db, path)
    except StoreError as error:
        hint, command = (
            ("Make it with", "disputes run") if not path.is_file() else ("Narrow the filters, or try again.", "")
        )
        widgets.notice("The database cannot be shown", str(error), hint, command)


def _drawn(view: View) -> Callable[[], None]:
    return lambda: draw(view, database())


def database() -> Path:
    """The database that the environment names, else the settings."""
    named = os.environ.get("DISPUTES_DATABASE")
    return Path(named) if named else load_settings(None).database


if __name__ == "__main__":
    main()
