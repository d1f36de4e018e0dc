"""Which names are misspellings of which, and what that makes of reports."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import CATALOG
from saying import APART, SUIT, say, steps

from disputes.catalog import Catalog, Party
from disputes.linking import Told
from disputes.linking.names import Names, Written
from disputes.linking.spelling import misspelt

FAMOUS = Catalog([Party("sarah-winterbourne", "Sarah Winterbourne", "individual", "claimant")], [], [])
SLIPS = [
    ("a letter left out", "ada wintrbourne", "ada winterbourne"),
    ("a letter put in", "adam winterrbourne", "adam winterbourne"),
    ("a letter for another", "carla winterbourne", "karla winterbourne"),
    ("two that changed places", "ada winterborune", "ada winterbourne"),
    ("at the end", "sara winterbourne", "sarah winterbourne"),
]
NONE = [
    ("two letters", "ada wintarburne", "ada winterbourne"),
    ("two words", "bda wintrbourne", "ada winterbourne"),
    ("a short word", "ada kim", "ada kin"),
    ("a name of one word", "wintrbourne", "winterbourne"),
    ("a word more", "ada b winterbourne", "ada winterbourne"),
    ("figures", "studio 12345", "studio 12346"),
]


@pytest.mark.parametrize(("case", "slip", "right"), SLIPS, ids=[case for case, *_ in SLIPS])
def test_a_name_one_letter_from_a_known_one_is_that(case, slip, right):
    assert misspelt({slip}, {right}) == {slip: right}


@pytest.mark.parametrize(("case", "one", "other"), NONE, ids=[case for case, *_ in NONE])
def test_what_differs_otherwise_is_another_name(case, one, other):
    assert misspelt({one}, {other}) == misspelt({one, other}, ()) == {}


def test_a_name_near_to_two_is_neither():
    assert misspelt({"ada marsh"}, {"ada marks", "ada harsh", "ada march"}) == {}
    assert misspelt({"ada marsh", "ada harsh", "ada warsh"}, ()) == {}


def test_of_a_crowd_of_made_up_names_each_is_near_to_several():
    crowd = [f"ada winter{chr(0x4E00 + number)}" for number in range(4_000)]
    assert misspelt([*crowd, "karla ortiz", "carla ortiz"], ()) == {"carla ortiz": "karla ortiz"}


def test_two_known_names_stay_two():
    assert misspelt((), {"ada marsh", "ada march"}) == {}


def test_of_several_spellings_those_that_are_near_to_one_alone_are_that():
    names = {"ada winterbourne", "ada winterborne", "ada winterbourme"}
    assert misspelt(names, ()) == {
        "ada winterborne": "ada winterbourne",
        "ada winterbourme": "ada winterbourne",
    }


@given(st.sets(st.text("abc", min_size=4, max_size=6).map("ada {}".format), max_size=8), st.data())
def test_no_misspelling_is_one_of_a_misspelling_and_none_of_what_it_is_not_near(names, data):
    settled = data.draw(st.sets(st.sampled_from(sorted(names)))) if names else set()
    found = misspelt(names - settled, settled)
    assert found.keys().isdisjoint((*found.values(), *settled))
    assert all(abs(len(slip) - len(right)) <= 1 and slip != right for slip, right in found.items())


def of_kind(kind: str, *reports: Told) -> list[Told]:
    return [replace(one, parties=tuple(replace(party, kind=kind) for party in one.parties)) for one in reports]


@pytest.mark.parametrize(
    ("kind", "together"), [("individual", True), ("studio", False)], ids=["people", "organisations that nobody lists"]
)
def test_a_suit_of_one_who_is_misspelt_is_one(kind, together):
    suits = say("a", SUIT, "Sarah Winterbourne", date="2026-02"), say("b", SUIT, "Sara Winterbourne")
    assert (len(steps(*of_kind(kind, *suits))) == 1) is together


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Maria Winterbourne", "Mario Winterbourne"),
        ("Paul Winterbourne", "Paula Winterbourne"),
        ("Christian Winterbourne", "Christina Winterbourne"),
    ],
)
def test_a_man_and_a_woman_of_one_surname_are_two(one, other):
    suits = say("a", SUIT, one, date="2026-02"), say("b", SUIT, other, date="2026-02")
    assert steps(*of_kind("individual", *suits)) == APART


def test_a_misspelt_person_of_the_catalog_is_that_though_no_article_spells_the_name_right():
    names = Names(FAMOUS, Written(frozenset({("Sara Winterbourne", "individual", None, ())}), frozenset()))
    assert names.party_named("Sara Winterbourne") == "sarah-winterbourne"


def test_a_right_name_that_an_article_uses_beside_the_misspelt_one_is_still_right():
    both = ("Sara Winterbourne", "individual", None, ("Sarah Winterbourne",))
    right = ("Sarah Winterbourne", "individual", None, ())
    names = Names(CATALOG, Written(frozenset({both, right}), frozenset()))
    assert names.party_named("Sara Winterbourne") == names.party_named("Sarah Winterbourne")


def test_a_misspelt_organisation_of_the_catalog_is_that():
    suits = say("a", SUIT, date="2026-02"), say("b", SUIT, "Nort Pictures")
    assert steps(*of_kind("studio", *suits)) == {frozenset("ab")}


def test_a_surname_is_of_the_one_who_is_spelt_in_two_ways():
    names = "Ada Winterbourne", "Ada Winterborne", "Winterbourne"
    for said in permutations(zip("abc", names, strict=True)):
        assert len(steps(*(say(id, SUIT, who, date="2026-02") for id, who in said))) == 1
