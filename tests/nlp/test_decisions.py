"""A decision that is to come, set, announced or put off is none yet; what a court would not do it has refused."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from disputes.types import Reading
from nlp.decisions import awaited, due, foretold, put_off, refused


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("An order would be passed on Friday, the court indicated.", True),
        ("The judge said that she would give her decision in June.", True),
        ("An order is to come on the guild's plea.", True),
        ("Interim relief may be granted, the judge remarked.", True),
        ("The judge let it be known that the guild would get an order.", True),
        ("The Munich court is to decide today.", True),
        ("A decision is awaited in Munich today.", True),
        ("The court passed an order on Friday.", False),
        ("The court ruled that a jury is to decide.", False),
        ("The court said that Meta would pay the guild.", False),
        ("The judge announced her decision on Friday.", False),
    ],
)
def test_a_decision_that_is_to_come(sentence: str, expected: bool, parse: Callable[..., Doc]) -> None:
    assert awaited(next(parse(sentence).sents).root) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The claims over the output are to be thrown out, the judge said.", True),
        ("The motion will be denied, the judge told the lawyers.", True),
        ("The claims over the output were thrown out.", False),
        ("The claims have been dismissed.", False),
    ],
)
def test_what_a_court_says_that_it_will_do(sentence: str, expected: bool, parse: Callable[..., Doc]) -> None:
    assert any(foretold(token) for token in parse(sentence)) == expected


def test_a_dismissal_that_a_judge_announces_has_not_happened(tell: Callable[..., Reading]) -> None:
    reading = tell(
        "Part of Marlow Books's suit against Fennec AI is to be thrown out, a federal judge announced on Monday."
    )
    assert [r.status for r in reading.reports if r.action == "ruling"] == ["threatened"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("June 12 is the date fixed for a decision.", True),
        ("The day for the verdict is June 12.", True),
        ("A decision is expected on June 12.", True),
        ("June 12 is the date fixed for a hearing.", False),
        ("The decision came on June 12.", False),
    ],
)
def test_when_a_decision_is_due(sentence: str, expected: bool, parse: Callable[..., Doc]) -> None:
    assert any(map(due, parse(sentence).sents)) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("May 4 had been set for the hearing, which was then put off.", True),
        ("May 4 was the day first set for the hearing.", True),
        ("A hearing is set for July 4.", False),
        ("The court held a hearing on Monday.", False),
    ],
)
def test_a_hearing_that_was_put_off(sentence: str, expected: bool, parse: Callable[..., Doc]) -> None:
    doc = parse(sentence)
    assert put_off(next(token for token in doc if token.lower_ == "hearing")) is expected


def test_a_set_decision_is_a_ruling_to_come_and_no_hearing(tell: Callable[..., Reading]) -> None:
    reading = tell(
        "The case of GEMA against Suno, whose AI makes music, was heard at the Munich Regional Court on Monday. May 5 "
        "had first been set for the hearing. June 20, 2025 is the date fixed for a decision."
    )
    told = {(report.action, report.date, report.status) for report in reading.reports if report.action != "lawsuit"}
    assert told == {("hearing", "2025-06-09", "happened"), ("ruling", "2025-06-20", "scheduled")}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The judge would not block the release.", True),
        ("The judge won't dismiss the case.", True),
        ("The judge did not dismiss the case.", False),
        ("The judge would not say more.", False),
        ("The judge would dismiss the case.", False),
    ],
)
def test_what_a_court_refuses_it_decides(sentence: str, expected: bool, parse: Callable[..., Doc]) -> None:
    assert refused(next(parse(sentence).sents).root) == expected
