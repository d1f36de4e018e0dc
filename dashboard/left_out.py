"""What an address asks for and its page cannot follow: noted where the page reads its address, told above it.

Streamlit takes such a part out of the address without a word, and the page would look as if it had been followed: an
address that asks for one stage would show all of them. It is told on the first view, the only one at which the part
still stands in the address.
"""

from collections.abc import Callable

import streamlit as st

from dashboard.markup import show

KEPT = "left-out"  # in the state of the session, while a page is drawn
MOST = 8  # parts that are told, the rest counted


def begin() -> None:
    """Forgets what another drawing noted."""
    st.session_state[KEPT] = []


def note(label: str, key: str, known: Callable[[str], bool], why: str = "") -> None:
    """Notes what the address asks for under `key` beyond what is known; `label` is what readers call it."""
    unknown = dict.fromkeys(value for value in st.query_params.get_all(key) if value and not known(value))
    st.session_state.setdefault(KEPT, []).extend((label, value, why) for value in unknown)


def tell() -> None:
    """Says on the page what was left out, where anything was."""
    if found := st.session_state.get(KEPT):
        show("left_out.html", parts=found[:MOST], more=len(found[MOST:]))
