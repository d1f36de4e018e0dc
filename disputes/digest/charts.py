"""Two charts of a digest as inline SVG: steps up and down by day, and how far each moved dispute has come.

They are drawn as XML elements, so that no text can become markup, and say in `title` and `desc` what they show: the
same figures stand in the text, for e-mail programs that drop SVG and for readers who do not see it.
"""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from markupsafe import Markup

from disputes.digest.records import Day, Move
from disputes.digest.wording import STAGES, clean

UP, DOWN, INK, FAINT = "#b42318", "#1d5fa8", "#1f2933", "#cbd2d9"
WIDTH = 600
MOST_ROWS = 14
MOST_BARS = 31
FEWEST = 3  # steps that fill the height of the first chart: a single one shall not look like a storm


def days_chart(days: Sequence[Day]) -> Markup:
    """Bars above a base line for the steps that point up, below it for those that point down, a pair a day."""
    bars = _gathered(days)
    up, down = sum(bar.up for bar in bars), sum(bar.down for bar in bars)
    per = "by day" if len(bars) == len(days) else f"by {-(-len(days) // MOST_BARS)} days"
    half, base, name = 50, 76, f"Steps up and down {per}"
    chart = _chart(
        base + half + 22,
        name,
        "; ".join(f"{bar.day}: {bar.up} up, {bar.down} down" for bar in bars) or "no days",
    )
    _text(chart, 0, 14, name, INK)
    _text(chart, 440, 14, f"▲ {up} up", UP)
    _text(chart, 520, 14, f"▼ {down} down", DOWN)
    unit = half / max([FEWEST, *(bar.up for bar in bars), *(bar.down for bar in bars)])
    slot = WIDTH / max(len(bars), 1)
    for number, bar in enumerate(bars):
        left, width = number * slot + slot * 0.25, slot * 0.5
        _bar(chart, left, base - bar.up * unit, width, bar.up * unit, UP)
        _bar(chart, left, base, width, bar.down * unit, DOWN)
        label = f"{bar.day:%a} {bar.day.day}" if len(bars) <= 10 else str(bar.day.day)
        _text(chart, left + width / 2, base + half + 16, label, INK, anchor="middle")
    _line(chart, 0, base, WIDTH, base, INK)
    return _markup(chart)


def _gathered(days: Sequence[Day]) -> list[Day]:
    """Days, or equal runs of days where there are more than fit."""
    size = -(-len(days) // MOST_BARS) or 1
    runs = (days[start : start + size] for start in range(0, len(days), size))
    return [Day(run[0].day, sum(day.up for day in run), sum(day.down for day in run)) for run in runs]


def stages_chart(moves: Sequence[Move]) -> Markup:
    """A row a dispute: a ring where it stood, a dot where it stands, on the road from trigger to appeal."""
    rows = [move for move in moves if move.stage_after is not None][:MOST_ROWS]
    labels, top, height = 250, 26, 22
    step = (WIDTH - labels - 30) / (len(STAGES) - 1)
    told = (
        f"{clean(row.title, 60)}: {row.stage_before if not row.is_new else 'new'} to {row.stage_after}" for row in rows
    )
    chart = _chart(top + height * len(rows) + 6, "Stage of each dispute that moved", "; ".join(told))
    _text(chart, 0, 12, "○ stage before   ● stage now", INK, size=11)
    for number, name in enumerate(STAGES):
        across = labels + number * step
        _text(chart, across, 12, name, INK, anchor="middle", size=11)
        _line(chart, across, 18, across, top + height * len(rows), FAINT)
    for number, row in enumerate(rows):
        down = top + height * number + height / 2
        colour = {"up": UP, "down": DOWN}.get(row.direction, INK)
        _text(chart, 0, down + 4, clean(row.title, 38), INK)
        after = labels + _on_road(row.stage_after) * step
        if row.stage_before is not None:
            before = labels + _on_road(row.stage_before) * step
            _line(chart, before, down, after, down, colour, width=2)
            _dot(chart, before, down, "#ffffff", colour)
        _dot(chart, after, down, colour, colour)
    return _markup(chart)


def _on_road(stage: int | None) -> int:
    return min(max(stage or 0, 0), len(STAGES) - 1)


def _chart(height: float, title: str, description: str) -> Element:
    chart = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {WIDTH} {_number(height)}",
            "width": "100%",
            "role": "img",
            "aria-label": f"{title}. {description}"[:1500],
            "font-family": "sans-serif",
        },
    )
    SubElement(chart, "title").text = title
    return chart


def _text(chart: Element, x: float, y: float, text: str, colour: str, *, anchor: str = "start", size: int = 12) -> None:
    attributes = {"x": _number(x), "y": _number(y), "fill": colour, "font-size": str(size), "text-anchor": anchor}
    SubElement(chart, "text", attributes).text = text


def _bar(chart: Element, x: float, y: float, width: float, height: float, colour: str) -> None:
    if height:
        box = {"x": x, "y": y, "width": width, "height": height}
        SubElement(chart, "rect", {**{key: _number(value) for key, value in box.items()}, "fill": colour})


def _line(chart: Element, x1: float, y1: float, x2: float, y2: float, colour: str, *, width: int = 1) -> None:
    ends = {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
    attributes = {key: _number(value) for key, value in ends.items()}
    SubElement(chart, "line", {**attributes, "stroke": colour, "stroke-width": str(width)})


def _dot(chart: Element, x: float, y: float, fill: str, stroke: str) -> None:
    attributes = {"cx": _number(x), "cy": _number(y), "r": "5", "fill": fill, "stroke": stroke, "stroke-width": "2"}
    SubElement(chart, "circle", attributes)


def _number(value: float) -> str:
    """One decimal at most: the same on every machine."""
    return f"{value:.1f}".removesuffix(".0")


def _markup(chart: Element) -> Markup:
    return Markup(tostring(chart, encoding="unicode", short_empty_elements=False))
