"""Review: the queue of doubtful events and new names, corrected on screen by those who may; and what was corrected."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import streamlit as st

from dashboard import downloads, editing, queries, widgets
from dashboard.markup import clip, counted, day, show
from dashboard.queries import Connection
from dashboard.rows import CorrectionRow, NewName, Rival, Step
from dashboard.views import correct, tables
from disputes import corrections
from disputes.catalog import load

PAGE = 8  # events of the queue at a time
QUEUES = {
    "confidence": "Low confidence",
    "dates": "Rival dates",
    "source": "Single source",
    "names": "New names",
    "log": "What was corrected",
}
NOTES = {
    "confidence": f"Held for less than {100 * queries.review.LOW:.0f} % sure, the least sure first.",
    "dates": "Articles date them differently.",
    "source": "Only one independent source tells of them, the latest first.",
}
CHECKED = "Checked against its sources."


def page(db: Connection, path: Path) -> None:
    """Draws what is to be corrected (`?correct=` an event or dispute, `?party=`), or the queue. Raises StoreError."""
    show("heading.html", title="Review", note="What waits for a person: read the sentence, open the source, decide.")
    access = editing.access()
    _tell_access(access)
    correct.tell_last()
    if wanted := st.query_params.get("correct"):
        correct.event_or_dispute(db, path, wanted, access)
        return
    if wanted := st.query_params.get("party"):
        correct.party(db, path, wanted, access)
        return
    _waiting(db, path, access)
    queue = widgets.one_of("Queue", QUEUES, "queue")
    if queue == "log":
        _log(db, path, access)
    elif not queries.any_steps(db):
        widgets.empty_store()
    elif queue == "names":
        _names(db, path, access)
    else:
        _events(db, path, queue, access)


def _tell_access(access: editing.Access) -> None:
    note = f"You correct as {clip(access.who, 80)}." if access.who else access.why_not
    show("section.html", title="", note=note)
    if access.login:
        st.button("Log in", on_click=st.login, icon=":material/login:")
    if access.logout:
        st.button("Log out", on_click=st.logout, icon=":material/logout:")


def _waiting(db: Connection, path: Path, access: editing.Access) -> None:
    """Corrections take effect with the next linking; who may correct may also start it."""
    waiting = queries.history.count_corrections(db, waiting=True)
    if not waiting:
        return
    verb = "waits" if waiting == 1 else "wait"
    show("section.html", title="", note=f"{counted(waiting, 'correction')} {verb} for the next linking.")
    if access.who and st.button("Link now", icon=":material/published_with_changes:"):
        with st.spinner("Linking…"):
            st.session_state[correct.TOLD] = editing.apply(path).line
        st.rerun()


def _events(db: Connection, path: Path, queue: str, access: editing.Access) -> None:
    ladder = queries.ladder(db)
    filters = widgets.filters(db, path, ladder)
    found = queries.review.count_doubts(db, queue, filters)
    if not found:
        widgets.notice("Nothing waits here", "No event that matches is doubtful in this way.", "Look at another queue.")
        return
    show("section.html", title=counted(found, "event"), note=NOTES[queue])
    begin = widgets.offset(min(found, 500 * PAGE), size=PAGE)
    steps = queries.review.doubts(db, queue, filters, limit=PAGE, offset=begin)
    rivals = queries.rivals(db, [step.event_id for step in steps]) if queue == "dates" and access.who else []
    for number, step in enumerate(steps, begin + 1):
        may = bool(access.who)
        tables.cards(db, [step], ladder, first=number, dispute=True, correct=may, unfolded=queue == "dates")
        if access.who:
            _quick(path, step, [rival for rival in rivals if rival.event_id == step.event_id], access)

    def everything() -> Sequence[Step]:
        with queries.opened(path) as own:
            return queries.review.doubts(own, queue, filters, limit=downloads.MOST)

    downloads.offer(counted(found, "event"), f"review-{queue}", downloads.Rows(Step, everything))


def _quick(path: Path, step: Step, rivals: Sequence[Rival], access: editing.Access) -> None:
    """What takes one click: it is right, or a rival date is."""
    with st.container(horizontal=True):
        confirm = partial(_keep_confirmed, path, step.event_id, access)
        st.button("It is right", key=f"confirm-{step.event_id}", on_click=confirm, icon=":material/check:")
        for rival in [rival for rival in rivals if rival.field == "date"][:3]:
            take = partial(_keep_date, path, step.event_id, rival, access)
            label = f"Take {clip(day(rival.value), 20)}"
            st.button(correct.literal(label), key=f"take-{step.event_id}-{rival.value[:40]}", on_click=take)


def _keep_confirmed(path: Path, event_id: str, access: editing.Access) -> None:
    correct.keep(path, lambda store, by: corrections.confirm(store, event_id, by), access, why=CHECKED)


def _keep_date(path: Path, event_id: str, rival: Rival, access: editing.Access) -> None:
    why = f"The date that {clip(rival.outlets or 'a source', 100)} gives."
    correct.keep(
        path, lambda store, by: corrections.set_field(store, event_id, "date", rival.value, by), access, why=why
    )


def _names(db: Connection, path: Path, access: editing.Access) -> None:
    known = [party.name for party in load().parties.values()]
    found = queries.review.count_new_names(db, known)
    if not found:
        widgets.notice("Nothing waits here", "Every party of a dispute is on the list.", "Look at another queue.")
        return
    show(
        "section.html",
        title=counted(found, "name"),
        note="Parties that no list knows, those of the latest disputes first.",
    )
    names = queries.review.new_names(db, known, limit=widgets.PAGE, offset=widgets.offset(found))
    show("new_names.html", names=names, correct=bool(access.who))

    def everything() -> Sequence[NewName]:
        with queries.opened(path) as own:
            return queries.review.new_names(own, known, limit=downloads.MOST)

    downloads.offer(counted(found, "name"), "new-names", downloads.Rows(NewName, everything))


def _log(db: Connection, path: Path, access: editing.Access) -> None:
    found = queries.history.count_corrections(db)
    if not found:
        widgets.notice("Nothing was corrected yet", "Corrections of events, disputes and parties stand here.", "")
        return
    rows = queries.history.every_correction(db, limit=widgets.PAGE, offset=widgets.offset(found))
    show(
        "section.html", title=counted(found, "correction"), note="The latest first. None is ever deleted, only undone."
    )
    show("history.html", corrections=rows, changes=[], withdrawn=[])
    if access.who:
        correct.undo(path, rows, access)

    def everything() -> Sequence[CorrectionRow]:
        with queries.opened(path) as own:
            return queries.history.every_correction(own, limit=downloads.MOST)

    downloads.offer(counted(found, "correction"), "corrections", downloads.Rows(CorrectionRow, everything))
