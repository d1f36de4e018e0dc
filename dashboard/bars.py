"""Counts -> charts of bars: by month, and ranked."""

import json
from collections.abc import Sequence

import altair as alt
import pandas as pd  # type: ignore[import-untyped]  # pandas comes without types

from dashboard import charts
from dashboard.markup import clip, day
from dashboard.rows import Count

SPACED = 36  # months: beyond, bars have no room between them, which would leave a hair of each


def months(counts: Sequence[Count], colour: str, *, height: int = 200) -> alt.Chart:
    """Bars by month; the counts' names are months ("2026-02")."""
    values = [{"month": f"{count.name}-01", "label": day(count.name), "count": count.count} for count in counts]
    return (
        alt.Chart(pd.DataFrame(values))
        .mark_bar(color=colour, binSpacing=1 if _months(counts) <= SPACED else 0)
        .encode(
            x=alt.X("utcyearmonth(month):T", title=None, axis=alt.Axis(grid=False, format="%b %Y", labelOverlap=True)),
            y=alt.Y("count:Q", title=None, axis=alt.Axis(tickMinStep=1, format="d", tickCount=4)),
            tooltip=[alt.Tooltip("label:N", title="Month"), alt.Tooltip("count:Q", title="New suits")],
        )
        .properties(height=height, description=f"New suits by month, {len(counts)} months with any.")
    )


def _months(counts: Sequence[Count]) -> int:
    """How many months lie between the first and the last, both with them."""
    first, last = (int(name[:4]) * 12 + int(name[5:7]) for name in (counts[0].name, counts[-1].name))
    return last - first + 1


def ranked(counts: Sequence[Count], colour: str) -> alt.LayerChart:
    """Bars under each other in the order given, each with its name and its figure."""
    values = [{"rank": rank, "count": count.count} for rank, count in enumerate(counts)]
    labels = json.dumps({str(rank): clip(count.name, 60) for rank, count in enumerate(counts)})
    named = alt.Axis(labelExpr=f"({labels})[toString(datum.value)]", labelLimit=260, ticks=False, domain=False)
    base = alt.Chart(pd.DataFrame(values)).encode(
        y=alt.Y("rank:O", title=None, axis=named),
        x=alt.X("count:Q", title=None, axis=alt.Axis(tickMinStep=1, format="d", tickCount=4)),
    )
    layers = [
        base.mark_bar(color=colour),
        base.mark_text(align="left", dx=4, color=charts.QUIET).encode(text="count:Q"),
    ]
    return charts.finished(layers, 26 * len(values) + 20, f"{len(values)} bars.")
