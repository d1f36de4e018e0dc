"""Steps -> where they stand on a chart: rows of the ladder, places in time, and which lines can bear a name.

Only what happened moves a line: up or along, never down to a lower stage, for an answer after a suit leaves the dispute
before the court. What eases a dispute without a stage of its own (a licence, a settlement) stands below the ladder, and
there the line comes down; what stands beside the road (regulators, parliaments) has its own row and moves no line.
Heights count in rows, times as shares of the whole from 0 to 1.
"""

import math
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from dashboard.markup import clip
from dashboard.rows import Rung, Step

EASING, BESIDE = -1, -2
SPREAD, ROOM = 0.62, 0.88  # of a row's height: for the lines in it, and for marks that give way to each other
GOLDEN = 0.618034  # its multiples, less their whole parts, fill a stretch evenly however many they are
CLOSER = (1.0, 0.8, 0.6, 0.4)  # of a mark between marks: the next where a row is too full for the one before
STRETCH = 6  # marks beside each other: a row must have room for the fullest stretch of so much time
FILLED = 0.8  # of a row's area that marks can take which give way one after another
NEAR = 0.022  # of the whole time: steps that are closer would cover each other
ROW_SHARE = 0.33  # of a row between steps that stand above each other
MARK = 0.008  # half the width of a mark, as a share of the chart's
LETTER = 0.0075  # the width of a letter, as a share of the chart's
ABOVE = 0.27  # rows between a line's end and its name
EDGE = 0.4  # rows from the middle of the last one within which a name is not cut
NAMED = 12  # lines that bear their names
CLAIMANTS, RESPONDENTS = 26, 20  # characters of a name on either side of its "v."


@dataclass(frozen=True, slots=True)
class Place:
    """Where a step stands: a row with a distance from its middle, and a time (of day only to tell steps apart)."""

    band: int
    height: float
    time: datetime
    moves: bool

    @property
    def iso(self) -> str:
        """The time as a browser reads it, the same in every zone."""
        return self.time.isoformat().replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class Name:
    """A dispute's name beside the end of its line; it grows to the right, or to the left."""

    text: str
    time: str
    height: float
    leftwards: bool


def stage_names(ladder: Sequence[Rung]) -> dict[int, str]:
    """What each stage is called: the label of the first action that escalates to it, else of the first."""
    named: dict[int, str] = {}
    for rung in sorted(ladder, key=lambda rung: rung.direction != "up"):
        if rung.stage is not None:
            named.setdefault(rung.stage, rung.label)
    return named


def bands(steps: Iterable[Step], ladder: Sequence[Rung]) -> dict[int, str]:
    """The rows of the chart, the lowest first: what occurs of easing and beside the road, then the ladder's stages."""
    occur = {_band(step) for step in steps}
    below = {
        position: label for position, label in ((BESIDE, "Beside the road"), (EASING, "Easing")) if position in occur
    }
    stages = stage_names(ladder)
    return below | {stage: stages.get(stage, f"Stage {stage}") for stage in sorted(stages.keys() | occur) if stage >= 0}


def among_others(steps: Sequence[Step]) -> list[Place]:
    """Places on a chart of many disputes: each keeps its distance from the middle of every row."""
    disputes = list(dict.fromkeys(step.dispute_id for step in steps))
    offsets = {name: SPREAD * ((rank * GOLDEN) % 1 - 0.5) for rank, name in enumerate(disputes)}
    if len(disputes) == 1:
        offsets = {disputes[0]: 0.0}
    moving = _moving(steps)
    return [_place(step, offsets[step.dispute_id], moves) for step, moves in zip(steps, moving, strict=True)]


def alone(steps: Sequence[Step], near: float = NEAR) -> list[Place]:
    """Places on a chart of one dispute: in a crowd, three stand above each other and the rest give way to the right.

    Those are a crowd that are closer than `near`, a share of the whole time.
    """
    apart = _length(steps) * near
    placed: list[Place] = []
    taken: set[tuple[float, datetime]] = set()
    for step, moves in zip(steps, _moving(steps), strict=True):
        place = _place(step, 0.0, moves)
        free = (
            (place.band + offset, place.time + column * apart)
            for column in range(len(steps))
            for offset in (0.0, ROW_SHARE, -ROW_SHARE)
        )
        height, time = next(
            (height, time)
            for height, time in free
            if not any(height == other and abs(time - at) < apart for other, at in taken)
        )
        taken.add((height, time))
        placed.append(replace(place, height=height, time=time))
    return placed


def apart(steps: Sequence[Step], places: Sequence[Place], *, wide: float, tall: float) -> list[float]:
    """The heights at which no step covers another: each gives way up or down, as little as it must.

    A mark is `wide`, as a share of the whole time, and `tall`, in rows; a row that is too full has them closer.
    """
    length, limit = _length(steps), ROOM / 2 / tall
    before: dict[int, deque[tuple[float, float]]] = defaultdict(deque)
    heights = []
    for place in places:
        at, own, row = (place.time - places[0].time) / length / wide, (place.height - place.band) / tall, place.band
        near = before[row]
        while near and at - near[0][0] >= 1:
            near.popleft()
        free = (_free([(at - x, y) for x, y in near], own, limit, distance) for distance in CLOSER)
        height = next((found for found in free if found is not None), own)
        near.append((at, height))
        heights.append(row + height * tall)
    return heights


def _free(near: Sequence[tuple[float, float]], own: float, limit: float, distance: float) -> float | None:
    """The height nearest to a mark's own that keeps its distance from those that are near, if any within the limit."""
    reach = [(y, math.sqrt(distance**2 - away**2)) for away, y in near if away < distance]
    low = high = own
    for start, end in sorted((y - half, y + half) for y, half in reach):
        high = end if start < high < end else high
    for end, start in sorted(((y + half, y - half) for y, half in reach), reverse=True):
        low = start if start < low < end else low
    found = [height for height in (low, high) if -limit <= height <= limit]
    return min(found, key=lambda height: abs(height - own), default=None)


def fullest(steps: Sequence[Step], *, wide: float) -> float:
    """How many marks, `wide` as a share of the whole time, the fullest row must have room for above each other."""
    length, most = _length(steps), 0
    within: dict[int, deque[date]] = defaultdict(deque)
    for step in steps:
        row, day = within[_band(step)], date.fromisoformat(step.sort_date)
        row.append(day)
        while (day - row[0]) / length >= STRETCH * wide:
            row.popleft()
        most = max(most, len(row))
    return most / STRETCH / FILLED


def overflow(steps: Sequence[Step], places: Sequence[Place]) -> float:
    """How far the steps that gave way stand beyond the last day, as a share of the whole time."""
    last = max((step.sort_date for step in steps), default="")
    end = max((place.time for place in places), default=None)
    return (end - datetime.combine(date.fromisoformat(last), time(), UTC)) / _length(steps) if end else 0.0


def names(steps: Sequence[Step], places: Sequence[Place]) -> list[Name]:
    """Names for the lines with most steps, where they cover neither each other nor a step.

    The width of the chart and of a letter are guessed.
    """
    begin = min((place.time for place in places), default=None)
    length = _length(steps)
    ends = {step.dispute_id: (step, place) for step, place in zip(steps, places, strict=True) if place.moves}
    often = Counter(step.dispute_id for step in steps)
    least = 1 if len(often) <= NAMED else 3
    taken = [((place.time - begin) / length, place.height) for place in places if begin]
    boxes = [(at - MARK, at + MARK, height) for at, height in taken]
    bands = [place.band for place in places] or [0]
    bounds = min(bands) - EDGE, max(bands) + EDGE
    found: list[Name] = []
    for dispute, count in often.most_common():
        if begin is None or count < least or dispute not in ends or len(found) == NAMED:
            continue
        step, place = ends[dispute]
        text = short_title(step.dispute)
        if spot := _spot(boxes, (place.time - begin) / length, place.height, len(text) * LETTER, bounds):
            start, end, height, leftwards = spot
            boxes.append((start, end, height))
            found.append(Name(text, place.iso, height, leftwards))
    return found


def short_title(title: str) -> str:
    """A dispute's title in half a line: without its tools, and each side cut by itself, so that neither is lost."""
    sides, _, _ = title.partition(" over ")
    claimants, versus, respondents = sides.partition(" v. ")
    return f"{clip(claimants, CLAIMANTS)}{versus}{clip(respondents, RESPONDENTS)}"


def _spot(
    boxes: Sequence[tuple[float, float, float]], at: float, height: float, width: float, bounds: tuple[float, float]
) -> tuple[float, float, float, bool] | None:
    """Where a name of a width fits at the end of a line, within the bounds of the chart's height: from, to, height, and
    whether it grows leftwards."""
    for up in (ABOVE, -ABOVE):
        if not bounds[0] <= height + up <= bounds[1]:
            continue
        for leftwards in (at > 0.45, at <= 0.45):
            start, end = (at - width, at) if leftwards else (at, at + width)
            covers = any(near < end and start < far and abs(y - height - up) < 0.24 for near, far, y in boxes)
            if start > -0.02 and end < 1.02 and not covers:
                return start, end, height + up, leftwards
    return None


def days(steps: Sequence[Step]) -> int:
    """How many days lie between the first step and the last."""
    return _length(steps).days if steps else 0


def _band(step: Step) -> int:
    if step.stage is not None:
        return step.stage
    return EASING if step.direction == "down" else BESIDE


def _moving(steps: Sequence[Step]) -> list[bool]:
    """Whether each step moves its dispute's line, the steps being in order of time."""
    reached: dict[str, int] = {}
    moving = []
    for step in steps:
        band = _band(step)
        moves = step.status == "happened" and (band == EASING or band >= reached.get(step.dispute_id, 0))
        if moves:
            reached[step.dispute_id] = max(band, 0)
        moving.append(moves)
    return moving


def _place(step: Step, offset: float, moves: bool) -> Place:
    band = _band(step)
    return Place(band, band + offset, datetime.combine(date.fromisoformat(step.sort_date), time(), UTC), moves)


def _length(steps: Sequence[Step]) -> timedelta:
    """The time between the first step and the last, of a day at the least."""
    moments = [date.fromisoformat(step.sort_date) for step in steps]
    return max(timedelta(days=1), max(moments) - min(moments)) if moments else timedelta(days=1)
