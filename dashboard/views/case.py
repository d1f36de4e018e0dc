"""One court case: what the lists or our reports say of it, its docket, and the steps that belong to it."""

from dashboard import downloads, queries, widgets
from dashboard.markup import counted, show
from dashboard.markup import page as address
from dashboard.queries import Connection
from dashboard.rows import CaseRow, CaseTie, EntryRow


def draw(db: Connection, case_id: str) -> None:
    """Draws the page of a case. Raises StoreError."""
    show("back.html", href=address("cases"), label="All cases")
    row = queries.cases.case(db, case_id)
    if row is None:
        widgets.notice(
            "No such case", f"There is none with the id {case_id}.", "Look for it by its name or docket.", alone=True
        )
        return
    widgets.titled(row.caption)
    show(
        "case.html",
        case=row,
        pages=queries.cases.pages(db, case_id),
        related=queries.cases.related(db, case_id),
        names=queries.cases.names(db, [case_id])[case_id],
    )
    downloads.offer("the case", f"facts-{case_id[:40]}", downloads.Rows(CaseRow, lambda: [row]))
    ties = queries.cases.ties(db, case_id)
    note = f"{counted(len(ties), 'step')} of our own timeline" if ties else "No article that we read tells of it."
    show("section.html", title="Reported steps", note=note)
    if ties:
        show("ties.html", ties=ties)
        downloads.offer("the steps", f"case-{case_id[:40]}", downloads.Rows(CaseTie, lambda: ties))
    entries = queries.cases.entries(db, case_id)
    if entries:
        show("section.html", title="The docket's newest entries", note="As CourtListener told them.")
        show(
            "table.html",
            caption="The newest first",
            columns=["Filed", "Number", "Entry"],
            rows=[[entry.filed or "", str(entry.number or ""), entry.description] for entry in entries],
        )
        downloads.offer("the docket entries", f"docket-{case_id[:40]}", downloads.Rows(EntryRow, lambda: entries))
