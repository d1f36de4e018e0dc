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

from dashboard.markup import clip, day
from dashboard.palette import UNKNOWN, colours
from dashboard.rows import Count, Rung, Step

EASING, BESIDE = -1, -2
FEW = 8  # disputes whose lines bear their names
NUMBERED = 60  # steps that bear their number
SPREAD = 0.62  # of a row's height
SHAPES = {"happened": "circle", "threatened": "triangle-up", "scheduled": "diamond"}
PARAM = "open"  # the selection that a click makes

type Point = dict[str, Any]


def timeline(steps: Sequence[Step], ladder: Sequence[Rung], *, height: int = 520) -> alt.LayerChart:
    """The chart of many disputes. A click on a step selects its `dispute_id` in the parameter PARAM."""
    rank = {name: position for position, name in enumerate(dict.fromkeys(step.dispute_id for step in steps))}
    last = max(1, len(rank) - 1)
    middle = 0.5 if len(rank) > 1 else 0.0
    quote = 160 if len(steps) <= 1500 else 80
    points = [_point(step, SPREAD * (rank[step.dispute_id] / last - middle), quote=quote) for step in steps]
    few = len(rank) <= FEW
    hover = alt.selection_point("hover", fields=["dispute_id"], on="pointerover", clear="pointerout", empty=False)
    opened = alt.selection_point(PARAM, fields=["dispute_id"], empty=False)
    base = _base(points, steps, ladder)
    layers = [
        _lines(base, hover, faint=0.5 if few else max(0.12, 0.45 - len(rank) / 400)),
        _marks(base, steps, ladder, size=110 if len(points) <= 250 else 40, hover=hover).add_params(hover, opened),
        *([_names(points, base)] if few else []),
    ]
    return _finish(layers, height, f"{len(steps)} steps of {len(rank)} disputes over time, by stage of escalation.")


def climb(steps: Sequence[Step], ladder: Sequence[Rung], *, height: int = 400) -> alt.LayerChart:
    """The chart of one dispute; its steps bear the numbers of their places in the order given."""
    places = enumerate(zip(steps, _apart(steps), strict=True), 1)
    points = [_point(step, offset, quote=240, number=number) for number, (step, offset) in places]
    numbered = len(steps) <= NUMBERED
    base = _base(points, steps, ladder)
    layers = [_lines(base, None, faint=0.5), _marks(base, steps, ladder, size=340 if numbered else 90, hover=None)]
    if numbered:
        ink = alt.condition("datum.status === 'happened'", alt.value("#ffffff"), alt.value("#808794"))
        layers.append(base.mark_text(fontSize=11, fontWeight="bold", aria=False).encode(text="number:Q", color=ink))
    return _finish(layers, height, f"{len(steps)} steps of one dispute over time, by stage of escalation.")


def months(counts: Sequence[Count], colour: str, *, height: int = 200) -> alt.Chart:
    """Bars by month; the counts' names are months ("2026-02")."""
    values = [{"month": f"{count.name}-01", "label": day(count.name), "count": count.count} for count in counts]
    return (
        alt.Chart(alt.Data(values=values))
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


def _point(step: Step, offset: float, *, quote: int, number: int = 0) -> Point:
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
        "number": number,
    }


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
    return alt.Chart(alt.Data(values=list(points))).encode(
        x=alt.X("time:T", title=None, scale=time, axis=alt.Axis(grid=False, tickCount=8, labelOverlap=True)),
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
    base: alt.Chart, steps: Sequence[Step], ladder: Sequence[Rung], *, size: int, hover: alt.Parameter | None
) -> alt.Chart:
    """The steps: colour by action, shape by status, hollow unless it happened."""
    colour_of = colours(ladder)
    used = {step.action: step.action_label for step in steps}
    order = [rung.name for rung in ladder if rung.name in used]
    order += [name for name in used if name not in order]
    palette = alt.Scale(domain=[used[name] for name in order], range=[colour_of.get(name, UNKNOWN) for name in order])
    happened = "datum.status === 'happened'"
    larger = alt.value(size) if hover is None else alt.condition(hover, alt.value(size * 1.7), alt.value(size))
    legend: dict[str, Any] = {"orient": "bottom", "titleFontWeight": "normal", "symbolLimit": 0, "labelLimit": 200}
    statuses = [status for status in SHAPES if any(step.status == status for step in steps)]
    return base.mark_point(filled=True, strokeWidth=2, cursor="pointer" if hover else "default").encode(
        color=alt.Color(
            "action:N", scale=palette, legend=alt.Legend(title=None, columns=6, symbolType="circle", **legend)
        ),
        stroke=alt.Stroke("action:N", scale=palette, legend=None),
        shape=alt.Shape(
            "status:N",
            scale=alt.Scale(domain=statuses, range=[SHAPES[status] for status in statuses]),
            legend=alt.Legend(title=None, symbolFillColor="#8a93a3", symbolStrokeColor="#8a93a3", **legend),
        ),
        fillOpacity=alt.condition(happened, alt.value(0.95), alt.value(0.12)),
        size=larger,
        tooltip=[
            alt.Tooltip(f"{field}:N", title=title)
            for field, title in (
                ("date", "Date"),
                ("action", "Step"),
                ("status", "Status"),
                ("dispute", "Dispute"),
                ("who", "Who"),
                ("whom", "Whom"),
                ("tools", "Tools"),
                ("quote", "Quote"),
                ("outlet", "Outlet"),
                ("sources", "Sources"),
            )
        ],
    )


def _names(points: Sequence[Point], base: alt.Chart) -> alt.LayerChart:
    """The disputes' names above the ends of their lines, growing away from the nearer edge."""
    middle = (min(point["time"] for point in points), max(point["time"] for point in points)) if points else ("", "")
    ends: dict[str, Point] = {}
    for point in points:
        if point["moves"]:
            ends[point["dispute_id"]] = {**point, "dispute": clip(point["dispute"], 44)}
    layers = []
    for align, right in (("left", False), ("right", True)):
        side = [point for point in ends.values() if (_share(point["time"], *middle) > 0.45) == right]
        text = base.properties(data=alt.Data(values=side)).mark_text(
            align=align, dx=-4 if right else 4, dy=-13, fontSize=12, color="#808794", aria=False
        )
        layers.append(text.encode(text="dispute:N"))
    return alt.layer(*layers)


def _share(day: str, first: str, last: str) -> float:
    """How far a day lies between two others, from 0 to 1."""
    at, start, end = (date.fromisoformat(value).toordinal() for value in (day, first, last))
    return (at - start) / max(1, end - start)


def _finish(layers: Sequence[alt.Chart | alt.LayerChart], height: int, description: str) -> alt.LayerChart:
    """The layers as one chart: SVG, so that a screen reader finds the points."""
    return alt.layer(*layers).properties(
        height=height, description=description, usermeta={"embedOptions": {"renderer": "svg"}}
    )
