"""Who takes part in a step, and over whose tool it is."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from disputes.types import Reading
from nlp.excluding import without_named

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
    assert without_named(suit, [body], doc._.cast, {body: 0.9, labels: 0.1}) == [labels]


def test_a_body_whose_members_sue_has_not_sued(tell: Callable[..., Reading]) -> None:
    text = (
        "Three members of the Osterland Broadcasting Association – Marlow Radio, Sunder Broadcasting and Vale Radio – "
        "filed a copyright suit against the start-up Quillonix AI yesterday over its AI chatbot."
    )
    actors = {actor for report in tell(text).reports if report.action == "lawsuit" for actor in report.actors}
    assert actors == {"Marlow Radio", "Sunder Broadcasting", "Vale Radio"}


def test_letters_that_an_association_issues_are_no_act_of_a_regulator(tell: Callable[..., Reading]) -> None:
    text = (
        "The Osterland Broadcasting Association warned Quillonix AI in December 2023 against using programmes to train "
        "its AI. The warning letters that the association issued were sent to Quillonix AI and Northgate Systems."
    )
    assert "regulatory_action" not in {report.action for report in tell(text).reports}


def test_nobody_launches_what_is_known_to_be_another_s(tell: Callable[..., Reading]) -> None:
    text = (
        "A group of artists sued Google over its AI image generator Imagen. Google launched Imagen in May 2022, when "
        "image models like Stable Diffusion first began to emerge."
    )
    launches = [report for report in tell(text).reports if report.action == "launch"]
    assert [report.tools for report in launches] == [("Imagen",)]


def test_no_government_sends_a_letter_beside_those_who_do(tell: Callable[..., Reading]) -> None:
    text = (
        "Denmark’s press collective Presseforbundet sent the Swedish developer Nordlys AI a cease-and-desist letter on "
        "Tuesday. The Danish parliament had adopted rules on AI in 2023."
    )
    letters = [report for report in tell(text).reports if report.action == "cease_and_desist"]
    assert [report.actors for report in letters] == [("Presseforbundet",)]
