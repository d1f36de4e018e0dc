"""Which known case a report of a suit means, and what that makes of two reports."""

from dataclasses import replace

import pytest
from making import CATALOG, report, told

from disputes.case import Case
from disputes.linking import Told, link, load_rules
from disputes.linking.told import told_in

FIRST = Case(
    "first", "reference", "North Pictures v. Makebot, Inc.", "N.D. Cal.", docket="3:23-cv-00012", filed="2023-10-18",
    claimants=("North Pictures",), respondents=("Makebot",),
)  # fmt: skip
SECOND = replace(FIRST, id="second", docket="3:26-cv-00345", filed="2026-02-09")
ABROAD = replace(FIRST, id="abroad", court="High Court", docket=None, filed="2023-01-16")


def say(id: str, date=None, published="2026-02-11", who="North Pictures", **more) -> Told:
    more = {"article_id": f"article-{id}", **more}
    return told(report(id, "lawsuit", (who,), ("Makebot",), (), date, **more), published)


def steps(*reports: Told, cases=(FIRST, SECOND)) -> set[frozenset[str]]:
    return {frozenset(event.report_ids) for event in link(reports, CATALOG, cases=cases).events}


APART = {frozenset("a"), frozenset("b")}
TOGETHER = {frozenset("ab")}
CASES = [
    ("the new suit, told without a date", say("a", "2023-10"), say("b"), APART),
    ("the first one, while there was no other", say("a", "2023-10-18"), say("b", published="2024-05-01"), TOGETHER),
    (
        "days that differ by more than outlets' do, of one case",
        say("a", "2026-02-09"),
        say("b", "2026-02-14"),
        TOGETHER,
    ),
    ("by number", say("a", docket="3:23-cv-00012"), say("b", docket="3:26-cv-00345"), APART),
    ("by number, dated otherwise", say("a", "2023-10", docket="3:23-cv-00012"), say("b", "2023"), TOGETHER),
    ("years later, of neither in particular", say("a", "2023-10"), say("b", published="2026-08-01"), TOGETHER),
]


@pytest.mark.parametrize(("case", "one", "other", "expected"), CASES, ids=[case for case, *_ in CASES])
def test_known_cases_tell_suits_of_the_same_sides_apart(case, one, other, expected):
    assert steps(one, other) == expected
    assert steps(other, one) == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [("2026", TOGETHER), ("2026-01", TOGETHER), ("2025", TOGETHER), ("2026-02", APART), ("2024", APART)],
)
def test_a_month_or_a_year_may_be_missed_by_days(date, expected):
    """The New York Times sued on 27 December 2023, "in 2024" as a report of 2025 has it."""
    late = replace(FIRST, filed="2025-12-27")
    assert steps(say("a", "2025-12-27"), say("b", date), cases=(late,)) == expected


def test_without_a_list_the_undated_suit_is_the_only_one_told():
    assert steps(say("a", "2023-10"), say("b"), cases=()) == TOGETHER


def test_a_suit_before_a_federal_court_is_none_abroad():
    here, there = (
        say("a", court="N.D. Cal.", published="2024-01-05"),
        say("b", court="High Court", published="2024-01-05"),
    )
    assert steps(here, there, cases=(FIRST, ABROAD)) == APART
    assert "N.D. Cal." in load_rules().federal


def test_an_umbrella_is_nobodys_suit():
    umbrella = replace(FIRST, id="umbrella", docket="1:25-md-03143", filed="2026-02-10")
    assert steps(say("a", "2023-10"), say("b"), cases=(FIRST, umbrella)) == TOGETHER


def test_a_case_of_others_is_none_of_theirs():
    other = replace(FIRST, id="other", claimants=("South Studios",))
    assert steps(say("a", "2023-10"), say("b"), cases=(other,)) == TOGETHER


BOOKS = replace(FIRST, id="books", docket=None, claimants=("Ada Winterbourne",), works="books", filed="2025-03-04")
SONGS = replace(FIRST, id="songs", docket=None, claimants=("Bo Marsh",), works="song lyrics", filed="2025-05-06")
BY_TRADE = [
    ("those who write", "three authors", TOGETHER),
    ("those who begin a sentence", "Authors", TOGETHER),
    ("those who write songs", "songwriters", APART),
    ("those of whom nothing is said", "several plaintiffs", APART),
]


@pytest.mark.parametrize(("case", "who", "expected"), BY_TRADE, ids=[case for case, *_ in BY_TRADE])
def test_claimants_without_a_name_are_those_who_sue_over_what_they_make(case, who, expected):
    named, nameless = say("a", "2025-03-04", who="Ada Winterbourne"), say("b", who=who)
    song = say("c", "2025-05-06", who="Bo Marsh")
    found = steps(named, nameless, song, cases=(BOOKS, SONGS))
    assert any({"a", "b"} <= step for step in found) == (expected == TOGETHER)


def test_an_owner_sues_where_the_list_has_whom_it_owns():
    owned = replace(FIRST, claimants=("North Toons",))
    assert steps(say("a", docket="3:23-cv-00012"), say("b", "2023-10"), cases=(owned, SECOND)) == TOGETHER


def in_one_article(*suits: Told, published="2026-02-11") -> list[Told]:
    parties = tuple({party.name: party for one in suits for party in one.parties}.values())
    return list(told_in([one.report for one in suits], *(published, "x", "x"), parties, ()))


@pytest.mark.parametrize(
    ("background", "expected"),
    [
        ({"who": "Authors"}, {"b", "old"}),  # who write, but are not those of the new suit, which has its own sentence
        ({"who": "North Pictures"}, {"b", "old"}),
        ({"who": "North Pictures", "start": 5}, {"b", "new"}),  # told twice in one sentence, and read as two
    ],
)
def test_of_two_suits_that_an_article_tells_one_is_none_that_the_other_must_be(background, expected):
    """An article on a new suit tells of an older one too: undated, and days after the new one was filed."""
    cases = [replace(one, docket=None, works="books") for one in (FIRST, SECOND)]
    new = say("new", "2026-02-09", published="2026-02-10")
    once = {"article_id": "x", "start": 60}
    pair = in_one_article(say("a", "2026-02-09", article_id="x"), say("b", **{**once, **background}))
    found = steps(say("old", "2023-10-18"), new, *pair, cases=cases)
    assert any(expected <= step for step in found)


def test_an_undated_suit_of_the_days_after_a_filing_is_the_new_one():
    assert any({"b", "new"} <= step for step in steps(say("new", "2026-02-09"), say("old", "2023-10-18"), say("b")))


def rule(id: str, who, whom, date=None, **more) -> Told:
    more = {"article_id": f"article-{id}", **more}
    return told(report(id, "ruling", (who,) if who else (), whom, (), date, **more), "2026-02-20")


def test_a_ruling_in_one_case_is_none_in_another():
    south = replace(FIRST, id="south", docket=None, claimants=("South Studios",))
    one = rule("a", "N.D. Cal.", ("North Pictures", "Makebot"), "2026-02-13")
    other = rule("b", "N.D. Cal.", ("South Studios", "Makebot"), "2026-02-13")
    third = rule("c", None, ("three studios", "North Pictures", "Makebot"))
    assert steps(one, other, third, cases=(FIRST, south)) == {frozenset("ac"), frozenset("b")}


def test_a_filing_of_one_side_is_none_of_the_other():
    ours, theirs = (
        told(report(id, "court_filing", (who,), (whom,), (), "2026-02-13", article_id=f"article-{id}"), "2026-02-14")
        for id, who, whom in (("a", "North Pictures", "Makebot"), ("b", "Makebot", "North Pictures"))
    )
    assert steps(ours, theirs, cases=(FIRST,)) == APART


def test_what_claimants_make_is_told_by_a_noun_and_its_plural():
    rules = load_rules()
    assert rules.made_by("authors") == rules.made_by("Author") == ("book",)
    assert "news" in rules.made_by("news") and rules.made_by("plaintiffs") == ()
