"""Which case an event belongs to, by tables; the reference list as it is; captions in running text."""

import json

import pytest
from making import CATALOG, report, told

from disputes.case import Case
from disputes.cases.reference import load_cases
from disputes.errors import ConfigError
from disputes.linking import Linked, Told, link
from disputes.linking.captions import caption_of, captions_in, same_caption

NORTH = Case(
    "north", "reference", "North Pictures v. Makebot, Inc.", "N.D. Cal.", docket="3:26-cv-00012", filed="2026-02-13",
    claimants=("North Pictures",), respondents=("Makebot",), other_dockets=(("26-1234", "9th Cir."),),
    former_captions=("Doe v. Makebot",),
)  # fmt: skip
SOUTH = Case(
    "south", "reference", "South Studios v. Makebot, Inc.", claimants=("South Studios",), respondents=("Makebot",)
)
MDL = Case(
    "mdl", "reference", "In re Makebot Litigation", "S.D.N.Y.", docket="1:26-md-03143", claimants=("Studios (class)",),
    respondents=("Makebot",),
)  # fmt: skip
PAPER = Case(
    "paper", "reference", "The Paper v. Makebot, Inc.", "S.D.N.Y.", docket="1:26-cv-00077",
    claimants=("The Paper Company",), respondents=("Makebot",), relations=(("consolidated_into", "mdl"),),
)  # fmt: skip
CASES = [NORTH, SOUTH, MDL, PAPER]


def say(action="lawsuit", who="North Pictures", whom="Makebot", date=None, id="a", **more) -> Told:
    names = [(name,) if name else () for name in (who, whom)]
    return told(report(id, action, *names, (), date, article_id=f"article-{id}", **more))


def linked(*reports: Told) -> Linked:
    return link(reports, CATALOG, cases=CASES)


TIED = [
    ("by docket", say("ruling", "High Court", docket="26-cv-12"), ("north", "docket")),
    ("by the number of its appeal", say("appeal", docket="No. 26-1234"), ("north", "docket")),
    ("by parties, court and date", say(date="2026-02-12", court="N.D. Cal."), ("north", "parties")),
    ("by parties alone", say(who="South Studios"), ("south", "parties")),
    ("by a member of an umbrella", say("court_filing", "The Paper", docket="1:26-md-03143"), ("paper", "docket")),
    ("by the umbrella itself", say("hearing", "Ada Winterbourne", docket="1:26-md-03143"), ("mdl", "docket")),
    ("by parties, the number another's", say(who="South Studios", docket="1:26-md-03143"), ("mdl", "docket")),
    ("a suit of another year", say(date="2024-05"), ("proposed-", "proposed")),
    ("a suit in another court", say(court="D. Del.", who="South Studios", whom="Other AI"), ("proposed-", "proposed")),
    ("a number with other parties", say(whom="Other AI", docket="3:26-cv-00012"), ("proposed-", "proposed")),
]


@pytest.mark.parametrize(("case", "report", "expected"), TIED, ids=[case for case, _, _ in TIED])
def test_an_event_is_tied_to_its_case(case, report, expected):
    (tie,) = linked(report).ties
    assert tie.case_id.startswith(expected[0])
    assert tie.by == expected[1]


def test_where_reports_disagree_on_the_court_either_may_be_the_cases():
    found = linked(say(date="2026-02-13", court="D. Del."), say(date="2026-02", court="N.D. Cal.", id="b"))
    (event,) = found.events
    assert (event.court, [(one.event_id, one.case_id) for one in found.ties]) == ("D. Del.", [(event.id, "north")])


@pytest.mark.parametrize(
    "report",
    [say("statement"), say("lawsuit", status="threatened", whom="Other AI"), say("lawsuit", "authors", "Other AI")],
)
def test_what_is_no_suit_of_anybody_proposes_no_case(report):
    assert linked(report).proposed == []


def test_a_caption_in_the_words_ties():
    text = "In Doe v. Makebot the court heard both sides, and will decide in summer."
    one = say("hearing", "", "Makebot")
    quoted = Told(
        report("a", "hearing", (), ("Makebot",)).__class__(
            *("a", "article-a", "hearing", (), ("Makebot",), (), None, "happened", None, None, None, 0, len(text), text)
        ),
        *(one.published, one.story_id, one.outlet, one.parties, one.tools),
    )
    assert [(tie.case_id, tie.by) for tie in linked(quoted).ties] == [("north", "caption")]


def test_a_proposed_case_takes_in_what_follows_the_suit():
    suit = say(who="The Paper", whom="Other AI", docket="1:26-cv-9", date="2026-02-13", id="a")
    ruling = say("ruling", "High Court", "Other AI", docket="1:26-cv-9", id="b")
    found = linked(suit, ruling)
    assert [case.caption for case in found.proposed] == ["The Paper v. Other AI"]
    assert len({tie.case_id for tie in found.ties}) == 1
    assert len(found.disputes) == 1


def test_one_case_under_two_numbers_is_one_dispute():
    before, after = say(docket="3:26-cv-00012", id="a"), say("ruling", "9th Cir.", docket="26-1234", id="b")
    assert len(linked(before, after).disputes) == 1


def test_an_umbrella_does_not_make_the_disputes_of_its_members_one():
    suits = [
        say("court_filing", who, docket="1:26-md-03143", id=id)
        for id, who in (("a", "The Paper"), ("b", "North Pictures"))
    ]
    assert len(linked(*suits).disputes) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("So the court decided in Lehrman v. Lovo (No. 1:24-cv-03770).", [("lehrman", "lovo")]),
        ("The New York Times Company v. Microsoft Corporation is older.", [("new york times", "microsoft")]),
        ("In Getty Images v Stability AI the judge", [("getty images", "stability ai")]),
        ("Nobody versus anybody; the tv. Show", []),
    ],
)
def test_captions_in_text(text, expected):
    assert captions_in(text) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Lehrman v. Lovo", "Lehrman v. Lovo, Inc.", True),
        ("Disney v. Midjourney", "Disney Enterprises, Inc. v. Midjourney, Inc.", True),
        ("Disney v. MiniMax", "Disney Enterprises, Inc. v. Midjourney, Inc.", False),
        ("Doe v. OpenAI", "Doe v. GitHub, Inc.", False),
        ("The v. Of", "The v. Of", False),
    ],
)
def test_same_caption(one, other, same):
    first, second = caption_of(one), caption_of(other)
    assert (first is not None and second is not None and same_caption(first, second)) == same


def test_the_reference_cases_are_all_there_with_their_sources():
    cases = load_cases()
    assert len(cases) == 151
    assert all(case.sources and case.origin == "reference" for case in cases)
    assert sum("its only source" in case.unconfirmed for case in cases) == 64
    assert sum("cannot be named" in case.unconfirmed for case in cases) == 6
    mdl = next(case for case in cases if case.docket == "1:25-md-03143")
    assert sum(("consolidated_into", mdl.id) in case.relations for case in cases) >= 15


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"status": "over"}, "status is 'over'"),
        ({"sources": []}, "sources is missing"),
        ({"colour": "red"}, "unknown field 'colour'"),
        ({"filed": "soon"}, "filed is 'soon'"),
        ({"claimants": "North"}, "claimants: expected a list"),
        ({"relations": [["consolidated_into", "nobody"]]}, "no other case 'nobody'"),
        ({"relations": [["eats", "x"]]}, "relations: 'eats'"),
        ({"other_dockets": ["1"]}, "other_dockets: expected a list of pairs"),
    ],
)
def test_a_wrong_case_is_named(tmp_path, change, said):
    right = {
        "id": "x", "caption": "A v. B", "status": "pending", "claimants": ["A"], "respondents": ["B"], "sources": ["u"],
    }  # fmt: skip
    path = tmp_path / "cases.jsonl"
    path.write_text(json.dumps(right | change) + "\n")
    with pytest.raises(ConfigError, match=r"cases\.jsonl.*" + said.replace("[", r"\[")):
        load_cases(path)
