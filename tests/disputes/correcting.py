"""What tests of corrections start from: a store with letters and a suit in it, and each kind of correction.

`KINDS` holds for each kind what makes it and what then stands in the store.
"""

import pytest
from making import CATALOG

from disputes import corrections
from disputes.case import Case
from disputes.correction import Editor
from disputes.linking import load_rules
from disputes.relinking import relink
from disputes.store import Store

RULES = load_rules()
BY = Editor("ann", "2026-03-01T09:00:00+00:00", "the court file says so")
AT = iter(range(10_000))


def later() -> str:
    """The time of the next linking."""
    return f"2026-03-01T09:00:00.{next(AT):04}+00:00"


def link(store: Store):
    return relink(store, CATALOG, RULES, CASES, at=later())


def event(store: Store, report_id: str) -> str:
    rows = store.rows(
        "SELECT e.id FROM event_reports JOIN events AS e ON e.id = event_id WHERE report_id = ? AND withdrawn IS NULL",
        [report_id],
    )
    return rows[0]["id"] if rows else ""


def dispute(store: Store, report_id: str) -> str:
    rows = store.rows("SELECT dispute_id FROM timeline WHERE event_id = ?", [event(store, report_id)])
    return rows[0]["dispute_id"] if rows else ""


def field(store: Store, report_id: str, name: str) -> object:
    return store.rows(f"SELECT {name} FROM timeline WHERE event_id = ?", [event(store, report_id)])[0][name]


def states(store: Store) -> list[str]:
    return [effect.state for effect in store.correction_effects()]


def correct(store: Store, make) -> None:
    make(store)
    link(store)


CASES = [
    Case(id, "reference", f"{id} v. Makebot", claimants=("North Pictures",), respondents=("Makebot",), filed=filed)
    for id, filed in (("first", "2026-02-20"), ("second", "2026-01-05"))
]


def check_case(store):
    (tie,) = store.case_ties()
    assert (tie.event_id, tie.case_id, tie.by) == (event(store, "r3"), "second", "correction")


def check_no_case(store):
    assert store.case_ties() == []


def check_merged(store):
    assert event(store, "r1") == event(store, "r4")
    assert field(store, "r1", "sources") == 3


def check_split(store):
    assert event(store, "r1") != event(store, "r2")


def check_rejected(store):
    assert event(store, "r1") == ""
    (row,) = store.rows("SELECT DISTINCT withdrawn FROM events WHERE withdrawn IS NOT NULL")
    assert row["withdrawn"] == "rejected by ann: the court file says so"


def check_dispute_rejected(store):
    assert (event(store, "r1"), event(store, "r3")) == ("", "")
    assert event(store, "r4")


def check_confirmed(store):
    (row,) = store.rows("SELECT confirmed_by FROM events WHERE id = ?", [event(store, "r1")])
    assert row["confirmed_by"] == store.corrections()[0].id


def check_assigned(store):
    assert dispute(store, "r4") == dispute(store, "r1")


def check_alone(store):
    assert dispute(store, "r3") != dispute(store, "r1")


def check_date(store):
    assert field(store, "r1", "date") == "2026-02-14"
    (rival,) = store.rows("SELECT DISTINCT value FROM rival_values WHERE field = 'date'")
    assert rival["value"] == "2026-02-13"


def check_action(store):
    assert (field(store, "r1", "stage"), field(store, "r1", "action_label")) == (2, "Demand")


def check_actors(store):
    assert field(store, "r1", "actors") == "South Studios"
    assert dispute(store, "r1") == dispute(store, "r4")


def check_title(store):
    assert field(store, "r1", "dispute") == "The film row"


def check_standing(store):
    (row,) = store.rows("SELECT * FROM dispute_summary WHERE dispute_id = ?", [dispute(store, "r1")])
    assert (row["stage"], row["direction"], row["status"], row["since"]) == (5, "down", "dismissed", "2026-01")
    (made,) = store.rows("SELECT * FROM disputes WHERE id = ?", [dispute(store, "r1")])
    assert (made["stage_event_id"], made["direction_event_id"], made["status_event_id"]) == (None, None, None)


def set_standing(store: Store) -> None:
    for field, value in (("stage", "5"), ("direction", "down"), ("status", "dismissed"), ("since", "2026-01")):
        corrections.set_field(store, dispute(store, "r1"), field, value, BY)


def check_renamed(store):
    assert field(store, "r1", "targets") == "Makebot Labs"


def check_parties_merged(store):
    assert dispute(store, "r4") == dispute(store, "r1")
    assert field(store, "r4", "actors") == "North Pictures"


KINDS = {
    "merge events": (lambda s: corrections.merge(s, [event(s, "r1"), event(s, "r4")], BY), check_merged),
    "split an event": (lambda s: corrections.split(s, event(s, "r1"), ["r2"], BY), check_split),
    "reject an event": (lambda s: corrections.reject(s, event(s, "r1"), BY), check_rejected),
    "reject a dispute": (lambda s: corrections.reject(s, dispute(s, "r1"), BY), check_dispute_rejected),
    "confirm an event": (lambda s: corrections.confirm(s, event(s, "r1"), BY), check_confirmed),
    "assign to a dispute": (lambda s: corrections.assign(s, event(s, "r4"), dispute(s, "r1"), BY), check_assigned),
    "assign to none": (lambda s: corrections.assign(s, event(s, "r3"), None, BY), check_alone),
    "merge disputes": (lambda s: corrections.merge(s, [dispute(s, "r1"), dispute(s, "r4")], BY), check_assigned),
    "split a dispute": (lambda s: corrections.split(s, dispute(s, "r1"), [event(s, "r3")], BY), check_alone),
    "set a date": (lambda s: corrections.set_field(s, event(s, "r1"), "date", "2026-02-14", BY), check_date),
    "set an action": (lambda s: corrections.set_field(s, event(s, "r1"), "action", "demand", BY), check_action),
    "set the actors": (lambda s: corrections.set_field(s, event(s, "r1"), "actors", "South Studios", BY), check_actors),
    "set a title": (lambda s: corrections.set_field(s, dispute(s, "r1"), "title", "The film row", BY), check_title),
    "set a case": (lambda s: corrections.set_field(s, event(s, "r3"), "case", "second", BY), check_case),
    "set no case": (lambda s: corrections.set_field(s, event(s, "r3"), "case", None, BY), check_no_case),
    "rename a party": (lambda s: corrections.rename_party(s, "Makebot", "Makebot Labs", BY), check_renamed),
    "merge parties": (
        lambda s: corrections.merge_parties(s, "South Studios", "North Pictures", BY),
        check_parties_merged,
    ),
    "add an alias": (lambda s: corrections.add_alias(s, "North Pictures", "South Studios", BY), check_parties_merged),
}
every_kind = pytest.mark.parametrize(("make", "check"), KINDS.values(), ids=KINDS)
