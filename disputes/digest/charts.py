"""Two charts of a digest as inline SVG: steps up and down by day, and how far each moved dispute has come."""

from collections.abc import Sequence

from markupsafe import Markup

from disputes.digest.records import Day, Move
from disputes.telling.drawing import COLOURS, DOWN, FAINT, INK, UP, WIDTH, Drawing
from disputes.telling.wording import STAGES, clean

MOST_ROWS = 14
MOST_BARS = 31
FEWEST = 3  # steps that fill the height of the first chart: a single one shall not look like a storm


def days_chart(days: Sequence[Day]) -> Markup:
    """Bars above a base line for the steps that point up, below it for those that point down, a pair a day."""
    bars = _gathered(days)
    up, down = sum(bar.up for bar in bars), sum(bar.down for bar in bars)
    per = "by day" if len(bars) == len(days) else f"by {-(-len(days) // MOST_BARS)} days"
    half, base, name = 50, 76, f"Steps up and down {per}"
    chart = Drawing(
        base + half + 22,
        name,
        "; ".join(f"{bar.day}: {bar.up} up, {bar.down} down" for bar in bars) or "no days",
    )
    chart.text(0, 14, name, INK)
    chart.text(440, 14, f"▲ {up} up", UP)
    chart.text(520, 14, f"▼ {down} down", DOWN)
    unit = half / max([FEWEST, *(bar.up for bar in bars), *(bar.down for bar in bars)])
    slot = WIDTH / max(len(bars), 1)
    for number, bar in enumerate(bars):
        left, width = number * slot + slot * 0.25, slot * 0.5
        chart.bar(left, base - bar.up * unit, width, bar.up * unit, UP)
        chart.bar(left, base, width, bar.down * unit, DOWN)
        label = f"{bar.day:%a} {bar.day.day}" if len(bars) <= 10 else str(bar.day.day)
        chart.text(left + width / 2, base + half + 16, label, INK, anchor="middle")
    chart.line(0, base, WIDTH, base, INK)
    return chart.markup()


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
    chart = Drawing(top + height * len(rows) + 6, "Stage of each dispute that moved", "; ".join(told))
    chart.text(0, 12, "○ stage before   ● stage now", INK, size=11)
    for number, name in enumerate(STAGES):
        across = labels + number * step
        chart.text(across, 12, name, INK, anchor="middle", size=11)
        chart.line(across, 18, across, top + height * len(rows), FAINT)
    for number, row in enumerate(rows):
        down = top + height * number + height / 2
        colour = COLOURS[row.direction]
        chart.text(0, down + 4, clean(row.title, 38), INK)
        after = labels + _on_road(row.stage_after) * step
        if row.stage_before is not None:
            before = labels + _on_road(row.stage_before) * step
            chart.line(before, down, after, down, colour, width=2)
            chart.dot(before, down, "#ffffff", colour)
        chart.dot(after, down, colour, colour)
    return chart.markup()


def _on_road(stage: int | None) -> int:
    return min(max(stage or 0, 0), len(STAGES) - 1)
