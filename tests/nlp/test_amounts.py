"""Which sum is a step's: what was claimed or paid, not what a company is worth."""

import pytest

from nlp import amounts
from nlp.drafting import Step


def candidates(doc, action: str) -> list[amounts.Candidate]:
    return [c for step in doc._.drafts if step.action == action for c in amounts.candidates(step, doc._.facts)]


@pytest.mark.parametrize(
    ("text", "action", "amount"),
    [
        (
            "Anthropic, which is valued at $61.5 billion, agreed on Monday to pay $1.5 billion to settle the lawsuit "
            "that Andrea Bartz and other authors had brought over Claude.",
            "settlement",
            1.5e9,
        ),
        (
            "The music publishers sued Suno, which raised $125 million last year, and seek $3 billion in damages.",
            "lawsuit",
            3e9,
        ),
        ("Getty Images sued Stability AI in London on Monday over Stable Diffusion.", "lawsuit", None),
    ],
)
def test_each_step_has_its_own_sum(text, action, amount, tell):
    assert {report.amount_usd for report in tell(text).reports if report.action == action} == {amount}


def test_sums_beside_the_sentence_and_in_other_currencies(parse):
    doc = parse(
        "It costs $20 a month. Getty Images sued OpenAI over its image generator on Monday, asking for €5 million. "
        "The damages may reach $1.7 billion. OpenAI is valued at $300 billion."
    )
    found = {(c.amount, c.where) for c in candidates(doc, "lawsuit")}
    assert found == {(20.0, "before"), (1.7e9, "behind")}


def test_what_costs_nothing_has_no_sum(parse):
    doc = parse("Getty Images said on Monday that OpenAI, valued at $300 billion, copies its pictures.")
    step = Step("statement", [], [], [], "happened", mentions=[m for s in doc._.drafts for m in s.mentions])
    assert not list(amounts.candidates(step, doc._.facts))


def test_features_tell_what_a_sum_is_for(parse):
    doc = parse("Getty Images sued OpenAI, which is valued at $300 billion, over its image generator on Monday.")
    (step,) = (step for step in doc._.drafts if step.action == "lawsuit")
    (candidate,) = amounts.candidates(step, doc._.facts)
    found = amounts.features(step, candidate, [candidate], doc._.drafts, doc._.facts)
    assert {"for valuation", "11 digits", "in the sentence", "largest True"} <= found.keys()


SUED = "Marlow Books sued Fennec AI in May over its chatbot. The publisher has three hundred employees. "
CLAIMED = "Its managing director is hopeful. Damages of $4 million are sought."


@pytest.mark.parametrize(
    ("said", "amounts_told"),
    [
        ("Each of the suits asks for $900 million in damages.", {9e8}),
        ("The complaints both seek $900 million in damages.", {9e8}),
        ("Both lawsuits seek damages of $900 million.", {9e8}),
        ("One suit seeks $900 million in damages.", {None}),
    ],
)
def test_a_sum_that_is_claimed_in_several_suits_is_that_of_each(said, amounts_told, tell):
    text = (
        "Sony Music, Universal Music and Warner Music sued Suno in Boston and Udio in New York on Monday over their AI "
        "music generators. The complaints speak of many songs. "
    )
    suits = [report for report in tell(text + said).reports if report.action == "lawsuit"]
    assert len(suits) == 2 and {suit.amount_usd for suit in suits} == amounts_told


@pytest.mark.parametrize(
    ("more", "amount"),
    [
        (CLAIMED, 4_000_000.0),
        (f"{CLAIMED} The $9 million that are claimed for the year before are another matter.", None),
        ("Its managing director is hopeful. The company has raised $4 million from investors.", None),
    ],
)
def test_the_only_sum_that_is_claimed_is_that_of_the_only_suit(more, amount, tell):
    (suit,) = [report for report in tell(f"{SUED}{more}").reports if report.action == "lawsuit"]
    assert suit.amount_usd == amount


def test_a_sum_that_is_claimed_elsewhere_takes_the_place_of_none(parse):
    doc = parse(f"{SUED}{CLAIMED}")
    (suit,) = (step for step in doc._.drafts if step.action == "lawsuit")
    for told in (9e6, None):
        suit.amount = told
        amounts.claim([suit], doc._.facts)
        assert suit.amount == (told or 4e6)
