"""What pages share: filters in the sidebar, bound to the address bar, the dateline, pages of a table, and notices."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard import left_out, placing, queries
from dashboard.charts import SHAPES
from dashboard.markup import show
from dashboard.queries import Connection
from dashboard.rows import Freshness, Rung, Totals
from disputes.selection import Selection
from disputes.telling.wording import clean
from disputes.types import DisputeStatus

TITLE = "AI copyright disputes"
ROLES = {"claimant": "Claimants", "respondent": "Respondents", "tool": "AI tools"}
STANDINGS: tuple[str, ...] = DisputeStatus.__value__.__args__
DIRECTIONS = {"up": "Escalates", "down": "Eases", "neutral": "Neutral"}
PAGE = 25  # rows of a table
LONGEST_WORDS = 100  # characters that are searched for
LONGEST_NAME = 150  # characters of a name to choose
MOST_ASKED = 20  # names that an address may add to a list
FILTERS = (*ROLES, "standing", "step", "stage", "direction", "status", "court", "topic", "from", "to")
OTHERWISE = {("cases", "status")}  # where a key means something else on a page
SHOWN, KEPT, BROUGHT = "page-shown", "filters-kept", "filters-brought"  # in the state of the session
EARLIEST, LATEST = date(1990, 1, 1), date(2100, 1, 1)


def short(names: Sequence[str]) -> list[str]:
    """Those names that are short enough to choose from a list."""
    return [name for name in names if len(name) <= LONGEST_NAME]


@st.cache_data(ttl=30, show_spinner=False, max_entries=32)
def _names(path: Path, role: str, _db: Connection) -> list[str]:
    """The names to choose from, kept for half a minute for each database."""
    return short(queries.names(_db, role))


@st.cache_data(ttl=30, show_spinner=False, max_entries=8)
def _courts(path: Path, _db: Connection) -> list[str]:
    return short(queries.courts(_db))


def turn_to(page: str) -> None:
    """Has the filters come along where the reader comes from another page, unless its address says what to show.

    All else that was chosen stays behind, for the same key means something else here: page 3 of another list, or a part
    of a name where words of articles are looked for. Streamlit would bring all of it, but only with the next click.
    """
    state = st.session_state
    before, state[SHOWN] = state.get(SHOWN), page
    if before in (None, page):
        return
    for key in set(state) - {SHOWN, KEPT, "pages"}:
        del state[key]
    context = get_script_run_ctx()
    back = context is not None and context.is_history_navigation  # there Streamlit gives every widget its default
    state[BROUGHT] = {} if back or st.query_params else dict(state.get(KEPT, {}))


def bring(*keys: str) -> None:
    """Puts filters that come along into the state and into the address, before their widgets stand there."""
    brought = st.session_state.get(BROUGHT, {})
    found = {key: brought.pop(key) for key in keys if key in brought and _is_filter(key)}
    if found:
        st.session_state.update({key: value for key, (value, _) in found.items()})
        st.query_params.update({key: told for key, (_, told) in found.items()})


def _keep[Value](key: str, value: Value, told: Sequence[str]) -> Value:
    """Remembers a filter, and what the address says of it."""
    if _is_filter(key):
        kept = st.session_state.setdefault(KEPT, {})
        kept.pop(key, None)
        if told:
            kept[key] = value, list(told)
    return value


def _is_filter(key: str) -> bool:
    return key in FILTERS and (st.session_state.get(SHOWN), key) not in OTHERWISE


def filters(db: Connection, path: Path, ladder: list[Rung], *, steps: bool = True) -> Selection:
    """What the reader asks for in the sidebar. Every choice stands in the address, so that a view can be sent on.

    Without `steps` only what narrows down the disputes is offered.
    """
    bring(*(FILTERS if steps else (*ROLES, "standing")))
    with st.sidebar:
        show("section.html", title="Filters", note="They stand in the address: copy it to share this view.")
        chosen = {role: choose(label, asked_too(_names(path, role, db), role), role) for role, label in ROLES.items()}
        standings = choose("Disputes that are", STANDINGS, "standing")
        asked = Selection(
            claimants=chosen["claimant"],
            respondents=chosen["respondent"],
            tools=chosen["tool"],
            standings=standings,
        )
        return _of_steps(asked, ladder, _courts(path, db)) if steps else asked


def _of_steps(asked: Selection, ladder: list[Rung], known: list[str]) -> Selection:
    """The filters that narrow down the steps, beside those that narrow down the disputes."""
    labels = {rung.name: rung.label for rung in ladder}
    stages = {str(stage): f"{stage} {name}" for stage, name in sorted(placing.stage_names(ladder).items())}
    actions = choose("Steps", list(labels), "step", labels)
    wanted = choose("Stage", list(stages), "stage", stages)
    directions = choose("Direction", list(DIRECTIONS), "direction", DIRECTIONS)
    statuses = choose("Status", list(SHAPES), "status")
    courts = choose("Court", asked_too(known, "court"), "court")
    topic = words("Words in an article", "topic", placeholder="All of these words")
    since, until = day("From", "from"), day("To", "to")
    return replace(
        asked,
        actions=actions,
        statuses=statuses,
        stages=tuple(int(stage) for stage in wanted),
        directions=directions,
        courts=courts,
        topic=topic if topic.split() else None,
        since=since,
        until=until,
    )


def asked_too(names: Sequence[str], key: str) -> list[str]:
    """Names to choose from, and those that the address asks for under `key` beside.

    A view that was sent on may name one beyond the longest list, or one that is gone: it then shows nothing, where it
    would show everything without the name.
    """
    bring(key)
    asked = [name for name in st.query_params.get_all(key) if name not in names and len(name) <= LONGEST_NAME]
    return [*names, *dict.fromkeys(asked[:MOST_ASKED])]


def choose(label: str, options: Sequence[str], key: str, labels: dict[str, str] | None = None) -> tuple[str, ...]:
    """Any number of options, none of them for all; kept in the address under `key`."""
    named = labels or {}
    bring(key)
    left_out.note(label, key, {named.get(option, option) for option in options}.__contains__)
    chosen = st.multiselect(
        label,
        list(options),
        format_func=lambda option: named.get(option, option),
        key=key,
        bind="query-params",
        placeholder="All",
    )
    return tuple(_keep(key, chosen, [named.get(option, option) for option in chosen]))


def words(label: str, key: str, *, placeholder: str, longest: int = LONGEST_WORDS) -> str:
    """Words that the reader types; kept in the address under `key`, and cut where they are longer there."""
    bring(key)
    left_out.note(label, key, lambda typed: len(typed) <= longest, f"of which the first {longest} characters count")
    typed = st.text_input(label, key=key, bind="query-params", max_chars=longest, placeholder=placeholder) or ""
    return _keep(key, typed, [typed] if typed else [])


def day(label: str, key: str) -> str | None:
    """A day that the reader chooses, in ISO form; kept in the address under `key`."""
    bring(key)
    left_out.note(label, key, _is_day, f"which is no day such as {EARLIEST.isoformat()}, or too far off")
    chosen = st.date_input(label, None, EARLIEST, LATEST, key=key, bind="query-params")
    _keep(key, chosen, [chosen.isoformat()] if chosen else [])
    return chosen.isoformat() if chosen else None


def _is_day(text: str) -> bool:
    try:
        return EARLIEST <= datetime.strptime(text, "%Y-%m-%d").date() <= LATEST
    except ValueError:
        return False


def one_of(label: str, options: dict[str, str], key: str, *, default: str | None = None) -> str:
    """One of some options (value: label), the first of them by default; kept in the address under `key`."""
    left_out.note(label, key, list(options.values()).__contains__)
    chosen = st.segmented_control(
        label,
        list(options),
        default=default or next(iter(options)),
        format_func=lambda option: options[option],
        key=key,
        bind="query-params",
        required=True,
        label_visibility="collapsed",
    )
    return str(chosen)


def one_of_list(label: str, options: dict[str, str], key: str) -> str:
    """The same under each other and under their label, where there is no room for a row of them."""
    left_out.note(label, key, list(options.values()).__contains__)
    return str(st.radio(label, list(options), format_func=lambda option: options[option], key=key, bind="query-params"))


def ordered(options: dict[str, str], key: str = "order") -> str:
    """The order of a table, chosen by the reader; kept in the address."""
    left_out.note("Order", key, list(options.values()).__contains__)
    return str(
        st.selectbox(
            "Order", list(options), format_func=lambda key: options[key], key=key, bind="query-params", width=260
        )
    )


def offset(found: int, *, size: int = PAGE, key: str = "page") -> int:
    """Where the page of a table begins that the reader turned to; a table of one page has no pages to turn."""
    pages = -(-found // size)
    if pages < 2:
        return 0
    return size * (st.pagination(pages, key=key, bind="query-params") - 1)


def titled(name: str) -> None:
    """Calls the page so in the browser's tab, history and bookmarks, before what all pages are called."""
    st.set_page_config(page_title=f"{clean(name, 80)} · {TITLE}")


def dateline(fresh: Freshness, totals: Totals) -> None:
    """One line: how new the data is, when it was last crawled and read, and how much there is."""
    show("status.html", fresh=fresh, totals=totals)


def notice(title: str, text: str, hint: str = "", command: str = "", *, alone: bool = False) -> None:
    """What is wrong or empty, and what to do: a command to type, or a hint alone. `alone`: the page says nothing
    else."""
    show("notice.html", title=title, text=text, hint=hint, command=command, level=1 if alone else 2)


def empty_store() -> None:
    """The notice of a store without steps."""
    notice(
        "Nothing to show yet",
        "This database holds no steps of any dispute.",
        "Crawl, read and link the watched sources with",
        "disputes run",
    )
