"""However a sentence is built, its verb has the same logical arguments."""

from collections.abc import Callable, Iterable

import pytest
from spacy.tokens import Doc, Token

from nlp.syntax import is_passive, members, objects, possessors, prepositional, subjects

SUED = [
    "The guild sued Meta.",
    "The guild has sued Meta.",
    "Meta was sued by the guild.",
    "Meta has been sued by the guild over books.",
    "On Friday, Meta was sued by the guild.",
    "It was the guild that sued Meta.",
    "The lawyer met the guild, which sued Meta.",
    "Meta, sued by the guild, said nothing.",
    "Meta, which was sued by the guild, said nothing.",
    "The guild met the press on Friday and sued Meta.",
    "The guild moved quickly to sue Meta.",
    "The guild, angry about the books, sued Meta.",
    "Lawyers say that the guild sued Meta.",
]


def verb(doc: Doc, lemma: str) -> Token:
    return next(token for token in doc if token.lemma_ == lemma and token.tag_.startswith("VB"))


def words(tokens: Iterable[Token]) -> list[str]:
    return [token.text for token in tokens]


@pytest.mark.parametrize("sentence", SUED)
def test_same_arguments_in_every_construction(sentence: str, parse: Callable[..., Doc]) -> None:
    sue = verb(parse(sentence), "sue")
    assert (words(subjects(sue)), words(objects(sue))) == (["guild"], ["Meta"])


@pytest.mark.parametrize(
    ("sentence", "lemma", "subject", "object_"),
    [
        ("The suit that the guild had filed is long.", "file", ["guild"], ["suit"]),
        ("The suit filed by the guild is long.", "file", ["guild"], ["suit"]),
        ("The suit, which was filed by the guild, is long.", "file", ["guild"], ["suit"]),
        ("The guild asked Meta to stop the training.", "stop", ["Meta"], ["training"]),
        ("The guild ordered Meta to stop the training.", "stop", ["Meta"], ["training"]),
        ("The guild wants to stop the training.", "stop", ["guild"], ["training"]),
        ("The guild filed a suit after warning Meta.", "warn", ["guild"], ["Meta"]),
        ("The case was dismissed.", "dismiss", [], ["case"]),
        ("The judge granted the motion and dismissed the case.", "dismiss", ["judge"], ["case"]),
        ("The authors who sued Meta are novelists.", "sue", ["authors"], ["Meta"]),
        ("A letter was sent to Meta by the guild.", "send", ["guild"], ["letter"]),
    ],
)
def test_arguments(
    sentence: str, lemma: str, subject: list[str], object_: list[str], parse: Callable[..., Doc]
) -> None:
    found = verb(parse(sentence), lemma)
    assert (words(subjects(found)), words(objects(found))) == (subject, object_)


@pytest.mark.parametrize(
    ("sentence", "lemma", "passive"),
    [
        ("Meta was sued on Friday.", "sue", True),
        ("The suit filed on Friday is long.", "file", True),
        ("Meta, sued in May by a guild, said nothing.", "sue", True),
        ("The guild has sued Meta.", "sue", False),
        ("The guild is suing Meta.", "sue", False),
        pytest.param("The guild, having sued Meta, went home.", "sue", False, marks=pytest.mark.xfail),
    ],
)
def test_voice(sentence: str, lemma: str, passive: bool, parse: Callable[..., Doc]) -> None:
    assert is_passive(verb(parse(sentence), lemma)) is passive


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Disney, Universal and Sony sued Midjourney.", ["Disney", "Universal", "Sony"]),
        ("A group of authors sued Midjourney.", ["authors"]),
        ("Several labels, including Sony and Warner, sued Midjourney.", ["labels", "Sony", "Warner"]),
    ],
)
def test_members_of_a_coordination(sentence: str, names: list[str], parse: Callable[..., Doc]) -> None:
    (head,) = subjects(verb(parse(sentence), "sue"))
    assert set(names) <= set(words(members(head)))


def test_prepositional_objects_also_below_another(parse: Callable[..., Doc]) -> None:
    suit = next(token for token in parse("The suit by the guild against Meta goes on.") if token.text == "suit")
    assert words(prepositional(suit, "by", deep=True)) == ["guild"]
    assert words(prepositional(suit, "against", deep=True)) == ["Meta"]


def test_possessors(parse: Callable[..., Doc]) -> None:
    motion = next(token for token in parse("A judge denied Meta's motion.") if token.text == "motion")
    assert words(possessors(motion)) == ["Meta"]


@pytest.mark.parametrize("text", ["Sued.", "!", "Suing, suing, suing.", "Who sued whom?", "sue " * 300])
def test_no_text_breaks_it(text: str, parse: Callable[..., Doc]) -> None:
    for token in parse(text):
        assert isinstance([*subjects(token), *objects(token), *members(token)], list)
