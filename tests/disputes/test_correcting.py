"""Corrections laid over what was read: each kind, on a real store, and that they outlive reading and linking anew."""

from dataclasses import replace

import pytest
from making import CATALOG, put, reading, report

from dashboard.queries import history as page
from dashboard.queries import opened
from disputes import corrections
from disputes.case import Case
from disputes.correction import Editor
from disputes.corrections.examples import examples
from disputes.history import history, lines
from disputes.linking import load_rules
from disputes.relinking import relink
from disputes.store import Store
from disputes.store.changes import Log, Values
from disputes.types import Reading, Report

BY = Editor("ann", "2026-03-01T09:00:00+00:00", "the court file says so")
AT = iter(range(10_000))


@pytest.fixture
def store(tmp_path):
    """North's letter of the 13th in two articles, its suit of the 20th, and South's letter of the 17th."""
    with Store.open(tmp_path / "disputes.db") as store:
        put(store, 1, report("r1", date="2026-02-13"))
        put(store, 2, report("r2", date="2026-02-13"))
        put(store, 3, report("r3", "lawsuit", date="2026-02-20"))
        put(store, 4, report("r4", actors=("South Studios",), date="2026-02-17"))
        link(store)
        yield store


def later() -> str:
    """The time of the next linking."""
    return f"2026-03-01T09:00:00.{next(AT):04}+00:00"


def link(store: Store):
    return relink(store, CATALOG, load_rules(), CASES, at=later())


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


def test_corrections_come_out_as_annotated_examples(store):
    put(store, 1, report("r1", date="2026-02-13"), report("r6", "statement", actors=("The Paper",)))
    put(store, 2, report("r2", date="2026-02"))
    link(store)
    correct(store, KINDS["set a date"][0])
    correct(store, lambda s: corrections.reject(s, event(s, "r4"), BY))
    first, second, third = examples(store)
    assert [(one["date"], one["reviewed"]) for one in first["events"]] == [("2026-02-14", True), (None, False)]
    assert [one["date"] for one in second["events"]] == ["2026-02"]
    assert (third["id"], third["events"], third["relevant"]) == ("a4", [], False)
    assert all(one["evidence"] in first["text"] for one in first["events"])


@pytest.mark.parametrize(("kind", "articles"), [("merge events", ["a1", "a2", "a4"]), ("split an event", ["a1", "a2"])])
def test_merges_and_splits_come_out_as_clusters(store, kind, articles):
    correct(store, KINDS[kind][0])
    found = list(examples(store))
    assert [one["id"] for one in found] == articles
    assert [one["events"][0]["cluster"] for one in found] == [event(store, f"r{id[1]}") for id in articles]
    assert {(one["events"][0]["reviewed"], one["events"][0]["cluster_reviewed"]) for one in found} == {(False, True)}


def test_parties_that_are_one_come_out_as_one(store):
    put(
        store,
        5,
        report("r5", actors=("South Studios",), date="2026-02-17"),
        report("r6", "statement", date="2026-02-18"),
    )
    link(store)
    correct(store, KINDS["merge parties"][0])
    (found,) = examples(store)
    north = next(one for one in found["parties"] if one["name"] == "North Pictures")
    assert (found["id"], north["aliases"], len(found["parties"])) == ("a5", ["South Studios"], 2)
    assert [one["actors"] for one in found["events"]] == [["North Pictures"], ["North Pictures"]]
