"""Courts and docket numbers of several steps that one sentence tells, through the whole reading."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from spacy.tokens import Doc

from disputes.types import Reading
from nlp import venues

IN_TURN = [
    (
        "Universal Music is suing Suno in Boston and Udio in Manhattan for training AI models on its recordings.",
        {"Suno": "D. Mass.", "Udio": "S.D.N.Y."},
    ),
    (
        "The record labels sued Suno in federal court in Massachusetts and Udio in New York over songs that their AI "
        "models learned from.",
        {"Suno": "D. Mass.", "Udio": "S.D.N.Y."},
    ),
    (
        "The publisher Marlow Books sued Fennec AI in Chicago and Quillon Labs in San Francisco over novels that "
        "trained their chatbots.",
        {"Fennec AI": "N.D. Ill.", "Quillon Labs": "N.D. Cal."},
    ),
    pytest.param(
        "In Boston and Manhattan Universal Music is suing Suno and Udio for training AI models on its recordings.",
        {"Suno": None, "Udio": None},
        marks=pytest.mark.xfail(strict=True, reason="places not in turn with the names: both get the first's court"),
    ),
]


def courts(reading: Reading, action: str) -> dict[str, str | None]:
    """The court of each step of a kind, by its target."""
    return {report.targets[0]: report.court for report in reading.reports if report.action == action}


@pytest.mark.parametrize(("sentence", "found"), IN_TURN)
def test_each_suit_of_a_sentence_has_its_own_court(
    sentence: str, found: dict[str, str], tell: Callable[..., Reading]
) -> None:
    assert courts(tell(sentence), "lawsuit") == found


def test_each_suit_of_a_sentence_has_its_own_number(tell: Callable[..., Reading]) -> None:
    told = tell(
        "Universal Music is suing Suno (No. 1:24-cv-11611) and Udio (No. 1:24-cv-04777) for training AI models on its "
        "recordings."
    )
    found = {report.targets[0]: report.docket for report in told.reports}
    assert found == {"Suno": "1:24-cv-11611", "Udio": "1:24-cv-04777"}


def test_a_court_of_appeals_beside_is_not_where_the_ruling_or_the_suit_is(tell: Callable[..., Reading]) -> None:
    told = tell(
        "Marlow Books took to the Third Circuit a ruling in which the District of Delaware held that Fennec AI's "
        "training on its novels was fair use."
    )
    found = {report.action: report.court for report in told.reports}
    assert (found["appeal"], found["ruling"]) == ("3d Cir.", "D. Del.")
    assert found.get("lawsuit") in {None, "D. Del."}


def test_an_appeal_goes_to_the_court_that_hears_appeals(tell: Callable[..., Reading]) -> None:
    told = tell(
        "Fennec AI appealed the verdict of the Southern District of New York in favour of Marlow Books over its "
        "chatbot to the Second Circuit in December."
    )
    assert [report.court for report in told.reports if report.action == "appeal"] == ["2d Cir."]


def test_a_ruling_is_of_the_court_that_gives_it(tell: Callable[..., Reading]) -> None:
    told = tell(
        "Marlow Books sued Fennec AI over its chatbot in the Middle District of Tennessee. In March that court "
        "dismissed the claims of Marlow Books against Fennec AI, which are now pursued in the Northern District of "
        "California."
    )
    assert [report.court for report in told.reports if report.action == "ruling"] == ["M.D. Tenn."]


def test_a_suit_is_where_the_court_sits_that_decides_it(tell: Callable[..., Reading]) -> None:
    told = tell(
        "Unlike the Northern District of California, the Middle District of Tennessee on Monday dismissed the claims "
        "of Marlow Books against Fennec AI over its chatbot."
    )
    assert {report.court for report in told.reports} == {"M.D. Tenn."}


@pytest.mark.parametrize(
    ("text", "court"),
    [
        ("Marlow Books sued Quillon Labs in Northern California over novels that its AI was trained on.", "N.D. Cal."),
        (
            "Fennec AI is already defending itself in Delaware, where Marlow Books took action in May over its AI.",
            "D. Del.",
        ),
        (
            "Marlow Books sued Fennec AI in Munich over its chatbot. The Munich Regional Court has set no date, and "
            "the Copenhagen City Court has nothing to do with it.",
            "Munich Regional Court",
        ),
        ("Marlow Books sued the startup Fennec AI in Washington, D.C., over its AI chatbot.", "D.D.C."),
        ("Marlow Books sued Fennec AI in Boston, New York Times reporters said, over its AI chatbot.", "D. Mass."),
        (
            "On the Delaware lawsuit over AI training Marlow Books would not comment. It had sued Fennec AI in May.",
            "D. Del.",
        ),
        ("Marlow Books sued Fennec AI, a company in Delaware, over its chatbot.", None),
    ],
)
def test_the_place_of_a_suit_tells_its_court(text: str, court: str | None, tell: Callable[..., Reading]) -> None:
    assert [report.court for report in tell(text).reports if report.action == "lawsuit"] == [court]


def test_the_court_of_a_place_stands_with_later_steps_of_the_case(tell: Callable[..., Reading]) -> None:
    told = tell(
        "Marlow Books sued Fennec AI in Chicago over its chatbot. Fennec AI asked the judge to dismiss the suit."
    )
    assert {report.action: report.court for report in told.reports} == {
        "lawsuit": "N.D. Ill.",
        "court_filing": "N.D. Ill.",
    }


def test_the_number_of_an_appeal_is_not_that_of_what_came_before(tell: Callable[..., Reading]) -> None:
    told = tell(
        "Anders Bro sued Fennec AI over its image generator in Boston in November 2023. A district judge threw the "
        "case out in October 2024. The First Circuit (No. 24-1963) revived the copyright claims of Bro against Fennec "
        "AI on Tuesday."
    )
    assert {(report.court, report.docket) for report in told.reports} == {("D. Mass.", None), ("1st Cir.", "24-1963")}


@pytest.mark.parametrize(
    ("text", "suits"),
    [
        (
            "Marlow Pictures sued Fennec AI in Delaware over its image generator, and a judge dismissed the claims in "
            "May. Marlow Pictures has pursued a case against Fennec AI in the UK as well, over the same photographs.",
            ["D. Del.", None],
        ),
        (
            "Thomson Reuters sued Ross Intelligence in 2020 over its AI. A judge in the Southern District of New York "
            "ruled for Getty Images against Stability AI in May.",
            [None],
        ),
    ],
)
def test_a_court_is_not_that_of_a_case_elsewhere_or_of_others(
    text: str, suits: list[str | None], tell: Callable[..., Reading]
) -> None:
    assert [report.court for report in tell(text).reports if report.action == "lawsuit"] == suits


def test_a_ruling_is_not_of_the_court_to_which_it_leads(tell: Callable[..., Reading]) -> None:
    told = tell(
        "Judge Joan Smith gave Marlow Pictures permission to appeal against Fennec AI. Fennec AI's own application "
        "over its image generator she refused, so that Fennec AI appealed to the Court of Appeal."
    )
    found = {(report.action, report.court) for report in told.reports}
    assert ("appeal", "Court of Appeal") in found and ("ruling", "Court of Appeal") not in found


def test_an_order_that_merges_cases_gives_its_number_to_the_first_told_alone(parse: Callable[..., Doc]) -> None:
    doc = parse(
        "Paul Orr sued Fennec AI over its chatbot, and Ida Falk sued Fennec AI over it as well. A judge merged the "
        "cases of Orr and Falk against Fennec AI on Tuesday."
    )
    suits = [step for step in doc._.steps if step.action == "lawsuit"]
    order = replace(suits[0], action="ruling", actors=[], targets=[*suits[0].parties, *suits[1].actors])
    order.docket = "3:23-cv-04711"
    venues._share([*suits, order], suits[0], doc._.facts)
    assert [suit.docket for suit in suits] == ["3:23-cv-04711", None]
