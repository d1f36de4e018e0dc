"""Text from the web stays text, links lead where links may lead, dates are as precise as they are."""

import importlib.machinery
import sys
from pathlib import Path

import dashboard_store
import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

import dashboard
from dashboard import markup
from dashboard.rows import SpanRow
from dashboard.spans import segments


@pytest.mark.parametrize("text", dashboard_store.HOSTILE)
def test_render_escapes(text: str) -> None:
    tree = html5lib.parse(markup.render("heading.html", title=text, note=text), namespaceHTMLElements=False)
    assert {element.tag for element in tree.iter()} == {"html", "head", "body", "div", "h1", "bdi", "p"}
    assert "".join(tree.find(".//h1").itertext()) == markup.clip(text, 160)


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.invalid/x?y=1#z", True),
        ("HTTP://A.invalid", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//a.invalid/x", False),
        ("http://", False),
        ("https://[", False),
        ("https://a.invalid/ x", False),
        ("ftp://a.invalid", False),
        ("", False),
        (None, False),
    ],
)
def test_weblink(url: str | None, safe: bool) -> None:
    assert markup.weblink(url) == (url if safe else None)


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2026-02-20", "20 Feb 2026"),
        ("2026-02", "Feb 2026"),
        ("2026", "2026"),
        (None, ""),
        ("2026-99-01", "2026-99-01"),
    ],
)
def test_day(date: str | None, words: str) -> None:
    assert markup.day(date) == words


@pytest.mark.parametrize(
    ("time", "words"),
    [
        ("2026-02-25T05:04:00+00:00", "25 Feb 2026, 05:04 UTC"),
        ("2026-02-25 05:04:00", "25 Feb 2026, 05:04"),
        ("", "never"),
        (None, "never"),
    ],
)
def test_moment(time: str | None, words: str) -> None:
    assert markup.moment(time) == words


@pytest.mark.parametrize(
    ("amount", "words"), [(1.5e9, "$1.5 billion"), (3e6, "$3 million"), (750.0, "$750"), (0.0, "$0"), (None, "")]
)
def test_money(amount: float | None, words: str) -> None:
    assert markup.money(amount) == words


@given(st.text(), st.integers(2, 50))
def test_clip_is_one_short_line(text: str, length: int) -> None:
    line = markup.clip(text, length)
    assert len(line) <= length
    assert line == " ".join(line.split())


def test_page_quotes_what_it_carries() -> None:
    assert markup.page("dispute", dispute='a&b="<') == "dispute?dispute=a%26b%3D%22%3C"
    assert markup.page("articles", words=None) == "articles"


def test_pieces_tell_what_matched() -> None:
    assert markup.pieces("a \x02b\x03 c\x07") == [("a ", False), ("b", True), (" c", False)]


spans = st.builds(
    SpanRow, st.integers(-3, 60), st.integers(-3, 60), st.sampled_from(["party", "tool", "step"]), st.text(max_size=3)
)


@given(st.text(max_size=50), st.lists(spans, max_size=8))
def test_segments_join_to_the_text(text: str, found: list[SpanRow]) -> None:
    parts = segments(text, found)
    assert "".join(part.text for part in parts) == text


def test_segments_know_what_they_are_part_of() -> None:
    parts = segments("Disney sued Midjourney.", [SpanRow(0, 23, "step", "Lawsuit"), SpanRow(12, 22, "party", "M")])
    assert [(part.text, part.kinds) for part in parts] == [
        ("Disney sued ", ("step",)),
        ("Midjourney", ("step", "party")),
        (".", ("step",)),
    ]


def test_no_file_bears_the_name_of_another_module() -> None:
    """Streamlit puts the folder of its entry first on the path: dashboard/html.py would stand in for `html`."""
    folder = Path(dashboard.__file__).parent
    elsewhere = [path for path in sys.path if Path(path or ".").resolve() != folder]
    for path in (*folder.glob("*.py"), *folder.glob("*/")):
        name = path.stem
        if name in ("__init__", "__pycache__"):
            continue
        assert name not in sys.stdlib_module_names
        assert importlib.machinery.PathFinder.find_spec(name, elsewhere) is None, name
