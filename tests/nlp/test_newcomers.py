"""Groups without a name: claimants of their own where their members are others than those whom the article names."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from disputes.types import Reading
from nlp import newcomers

SUED = (
    "On May 5, 2025, the novelists Odalys Merrin and Marlon Estevane sued Meta in San Francisco over its model Llama."
)
PRESSED = "On May 5, 2025, The New York Times sued OpenAI in Manhattan over ChatGPT."


def suits(reading: Reading) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Who sued whom, in the order of the text."""
    return [(report.actors, report.targets) for report in reading.reports if report.action == "lawsuit"]


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        (f"{SUED} In June another group of authors sued Meta.", "authors"),
        (f"{SUED} In June three more authors sued Meta.", "authors"),
        (f"{SUED} In June a different group of authors sued Meta.", "authors"),
        (f"{SUED} Meta was also sued in June by a group of poets.", "poets"),
        (f"{SUED} Meta was sued in June, as well, by several poets.", "poets"),
        (f"{SUED} In another case, brought by authors in Britain, Meta denies everything.", "authors"),
        (f"{SUED} Independent poets have brought further suits against Meta.", "poets"),
        (f"{SUED} Anthropic agreed to settle a class action by authors in Boston.", "authors"),
        (f"{PRESSED} Three illustrators sued OpenAI in June.", "illustrators"),
    ],
)
def test_others_than_those_who_are_named(text: str, noun: str, parse: Callable[..., Doc]) -> None:
    assert new(parse(text), noun)


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        (f"{SUED} The authors say that Meta copied their books.", "authors"),
        (f"{SUED} Authors accuse Meta of piracy.", "Authors"),
        (f"{SUED} More than thirty authors have joined the suit against Meta.", "authors"),
        (f"{SUED} A group of authors including Merrin spoke of theft by Meta.", "authors"),
        (f"{SUED} Meta has to answer several plaintiffs.", "plaintiffs"),
        (f"{PRESSED} OpenAI has deals with further publishers: Axel Springer and Le Monde.", "publishers"),
        (f"{PRESSED} Authors, illustrators and musicians have brought similar suits.", "Authors"),
        (f"A group of authors sued Meta on Monday. {SUED}", "authors"),
    ],
)
def test_those_who_are_named(text: str, noun: str, parse: Callable[..., Doc]) -> None:
    assert not new(parse(text), noun)


def new(doc: Doc, word: str) -> bool:
    kind = "news_publisher" if word == "publishers" else "individual"
    return newcomers.are_new(doc._.cast, next(token for token in doc if token.text == word), kind)


@pytest.mark.parametrize(
    ("sentence", "name", "target"),
    [
        (
            "In August Anthropic was sued by another group of authors over Claude.",
            "another group of authors",
            "Anthropic",
        ),
        ("Three more authors sued Meta in July.", "Three more authors", "Meta"),
        ("Meta was also sued in July by a group of illustrators.", "a group of illustrators", "Meta"),
        (
            "On behalf of two illustrators, the lawyers have gone to court against Anthropic as well.",
            "two illustrators",
            "Anthropic",
        ),
    ],
)
def test_others_sue_on_their_own(sentence: str, name: str, target: str, tell: Callable[..., Reading]) -> None:
    named, others = suits(tell(f"{SUED} {sentence}", "2025-09-01"))
    assert named == (("Odalys Merrin", "Marlon Estevane"), ("Meta",))
    assert others == ((name,), (target,))


def test_a_group_in_a_list_of_suits_has_its_own(tell: Callable[..., Reading]) -> None:
    text = "OpenAI has been sued by The New York Times, The Intercept and a group of Canadian newspapers."
    assert sorted(actors for actors, _ in suits(tell(text, "2025-06-02"))) == [
        ("Intercept",),
        ("New York Times",),
        ("a group of Canadian newspapers",),
    ]


def test_a_group_that_two_sentences_list_has_one_suit_and_stands_apart_from_others_only(
    parse: Callable[..., Doc],
) -> None:
    doc = parse(
        "OpenAI has been sued by The New York Times, The Intercept and a group of Canadian newspapers. The New York "
        "Times, The Intercept and a group of Canadian newspapers sued OpenAI over ChatGPT.",
        "2025-06-02",
    )
    (theirs,) = (step for step in doc._.steps if any(e.generic for e in step.actors))
    assert {e.name for e in theirs.apart} == {"The New York Times", "The Intercept"}


def test_three_are_no_two(tell: Callable[..., Reading]) -> None:
    text = f"{SUED} Three novelists took Anthropic to court in 2024."
    assert (("Three novelists",), ("Anthropic",)) in suits(tell(text, "2025-09-01"))


def test_kinds_of_people_are_no_claimants(parse: Callable[..., Doc]) -> None:
    doc = parse(f"{SUED} Painters, newspapers and novelists have brought similar suits against Google and OpenAI.")
    assert [mention.trigger.text for mention in doc._.mentions if mention.action == "lawsuit" and mention.framed] == [
        "sued"
    ]
