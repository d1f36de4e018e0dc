"""Clauses side by side that tell steps of one kind: each has its own parties and its own day."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from disputes.types import Reading
from nlp import clauses
from nlp.frames import StepMention

PUBLISHED = "2026-05-14"

SIDE_BY_SIDE = [
    (
        "John Grisham is suing OpenAI over its AI chatbot, and three record labels are suing Suno.",
        "lawsuit",
        [("John Grisham", "OpenAI", None), ("three record labels", "Suno", None)],
    ),
    (
        "The New York Times is suing OpenAI in Manhattan over its AI chatbot, and a group of Canadian publishers sued "
        "the company in November.",
        "lawsuit",
        [("New York Times", "OpenAI", None), ("a group of Canadian publishers", "OpenAI", "2025-11")],
    ),
    (
        "Novelist Ana Frisk sued Meta over its AI model Llama in May, and the publisher Orlo Books sued Apple in June.",
        "lawsuit",
        [("Ana Frisk", "Meta", "2026-05"), ("Orlo Books", "Apple", "2025-06")],
    ),
    (
        "On Wednesday, Judge Ann Reyes ruled in favor of Meta, and on Monday Judge Bo Lind ruled that Anthropic's use "
        "of books to train its AI was fair.",
        "ruling",
        [("Ann Reyes", "Meta", "2026-05-13"), ("Bo Lind", "Anthropic", "2026-05-11")],
    ),
    # Clauses that tell unlike steps.
    (
        "Getty Images sued OpenAI over its AI chatbot, and The Atlantic signed a deal with OpenAI.",
        "licensing_deal",
        [("AtlanticOpenAI", "", None)],
    ),
    # Judges without a name, each by a clause of its own.
    (
        "A judge found on Monday that Anthropic's AI made fair use of the books of Ada Quill; two days later another "
        "judge found for Meta against Bram Calder.",
        "ruling",
        [("", "Anthropic", "2026-05-11"), ("", "Bram CalderMeta", "2026-05-13")],
    ),
    # One suit, told by two verbs.
    (
        "Disney sued Midjourney over its AI image generator in June, and the studio is suing it in Los Angeles.",
        "lawsuit",
        [("Disney", "Midjourney", "2025-06")],
    ),
]


@pytest.mark.parametrize(("text", "action", "steps"), SIDE_BY_SIDE)
def test_each_clause_has_its_own(
    text: str, action: str, steps: list[tuple[str, str, str | None]], tell: Callable[..., Reading]
) -> None:
    reports = [report for report in tell(text, PUBLISHED).reports if report.action == action]
    told = [("".join(sorted(r.actors)).removeprefix("The "), "".join(r.targets), r.date) for r in reports]
    assert sorted(told, key=str) == sorted(steps, key=str)


def test_clauses_are_looked_at_once_or_twice_each_however_many_stand_side_by_side(
    parse: Callable[..., Doc], monkeypatch: pytest.MonkeyPatch
) -> None:
    names = "Ana Frisk, Bo Lind, Cy Marsh, Di Novak, Ed Olsen, Flo Pryce, Gus Quint, Hal Rowe".split(", ")
    doc = parse(f"{', and '.join(f'{name} sued OpenAI over its AI chatbot' for name in names)}.")
    mentions: list[StepMention] = [m for m in doc._.mentions if m.action == "lawsuit" and m.framed and m.actors]
    asked: list[StepMention] = []
    clause = clauses._clause
    monkeypatch.setattr(clauses, "_clause", lambda mention, others: asked.append(mention) or clause(mention, others))
    clauses.part(mentions, doc._.cast)
    assert sum(bool(mention.beyond) for mention in mentions) > 5
    assert len(asked) <= 2 * len(mentions)


@pytest.mark.parametrize(
    "likening",
    [
        "This lawsuit echoes similar claims brought last summer by Larkfield Records against the AI company Verda.",
        "The lawsuit is reminiscent of a similar action taken by Larkfield Records against Verda in 2025.",
    ],
)
def test_a_suit_that_is_likened_to_another_is_not_that_one(likening: str, tell: Callable[..., Reading]) -> None:
    text = "The rights group Tonehav has filed a lawsuit against the AI company Quillon over its AI music generator. "
    suits = [report for report in tell(text + likening, PUBLISHED).reports if report.action == "lawsuit"]
    assert sorted(report.actors for report in suits) == [("Larkfield Records",), ("Tonehav",)]
    assert [report.targets for report in suits if "Tonehav" in report.actors] == [("Quillon",)]


def test_suits_told_behind_earlier_ones_are_against_the_same(tell: Callable[..., Reading]) -> None:
    text = (
        "Larkfield Films and Dunmore Pictures sued the start-up Quillon AI on Monday over its AI video generator. "
        "This case follows earlier actions against Nomira AI. Larkfield Films filed suit in June, and Dunmore Pictures "
        "launched its own complaint in September."
    )
    suits = [report for report in tell(text, PUBLISHED).reports if report.action == "lawsuit" and report.date]
    assert {report.date: report.targets for report in suits} == {
        "2026-05-11": ("Quillon AI",),
        "2025-06": ("Nomira AI",),
        "2025-09": ("Nomira AI",),
    }
