"""Ordinary wordings of steps, each in an article of a few sentences: what was done is told, what was not is not."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from disputes.types import Reading

IN_COURT = (
    "Marlow Books sued Fennec AI in federal court in Manhattan in March. It says that the chatbot Fable was trained on "
    "its novels without permission. "
)
BEFORE = (
    "The studio Northgate Pictures says that the video generator Cinderframe, made by Fennec AI, shows its characters. "
    "It has made films since 1951. "
)
HAPPENED = [
    (
        "lawsuit",
        BEFORE + "There is a case against Fennec AI in the federal court of Austin, which comes from the studio.",
    ),
    ("court_filing", IN_COURT + "Fennec AI entered its defense in April."),
    ("court_filing", IN_COURT + "Fennec AI has subpoenaed two former editors of Marlow Books."),
    ("hearing", IN_COURT + "Marlow Books and Fennec AI squared off in court over two weeks in May."),
    ("ruling", IN_COURT + "The judge refused on Monday to throw out the suit."),
    ("ruling", IN_COURT + "The judge denied the motion to dismiss on Monday."),
    ("dismissal", IN_COURT + "The case was dropped in May."),
    ("dismissal", IN_COURT + "Marlow Books has since walked away from the lawsuit."),
    ("settlement", IN_COURT + "Marlow Books and Fennec AI have put their legal fight to rest with a settlement."),
    ("settlement", IN_COURT + "The dispute ended in May, when Marlow Books and Fennec AI agreed terms."),
    ("settlement", IN_COURT + "Fennec AI struck a deal with Marlow Books in May to resolve the lawsuit."),
    (
        "settlement",
        IN_COURT + "The settlement of $20 million between Marlow Books and Fennec AI can go ahead as planned.",
    ),
    ("licensing_deal", IN_COURT + "Fennec AI secured rights to the catalogue of Marlow Books in May."),
    (
        "cease_and_desist",
        BEFORE
        + "Northgate Pictures sent Fennec AI a letter on June 3 demanding that it stop all infringement at once.",
    ),
]
NOT_HAPPENED = [
    ("appeal", IN_COURT + "Fennec AI said that it would appeal."),
    ("cease_and_desist", BEFORE + "Northgate Pictures is considering a cease-and-desist letter."),
    ("dismissal", IN_COURT + "If the claims are dropped, the start-up goes free."),
    ("dismissal", IN_COURT + "Marlow Books is set to drop the suit."),
    (
        "hearing",
        IN_COURT + "Marlow Books took the matter to the federal court in Manhattan and gave up its right to a jury.",
    ),
    ("hearing", IN_COURT + "The case is due to be heard in October."),
    ("licensing_deal", BEFORE + "Northgate Pictures is in talks with Fennec AI over a licence."),
    ("licensing_deal", IN_COURT + "Fennec AI struck a deal with Marlow Books in May to resolve the lawsuit."),
    ("ruling", IN_COURT + "The judge has not yet ruled on the motion."),
    ("settlement", IN_COURT + "A settlement between Marlow Books and Fennec AI would end the fight."),
]


def done(reading: Reading, action: str) -> int:
    return sum(report.action == action and report.status == "happened" for report in reading.reports)


@pytest.mark.parametrize(("action", "text"), HAPPENED)
def test_what_was_done_is_told(action: str, text: str, tell: Callable[..., Reading]) -> None:
    assert done(tell(text, title="Publisher and chatbot maker"), action) == 1


@pytest.mark.parametrize(("action", "text"), NOT_HAPPENED)
def test_what_was_not_done_is_not_told_as_done(action: str, text: str, tell: Callable[..., Reading]) -> None:
    assert done(tell(text, title="Publisher and chatbot maker"), action) == 0


def test_the_judge_sits_in_the_one_court_that_was_named(tell: Callable[..., Reading]) -> None:
    reading = tell(IN_COURT + "The judge denied the motion to dismiss on Monday.", title="Publisher and chatbot maker")
    assert [report.actors for report in reading.reports if report.action == "ruling"] == [
        ("federal court in Manhattan",)
    ]


def test_a_sum_is_no_part_of_a_name(parse: Callable[..., Doc]) -> None:
    doc = parse(
        "The record label Brightwater Music sued the start-up Hummerly in Nashville in March. In May jurors awarded "
        "Brightwater Music $12 million after finding that Hummerly had infringed."
    )
    assert [entity.name for entity in doc._.cast.entities if "$" in entity.name] == []
