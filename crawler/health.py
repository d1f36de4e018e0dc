"""How each source does: when it last answered well, when it last brought an article, and what is wrong with it now."""

from collections.abc import Sequence
from dataclasses import dataclass

from disputes.store import FeedState, Store
from disputes.types import Source


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """One source's state. Times are ISO, "" where there is none. `last_success` is known while it answers well."""

    source: Source
    checked_at: str
    last_success: str
    last_article: str
    articles: int
    error: str


def source_health(store: Store, sources: Sequence[Source]) -> list[SourceHealth]:
    """The health of sources, in their order. An address never asked has no times and no error."""
    states: dict[str, list[FeedState]] = {}
    for state in store.feed_states():
        states.setdefault(state.source_id, []).append(state)
    brought = {
        row["source_id"]: (row["last"], row["articles"])
        for row in store.rows(
            "SELECT source_id, max(fetched_at) AS last, count(*) AS articles FROM articles GROUP BY source_id"
        )
    }
    return [_health(source, states.get(source.id, []), *brought.get(source.id, ("", 0))) for source in sources]


def _health(source: Source, states: Sequence[FeedState], last_article: str, articles: int) -> SourceHealth:
    good = [state.checked_at for state in states if state.error is None]
    return SourceHealth(
        source=source,
        checked_at=max((state.checked_at for state in states), default=""),
        last_success=max(good, default=""),
        last_article=last_article,
        articles=articles,
        error="; ".join(f"{state.url}: {state.error}" for state in states if state.error),
    )
