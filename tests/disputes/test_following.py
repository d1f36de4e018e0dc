"""Corrections whose reports are all gone go over to what stands under the same id, and keep to that."""

import pytest
from making import CATALOG, put, report

from disputes import corrections
from disputes.correction import Editor
from disputes.linking import load_rules
from disputes.relinking import relink
from disputes.store import Store
from disputes.types import Reading

BY = Editor("ann", "2026-03-01T09:00:00+00:00", "the court file says so")


@pytest.fixture
def store(tmp_path):
    """North's settlement of the 20th in the first article, and South's suit of the 13th in the second."""
    with Store.open(tmp_path / "disputes.db") as store:
        put(store, 1, report("settled", "settlement", date="2026-02-20"))
        put(store, 2, report("suit", "lawsuit", ("South Studios",), date="2026-02-13"))
        link(store)
        yield store


def another_outlet_tells_the_settlement(store: Store) -> None:
    put(store, 3, report("settled too", "settlement", date="2026-02-20"))
    link(store)


def the_first_article_is_of_another_subject(store: Store) -> None:
    store.save_reading(Reading("a1", False, 0.1, "about the weather"), at="t")
    link(store)


def link(store: Store):
    return relink(store, CATALOG, load_rules(), (), at="2026-03-01T10:00:00+00:00")


def event(store: Store, report_id: str) -> str:
    return store.rows(
        "SELECT e.id FROM event_reports JOIN events AS e ON e.id = event_id WHERE report_id = ? AND withdrawn IS NULL",
        [report_id],
    )[0]["id"]


def stands(store: Store) -> object:
    """All that a person sees of it."""
    events = [tuple(row) for row in store.rows("SELECT * FROM timeline ORDER BY event_id")]
    return events, [(effect.state, effect.detail) for effect in store.correction_effects()]


def from_nothing(store: Store) -> object:
    store.db.conn.execute("DELETE FROM linked_with")
    link(store)
    return stands(store)


def test_a_merge_taken_up_again_holds_when_all_is_linked_from_nothing(store):
    made = corrections.merge(store, [event(store, "settled"), event(store, "suit")], BY)
    undo = corrections.undo(store, made.id, BY)
    another_outlet_tells_the_settlement(store)
    the_first_article_is_of_another_subject(store)
    corrections.undo(store, undo.id, BY)
    link(store)
    before = stands(store)
    assert event(store, "settled too") == event(store, "suit")
    assert from_nothing(store) == before
    assert event(store, "settled too") == event(store, "suit")


def test_a_merge_outlives_the_reports_that_it_was_made_of(store):
    corrections.merge(store, [event(store, "settled"), event(store, "suit")], BY)
    another_outlet_tells_the_settlement(store)
    the_first_article_is_of_another_subject(store)
    assert event(store, "settled too") == event(store, "suit")


def test_a_dispute_stays_confirmed_when_the_reports_that_it_had_are_gone(store):
    dispute = store.rows("SELECT dispute_id FROM events WHERE id = ?", [event(store, "settled")])[0][0]
    corrections.confirm(store, dispute, BY)
    put(store, 3, report("letter", date="2026-02-10"))
    link(store)
    the_first_article_is_of_another_subject(store)
    before = stands(store)
    assert before[1] == [("applied", "confirmed")]
    assert from_nothing(store) == before


def test_what_found_nothing_left_stays_lost_until_its_own_reports_are_back(store):
    gone = event(store, "settled")
    corrections.set_field(store, gone, "date", "2026-02-19", BY)
    the_first_article_is_of_another_subject(store)
    before = stands(store)
    assert before[1][0][0] == "lost"
    assert from_nothing(store) == before
    put(store, 1, report("settled", "settlement", date="2026-02-20"))
    link(store)
    assert stands(store)[1] == [("applied", "set")]
