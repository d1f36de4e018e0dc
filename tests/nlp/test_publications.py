"""Whose reporting a sentence rests on, and when an outlet's name is no credit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes.catalog import Publication
from nlp.publications import find_credit, find_credits

OUTLETS = {
    form: outlet
    for outlet in (
        Publication("Variety", "outlet"),
        Publication("Reuters", "wire"),
        Publication("The New York Times", "outlet", ("New York Times", "NYT", "the Times")),
        Publication("The Guardian", "outlet", ("Guardian",)),
        Publication("The Verge", "outlet"),
        Publication("Politico", "outlet"),
        Publication("Los Angeles Times", "outlet", ("LA Times",)),
        Publication("NBC News", "outlet"),
        Publication("Wired", "outlet"),
        Publication("The Register", "outlet"),
    )
    for form in (outlet.name, *outlet.aliases)
}

CREDITED = [
    ("As per Variety, on Friday, the MPA sent a letter.", "Variety"),
    ("As reported by Variety: the MPA sent a letter.", "Variety"),
    ("It must hand over logs, a judge said on Wednesday, Reuters reported.", "Reuters"),
    ("The suit was filed on Monday, according to the New York Times.", "The New York Times"),
    ("The suit was filed on Monday, according to The New York Times.", "The New York Times"),
    ("The letter was first reported by The Verge.", "The Verge"),
    ("The letter, first reported on Friday by The Verge, asks for more.", "The Verge"),
    ("The overviews are helpful, Google told Politico.", "Politico"),
    ("A spokesperson told Reuters on Friday that it would appeal.", "Reuters"),
    ("A spokesperson told Reuters Friday that it would appeal.", "Reuters"),
    ("Copyright law was broken, The Guardian writes.", "The Guardian"),
    ("The studios sued, per NBC News.", "NBC News"),
    ("Its units are plaintiffs too, the Los Angeles Times reports.", "Los Angeles Times"),
    ("Much more is asked, reports the New York Times on the strength of two sources.", "The New York Times"),
    ("The judge threw out 20 claims, according to The Register.", "The Register"),
    ("Reuters, the first to report the case, says so.", "Reuters"),
    ("Reuters first reported the talks.", "Reuters"),
    ("Wired has learned that it was scraped.", "Wired"),
    ("The case was moved, the Minnesota Star Tribune has reported.", "Minnesota Star Tribune"),
    ("In an interview with Variety, he called it theft.", "Variety"),
    ("SAN FRANCISCO, June 8 (Reuters) - It was sued.", "Reuters"),
    ("It was sued, according to the New York Times. Filed in Delaware, it says", "The New York Times"),
    ("In a memo seen by Reuters, it gave in.", "Reuters"),
]


@pytest.mark.parametrize(("sentence", "outlet"), CREDITED)
def test_names_the_outlet_that_a_sentence_rests_on(sentence: str, outlet: str) -> None:
    assert find_credit(sentence, OUTLETS) == outlet


@pytest.mark.parametrize(
    "sentence",
    [
        "The New York Times sued OpenAI.",
        "OpenAI must answer the New York Times.",
        "According to the New York Times’ complaint, it copied articles.",
        "According to the New York Times lawsuit, it copied articles.",
        "The New York Times did not reply to a request.",
        "A licence with The Guardian was signed.",
        "As per the MPA: it disregards the law.",
        "According to the complaint, it copied articles.",
        "Contracts were cancelled, Wolf River Electric reported.",
        "Thomson Reuters reported revenue of $7 billion.",
        "Thomson Reuters reported that it had won.",
        "According to Thomson Reuters, it had won.",
        "The variety of works is wide.",
        "He told the judge so.",
        "The Office put out its report.",
    ],
)
def test_an_outlet_that_is_no_source_is_no_credit(sentence: str) -> None:
    assert find_credit(sentence, OUTLETS) is None


def test_a_party_is_credited_for_what_it_reports_alone() -> None:
    parties = {"The New York Times"}
    assert find_credit("It copied articles, according to the New York Times.", OUTLETS, parties=parties) is None
    assert (
        find_credit("It copied articles, the New York Times reported.", OUTLETS, parties=parties)
        == "The New York Times"
    )


def test_finds_all_credits_in_order() -> None:
    credits = find_credits("Google told Politico, and Reuters reported, what Variety wrote.", OUTLETS)
    assert [credit.outlet for credit in credits] == ["Politico", "Reuters", "Variety"]


@given(
    st.one_of(st.text(), st.lists(st.sampled_from([text for text, _ in CREDITED] + ["per", "(", "The"])).map(" ".join))
)
def test_offsets_lie_in_the_text(text: str) -> None:
    for credit in find_credits(text, OUTLETS):
        assert text[credit.start : credit.end]
