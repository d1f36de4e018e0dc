"""What courts and chambers decide: each ruling of one case and one bench, each vote of one chamber."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from disputes.types import Reading, Report
from nlp.bench import differ
from nlp.entities import Entity
from nlp.trying import on_leave

JULY = "2025-07-01"


def told(reading: Reading, action: str) -> list[Report]:
    return [report for report in reading.reports if report.action == action]


def targets(reading: Reading) -> list[set[str]]:
    return [set(report.targets) for report in told(reading, "ruling")]


def test_developers_sued_apart_have_a_ruling_each(tell: Callable[..., Reading]) -> None:
    reading = tell(
        "A federal judge dismissed the authors' suit against Meta on Wednesday. In a separate case on Monday, another "
        "judge, William Alsup, had ruled that Anthropic may train its AI on books that it bought.",
        JULY,
    )
    assert [names & {"Meta", "Anthropic"} for names in targets(reading)] == [{"Meta"}, {"Anthropic"}]


def test_a_sentence_may_tell_a_ruling_in_each_of_two_cases(tell: Callable[..., Reading]) -> None:
    reading = tell(
        "Authors lost in court in June against Meta and against Anthropic, as judges held that training AI on their "
        "books was fair use.",
        JULY,
    )
    assert [names & {"Meta", "Anthropic"} for names in targets(reading)] == [{"Meta"}, {"Anthropic"}]


def test_defendants_of_one_case_have_one_ruling(tell: Callable[..., Reading]) -> None:
    reading = tell(
        "The New York Times sued OpenAI and Microsoft over ChatGPT. Judge Sidney Stein denied the motions of OpenAI "
        "and Microsoft to dismiss the suit.",
        JULY,
    )
    assert [names & {"OpenAI", "Microsoft"} for names in targets(reading)] == [{"OpenAI", "Microsoft"}]


def test_who_files_in_two_cases_files_in_each(tell: Callable[..., Reading]) -> None:
    reading = tell(
        "Universal Music Group, Sony Music and Warner Music Group sued Suno and Udio, makers of AI music. Suno and "
        "Udio filed their answers to the court on Thursday.",
        JULY,
    )
    assert [set(report.actors) for report in told(reading, "court_filing")] == [{"Suno"}, {"Udio"}]


def test_each_court_has_a_ruling_of_its_own(tell: Callable[..., Reading]) -> None:
    reading = tell(
        "The Beijing Internet Court ruled in March that Pixora infringed the copyright of the artist Lin Wei with its "
        "AI images. The Guangzhou Internet Court decided that Pixora must pay the artist Chen Bo."
    )
    assert [list(report.actors) for report in told(reading, "ruling")] == [
        ["Beijing Internet Court"],
        ["Guangzhou Internet Court"],
    ]


@pytest.mark.parametrize(
    "again",
    ["It ordered Pixora to pay 30,000 yuan.", "The court ordered Pixora to pay 30,000 yuan."],
)
def test_what_the_court_of_the_sentence_before_orders_is_its_ruling(again: str, tell: Callable[..., Reading]) -> None:
    reading = tell(
        "The Beijing Internet Court heard the artist Lin Wei in May. On Monday the Hangzhou Internet Court ruled that "
        f"Pixora infringed his copyright with its AI images. {again} Pixora may appeal to the Zhejiang Higher Court."
    )
    assert [list(report.actors) for report in told(reading, "ruling")] == [["Hangzhou Internet Court"]]


def test_the_court_is_the_one_named_before_though_it_is_named_again(parse: Callable[..., Doc]) -> None:
    doc = parse(
        "The Southern District of New York dismissed claims of Marlow Books against Fennec AI over its chatbot. The "
        "Second Circuit took the case up. The court reversed the decision on Friday. The Second Circuit sits "
        "in Manhattan."
    )
    (reversed_,) = [m for m in doc._.mentions if m.trigger.lemma_ == "reverse"]
    assert [e.name for e in reversed_.actors] == ["2d Cir."]


def test_a_court_that_a_case_may_go_to_is_not_the_court(parse: Callable[..., Doc]) -> None:
    doc = parse(
        "The Hamburg Regional Court forbade Fennec AI to use the drawings of Marlow Books. It may take the case to the "
        "Hanseatic Higher Regional Court. The court awarded Marlow Books damages over the AI images."
    )
    (awarded,) = [m for m in doc._.mentions if m.trigger.lemma_ == "award"]
    assert [e.name for e in awarded.actors] == ["Hamburg Regional Court"]


def test_each_chamber_votes_for_itself(tell: Callable[..., Reading]) -> None:
    reading = tell(
        "The minister sees the AI copyright bill in danger. To forestall the peers, the Commons passed an amendment. "
        "By a wide margin the Lords had passed it last week for the second time, so that authors would know of AI "
        "training."
    )
    assert [list(report.actors) for report in told(reading, "legislation")] == [["Commons"], ["Lords"]]


UNNAMED = [
    # Whoever was named before did not make a ruling that is somebody's.
    (
        "Judge Ann Reyes hears a suit by Marlow Books against Quillon over its AI chatbot. A judge ruled in June that "
        "the suit of Lena Ortiz against Fennec AI over an AI clone of her voice could proceed.",
        [],
    ),
    (
        "Judge Ann Reyes hears a suit by Marlow Books against Quillon over its AI chatbot. Another federal judge ruled "
        "in June that the suit of Lena Ortiz against Fennec AI over an AI clone of her voice could proceed.",
        [],
    ),
    # Who is named afterwards is the one with whom the article opened.
    (
        "A federal judge ruled on Monday that Lena Ortiz may go on with her suit against Fennec AI over an AI clone of "
        "her voice. Judge Ann Reyes wrote that Fennec AI had copied the recordings.",
        ["Ann Reyes"],
    ),
]


@pytest.mark.parametrize(("text", "bench"), UNNAMED)
def test_a_judge_is_not_whoever_was_named_before(text: str, bench: list[str], tell: Callable[..., Reading]) -> None:
    named = {actor for report in told(tell(text), "ruling") for actor in report.actors if actor[0].isupper()}
    assert sorted(named) == bench


def test_a_ruling_of_another_year_is_another_one(tell: Callable[..., Reading]) -> None:
    reading = tell(
        "Judge Ada Quill ruled on June 2 that Fennec AI infringed the copyrights of Marlow Books with its chatbot. "
        "With it she overturned her own decision of 2023 on Fennec AI."
    )
    assert sorted(report.date or "" for report in told(reading, "ruling")) == ["2023", "2025-06-02"]


BENCHES = [
    ("court", "N.D. Cal.", "S.D.N.Y.", True),
    ("court", "Beijing Internet Court", "Guangzhou Internet Court", True),
    ("court", "Sofia City Court", "Sofia court", False),
    ("court", "Delhi High Court", "HC", False),
    ("court", "court in Munich", "Hamburg Regional Court", False),
    ("judge", "Ona Wang", "Sidney Stein", True),
    ("judge", "Judge Wang", "Ona Wang", False),
    ("judge", "Robert Lane Jr.", "Robert Lane", False),
    ("judge", "Magistrate Judge", "Ona Wang", False),
    ("judge", "federal judge", "Ona Wang", False),
]


@pytest.mark.parametrize(("kind", "one", "other", "apart"), BENCHES)
def test_benches_that_cannot_be_one(kind: str, one: str, other: str, apart: bool) -> None:
    first, second = Entity(one, kind, "court"), Entity(other, kind, "court")
    assert differ(first, second) == differ(second, first) == apart


def test_a_judge_and_a_court_may_be_one() -> None:
    assert not differ(Entity("Ona Wang", "judge", "court"), Entity("S.D.N.Y.", "court", "court"))


def test_leave_to_appeal_is_no_part_of_the_ruling_appealed_from(tell: Callable[..., Reading]) -> None:
    reading = tell(
        "In March Judge Ada Quill dismissed most of Corvid Pictures' claims against the AI company Lumo. On Tuesday "
        "the judge gave Corvid Pictures permission to appeal against that judgment."
    )
    assert {report.date for report in told(reading, "ruling")} == {"2025-03", "2025-06-10"}


@pytest.mark.parametrize(
    ("sentence", "leave"),
    [
        ("The judge gave Corvid Pictures permission to appeal against Lumo's victory.", True),
        ("The judge let Corvid Pictures file an interlocutory appeal against Lumo.", True),
        ("The judge refused Lumo's application for leave to appeal against Corvid Pictures.", True),
        ("The court of appeals rejected Lumo's appeal against Corvid Pictures.", False),
        ("The judge ruled for Corvid Pictures, which had won its appeal against Lumo.", False),
    ],
)
def test_what_is_leave_to_appeal(sentence: str, leave: bool, parse: Callable[..., Doc]) -> None:
    rulings = [step for step in parse(f"{sentence} Both fight over AI.")._.drafts if step.action == "ruling"]
    assert {on_leave(step) for step in rulings} == {leave}


def test_an_earlier_order_is_not_the_one_that_upholds_it(parse: Callable[..., Doc]) -> None:
    doc = parse(
        "On Monday Judge Ada Quill rejected Lumo AI's objections to her earlier order to disclose chat logs to "
        "Corvid Pictures."
    )
    rulings = [step for step in doc._.drafts if step.action == "ruling"]
    assert [len(step.mentions) for step in rulings] == [1, 1]


def test_a_judge_who_is_named_later_decided_alone(tell: Callable[..., Reading]) -> None:
    reading = tell(
        "A federal judge on Monday ordered Lumo AI to hand chat logs to Corvid Pictures, which sued the AI company. "
        "Judge Ada Quill found that its users would not be harmed. Judge Tom Farrow presides over the case."
    )
    assert [report.actors for report in told(reading, "ruling")] == [("Ada Quill",)]
