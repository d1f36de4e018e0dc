"""What an event takes from its reports, and which events are one dispute."""

from dataclasses import replace

import pytest
from making import ACTIONS, CATALOG, PARTIES, TOOLS, report, told

from disputes.catalog import Catalog, Publication
from disputes.linking import Linked, Told, link
from disputes.linking.disputes import title
from disputes.types import Event, RivalValue


def say(
    id: str,
    action="cease_and_desist",
    who="North Pictures",
    whom="Makebot",
    date="2026-02-13",
    published="2026-02-20",
    story=None,
    outlet="",
    **more,
) -> Told:
    actors, targets = (tuple(filter(None, (names or "").split(", "))) for names in (who, whom))
    more = {"article_id": f"article-{id}", **more}
    return told(report(id, action, actors, targets, more.pop("tools", ()), date, **more), published, story, outlet)


def one(*reports: Told) -> Event:
    (event,) = link(reports, CATALOG).events
    return event


def titles(*reports: Told) -> set[str]:
    return {dispute.title for dispute in link(reports, CATALOG).disputes}


def test_the_precise_date_wins_over_the_frequent_one():
    event = one(say("a", date="2026-02"), say("b", date="2026-02"), say("c", date="2026-02-13"))
    assert (event.date, event.rivals) == ("2026-02-13", ())


def test_of_precise_dates_the_one_with_more_stories_wins_and_the_other_is_kept():
    copies = [say(id, date="2026-02-14", story="wire") for id in "abc"]
    event = one(*copies, say("d", date="2026-02-13"), say("e", date="2026-02-13"))
    assert event.date == "2026-02-13"
    assert [(rival.field, rival.value, len(rival.report_ids)) for rival in event.rivals] == [("date", "2026-02-14", 3)]
    assert event.source_count == 3


def test_of_values_with_as_many_sources_a_wires_stands():
    known = Catalog(PARTIES, TOOLS, ACTIONS, publications=[Publication("Press Wire", "wire")])
    reports = say("a", date="2026-02-13", outlet="Gazette"), say("b", date="2026-02-14", outlet="Press Wire")
    (event,) = link(reports, known).events
    assert (event.date, [(rival.value, rival.report_ids) for rival in event.rivals]) == (
        "2026-02-14",
        [("2026-02-13", ("a",))],
    )


def test_an_outlet_and_those_who_credit_it_are_one_source():
    reports = [
        say("a", outlet="Gazette"),
        say("b", credited_to="Gazette"),
        say("c", credited_to="Radio"),
        say("d", credited_to="Radio"),
    ]
    assert one(*reports).source_count == 2


def test_independent_sources_make_it_surer():
    alone, both = one(say("a", confidence=0.8)), one(say("a", confidence=0.8), say("b", confidence=0.5))
    assert (alone.confidence, both.confidence) == (0.8, 0.9)
    assert one(say("a", confidence=0.8, story="w"), say("b", confidence=0.5, story="w")).confidence == 0.8


def test_a_name_that_few_give_is_left_out():
    suit = [say(id, "lawsuit") for id in "abc"]
    event = one(*suit, say("d", "lawsuit", "North Pictures, The Paper"))
    assert event.actors == ("North Pictures",)


def test_names_are_the_catalogs():
    event = one(say("a", who="North", whom="Makebot Inc."), say("b"))
    assert (event.actors, event.targets) == (("North Pictures",), ("Makebot",))


def test_who_else_is_said_to_have_won_a_ruling_is_kept():
    said = {"a": "up", "b": "down", "c": "down", "d": None}
    rulings = [say(id, "ruling", None, "North Pictures, Makebot") for id in said]
    event = one(*(replace(r, report=replace(r.report, direction=said[r.report.id])) for r in rulings))
    assert (event.direction, event.rivals) == ("down", (RivalValue("direction", "up", ("a",)),))


def test_a_docket_written_otherwise_is_no_rival():
    event = one(say("a", "lawsuit", docket="3:26-cv-00012-ABC"), say("b", "lawsuit", docket="26-cv-12"))
    assert event.rivals == ()


def test_the_quote_is_of_the_report_that_tells_most():
    event = one(say("a", whom=None, date="2026-02"), say("b"))
    assert event.best_report_id == "b"


JOINED = [
    ("the climb", [say("a", "statement", date="2026-02-01"), say("b"), say("c", "lawsuit", date="2026-03-01")]),
    ("the reply", [say("a"), say("b", "response", "Makebot", "North Pictures")]),
    ("the next version", [say("a", tools=("Filmer",)), say("b", "lawsuit", tools=("Filmer 2.0",))]),
    ("the launch it is about", [say("a", tools=("Filmer",)), say("b", "launch", "Makebot", None, tools=("Filmer",))]),
    ("group and member over one tool", [say("a", tools=("Filmer",)), say("b", who="Film Group", tools=("Filmer",))]),
    (
        "two members through their group",
        [
            say("a", tools=("Filmer",)),
            say("b", who="South Studios", tools=("Filmer",)),
            say("c", "statement", "Film Group", tools=("Filmer",)),
        ],
    ),
    ("a letter that leaves out the tool", [say("a", tools=("Filmer",)), say("b", "lawsuit")]),
    (
        "one case",
        [say("a", "lawsuit", docket="1:26-cv-1"), say("b", "ruling", "High Court", "Makebot", docket="1:26-cv-1")],
    ),
    (
        "parallel suits",
        [say("a", "lawsuit", docket="1:26-cv-1"), say("b", "lawsuit", date="2026-03-13", docket="1:26-cv-2")],
    ),
    ("a settlement", [say("a", "lawsuit"), say("b", "settlement", "Makebot, North Pictures", None)]),
    ("a child of the claimant", [say("a"), say("b", "lawsuit", "North Toons")]),
]

APART = [
    (
        "a number that was misread",
        [say("a", "lawsuit", docket="1:26-cv-1"), say("b", "lawsuit", whom="Other AI", docket="1:26-cv-1")],
    ),
    ("another developer", [say("a"), say("b", whom="Other AI")]),
    ("another rights holder", [say("a", tools=("Filmer",)), say("b", who="The Paper", tools=("Filmer",))]),
    ("another tool", [say("a", tools=("Filmer",)), say("b", "lawsuit", tools=("Writer",))]),
    ("group and member over two tools", [say("a", tools=("Filmer",)), say("b", who="Film Group", tools=("Writer",))]),
    (
        "two members, their group silent",
        [say("a", tools=("Filmer",)), say("b", who="South Studios", tools=("Filmer",))],
    ),
    (
        "one number in two courts",
        [say("a", "lawsuit", docket="1:26-cv-1"), say("b", "lawsuit", "The Paper", "Other AI", docket="1:26-cv-1")],
    ),
]


@pytest.mark.parametrize(("case", "reports"), JOINED, ids=[case for case, _ in JOINED])
def test_one_dispute(case, reports):
    assert len(link(reports, CATALOG).disputes) == 1


@pytest.mark.parametrize(("case", "reports"), APART, ids=[case for case, _ in APART])
def test_two_disputes(case, reports):
    assert len(link(reports, CATALOG).disputes) == 2


def test_a_suit_against_several_joins_the_larger_and_never_makes_two_one():
    suits = [
        say("a", "lawsuit"),
        say("b", "statement"),
        say("c", "statement", whom="Other AI"),
        say("d", "appeal", whom="Makebot, Other AI"),
    ]
    assert sorted(len(dispute.event_ids) for dispute in link(suits, CATALOG).disputes) == [1, 3]


def test_the_title_says_who_against_whom_over_what():
    assert titles(
        say("a", tools=("Filmer",)), say("b", "lawsuit", "North Pictures, South Studios", tools=("Filmer",))
    ) == {"North Pictures and South Studios v. Makebot over Filmer"}


@pytest.mark.parametrize(
    ("whom", "tools", "expected"),
    [
        ("Makebot", ("Filmer", "Rival"), "North Pictures v. Makebot over Filmer"),
        ("Makebot", ("Rival",), "North Pictures v. Makebot"),
        ("Makebot, Other AI", ("Filmer", "Rival"), "North Pictures v. Makebot and Other AI over Filmer and Rival"),
        ("Makebot", ("Makebot Inc.",), "North Pictures v. Makebot"),
        ("Makebot", ("Sketcher",), "North Pictures v. Makebot over Sketcher"),
    ],
)
def test_a_dispute_is_not_called_after_what_another_makes_nor_after_its_respondents_name(whom, tools, expected):
    assert titles(say("a", "lawsuit", whom=whom, tools=tools)) == {expected}


@pytest.mark.parametrize(("whom", "tool"), [("Makebot", "Rival"), ("Other AI", "Filmer")])
def test_a_tool_of_the_respondents_parent_or_child_is_theirs(whom, tool):
    owned = [replace(party, parent="other-ai") if party.id == "makebot" else party for party in PARTIES]
    (dispute,) = link([say("a", "lawsuit", whom=whom, tools=(tool,))], Catalog(owned, TOOLS, ACTIONS)).disputes
    assert dispute.title == f"North Pictures v. {whom} over {tool}"


@pytest.mark.parametrize(
    ("who", "whom", "what", "expected"),
    [
        (["A"], ["B"], ["T"], "A v. B over T"),
        (["A", "C", "D"], ["B"], [], "A, C and D v. B"),
        (["A", "C", "D", "E"], [], [], "A, C and 2 others"),
        (["group of authors", "A", "iC"], ["B"], [], "A and iC v. B"),
        (["group of authors"], ["B"], [], "group of authors v. B"),
        ([], ["B"], ["T"], "B over T"),
        ([], [], [], "Parties not named"),
    ],
)
def test_title(who, whom, what, expected):
    assert title(who, whom, what) == expected


def test_nothing_makes_nothing():
    assert link([], CATALOG) == Linked([], [])


def test_one_sided_steps_years_apart_are_no_dispute():
    """Whether they are of one must not hang on what else was told in other years."""
    near = [say("a", "statement", who=None, date="2026-02-01"), say("b", "launch", "Makebot", None, "2026-03-01")]
    far = say("c", "statement", who=None, date="2024-02-01", published="2024-02-02")
    made = link([*near, far], CATALOG).disputes
    assert sorted(len(dispute.event_ids) for dispute in made) == [1, 2]
