"""Sources that fail, fall silent, flood or run dry, over weeks that the store remembers."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from disputes.alarms import Alarm, current_alarms
from disputes.store import Store
from disputes.types import Source

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SOURCE = Source(id="daily", name="The Daily", url="https://daily.example/feed", kind="feed", items_per_week=10)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "disputes.db") as opened:
        opened.keep_sources([SOURCE])
        yield opened


def at(hours: float) -> str:
    """So many hours ago."""
    return (NOW - timedelta(hours=hours)).isoformat(timespec="seconds")


def healthy(store: Store, *, until_hours_ago: int = 0, **page: int) -> None:
    """A crawl, a new item and a page each day for two months."""
    for hours in range(60 * 24, until_hours_ago - 1, -24):
        store.finish_run(store.start_run("crawl", at(hours)), at(hours), done=1)
        store.note_answer("daily", at(hours), new_entries=1)
        store.count_for("daily", at(hours), **({"pages": 1, "articles": 1, "characters": 4000} | page))


def alarms(store: Store, now: datetime = NOW) -> list[Alarm]:
    return current_alarms(store.db.conn, now)


def kinds(store: Store) -> list[str]:
    return [alarm.kind for alarm in alarms(store)]


def test_a_healthy_source_raises_none(store: Store) -> None:
    healthy(store)
    assert alarms(store) == []


def test_a_store_that_was_never_crawled_raises_none(store: Store) -> None:
    assert alarms(store) == []


def test_crawling_that_stopped_is_one_alarm_and_not_one_for_each_source(store: Store) -> None:
    healthy(store, until_hours_ago=72)
    (alarm,) = alarms(store)
    assert (alarm.kind, alarm.source_id, alarm.since) == ("not_crawled", "", at(72))
    assert alarm.sentence == "No crawl has been started for 72 hours."


@pytest.mark.parametrize(("hours", "expected"), [(24, []), (72, ["unreachable"])])
def test_a_source_that_fails_for_two_days(store: Store, hours: int, expected: list[str]) -> None:
    healthy(store, until_hours_ago=hours)
    for ago in range(hours - 1, -1, -6):
        store.start_run("crawl", at(ago))
        store.note_answer("daily", at(ago), problem="the server answers 403")
    assert kinds(store) == expected
    if expected:
        (alarm,) = alarms(store)
        assert alarm.since == at(72)
        assert alarm.sentence == "The Daily has not answered for 72 hours: the server answers 403."


@pytest.mark.parametrize(("limit", "expected"), [(48, ["silent"]), (96, [])])
def test_a_source_that_answers_and_brings_nothing(store: Store, limit: int, expected: list[str]) -> None:
    store.keep_sources([Source("daily", "The Daily", SOURCE.url, "feed", max_silence_hours=limit)])
    healthy(store, until_hours_ago=72)
    for ago in range(71, -1, -6):
        store.start_run("crawl", at(ago))
        store.note_answer("daily", at(ago))
    assert kinds(store) == expected
    assert [alarm.since for alarm in alarms(store)] == [at(72)] * len(expected)


def test_a_flood_is_told_but_not_that_of_the_first_day(store: Store) -> None:
    store.start_run("crawl", at(30))
    store.note_answer("daily", at(30), new_entries=500)
    assert alarms(store) == []
    store.note_answer("daily", at(1), new_entries=41)
    (alarm,) = alarms(store)
    assert (alarm.kind, alarm.since) == ("flooding", "2026-11-20")
    assert alarm.sentence == "The Daily announced 41 items within a week; 10 are usual."


def test_pages_that_suddenly_bring_no_text(store: Store) -> None:
    healthy(store)
    store.count_for("daily", at(2), pages=8, without_text=8)
    assert kinds(store) == ["empty"]


def test_pages_that_never_brought_text_are_no_news(store: Store) -> None:
    healthy(store, articles=0, characters=0, without_text=1)
    assert alarms(store) == []


def test_articles_that_became_shorter(store: Store) -> None:
    healthy(store)
    store.count_for("daily", at(2), pages=20, articles=20, characters=20 * 300)
    (alarm,) = alarms(store)
    assert alarm.kind == "shorter"
    assert alarm.sentence == "The Daily brings articles of 1259 characters; 4000 were usual."


@pytest.mark.parametrize("gone", [[], [Source("daily", "D", SOURCE.url, "feed", enabled=False, reason="Dead.")]])
def test_a_source_that_is_asked_no_more_raises_none(store: Store, gone: list[Source]) -> None:
    healthy(store, until_hours_ago=90)
    store.note_answer("daily", at(0), problem="gone")
    store.start_run("crawl", at(0))
    store.keep_sources(gone)
    assert alarms(store) == []


def test_a_clock_that_was_ahead_raises_none(store: Store) -> None:
    healthy(store)
    store.note_answer("daily", at(-24 * 400), new_entries=1)
    assert alarms(store) == []


def test_a_count_that_is_none_is_refused(store: Store) -> None:
    with pytest.raises(TypeError, match="no such count: words"):
        store.count_for("daily", at(0), words=1)
