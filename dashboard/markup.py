"""The only place where HTML is made: templates that escape every value, so that text from the web stays text.

Links lead to http and https addresses and to the dashboard's own pages, nowhere else. Control characters are dropped,
and each foreign text stands in its own `bdi`, so that a right-to-left mark in a title turns nothing but that title.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import streamlit as st

from dashboard.palette import ink
from disputes.telling.templates import templates
from disputes.telling.wording import counted as counted

TEMPLATES = Path(__file__).parent / "templates"
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def show(template: str, **values: Any) -> None:
    """Puts a template from `templates/`, filled with values, on the page."""
    st.html(render(template, **values))


def render(template: str, **values: Any) -> str:
    """A template, filled with values, each of them escaped."""
    return _environment.get_template(template).render(values)


def style() -> None:
    """Puts the style sheet on the page."""
    st.html(TEMPLATES / "style.css")


def plain(text: str | None) -> str:
    """Text without control characters other than tab and line feed."""
    return CONTROLS.sub("", text or "")


def clip(text: str | None, length: int = 200) -> str:
    """Text on one line, of at most `length` characters."""
    line = " ".join(plain(text).split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def day(date: str | None) -> str:
    """A partial date in words, as precise as it is: "12 Feb 2026", "Feb 2026", "2026"."""
    match (date or "").split("-"):
        case [year, month, number] if month.isdecimal() and 1 <= int(month) <= 12 and number.isdecimal():
            return f"{int(number)} {MONTHS[int(month) - 1]} {year}"
        case [year, month] if month.isdecimal() and 1 <= int(month) <= 12:
            return f"{MONTHS[int(month) - 1]} {year}"
        case _:
            return plain(date)


def moment(time: str | None) -> str:
    """An ISO time in words, to the minute: "12 Feb 2026, 08:31 UTC"; "never" for none."""
    if not time:
        return "never"
    date, _, clock = time.replace(" ", "T").partition("T")
    zone = " UTC" if clock.endswith(("Z", "+00:00")) else ""
    return f"{day(date)}, {clock[:5]}{zone}" if clock else day(date)


def money(amount: float | None) -> str:
    """A sum in US dollars, in words above a million: "$1.5 billion"."""
    if amount is None:
        return ""
    for unit, name in ((1e9, " billion"), (1e6, " million")):
        if abs(amount) >= unit:
            return f"${amount / unit:,.4g}{name}"
    return f"${amount:,.0f}"


def weblink(url: str | None) -> str | None:
    """The address, where it is one of http or https; else None."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    sound = parts.scheme in ("http", "https") and parts.hostname and not re.search(r"[\s\x00-\x1f]", url or "")
    return url if sound else None


def page(path: str, **parameters: str | Sequence[str] | None) -> str:
    """The address of one of the dashboard's pages, relative to any other."""
    query = urlencode({key: value for key, value in parameters.items() if value}, doseq=True)
    return f"{path}?{query}" if query else path


def pieces(snippet: str) -> list[tuple[str, bool]]:
    """A search's snippet in pieces, each with whether it matched (between U+0002 and U+0003)."""
    return [(plain(piece), bool(number % 2)) for number, piece in enumerate(re.split("[\x02\x03]", snippet)) if piece]


def _shown(value: Any) -> Any:
    """What a template prints: nothing for None, text without control characters."""
    if value is None:
        return ""
    return plain(value) if type(value) is str else value


_environment = templates(TEMPLATES, shown=_shown)
_environment.filters |= {
    "clip": clip,
    "day": day,
    "moment": moment,
    "money": money,
    "number": "{:,}".format,
    "weblink": weblink,
    "pieces": pieces,
    "ink": ink,
}
_environment.globals |= {"page": page, "counted": counted}
