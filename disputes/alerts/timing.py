"""When a watch may be sent to: quiet hours in the reader's own zone, and the time between two bundles. Pure."""

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from disputes.errors import ConfigError
from disputes.store.alerts import Watch

HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")


def parse_quiet(text: str) -> tuple[str, str]:
    """ "22:00-07:00" -> the two times. Raises ConfigError for any other text, and for hours without end."""
    match = HOURS.fullmatch(text.strip())
    if not match:
        raise ConfigError(f"--quiet: {text[:40]!r} are no hours such as 22:00-07:00")
    begin, end = f"{match[1]}:{match[2]}", f"{match[3]}:{match[4]}"
    if begin == end:
        raise ConfigError(f"--quiet: {text!r} never ends")
    return begin, end


def check_zone(name: str) -> str:
    """A time zone's name, as it is. Raises ConfigError where there is none."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ConfigError(f"--zone: {name[:60]!r} is no time zone such as Europe/Berlin") from None
    return name


def is_quiet(watch: Watch, now: datetime) -> bool:
    """Whether the reader wants silence at a time with a zone; hours may pass midnight."""
    if not watch.quiet_from or not watch.quiet_until:
        return False
    begin, end = time.fromisoformat(watch.quiet_from), time.fromisoformat(watch.quiet_until)
    here = now.astimezone(ZoneInfo(watch.zone)).time()
    return begin <= here < end if begin < end else here >= begin or here < end


def is_due(watch: Watch, now: datetime) -> bool:
    """Whether enough time has passed since the last bundle."""
    if not watch.bundle_minutes or not watch.sent_at:
        return True
    return now - datetime.fromisoformat(watch.sent_at) >= timedelta(minutes=watch.bundle_minutes)
