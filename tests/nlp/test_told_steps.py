"""Mentions -> steps: one step is one report however often it is told, two are two, gaps are filled from the text."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from disputes.types import Reading
from nlp import completing
from nlp.steps import finish

SUED = "Marlow Books sued Fennec AI on Monday in federal court in Manhattan over its chatbot."


def actions(reading: Reading) -> list[str]:
    return [report.action for report in reading.reports]


@pytest.mark.parametrize(
    "again",
    [
        "The lawsuit says that the chatbot was trained on pirated books.",
        "Marlow Books's lawsuit seeks damages.",
        "The complaint was filed on Monday.",
        "Marlow Books sued after its letters were ignored.",
        "In suing Fennec AI, the publisher seeks damages.",
        "The suit against Fennec AI is the publisher's first.",
    ],
)
def test_told_twice_is_one_step(again: str, tell: Callable[..., Reading]) -> None:
    assert actions(tell(f"{SUED} {again}")).count("lawsuit") == 1


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Odalys Merrin sued Fennec AI in May", ["lawsuit"]),
        ("Odalys Merrin sued Fennec AI in May.", ["lawsuit", "lawsuit"]),
        ("Odalys Merrin, whose novels the chatbot knows by heart, sued Fennec AI in May", ["lawsuit", "lawsuit"]),
    ],
)
def test_what_a_heading_alone_tells_is_no_step(line: str, found: list[str], tell: Callable[..., Reading]) -> None:
    assert actions(tell(f"{SUED}\n{line}\nNeither side would comment.")) == found


@pytest.mark.parametrize(
    "line", ["- Calder Books sued Anthropic over Claude", "May 6: Calder Books sues Anthropic over Claude"]
)
def test_what_a_point_of_a_list_or_a_line_of_a_chronicle_tells_is_a_step(
    line: str, tell: Callable[..., Reading]
) -> None:
    text = f"The week in AI and copyright was full of suits over books that train chatbots.\n{line}\nMore is to come."
    assert actions(tell(text)) == ["lawsuit"]


@pytest.mark.parametrize(
    "other",
    [
        "Odalys Merrin sued Fennec AI in May.",
        "In May, Marlow Books sued Hexaloom AI over another chatbot.",
        "A similar suit against Fennec AI was filed by Odalys Merrin in May.",
    ],
)
def test_other_parties_are_another_step(other: str, tell: Callable[..., Reading]) -> None:
    assert actions(tell(f"{SUED} {other}")).count("lawsuit") == 2


@pytest.mark.parametrize(
    ("later", "action", "actors", "targets"),
    [
        ("The company moved to dismiss the case on Wednesday.", "court_filing", "Fennec AI", "Marlow Books"),
        ("Fennec AI denied the allegations.", "response", "Fennec AI", "Marlow Books"),
        ("The publisher dropped the lawsuit on Wednesday.", "dismissal", "Marlow Books", "Fennec AI"),
    ],
)
def test_the_other_side_comes_from_the_case(
    later: str, action: str, actors: str, targets: str, tell: Callable[..., Reading]
) -> None:
    reading = tell(f"{SUED} {later}")
    found = [(report.actors, report.targets) for report in reading.reports if report.action == action]
    assert found == [((actors,), (targets,))]


@pytest.mark.parametrize(
    "later",
    [
        "The two settled on Wednesday.",
        "On Wednesday, Fennec AI agreed to settle the case.",
    ],
)
def test_settlement_has_both_sides_and_no_target(later: str, tell: Callable[..., Reading]) -> None:
    (found,) = [report for report in tell(f"{SUED} {later}").reports if report.action == "settlement"]
    assert (set(found.actors), found.targets) == ({"Marlow Books", "Fennec AI"}, ())


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Marlow Books sued Fennec AI on Monday over its chatbot.", "happened"),
        ("Marlow Books sued Fennec AI on Monday.", "happened"),
        ("Marlow Books will sue Fennec AI over its chatbot next week, its lawyer said.", None),
        ("Marlow Books could sue Fennec AI over its chatbot.", None),
        ("Marlow Books has not sued Fennec AI.", None),
    ],
)
def test_status_of_suits(sentence: str, status: str | None, tell: Callable[..., Reading]) -> None:
    assert [report.status for report in tell(sentence).reports if report.action == "lawsuit"] == [status] * bool(status)


@pytest.mark.parametrize(
    "sentence",
    [
        "Marlow Books will sue Fennec AI by the end of May over the training of its chatbot.",
        "Marlow Books is preparing a copyright lawsuit against Fennec AI over its chatbot, it said on Monday.",
    ],
)
def test_a_threat_of_the_future_is_made(sentence: str, tell: Callable[..., Reading]) -> None:
    assert [(report.action, report.status) for report in tell(sentence).reports] == [("legal_threat", "happened")]


def test_a_launch_alone_is_no_dispute(tell: Callable[..., Reading]) -> None:
    reading = tell("OpenAI released Sora 2 on Tuesday.")
    assert (reading.relevant, reading.reports) == (False, ())


def test_a_launch_that_the_dispute_is_over_is_told(tell: Callable[..., Reading]) -> None:
    reading = tell(
        "ByteDance launched Seedance 2.0 in May. Disney sent ByteDance a cease-and-desist letter over Seedance 2.0."
    )
    assert actions(reading) == ["launch", "cease_and_desist"]


@pytest.mark.parametrize(
    ("text", "bench"),
    [
        (
            "Brightmark sued Lumo, the maker of an AI image generator, in London in 2024. The judge, Ada Quill, ruled "
            "in December that Lumo had infringed the photographs. Lumo asked her for leave to go to the Court of "
            "Appeal, which she refused.",
            "Ada Quill",
        ),
        (
            "Kestrel Media wants the Second Circuit to bring back its case against Gistly, an AI app. The publisher "
            "lost in the Southern District of New York last March. Facts are free, wrote Judge Ambrose Tillery at the "
            "time, and he threw the complaint out before Gistly had answered it.",
            "Southern District of New York",
        ),
        (
            "Anders Holm, a photographer, sued Glance Labs over its AI image generator in 2023. A district judge threw "
            "the suit out in October 2024. The case returns to the District of Massachusetts after the First Circuit "
            "heard him.",
            "District of Massachusetts",
        ),
        (
            "The Delhi High Court ordered Lumo on Wednesday to stop its AI tool from using the voice of the actor Anil "
            "Kapoor. A similar order against the AI company Vocalis came from the High Court in May in a case of the "
            "actor Amitabh Bachchan.",
            "Delhi High Court",
        ),
        (
            "Marrow Press v. Lumo Labs, 1:25-cv-07731 (S.D.N.Y.). Judge Teodora Marsh on Tuesday ordered Lumo Labs to "
            "hand over the logs of its AI chatbot.\n\nOde v. Cadenza Systems, 5:25-cv-08814 (N.D. Cal.). The composer "
            "Leo Ode filed an amended complaint over the AI music generator of Cadenza Systems on Monday.",
            "S.D.N.Y.",
        ),
    ],
    ids=[
        "judge, appealed from",
        "judge of a court named before",
        "judge without name",
        "court called shortly",
        "docket of several courts",
    ],
)
def test_who_decided(text: str, bench: str, tell: Callable[..., Reading]) -> None:
    rulings = [report.actors for report in tell(text).reports if report.action == "ruling"]
    assert rulings
    assert {actor for actors in rulings for actor in actors} == {bench}


PIECES = st.sampled_from(
    [
        SUED,
        "It settled.",
        "The judge",
        "dismissed the suit",
        "“",
        "”",
        "\n\n",
        "v.",
        "Disney’s",
        "on Friday",
        "not",
        "$5 million",
        "said",
    ]
)


@given(st.lists(PIECES, max_size=12).map(" ".join), st.sampled_from(["2025", "2025-06", "2025-06-12"]))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_always_holds(tell: Callable[..., Reading], text: str, published: str) -> None:
    """Quotes are verbatim, names are the reading's own, nobody is on both sides, nothing happened after publication."""
    reading = tell(text, published)
    names = {party.name for party in reading.parties}
    tools = {tool.name for tool in reading.tools}
    for report in reading.reports:
        assert text[report.start : report.end] == report.quote != ""
        assert names >= {*report.actors, *report.targets}
        assert tools >= {*report.tools}
        assert not {*report.actors} & {*report.targets}
        if report.status == "happened" and report.date:
            assert report.date[: len(published)] <= published
    for mention in reading.mentions:
        assert text[mention.start : mention.end].strip() != ""
    assert reading == tell(text, published)


def test_deals_of_one_developer_with_several_are_several(tell: Callable[..., Reading]) -> None:
    """The developer is a party to both: that makes them no one deal."""
    reading = tell(
        "Udio has struck a licensing agreement with Warner Music, the company said on Wednesday. "
        "In October, Udio and Universal Music announced a licensing deal of their own. "
        "Separately, Warner Music announced a licensing deal with Stability AI."
    )
    deals = [set(report.actors) for report in reading.reports if report.action == "licensing_deal"]
    assert {"Udio", "Warner Music"} in deals and {"Stability AI", "Warner Music"} in deals
    assert {"Udio", "Universal Music"} in deals


@pytest.mark.parametrize(
    "later",
    [
        "It was lodged on Monday with the federal court in Manhattan under number 1:25-cv-04417.",
        "Its complaint, from Monday, has the number 1:25-cv-04417.",
        "The complaint, received on Monday by the federal court in Manhattan, has the number 1:25-cv-04417.",
    ],
)
def test_a_sentence_that_names_nobody_tells_more_of_the_step_before_it(
    later: str, tell: Callable[..., Reading]
) -> None:
    reading = tell(f"Marlow Books has brought a copyright suit against Fennec AI over its chatbot. {later}")
    (suit,) = [report for report in reading.reports if report.action == "lawsuit"]
    assert (suit.date, suit.docket) == ("2025-06-09", "1:25-cv-04417")


def test_a_sentence_that_names_nobody_tells_no_step_of_its_own(tell: Callable[..., Reading]) -> None:
    reading = tell("It was lodged on Monday with the federal court in Manhattan under number 1:25-cv-04417.")
    assert actions(reading) == []


@pytest.mark.parametrize(
    ("where", "date", "suits"),
    [("over its chatbot", None, 1), ("over its chatbot", "2025-01-20", 2), ("in the UK", None, 2)],
)
def test_suits_of_the_same_against_the_same_are_one_unless_days_or_places_differ(
    where: str, date: str | None, suits: int, parse: Callable[..., Doc]
) -> None:
    sued = "Marlow Books sued Fennec AI in federal court in Delaware in February."
    doc = parse(f"{sued} Marlow Books has sued Fennec AI {where}.")
    (suit,) = [step for step in doc._.steps if step.action == "lawsuit"]
    first, *rest = suit.mentions
    parted = [replace(suit, mentions=[first], date="2025-02"), replace(suit, mentions=rest, date=date)]
    found = finish(parted, doc._.facts)
    assert len(found) == suits and found[0].date == "2025-02"


def test_as_many_steps_as_are_counted_and_dated(tell: Callable[..., Reading]) -> None:
    reading = tell(
        "The U.S. Copyright Office published its report on AI training on Friday. Its two earlier reports appeared in "
        "July 2024, on digital replicas, and in January 2025, on the protection of what AI makes."
    )
    dates = [report.date for report in reading.reports if report.action == "regulatory_action"]
    assert dates == ["2025-06-06", "2024-07", "2025-01"]


def test_what_is_counted_may_be_people(tell: Callable[..., Reading]) -> None:
    reading = tell("Marlow Books sued Fennec AI over its chatbot in 2024 and the two settled in May 2025.")
    assert [report.date for report in reading.reports if report.action == "settlement"] == ["2025-05"]


def test_what_is_done_in_a_dispute_is_over_the_tools_of_its_suit(parse: Callable[..., Doc]) -> None:
    doc = parse(
        "Marlow Books sued Fennec AI over its chatbot Quill. A judge in Chicago dismissed the claims of Marlow Books "
        "against Fennec AI in May."
    )
    suit, ruling = (next(step for step in doc._.steps if step.action == action) for action in ("lawsuit", "ruling"))
    assert [tool.name for tool in suit.tools] == ["Quill"]
    ruling.tools = []
    stranger = replace(ruling, actors=[], targets=suit.targets)
    completing.share_tools([suit, ruling, stranger])
    assert (ruling.tools, stranger.tools) == (suit.tools, [])
