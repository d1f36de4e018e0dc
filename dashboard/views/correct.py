"""One correction, put together on screen: of an event, a dispute or a party, with why and on what it rests."""

from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from dashboard import editing, queries, widgets
from dashboard.markup import clip, day, show
from dashboard.markup import page as address
from dashboard.queries import Connection
from dashboard.rows import CorrectionRow, DisputeRow, Step
from dashboard.views import tables
from disputes import corrections
from disputes.corrections import Correction, Editor
from disputes.corrections.fields import DISPUTE_FIELDS, EVENT_FIELDS
from disputes.errors import BadCorrection, DisputesError
from disputes.selection import Selection
from disputes.store import Store

type Correct = Callable[[Store, Editor], Correction]

TOLD = "correction-told"  # of the session: what became of the last one
OWN = ""  # no other dispute: one of its own
NEAR = 60  # disputes to choose from
OF_EVENT = {
    "set": "A field is wrong",
    "assign": "It belongs to another dispute",
    "merge": "It is the same step as another one",
    "split": "Some reports tell of another step",
    "confirm": "It is right",
    "reject": "It never took place",
}
OF_DISPUTE = {
    "set": "A field is wrong",
    "merge": "It is the same as another dispute",
    "split": "Some steps are another dispute",
    "confirm": "It is right",
    "reject": "It is not on our subject",
}
OF_PARTY = {
    "merge_parties": "It is another party under another name",
    "rename": "It is called otherwise",
    "alias": "It has another name too",
}


def event_or_dispute(db: Connection, path: Path, wanted: str, access: editing.Access) -> None:
    """Draws an event or a dispute and what can be corrected in it."""
    show("back.html", href=address("review"), label="The queue")
    step = queries.review.step(db, wanted)
    row = None if step else queries.dispute(db, wanted)
    if step:
        show("section.html", title="The step", note="")
        tables.cards(db, [step], queries.ladder(db), dispute=True)
    elif row:
        show("section.html", title=row.title, note=f"{row.status}, {row.events} steps")
        show("back.html", href=address("dispute", dispute=row.dispute_id), label="The dispute")
    else:
        widgets.notice("No such event or dispute", f"None has the id {wanted}.", "It may have been withdrawn.")
        return
    if not access.who:
        return
    if step:
        what = _what(OF_EVENT)
        correct = _of_event(db, path, step, what)
    elif row:
        what = _what(OF_DISPUTE)
        correct = _of_dispute(db, path, row, what)
    _end(path, correct, access)


def party(db: Connection, path: Path, name: str, access: editing.Access) -> None:
    """Draws what can be corrected in a party's name."""
    show("back.html", href=address("review", queue="New names"), label="New names")
    show("section.html", title=clip(name, 120), note="A party that articles name.")
    show("back.html", href=address("parties", party=name), label="Its disputes and steps")
    if not access.who:
        return
    what = _what(OF_PARTY)
    other = st.text_input("The other name", key="other", max_chars=200)
    verbs = {
        "merge_parties": corrections.merge_parties,
        "rename": corrections.rename_party,
        "alias": corrections.add_alias,
    }
    _end(path, lambda store, by: verbs[what](store, name, other or "", by), access)


def undo(path: Path, rows: Sequence[CorrectionRow], access: editing.Access) -> None:
    """Lets one of some corrections be taken back."""
    said = {row.correction_id: f"{row.kind} of {row.subject}, {row.at[:10]}, {row.who}" for row in rows}
    id = st.selectbox("Take back", list(said), format_func=lambda id: clip(said[id], 120), key="undo")
    _end(path, lambda store, by: corrections.undo(store, id, by), access)


def keep(path: Path, correct: Correct, access: editing.Access, *, why: str, source: str = "") -> None:
    """Keeps a correction, and what to tell of it on the page that is drawn next."""
    try:
        st.session_state[TOLD] = editing.keep(path, correct, who=access.who, why=why, source=source)
    except DisputesError as error:
        st.session_state[TOLD] = str(error)


def tell_last() -> None:
    """Tells once what became of the last correction."""
    if told := st.session_state.pop(TOLD, None):
        show("told.html", text=told)


def literal(label: str) -> str:
    """A label in which nothing is markup, for a widget that would take it for Markdown."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()<>#+-.!|$:~^=@/&\"'" else sign for sign in label)


def _what(choices: dict[str, str]) -> str:
    return str(
        st.selectbox(
            "What is it",
            list(choices),
            format_func=lambda choice: choices[choice],
            key="what",
            bind="query-params",
            width=420,
        )
    )


def _of_event(db: Connection, path: Path, step: Step, what: str) -> Correct:
    id = step.event_id
    match what:
        case "set":
            return _field(path, id, list(EVENT_FIELDS))
        case "assign":
            near = _near(db, step.dispute_id) | {OWN: "A dispute of its own"}
            chosen = st.selectbox("The dispute", list(near), format_func=lambda id: near[id], key="dispute")
            return lambda store, by: corrections.assign(store, id, chosen or None, by)
        case "merge":
            others = {one.event_id: _line(one) for one in _beside(db, step.dispute_id) if one.event_id != id}
            merged = st.selectbox("The other step", list(others), format_func=lambda id: others[id], key="other-step")
            return lambda store, by: corrections.merge(store, [str(merged or ""), id], by)
        case "split":
            told = {
                one.report_id: f"{clip(one.outlet, 40)}: {clip(one.quote, 120)}" for one in queries.sources(db, [id])
            }
            leave = st.multiselect("The reports that leave", list(told), format_func=lambda id: told[id], key="parts")
            return lambda store, by: corrections.split(store, id, leave, by)
        case "confirm":
            return lambda store, by: corrections.confirm(store, id, by)
        case _:
            return lambda store, by: corrections.reject(store, id, by)


def _of_dispute(db: Connection, path: Path, row: DisputeRow, what: str) -> Correct:
    id = row.dispute_id
    match what:
        case "set":
            return _field(path, id, list(DISPUTE_FIELDS))
        case "merge":
            near = _near(db, id)
            merged = st.selectbox("The other dispute", list(near), format_func=lambda id: near[id], key="dispute")
            return lambda store, by: corrections.merge(store, [str(merged or ""), id], by)
        case "split":
            steps = {one.event_id: _line(one) for one in _beside(db, id)}
            leave = st.multiselect("The steps that leave", list(steps), format_func=lambda id: steps[id], key="parts")
            return lambda store, by: corrections.split(store, id, leave, by)
        case "confirm":
            return lambda store, by: corrections.confirm(store, id, by)
        case _:
            return lambda store, by: corrections.reject(store, id, by)


def _field(path: Path, id: str, fields: list[str]) -> Correct:
    """A field and its new value, the present one to begin with."""
    field = str(st.selectbox("The field", fields, format_func=lambda name: name.replace("_", " "), key="field"))
    now = editing.value_of(path, id, field)
    value = st.text_input("Its value", now, key=f"value-{field}", help="Several names are parted by semicolons.")

    def correct(store: Store, by: Editor) -> Correction:
        if value == now:
            raise BadCorrection(f"{field.replace('_', ' ')}: holds this already")
        return corrections.set_field(store, id, field, value, by)

    return correct


def _end(path: Path, correct: Correct, access: editing.Access) -> None:
    """Why, and on what it rests; and the button that keeps the correction."""
    why = st.text_input("Why", key="why", max_chars=500, placeholder="What you read, and where it says otherwise")
    source = st.text_input("Source", key="source", max_chars=500, placeholder="An address or a document; may be empty")
    if st.button("Keep the correction", type="primary"):  # no callback: that would know what was typed one click before
        keep(path, correct, access, why=why or "", source=source or "")
        st.rerun()


def _near(db: Connection, dispute_id: str) -> dict[str, str]:
    """Disputes that share a party with one, by id: those that a step of it may belong to."""
    names = queries.names_of(db, dispute_id)
    filters = (Selection(respondents=tuple(names["respondent"])), Selection(claimants=tuple(names["claimant"])))
    found = {
        row.dispute_id: clip(row.title, 120)
        for one in filters
        if one.respondents or one.claimants
        for row in queries.disputes(db, one, limit=NEAR)
    }
    found.pop(dispute_id, None)
    return found


def _beside(db: Connection, dispute_id: str) -> list[Step]:
    return queries.steps(db, Selection(dispute_id=dispute_id), limit=500)


def _line(step: Step) -> str:
    return f"{day(step.date or step.sort_date)} {step.action_label}: {clip(step.actors, 50)} → {clip(step.targets, 50)}"
