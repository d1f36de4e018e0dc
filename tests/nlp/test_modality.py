"""What is asked, denied, supposed or pending is never told as done; what was done is."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from disputes.types import Reading
from nlp.modality import awaited, due, foretold, governed, modality, obliged, put_off, told_as_done

HAPPENED = [
    ("The guild sued Meta.", "sue"),
    ("The guild has sued Meta.", "sue"),
    ("The guild had already sued Meta.", "sue"),
    ("The guild is suing Meta.", "sue"),
    ("Meta was sued on Friday.", "sue"),
    ("Meta has been sued by the guild.", "sue"),
    ("The guild said that it had sued Meta.", "sue"),
    ("The guild wrote a letter and then sued Meta.", "sue"),
    ("Suno agreed to settle with the label.", "settle"),
    ("The judge ruled that the training was fair.", "rule"),
    ("The judge dismissed the case.", "dismiss"),
    ("The case was dismissed.", "dismiss"),
    ("In Japan, the guild was the first to sue, in August.", "sue"),
    ("The guild, the first to sue, won.", "sue"),
]
NOT_HAPPENED = [
    ("The guild could sue Meta.", "sue"),
    ("The guild might sue Meta.", "sue"),
    ("The guild should sue Meta.", "sue"),
    ("The guild threatened to sue Meta.", "sue"),
    ("The guild has threatened to sue Meta.", "sue"),
    ("The guild has not sued Meta.", "sue"),
    ("The guild hasn't sued Meta.", "sue"),
    ("The guild never sued Meta.", "sue"),
    ("The guild denied that it had sued Meta.", "sue"),
    ("The guild will sue Meta.", "sue"),
    ("The guild won't sue Meta.", "sue"),
    ("The guild plans to sue Meta.", "sue"),
    ("The guild had planned to sue Meta.", "sue"),
    ("The guild wants to sue Meta.", "sue"),
    ("The guild refused to sue Meta.", "sue"),
    ("The guild declined to sue Meta.", "sue"),
    ("If the guild sues Meta, it will go to trial.", "sue"),
    ("Meta will pay unless the guild sues first.", "sue"),
    ("Nobody knows whether the guild sued Meta.", "sue"),
    ("The guild has yet to sue Meta.", "sue"),
    ("The judge has yet to rule.", "rule"),
    ("The judge did not rule on the claim.", "rule"),
    ("The judge is expected to rule in May.", "rule"),
    ("No court has ruled on the question.", "rule"),
    ("Meta asked the court to dismiss the case.", "dismiss"),
    ("Meta urged the judge to dismiss the case.", "dismiss"),
    ("Meta filed a motion to dismiss the case.", "dismiss"),
    ("Meta wants the judge to dismiss the case.", "dismiss"),
    ("Meta wants the case to be dismissed.", "dismiss"),
    ("Meta argued that the case should be dismissed.", "dismiss"),
    ("The case could be dismissed.", "dismiss"),
    ("The two failed to settle.", "settle"),
    ("The two have not settled.", "settle"),
    ("Suno may settle with the label.", "settle"),
    ("The guild would be the first to sue Meta.", "sue"),
    ("Instead of suing Meta, the guild wrote to it.", "sue"),
    ("Rather than sue Meta, the guild wrote to it.", "sue"),
]


def told(doc: Doc, lemma: str) -> str:
    """The modality of the last verb of that lemma."""
    return modality([token for token in doc if token.lemma_ == lemma and token.tag_.startswith("VB")][-1])


@pytest.mark.parametrize(("sentence", "lemma"), HAPPENED)
def test_happened(sentence: str, lemma: str, parse: Callable[..., Doc]) -> None:
    assert told(parse(sentence), lemma) == "happened"


@pytest.mark.parametrize(("sentence", "lemma"), NOT_HAPPENED)
def test_not_happened(sentence: str, lemma: str, parse: Callable[..., Doc]) -> None:
    assert told(parse(sentence), lemma) != "happened"


@pytest.mark.parametrize(
    ("sentence", "lemma", "expected"),
    [
        ("The guild plans to sue Meta.", "sue", "threatened"),
        ("The guild threatened to sue Meta.", "sue", "threatened"),
        ("The judge will rule on Friday.", "rule", "scheduled"),
        ("The guild could sue Meta.", "sue", "hypothetical"),
    ],
)
def test_kinds_of_not_yet(sentence: str, lemma: str, expected: str, parse: Callable[..., Doc]) -> None:
    assert told(parse(sentence), lemma) == expected


@pytest.mark.parametrize(
    ("sentence", "lemma", "done"),
    [
        ("Meta had removed the songs by Thursday.", "remove", True),
        ("Meta has struck a deal with the guild.", "strike", True),
        ("Meta said that a deal was near.", "say", False),
        ("Meta is removing the songs.", "remove", False),
        ("Meta will have removed the songs by Thursday.", "remove", False),
    ],
)
def test_told_as_done(sentence: str, lemma: str, done: bool, parse: Callable[..., Doc]) -> None:
    assert [told_as_done(token) for token in parse(sentence) if token.lemma_ == lemma] == [done]


@pytest.mark.parametrize("text", ["Sue.", "To sue, to sue, to sue.", "Not.", "if " * 100, "Will will sue?"])
def test_no_text_breaks_it(text: str, parse: Callable[..., Doc]) -> None:
    assert {modality(token) for token in parse(text)} <= {"happened", "threatened", "scheduled", "hypothetical"}


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


def test_what_is_objected_to_is_there(parse: Callable[..., Doc]) -> None:
    doc = parse("The judge rejected the objections of Lumo AI to her order.")
    assert governed(next(token for token in doc if token.lower_ == "order")) == "happened"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The guild will have to sue Meta.", True),
        ("The guild needs to sue Meta.", True),
        ("The guild had to sue Meta.", False),
        ("The guild has sued Meta.", False),
    ],
)
def test_what_somebody_cannot_but_do(sentence: str, expected: bool, parse: Callable[..., Doc]) -> None:
    assert obliged(next(token for token in parse(sentence) if token.lemma_ == "sue")) == expected
