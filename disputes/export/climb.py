"""A dispute's steps -> its climb as inline SVG: time from left to right, stage from below to above."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from markupsafe import Markup

from disputes.telling.drawing import COLOURS, FAINT, INK, WIDTH, Drawing
from disputes.telling.records import Step
from disputes.telling.wording import STAGES, clean, day_text

LEFT, RIGHT, TOP, HEIGHT = 70, 16, 12, 26
MOST = 400  # steps that are drawn


def climb(steps: Sequence[Step]) -> Markup:
    """A dot a step on the road, full where it happened and a ring where it was threatened or set; else nothing."""
    placed = [step for step in steps if step.stage is not None][:MOST]
    if not placed:
        return Markup("")
    days = [date.fromisoformat(step.day).toordinal() for step in placed]
    first, length = min(days), max(max(days) - min(days), 1)
    base = TOP + HEIGHT * (len(STAGES) - 1)
    told = "; ".join(f"{day_text(step.day)}: {clean(step.label, 60)}, {step.status}" for step in placed)
    chart = Drawing(base + 30, "Stage of each step over time", told)
    for number, name in enumerate(STAGES):
        height = base - number * HEIGHT
        chart.text(0, height + 4, name, INK)
        chart.line(LEFT, height, WIDTH - RIGHT, height, FAINT)
    points = [
        (LEFT + 8 + (day - first) / length * (WIDTH - LEFT - RIGHT - 16), base - _rung(step) * HEIGHT)
        for day, step in zip(days, placed, strict=True)
    ]
    happened = [point for point, step in zip(points, placed, strict=True) if step.status == "happened"]
    for (x1, y1), (x2, y2) in pairwise(happened):
        chart.line(x1, y1, x2, y2, FAINT, width=2)
    for (x, y), step in zip(points, placed, strict=True):
        colour = COLOURS[step.direction]
        chart.dot(x, y, colour if step.status == "happened" else "#ffffff", colour)
    chart.text(LEFT, base + 24, day_text(date.fromordinal(min(days)).isoformat()), INK, size=11)
    chart.text(WIDTH - RIGHT, base + 24, day_text(date.fromordinal(max(days)).isoformat()), INK, anchor="end", size=11)
    return chart.markup()


def _rung(step: Step) -> int:
    return min(max(step.stage or 0, 0), len(STAGES) - 1)
