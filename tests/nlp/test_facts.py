"""Dates, courts, dockets and sums stand with the step that they belong to."""

from collections.abc import Callable

import pytest

from disputes.types import Reading, Report

SUED = "Marlow Books sued Fennec AI over its chatbot"
PUBLISHED = "2025-06-12"  # a Thursday


def only(reading: Reading, action: str) -> Report:
    found = [report for report in reading.reports if report.action == action]
    assert len(found) == 1, reading.reports
    return found[0]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"{SUED} on Monday.", "2025-06-09"),
        (f"On Monday, {SUED}.", "2025-06-09"),
        (f"{SUED} today.", "2025-06-12"),
        (f"{SUED} yesterday.", "2025-06-11"),
        (f"{SUED} on May 3.", "2025-05-03"),
        (f"{SUED} on May 3, 2023.", "2023-05-03"),
        (f"{SUED} last month.", "2025-05"),
        (f"{SUED} in December.", "2024-12"),
        (f"{SUED} in 2023.", "2023"),
        (f"{SUED}.", None),
        ("The lawsuit that Marlow Books filed on Monday says that Fennec AI's chatbot copies.", "2025-06-09"),
        ("Marlow Books, founded in 1921, sued Fennec AI over its chatbot on Monday.", "2025-06-09"),
        ("Marlow Books sued Fennec AI on Monday over a chatbot that it released in March.", "2025-06-09"),
        ("Marlow Books sued Fennec AI over books published between 1950 and 1960.", None),
    ],
)
def test_date_of_a_suit(sentence: str, expected: str | None, tell: Callable[..., Reading]) -> None:
    assert only(tell(sentence, PUBLISHED), "lawsuit").date == expected


def test_each_step_has_its_own_date(tell: Callable[..., Reading]) -> None:
    reading = tell(f"{SUED} on May 3. The company moved to dismiss the case on Monday.", PUBLISHED)
    assert {report.action: report.date for report in reading.reports} == {
        "lawsuit": "2025-05-03",
        "court_filing": "2025-06-09",
    }


@pytest.mark.parametrize(
    "sentence",
    [f"{SUED} next Monday.", f"{SUED} on July 3, 2025."],
)
def test_nothing_happened_after_publication(sentence: str, tell: Callable[..., Reading]) -> None:
    reports = tell(sentence, PUBLISHED).reports
    assert [report for report in reports if report.status == "happened" and (report.date or "") > PUBLISHED] == []


@pytest.mark.parametrize(
    ("where", "court"),
    [
        ("in federal court in Manhattan", "S.D.N.Y."),
        ("in the Northern District of California", "N.D. Cal."),
        ("in the U.S. District Court for the District of Delaware", "D. Del."),
        ("in the High Court in London", "High Court"),
        ("on Monday", None),
    ],
)
def test_court_of_a_suit(where: str, court: str | None, tell: Callable[..., Reading]) -> None:
    found = only(tell(f"{SUED} {where}."), "lawsuit").court
    assert found == court or (court == "High Court" and found is not None and court in found)


def test_court_and_docket_of_the_case_stand_with_its_later_steps(tell: Callable[..., Reading]) -> None:
    reading = tell(
        f"{SUED} in federal court in Manhattan (No. 1:25-cv-03417). Fennec AI asked the judge to throw it out."
    )
    assert {(report.court, report.docket) for report in reading.reports} == {("S.D.N.Y.", "1:25-cv-03417")}


def test_the_only_court_of_an_article_is_not_that_of_other_parties(tell: Callable[..., Reading]) -> None:
    reading = tell(
        f"{SUED} in federal court in Manhattan. Last year, Anthropic agreed to pay authors $1.5 billion to settle "
        "their lawsuit over Claude."
    )
    assert only(reading, "settlement").court is None


@pytest.mark.parametrize(
    ("sentence", "action", "amount"),
    [
        ("Fennec AI agreed to pay $1.5 billion to settle the suit of Marlow Books.", "settlement", 1.5e9),
        ("Marlow Books signed a licensing deal with Fennec AI worth $250 million.", "licensing_deal", 2.5e8),
        ("Marlow Books sued Fennec AI for $75 million over its chatbot.", "lawsuit", 7.5e7),
        ("Marlow Books sued Fennec AI, which is valued at $5 billion, over its chatbot.", "lawsuit", None),
        ("Marlow Books sued Fennec AI over its chatbot, which costs €20 a month.", "lawsuit", None),
        ("Marlow Books sued Fennec AI, seeking $150,000 for each book.", "lawsuit", None),
    ],
)
def test_sum_of_a_step(sentence: str, action: str, amount: float | None, tell: Callable[..., Reading]) -> None:
    assert only(tell(sentence), action).amount_usd == amount


@pytest.mark.parametrize("published", ["2025", "2025-06", "2025-06-12"])
def test_publication_may_be_partial(published: str, tell: Callable[..., Reading]) -> None:
    assert only(tell(f"{SUED} in March 2024.", published), "lawsuit").date == "2024-03"


def test_a_court_of_appeals_is_not_where_the_suit_was_brought(tell: Callable[..., Reading]) -> None:
    told = tell(
        "Marlow Books sued OpenAI over ChatGPT in March. On Monday the Ninth Circuit heard arguments in the case. "
        "OpenAI appealed the ruling in May."
    )
    courts = {report.action: report.court for report in told.reports}
    assert courts["lawsuit"] is None and "9th Cir." in courts.values()


@pytest.mark.parametrize(
    ("text", "court"),
    [
        ("Marlow Books brought a copyright case against Fennec AI last month in Chicago.", "N.D. Ill."),
        ("Marlow Books has had a copyright suit against Fennec AI pending in San Francisco since May.", "N.D. Cal."),
        ("Marlow Books sued Fennec AI, which was founded in Chicago.", None),
        ("Marlow Books brought a copyright case against Fennec AI last month in Lisbon.", None),
    ],
)
def test_where_a_suit_is_brought_tells_its_court(text, court, tell):
    assert [r.court for r in tell(text).reports if r.action == "lawsuit"] == [court]
