"""Parties and tools: lists of both, the network of parties, and the page of the one that the address names."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from dashboard import downloads, queries, widgets
from dashboard.markup import counted, show
from dashboard.queries import Connection
from dashboard.rows import NameRow
from dashboard.views import network, party
from disputes.catalog import Catalog, load

ORDERS = {"disputes": "Number of disputes", "open": "Open disputes", "latest": "Latest step", "name": "Name"}
SIDES = {"": "Both sides", "claimant": "Rights holders", "respondent": "Developers"}


@st.cache_resource(show_spinner=False)
def _catalog() -> Catalog:
    """What is known of parties and tools, read once."""
    return load()


def page(db: Connection, path: Path) -> None:
    """Draws the party (`?party=`) or the tool (`?tool=`) that the address names, or the lists. Raises StoreError."""
    catalog = _catalog()
    if name := st.query_params.get("party"):
        party.party(db, path, catalog, name)
        return
    if name := st.query_params.get("tool"):
        party.tool(db, path, catalog, name)
        return
    show("heading.html", title="Parties and tools", note="Who disputes with whom, and over what.")
    kind = widgets.one_of("Show", {"parties": "Parties", "tools": "Tools", "network": "Network"}, "show")
    if not queries.any_steps(db):
        widgets.empty_store()
    elif kind == "network":
        network.draw(db, path)
    elif kind == "tools":
        _tools(db, path, catalog)
    else:
        _parties(db, path, catalog)


def _parties(db: Connection, path: Path, catalog: Catalog) -> None:
    words = _words()
    side = widgets.one_of("Side", SIDES, "side")
    found = queries.parties.count_names(db, (side,) if side else queries.parties.SIDES, words)
    if not found:
        _nothing()
        return
    order = widgets.ordered(ORDERS)
    rows = queries.parties.parties(db, words, side, order=order, limit=widgets.PAGE, offset=widgets.offset(found))
    kinds = {row.name: catalog.party_by_name[row.name].kind for row in rows if row.name in catalog.party_by_name}
    show("parties.html", rows=rows, kinds=kinds, caption=counted(found, "party", "parties"))

    def everything() -> Sequence[NameRow]:
        with queries.opened(path) as own:
            return queries.parties.parties(own, words, side, order=order, limit=downloads.MOST)

    downloads.offer(counted(found, "party", "parties"), "parties", downloads.Rows(NameRow, everything))


def _tools(db: Connection, path: Path, catalog: Catalog) -> None:
    words = _words()
    found = queries.parties.count_names(db, ("tool",), words)
    if not found:
        _nothing()
        return
    order = widgets.ordered(ORDERS)
    rows = queries.parties.tools(db, words, order=order, limit=widgets.PAGE, offset=widgets.offset(found))
    developers = {row.name: party.developer(catalog, row.name) for row in rows}
    show("tools.html", rows=rows, developers=developers, caption=counted(found, "tool"))

    def everything() -> Sequence[NameRow]:
        with queries.opened(path) as own:
            return queries.parties.tools(own, words, order=order, limit=downloads.MOST)

    downloads.offer(counted(found, "tool"), "tools", downloads.Rows(NameRow, everything))


def _words() -> str:
    return widgets.words("Search", "words", placeholder="Part of a name")


def _nothing() -> None:
    widgets.notice("No name matches", "No party or tool of a dispute bears such a name.", "Try fewer letters.")
