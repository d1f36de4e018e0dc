"""The times that feeds and pages state -> ISO text, kept as exact as it was written and never made more so.

A result is "2026-02-20T14:05:00-05:00", or "2026-02-20" or "2026-02" or "2026" where no more was stated. What cannot be
read, or cannot be true, is "".
"""

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

_PARTIAL = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
EARLIEST = date(1990, 1, 1)
AHEAD = timedelta(days=2)  # clocks are wrong, and some pages are dated in a zone ahead of ours


def parse_time(written: str) -> str:
    """A time in RFC 822 (RSS) or ISO 8601 (Atom, JSON-LD, sitemaps) as ISO text; "" where it is neither."""
    written = written.strip()
    if _PARTIAL.fullmatch(written):
        return written if _first_day(written) else ""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(written).isoformat(timespec="seconds")
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return ""


def is_plausible(written: str, today: date) -> bool:
    """Whether a page of the web can have been published then: not before 1990, not after the day after tomorrow."""
    day = _first_day(written[:10])
    return day is not None and EARLIEST <= day <= today + AHEAD


def day_of(written: str) -> str:
    """The partial date of an ISO text, in the zone it was written in."""
    return written[:10]


def time_of(written: str) -> str:
    """The ISO text where it has a time and a zone, else ""."""
    try:
        return written if len(written) > 10 and datetime.fromisoformat(written).tzinfo else ""
    except ValueError:
        return ""


def http_time(moment: datetime) -> str:
    """A moment as HTTP headers write it."""
    return moment.astimezone(UTC).strftime("%a, %d %b %Y %H:%M:%S GMT")


def _first_day(partial: str) -> date | None:
    try:
        return date.fromisoformat(partial + "-01-01"[len(partial) - 4 :] if len(partial) < 10 else partial)
    except ValueError:
        return None
