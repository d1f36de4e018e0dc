"""Court cases: those that others list and those that our own reports propose, by court, stage and kind of works;
parallel suits against one developer side by side; and the case that the address names."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from dashboard import bars, downloads, left_out, queries, widgets
from dashboard.markup import counted, show
from dashboard.palette import UNKNOWN
from dashboard.queries import Connection
from dashboard.rows import CaseAsked, CaseRow, Count
from dashboard.views import case

ORDERS = {
    "filed": "Filed last",
    "steps": "Number of steps",
    "court": "Court",
    "status": "Stage",
    "caption": "Name",
}
ORIGINS = {"": "All", "reference": "Known beforehand", "proposed": "From our own reports"}
KINDS = {"court": "Court", "status": "Stage", "works": "Kind of works"}
BESIDE = 6  # suits side by side: as many as a screen is wide


def page(db: Connection, path: Path) -> None:
    """Draws the case that the address names (`?case=`), or the lists. Raises StoreError."""
    if wanted := st.query_params.get("case"):
        case.draw(db, wanted)
        return
    show(
        "heading.html",
        title="Cases",
        note="Cases known beforehand are other people's lists, shown as reference and not checked by us; the rest are "
        "proposed from what articles report.",
    )
    if not queries.cases.count_cases(db, CaseAsked()):
        widgets.notice("No cases yet", "This database knows no court case.", "They come with linking:", "disputes link")
        return
    way = widgets.one_of("Show", {"list": "List", "beside": "Side by side", "counts": "Counts"}, "show")
    if way == "beside":
        _beside(db)
        return
    asked = _filters(db)
    if not queries.cases.count_cases(db, asked):
        widgets.notice("No case matches", "Every filter must match.", "Take some out in the sidebar.")
    elif way == "counts":
        _counts(db, asked)
    else:
        _list(db, path, asked)


def _filters(db: Connection) -> CaseAsked:
    with st.sidebar:
        show("section.html", title="Filters", note="They stand in the address: copy it to share this view.")
        words = widgets.words("Search", "words", placeholder="Name or docket")
        courts = widgets.choose("Court", _choices(db, "court"), "court")
        statuses = widgets.choose("Stage", _choices(db, "status"), "status")
        works = widgets.choose("Kind of works", _choices(db, "works"), "works")
        origin = widgets.one_of_list("Origin", ORIGINS, "origin")
    return CaseAsked(words, courts, statuses, works, origin)


def _list(db: Connection, path: Path, asked: CaseAsked) -> None:
    found = queries.cases.count_cases(db, asked)
    order = widgets.ordered(ORDERS)
    rows = queries.cases.cases(db, asked, order=order, limit=widgets.PAGE, offset=widgets.offset(found))
    show("cases.html", cases=rows, caption=counted(found, "case"))

    def everything() -> Sequence[CaseRow]:
        with queries.opened(path) as own:
            return queries.cases.cases(own, asked, order=order, limit=downloads.MOST)

    downloads.offer(counted(found, "case"), "cases", downloads.Rows(CaseRow, everything))


def _beside(db: Connection) -> None:
    """Parallel suits against one developer, a column each."""
    sued = widgets.asked_too(widgets.short([count.name for count in queries.cases.sued(db)]), "against")
    if not sued:
        widgets.notice("No parallel suits", "Nobody is sued in more than one case.", "The list shows every case.")
        return
    left_out.note("Against", "against", sued.__contains__)
    against = st.selectbox("Against", sued, key="against", bind="query-params", width=420)
    asked = CaseAsked(against=against)
    found = queries.cases.count_cases(db, asked)
    if not found:
        widgets.notice("No case matches", "No suit is against whom the address names.", "Choose another one above.")
        return
    rows = queries.cases.cases(db, asked, limit=BESIDE, offset=widgets.offset(found, size=BESIDE))
    ladder = {row.case_id: queries.cases.ties(db, row.case_id) for row in rows}
    names = queries.cases.names(db, [row.case_id for row in rows])
    show("parallel.html", cases=rows, ties=ladder, names=names, against=against, found=found)
    downloads.offer(f"the {counted(len(rows), 'case')} shown", "parallel", downloads.Rows(CaseRow, lambda: rows))


def _counts(db: Connection, asked: CaseAsked) -> None:
    kind = widgets.one_of("Count by", KINDS, "by")
    counts = queries.cases.by(db, asked, kind)
    chart = bars.ranked(counts, UNKNOWN)
    st.altair_chart(chart, key="cases")
    show("counts.html", counts=counts, name=KINDS[kind], number="Cases", months=False)
    downloads.offer("the counts", f"cases-by-{kind}", downloads.Rows(Count, lambda: counts), lambda: chart)


def _choices(db: Connection, kind: str) -> list[str]:
    return widgets.asked_too(widgets.short(queries.cases.choices(db, kind)), kind)
