"""Which reports are one step, by tables of two or more."""

from dataclasses import replace

import pytest
from making import CATALOG
from saying import APART, GROUP, MAKEBOT, NORTH, SOUTH, SUIT, say, steps

from disputes.linking import Told, link, load_rules
from disputes.linking.told import told_in
from disputes.types import PartyFound

RULING = {"a": "S.D.N.Y.", "b": "J.P.M.L."}
ONE = [
    ("the same day", [say("a", date="2026-02-13"), say("b", date="2026-02-13")]),
    ("outlets disagree by a day", [say("a", date="2026-02-13"), say("b", date="2026-02-14")]),
    ("a month holds the day", [say("a", date="2026-02-13"), say("b", date="2026-02")]),
    ("a mention without a date", [say("a", date="2026-02-13"), say("b")]),
    ("two mentions without a date", [say("a"), say("b", published="2026-02-25")]),
    ("an alias", [say("a", date="2026-02-13"), say("b", who="North", date="2026-02-13")]),
    ("owner and owned", [say("a", date="2026-02-13"), say("b", who="North Toons", date="2026-02-13")]),
    ("the target left out", [say("a", date="2026-02-13"), say("b", whom=None, date="2026-02-13")]),
    ("one of the plaintiffs", [say("a", SUIT, f"{NORTH}, {SOUTH}", date="2026-02"), say("b", SUIT, SOUTH)]),
    (
        "an appeal told again half a year later",
        [say("a", "appeal", date="2025-08-13"), say("b", "appeal", published="2026-02-13")],
    ),
    ("told again a year later", [say("a", SUIT, date="2025-02-13"), say("b", SUIT, published="2026-02-13")]),
    (
        "one docket number",
        [say("a", SUIT, docket="3:26-cv-00012-ABC"), say("b", SUIT, date="2026-01-07", docket="26-cv-12")],
    ),
    (
        "a settlement seen from both sides",
        [say("a", "settlement"), say("b", "settlement", f"{MAKEBOT}, {NORTH}", None)],
    ),
    (
        "a launch of one tool",
        [say("a", "launch", MAKEBOT, None, tools=("Filmer",)), say("b", "launch", MAKEBOT, None, tools=("Filmer",))],
    ),
    (
        "a person by surname",
        [say("a", SUIT, "Ada Winterbourne", date="2026-02"), say("b", SUIT, "Winterbourne")],
    ),
    (
        "a part of a name and its initials beside the whole",
        [say("a", who="Union of Trade Writers"), say("b", who="Union of Trade Writers, Trade Writers, UTW")],
    ),
    (
        "a suit by the day of its filing, and by that of its first hearing",
        [say("a", SUIT, date="2026-02-06"), say("b", SUIT, whom=None, date="2026-02-10")],
    ),
    (
        "a suit told under the court that it went to",
        [say("a", SUIT, date="2026-02", court="M.D. Tenn."), say("b", SUIT, court="N.D. Cal.")],
    ),
    (
        "of a day's launch one tells the version",
        [
            say("a", "launch", MAKEBOT, None, date="2026-02-13", tools=("Filmer",)),
            say("b", "launch", MAKEBOT, None, date="2026-02-13", tools=("Filmer 2",)),
        ],
    ),
    (
        "an estate, and whose it is",
        [
            say("a", who="estate of the late Ada Winterbourne", date="2026-02"),
            say("b", who="Ada Winterbourne's estate"),
        ],
    ),
    ("a trade group with one of its members", [say("a", who=GROUP), say("b", who=f"{GROUP}, Ada Winterbourne")]),
    (
        "some of the many who signed",
        [
            say("a", "statement", "Ada Lund, Bo Marsh, Cy Nore", date="2026-02-13"),
            say("b", "statement", "Di Oakes, Ed Penn, Cy Nore, Flo Quist", date="2026-02-13"),
        ],
    ),
    ("nobody in particular beside a name", [say("a", SUIT, date="2026-02-13"), say("b", SUIT, whom="AI companies")]),
    ("a word that begins a sentence", [say("a", "settlement", date="2026-02-13"), say("b", "settlement", "Authors")]),
    (
        "a ruling on one of the parties, told in the days after",
        [say("a", "ruling", "S.D.N.Y.", f"{NORTH}, {MAKEBOT}", "2026-02-13"), say("b", "ruling", None, MAKEBOT)],
    ),
    (
        "scheduled, then held",
        [say("a", "hearing", date="2026-03-03", status="scheduled"), say("b", "hearing", date="2026-03-03")],
    ),
]

TWO = [
    ("days apart", [say("a", date="2026-02-13"), say("b", date="2026-02-20")]),
    ("suits more than a week apart", [say("a", SUIT, date="2026-02-06"), say("b", SUIT, date="2026-02-14")]),
    (
        "two versions, launched at times that are not told to the day",
        [
            say("a", "launch", MAKEBOT, None, date="2026-02", tools=("Filmer",)),
            say("b", "launch", MAKEBOT, None, date="2026-02-13", tools=("Filmer 2",)),
        ],
    ),
    (
        "a ruling on one of the parties, weeks later",
        [
            say("a", "ruling", "S.D.N.Y.", f"{NORTH}, {MAKEBOT}", "2026-02-13"),
            say("b", "ruling", None, MAKEBOT, published="2026-02-26"),
        ],
    ),
    (
        "two whose names end with a common noun",
        [say("a", who="Harbour magazine", date="2026-02-13"), say("b", who="Lantern magazine", date="2026-02-13")],
    ),
    (
        "one of a case with others, and one of another case",
        [say("a", SUIT, "Ada Lund and others", date="2026-02"), say("b", SUIT, "Bo Marsh and others", date="2026-02")],
    ),
    (
        "rulings on one party, of which one tells its year alone",
        [
            say("a", "ruling", "S.D.N.Y.", f"{NORTH}, {MAKEBOT}", "2026-01-05"),
            say("b", "ruling", "High Court", MAKEBOT, "2026"),
        ],
    ),
    ("another sender", [say("a", date="2026-02-13"), say("b", who=SOUTH, date="2026-02-13")]),
    ("a trade group and its member", [say("a", date="2026-02-13"), say("b", who=GROUP, date="2026-02-13")]),
    ("another target", [say("a", date="2026-02-13"), say("b", whom="Other AI", date="2026-02-13")]),
    ("another action", [say("a", date="2026-02-13"), say("b", SUIT, date="2026-02-13")]),
    ("a joint letter and one's own", [say("a", who=f"{NORTH}, {SOUTH}", date="2026-02"), say("b", date="2026-02")]),
    ("threatened and happened", [say("a", SUIT, date="2026-02"), say("b", SUIT, status="threatened")]),
    (
        "one sentence, two dates",
        [
            say("a", SUIT, date="2025-06", docket="1:26-cv-12", article_id="x"),
            say("b", SUIT, date="2025-09", docket="1:26-cv-12", article_id="x"),
        ],
    ),
    ("other docket numbers", [say("a", SUIT, docket="1:26-cv-12"), say("b", SUIT, docket="1:26-cv-13")]),
    ("before it happened", [say("a", SUIT, date="2026-03-13"), say("b", SUIT, published="2026-02-01")]),
    (
        "statements weeks apart",
        [say("a", "statement"), say("b", "statement", published="2026-03-20")],
    ),
    (
        "an article that tells two apart",
        [
            say("a", SUIT, article_id="x", date="2026-02"),
            say("b", SUIT, f"{NORTH}, {SOUTH}", article_id="x", date="2026-02"),
        ],
    ),
    (
        "launches of two tools",
        [say("a", "launch", MAKEBOT, None, tools=("Filmer",)), say("b", "launch", MAKEBOT, None, tools=("Writer",))],
    ),
    (
        "courts and days differ",
        [say("a", SUIT, date="2026-02-13", court="D. Del."), say("b", SUIT, date="2026-02-14", court="High Court")],
    ),
    ("courts of two countries", [say("a", SUIT, date="2026-02", court="D. Del."), say("b", SUIT, court="High Court")]),
    (
        "rulings of two courts",
        [say(id, "ruling", court, f"{NORTH}, {MAKEBOT}", "2026-02", court=court) for id, court in RULING.items()],
    ),
    ("settlements with two rights holders", [say("a", "settlement"), say("b", "settlement", SOUTH)]),
]


@pytest.mark.parametrize(("case", "reports"), ONE, ids=[case for case, _ in ONE])
def test_one_step(case, reports):
    assert steps(*reports) == {frozenset("ab")}


@pytest.mark.parametrize(("case", "reports"), TWO, ids=[case for case, _ in TWO])
def test_two_steps(case, reports):
    assert steps(*reports) == {frozenset("a"), frozenset("b")}


def test_a_vague_mention_of_two_letters_stays_one_by_itself():
    letters = [say("a", date="2025-10-01"), say("b", date="2025-12-01"), say("c"), say("d", published="2026-02-21")]
    assert steps(*letters) == {frozenset("a"), frozenset("b"), frozenset("cd")}


def test_of_two_letters_a_vague_mention_means_the_recent_one():
    letters = [say("a", date="2025-10-01"), say("b", date="2026-02-18"), say("c")]
    assert steps(*letters) == {frozenset("a"), frozenset("bc")}


@pytest.mark.parametrize(("times", "expected"), [(3, 4), (2, 3), (1, 1)])
def test_of_two_suits_of_the_same_sides_a_vague_mention_means_the_one_that_most_tell_by_far(times, expected):
    first = [say(f"a{number}", SUIT, date="2024-03-04") for number in range(times)]
    second, vague = say("b", SUIT, date="2025-05-06"), say("c", SUIT, published="2026-02-20")
    (found,) = [step for step in steps(*first, second, vague) if "c" in step]
    assert len(found) == expected


def test_copies_of_a_wire_do_not_make_a_suit_the_one_that_most_tell():
    copies = [replace(say(f"a{number}", SUIT, date="2024-03-04"), story_id="wire") for number in range(5)]
    second, vague = say("b", SUIT, date="2025-05-06"), say("c", SUIT, published="2026-02-20")
    assert frozenset("c") in steps(*copies, second, vague)


def test_days_do_not_chain():
    letters = [
        say(id, "cease_and_desist", date=f"2026-02-{day}") for id, day in zip("abcde", range(11, 20, 2), strict=True)
    ]
    assert max(len(step) for step in steps(*letters)) <= 3


def test_the_better_supported_day_draws_the_other():
    days = {"a": "2026-02-13", "b": "2026-02-13", "c": "2026-02-15", "d": "2026-02-17"}
    assert steps(*(say(id, date=date) for id, date in days.items())) == {frozenset("abc"), frozenset("d")}


def one_sentence(ids: str, article_id: str, date: str, start: int = 0) -> list[Told]:
    """ "Two studios had sent letters by then, and on Tuesday a third did": one date, read for each of them."""
    letters = [
        say(id, who=who, date=date, article_id=article_id, start=start)
        for id, who in zip(ids, (NORTH, SOUTH), strict=True)
    ]
    return list(
        told_in([one.report for one in letters], *("2026-02-20", article_id, article_id), letters[0].parties, ())
    )


def test_a_date_of_another_step_in_the_sentence_may_not_be_its_own():
    letters = [say("a", date="2026-02-13"), *one_sentence("bc", "x", "2026-02-17")]
    (one,) = (event for event in link(letters, CATALOG).events if "a" in event.report_ids)
    assert (set(one.report_ids), one.date) == ({"a", "b"}, "2026-02-13")
    assert [(rival.value, rival.report_ids) for rival in one.rivals] == [("2026-02-17", ("b",))]


def test_a_date_of_several_steps_is_believed_of_those_that_nobody_dates_otherwise():
    assert steps(*one_sentence("bc", "x", "2026-02-17"), say("d", who=SOUTH)) == {frozenset("b"), frozenset("cd")}


def test_a_date_that_two_give_in_words_of_their_own_is_believed():
    twice = [*one_sentence("bc", "x", "2026-02-17"), *one_sentence("de", "y", "2026-02-17", start=5)]
    assert steps(say("a", date="2026-02-13"), *twice) == {frozenset("a"), frozenset("bd"), frozenset("ce")}


def one_article(*suits: Told) -> list[Told]:
    """Suits that one article tells."""
    parties = tuple(party for one in suits for party in one.parties)
    return list(told_in([one.report for one in suits], *("2026-02-20", "x", "x"), parties, ()))


def test_a_case_number_that_an_article_gives_to_two_suits_tells_nothing():
    number = {"docket": "1:26-cv-12", "article_id": "x"}
    both = one_article(say("a", SUIT, **number), say("b", SUIT, SOUTH, "Other AI", **number, start=5))
    others = say("c", SUIT, docket="1:26-cv-12"), say("d", SUIT, SOUTH, "Other AI", docket="1:26-cv-13")
    assert steps(*both, *others) == {frozenset("ac"), frozenset("bd")}


def test_a_suit_and_its_countersuit_have_one_case_number():
    number = {"docket": "1:26-cv-12", "article_id": "x"}
    both = one_article(say("a", SUIT, **number), say("b", SUIT, MAKEBOT, NORTH, **number, start=5))
    assert [one.shares_docket for one in both] == [False, False]


def test_a_statement_is_of_its_sentences_day():
    """Statements are many, so that another day is another step."""
    said = [
        replace(say(id, "statement", date=date), shares_date=True)
        for id, date in (("a", "2026-02-13"), ("b", "2026-02-17"))
    ]
    assert steps(*said) == {frozenset("a"), frozenset("b")}


@pytest.mark.parametrize(
    ("short", "full", "one"),
    [
        ("Kestrel", "Kestrel Pictures", True),
        ("Kestrel", "Kestrel Water Board", False),
        ("Authors", "Authors Alliance", False),
        ("Pictures", "Kestrel Pictures", False),
    ],
)
def test_an_organisation_by_its_one_telling_word(short, full, one):
    letters = [say("a", who=full, date="2026-02"), say("b", who=short)]
    firms = [replace(told, parties=tuple(replace(p, kind="studio") for p in told.parties)) for told in letters]
    assert (len(steps(*firms)) == 1) is one


def test_every_action_of_the_ladder_has_a_rule():
    assert load_rules().by_action.keys() == CATALOG.actions.keys()


def test_what_was_scheduled_and_held_is_one_also_where_its_month_alone_is_told():
    reports = [
        say("a", "hearing", date="2026-03-03", status="scheduled"),
        say("b", "hearing", date="2026-03-03"),
        say("c", "hearing", date="2026-03"),
    ]
    assert steps(*reports) == {frozenset("abc")}


@pytest.mark.parametrize(("kind", "expected"), [("government", {frozenset("ab")}), ("company", APART)])
def test_who_governs_is_named_by_the_place(kind, expected):
    reports = [say(id, "legislation", "UK ministers", None, "2026-02-13") for id in "ab"]
    parties = (PartyFound("UK ministers", (), kind, "neutral"),)
    assert steps(*(replace(one, parties=parties) for one in reports)) == expected


SIX = [f"Studio {number}" for number in range(1, 7)]


@pytest.mark.parametrize("joint", ["2026-02-13", "2026-02-16"], ids=["the same day", "days later"])
def test_a_joint_letter_is_none_of_the_six_that_its_signers_sent_themselves(joint):
    told_twice = {
        **{(own, "2026-02-13"): f"{number}" for number, own in enumerate(SIX)},
        (", ".join(SIX), joint): "j",
    }
    letters = [say(f"{id}{by}", who=who, date=day) for (who, day), id in told_twice.items() for by in "ab"]
    assert steps(*letters) == {frozenset({f"{id}a", f"{id}b"}) for id in told_twice.values()}


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ({"date": "2026-02-13"}, {"date": "2026-02-14"}, "; 1 day apart"),
        ({"date": "2026-02-13"}, {"date": "2026-02-15"}, "; 2 days apart"),
        ({"date": "2026-02-19"}, {}, "; told without a date 1 day after it; no other fits"),
        ({"date": "2026-02-18"}, {}, "; told without a date 2 days after it; no other fits"),
        ({}, {"published": "2026-02-21"}, "; both told without a date, 1 day apart; no other fits"),
    ],
)
def test_how_far_apart_two_reports_are_is_told_in_words(first, second, told):
    (event,) = link([say("a", **first), say("b", **second)], CATALOG).events
    assert event.joined_by == ("the first to tell it", f"the same who act on whom{told}")
