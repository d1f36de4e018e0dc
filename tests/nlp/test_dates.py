"""Date expressions: tables of text and what it means on a day of publication; offsets always slice back."""

from datetime import date

import pytest
from date_words import DIRECTED, NEAREST, STATED, WEDNESDAY, only
from hypothesis import given
from hypothesis import strategies as st

from nlp.dates import anchored, find_dates
from nlp.dates.relative import periods

# A day of publication, a text, and its date by the words around it: what the calendar does at its edges.
EDGES = [
    (date(2024, 5, 20), "heard last Monday when", "2024-05-13"),
    (date(2025, 10, 9), "Released last week, Sora 2", "2025"),
    (date(2025, 6, 10), "Last week the Lords passed", "2025-06"),
    (date(2025, 10, 1), "of its own, just last week", "2025-09"),
    (date(2026, 1, 1), "last week", "2025-12"),
    (date(2026, 1, 7), "last week", None),
    (date(2026, 1, 7), "this week", "2026-01"),
    (date(2026, 1, 7), "last month", "2025-12"),
    (date(2026, 1, 7), "last year", "2025"),
    (date(2026, 1, 7), "on December 30", "2025-12-30"),
    (date(2026, 1, 2), "yesterday", "2026-01-01"),
    (date(2026, 1, 1), "yesterday", "2025-12-31"),
    (date(2024, 3, 1), "yesterday", "2024-02-29"),
    (date(2025, 12, 31), "tomorrow", "2026-01-01"),
    (date(2025, 3, 1), "on February 29", "2024-02-29"),
    (date(2025, 6, 19), "In November, Judge McMahon held", "2024-11"),
    (date(2024, 8, 2), "It was in June that the labels", "2024-06"),
    (date(2024, 5, 20), "an offer made last September by", "2023-09"),
    (date(2025, 12, 10), "last November", "2025-11"),
    (date(2025, 12, 10), "last December", "2024-12"),
    (date(2025, 7, 15), "last summer", "2024"),
    (date(2025, 10, 31), "last summer", "2024"),  # the one that has just ended is "this summer"
    (date(2025, 12, 12), "last summer", "2025"),
    (date(2026, 1, 7), "last autumn", "2025"),
    (date(2025, 7, 15), "this summer", "2025"),
    (date(2026, 1, 10), "this winter", None),
    (date(2025, 10, 26), "this weekend", "2025-10"),
    (date(2026, 2, 2), "over the weekend", "2026"),
    (date(2025, 11, 3), "over the weekend", "2025-11"),
    (date(2025, 1, 31), "a month ago", "2024-12"),
    (date(2025, 3, 31), "a month ago", "2025-02"),
    (date(2026, 1, 3), "three months ago", "2025-10"),
    (date(2025, 7, 4), "moved this week to a federal court", "2025"),
    (date(2025, 11, 20), "on Thanksgiving", "2025-11-27"),
    (date(2026, 2, 22), "next Tuesday", "2026-02-24"),
    (date(2026, 2, 23), "next Tuesday", "2026-03-03"),
]


@pytest.mark.parametrize(("text", "words", "expected"), STATED)
def test_reads_dates_that_state_their_year(text: str, words: str, expected: str | None) -> None:
    mention = only(text)
    assert (mention.text, mention.past, mention.future) == (words, expected, expected)


@pytest.mark.parametrize(("text", "words", "past", "future"), NEAREST)
def test_gives_the_nearest_date_on_either_side(text: str, words: str, past: str | None, future: str | None) -> None:
    mention = only(text)
    assert (mention.text, mention.past, mention.future) == (words, past, future)


@pytest.mark.parametrize(("text", "words", "expected"), DIRECTED)
def test_counts_from_the_day_of_publication(text: str, words: str, expected: str | None) -> None:
    mention = only(text)
    assert (mention.text, mention.date) == (words, expected)


@pytest.mark.parametrize(("published", "text", "expected"), EDGES)
def test_crosses_weeks_months_and_years(published: date, text: str, expected: str | None) -> None:
    assert find_dates(text, published)[0].date == expected


@pytest.mark.parametrize(
    ("published", "text", "first", "last"),
    [
        (date(2026, 3, 1), "last winter", date(2025, 12, 1), date(2026, 2, 28)),
        (date(2026, 4, 10), "last winter", date(2025, 12, 1), date(2026, 2, 28)),
        (date(2026, 5, 31), "last winter", date(2025, 12, 1), date(2026, 2, 28)),
        (date(2026, 11, 10), "last winter", date(2025, 12, 1), date(2026, 2, 28)),
        (date(2026, 1, 10), "last winter", date(2024, 12, 1), date(2025, 2, 28)),
        (date(2026, 11, 10), "last summer", date(2025, 6, 1), date(2025, 8, 31)),
    ],
)
def test_the_last_season_is_the_one_that_ended_unless_it_is_still_called_this(
    published: date, text: str, first: date, last: date
) -> None:
    (found,) = periods(text, published)
    assert found.past == found.future == (first, last)


@pytest.mark.parametrize(("order", "expected"), [("mdy", "2025-12-02"), ("dmy", "2025-02-12")])
def test_the_outlet_decides_the_order_of_numbers(order: str, expected: str) -> None:
    assert only("on 12/02/2025", order=order).date == expected


def test_another_date_of_the_text_decides_the_order_of_numbers() -> None:
    assert [mention.date for mention in find_dates("on 12/02/2025 and 25/02/2025", WEDNESDAY)] == [
        "2025-02-12",
        "2025-02-25",
    ]


def test_finds_all_dates_of_a_sentence_in_order() -> None:
    text = "Filed Aug. 19, 2024, amended in December, heard last Monday and decided yesterday, it was appealed today."
    found = [(mention.text, mention.date) for mention in find_dates(text, WEDNESDAY)]
    assert found == [
        ("Aug. 19, 2024", "2024-08-19"),
        ("December", "2025-12"),
        ("last Monday", "2026-02-23"),
        ("yesterday", "2026-02-24"),
        ("today", "2026-02-25"),
    ]


PIECES = st.sampled_from(
    [text for text, *_ in [*STATED, *NEAREST, *DIRECTED]]
    + ["May", "sued", "99", "0/0/0000", "31 February", "the", "\n", "(", "."]
)


DAYS = st.dates(date(1995, 1, 1), date(2099, 12, 31))


@given(st.one_of(st.text(), st.lists(PIECES, max_size=12).map(" ".join)), DAYS)
def test_offsets_slice_back_whatever_the_text(text: str, published: date) -> None:
    end = 0
    for mention in find_dates(text, published):
        assert text[mention.start : mention.end] == mention.text
        assert end <= mention.start < mention.end
        end = mention.end


@given(
    st.lists(PIECES, max_size=4).map(" ".join),
    DAYS,
    st.sampled_from([None, "2024", "2024-02", "2024-02-29", "0001", "9999-12-31"]),
)
def test_every_date_is_partial_and_past_lies_before_future(text: str, published: date, anchor: str | None) -> None:
    for mention in find_dates(text, published):
        for value in (mention.past, mention.future, anchored(mention, anchor)):
            assert value is None or len(value) in {4, 7, 10}
        if mention.past and mention.future:
            length = min(len(mention.past), len(mention.future))
            assert mention.past[:length] <= mention.future[:length]


@given(DAYS)
def test_a_weekday_is_at_most_six_days_away(published: date) -> None:
    mention = only("on Friday", published)
    assert mention.past is not None and mention.future is not None
    assert 0 <= (published - date.fromisoformat(mention.past)).days <= 6
    assert 0 <= (date.fromisoformat(mention.future) - published).days <= 6


def test_half_a_year_is_no_year() -> None:
    assert find_dates("It sued half a year ago.", WEDNESDAY) == []


def test_a_weekday_that_ends_a_sentence_is_no_part_of_the_next_date() -> None:
    found = find_dates("The court heard it on Monday. May 4, 2026 had been set.", WEDNESDAY)
    assert [mention.text for mention in found] == ["Monday", "May 4, 2026"]
