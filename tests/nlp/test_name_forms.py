"""Names as real pages write them: branches and countries, offices, sites, and forms that lack something."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from disputes.types import Reading
from nlp.cast import Cast, Entity


def named(doc: Doc, form: str) -> Entity | None:
    """Who or what bears a form in a text."""
    cast: Cast = doc._.cast
    return next((entity for entity in cast.entities if form in entity.forms), None)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ann Larkfield sued Google Korea on Monday over its AI chatbot.", "Google Korea"),
        ("Ann Larkfield sued OpenAI Ireland Ltd. on Monday over its AI chatbot.", "OpenAI Ireland Ltd."),
    ],
)
def test_a_branch_bears_its_company_s_name_and_the_place(text: str, name: str, tell: Callable[..., Reading]) -> None:
    assert [party.name for party in tell(text).parties if party.side == "respondent"] == [name]


def test_a_place_that_does_not_act_is_no_party(tell: Callable[..., Reading]) -> None:
    text = (
        "Larkfield Media sued Quillon AI over its AI chatbot. Quillon AI argued that Ontario lacked jurisdiction. The "
        "Ontario court disagreed and ruled on Friday that the case of Larkfield Media could go on."
    )
    assert "Ontario" not in {party.name for party in tell(text).parties}


def test_a_country_that_acts_is_its_government(parse: Callable[..., Doc]) -> None:
    entity = named(parse("Denmark introduced a bill on AI and copyright on Monday."), "Denmark")
    assert entity is not None
    assert (entity.kind, entity.side) == ("government", "neutral")


@pytest.mark.parametrize(
    "opening",
    [
        "Larkfield Media Sues Quillon AI\n\nSEOUL, Jan. 14 (Tarrow Newswire) — ",
        "A logo of Quillon AI at a fair\nOSLO (Tarrow Newswire) - ",
    ],
)
def test_a_dateline_may_stand_below_what_a_page_shows_first(opening: str, tell: Callable[..., Reading]) -> None:
    text = opening + "The publisher Larkfield Media has sued the start-up Quillon AI over its AI chatbot."
    assert {party.name for party in tell(text).parties} == {"Larkfield Media", "Quillon AI"}


@pytest.mark.parametrize(
    "opening",
    [
        "The Larkfield Writers Union (LWU) sued the start-up Quillon AI on Monday - its first suit.",
        "KODAX sued the start-up Quillon AI on Monday – the first such suit.",
    ],
)
def test_a_sentence_with_a_dash_is_no_dateline(opening: str, tell: Callable[..., Reading]) -> None:
    text = f"Artists are angry about AI. {opening} The case is over the copyright in what trained its chatbot."
    suits = [report.actors for report in tell(text).reports if report.action == "lawsuit"]
    assert suits in ([("Larkfield Writers Union",)], [("KODAX",)])


def test_a_place_that_begins_the_text_is_no_branch_of_the_company_that_ends_the_headline(
    parse: Callable[..., Doc],
) -> None:
    doc = parse("India has seen its first suit over AI.", title="Publishers sue OpenAI")
    assert named(doc, "OpenAI India") is None
    assert named(doc, "India") is not named(doc, "OpenAI")


def test_whose_company_another_is_takes_no_part(tell: Callable[..., Reading]) -> None:
    text = (
        "The author Ann Larkfield sued Mark Zuckerberg’s Meta on July 7, 2023 over the training of its AI model Llama."
    )
    assert {party.name for party in tell(text).parties} == {"Ann Larkfield", "Meta"}


def test_a_name_that_lacks_a_letter_is_the_same(parse: Callable[..., Doc]) -> None:
    doc = parse("Larkfield Media sued Quillonix AI over its AI chatbot. The case against Quilonix AI is open.")
    assert named(doc, "Quilonix AI") is named(doc, "Quillonix AI")


def test_a_tool_by_its_full_name_is_no_form_of_its_maker(parse: Callable[..., Doc]) -> None:
    doc = parse(
        "Coders sued Northgate over its AI assistant HelpPilot. HelpPilot, which Northgate unveiled in 2021, was "
        "trained on public code. The AI coding assistant Northgate HelpPilot relies on piracy, they say."
    )
    assert named(doc, "Northgate HelpPilot") is named(doc, "HelpPilot")
    assert named(doc, "Northgate") is not named(doc, "HelpPilot")


def test_a_site_behind_the_headline_of_another_page_is_no_party(tell: Callable[..., Reading]) -> None:
    text = (
        "Developers sued Northgate over its AI assistant HelpPilot in November 2022.\n"
        "HelpPilot, an AI that learned from code, faces class action lawsuit - CODEWEEKLY\nThe case goes on."
    )
    assert "CODEWEEKLY" not in {party.name for party in tell(text).parties}


def test_whoever_bears_an_office_is_a_person_with_a_surname(parse: Callable[..., Doc]) -> None:
    doc = parse("Congresswoman Madeleine Dunn introduced a bill on AI training. Rep. Dunn said that it would help.")
    entity = named(doc, "Madeleine Dunn")
    assert entity is not None
    assert named(doc, "Dunn") is entity


def test_the_number_of_a_court_may_be_left_out(parse: Callable[..., Doc]) -> None:
    doc = parse("The Munich I Regional Court ruled on Tuesday. The Munich Regional Court ordered OpenAI to pay.")
    assert named(doc, "Munich I Regional Court") is named(doc, "Munich Regional Court")
