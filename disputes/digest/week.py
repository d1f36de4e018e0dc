"""Which days a digest is about: "2026-W08" or two dates -> Period, and the week to tell when none is asked for."""

import re
from datetime import date, timedelta

from disputes.digest.records import Period
from disputes.errors import ConfigError

WEEK = re.compile(r"(\d{4})-?W(\d{1,2})", re.ASCII | re.IGNORECASE)
LONGEST = 366  # days; what is longer is an export, not a digest
YEARS = range(1970, 3000)


def parse_week(text: str) -> Period:
    """The ISO week, Monday to Sunday, that a text like "2026-W08" names. Raises ConfigError for any other text."""
    match = WEEK.fullmatch(text.strip())
    if not match:
        raise ConfigError(f"week: {text[:40]!r} is no ISO week such as 2026-W08")
    year, week = int(match[1]), int(match[2])
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        raise ConfigError(f"week: {year} has no week {week}") from None
    return span(monday, monday + timedelta(days=6))


def week_of(day: date) -> Period:
    """The ISO week that a day lies in."""
    monday = day - timedelta(days=day.weekday())
    year, week, _ = monday.isocalendar()
    return Period(monday, monday + timedelta(days=6), f"{year}-W{week:02}")


def span(since: date, until: date) -> Period:
    """The days from one date to another, named as a week where they are one.

    Raises ConfigError for no days, too many, or years that no digest tells of.
    """
    days = (until - since).days + 1
    if since.year not in YEARS or until.year not in YEARS:
        raise ConfigError(f"{since} to {until}: a digest tells of the years {YEARS[0]} to {YEARS[-1]}")
    if days < 1:
        raise ConfigError(f"since {since} comes after until {until}")
    if days > LONGEST:
        raise ConfigError(f"{since} to {until}: a digest tells at most {LONGEST} days")
    week = week_of(since)
    return week if (week.since, week.until) == (since, until) else Period(since, until, f"{since} to {until}")


def default_week(newest: date | None, today: date) -> Period:
    """The last finished week, or the week of the newest data where that is older."""
    finished = week_of(today - timedelta(days=7))
    return week_of(newest) if newest and newest < finished.since else finished
