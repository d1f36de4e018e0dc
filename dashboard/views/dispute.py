"""One dispute: its climb as a chart, and its steps in order, with sentences, sources and their conflicts. Without one
that is named: all that match, to choose from."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from dashboard import charts, downloads, editing, placing, queries, widgets
from dashboard.markup import clip, show
from dashboard.markup import page as address
from dashboard.queries import Connection
from dashboard.rows import (
    CaseRow,
    Change,
    CorrectionRow,
    DisputeRow,
    Rival,
    SourceRow,
    Standing,
    Step,
    Withdrawn,
)
from dashboard.views import tables
from disputes.selection import Selection

MOST = 500  # steps of one dispute on a page


def page(db: Connection, path: Path) -> None:
    """Draws the dispute that the address names (`?dispute=`), or lets the reader choose one. Raises StoreError."""
    wanted = st.query_params.get("dispute")
    if not wanted:
        _choose(db, path)
        return
    row = queries.dispute(db, wanted)
    if row is None:
        widgets.notice("No such dispute", f"There is none with the id {wanted}.", "Look for it in the list below.")
        _choose(db, path)
        return
    widgets.titled(row.title)
    show("back.html", href=address("dispute"), label="All disputes")
    if row.dispute_id != wanted:
        show("section.html", title="", note=f"{clip(wanted, 60)} became part of this dispute.")
    _dispute(db, path, row)


def _dispute(db: Connection, path: Path, row: DisputeRow) -> None:
    ladder = queries.ladder(db)
    filters = Selection(dispute_id=row.dispute_id)
    steps = queries.steps(db, filters, limit=MOST)
    courts = dict.fromkeys((step.court, step.docket) for step in steps if step.court or step.docket)
    show(
        "dispute.html",
        row=row,
        stages=placing.stage_names(ladder),
        courts=list(courts)[:8],
        names=queries.names_of(db, row.dispute_id),
        correct=bool(editing.access().who),
        made=_made(queries.history.standing(db, row.dispute_id), steps),
    )
    if cases := queries.cases.of_dispute(db, row.dispute_id):
        show("section.html", title="Cases", note="")
        show("dispute_cases.html", cases=cases)
        downloads.offer("the cases", f"cases-{row.dispute_id}", downloads.Rows(CaseRow, lambda: cases))
    if not steps:
        widgets.notice("No steps", "Every step of this dispute was withdrawn.", "The overview lists the others.")
        _history(db, row.dispute_id)
        return
    chart = charts.climb(steps, ladder)
    st.altair_chart(chart, key="climb")
    show("legend.html", key=charts.key(steps, ladder), statuses=charts.statuses(steps))
    show("section.html", title="Steps", note=_note(db, filters, len(steps)))

    def everything() -> Sequence[Step]:
        with queries.opened(path) as own:
            return queries.steps(own, filters, limit=downloads.MOST)

    downloads.offer(
        "the steps and the chart",
        f"dispute-{row.dispute_id}",
        downloads.Rows(Step, everything),
        lambda: charts.climb(steps, ladder, legend=True),
    )
    disputed = tables.cards(db, steps, ladder, correct=bool(editing.access().who))
    _reports(path, row.dispute_id, steps, disputed=disputed)
    _history(db, row.dispute_id)


def _reports(path: Path, dispute_id: str, steps: Sequence[Step], *, disputed: bool) -> None:
    """What articles say of the steps, and where they are `disputed` the values that lost, as files."""
    ids = [step.event_id for step in steps]

    def reports() -> Sequence[SourceRow]:
        with queries.opened(path) as own:
            return queries.sources(own, ids)

    def rivals() -> Sequence[Rival]:
        with queries.opened(path) as own:
            return queries.rivals(own, ids)

    with st.container(horizontal=True):
        downloads.offer("the reports", f"reports-{dispute_id}", downloads.Rows(SourceRow, reports))
        if disputed:
            downloads.offer("the rival values", f"rivals-{dispute_id}", downloads.Rows(Rival, rivals))


def _made(standing: Standing, steps: Sequence[Step]) -> dict[str, int | None]:
    """The numbers of the steps that made stage, direction and status what they are, where they are on the page."""
    numbers = {step.event_id: number for number, step in enumerate(steps, 1)}
    made = {
        "stage": standing.stage_event_id,
        "direction": standing.direction_event_id,
        "status": standing.status_event_id,
    }
    return {what: numbers.get(id or "") for what, id in made.items()}


def _history(db: Connection, dispute_id: str) -> None:
    """What was corrected, changed and withdrawn since the dispute was first linked."""
    corrections = queries.history.corrections(db, dispute_id)
    changes = queries.history.changes(db, dispute_id)
    withdrawn = queries.history.withdrawn(db, dispute_id)
    any_of_it = corrections or changes or withdrawn
    note = "" if any_of_it else "Nothing was corrected, changed or withdrawn."
    show("section.html", title="Versions and corrections", note=note)
    if any_of_it:
        show("history.html", corrections=corrections, changes=changes, withdrawn=withdrawn)
    with st.container(horizontal=True):
        if corrections:
            rows = downloads.Rows(CorrectionRow, lambda: corrections)
            downloads.offer("the corrections", f"corrections-{dispute_id}", rows)
        if changes:
            downloads.offer("the changes", f"changes-{dispute_id}", downloads.Rows(Change, lambda: changes))
        if withdrawn:
            rows = downloads.Rows(Withdrawn, lambda: withdrawn)
            downloads.offer("the withdrawn steps", f"withdrawn-{dispute_id}", rows)


def _note(db: Connection, filters: Selection, shown: int) -> str:
    found = queries.count_steps(db, filters) if shown == MOST else shown
    told = "The numbers are those of the chart."
    return told if found == shown else f"The latest {shown:,} of {found:,}; the download holds all. {told}"


def _choose(db: Connection, path: Path) -> None:
    """The disputes that match, to choose from."""
    show("heading.html", title="Disputes", note="Open one from this list, or from the overview.")
    if not queries.any_steps(db):
        widgets.empty_store()
        return
    ladder = queries.ladder(db)
    tables.disputes(db, path, widgets.filters(db, path, ladder), ladder)
