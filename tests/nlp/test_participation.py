"""Who takes part in a step, and over whose tool it is."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from disputes.types import Reading
from nlp.participation import _without_named

TWO_DISPUTES = (
    "Music publishers sued Anthropic on Monday over song lyrics that its AI chatbot Claude repeats. "
    "Record labels including Sony Music sued {} in 2024 over copyright in recordings{}."
)


@pytest.mark.parametrize(
    ("sued", "over", "tools"),
    [
        ("Stability AI", "", ()),  # nothing is said of what it makes
        ("Stability AI", ", and their lawyers showed Claude to the court", ("Claude",)),
        ("Anthropic", "", ("Claude",)),
    ],
)
def test_no_tool_of_another_dispute_is_a_step_s_unless_its_sentence_names_it(
    sued: str, over: str, tools: tuple[str, ...], tell: Callable[..., Reading]
) -> None:
    reports = tell(TWO_DISPUTES.format(sued, over)).reports
    (suit,) = [r for r in reports if r.action == "lawsuit" and r.actors == ("Sony Music",)]
    assert suit.tools == tools


def test_labels_of_whom_two_sentences_tell_sue_once_in_the_place_of_the_body_that_speaks_for_them(
    parse: Callable[..., Doc],
) -> None:
    doc = parse(
        "The labels took Suno to court in Boston, says the RIAA, which speaks for them. It was in June that the labels "
        "sued Suno, the RIAA said."
    )
    (suit,) = (step for step in doc._.drafts if step.action == "lawsuit")
    assert [len(mention.actors) for mention in suit.mentions] == [1, 1]
    (body,) = (entity for entity in doc._.cast.entities if "RIAA" in entity.forms)
    (labels,) = suit.mentions[0].actors
    assert _without_named(suit, [body], doc._.cast, {body: 0.9, labels: 0.1}) == [labels]
