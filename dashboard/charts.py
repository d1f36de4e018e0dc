"""Steps -> the timeline of escalation: time across, stages of the ladder up, one line a dispute.

Only what happened moves a line; what is threatened or scheduled stands beside it, hollow. What eases a dispute without
a stage of its own (a licence, a settlement) stands below the ladder, so that the line comes down; what stands beside
the road (regulators, parliaments) has its own row and moves no line. Each dispute keeps a little distance from the
others within a row, so that hundreds of lines stay apart.
"""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import altair as alt
import pandas as pd  # type: ignore[import-untyped]  # pandas comes without types

from dashboard.markup import clip, day
from dashboard.palette import UNKNOWN, colours, ink
from dashboard.rows import Count, Rung, Step

EASING, BESIDE = -1, -2
SPARSE = 40  # up to so many disputes, lines bear names
NAMED = 14  # lines that bear their names, as far as these do not cover each other
NUMBERED = 60  # steps that bear their number
LETTER = 0.0075  # the width of a letter, as a share of the chart's
SPREAD = 0.62  # of a row's height
GOLDEN = 0.618034  # its multiples, less their whole parts, fill a stretch evenly however many they are
SIZES = ((250, 110), (1000, 55), (3000, 26))  # up to so many steps: the area of a mark
SHAPES = {"happened": "circle", "threatened": "triangle-up", "scheduled": "diamond"}
TOOLTIP = {
    "date": "Date",
    "action": "Step",
    "status": "Status",
    "dispute": "Dispute",
    "who": "Who",
    "whom": "Whom",
    "tools": "Tools",
    "quote": "Quote",
    "outlet": "Outlet",
    "sources": "Sources",
}
PARAM = "open"  # the selection that a click makes

type Point = dict[str, Any]


def timeline(steps: Sequence[Step], ladder: Sequence[Rung], *, legend: bool = False) -> alt.LayerChart:
    """The chart of many disputes. A click on a step selects its `dispute_id` in the parameter PARAM."""
    offsets = _offsets(list(dict.fromkeys(step.dispute_id for step in steps)))
    points = [_point(step, offsets[step.dispute_id], quote=160 if len(steps) <= 1500 else 80) for step in steps]
    hover = alt.selection_point("hover", fields=["dispute_id"], on="pointerover", clear="pointerout", empty=False)
    opened = alt.selection_point(PARAM, fields=["dispute_id"], empty=False)
    base = _base(points, steps, ladder)
    size = next((size for most, size in SIZES if len(points) <= most), SIZES[-1][1])
    marks = _marks(base, steps, ladder, size=size, hover=hover, legend=legend)
    layers = [
        _lines(base, hover, faint=max(0.1, 0.55 - len(offsets) / 250)),
        marks.add_params(hover, opened),
        *(_names(points, base) if len(offsets) <= SPARSE else []),
    ]
    what = (
        f"{len(steps)} steps of {len(offsets)} disputes over time, by stage of escalation. The tables below hold them."
    )
    return _finish(layers, 520 if len(offsets) <= 60 else 660, what)


def climb(steps: Sequence[Step], ladder: Sequence[Rung], *, height: int = 400, legend: bool = False) -> alt.LayerChart:
    """The chart of one dispute; its steps bear the numbers of their places in the order given."""
    places = enumerate(zip(steps, _apart(steps), strict=True), 1)
    named = colours(ladder)
    points = [
        _point(step, offset, quote=240) | {"number": number, "ink": ink(named.get(step.action, UNKNOWN))}
        for number, (step, offset) in places
    ]
    numbered = len(steps) <= NUMBERED
    base = _base(points, steps, ladder)
    layers = [
        _lines(base, None, faint=0.5),
        _marks(base, steps, ladder, size=340 if numbered else 90, hover=None, legend=legend),
    ]
    if numbered:
        shade = alt.condition("datum.status === 'happened'", alt.Color("ink:N", scale=None), alt.value("#808794"))
        layers.append(base.mark_text(fontSize=11, fontWeight="bold", aria=False).encode(text="number:Q", color=shade))
    return _finish(
        layers,
        height,
        f"{len(steps)} steps of one dispute over time, by stage of escalation. The list below holds them.",
    )


def months(counts: Sequence[Count], colour: str, *, height: int = 200) -> alt.Chart:
    """Bars by month; the counts' names are months ("2026-02")."""
    values = [{"month": f"{count.name}-01", "label": day(count.name), "count": count.count} for count in counts]
    return (
        alt.Chart(pd.DataFrame(values))
        .mark_bar(color=colour, cornerRadiusTopLeft=2, cornerRadiusTopRight=2)
        .encode(
            x=alt.X("utcyearmonth(month):T", title=None, axis=alt.Axis(grid=False, format="%b %Y", labelOverlap=True)),
            y=alt.Y("count:Q", title=None, axis=alt.Axis(tickMinStep=1, format="d", tickCount=4)),
            tooltip=[alt.Tooltip("label:N", title="Month"), alt.Tooltip("count:Q", title="New suits")],
        )
        .properties(height=height, description="New suits by month.")
    )


def bands(steps: Sequence[Step], ladder: Sequence[Rung]) -> dict[int, str]:
    """The rows of the chart, the lowest first: what occurs of easing and beside the road, then the ladder's stages."""
    occur = {_band(step) for step in steps}
    rows = {
        position: label for position, label in ((BESIDE, "Beside the road"), (EASING, "Easing")) if position in occur
    }
    stages = stage_names(ladder)
    return rows | {stage: stages.get(stage, f"Stage {stage}") for stage in sorted(stages.keys() | occur) if stage >= 0}


def key(steps: Sequence[Step], ladder: Sequence[Rung]) -> dict[str, str]:
    """What the colours of a chart mean: the actions that occur, by label, in the order of the ladder."""
    named = colours(ladder)
    used = {step.action: step.action_label for step in steps}
    return {used[name]: named.get(name, UNKNOWN) for name in dict.fromkeys([*named, *used]) if name in used}


def stage_names(ladder: Sequence[Rung]) -> dict[int, str]:
    """What each stage is called: the label of the first action that escalates to it, else of the first."""
    named: dict[int, str] = {}
    for rung in sorted(ladder, key=lambda rung: rung.direction != "up"):
        if rung.stage is not None:
            named.setdefault(rung.stage, rung.label)
    return named


def _band(step: Step) -> int:
    if step.stage is not None:
        return step.stage
    return EASING if step.direction == "down" else BESIDE


def _point(step: Step, offset: float, *, quote: int) -> Point:
    band = _band(step)
    return {
        "time": step.sort_date,
        "height": round(band + offset, 4),
        "moves": step.status == "happened" and band != BESIDE,
        "dispute_id": step.dispute_id,
        "dispute": clip(step.dispute, 90),
        "action": step.action_label,
        "status": step.status,
        "date": day(step.date) if step.date else f"not stated; reported {day(step.sort_date)}",
        "who": clip(step.actors, 90) or "not named",
        "whom": clip(step.targets, 90) or "not named",
        "tools": clip(step.tools, 60) or "none named",
        "quote": clip(step.quote, quote),
        "sources": step.sources,
        "outlet": clip(step.outlet, 40),
    }


def _offsets(disputes: Sequence[str]) -> dict[str, float]:
    """A distance from the middle of every row for each dispute: neighbours in the list lie far apart."""
    if len(disputes) < 2:
        return dict.fromkeys(disputes, 0.0)
    return {name: SPREAD * ((place * GOLDEN) % 1 - 0.5) for place, name in enumerate(disputes)}


def _apart(steps: Sequence[Step]) -> list[float]:
    """Distances from the middle of their row that keep steps of about the same time from covering each other."""
    days = [date.fromisoformat(step.sort_date).toordinal() for step in steps]
    near = max(1.0, (max(days) - min(days)) * 0.03) if days else 1.0
    offsets: list[float] = []
    last: dict[int, tuple[int, int]] = {}
    for step, at in zip(steps, days, strict=True):
        before, place = last.get(_band(step), (at - 10**6, 0))
        place = place + 1 if at - before < near else 0
        last[_band(step)] = (at, place)
        offsets.append((0.0, 0.3, -0.3)[place % 3])
    return offsets


def _base(points: Sequence[Point], steps: Sequence[Step], ladder: Sequence[Rung]) -> alt.Chart:
    """The points on their axes, without marks."""
    rows = bands(steps, ladder)
    axis = alt.Axis(
        values=list(rows),
        labelExpr=f"({json.dumps({str(position): label for position, label in rows.items()})})[toString(datum.value)]",
        title=None,
        labelLimit=200,
        labelPadding=8,
        ticks=False,
        domain=False,
    )
    scale = alt.Scale(domain=[min(rows, default=0) - 0.5, max(rows, default=1) + 0.5], nice=False, zero=False)
    time = alt.Scale(type="utc", nice=False, padding=24)
    return alt.Chart(pd.DataFrame(points)).encode(
        x=alt.X(
            "time:T", title=None, scale=time, axis=alt.Axis(grid=False, tickCount=8, format="%b %Y", labelOverlap=True)
        ),
        y=alt.Y("height:Q", scale=scale, axis=axis),
    )


def _lines(base: alt.Chart, hover: alt.Parameter | None, *, faint: float) -> alt.Chart:
    """One grey line a dispute through what happened; the one under the pointer comes forward."""
    lines = base.transform_filter("datum.moves").mark_line(interpolate="step-after", color="#8a93a3", aria=False)
    if hover is None:
        return lines.encode(detail="dispute_id:N", opacity=alt.value(faint), strokeWidth=alt.value(2.5))
    return lines.encode(
        detail="dispute_id:N",
        opacity=alt.condition(hover, alt.value(1), alt.value(faint)),
        strokeWidth=alt.condition(hover, alt.value(3), alt.value(1.5)),
    )


def _marks(
    base: alt.Chart,
    steps: Sequence[Step],
    ladder: Sequence[Rung],
    *,
    size: int,
    hover: alt.Parameter | None,
    legend: bool,
) -> alt.Chart:
    """The steps: colour by action, shape by status, hollow unless it happened."""
    meaning = key(steps, ladder)
    palette = alt.Scale(domain=list(meaning), range=list(meaning.values()))
    statuses = [status for status in SHAPES if any(step.status == status for step in steps)]
    shapes = alt.Scale(domain=statuses, range=[SHAPES[status] for status in statuses])
    happened = "datum.status === 'happened'"
    return base.mark_point(
        filled=True, opacity=1, strokeWidth=2 if size > 50 else 1.2, cursor="pointer" if hover else "default"
    ).encode(
        color=alt.Color("action:N", scale=palette, legend=alt.Legend(title=None) if legend else None),
        stroke=alt.Stroke("action:N", scale=palette, legend=None),
        shape=alt.Shape("status:N", scale=shapes, legend=alt.Legend(title=None) if legend else None),
        fillOpacity=alt.condition(happened, alt.value(0.95), alt.value(0.12)),
        size=alt.value(size) if hover is None else alt.condition(hover, alt.value(size * 1.7), alt.value(size)),
        tooltip=[alt.Tooltip(f"{field}:N", title=title) for field, title in TOOLTIP.items()],
    )


def _names(points: Sequence[Point], base: alt.Chart) -> list[alt.Chart]:
    """The disputes' names above the ends of their lines, growing away from the nearer edge."""
    layers = []
    for align, names in zip(("left", "right"), _placed(points), strict=True):
        if not names:
            continue
        text = base.properties(data=pd.DataFrame(names)).mark_text(
            align=align, dx=4 if align == "left" else -4, dy=-13, fontSize=12, color="#808794", aria=False
        )
        layers.append(text.encode(text="dispute:N"))
    return layers


def _placed(points: Sequence[Point]) -> tuple[list[Point], list[Point]]:
    """The ends of the lines that can bear a name, the latest first: left of the middle and right of it.

    Where a name would cover another it is left out; the width of the chart and of a letter are guessed.
    """
    ends = {point["dispute_id"]: {**point, "dispute": clip(point["dispute"], 44)} for point in points if point["moves"]}
    first, last = (
        min((point["time"] for point in points), default=""),
        max((point["time"] for point in points), default=""),
    )
    sides: tuple[list[Point], list[Point]] = ([], [])
    taken: list[tuple[float, float, float]] = []
    for point in sorted(ends.values(), key=lambda point: str(point["time"]), reverse=True):
        at, width = _share(point["time"], first, last), len(point["dispute"]) * LETTER
        right = at > 0.45
        start = at - width if right else at
        covered = any(start < far and near < start + width and abs(y - point["height"]) < 0.4 for near, far, y in taken)
        if not covered and len(taken) < NAMED:
            taken.append((start, start + width, point["height"]))
            sides[right].append(point)
    return sides


def _share(day: str, first: str, last: str) -> float:
    """How far a day lies between two others, from 0 to 1."""
    at, start, end = (date.fromisoformat(value).toordinal() for value in (day, first, last))
    return (at - start) / max(1, end - start)


def _finish(layers: Sequence[alt.Chart | alt.LayerChart], height: int, description: str) -> alt.LayerChart:
    """The layers as one chart: SVG, so that a screen reader finds the points."""
    return alt.layer(*layers).properties(
        height=height, description=description, usermeta={"embedOptions": {"renderer": "svg"}}
    )
