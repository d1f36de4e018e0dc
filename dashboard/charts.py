"""Steps -> the timeline of escalation: time across, stages of the ladder up, one line a dispute.

Colour tells the action, shape the status; what did not happen is hollow. Where things stand is decided in `placing`.
The charts are SVG, so that a screen reader finds every step with its words.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import altair as alt
import pandas as pd  # type: ignore[import-untyped]  # pandas comes without types

from dashboard import placing
from dashboard.markup import clip, day
from dashboard.palette import UNKNOWN, colours, ink
from dashboard.placing import Place
from dashboard.rows import Gathered, Rung, Step

NUMBERED = 80  # steps that bear their numbers
SPARSE, CROWDED = 60, 150  # disputes: beyond the former a chart is higher, beyond the latter no line bears a name
NARROW = 640  # pixels: a chart that is not as wide has no room for names, and for smaller marks only
MARK = 19  # pixels: the width of a mark that bears a number
SIZE_NUMBERED, SIZE_ALONE = 240, 90  # the area of a mark on the chart of one dispute, with its number and without
PADDING = 24  # pixels on either side of the first and the last step
WIDTHS = (160, 200, 330, 560, 900)  # pixels: the least widths of a chart for which steps are placed
GIVING_WAY = 0.3  # of the whole time, beyond the last day: a chart whose steps give way further has no numbers
SIZES = ((250, 110), (1000, 55), (3000, 26))  # up to so many steps: the area of a mark
TINY = 30  # a mark with a smaller area has a thin edge, and on a narrow chart a third of the area
WIDTHS_OF_MANY = (200, NARROW, 760)  # pixels: the least widths of a chart of many disputes for which steps are placed
EDGE, THIN_EDGE = 2.0, 1.2  # pixels
AXIS = 30  # pixels: the height that the axis of time takes
ROW, TALLEST = 70, 108  # pixels: the height of a row among more disputes than are sparse, and where it is full
SHAPES = {"happened": "circle", "threatened": "triangle-up", "scheduled": "diamond"}
GREY, QUIET = "#8a93a3", "#808794"
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
SEVERAL = {"several": "Steps here"}  # told too where marks stand for several steps
PARAM = "open"  # the selection that a click makes

type Point = dict[str, Any]


def timeline(
    steps: Sequence[Step],
    ladder: Sequence[Rung],
    several: Mapping[str, Gathered] | None = None,
    *,
    legend: bool = False,
) -> alt.LayerChart:
    """The chart of many disputes, a mark for each step. A click on one selects its `dispute_id` in the parameter PARAM.

    A step that begins one of the `several`, which are by its id, stands for all of them.
    """
    several = several or {}
    places = placing.among_others(steps)
    size = next((size for most, size in SIZES if len(steps) <= most), SIZES[-1][1])
    disputes = len({step.dispute_id for step in steps})
    rows = len(placing.bands(steps, ladder))
    height = _height(steps, size, rows) if disputes > SPARSE else 540
    layouts = {
        least: placing.apart(
            steps,
            places,
            wide=_across(size, least) / (least - 2 * PADDING),
            tall=_across(size, least) * rows / (height - AXIS),
        )
        for least in WIDTHS_OF_MANY
    }
    quote = 160 if len(steps) <= 1000 else 80
    points = [
        _point(step, place, quote=quote)
        | {f"height{least}": round(heights[at], 4) for least, heights in layouts.items()}
        | {"height": round(layouts[WIDTHS_OF_MANY[-1]][at], 4), "line": round(place.height, 4)}
        | ({"several": _several(several.get(step.event_id), ladder)} if several else {})
        for at, (step, place) in enumerate(zip(steps, places, strict=True))
    ]
    hover = alt.selection_point("hover", fields=["dispute_id"], on="pointerover", clear="pointerout", empty=False)
    opened = alt.selection_point(PARAM, fields=["dispute_id"], empty=False)
    base = _base(points, steps, ladder)
    placed = base.transform_calculate(height=_by_width(layouts, "datum.height{}", f"datum.height{WIDTHS_OF_MANY[0]}"))
    faint = {"expr": f"width < {NARROW} ? {_faint(disputes) / 2:g} : {_faint(disputes):g}"}
    fitted = {"expr": f"width < {NARROW} ? {_narrow(size):g} : {size:g}"}
    told = TOOLTIP | SEVERAL if several else TOOLTIP
    marks = _marks(
        placed, steps, ladder, size=alt.value(fitted), legend=legend, edge=_edge(size), pointer=True, told=told
    )
    ends = [replace(place, height=point["height"]) for place, point in zip(places, points, strict=True)]
    layers = [
        _lines(base.encode(y="line:Q"), faint=faint, wide=1.5),
        *_pointed_at(placed, hover, size),
        marks.add_params(hover, opened),
        *(_names(base, placing.names(steps, ends)) if disputes <= CROWDED else []),
    ]
    count = len(steps) + sum(held.steps - 1 for held in several.values())
    what = f"{count} steps of {disputes} disputes over time, by stage of escalation. The tables below hold them."
    return finished(layers, height, what)


def _faint(disputes: int) -> float:
    """How opaque the lines are of so many disputes: together they must not hide what stands on them."""
    return max(min(0.1, 30 / disputes), 0.55 - disputes / 250) if disputes else 1


def _several(held: Gathered | None, ladder: Sequence[Rung]) -> str:
    """How many steps a mark stands for, and which."""
    if held is None:
        return "1"
    labels = {rung.name: rung.label for rung in ladder}
    kinds = sorted(labels.get(action, action) for action in held.actions.split(","))
    return f"{held.steps} until {day(held.until)}: {', '.join(kinds)}"


def _height(steps: Sequence[Step], size: float, rows: int) -> int:
    """The height of a chart of many disputes: the fullest row has room for its marks, as far as that goes."""
    across = _across(size, WIDTHS_OF_MANY[-1])
    above_each_other = placing.fullest(steps, wide=across / (WIDTHS_OF_MANY[-1] - 2 * PADDING))
    return AXIS + rows * round(min(TALLEST, max(ROW, across * above_each_other / placing.ROOM)))


def _narrow(size: float) -> float:
    """The area of a mark among many where the chart is narrow."""
    return size / 2 if size > TINY else size / 3


def _across(size: float, width: int) -> float:
    """The width of a mark among many with its edge, in pixels, on a chart that is as wide."""
    return math.sqrt(size if width >= NARROW else _narrow(size)) + _edge(size)


def _edge(size: float) -> float:
    """The width of the edge of a mark among many, in pixels."""
    return EDGE if size > TINY else THIN_EDGE


def climb(steps: Sequence[Step], ladder: Sequence[Rung], *, legend: bool = False) -> alt.LayerChart:
    """The chart of one dispute; its steps bear the numbers of their places in the order given.

    A telephone's chart is a quarter as wide, and there more steps would cover each other: where they stand depends on
    the width. Where it has no room for the numbers, the steps are smaller and without.
    """
    named = colours(ladder)
    layouts = _layouts(steps) if len(steps) <= NUMBERED else {}
    usual = placing.alone(steps)
    points = [
        _point(step, usual[at], quote=240)
        | {"number": at + 1, "ink": ink(named.get(step.action, UNKNOWN))}
        | {f"time{least}": places[at].iso for least, places in layouts.items()}
        | {f"height{least}": round(places[at].height, 4) for least, places in layouts.items()}
        for at, step in enumerate(steps)
    ]
    base = _base(points, steps, ladder)
    roomy = f"width >= {min(layouts)}" if layouts else "false"
    if layouts:
        base = base.transform_calculate(
            time=_by_width(layouts, "toDate(datum.time{})", "toDate(datum.time)"),
            height=_by_width(layouts, "datum.height{}", "datum.height"),
        )
    size = alt.condition(roomy, alt.value(SIZE_NUMBERED), alt.value(SIZE_ALONE))
    layers = [_lines(base, faint=0.5, wide=2.5), _marks(base, steps, ladder, size=size, legend=legend)]
    if layouts:
        shade = alt.condition("datum.status === 'happened'", alt.Color("ink:N", scale=None), alt.value(QUIET))
        text = base.mark_text(fontSize=10, fontWeight="bold", aria=False, opacity=alt.expr(f"{roomy} ? 1 : 0"))
        layers.append(text.encode(text="number:Q", color=shade))
    what = f"{len(steps)} steps of one dispute over time, by stage of escalation. The list below holds them."
    return finished(layers, 58 * len(placing.bands(steps, ladder)), what)


def _layouts(steps: Sequence[Step]) -> dict[int, list[Place]]:
    """Where the steps of one dispute stand, by the least width of a chart that has room for them with numbers."""
    found = {least: placing.alone(steps, MARK / (least - 2 * PADDING)) for least in WIDTHS}
    return {least: places for least, places in found.items() if placing.overflow(steps, places) <= GIVING_WAY}


def _by_width(layouts: Iterable[int], told: str, else_: str) -> str:
    """An expression: what is `told` of the widest layout that a chart has room for."""
    expression = else_
    for least in sorted(layouts):
        expression = f"width >= {least} ? {told.format(least)} : {expression}"
    return expression


def key(steps: Sequence[Step], ladder: Sequence[Rung]) -> dict[str, str]:
    """What the colours of a chart mean: the actions that occur, by label, in the order of the ladder."""
    named = colours(ladder)
    used = {step.action: step.action_label for step in steps}
    return {used[name]: named.get(name, UNKNOWN) for name in dict.fromkeys([*named, *used]) if name in used}


def statuses(steps: Sequence[Step]) -> list[str]:
    """The statuses that occur, in the order of SHAPES."""
    occur = {step.status for step in steps}
    return [status for status in SHAPES if status in occur]


def _point(step: Step, place: Place, *, quote: int) -> Point:
    return {
        "time": place.iso,
        "height": round(place.height, 4),
        "moves": place.moves,
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


def _base(points: Sequence[Point], steps: Sequence[Step], ladder: Sequence[Rung]) -> alt.Chart:
    """The points on their axes, without marks."""
    rows = placing.bands(steps, ladder)
    labels = json.dumps({str(position): label for position, label in rows.items()})
    stages = alt.Axis(
        values=list(rows),
        labelExpr=f"({labels})[toString(datum.value)]",
        title=None,
        labelLimit=200,
        labelPadding=8,
        ticks=False,
        domain=False,
    )
    format = "%b %Y" if placing.days(steps) > 200 else "%-d %b %Y"
    times = alt.Axis(grid=False, tickCount=8, format=format, labelOverlap=True)
    scale = alt.Scale(domain=[min(rows, default=0) - 0.5, max(rows, default=1) + 0.5], nice=False, zero=False)
    return alt.Chart(pd.DataFrame(points)).encode(
        x=alt.X("time:T", title=None, scale=alt.Scale(type="utc", nice=False, padding=PADDING), axis=times),
        y=alt.Y("height:Q", scale=scale, axis=stages),
    )


def _lines(base: alt.Chart, *, faint: Any, wide: float) -> alt.Chart:
    """One grey line a dispute through what happened."""
    lines = base.transform_filter("datum.moves").mark_line(interpolate="step-after", color=GREY, aria=False)
    return lines.encode(detail="dispute_id:N", opacity=alt.value(faint), strokeWidth=alt.value(wide))


def _pointed_at(base: alt.Chart, hover: alt.Parameter, size: float) -> list[alt.Chart]:
    """The line and the steps of the dispute under the pointer, drawn beneath the marks of all."""
    chosen = base.transform_filter(hover)
    rings = chosen.mark_point(filled=False, color=GREY, strokeWidth=2.5, size=size * 2.5 + 40, aria=False, tooltip=None)
    return [_lines(chosen, faint=1, wide=3), rings]


def _marks(
    base: alt.Chart,
    steps: Sequence[Step],
    ladder: Sequence[Rung],
    *,
    size: Any,
    legend: bool,
    edge: float = EDGE,
    pointer: bool = False,
    told: Mapping[str, str] = TOOLTIP,
) -> alt.Chart:
    """The steps: colour by action, shape by status, hollow unless it happened."""
    meaning = key(steps, ladder)
    palette = alt.Scale(domain=list(meaning), range=list(meaning.values()))
    occur = statuses(steps)
    shapes = alt.Scale(domain=occur, range=[SHAPES[status] for status in occur])
    happened = "datum.status === 'happened'"
    cursor = "pointer" if pointer else "default"
    return base.mark_point(filled=True, opacity=1, strokeWidth=edge, cursor=cursor).encode(
        color=alt.Color("action:N", scale=palette, legend=alt.Legend(title=None) if legend else None),
        stroke=alt.Stroke("action:N", scale=palette, legend=None),
        shape=alt.Shape("status:N", scale=shapes, legend=alt.Legend(title=None) if legend else None),
        fillOpacity=alt.condition(happened, alt.value(0.95), alt.value(0.12)),
        size=size,
        tooltip=[alt.Tooltip(f"{field}:N", title=title) for field, title in told.items()],
    )


def _names(base: alt.Chart, names: Sequence[placing.Name]) -> list[alt.Chart]:
    """The disputes' names at the ends of their lines."""
    layers = []
    for leftwards in (False, True):
        rows = [
            {"time": name.time, "height": name.height, "text": name.text}
            for name in names
            if name.leftwards == leftwards
        ]
        if rows:
            text = base.properties(data=pd.DataFrame(rows)).mark_text(
                align="right" if leftwards else "left",
                fontSize=12,
                color=QUIET,
                aria=False,
                clip=True,  # a name beyond the chart's edge would take the chart's width for itself
                opacity=alt.expr(f"width < {NARROW} ? 0 : 1"),
            )
            layers.append(text.encode(text="text:N"))
    return layers


def finished(layers: Sequence[alt.Chart], height: int, description: str) -> alt.LayerChart:
    """Layers as one chart, drawn as SVG, with what a screen reader says of the whole."""
    drawn = {"embedOptions": {"renderer": "svg"}}
    return alt.layer(*layers).properties(height=height, description=description, usermeta=drawn)
