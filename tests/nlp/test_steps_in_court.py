"""Steps in court: whom they are against, and which of them are steps of their own."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from spacy.tokens import Doc

from disputes.types import Reading
from nlp.completing import Focus, Gap, oppose
from nlp.drafting import Step
from nlp.entities import Entity


def test_who_has_no_part_in_the_main_case_has_no_opponent_from_it() -> None:
    guild, maker, licensee = (
        Entity(name, "party", "company", side)
        for name, side in (("Film Guild", "claimant"), ("Makebot", "respondent"), ("Larkfield", "claimant"))
    )
    gap = Gap(Step("ruling", [], [licensee], [], "happened"), [], Focus((guild,), (maker,)), [])
    assert gap.case_side([licensee], "respondent") == []
    assert gap.case_side([guild], "respondent") == gap.case_side([], "respondent") == [maker]


def test_the_approval_of_a_settlement_is_a_step_of_its_own(tell: Callable[..., Reading]) -> None:
    reading = tell(
        "The $40 million settlement that Marlow Books worked out with Fennec AI over its chatbot won preliminary "
        "approval from a federal judge on Tuesday."
    )
    assert [report.date for report in reading.reports if report.action == "settlement"].count("2025-06-10") == 1
    assert [report.action for report in reading.reports].count("settlement") == 2


def test_the_settlement_that_is_approved_is_only_named(tell: Callable[..., Reading]) -> None:
    reading = tell("Marlow Books' settlement with Fennec AI over its chatbot won preliminary approval on Tuesday.")
    assert [report.action for report in reading.reports].count("settlement") == 1


def test_a_motion_is_against_whoever_sued_those_who_make_it(parse: Callable[..., Doc]) -> None:
    developer = Entity("Fennec AI", "party", side="respondent")
    authors, labels = (Entity(name, "party", side="claimant") for name in ("Odalys Merrin", "Sable Records"))
    suit = Step("lawsuit", [authors], [developer], [], "happened")
    motion = Step("court_filing", [developer], [], [], "happened")
    answer = replace(motion, targets=[labels])
    oppose([suit, motion, answer])
    assert (motion.targets, answer.targets) == ([authors], [labels])


def test_of_whom_several_have_sued_no_opponent_is_guessed() -> None:
    developer = Entity("Fennec AI", "party", side="respondent")
    suits = [
        Step("lawsuit", [Entity(name, "party", side="claimant")], [developer], [], "happened")
        for name in ("Odalys Merrin", "Sable Records")
    ]
    motion = Step("court_filing", [developer], [], [], "happened")
    oppose([*suits, motion])
    assert motion.targets == []


def test_what_both_sides_file_is_against_nobody(tell: Callable[..., Reading]) -> None:
    reading = tell(
        "Marlow Books sued Fennec AI on Monday in federal court in Manhattan over its chatbot. The parties have to "
        "file a joint motion for a consent judgment by July 5."
    )
    filed = [report for report in reading.reports if report.action == "court_filing"]
    assert [({*report.actors}, report.targets, report.status) for report in filed] == [
        ({"Marlow Books", "Fennec AI"}, (), "scheduled")
    ]


def test_suits_told_apart_before_are_told_again_apart(parse: Callable[..., Doc]) -> None:
    doc = parse(
        "Marlow Books sued Fennec AI in Boston and Hexaloom AI in New York over their chatbots. It was in May that "
        "Marlow Books took Fennec AI and Hexaloom AI to court."
    )
    suits = [step for step in doc._.drafts if step.action == "lawsuit"]
    assert sorted((step.targets[0].name, len(step.mentions)) for step in suits) == [
        ("Fennec AI", 2),
        ("Hexaloom AI", 2),
    ]


def test_labels_are_not_the_body_that_speaks_for_them(tell: Callable[..., Reading]) -> None:
    reading = tell(
        "The Recording Industry Association of America welcomes that Suno, the AI music firm that the major record "
        "labels have taken to court, admits in a filing what it used for training. It was in May that the labels took "
        "Suno to court over copyright infringement."
    )
    suits = [report for report in reading.reports if report.action == "lawsuit"]
    assert [report.actors for report in suits] == [("major record labels",)]


def test_where_both_sides_appeal_each_does_so_against_the_other(tell: Callable[..., Reading]) -> None:
    reading = tell(
        "Marlow Books sued Fennec AI over its chatbot in 2024. Marlow Books and Fennec AI have each tried to appeal "
        "the points of the judgment that went against them."
    )
    appeals = [report for report in reading.reports if report.action == "appeal"]
    assert {(report.actors, report.targets) for report in appeals} == {
        (("Marlow Books",), ("Fennec AI",)),
        (("Fennec AI",), ("Marlow Books",)),
    }


def test_an_appeal_that_somebody_is_left_to_make_is_not_announced(tell: Callable[..., Reading]) -> None:
    reading = tell(
        "Marlow Books sued Fennec AI over its chatbot in 2024. A judge refused leave on Tuesday, so Fennec AI will "
        "have to turn to the Court of Appeal itself."
    )
    assert "appeal" not in {report.action for report in reading.reports}


@pytest.mark.parametrize(
    ("judge", "actors"), [("A federal judge", ()), ("A federal judge in Ohio", ("federal judge",))]
)
def test_a_judge_whom_nothing_tells_is_nobody(
    judge: str, actors: tuple[str, ...], tell: Callable[..., Reading]
) -> None:
    text = (
        f"{judge} dismissed the copyright case of Ada Quill against Lantern AI, which trained its model on her books."
    )
    ruling = next(report for report in tell(text).reports if report.action == "ruling")
    assert ruling.actors == actors
