"""Charts: where a step stands, what moves a line, and that many disputes stay apart."""

import itertools
import json
import math
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import dashboard_store
import html5lib
import pytest
import vl_convert

from dashboard import bars, charts, placing, queries
from dashboard.palette import colours, ink
from dashboard.rows import Count, Gathered, Rung, Step
from dashboard.views.escalation import CHARTED
from disputes.selection import Selection


@pytest.fixture
def ladder(db: queries.Connection) -> list[Rung]:
    return queries.ladder(db)


@pytest.fixture
def steps(db: queries.Connection) -> list[Step]:
    return queries.steps(db, Selection(), limit=1000)


def points(chart: Any) -> list[dict[str, Any]]:
    """The chart's data: Altair lifts it out of the layers where all share it."""
    data = chart.data if hasattr(chart.data, "to_dict") else chart.layer[0].data
    return list(data.to_dict("records"))


def test_bands_are_the_ladders_stages_and_what_stands_below(ladder: list[Rung], steps: list[Step]) -> None:
    beside = replace(steps[0], stage=None, direction="neutral")
    assert list(placing.bands([*steps, beside], ladder)) == [-2, -1, 0, 1, 2, 3, 4, 5, 6]
    assert list(placing.bands([], ladder)) == [0, 1, 2, 3, 4, 5, 6]
    assert placing.bands([], ladder)[4] == next(rung.label for rung in ladder if rung.name == "lawsuit")


@pytest.mark.parametrize(
    ("status", "stage", "direction", "moves"),
    [
        ("happened", 4, "up", True),
        ("happened", None, "down", True),
        ("happened", None, "neutral", False),
        ("threatened", 4, "up", False),
        ("scheduled", 4, "neutral", False),
    ],
)
def test_only_what_happened_on_the_road_moves_a_line(
    ladder: list[Rung], steps: list[Step], status: str, stage: int | None, direction: str, moves: bool
) -> None:
    step = replace(steps[0], status=status, stage=stage, direction=direction)
    assert points(charts.timeline([step], ladder))[0]["moves"] is moves


def test_a_line_goes_down_only_where_a_dispute_eases(ladder: list[Rung], steps: list[Step]) -> None:
    stages = [(1, "up"), (4, "up"), (1, "neutral"), (3, "up"), (4, "neutral"), (None, "down"), (2, "up"), (1, "up")]
    climbed = [replace(steps[0], status="happened", stage=stage, direction=direction) for stage, direction in stages]
    moves = [place.moves for place in placing.among_others(climbed)]
    assert moves == [True, True, False, False, True, True, True, False]


@pytest.mark.parametrize("disputes", [5, 80, 500])
def test_disputes_keep_apart_within_their_row(ladder: list[Rung], tmp_path: Path, disputes: int) -> None:
    with queries.opened(dashboard_store.full(tmp_path / "many.db", disputes=disputes)) as db:
        rows = points(charts.timeline(queries.steps(db, Selection(), limit=10_000), ladder))
    for step in rows:
        assert abs(step["line"] - round(step["line"])) <= placing.SPREAD / 2 + 1e-4
        assert abs(step["height"] - round(step["line"])) <= placing.ROOM / 2 + 1e-4
    heights = sorted({step["line"] for step in rows if round(step["line"]) == 0})
    assert len(heights) == disputes
    assert min(above - below for below, above in itertools.pairwise(heights)) > placing.SPREAD / (3 * disputes)


def crowd_at(width: int, steps: list[Step], ladder: list[Rung]) -> tuple[list[tuple[float, float]], float]:
    """Where the marks of a chart of many disputes stand that is as wide, in pixels, and how wide a mark is."""
    fitted = {"autosize": {"type": "fit", "contains": "padding"}, "width": width}
    source = json.dumps(charts.timeline(steps, ladder).to_dict() | fitted)
    tree = html5lib.parse(vl_convert.vegalite_to_svg(source, allowed_base_urls=[]), namespaceHTMLElements=False)
    marks = [mark for mark in tree.iter() if mark.get("aria-roledescription") == "point"]
    round_ones = [re.match(r"M([\d.]+),0A", mark.get("d")) for mark in marks]
    found = [tuple(map(float, re.findall(r"[-\d.]+", mark.get("transform")))) for mark in marks]
    return [(x, y) for x, y in found], 2 * next(float(one[1]) for one in round_ones if one)


@pytest.mark.parametrize(("disputes", "width", "most"), [(5, 900, 0), (5, 358, 0), (500, 900, 0), (500, 358, 0.05)])
def test_of_500_disputes_none_is_left_out_and_no_mark_covers_another(
    ladder: list[Rung], tmp_path: Path, disputes: int, width: int, most: float
) -> None:
    with queries.opened(dashboard_store.full(tmp_path / "many.db", disputes=disputes)) as db:
        found = queries.charted(db, Selection(), marks=CHARTED)
    assert len({step.dispute_id for step in found.steps}) == found.matching == disputes
    marks, across = crowd_at(width, found.steps, ladder)
    covered = {
        mark
        for column in range(0, width, 20)
        for near in [[mark for mark in marks if column - across <= mark[0] <= column + 20 + across]]
        for mark, other in itertools.combinations(near, 2)
        if math.dist(mark, other) < 0.85 * across
    }
    assert len(marks) == 7 * disputes
    assert len(covered) <= most * len(marks)


def test_marks_give_way_as_little_as_they_must(steps: list[Step]) -> None:
    crowd = [replace(steps[0], event_id=str(at), stage=1) for at in range(4)]
    last = replace(crowd[0], sort_date="2024-12-31")
    places = placing.among_others([*crowd, last])
    heights = placing.apart([*crowd, last], places, wide=0.01, tall=0.1)
    assert sorted(round(height, 4) for height in heights[:4]) in ([0.8, 0.9, 1.0, 1.1], [0.9, 1.0, 1.1, 1.2])
    assert heights[4] == places[4].height


def test_a_mark_of_several_steps_says_how_many(ladder: list[Rung], steps: list[Step]) -> None:
    several = {steps[0].event_id: Gathered(steps[0].event_id, 3, "2024-05-31", "lawsuit,hearing")}
    chart = charts.timeline(steps[:2], ladder, several)
    assert [point["several"] for point in points(chart)] == ["3 until 31 May 2024: Hearing, Lawsuit", "1"]
    assert "4 steps" in chart.to_dict()["description"]
    assert '"title": "Steps here"' in json.dumps(chart.to_dict())
    assert '"title": "Steps here"' not in json.dumps(charts.timeline(steps[:2], ladder).to_dict())


@pytest.mark.parametrize("count", [0, 1, 7, 200])
def test_climb_draws_any_number_of_steps(ladder: list[Rung], steps: list[Step], count: int) -> None:
    chosen = (steps * 5)[:count]
    assert len(points(charts.climb(chosen, ladder))) == count
    charts.climb(chosen, ladder).to_dict()


def test_an_unknown_action_is_drawn(ladder: list[Rung], steps: list[Step]) -> None:
    strange = replace(steps[0], action="duel", action_label="Duel")
    assert charts.key([strange], ladder) == {"Duel": "#8a8f98"}


def test_labels_cannot_leave_their_expression(steps: list[Step]) -> None:
    evil = [Rung("x", "'}); alert(1); ({'", 0, "up")]
    expression = charts.climb(steps[:1], evil).to_dict()["layer"][0]["encoding"]["y"]["axis"]["labelExpr"]
    assert '"0": "\'}); alert(1); ({\'"' in expression


def test_every_action_has_its_own_colour(ladder: list[Rung]) -> None:
    found = colours(ladder)
    assert len(set(found.values())) == len(ladder)
    assert {ink(colour) for colour in found.values()} <= {"#111111", "#ffffff"}


SIGHT = {  # as the colour-blind see red, green and blue (linear): Machado, Oliveira and Fernandes 2009, severity 1
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deutan": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritan": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}


def lab(colour: str, sight: tuple[tuple[float, ...], ...]) -> tuple[float, float, float]:
    """A colour in CIELAB (D65), as it is seen."""
    bare = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in bare]
    seen = [min(1.0, max(0.0, sum(map(float.__mul__, map(float, row), linear)))) for row in sight]
    to_xyz = ((0.4339, 0.3762, 0.1899), (0.2126, 0.7152, 0.0722), (0.0177, 0.1095, 0.8728))  # white is 1, 1, 1
    x, y, z = (sum(map(float.__mul__, row, seen)) for row in to_xyz)
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("sight", SIGHT)
def test_neutral_actions_are_told_apart_by_the_colour_blind_too(ladder: list[Rung], sight: str) -> None:
    found = colours(ladder)
    neutral = [
        lab(found[rung.name], SIGHT[sight]) for rung in ladder if rung.stage is not None and rung.direction == "neutral"
    ]
    assert len(neutral) == 5
    assert min(math.dist(one, other) for one, other in itertools.combinations(neutral, 2)) > 12
    assert min(math.dist(one, other) for one, other in itertools.pairwise(neutral)) > 14


def test_a_crowd_on_one_day_stands_apart(ladder: list[Rung], steps: list[Step]) -> None:
    day = [replace(steps[0], event_id=str(number)) for number in range(9)]
    last = replace(steps[0], sort_date="2024-12-31")
    places = placing.alone([*day, last])
    assert len({(place.time, place.height) for place in places}) == 10
    assert [place.time.date().isoformat() for place in places[:3]] == [steps[0].sort_date] * 3
    assert places[-1].height == places[0].height


@pytest.mark.parametrize(("disputes", "named"), [(5, True), (100, True), (200, False), (500, False)])
def test_many_disputes_are_named_and_a_crowd_is_not(
    ladder: list[Rung], tmp_path: Path, disputes: int, named: bool
) -> None:
    with queries.opened(dashboard_store.full(tmp_path / "some.db", disputes=disputes)) as db:
        chart = charts.timeline(queries.steps(db, Selection(), limit=10_000), ladder).to_dict()
    assert any(layer["mark"]["type"] == "text" for layer in chart["layer"]) is named


def test_few_disputes_are_all_named(tmp_path: Path) -> None:
    with queries.opened(dashboard_store.full(tmp_path / "few.db", disputes=5)) as db:
        steps = queries.steps(db, Selection(), limit=1000)
    names = placing.names(steps, placing.among_others(steps))
    assert {name.text for name in names} == {f"Claimant {at} v. Respondent {at % 3}" for at in range(5)}


def test_marks_among_many_are_smaller_on_a_telephone(ladder: list[Rung], steps: list[Step]) -> None:
    widths = []
    for width in (358, 1100):
        fitted = {"autosize": {"type": "fit", "contains": "padding"}, "width": width}
        drawn = vl_convert.vegalite_to_svg(
            json.dumps(charts.timeline(steps, ladder).to_dict() | fitted), allowed_base_urls=[]
        )
        widths.append(float(re.search(r'roledescription="point".*?d="M([\d.]+),0A', drawn)[1]))  # type: ignore[index]
    assert widths[0] < 0.8 * widths[1]


def test_names_stay_inside_and_cover_nothing(ladder: list[Rung], tmp_path: Path) -> None:
    with queries.opened(dashboard_store.full(tmp_path / "some.db", disputes=30)) as db:
        steps = queries.steps(db, Selection(), limit=3000)
    places = placing.among_others(steps)
    names = placing.names(steps, places)
    assert 0 < len(names) <= placing.NAMED
    assert len({(name.time, name.height) for name in names}) == len(names)
    bands = [place.band for place in places]
    assert all(min(bands) - placing.EDGE <= name.height <= max(bands) + placing.EDGE for name in names)
    top = [replace(place, height=max(bands) + 0.3) for place in places]  # where a name above the mark would be cut
    assert all(name.height < max(bands) + 0.3 for name in placing.names(steps, top))


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("GEMA v. OpenAI over ChatGPT", "GEMA v. OpenAI"),
        (
            "Sarah Andersen, Kelly McKernan and Karla Ortiz v. Stability AI, Midjourney and 2 others over X",
            "Sarah Andersen, Kelly McK… v. Stability AI, Midjo…",
        ),
        ("House of Lords", "House of Lords"),
    ],
)
def test_a_short_title_keeps_both_sides(title: str, short: str) -> None:
    assert placing.short_title(title) == short


def test_long_names_leave_a_narrow_chart_its_width(ladder: list[Rung], steps: list[Step]) -> None:
    named = [replace(step, dispute=f"{'W' * 30} v. {'W' * 30}") for step in steps]
    fitted = {"autosize": {"type": "fit", "contains": "padding"}, "width": 358}  # as Streamlit draws it on a telephone
    drawn, plain = (
        vl_convert.vegalite_to_svg(json.dumps(charts.timeline(some, ladder).to_dict() | fitted), allowed_base_urls=[])
        for some in (named, [replace(step, dispute="") for step in steps])
    )
    months = re.compile(r">([A-Z][a-z]{2} 20\d\d)<")
    assert months.findall(drawn) == months.findall(plain) != []


@pytest.mark.parametrize(("years", "least"), [(10, 2), (1, 20)])
def test_a_month_among_many_is_more_than_a_hair(years: int, least: float) -> None:
    counts = [Count(f"{2025 - year}-{month:02}", month) for year in range(years)[::-1] for month in range(1, 13)]
    chart = bars.months(counts, "#d9453d").properties(width=300)
    drawn = vl_convert.vegalite_to_svg(chart.to_json(), allowed_base_urls=[])
    widths = [float(width) for width in re.findall(r'roledescription="bar" d="M[\d.]+,[\d.]+h([\d.]+)', drawn)]
    assert len(widths) == len(counts)
    assert min(widths) > least


def drawn_at(width: int, steps: list[Step], ladder: list[Rung]) -> tuple[list[tuple[float, float]], bool]:
    """Where the marks of one dispute's chart stand that is as wide, in pixels, and whether they bear numbers."""
    fitted = {"autosize": {"type": "fit", "contains": "padding"}, "width": width}
    source = json.dumps(charts.climb(steps, ladder).to_dict() | fitted)
    tree = html5lib.parse(vl_convert.vegalite_to_svg(source, allowed_base_urls=[]), namespaceHTMLElements=False)
    marks = [mark.get("transform") for mark in tree.iter() if mark.get("aria-roledescription") == "point"]
    found = [tuple(map(float, re.findall(r"[-\d.]+", mark))) for mark in marks]
    numbers = [text for text in tree.iter() if text.get("font-weight") == "bold" and text.tag.endswith("text")]
    return [(x, y) for x, y in found], any(text.get("opacity") != "0" for text in numbers)


@pytest.mark.parametrize("width", [328, 358, 700, 1100])  # on telephones 360 and 390 wide, and beyond
def test_no_number_covers_another_on_any_screen(ladder: list[Rung], steps: list[Step], width: int) -> None:
    days = [*range(1, 9), 20, 20, 20, 20, 28]
    crowd = [replace(steps[0], event_id=str(at), sort_date=f"2026-02-{day:02}") for at, day in enumerate(days)]
    places, numbered = drawn_at(width, crowd, ladder)
    assert len(places) == len(days) and numbered
    assert min(math.dist(one, other) for one, other in itertools.combinations(places, 2)) > 17


def test_numbers_that_a_telephone_has_no_room_for_are_left_out(ladder: list[Rung], steps: list[Step]) -> None:
    crowd = [replace(steps[0], event_id=str(day), sort_date=f"2026-02-{1 + day % 28:02}") for day in range(60)]
    assert [drawn_at(width, crowd, ladder)[1] for width in (328, 1100)] == [False, True]
