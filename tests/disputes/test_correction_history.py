"""What a correction changed: how it is logged, what `disputes history` and the pages tell of it."""

import pytest
from correcting import BY, KINDS, check_standing, correct, dispute, event, link, set_standing
from making import put, reading, report

from dashboard.queries import history as page
from dashboard.queries import opened
from disputes import corrections
from disputes.history import history, lines
from disputes.store import Store
from disputes.store.changes import Log, Values


def test_what_a_correction_changed_is_logged_with_it(store):
    correct(store, KINDS["set a date"][0])
    (row,) = store.rows("SELECT * FROM link_changes WHERE thing = 'event'")
    assert (row["field"], row["old_value"], row["new_value"]) == ("date", "2026-02-13", "2026-02-14")
    assert (row["correction_id"], row["reason"]) == (store.corrections()[0].id, "set by ann: the court file says so")


@pytest.mark.parametrize(("kind", "change"), [("merge events", "merged"), ("split an event", "split")])
def test_a_merge_or_split_by_a_person_is_logged_as_theirs(store, kind, change):
    correct(store, KINDS[kind][0])
    (row,) = store.rows("SELECT * FROM link_changes WHERE thing = 'event' AND change = ?", [change])
    assert (row["correction_id"], row["reason"]) == (
        store.corrections()[0].id,
        f"{store.corrections()[0].kind} by ann: the court file says so",
    )


def by_merging_parties(store: Store) -> tuple[str, str]:
    """How a change by the first correction, a merging of parties, is logged."""
    return store.corrections()[0].id, "merge_parties by ann: the court file says so"


def test_an_event_that_merging_parties_took_apart_is_logged_as_theirs(store):
    both, three = ("The Paper", "South Studios"), ("The Paper", "South Studios", "North Pictures")
    for number, actors in ((5, both), (6, three)):
        put(store, number, report(f"r{number}", actors=actors, date="2026-01-05"))
    link(store)
    assert event(store, "r5") == event(store, "r6")
    correct(store, lambda s: corrections.merge_parties(s, "The Paper", "South Studios", BY))
    (row,) = store.rows("SELECT * FROM link_changes WHERE change = 'split'")
    assert (row["thing_id"], row["new_value"]) == (event(store, "r5"), event(store, "r6"))
    assert (row["correction_id"], row["reason"]) == by_merging_parties(store)


def test_events_and_disputes_that_merging_parties_made_one_are_logged_as_theirs(store):
    put(store, 5, report("r5", date="2026-02-17"))
    link(store)
    correct(store, KINDS["merge parties"][0])
    rows = store.rows("SELECT * FROM link_changes WHERE change = 'merged' ORDER BY thing")
    assert [row["thing"] for row in rows] == ["dispute", "event"]
    assert {(row["correction_id"], row["reason"]) for row in rows} == {by_merging_parties(store)}


def test_what_new_reports_make_one_is_not_told_as_a_renaming_of_the_same_day(store):
    put(store, 5, report("r5", date="2026-02-17"))
    link(store)
    store.save_reading(reading(report("r5", article_id="a5", date="2026-02-13"), article_id="a5"), at="later")
    correct(store, KINDS["rename a party"][0])
    rows = store.rows("SELECT * FROM link_changes WHERE change = 'merged'")
    assert [(row["correction_id"], row["reason"]) for row in rows] == [(None, "the same reports now make one")]


def test_what_a_new_reading_takes_apart_is_not_told_as_a_renaming_of_the_same_day(store):
    store.save_reading(reading(report("r2", article_id="a2", date="2026-01-02"), article_id="a2"), at="later")
    correct(store, KINDS["rename a party"][0])
    rows = store.rows("SELECT * FROM link_changes WHERE change = 'split'")
    assert [(row["correction_id"], row["reason"]) for row in rows] == [(None, "its reports tell of more than one")]


@pytest.mark.parametrize("undone", [False, True])
def test_what_becomes_one_by_new_names_is_not_told_as_a_renaming(store, undone):
    put(store, 5, report("r5", targets=("Other AI",), date="2026-02-13"))
    link(store)
    if undone:
        correct(store, lambda s: corrections.rename_party(s, "Other AI", "Other Labs", BY))
    store.save_reading(reading(report("r5", article_id="a5", date="2026-02-13"), article_id="a5"), at="later")
    if undone:
        correct(store, lambda s: corrections.undo(s, s.corrections()[0].id, BY))
    else:
        correct(store, KINDS["rename a party"][0])
    rows = store.rows("SELECT * FROM link_changes WHERE change = 'merged'")
    assert rows
    assert {(row["correction_id"], row["reason"]) for row in rows} == {(None, "the same reports now make one")}


@pytest.mark.parametrize(("title", "cause"), [("Leeds v. Makebot", None), ("Lee v. Makebot", "c1")])
def test_a_title_is_told_by_the_names_that_it_has_as_words(store, title, cause):
    with store.transaction() as connection:
        log = Log(connection, "dispute", "later", {"Lee": ("c1", "rename by ann")})
        old: Values = {"title": "North v. Makebot", "withdrawn": None}
        log.differences(dispute(store, "r1"), old, {"title": title, "withdrawn": None}, None)
    (row,) = store.rows("SELECT correction_id FROM link_changes WHERE field = 'title'")
    assert row["correction_id"] == cause


def test_what_a_confirmed_dispute_becomes_later_is_not_told_as_the_confirmation(store):
    correct(store, lambda s: corrections.confirm(s, dispute(s, "r1"), BY))
    put(store, 5, report("r5", "dismissal", date="2026-02-25"))
    link(store)
    rows = store.rows("SELECT DISTINCT reason FROM link_changes WHERE thing = 'dispute' AND field = 'direction'")
    assert [row["reason"] for row in rows] == ["what its reports say together"]


@pytest.mark.parametrize("kind", ["set a title", "reject a dispute"])
def test_what_an_undo_brings_back_in_a_dispute_is_told_as_taken_back(store, kind):
    correct(store, KINDS[kind][0])
    correct(store, lambda s: corrections.undo(s, s.corrections()[0].id, BY))
    row = store.rows("SELECT * FROM link_changes WHERE thing = 'dispute' ORDER BY number DESC LIMIT 1")[0]
    assert row["reason"] == "taken back by ann: the court file says so"


def test_history_tells_reports_rules_changes_and_corrections(store):
    id = event(store, "r1")
    correct(store, KINDS["set a date"][0])
    told = history(store, id)
    assert [part.rule for part in told.parts] == ["the first to tell it", "the same who act on whom; the same day"]
    assert [entry.what for entry in told.changes] == ["date was 2026-02-13, is 2026-02-14"]
    assert [(entry.who, entry.why) for entry in told.corrections] == [("ann", "the court file says so")]
    assert told.rivals == ("date 2026-02-13: Outlet 1,Outlet 2",)
    assert any("by ann" in line for line in lines(told))


@pytest.mark.parametrize("kind", ["merge a letter and a suit", "set another action"])
def test_what_a_step_is_not_is_kept_with_who_said_so_where_people_say_what_it_is(store, kind):
    if kind == "set another action":
        correct(store, lambda s: corrections.set_field(s, event(s, "r3"), "action", "demand", BY))
    else:
        correct(store, lambda s: corrections.merge(s, [event(s, "r1"), event(s, "r3")], BY))
    rows = store.rows("SELECT value, report_id FROM rival_values WHERE field = 'action'")
    assert [tuple(row) for row in rows] == [("lawsuit", "r3")]
    assert "action Lawsuit: Outlet 3" in history(store, event(store, "r3")).rivals


@pytest.mark.parametrize("kind", ["merge events", "merge disputes", "rename a party", "merge parties", "set a date"])
def test_a_disputes_page_shows_the_corrections_that_bear_on_it(store, kind):
    correct(store, KINDS[kind][0])
    taken_back = corrections.undo(store, store.corrections()[0].id, BY)
    corrections.undo(store, taken_back.id, BY)
    put(store, 5, report("r5", actors=("The Paper",), targets=("Other AI",)))
    link(store)
    every = {one.id for one in store.corrections()}
    with opened(store.path) as db:
        assert {one.correction_id for one in page.corrections(db, dispute(store, "r1"))} == every
        assert page.corrections(db, dispute(store, "r5")) == []
    told = history(store, event(store, "r1")).corrections
    assert kind == "merge disputes" or {one.correction_id for one in told} == every


def test_a_merge_is_shown_of_each_dispute_whose_event_it_names(store):
    made = corrections.merge(store, [event(store, "r4"), event(store, "r1")], BY)
    assert dispute(store, "r4") != dispute(store, "r1")
    with opened(store.path) as db:
        shown = [page.corrections(db, dispute(store, report_id)) for report_id in ("r4", "r1")]
    assert [[one.correction_id for one in found] for found in shown] == [[made.id], [made.id]]


def test_where_people_say_that_a_dispute_stands_is_laid_over_it_and_no_event_made_it_so(store):
    correct(store, set_standing)
    check_standing(store)
    put(store, 5, report("r5", "dismissal", date="2026-02-25"))
    link(store)
    check_standing(store)
    stage, _, status, _ = store.corrections()
    made = history(store, dispute(store, "r1")).made_by
    assert ("stage 5", f"correction {stage.id}") in made
    assert ("status dismissed", f"correction {status.id}") in made


def test_history_of_a_merged_id_is_its_heirs(store):
    gone = event(store, "r4")
    correct(store, KINDS["merge events"][0])
    told = history(store, gone)
    assert (told.id, told.former) == (event(store, "r1"), (gone,))
    assert f"  {gone} was merged into it" in list(lines(told))


def test_history_of_a_dispute_tells_what_made_its_stage(store):
    told = history(store, dispute(store, "r1"))
    assert ("stage 4", event(store, "r3")) in told.made_by
    assert {part.id for part in told.parts} == {event(store, "r1"), event(store, "r3")}
