"""Events of one dispute -> where it stands: how far it went, where it points, and whether it is over.

Stage and direction are two axes and never one score; only what happened moves a dispute.
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from disputes.types import Direction, DisputeStatus, Event, PartialDate

DORMANT_DAYS = 365
LISTED = 3  # so many names a report lists in full
SUIT = 4  # the stage from which on a step is one before a court


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a dispute stands, with the event that made each so; `since` and `latest` are its first and last dates.

    `stage` is None where no step that happened has a place on the ladder: a licence alone is no launch.
    """

    stage: int | None
    direction: Direction
    status: DisputeStatus
    since: PartialDate
    latest: PartialDate
    stage_event_id: str | None = None
    direction_event_id: str | None = None
    status_event_id: str | None = None


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
    moving = [event for event in placed if event.direction != "neutral"]
    dated = placed or ordered
    first, last = (choose(dated, key=lambda event: pad(_time(event))) for choose in (min, max))
    latest = _time(last)
    stage = max((event.stage for event in happened if event.stage is not None), default=None)
    status, by = _status(placed, closes)
    if status == "open" and (date.fromisoformat(pad(as_of)) - date.fromisoformat(pad(latest))).days > DORMANT_DAYS:
        status, by = "dormant", last
    return Standing(
        stage=stage,
        direction=moving[-1].direction if moving else "neutral",
        status=status,
        since=_time(first),
        latest=latest,
        stage_event_id=next((event.id for event in happened if stage is not None and event.stage == stage), None),
        direction_event_id=moving[-1].id if moving else None,
        status_event_id=by.id if by else None,
    )


def _time(event: Event) -> PartialDate:
    return event.date or event.first_published


def _status(placed: Sequence[Event], closes: Mapping[str, DisputeStatus]) -> tuple[DisputeStatus, Event | None]:
    """The status that the steps leave, and the one that made it so; None for a dispute that nothing happened in."""
    status: DisputeStatus = "open"
    by = placed[0] if placed else None
    ended: list[Event] = []
    for event in placed:
        end = closes.get(event.action)
        if end and (event.direction != "neutral"):
            ended.append(event)
            if _all_suits_ended(placed, ended, closes):
                status, by = end, event
        elif status != "open" and (event.direction == "up" or (status == "decided" and (event.stage or 0) >= SUIT)):
            status, by = "open", event
    return status, by


def _all_suits_ended(placed: Sequence[Event], ended: Sequence[Event], closes: Mapping[str, DisputeStatus]) -> bool:
    """A settlement with one of several who sued, or in one of several suits, does not end the dispute.

    A suit is over for all when all who brought it are named, in one step or in several. Of more than three, half of
    them in one step will do, as outlets name the first of many; a court's word is for all in the case.
    """
    suits = [event for event in placed if event.stage == SUIT and event.direction == "up"]
    named = [{*event.actors, *event.targets} for event in ended]
    decided = {event.docket for event in ended if event.docket and closes.get(event.action) == "decided"}
    if len(suits) == 1 and not set().union(*named) & set(suits[0].actors):
        return True  # those who settled are named otherwise than those who sued
    return all(_is_over({*suit.actors}, named) or suit.docket in decided for suit in suits)


def _is_over(claimants: set[str], named: Sequence[set[str]]) -> bool:
    most = max((len(claimants & names) for names in named), default=0)
    return claimants <= set().union(*named) or (len(claimants) > LISTED and 2 * most >= len(claimants))
