"""The network of parties: who stands against whom in the disputes that match, as a map and as a table."""

from pathlib import Path

import streamlit as st

from dashboard import downloads, network, placing, queries, widgets
from dashboard.charts import PARAM
from dashboard.markup import counted, show
from dashboard.queries import Connection
from dashboard.rows import Pair

MOST = {"30": "30 lines", "60": "60 lines", "120": "120 lines"}


def draw(db: Connection, path: Path) -> None:
    """Draws the map, its legend and its table."""
    filters = widgets.filters(db, path, queries.ladder(db))
    most = widgets.one_of("Lines", MOST, "lines")
    pairs = queries.parties.pairs(db, filters, int(most))
    if not pairs:
        widgets.notice("Nobody stands against anybody", "No dispute matches.", "Take some filters out in the sidebar.")
        return
    note = (
        f"The {counted(len(pairs), 'pair')} with most disputes between them; a thicker line is more disputes. "
        "Click a name to open its page."
    )
    show("section.html", title="Who stands against whom", note=note)
    found = network.mapped(pairs)
    chosen = st.altair_chart(network.chart(found), key="network", on_select="rerun", selection_mode=PARAM)
    if picked := chosen["selection"].get(PARAM):
        st.switch_page(st.session_state["pages"]["parties"], query_params={"party": picked[0]["name"]})
    show("sides.html", sides=network.SIDES)
    show("pairs.html", pairs=pairs, stages=placing.stage_names(queries.ladder(db)), caption=counted(len(pairs), "pair"))
    downloads.offer(
        "the network", "network", downloads.Rows(Pair, lambda: pairs), lambda: network.chart(found, legend=True)
    )
