"""Case numbers and captions in the spellings of courts and outlets."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.dockets import find_captions, find_dockets

NUMBERS = [
    ("Case 3:23-cv-03223-AMO.", "3:23-cv-03223-AMO", "3:23-cv-03223"),
    ("(docket 3:23-cv-03223)", "3:23-cv-03223", "3:23-cv-03223"),
    ("Anthropic PBC, 24-cv-05417 (N.D. Cal.)", "24-cv-05417", "24-cv-05417"),
    ("1:25-md-03143", "1:25-md-03143", "1:25-md-03143"),
    ("25-md-3143", "25-md-3143", "25-md-3143"),
    ("No. 1:23-cv-11195-SHS-OTW", "1:23-cv-11195-SHS-OTW", "1:23-cv-11195"),
    ("case number 2:25-cv-05275", "2:25-cv-05275", "2:25-cv-05275"),
    ("2:25–cv–05275", "2:25–cv–05275", "2:25-cv-05275"),
    ("5:23-CV-06393", "5:23-CV-06393", "5:23-cv-06393"),
    ("1:2023-cv-08292", "1:2023-cv-08292", "1:2023-cv-08292"),
    ("23 Civ. 8292", "23 Civ. 8292", "23 Civ. 8292"),
    ("23-cv-8292 (SHS)", "23-cv-8292 (SHS)", "23-cv-8292"),
    ("Nvidia Corp, No. 24-01454, U.S. District Court", "24-01454", "24-01454"),
    ("appeals No. 25-2153", "25-2153", "25-2153"),
    ("Case No. 25-2153", "25-2153", "25-2153"),
    ("docket number 25-2153", "25-2153", "25-2153"),
    (
        "Commercial IP Suit (L) No. 4711 of 2025",
        "Commercial IP Suit (L) No. 4711 of 2025",
        "Commercial IP Suit (L) No. 4711 of 2025",
    ),
    ("[2025] EWHC 2863 (Ch)", "[2025] EWHC 2863 (Ch)", "[2025] EWHC 2863 (Ch)"),
    ("[2024] EWCA Civ 100", "[2024] EWCA Civ 100", "[2024] EWCA Civ 100"),
    ("[2023] UKSC 49", "[2023] UKSC 49", "[2023] UKSC 49"),
    ("2025 ONSC 6217", "2025 ONSC 6217", "2025 ONSC 6217"),
    ("Az. 42 O 14139/24", "42 O 14139/24", "42 O 14139/24"),
    ("310 O 227/23", "310 O 227/23", "310 O 227/23"),
    ("I ZR 69/08", "I ZR 69/08", "I ZR 69/08"),
    ("CS(COMM) 1028/2024", "CS(COMM) 1028/2024", "CS(COMM) 1028/2024"),
    ("CV-24-00732231-00CL", "CV-24-00732231-00CL", "CV-24-00732231-00CL"),
    ("case C-250/25", "C-250/25", "C-250/25"),
    ("case C‑250/25", "C‑250/25", "C-250/25"),
    ("IL-2023-000007", "IL-2023-000007", "IL-2023-000007"),
]

CAPTIONS = [
    ("Bartz et al. v. Anthropic PBC, 24-cv-05417", "Bartz et al.", "Anthropic PBC"),
    ("heard arguments in Kadrey v. Meta on motions", "Kadrey", "Meta"),
    ("GEMA vs. Suno, reaches a courtroom", "GEMA", "Suno"),
    ("Getty Images (US) Inc & Ors v Stability AI Ltd (Re Form", "Getty Images (US) Inc & Ors", "Stability AI Ltd"),
    ("He spoke of Andersen v. Stability. Judge Orrick ruled", "Andersen", "Stability"),
    ("3. Ferreira v. Cartwheel AI. Filed in March 2025", "Ferreira", "Cartwheel AI"),
    ("Tremblay v. OpenAI, Inc. The judge ruled", "Tremblay", "OpenAI, Inc."),
    ("in Doe v. St. Martin's Press on Friday", "Doe", "St. Martin's Press"),
    ("captioned Nazemian et al v Nvidia Corp, No. 24", "Nazemian et al", "Nvidia Corp"),
    ("in Starbuck v. Meta Platforms, Inc. was filed", "Starbuck", "Meta Platforms, Inc."),
    (
        "In Disney Enterprises, Inc. et al. v. Midjourney, Inc., the",
        "Disney Enterprises, Inc. et al.",
        "Midjourney, Inc.",
    ),
    ("the ruling in Authors Guild v. Google", "Authors Guild", "Google"),
    ("Concord Music Group, Inc. v. Anthropic PBC", "Concord Music Group, Inc.", "Anthropic PBC"),
    ("The New York Times Co. v. Microsoft Corp. goes on", "New York Times Co.", "Microsoft Corp."),
    ("Thomson Reuters v. Ross Intelligence on Tuesday", "Thomson Reuters", "Ross Intelligence"),
    (
        "The suit dates from September. Marrow & Pike Foundry Inc. v. Typeset Labs, 25",
        "Marrow & Pike Foundry Inc.",
        "Typeset Labs",
    ),
    ("as it wrote to OpenAI. Tremblay v. OpenAI is", "Tremblay", "OpenAI"),
    ("Ziff Davis v. OpenAI. It is about", "Ziff Davis", "OpenAI"),
    ("in the appeal of Kessler ./. Bildfabrik of last week", "Kessler", "Bildfabrik"),
    ("In re OpenAI Copyright Infringement Litigation", None, "OpenAI Copyright Infringement Litigation"),
    ("in In re Mosaic LLM Litigation. For", None, "Mosaic LLM Litigation"),
    ("In re: OpenAI ChatGPT Litigation has", None, "OpenAI ChatGPT Litigation"),
    ("In re Google Generative AI Copyright Litigation", None, "Google Generative AI Copyright Litigation"),
]


@pytest.mark.parametrize(("text", "words", "normal"), NUMBERS)
def test_reads_case_numbers(text: str, words: str, normal: str) -> None:
    (docket,) = find_dockets(text)
    assert (docket.text, docket.normal) == (words, normal)


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-25",
        "24/7",
        "12/02/2026",
        "GPT-4o",
        "555-1234",
        "COVID-19",
        "No. 1",
        "a 10-5 vote",
        "17 U.S.C. 107",
        "the 2023-24 season",
    ],
)
def test_takes_no_other_number_for_a_case(text: str) -> None:
    assert find_dockets(text) == []


@pytest.mark.parametrize(("text", "plaintiff", "defendant"), CAPTIONS)
def test_reads_captions(text: str, plaintiff: str | None, defendant: str) -> None:
    (caption,) = find_captions(text)
    assert (caption.plaintiff, caption.defendant) == (plaintiff, defendant)
    assert text[caption.start : caption.end].endswith(defendant)


@pytest.mark.parametrize("text", ["man vs. machine", "the v. thing", "version v 2", "it is us v them", "v. Meta"])
def test_takes_no_other_contest_for_a_case(text: str) -> None:
    assert find_captions(text) == []


@given(
    st.one_of(
        st.text(),
        st.lists(st.sampled_from([text for text, *_ in [*NUMBERS, *CAPTIONS]] + ["v.", "In re", "&"])).map(" ".join),
    )
)
def test_offsets_slice_back_whatever_the_text(text: str) -> None:
    for docket in find_dockets(text):
        assert text[docket.start : docket.end] == docket.text
    for caption in find_captions(text):
        assert caption.defendant in text[caption.start : caption.end]
        assert (caption.plaintiff or "") in text[caption.start : caption.end]


@pytest.mark.parametrize("piece", [" ", "\n", "A ", "v. A ", "24-cv-", "Inc., "])
def test_hostile_repetition_costs_no_more_than_its_length(piece: str) -> None:
    started = time.process_time()
    text = piece * (60_000 // len(piece))
    find_captions(text)
    find_dockets(text)
    assert time.process_time() - started < 5
