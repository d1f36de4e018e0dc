"""The cheap judgement: worth reading are AI or rights in works and a step together, and no other kind of dispute."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.relevance import Machines, judge

RELEVANT = [
    "Marlow Books sued Fennec AI for copyright infringement, saying that its chatbot was trained on pirated novels.",
    "The studios sent a cease-and-desist letter to the maker of an AI video generator that draws their characters.",
    "A judge dismissed the copyright claims of artists against the maker of an AI image generator.",
    "The newspaper signed a licensing deal with the AI company, whose chatbot may quote its articles.",
    "The union demanded that the AI company stop cloning the voices of its members without consent.",
    "Musicians condemned an AI start-up that trained on their songs without permission.",
]
OTHER_MATTERS = {
    "privacy": "Parents sued Fennec AI over its chatbot, saying that it breached the privacy of children by collecting "
    "biometric data in violation of data protection law.",
    "antitrust": "Regulators sued Fennec AI for antitrust violations, saying that its AI deals created a monopoly.",
    "patents": "A chip maker sued Fennec AI for patent infringement, saying that its AI accelerators copy two patents.",
    "defamation": "A mayor sued Fennec AI for defamation after its chatbot invented a conviction, a libel claim.",
    "death": "A family sued Fennec AI for wrongful death, saying that its chatbot encouraged self-harm and suicide.",
    "shareholders": "Shareholders sued Fennec AI for securities fraud, saying that its AI revenue was inflated.",
    "no step": "An AI chatbot can write poems, and copyright scholars find that a charming thought.",
    "nothing": "The weather will be fine.",
}


@pytest.mark.parametrize("text", RELEVANT)
def test_worth_reading(text: str) -> None:
    assert judge("", text).worth_reading


@pytest.mark.parametrize("matter", OTHER_MATTERS)
def test_not_worth_reading(matter: str) -> None:
    judgement = judge("", OTHER_MATTERS[matter])
    assert not judgement.worth_reading, judgement
    assert judgement.reason


def test_a_word_of_privacy_does_not_hide_a_copyright_suit() -> None:
    assert judge("", RELEVANT[0] + " It also mentions privacy.").worth_reading


def test_an_objection_without_a_word_of_a_step_is_worth_reading() -> None:
    text = (
        "The daughter of the late comedian Ossian Reed wrote on Sunday that nobody had her consent to let AI clone his "
        "voice and face, and that fans should stop sending her videos made with Mimicry, a generator of likenesses."
    )
    judgement = judge("Comedian's daughter furious at AI videos of her father", text)
    assert not judgement.counts["step"]
    assert judgement.worth_reading


def test_where_no_word_of_a_step_stands_the_others_may_leave_no_doubt() -> None:
    position = (
        "The society of songwriters has made public its position on generative AI and copyright. Works of its members "
        "must not be used for the training of generative AI unless those who hold the rights agree, it holds; creators "
        "have to be paid, and copyright law in its present form lets the developers of AI take songs for free."
    )
    judgement = judge("Society of songwriters on generative AI", position)
    assert judgement.worth_reading and not judgement.counts["step"] and not judgement.counts["objection"]


def test_one_word_of_machines_in_passing_tells_nothing() -> None:
    suit = "The heirs of a novelist sued Marlow Pictures over its pilot film for copyright infringement. " * 8
    assert not judge("Novelist's heirs sue over film", f"{suit}It shows the training of pilots.").worth_reading
    assert judge("Novelist's heirs sue over training", f"{suit}It shows the training of pilots.").score > 0
    assert judge("Novelist's heirs sue", f"{suit}It shows how a model was trained on scraped books.").score > 0


def test_title_counts() -> None:
    assert judge("Novelists sue AI company for copyright infringement", "They filed it on Monday.").worth_reading


def test_names_of_tools_are_words_of_ai() -> None:
    text = "Photographers took Vulpine Draw to court."
    assert not judge("", text).worth_reading
    for name in ("Vulpine", "Vulpine Draw"):
        assert judge("", text, Machines(ai=frozenset({name}))).score > judge("", text).score


def test_the_name_of_a_house_that_does_much_else_is_a_word_of_machines_and_none_of_ai() -> None:
    text = (
        "The publisher of a rapper sued Framely on Friday. Millions of clips have used his songs without a licence, it "
        "told the court in Detroit.{} Fans post them every day, and the firm earns money by it."
    )
    framely = frozenset({"Framely"})
    assert judge("Publisher sues", text.format(""), Machines(ai=framely)).worth_reading
    assert not judge("Publisher sues", text.format(""), Machines(houses=framely)).worth_reading
    assert judge("Publisher sues", text.format(" A bot sings them."), Machines(houses=framely)).worth_reading


def test_anger_tells_of_a_step_where_no_word_of_one_stands() -> None:
    text = (
        "The singer heard her voice in a song that AI had made, and {}. It is on every phone by now, and nobody knows "
        "who made it. She is on tour with her new album, and played in Ghent last week."
    )
    assert not judge("Singer hears AI song", text.format("smiled")).worth_reading
    assert judge("Singer hears AI song", text.format("was outraged")).worth_reading


@given(st.text(max_size=200), st.text(max_size=400))
def test_score_is_a_share_and_has_a_reason(title: str, text: str) -> None:
    judgement = judge(title, text)
    assert 0.0 <= judgement.score <= 1.0
    assert judgement.reason


@pytest.mark.parametrize(
    "piece",
    [
        "AI ",
        "copyright",
        "without ",
        "text-to-",
        "(",
        "\n",
        "a.i.",
    ],
)
def test_a_text_costs_no_more_than_its_length(piece: str) -> None:
    """A word of 50,000 letters must not hold the reading up for half a minute."""
    text = piece * (20_000 // len(piece))
    start = time.process_time()
    judge(piece, text)
    assert time.process_time() - start < 0.5


def test_a_reason_names_what_tells_and_no_word_that_every_article_has() -> None:
    text = "The publishers said in June that they sued the maker of an AI model in court for copyright infringement."
    reason = judge(
        "Publishers sue over AI", f"{text} It was trained on novels of the house, they said on Monday."
    ).reason
    assert re.search(r"AI \(\d\), machines \(\d\), rights \([1-9]\), works \(\d\), steps \([1-9]\)", reason)
    told = set(re.findall(r"[a-z'-]+", reason.partition(";")[2])) - {"for", "it", "speak", "against", "no", "words"}
    assert "court" in told
    assert not told & {"the", "of", "in", "that", "june", "monday", "said"}
