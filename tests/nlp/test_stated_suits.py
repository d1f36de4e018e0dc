"""Suits that an article states only by the way, beside what was done in them."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from disputes.types import Reading
from nlp.suits import number_behind

ORDERED = "On Tuesday a judge in Chicago denied Quillmind's motion to dismiss the claims of the Harbour Press"


def suits(reading: Reading) -> list[tuple[set[str], set[str], str]]:
    return [({*r.actors}, {*r.targets}, r.quote) for r in reading.reports if r.action == "lawsuit"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The long legal fight between the Harbour Press and Quillmind is about an AI chatbot trained on its books.",
        "In its case, which it has pursued for a year, the Harbour Press says that Quillmind copied its books for AI.",
        "The complaint says that Quillmind copied 4,000 books to train its AI chatbot.",
    ],
)
def test_a_noun_beside_the_sides_states_their_suit(sentence: str, tell: Callable[..., Reading]) -> None:
    assert suits(tell(f"{ORDERED}. {sentence}")) == [({"Harbour Press"}, {"Quillmind"}, sentence)]


@pytest.mark.parametrize(
    "text",
    [
        f"{ORDERED} over an AI chatbot trained on books. What to do in such a case is disputed among lawyers.",
        "The Harbour Press and Quillmind have settled, and Quillmind, which makes an AI chatbot, will pay $3 million. "
        "Their dispute, the Harbour Press said, had taken up too much of its time.",
    ],
)
def test_what_was_done_in_court_is_no_suit_by_itself(text: str, tell: Callable[..., Reading]) -> None:
    reading = tell(text)
    assert reading.reports
    assert suits(reading) == []


def test_a_suit_that_is_told_is_not_told_twice(tell: Callable[..., Reading]) -> None:
    told = "The Harbour Press sued Quillmind last year over an AI chatbot trained on its books."
    assert [quote for *_, quote in suits(tell(f"{told} {ORDERED}. The case goes on."))] == [told]


def test_who_supports_a_suit_has_brought_none(tell: Callable[..., Reading]) -> None:
    text = (
        "The Harbour Press filed a brief on Monday in support of Richard Marlow, who sued Quillmind, the maker of an "
        "AI chatbot, over his novels in Chicago last year. In this case, the Harbour Press says, books were copied."
    )
    assert [actors for actors, *_ in suits(tell(text))] == [{"Richard Marlow"}]


def test_a_caption_states_the_suit_of_its_sides(tell: Callable[..., Reading]) -> None:
    text = (
        "In Marlow v. Quillmind, 3:24-cv-01234 (N.D. Cal.), Judge Ada Trent ruled on Tuesday that Quillmind must hand "
        "over the records of its AI model's training. Novelist Richard Marlow says that Quillmind copied his books."
    )
    (suit,) = (report for report in tell(text).reports if report.action == "lawsuit")
    assert (suit.actors, suit.targets) == (("Richard Marlow",), ("Quillmind",))
    assert (suit.date, suit.court, suit.docket) == (None, "N.D. Cal.", "3:24-cv-01234")


@pytest.mark.parametrize(
    ("caption", "number"),
    [
        ("Marlow v. Quillmind, 3:24-cv-01234 (N.D. Cal.)", "3:24-cv-01234"),
        ("Marlow v. Quillmind, No. 25-3107 (2d Cir.)", None),
        ("Marlow v. Quillmind", None),
    ],
)
def test_the_number_of_an_appeal_is_not_that_of_its_suit(
    caption: str, number: str | None, parse: Callable[..., Doc]
) -> None:
    doc = parse(f"The start-up lost {caption}. Quillmind makes an AI chatbot.")
    assert number_behind(doc.spans["defendants"][0]) == number


def test_a_precedent_states_no_suit(tell: Callable[..., Reading]) -> None:
    text = (
        "On Tuesday a judge in Chicago ruled that Quillmind may go on training its AI chatbot on the books of the "
        "Harbour Press. She followed the decision in Fenwick v. Harrow Lithographic Co., a case about engravings."
    )
    assert suits(tell(text)) == []


def test_an_order_bears_out_a_suit_against_nobody_in_particular(tell: Callable[..., Reading]) -> None:
    text = (
        "The Bombay High Court on Tuesday passed an interim order that protects the personality rights of the actor "
        "Rohan Mehta against AI deepfakes. The order came upon a suit of the actor, who had complained of deepfakes."
    )
    assert [(actors, targets) for actors, targets, _ in suits(tell(text))] == [({"Rohan Mehta"}, set())]


def test_what_a_nameless_sentence_tells_of_the_only_suit_dates_it(tell: Callable[..., Reading]) -> None:
    text = (
        "On Tuesday a judge ruled in Marlow v. Quillmind that Quillmind must hand over the records of its AI model's "
        "training. Novelist Richard Marlow says that it copied his books. The suit was filed in February 2024."
    )
    (suit,) = (report for report in tell(text).reports if report.action == "lawsuit")
    assert suit.date == "2024-02"


def test_whose_suit_it_is_may_be_said_without_names(tell: Callable[..., Reading]) -> None:
    text = (
        "On Tuesday a judge in Chicago ruled that the Harbour Press and the Meadow Press had shown no harm done by the "
        "AI chatbot of Quillmind. Neither wanted to say how much their fight against the AI company has cost so far."
    )
    assert [(actors, targets) for actors, targets, _ in suits(tell(text))] == [
        ({"Harbour Press", "Meadow Press"}, {"Quillmind"})
    ]


def test_a_similar_case_is_another(tell: Callable[..., Reading]) -> None:
    text = f"{ORDERED} over its AI chatbot. Quillmind pointed to the outcome of a similar case of the Harbour Press."
    assert suits(tell(text)) == []
