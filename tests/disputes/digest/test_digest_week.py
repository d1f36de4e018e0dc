"""Which days a digest is about."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes.digest import parse_week, span
from disputes.digest.week import default_week, week_of
from disputes.errors import ConfigError


@pytest.mark.parametrize(
    ("text", "since", "label"),
    [
        ("2026-W08", date(2026, 2, 16), "2026-W08"),
        ("2026w8", date(2026, 2, 16), "2026-W08"),
        ("2026-W01", date(2025, 12, 29), "2026-W01"),
        ("2020-W53", date(2020, 12, 28), "2020-W53"),
    ],
)
def test_reads_an_iso_week(text: str, since: date, label: str) -> None:
    period = parse_week(text)
    assert (period.since, period.until, period.label) == (since, since + timedelta(days=6), label)


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-08", "2026-W00", "2026-W54", "2025-W53", "0001-W01", "٢٠٢٦-W08", "W08" * 99]
)
def test_what_is_no_week_is_an_error_of_one_line(text: str) -> None:
    with pytest.raises(ConfigError) as error:
        parse_week(text)
    assert len(str(error.value).splitlines()) == 1 and len(str(error.value)) < 120


@given(st.dates(date(1971, 1, 1), date(2999, 1, 1)))
def test_every_day_is_in_the_week_that_its_label_names(day: date) -> None:
    week = week_of(day)
    assert week.since <= day <= week.until
    assert parse_week(week.label) == week == span(week.since, week.until)
    assert week.before().until + timedelta(days=1) == week.since


@pytest.mark.parametrize(
    ("since", "until"),
    [(date(2026, 2, 2), date(2026, 2, 1)), (date(2024, 1, 1), date(2026, 1, 1)), (date(1, 1, 1), date(1, 1, 7))],
)
def test_what_is_no_span_is_an_error(since: date, until: date) -> None:
    with pytest.raises(ConfigError):
        span(since, until)


def test_a_week_that_has_not_ended_is_not_the_default() -> None:
    assert default_week(date(2026, 2, 22), date(2026, 2, 22)).label == "2026-W07"
    assert default_week(None, date(2026, 2, 23)).label == "2026-W08"
