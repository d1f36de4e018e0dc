"""One dispute: its climb as a chart, and its steps in order, with sentences, sources and their conflicts."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from dashboard import charts, downloads, placing, queries, widgets
from dashboard.markup import clip, show
from dashboard.palette import colours
from dashboard.queries import Connection
from dashboard.rows import DisputeRow, Filters, Rival, SourceRow, Step

MOST = 500  # steps of one dispute on a page


def page(db: Connection, path: Path) -> None:
    """Draws the dispute that the address names (`?dispute=`), or lets the reader choose one. Raises StoreError."""
    wanted = st.query_params.get("dispute")
    if not wanted:
        _choose(db)
        return
    row = queries.dispute(db, wanted)
    if row is None:
        widgets.notice("No such dispute", f"There is none with the id {wanted}.", "Look for it in the list below.")
        _choose(db)
        return
    if row.dispute_id != wanted:
        show("section.html", title="", note=f"{clip(wanted, 60)} became part of this dispute.")
    _dispute(db, path, row)


def _dispute(db: Connection, path: Path, row: DisputeRow) -> None:
    ladder = queries.ladder(db)
    steps = queries.steps(db, Filters(dispute_id=row.dispute_id), limit=MOST)
    courts = dict.fromkeys((step.court, step.docket) for step in steps if step.court or step.docket)
    show("dispute.html", row=row, stages=placing.stage_names(ladder), courts=list(courts)[:8])
    if not steps:
        widgets.notice("No steps", "Every step of this dispute was withdrawn.", "The overview lists the others.")
        return
    chart = charts.climb(steps, ladder)
    st.altair_chart(chart, key="climb")
    show("legend.html", key=charts.key(steps, ladder), statuses=charts.statuses(steps))
    show("section.html", title="Steps", note="The numbers are those of the chart.")
    show(
        "steps.html",
        steps=steps,
        colours=colours(ladder),
        sources=_by_event(queries.sources(db, row.dispute_id)),
        rivals=_by_event(queries.rivals(db, row.dispute_id)),
    )

    def everything() -> Sequence[Step]:
        with queries.opened(path) as own:
            return queries.steps(own, Filters(dispute_id=row.dispute_id), limit=MOST)

    downloads.buttons(f"dispute-{row.dispute_id}", Step, everything)
    downloads.pictures(f"dispute-{row.dispute_id}", lambda: charts.climb(steps, ladder, legend=True))


def _choose(db: Connection) -> None:
    """The disputes that moved last, to choose from."""
    show("heading.html", title="Disputes", note="Open one from this list, or from the overview.")
    rows = queries.disputes(db, Filters(), limit=50)
    if not rows:
        widgets.empty_store()
        return
    ladder = queries.ladder(db)
    show("disputes.html", disputes=rows, stages=placing.stage_names(ladder), caption="The disputes that moved last")


def _by_event[Row: (SourceRow, Rival)](rows: Sequence[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row.event_id].append(row)
    return dict(grouped)
