"""The store and the time -> what is wrong with the watching itself: sources that fail, fall silent, flood or run dry.

Well-known trackers lost sources for months without noticing. An alarm is a pure function of what the crawls wrote down,
so that the command line, the dashboard and the digest say the same. It holds as long as its cause does.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

type AlarmKind = Literal["not_crawled", "unreachable", "silent", "flooding", "empty", "shorter"]

LIMIT = timedelta(hours=48)  # without a crawl, or without a good answer of a source
WINDOW = timedelta(days=7)  # what is judged
BEFORE = timedelta(days=60)  # what it is compared with
CLOCKS_DIFFER = timedelta(hours=1)
FLOOD = 4.0  # times what is expected in a week
FEWEST_IN_FLOOD = 30  # entries
FEWEST_PAGES = 5  # in the window
FEWEST_BEFORE = 10
EMPTY = 0.5  # of the pages in the window bring no text
USUALLY_EMPTY = 0.25  # and did so before
SHORTER = 0.5  # of the usual length


@dataclass(frozen=True, slots=True)
class Alarm:
    """One thing that is wrong: where, of what kind, since when (ISO, a time or a day), and a sentence for a person.

    `source_id` and `source` (its name) are "" where it is the crawling as a whole.
    """

    source_id: str
    source: str
    kind: AlarmKind
    since: str
    sentence: str

    @property
    def line(self) -> str:
        """The alarm as the command line tells it."""
        return f"ALARM {self.kind} {self.source_id or 'crawl'}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class _State:
    id: str
    name: str
    items_per_week: float | None
    max_silence: timedelta
    first_asked: str
    last_success: str
    last_failure: str
    problem: str
    last_new: str


@dataclass(frozen=True, slots=True)
class _Tally:
    """Sums over some days of one source; `first` is the first day that counts."""

    first: str = ""
    new_entries: int = 0
    pages: int = 0
    without_text: int = 0
    articles: int = 0
    characters: int = 0


def current_alarms(connection: sqlite3.Connection, now: datetime) -> list[Alarm]:
    """Every alarm that stands at a time with a zone, the crawling as a whole first, then by source.

    Takes any connection to a store: read-only will do.
    """
    found = list(_not_crawled(connection, now))
    for state in _states(connection, now):
        window = _tally(connection, state, now - WINDOW, now)
        before = _tally(connection, state, now - WINDOW - BEFORE, now - WINDOW)
        found += _unreachable(state, now)
        found += _silent(state)
        found += _flooding(state, window)
        found += _empty(state, window, before)
        found += _shorter(state, window, before)
    return found


def _not_crawled(connection: sqlite3.Connection, now: datetime) -> Iterator[Alarm]:
    last = connection.execute(
        "SELECT max(started_at) FROM runs WHERE stage = 'crawl' AND started_at <= ?", [_iso(now + CLOCKS_DIFFER)]
    ).fetchone()[0]
    if last and now - _time(last) > LIMIT:
        yield Alarm("", "", "not_crawled", last, f"No crawl has been started for {_span(now - _time(last))}.")


def _states(connection: sqlite3.Connection, now: datetime) -> list[_State]:
    """The sources that are asked. What a clock that was ahead wrote down is taken as not known."""
    moments = ", ".join(f"iif({name} <= :latest, {name}, '')" for name in ("last_success", "last_failure"))
    found = connection.execute(
        f"SELECT id, name, items_per_week, max_silence_hours, min(first_asked, :latest), {moments}, problem,"
        " iif(last_new <= :latest, last_new, '')"
        " FROM sources WHERE enabled AND first_asked IS NOT NULL ORDER BY id",
        {"latest": _iso(now + CLOCKS_DIFFER)},
    )
    return [_State(row[0], row[1], row[2], timedelta(hours=row[3]), *tuple(row)[4:]) for row in found]


def _tally(connection: sqlite3.Connection, state: _State, since: datetime, until: datetime) -> _Tally:
    """The days after `since` up to `until`, without the first: then a source brings all that it has kept."""
    row = connection.execute(
        "SELECT min(day), sum(new_entries), sum(pages), sum(without_text), sum(articles), sum(characters)"
        " FROM source_days WHERE source_id = ? AND day > ? AND day <= ? AND day > ?",
        (state.id, _day(since), _day(until), state.first_asked[:10]),
    ).fetchone()
    return _Tally(*row) if row[0] else _Tally()


def _unreachable(state: _State, now: datetime) -> Iterator[Alarm]:
    if state.last_failure <= state.last_success:
        return
    since = state.last_success or state.first_asked
    if now - _time(since) > LIMIT:
        said = f"{state.name} has not answered for {_span(now - _time(since))}: {state.problem}."
        yield Alarm(state.id, state.name, "unreachable", since, said)


def _silent(state: _State) -> Iterator[Alarm]:
    """Judged at its last good answer: a source that was not asked cannot be called silent."""
    since = state.last_new or state.first_asked
    if not state.last_success or _time(state.last_success) - _time(since) <= state.max_silence:
        return
    length = _span(_time(state.last_success) - _time(since))
    said = f"{state.name} answers, but has brought nothing new for {length}; {_span(state.max_silence)} are usual."
    yield Alarm(state.id, state.name, "silent", since, said)


def _flooding(state: _State, window: _Tally) -> Iterator[Alarm]:
    expected = state.items_per_week
    if expected is None or window.new_entries <= max(FLOOD * expected, FEWEST_IN_FLOOD):
        return
    said = f"{state.name} announced {window.new_entries} items within a week; {expected:g} are usual."
    yield Alarm(state.id, state.name, "flooding", window.first, said)


def _empty(state: _State, window: _Tally, before: _Tally) -> Iterator[Alarm]:
    if window.pages < FEWEST_PAGES or window.without_text < EMPTY * window.pages:
        return
    if before.pages >= FEWEST_BEFORE and before.without_text >= USUALLY_EMPTY * before.pages:
        return
    said = f"{state.name} brought no text on {window.without_text} of its last {window.pages} pages."
    yield Alarm(state.id, state.name, "empty", window.first, said)


def _shorter(state: _State, window: _Tally, before: _Tally) -> Iterator[Alarm]:
    if window.articles < FEWEST_PAGES or before.articles < FEWEST_BEFORE:
        return
    length, usual = window.characters / window.articles, before.characters / before.articles
    if length < SHORTER * usual:
        said = f"{state.name} brings articles of {length:.0f} characters; {usual:.0f} were usual."
        yield Alarm(state.id, state.name, "shorter", window.first, said)


def _time(written: str) -> datetime:
    moment = datetime.fromisoformat(written)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _day(moment: datetime) -> str:
    return moment.astimezone(UTC).date().isoformat()


def _span(length: timedelta) -> str:
    hours = round(length / timedelta(hours=1))
    return f"{hours} hours" if hours < 96 else f"{hours // 24} days"
