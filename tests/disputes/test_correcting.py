"""Corrections laid over what was read: each kind, on a real store, and that they outlive reading and linking anew."""

from dataclasses import replace

import pytest
from correcting import BY, CASES, KINDS, correct, dispute, event, every_kind, field, later, link, states
from making import CATALOG, put, reading, report

from disputes import corrections
from disputes.history import history
from disputes.linking import load_rules
from disputes.relinking import relink
from disputes.store import Store
from disputes.types import Reading, Report


@every_kind
def test_a_correction_is_laid_over(store, make, check):
    correct(store, make)
    check(store)
    assert states(store) == ["applied"]


@every_kind
def test_it_outlives_reading_anew_and_linking_anew(store, make, check):
    correct(store, make)
    for number, found in enumerate(["r1", "r2", "r3", "r4"], 1):
        one = store.reading(f"a{number}").reports[0]
        anew = replace(one, id=one.id, start=one.start + 1, quote="x", end=one.start + 2)
        store.save_reading(reading(anew, article_id=f"a{number}", version="v2"), at="later")
        assert anew.id == found
    relink(store, CATALOG, replace(load_rules(), earliest="2013"), CASES, at=later())
    check(store)
    put(store, 9, report("r9", actors=("The Paper",), date="2026-02-01"))
    link(store)
    check(store)
    assert states(store) == ["applied"]


@every_kind
def test_an_undo_brings_back_what_was(store, make, check):
    before = _without_times(store)
    correct(store, make)
    correct(store, lambda s: corrections.undo(s, s.corrections()[0].id, BY))
    assert _without_times(store) == before
    assert states(store) == ["undone", "applied"]


def _without_times(store: Store) -> list[tuple]:
    return [tuple(row) for row in store.rows("SELECT * FROM timeline ORDER BY event_id")]


def test_a_correction_finds_its_event_by_place_when_reports_get_other_ids(store):
    correct(store, KINDS["set a date"][0])
    for number in (1, 2):
        old = store.reading(f"a{number}").reports[0]
        store.save_reading(reading(replace(old, id=f"new{number}"), article_id=f"a{number}", version="v2"), at="later")
    link(store)
    assert field(store, "new1", "date") == "2026-02-14"


def two_letters(*, start: int = 0, ids: tuple[str, str] = ("n", "s")) -> list[Report]:
    """ "North sent Makebot a letter, and South did the same": two reports of one sentence."""
    return [
        report(ids[0], date="2026-02-13", start=start),
        report(ids[1], actors=("South Studios",), date="2026-02-17", start=start),
    ]


def test_a_correction_is_about_its_own_step_of_a_sentence_that_tells_two(store):
    put(store, 5, *two_letters())
    link(store)
    correct(store, lambda s: corrections.split(s, event(s, "n"), ["n"], BY))
    assert event(store, "n") not in (event(store, "r1"), event(store, "s"))
    assert event(store, "s") == event(store, "r4")


@pytest.mark.parametrize("ids", [("x", "y"), ("y", "x")])
def test_it_stays_with_its_own_step_when_both_get_other_ids(store, ids):
    put(store, 5, *two_letters())
    link(store)
    correct(store, lambda s: corrections.split(s, event(s, "s"), ["s"], BY))
    apart = event(store, "s")
    put(store, 5, *two_letters(start=3, ids=ids))
    link(store)
    assert event(store, ids[0]) == event(store, "r1")
    assert event(store, ids[1]) == apart != event(store, "r4")
    assert states(store) == ["applied"]


def test_a_step_told_beside_it_is_none_to_go_over_to(store):
    put(store, 5, *two_letters())
    link(store)
    correct(store, lambda s: corrections.split(s, event(s, "n"), ["n"], BY))
    put(store, 5, two_letters()[1])
    link(store)
    assert event(store, "s") == event(store, "r4")


def test_one_that_finds_nothing_is_reported_and_waits(store):
    correct(store, KINDS["set a date"][0])
    for number in (1, 2):
        store.save_reading(Reading(f"a{number}", False, 0.1, "another subject"), at="later")
    lost = link(store).lost
    assert [one.field for one in lost] == ["date"]
    assert states(store) == ["lost"]
    put(store, 1, report("r1", date="2026-02-13"))
    link(store)
    assert (field(store, "r1", "date"), states(store)) == ("2026-02-14", ["applied"])


def test_a_later_correction_stands_above_an_earlier_one(store):
    for day in ("14", "15"):
        correct(store, lambda s, day=day: corrections.set_field(s, event(s, "r1"), "date", f"2026-02-{day}", BY))
    assert field(store, "r1", "date") == "2026-02-15"


def test_a_party_can_be_renamed_again_and_merged_under_its_new_name(store):
    correct(store, lambda s: corrections.rename_party(s, "Makebot", "Makebot Labs", BY))
    correct(store, lambda s: corrections.rename_party(s, "Makebot Labs", "Makebot AI", BY))
    assert field(store, "r1", "targets") == "Makebot AI"
    correct(store, lambda s: corrections.merge_parties(s, "South Studios", "North Pictures", BY))
    correct(store, lambda s: corrections.rename_party(s, "North Pictures", "North", BY))
    assert field(store, "r4", "actors") == "North"
    correct(store, lambda s: corrections.set_field(s, event(s, "r4"), "targets", "Makebot AI", BY))
    assert dispute(store, "r4") == dispute(store, "r1")


def test_of_merges_that_make_a_circle_the_last_stands(store):
    correct(store, lambda s: corrections.merge_parties(s, "South Studios", "North Pictures", BY))
    correct(store, lambda s: corrections.undo(s, s.corrections()[0].id, BY))
    correct(store, lambda s: corrections.merge_parties(s, "North Pictures", "South Studios", BY))
    correct(store, lambda s: corrections.undo(s, s.corrections()[1].id, BY))
    assert {field(store, id, "actors") for id in ("r1", "r3", "r4")} == {"South Studios"}


@pytest.mark.parametrize("kind", ["rename a party", "merge parties"])
def test_one_of_a_party_that_no_article_names_is_reported(store, kind):
    correct(store, KINDS[kind][0])
    for number in (1, 2, 3, 4):
        store.save_reading(Reading(f"a{number}", False, 0.1, "another subject"), at="later")
    put(store, 5, report("r5", actors=("The Paper",), targets=("Other AI",), date="2026-02-13"))
    assert [one.kind for one in link(store).lost] == [store.corrections()[0].kind]
    assert [effect.detail for effect in store.correction_effects()] == ["no article names it any more"]


@pytest.mark.parametrize("kind", ["rename a party", "merge parties", "add an alias"])
def test_what_a_correction_of_a_party_changed_is_told_with_it(store, kind):
    correct(store, KINDS[kind][0])
    (made,) = store.corrections()
    told = history(store, event(store, "r4"))
    assert [(one.correction_id, one.why) for one in told.changes if one.what.startswith(("actors", "targets"))] == [
        (made.id, f"{made.kind} by ann: the court file says so")
    ]
    assert [one.correction_id for one in told.corrections] == [made.id]


def test_new_reports_of_a_rejected_step_are_rejected_with_it(store):
    correct(store, KINDS["reject an event"][0])
    put(store, 5, report("r5", date="2026-02-13"))
    link(store)
    assert event(store, "r5") == ""
