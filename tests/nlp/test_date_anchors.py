"""Dates that are counted from another step or another date: “two days after the ruling”."""

import pytest
from date_words import WEDNESDAY, only

from nlp.dates import anchor_of, anchored, find_dates


@pytest.mark.parametrize(
    ("text", "words", "anchor", "expected"),
    [
        ("The same day, Meta answered.", "The same day", "2025-06-25", "2025-06-25"),
        ("that same day", "that same day", "2025-06", "2025-06"),
        ("On that very day the panel", "that very day", "2025-04-03", "2025-04-03"),
        ("that month", "that month", "2025-06-25", "2025-06"),
        ("in the same month", "the same month", "2025-06-25", "2025-06"),
        ("later that year", "that year", "2025-06-25", "2025"),
        ("that week", "that week", "2025-06-25", "2025-06"),
        ("that week", "that week", "2025-07-01", "2025"),
        ("that evening", "that evening", "2025-06-25", "2025-06-25"),
        ("the following day", "the following day", "2025-06-30", "2025-07-01"),
        ("the next day", "the next day", "2025-12-31", "2026-01-01"),
        ("the previous day", "the previous day", "2025-06-01", "2025-05-31"),
        ("the following month", "the following month", "2025-12-05", "2026-01"),
        ("the previous year", "the previous year", "2025-12-05", "2024"),
        ("a day later", "a day later", "2025-06-25", "2025-06-26"),
        ("two days after the ruling", "two days after", "2025-06-25", "2025-06-27"),
        ("the day after the ruling", "the day after", "2025-06-25", "2025-06-26"),
        ("Seventeen days earlier, at another hearing", "Seventeen days earlier", "2025-09-25", "2025-09-08"),
        ("a week later", "a week later", "2025-06-10", "2025-06-17"),
        ("two weeks earlier", "two weeks earlier", "2025-06", "2025"),
        ("two months later", "two months later", "2025-06-25", "2025-08"),
        ("two months later", "two months later", "2025-11", "2026-01"),
        ("a month before the trial", "a month before", "2025-06-25", "2025-05"),
        ("nine months later", "nine months later", "2025-01-15", "2025"),
        ("a year earlier", "a year earlier", "2025-06-25", "2024"),
        ("Two years on, in", "Two years on", "2022", "2024"),
        ("hours later", "hours later", "2025-06-25", "2025-06-25"),
        ("months after the Times sued", "months after", "2025-06-25", None),
        ("some weeks after the launch", "some weeks after", "2025-06-25", None),
        ("about two weeks later", "about two weeks later", "2025-06-25", None),
        ("the following Monday", "the following Monday", "2025-06-25", "2025-06-30"),
        ("the previous Monday", "the previous Monday", "2025-06-25", "2025-06-23"),
        ("that Friday", "that Friday", "2025-06-25", "2025-06-27"),
        ("that Friday", "that Friday", "2025-06", None),
        ("a day later", "a day later", "2025-06", "2025"),
        ("a day later", "a day later", None, None),
        ("a thousand days later", "days later", "9999-12-31", None),
        ("999 years later", "999 years later", "9999-12-31", None),
        ("on the day of the ruling", "the day of", "2025-06-25", "2025-06-25"),
        ("in May of that year", "May of that year", "2024-02", "2024-05"),
        ("on 3 March of the same year", "3 March of the same year", "2024-02-01", "2024-03-03"),
        ("on March 3, of the following year", "March 3, of the following year", "2024", "2025-03-03"),
        ("in June the previous year", "June the previous year", "2024-02-01", "2023-06"),
        ("in May of that year", "May of that year", None, None),
        ("on February 29 of that year", "February 29 of that year", "2025", None),
        ("a fortnight later", "a fortnight later", "2025-06-10", "2025-06-24"),
        ("two fortnights before the ruling", "two fortnights before", "2025-06-30", "2025-06-02"),
    ],
)
def test_counts_from_another_step(text: str, words: str, anchor: str | None, expected: str | None) -> None:
    mention = find_dates(text, WEDNESDAY)[0]
    assert (mention.kind, mention.text, mention.date) == ("anchored", words, None)
    assert anchored(mention, anchor) == expected


def test_the_step_that_it_counts_from_may_be_named() -> None:
    assert only("two days after the ruling").anchor_named
    assert not only("The ruling came two days later.").anchor_named
    assert not only("The firm answered the day after.").anchor_named


@pytest.mark.parametrize(
    ("text", "step", "expected"),
    [
        ("a week after it had deleted its models", "2024-10-04", "2024-09-27"),
        ("a day after the Tribune had sued", "2025-12-05", "2025-12-04"),
        ("two months before the trial", "2025-06-18", "2025-08"),
        ("on the day of the ruling", "2025-06-25", "2025-06-25"),
        ("weeks after the launch", "2025-06-25", None),
        ("the following Monday", "2025-06-25", None),
    ],
)
def test_dates_the_step_that_is_counted_from(text: str, step: str, expected: str | None) -> None:
    assert anchor_of(only(text), step) == expected


def test_a_named_date_is_an_anchor_at_once() -> None:
    mentions = find_dates(
        "It answered the day after Christmas and two days before the June 25, 2025 ruling.", WEDNESDAY
    )
    assert [mention.date for mention in mentions] == ["2025-12-26", "2025-12-25", "2025-06-23", "2025-06-25"]
