"""Events of one dispute -> where it stands: how far it went, where it points, and whether it is over.

Stage and direction are two axes and never one score; only what happened moves a dispute.
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from disputes.types import Direction, DisputeStatus, Event, PartialDate

DORMANT_DAYS = 365
SUIT = 4  # the stage from which on a step is one before a court


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a dispute stands. `since` and `latest` are the dates of its first and its last step."""

    stage: int
    direction: Direction
    status: DisputeStatus
    since: PartialDate
    latest: PartialDate


def pad(partial: PartialDate) -> str:
    """A partial date as a day: the first of its month or year."""
    return (partial + "-01-01")[:10]


def last_day(partial: PartialDate) -> str:
    """The last day that a partial date may mean."""
    if len(partial) == 10:
        return partial
    year, month = int(partial[:4]), int(partial[5:7] or 12)
    return f"{year:04}-{month:02}-{monthrange(year, month)[1]:02}"


def sort_date(event: Event) -> str:
    """Where an event stands on the timeline: on its day; one that is known less well, when it was first told.

    It stays within what its date may mean. Safeguards of "February", told of on the 16th, came after a letter of the
    13th: on the first of their month they would stand before it.
    """
    told = pad(event.first_published)
    return min(max(told, pad(event.date)), last_day(event.date)) if event.date else told


def in_order(events: Sequence[Event]) -> list[Event]:
    """Events as they followed each other; on one day, the lesser step first."""
    return sorted(events, key=lambda event: (sort_date(event), event.stage or 0, event.first_published, event.id))


def standing(
    events: Sequence[Event],
    *,
    closes: Mapping[str, DisputeStatus],
    as_of: PartialDate,
    timeless: frozenset[str] = frozenset(),
) -> Standing:
    """Where a dispute with these events (one at least) stands on a day.

    `closes` says which action ends a dispute, and how; `timeless` are the actions whose undated events may be of any
    time, so that they are never taken for the latest.
    """
    ordered = in_order(events)
    happened = [event for event in ordered if event.status == "happened"]
    placed = [event for event in happened if event.date or event.action not in timeless] or happened
    moving = [event.direction for event in placed if event.direction != "neutral"]
    times = [event.date or event.first_published for event in (placed or ordered)]
    latest = max(times, key=pad)
    return Standing(
        stage=max((event.stage or 0 for event in happened), default=0),
        direction=moving[-1] if moving else "neutral",
        status=_status(placed, closes, pad(latest), pad(as_of)),
        since=min(times, key=pad),
        latest=latest,
    )


def _status(placed: Sequence[Event], closes: Mapping[str, DisputeStatus], latest: str, as_of: str) -> DisputeStatus:
    status: DisputeStatus = "open"
    ended: list[Event] = []
    for event in placed:
        end = closes.get(event.action)
        if end and (event.direction != "neutral"):
            ended.append(event)
            if _all_suits_ended(placed, ended):
                status = end
        elif event.direction == "up" or (status == "decided" and (event.stage or 0) >= SUIT):
            status = "open"
    if status == "open" and (date.fromisoformat(as_of) - date.fromisoformat(latest)).days > DORMANT_DAYS:
        return "dormant"
    return status


def _all_suits_ended(placed: Sequence[Event], ended: Sequence[Event]) -> bool:
    """A settlement with one of several who sued does not end the dispute."""
    suits = [event for event in placed if event.stage == SUIT and event.direction == "up"]
    who = {name for event in ended for name in (*event.actors, *event.targets)}
    dockets = {event.docket for event in ended if event.docket}
    return len(suits) < 2 or all(who & set(suit.actors) or suit.docket in dockets for suit in suits)
