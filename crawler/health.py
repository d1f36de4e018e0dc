"""How each source does: when it last answered well, when it last brought something, what it was expected to bring and
what came, and the alarms that stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from disputes.alarms import WINDOW, Alarm, current_alarms
from disputes.store import Store
from disputes.store.connection import Row
from disputes.types import Source


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """One source's state. Times are ISO, "" where there is none; `expected` and `seen` are items a week."""

    source: Source
    last_success: str
    last_failure: str
    problem: str
    last_new: str
    last_article: str
    articles: int  # kept of it
    expected: float | None
    seen: int  # in the last seven days
    failed: int  # answers, in the last seven days
    alarms: tuple[Alarm, ...]


def source_health(store: Store, sources: Sequence[Source], now: datetime) -> list[SourceHealth]:
    """The health of sources, in their order, at a time with a zone. One that was never asked has no times."""
    alarms: dict[str, list[Alarm]] = {}
    for alarm in current_alarms(store.db.conn, now):
        alarms.setdefault(alarm.source_id, []).append(alarm)
    states = {row["id"]: row for row in store.rows("SELECT * FROM sources")}
    week = {
        row["source_id"]: (row["seen"], row["failed"])
        for row in store.rows(
            "SELECT source_id, sum(new_entries) AS seen, sum(failed) AS failed FROM source_days WHERE day > ?"
            " GROUP BY source_id",
            [(now - WINDOW).date().isoformat()],
        )
    }
    brought = {
        row["source_id"]: (row["last"], row["articles"])
        for row in store.rows(
            "SELECT source_id, max(fetched_at) AS last, count(*) AS articles FROM articles GROUP BY source_id"
        )
    }
    return [
        _health(
            source,
            states.get(source.id),
            brought.get(source.id, ("", 0)),
            week.get(source.id, (0, 0)),
            tuple(alarms.get(source.id, ())),
        )
        for source in sources
    ]


def _health(
    source: Source, state: Row | None, brought: tuple[str, int], week: tuple[int, int], alarms: tuple[Alarm, ...]
) -> SourceHealth:
    return SourceHealth(
        source=source,
        last_success=(state["last_success"] or "") if state else "",
        last_failure=(state["last_failure"] or "") if state else "",
        problem=state["problem"] if state else "",
        last_new=(state["last_new"] or "") if state else "",
        last_article=brought[0],
        articles=brought[1],
        expected=source.items_per_week,
        seen=week[0],
        failed=week[1],
        alarms=alarms,
    )
