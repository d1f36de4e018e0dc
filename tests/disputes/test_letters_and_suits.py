"""The view of letters and the suits that followed: what is known of their order and of the days between."""

import pytest
from newsdesk import Newsdesk

LEAD = "select suit_date, days, days_least, days_most from letters_and_suits"


def followed(
    desk: Newsdesk, letter: tuple[str | None, str], *suits: tuple[str | None, str]
) -> list[tuple[object, ...]]:
    """What the view says of a letter and suits, each with its date and the day on which it was first told."""
    desk.step("Books", "cease_and_desist", *letter)
    for number, suit in enumerate(suits):
        desk.step("Books", "lawsuit", *suit, docket=f"1:26-cv-0000{number}")
    return [tuple(row) for row in desk.save().rows(LEAD)]


@pytest.mark.parametrize(
    ("letter", "suit", "days"),
    [
        (("2026-02-10", "2026-02-11"), ("2026-02-20", "2026-02-21"), (10, 10, 10)),
        (("2026-02-10", "2026-02-11"), ("2026-02-10", "2026-02-11"), (0, 0, 0)),
        (("2024-10", "2025-12-05"), ("2025-12-04", "2025-12-05"), (None, 399, 429)),
        (("2024-10", "2024-10-22"), ("2025-12-04", "2025-12-05"), (None, 408, 429)),
        (("2026-01-31", "2026-02-01"), ("2026-02", "2026-02-21"), (None, 1, 21)),
        (("2024", "2026-02-01"), ("2026-02", "2026-03"), (None, 397, 789)),
        (("2026-02", "2026-02-16"), ("2026-02-20", "2026-02-21"), (None, 4, 19)),
    ],
)
def test_a_suit_that_is_known_to_have_followed(
    desk: Newsdesk, letter: tuple[str, str], suit: tuple[str, str], days: tuple[int | None, int, int]
) -> None:
    assert followed(desk, letter, suit) == [(suit[0], *days)]


@pytest.mark.parametrize(
    ("letter", "suit"),
    [
        (("2026-02-10", "2026-02-11"), ("2026-02-09", "2026-02-10")),
        (("2026-02", "2026-02-25"), ("2026-02-20", "2026-02-21")),
        (("2026-02", "2026-02"), ("2026-02-20", "2026-02-21")),
        (("2026-02-10", "2026-02-11"), ("2026-02", "2026-02-21")),
        (("2026-02-10", "2026-02-11"), (None, "2026-02-21")),
    ],
)
def test_a_suit_that_may_have_come_first_is_not_told(
    desk: Newsdesk, letter: tuple[str, str], suit: tuple[str | None, str]
) -> None:
    assert followed(desk, letter, suit) == [(None, None, None, None)]


def test_the_first_of_several_suits_is_told(desk: Newsdesk) -> None:
    suits = [("2026-03-20", "2026-03-21"), ("2026-01", "2026-01-21"), ("2026-03", "2026-03-11")]
    assert followed(desk, ("2026-02", "2026-02-16"), *suits) == [("2026-03", None, 13, 38)]


def test_a_letter_of_no_known_time_is_left_out(desk: Newsdesk) -> None:
    assert followed(desk, (None, "2026-02-11"), ("2026-02-20", "2026-02-21")) == []
