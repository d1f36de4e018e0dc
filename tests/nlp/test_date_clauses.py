"""What the words around a date make of it: past or to come, of a noun, by or since, or no date at all."""

from datetime import date

import pytest
from date_words import WEDNESDAY, only

from nlp.dates import find_dates, resolve


@pytest.mark.parametrize(
    "text",
    [
        "They may sue.",
        "May I ask why?",
        "The companies march on.",
        "Theresa May said no.",
        "June Carter sang.",
        "April Jones, a lawyer, said",
        "playwright August Wilson",
        "The Sunday Times wrote",
        "reporters of the Sunday Times wrote",
        "the film Friday Night Lights",
        "a Black Friday sale",
        "the sun sat on the sea",
        "every Friday they meet",
        "USA Today reported it",
        "the Today show",
        "the artists of today",
        "today's language models",
        'the song "Yesterday" is',
        'his novel "1984" was copied',
        "“Last Night at the Lobster,”",
        "the model GPT-4 and Sora 2",
        "Sora 2 and Suno v5.5",
        "Stable Diffusion 3.5",
        "case 3:23-cv-03223-AMO",
        "No. 24-01454",
        "1:25-md-03143",
        "[2025] EWHC 2863 (Ch)",
        "paid $2,025 and $2025",
        "some 2,023 works",
        "2000 authors signed",
        "24/7 support",
        "17 U.S.C. 107",
        "section 1201(a)",
        "at 10.30 on",
        "version 10.2.1",
        "the 13th floor",
        "on the 42nd Civil Chamber",
        "in the 1990s",
        "the '90s",
        "aged 43",
        "it took six months",
        "for three years",
        "years of litigation",
        "within seven days",
        "February 30, 2025",
        "Mr. Mar and Mr. Dec",
        "one day they may",
        "these days",
        "a decision by Judge May.",
        "Windows 2000 licences",
        "the Copyright, Designs and Patents Act 1988",
        "$20 March",
        "the week and the month",
    ],
)
def test_takes_nothing_else_for_a_date(text: str) -> None:
    assert [mention.text for mention in find_dates(text, WEDNESDAY)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A hearing is set for March 3.", "2026-03-03"),
        ("The court will hear arguments on Friday.", "2026-02-27"),
        ("On Friday the court will hear the parties.", "2026-02-27"),
        ("The Lords are to vote on Monday.", "2026-03-02"),
        ("The motion is due on May 4.", "2026-05-04"),
        ("The trial is scheduled to begin in September.", "2026-09"),
        ("They must answer by Friday.", "2026-02-27"),
        ("A complaint has to be filed by March 13.", "2026-03-13"),
        ("Sales begin on March 2.", "2026-03-02"),
        ("She will rule by the end of April.", "2026-04"),
        ("From June its reports will be read aloud.", "2026-06"),
        ("By Monday it had a letter.", "2026-02-23"),
        ("OpenAI will appeal, it said on Friday.", "2026-02-20"),
        ("The suit, filed on Friday, will be heard in Delaware.", "2026-02-20"),
        ("On Friday, Disney sued the firm, which will answer.", "2026-02-20"),
        ("Disney said Thursday that it will sue.", "2026-02-19"),
        ("The judge, who ruled on Monday, will retire.", "2026-02-23"),
        ("The trial set for March 3 was put off.", "2026-03-03"),
    ],
)
def test_tells_the_future_by_its_clause(text: str, expected: str) -> None:
    assert find_dates(text, WEDNESDAY)[0].date == expected


def test_a_plan_overtaken_dates_only_itself() -> None:
    mentions = find_dates("The trial that was set for March was heard in November.", WEDNESDAY)
    assert [mention.date for mention in mentions] == ["2026-03", "2025-11"]


def test_a_caller_who_knows_the_tense_overrides() -> None:
    mention = only("on March 3")
    assert resolve(mention, "past") == "2025-03-03"
    assert resolve(mention, "future") == "2026-03-03"


@pytest.mark.parametrize(
    ("text", "attributive"),
    [
        ("a 2007 novella", True),
        ("his 2014 hit", True),
        ("the June 2025 decision", True),
        ("the March 6 petition", True),
        ("Tuesday’s decision", True),
        ("the original 1986 film", True),
        ("a Friday filing", True),
        ("in June 2025 a court", False),
        ("on Friday the court", False),
        ("on Friday in Delaware", False),
        ("in 2023", False),
    ],
)
def test_marks_dates_that_belong_to_a_noun(text: str, attributive: bool) -> None:
    assert only(text).attributive is attributive


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("on Feb. 20", "on"),
        ("by Feb. 27", "by"),
        ("no later than Feb. 27", "by"),
        ("until March", "until"),
        ("before 1978", "before"),
        ("after the Jan. 5 ruling", "after"),
        ("since 2022", "since"),
        ("as of Jan. 5", "since"),
        ("between July and September", "between"),
        ("from several months ago", "on"),
    ],
)
def test_says_how_a_step_stands_to_the_date(text: str, relation: str) -> None:
    assert only(text).relation == relation


@pytest.mark.parametrize(
    "text",
    [
        "April 30 (UPI) -- The Tribune sued",
        "June 8 (Reuters) - Cohere",
        "WASHINGTON, DC (June 24, 2024) – Two lawsuits",
        "New York, N.Y.—July 18, 2023—The Guild",
        "Updated September 29, 2023",
        "LONDON, Nov 4 (Reuters) - Getty",
    ],
)
def test_knows_a_dateline(text: str) -> None:
    assert only(text, date(2025, 1, 1)).kind == "dateline"


def test_a_dash_alone_makes_no_dateline() -> None:
    assert only("In a decision on June 24, 2024 — The first — it ruled").kind == "absolute"
