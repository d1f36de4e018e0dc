"""What many pages show: the tables of disputes and of steps that match, with their downloads, and steps in full."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from dashboard import downloads, placing, queries, widgets
from dashboard.markup import counted, show
from dashboard.palette import colours
from dashboard.queries import Connection
from dashboard.rows import DisputeRow, Rival, Rung, SourceRow, Step
from disputes.selection import Selection

ORDERS = {
    "latest": "Latest step",
    "stage": "Stage",
    "steps": "Number of steps",
    "sources": "Number of sources",
    "title": "Name",
}


def disputes(
    db: Connection,
    path: Path,
    filters: Selection,
    ladder: Sequence[Rung],
    *,
    name: str = "disputes",
    page: str = "page",
) -> None:
    """The disputes that match, in an order that the reader chooses. `name` is the file's, `page` the key of its page in
    the address."""
    found = queries.count_disputes(db, filters)
    if not found:
        show("section.html", title="", note="No dispute matches.")
        return
    order = widgets.ordered(ORDERS, f"{name}-order" if name != "disputes" else "order") if found > 1 else "latest"
    rows = queries.disputes(db, filters, order=order, limit=widgets.PAGE, offset=widgets.offset(found, key=page))
    show("disputes.html", disputes=rows, stages=placing.stage_names(ladder), caption=counted(found, "dispute"))

    def everything() -> Sequence[DisputeRow]:
        with queries.opened(path) as own:
            return queries.disputes(own, filters, order=order, limit=downloads.MOST)

    downloads.offer(counted(found, "dispute"), name, downloads.Rows(DisputeRow, everything))


def steps(
    db: Connection, path: Path, filters: Selection, ladder: Sequence[Rung], *, name: str = "steps", page: str = "page"
) -> None:
    """The steps that match, the latest first."""
    found = queries.count_steps(db, filters)
    if not found:
        show("section.html", title="", note="No step matches.")
        return
    rows = queries.steps(db, filters, limit=widgets.PAGE, offset=widgets.offset(found, key=page), latest_first=True)
    show("steps_table.html", steps=rows, colours=colours(ladder), caption=counted(found, "step"))

    def everything() -> Sequence[Step]:
        with queries.opened(path) as own:
            return queries.steps(own, filters, limit=downloads.MOST, latest_first=True)

    downloads.offer(counted(found, "step"), name, downloads.Rows(Step, everything))


def cards(
    db: Connection,
    steps: Sequence[Step],
    ladder: Sequence[Rung],
    *,
    first: int = 1,
    dispute: bool = False,
    correct: bool = False,
    unfolded: bool = False,
) -> bool:
    """Steps in full, numbered from `first` on, with all that articles say of each; with a way to its dispute, one to
    correct it, and rival values unfolded, where that is wanted. Gives whether any step has a rival value."""
    ids = [step.event_id for step in steps]
    rivals = queries.rivals(db, ids)
    show(
        "steps.html",
        steps=steps,
        colours=colours(ladder),
        sources=_by_event(queries.sources(db, ids)),
        rivals=_by_event(rivals),
        labels={rung.name: rung.label for rung in ladder},
        first=first,
        dispute=dispute,
        correct=correct,
        unfolded=unfolded,
    )
    return bool(rivals)


def _by_event[Row: (SourceRow, Rival)](rows: Sequence[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row.event_id].append(row)
    return dict(grouped)
