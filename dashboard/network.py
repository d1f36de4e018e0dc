"""Who stands against whom -> a drawing in two columns: rights holders left, developers right, a line for each pair.

Names stand under each other, so that none covers another, and in an order that crosses few lines: groups that no line
joins one after the other, and within a group each party at the mean height of those that it stands against. Heights
count in rows from the top. Colour and shape both tell the side.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import networkx as nx  # type: ignore[import-untyped]  # networkx comes without types
import pandas as pd  # type: ignore[import-untyped]  # pandas comes without types

from dashboard.charts import GREY, PARAM, finished
from dashboard.markup import clip, day
from dashboard.rows import Pair

SIDES = (  # what each looks like: label, colour, shape, and the shape as a letter
    ("rights holder", "#2b8fb3", "circle", "●"),
    ("developer", "#d9453d", "square", "■"),
)
ROUNDS = 8  # of putting each side in order after the other
GAP = 0.7  # rows between two groups
ROW = 24  # pixels
NAME = 26  # characters of a name

type Party = tuple[int, str]  # the column, and the name


@dataclass(frozen=True, slots=True)
class Map:
    """Where each party stands: its height, by column and name; and the pairs that lines join."""

    heights: dict[Party, float]
    pairs: tuple[Pair, ...]


def mapped(pairs: Sequence[Pair]) -> Map:
    """The drawing of some pairs; the same pairs give the same one."""
    graph = nx.Graph()
    for pair in pairs:
        graph.add_edge((0, pair.claimant), (1, pair.respondent))
    heights: dict[Party, float] = {}
    top = 0.0
    for group in sorted(nx.connected_components(graph), key=lambda group: (-len(group), min(group))):
        columns = _in_order(graph.subgraph(group))
        rows = max(map(len, columns))
        for column in columns:
            heights |= {party: top + (rank + 0.5) * rows / len(column) for rank, party in enumerate(column)}
        top += rows + GAP
    return Map(heights, tuple(pairs))


def chart(found: Map, *, legend: bool = False) -> alt.LayerChart:
    """The drawing. A click on a party selects its `name` in the parameter PARAM."""
    opened = alt.selection_point(PARAM, fields=["name"], empty=False)
    lowest = max(found.heights.values(), default=1)
    scale = alt.Scale(domain=[lowest + 0.5, 0], nice=False)
    points = pd.DataFrame([_point(found, party) for party in found.heights])
    bends = pd.DataFrame([bend for number, pair in enumerate(found.pairs) for bend in _bends(found, number, pair)])
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, 1], padding=12))
    lines = (
        alt.Chart(bends)
        .mark_line(interpolate="basis", color=GREY, aria=False)
        .encode(
            x=x,
            y=alt.Y("y:Q", axis=None, scale=scale),
            detail="pair:N",
            order="place:Q",
            strokeWidth=alt.StrokeWidth("disputes:Q", scale=alt.Scale(domain=[1, 8], range=[1.5, 9]), legend=None),
            opacity=alt.condition("datum.open > 0", alt.value(0.8), alt.value(0.3)),
            tooltip=_tooltip(claimant="Claimant", respondent="Respondent", told="Disputes"),
        )
    )
    return (
        finished(
            [lines, *(_column(points, found, column, scale, legend) for column in (0, 1))],
            max(160, round(ROW * (lowest + 0.5))),
            f"{len(found.heights)} parties and {len(found.pairs)} lines between them. The table below holds them.",
        )
        .resolve_axis(y="independent")
        .add_params(opened)
    )


def _column(points: pd.DataFrame, found: Map, column: int, scale: alt.Scale, legend: bool) -> alt.Chart:
    """The parties of a column, with their names outside of it."""
    heights = {party: height for party, height in found.heights.items() if party[0] == column}
    names = json.dumps({f"{height:.4f}": clip(name, NAME) for (_, name), height in heights.items()})
    axis = alt.Axis(
        orient="right" if column else "left",
        values=list(heights.values()),
        labelExpr=f"({names})[format(datum.value, '.4f')]",
        labelLimit=190,
        labelOverlap=False,
        labelFontSize=12,
        labelPadding=6,
        title=None,
        grid=False,
        ticks=False,
        domain=False,
    )
    labels, colours, shapes, _ = zip(*SIDES, strict=True)
    shown = alt.Legend(title=None, orient="bottom") if legend else None
    return (
        alt.Chart(points[points["x"] == column])
        .mark_point(filled=True, opacity=1, size=110, cursor="pointer")
        .encode(
            x=alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, 1], padding=12)),
            y=alt.Y("y:Q", scale=scale, axis=axis),
            color=alt.Color("side:N", scale=alt.Scale(domain=labels, range=colours), legend=shown),
            shape=alt.Shape("side:N", scale=alt.Scale(domain=labels, range=shapes), legend=shown),
            tooltip=_tooltip(name="Party", side="Side", told="Disputes on this map"),
        )
    )


def _point(found: Map, party: Party) -> dict[str, object]:
    column, name = party
    disputes = sum(pair.disputes for pair in found.pairs if (pair.claimant, pair.respondent)[column] == name)
    return {"x": column, "y": found.heights[party], "name": name, "side": SIDES[column][0], "told": disputes}


def _bends(found: Map, number: int, pair: Pair) -> list[dict[str, object]]:
    """A line as the four points that it bends towards."""
    start, end = found.heights[(0, pair.claimant)], found.heights[(1, pair.respondent)]
    told = {
        "pair": number,
        "claimant": clip(pair.claimant, 90),
        "respondent": clip(pair.respondent, 90),
        "disputes": pair.disputes,
        "open": pair.open,
        "told": f"{pair.disputes:,}, {pair.open:,} of them open; the latest step {day(pair.latest)}",
    }
    bends = ((0.0, start), (0.5, start), (0.5, end), (1.0, end))
    return [told | {"place": place, "x": x, "y": y} for place, (x, y) in enumerate(bends)]


def _in_order(group: nx.Graph) -> tuple[list[Party], list[Party]]:
    """The two columns of a group: each party at the mean rank of its opponents, those in turn at that of theirs."""
    columns = [sorted(party for party in group if party[0] == column) for column in (0, 1)]
    for turn in range(ROUNDS):
        moved, still = turn % 2, 1 - turn % 2
        rank = {party: place / len(columns[still]) for place, party in enumerate(columns[still])}
        columns[moved].sort(key=lambda party: (sum(rank[other] for other in group[party]) / len(group[party]), party))
    return columns[0], columns[1]


def _tooltip(**fields: str) -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in fields.items()]
