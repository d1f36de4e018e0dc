"""Corrections as records: what is kept with them, what is refused, and that the log only grows."""

import sqlite3

import pytest
from making import article, dispute, event, reading, report, save_links

from disputes import corrections
from disputes.correction import Editor
from disputes.errors import BadCorrection
from disputes.store import Seen, Store

BY = Editor("ann", "2026-03-01T09:00:00+00:00", "the letter went out a day later", "https://court.example/12")


@pytest.fixture
def store(tmp_path):
    """Two disputes: d1 with the events e1 (two reports) and e2, d2 with e3; "Quiet Press" was read, but is in none."""
    with Store.open(tmp_path / "disputes.db") as store:
        for number in range(1, 5):
            one = article(number, f"2026-02-2{number}")
            store.store_page(one, content_hash=str(number), story_id=one.id, seen=Seen(one.url, "s", "stored"))
            actors = ("Quiet Press",) if number == 4 else ("North Pictures",)
            store.save_reading(reading(report(f"r{number}", article_id=one.id, actors=actors), article_id=one.id))
        first = [event("e1", reports=("r1", "r2")), event("e2", reports=("r3",))]
        second = [event("e3", reports=("r4",), dispute_id="d2")]
        save_links(store, [*first, *second], [dispute(*first), dispute(*second, id="d2")])
        yield store


def test_a_correction_keeps_who_when_why_old_and_new_value_and_evidence(store):
    made = corrections.set_field(store, "e1", "date", "2026-02-14", BY)
    (kept,) = store.corrections()
    assert kept == made
    assert (kept.editor, kept.field, kept.old_value, kept.new_value) == (BY, "date", "2026-02-13", "2026-02-14")
    assert [one.report_id for one in kept.of("e1")] == ["r1", "r2"]


def test_a_list_of_names_is_kept_as_a_list(store):
    made = corrections.set_field(store, "e1", "actors", "North Pictures; South Studios", BY)
    assert (made.old_value, made.new_value) == (["North Pictures"], ["North Pictures", "South Studios"])


def test_a_merge_names_what_goes_into_the_first(store):
    made = corrections.merge(store, ["e1", "e3"], BY)
    assert (made.subject, made.new_value) == ("e1", ["e3"])
    assert [one.report_id for one in made.of("e3")] == ["r4"]


def test_an_id_that_was_forwarded_still_works(store):
    both = [event("x", reports=("r1", "r2", "r3"))]
    save_links(store, both, [dispute(*both)])
    assert corrections.reject(store, "e2", BY).subject == store.current_id("e2") != "e2"


def test_an_undo_takes_back_and_can_be_taken_back(store):
    made = corrections.reject(store, "e1", BY)
    back = corrections.undo(store, made.id, BY)
    assert corrections.in_force(store.corrections()) == []
    corrections.undo(store, back.id, BY)
    assert corrections.in_force(store.corrections()) == [made]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda s: corrections.reject(s, "e9", BY), "no event or dispute 'e9'"),
        (lambda s: corrections.merge(s, ["e1"], BY), "two events or two disputes"),
        (lambda s: corrections.merge(s, ["e1", "d2"], BY), "cannot be one"),
        (lambda s: corrections.split(s, "e1", ["r3"], BY), "r3 is no part of event e1"),
        (lambda s: corrections.split(s, "e1", ["r1", "r2"], BY), "some must stay"),
        (lambda s: corrections.assign(s, "d1", "d2", BY), "disputes are merged"),
        (lambda s: corrections.assign(s, "e1", "e2", BY), "e2 is no dispute"),
        (lambda s: corrections.set_field(s, "e1", "colour", "red", BY), "not a field of this event; there are action"),
        (lambda s: corrections.set_field(s, "e1", "date", "2026-02-30", BY), "is no date such as"),
        (lambda s: corrections.set_field(s, "e1", "date", "0206-02-13", BY), "is no date such as"),
        (lambda s: corrections.set_field(s, "d1", "stage", "9", BY), "'9' is no stage of the ladder, 0 to 6"),
        (lambda s: corrections.set_field(s, "d1", "since", None, BY), "since: may not be empty"),
        (lambda s: corrections.set_field(s, "e1", "action", "duel", BY), "is none of launch"),
        (lambda s: corrections.set_field(s, "e1", "amount_usd", "a lot", BY), "no sum in dollars"),
        (lambda s: corrections.set_field(s, "e1", "status", None, BY), "may not be empty"),
        (lambda s: corrections.rename_party(s, "Nobody", "Somebody", BY), "no party 'Nobody'"),
        (lambda s: corrections.rename_party(s, "Makebot", "Makebot", BY), "is called so already"),
        (lambda s: corrections.rename_party(s, "Makebot", "North Pictures", BY), "is another party; `merge-parties`"),
        (lambda s: corrections.rename_party(s, "Makebot", "OpenAI", BY), "'OpenAI' is another party; `merge-parties`"),
        (lambda s: corrections.rename_party(s, "Makebot", "openai inc.", BY), "'openai inc.' is another party"),
        (lambda s: corrections.rename_party(s, "Makebot", "Quiet Press", BY), "'Quiet Press' is another party"),
        (lambda s: corrections.add_alias(s, "Makebot", " ", BY), "the name is empty"),
        (lambda s: corrections.add_alias(s, "Makebot", "Makebot Inc.", BY), "are one name"),
        (lambda s: corrections.merge_parties(s, "Makebot", "Makeboot", BY), "no party 'Makeboot'"),
        (lambda s: corrections.merge_parties(s, "Makebot", "makebot", BY), "no party 'makebot'"),
        (lambda s: corrections.undo(s, "c9", BY), "no correction 'c9'"),
        (lambda s: corrections.confirm(s, "e1", Editor("", "now", "checked")), "who is empty"),
        (lambda s: corrections.confirm(s, "e1", Editor("ann", "now", " ")), "why is empty"),
    ],
)
def test_what_cannot_be_is_refused_in_a_line_and_not_kept(store, wrong, said):
    with pytest.raises(BadCorrection, match=said):
        wrong(store)
    assert store.corrections() == []


def test_parties_are_not_merged_in_a_circle(store):
    corrections.merge_parties(store, "Makebot", "North Pictures", BY)
    with pytest.raises(BadCorrection, match="'Makebot' is 'North Pictures' already, by another correction; undo"):
        corrections.merge_parties(store, "North Pictures", "Makebot", BY)
    with pytest.raises(BadCorrection, match="'Makebot' is 'North Pictures' already"):
        corrections.merge_parties(store, "Makebot", "North Pictures", BY)


def test_a_party_may_become_one_that_only_the_catalog_knows(store):
    assert corrections.merge_parties(store, "Makebot", "OpenAI", BY).new_value == "OpenAI"


def test_a_party_may_be_called_what_means_it_already(store):
    corrections.add_alias(store, "Makebot", "Quiet Press", BY)
    assert corrections.rename_party(store, "Makebot", "Quiet Press", BY).subject == "Makebot"
    assert corrections.rename_party(store, "North Pictures", "North Pictures, Inc.", BY).subject == "North Pictures"


def test_what_is_said_of_a_renamed_party_is_said_of_its_first_name(store):
    corrections.rename_party(store, "Makebot", "Makebot Labs", BY)
    again = corrections.rename_party(store, "Makebot Labs", "Makebot AI", BY)
    assert (again.subject, again.old_value, again.new_value) == ("Makebot", "Makebot Labs", "Makebot AI")
    assert corrections.add_alias(store, "Makebot AI", "MB", BY).subject == "Makebot"


@pytest.mark.parametrize("sql", ["UPDATE corrections SET why = ''", "DELETE FROM corrections"])
def test_the_log_only_grows(store, sql):
    corrections.confirm(store, "e1", BY)
    with pytest.raises(sqlite3.IntegrityError, match="undo it"), store.transaction() as connection:
        connection.execute(sql)
    assert len(store.corrections()) == 1


def test_the_log_is_read_without_joins(store):
    made = corrections.confirm(store, "e1", BY)
    store.save_correction_effects([(made.id, "applied", "confirmed")], at="2026-03-02")
    corrections.reject(store, "e3", BY)
    rows = store.rows("SELECT kind, state, detail, who FROM corrections_log ORDER BY number")
    assert [tuple(row) for row in rows] == [
        ("confirm", "applied", "confirmed", "ann"),
        ("reject", "waiting", "", "ann"),
    ]
