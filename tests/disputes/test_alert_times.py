"""When alerts are sent: not in the reader's quiet hours, and in bundles."""

from datetime import UTC, datetime

import pytest
from newsdesk import Newsdesk
from receiving import NOON, Receiver, send, titles, watch

from disputes.alerts.timing import check_zone, is_quiet, parse_quiet
from disputes.errors import ConfigError
from disputes.selection import Selection
from disputes.store.alerts import Watch


def test_quiet_hours_are_those_of_the_reader(waiting: Newsdesk, receiver: Receiver) -> None:
    watch(waiting, receiver, "night", quiet_from="22:00", quiet_until="07:00", zone="Asia/Tokyo")
    waiting.store.remove_watch("ink")
    waiting.step("Books", "lawsuit", "2026-02-20")
    waiting.save()
    assert send(waiting, now=datetime(2026, 2, 23, 14, tzinfo=UTC)).waiting == 1  # 23 in Tokyo
    assert receiver.taken == []
    assert send(waiting, now=datetime(2026, 2, 23, 22, tzinfo=UTC)).sent == 1  # 7 in Tokyo


@pytest.mark.parametrize(
    ("hours", "time", "quiet"),
    [
        ("22:00-07:00", "23:30", True),
        ("22:00-07:00", "06:59", True),
        ("22:00-07:00", "07:00", False),
        ("12:00-13:00", "12:00", True),
        ("12:00-13:00", "13:00", False),
        ("00:00-23:59", "00:00", True),
    ],
)
def test_hours_may_pass_midnight(hours: str, time: str, quiet: bool) -> None:
    begin, end = parse_quiet(hours)
    watching = Watch("w", Selection(party="x"), quiet_from=begin, quiet_until=end)
    assert is_quiet(watching, datetime.fromisoformat(f"2026-02-23T{time}+00:00")) is quiet


@pytest.mark.parametrize("text", ["", "night", "22-7", "24:00-07:00", "22:00-22:00", "22:60-07:00"])
def test_what_are_no_hours_is_an_error(text: str) -> None:
    with pytest.raises(ConfigError, match="--quiet"):
        parse_quiet(text)


@pytest.mark.parametrize("name", ["Nowhere/City", "", "../../etc/passwd", "x" * 500])
def test_what_is_no_zone_is_an_error(name: str) -> None:
    with pytest.raises(ConfigError, match="--zone"):
        check_zone(name)


def test_a_bundle_holds_all_that_came_since_the_last(waiting: Newsdesk, receiver: Receiver) -> None:
    watch(waiting, receiver, "hourly", bundle_minutes=60)
    waiting.store.remove_watch("ink")
    for number in range(3):
        waiting.step(f"Case {number}", "lawsuit", "2026-02-20")
    waiting.save()
    assert send(waiting).sent == 3 and titles(receiver) == ["3 new steps: hourly"]
    waiting.step("Case 9", "ruling", "2026-02-21")
    waiting.save()
    assert send(waiting, now=NOON.replace(minute=59)).waiting == 1
    assert send(waiting, now=NOON.replace(hour=13)).sent == 1 and len(receiver.taken) == 2
