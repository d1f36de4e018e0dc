"""Parties and tools: what each query finds in a store of six disputes, and the map of who stands against whom."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import downloads, network, queries
from dashboard.rows import Pair
from disputes.selection import Selection

pairs = st.builds(
    Pair,
    st.sampled_from("ABCDE"),
    st.sampled_from("ABXYZ"),
    st.integers(1, 9),
    st.integers(0, 9),
    st.integers(0, 6),
    st.just("2026-02-20"),
)


@pytest.mark.parametrize(
    ("words", "side", "found"),
    [("", "", 9), ("", "claimant", 6), ("", "respondent", 3), ("CLAIMANT 3", "", 1), ("nobody", "", 0), ("%", "", 0)],
)
def test_parties_are_found_by_a_part_of_their_name(db: queries.Connection, words: str, side: str, found: int) -> None:
    roles = (side,) if side else queries.parties.SIDES
    assert queries.parties.count_names(db, roles, words) == found
    assert len(queries.parties.parties(db, words, side)) == found


def test_a_party_is_counted_on_each_side(db: queries.Connection) -> None:
    first = queries.parties.parties(db)[0]
    assert (first.name, first.disputes, first.open, first.claims, first.defends) == ("Respondent 2", 2, 1, 0, 2)


@pytest.mark.parametrize("order", queries.parties.ORDERS)
def test_parties_turn_pages_without_loss(db: queries.Connection, order: str) -> None:
    pages = [queries.parties.parties(db, order=order, limit=5, offset=offset) for offset in (0, 5)]
    assert len({row.name for page in pages for row in page}) == 9


def test_tools_know_their_disputes(db: queries.Connection) -> None:
    assert [(row.name, row.disputes) for row in queries.parties.tools(db, "tool 4")] == [("Tool 4", 1)]


def test_whom_it_sues_and_who_sues_it(db: queries.Connection) -> None:
    (suit,) = queries.parties.opponents(db, "Claimant 1", "actor")
    assert (suit.name, suit.role, suit.suits, suit.disputes) == ("Respondent 1", "actor", 1, "d1")
    assert queries.parties.opponents(db, "Claimant 1", "target") == []
    assert [other.name for other in queries.parties.opponents(db, "Respondent 1", "target")] == ["Claimant 1"]


def test_deeds_count_only_what_happened(db: queries.Connection) -> None:
    deeds = queries.parties.deeds(db, "Claimant 1")
    assert sum(deed.did for deed in deeds) == 5
    assert {deed.met for deed in deeds} == {0}


def test_beside_names_who_shares_a_dispute(db: queries.Connection) -> None:
    shared = queries.parties.beside(db, "Respondent 1", ("claimant", "respondent"), "claimant")
    assert [(count.name, count.count) for count in shared] == [("Claimant 1", 1), ("Claimant 4", 1)]


@pytest.mark.parametrize(
    ("filters", "found"), [(Selection(), 6), (Selection(standings=("settled",)), 3), (Selection(claimants=("x",)), 0)]
)
def test_pairs(db: queries.Connection, filters: Selection, found: int) -> None:
    assert len(queries.parties.pairs(db, filters, 50)) == found
    assert len(queries.parties.pairs(db, filters, 2)) == min(found, 2)


@given(st.lists(pairs, min_size=1, max_size=14, unique_by=lambda pair: (pair.claimant, pair.respondent)))
def test_no_two_names_of_a_column_cover_each_other(found: list[Pair]) -> None:
    map = network.mapped(found)
    for column in (0, 1):
        heights = sorted(height for (side, _), height in map.heights.items() if side == column)
        assert all(below - above > 0.99 for above, below in itertools.pairwise(heights))
    assert {name for side, name in map.heights if side == 0} == {pair.claimant for pair in found}
    assert network.mapped(found[::-1]).heights == map.heights


def test_the_map_is_drawn_as_a_picture(stores: dict[str, Path]) -> None:
    with queries.opened(stores["hostile"]) as db:
        found = network.mapped(queries.parties.pairs(db, Selection(), 50))
    assert downloads.svg_of(network.chart(found, legend=True)).startswith(b"<svg")
