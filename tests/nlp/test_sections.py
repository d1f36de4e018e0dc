"""Round-ups of cases, each under a heading: who is named under one takes no part under another."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from disputes.types import Reading
from nlp import sections

ROUND_UP = """1. Larkfield v. Quillon AI
The novelist Ann Larkfield sued Quillon AI in March 2025 over its AI chatbot Verda, which was trained on her books.

2. Dunmore Music v. Nomira
The music publisher Dunmore Music filed a copyright suit against the AI company Nomira in May 2025.

A hearing on the motion has been set for June 3, 2026."""


def test_a_step_of_nobody_is_of_the_case_that_heads_its_section(tell: Callable[..., Reading]) -> None:
    reports = [report for report in tell(ROUND_UP, "2026-05-14").reports if report.action == "hearing"]
    assert [(report.actors, report.targets) for report in reports] == [(("Dunmore Music",), ("Nomira",))]


def test_names_end_with_their_line(tell: Callable[..., Reading]) -> None:
    assert {party.name for party in tell(ROUND_UP).parties} == {
        "Ann Larkfield",
        "Quillon AI",
        "Dunmore Music",
        "Nomira",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Larkfield v. Quillon AI\nAnn Larkfield sued Quillon AI in March.",  # one heading parts nothing
        "- Larkfield v. Quillon AI\n- Dunmore v. Nomira\nBoth suits are about AI.",  # a list
        "Larkfield v. Quillon AI was heard.\nDunmore v. Nomira was not.",
    ],
)
def test_an_article_without_headings_is_not_parted(text: str, parse: Callable[..., Doc]) -> None:
    assert sections.find(parse(text)._.cast) == []


def test_sections_run_to_the_next_heading(parse: Callable[..., Doc]) -> None:
    doc = parse(ROUND_UP)
    found = sections.find(doc._.cast)
    assert [(s.claimants[0].name, s.respondents[0].name) for s in found] == [
        ("Ann Larkfield", "Quillon AI"),
        ("Dunmore Music", "Nomira"),
    ]
    assert found[0].end == found[1].start
    assert found[1].end == len(doc)
    assert {entity.name for entity in found[0].outside(doc._.cast)} == {"Dunmore Music", "Nomira"}
