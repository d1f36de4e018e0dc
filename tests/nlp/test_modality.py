"""What is asked, denied, supposed or pending is never told as done; what was done is."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from disputes.types import Reading
from nlp.modality import governed, modality, obliged, told_as_done, weighed

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
        ("The case is due to be heard in May.", "hear", "scheduled"),
        ("The case is ready to be heard.", "hear", "hypothetical"),
        ("Meta said that it would appeal.", "appeal", "scheduled"),
        ("Meta said that the guild would appeal.", "appeal", "hypothetical"),
        ("Meta did not say that it would appeal.", "appeal", "hypothetical"),
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


@pytest.mark.parametrize(
    ("sentence", "noun", "expected"),
    [
        ("The settlement could change the market.", "settlement", "happened"),
        ("Its lawsuit may fail.", "lawsuit", "happened"),
        ("The guild's lawsuit might cost the industry billions.", "lawsuit", "happened"),
        ("A settlement could come by June.", "settlement", "hypothetical"),
        ("The act should have an exception.", "act", "hypothetical"),
        ("The guild is in talks over a licence.", "licence", "hypothetical"),
        ("Negotiations over a licence have stalled.", "licence", "hypothetical"),
    ],
)
def test_what_is_named_as_known_is_there(sentence: str, noun: str, expected: str, parse: Callable[..., Doc]) -> None:
    assert governed(next(token for token in parse(sentence) if token.lower_ == noun)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The guild is considering a letter.", True),
        ("The guild is not considering a letter.", False),
        ("The guild is considering the letter.", False),
        ("The guild sent a letter.", False),
    ],
)
def test_what_is_thought_of(sentence: str, expected: bool, parse: Callable[..., Doc]) -> None:
    assert weighed(next(token for token in parse(sentence) if token.lower_ == "letter")) == expected


def test_what_a_developer_says_that_it_would_change_is_an_answer_and_no_change(tell: Callable[..., Reading]) -> None:
    reading = tell(
        "Larkfield Films sent Fennec AI a cease-and-desist letter over its video generator on Friday. Fennec AI said "
        "on Monday that it would strengthen the safeguards on its video generator."
    )
    assert [report.action for report in reading.reports] == ["cease_and_desist", "response"]
