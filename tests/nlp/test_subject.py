"""What was read in an article has the last word on whether it is of our subject."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from disputes.types import Article, Reading
from nlp import linear, subject
from nlp.reading import Reader
from nlp.relevance import Judgement

PERHAPS = Judgement(0.6, "asked for", {"ai": 2})
TITLE = "Photographers take image generator to court"
TOLD = (
    "Getty Images sued Stability AI in London on Monday, saying that Stable Diffusion was trained on its photographs."
)


def features(doc: Doc) -> dict[str, float]:
    return subject.features(PERHAPS, doc._.drafts, doc._.steps, doc._.cast)


def chance(doc: Doc, judgement: Judgement = PERHAPS) -> float:
    return subject.chance(judgement, doc._.drafts, doc._.steps, doc._.cast, linear.load(subject.NAME))


def test_features_tell_steps_sides_and_tools(parse: Callable[..., Doc]) -> None:
    known = features(parse(TOLD, title=TITLE))
    assert {"steps", "step of lawsuit", "step between sides True", "tools True", "words of ai"} <= known.keys()
    assert known["surest"] > 0


def test_nothing_read_speaks_against_an_article(parse: Callable[..., Doc]) -> None:
    nothing = parse("The museum shows photographs of old London until May.", title="Old London in pictures")
    assert {"no steps", "no drafts"} <= features(nothing).keys()
    assert chance(nothing) < subject.RELEVANT < chance(parse(TOLD, title=TITLE))


@pytest.mark.parametrize(("rights", "other", "relevant"), [(2, 0, True), (1, 0, False), (4, 1, False)])
def test_a_law_on_ai_is_of_our_subject_where_words_of_rights_stand_and_none_of_other_disputes(
    rights: int, other: int, relevant: bool, parse: Callable[..., Doc]
) -> None:
    law = parse(
        "The parliament passed a law on artificial intelligence on Wednesday. Works made with the help of AI have "
        "copyright where they are the result of a person's labour, and text and data mining is allowed only where no "
        "copyright holder objects. The senate had approved it in March.",
        title="AI law passes",
    )
    counts = {"ai": 3, "rights": rights, "other": other}
    assert (chance(law, Judgement(0.5, "asked for", counts)) >= subject.RELEVANT) == relevant


def test_a_sentence_by_itself_is_of_our_subject_if_it_tells_a_step(parse: Callable[..., Doc]) -> None:
    assert chance(parse(TOLD)) == 1.0
    assert chance(parse("The museum shows photographs of old London until May.")) == 0.0


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Publisher sues printer over pirated novels",
            "A publisher of crime novels sued a printer in Leeds on Monday for copyright infringement. The printer "
            "sold pirated copies of two hundred novels at fairs, the complaint says. It asks for damages of £2 "
            "million. The printer denied the claims. A hearing is set for May.",
        ),
        (
            "Fennec AI launches chatbot that plans holidays",
            "Fennec AI launched a chatbot that plans holidays, the company said in a statement on Tuesday. It books "
            "hotels and trains, and costs ten dollars a month. The company plans to add flights in the autumn, its "
            "chief executive told analysts.",
        ),
    ],
)
def test_what_is_about_something_else_is_not_relevant(reader: Reader, title: str, text: str) -> None:
    (reading,) = reader.read([Article("a", title, "2026-02-21", text)])
    assert isinstance(reading, Reading)
    assert not reading.relevant


def test_another_dispute_is_parsed_and_found_to_be_none_of_ours(reader: Reader) -> None:
    text = (
        "The heirs of a country singer sued the brewer Harrow & Pike in Nashville on Friday over an advertisement in "
        "which an actor sings in his manner. The brewer said that it had done nothing wrong. No AI was used for the "
        "voice, the agency behind the film told reporters, and the complaint does not claim so. It asks for damages "
        "under a state law that protects the likeness of the dead."
    )
    (reading,) = reader.read([Article("a", "Heirs of singer sue brewer over advertisement", "2026-02-21", text)])
    assert isinstance(reading, Reading)
    assert not reading.relevant
    assert reading.reason
