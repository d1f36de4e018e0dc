"""The time that a crawl believes. A clock that is wrong must lose nothing: a page that seems to come from the future
would be judged once and for all."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from disputes.errors import DisputesError

BUILT = date(2026, 11, 1)  # no clock of a running program can be right that says less

type Clock = Callable[[], datetime]


class ClockWrong(DisputesError):
    """The clock says a time before this program was written."""


def now() -> datetime:
    """The time, in UTC. Raises ClockWrong."""
    moment = datetime.now(UTC)
    if moment.date() < BUILT:
        raise ClockWrong(f"the clock says {moment:%Y-%m-%d %H:%M}, which cannot be right; nothing was crawled")
    return moment


def latest_day(clock: Clock, recorded: str) -> date:
    """The day by which dates are judged: today's, or that of the last record where the clock has gone back since."""
    today = clock().date()
    return max(today, date.fromisoformat(recorded[:10])) if recorded else today
