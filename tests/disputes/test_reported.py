"""Real reports of real steps: which are put together, held by floors, and what known cases do for it.

From 650 reports of 2022 to 2026, most of them undated, in passing, and with the names that their outlets use. Read by
hand and annotated once; rules of linking were made with them in sight. `python -m
tests.benchmarks.link_pairs` prints the figures.
"""

import pytest
from reported import Pairs, lines, pairs

from disputes import catalog
from disputes.cases.reference import load_cases

PRECISION, RECALL, WITHOUT = 0.94, 0.77, 0.15  # what known cases add to recall at least


@pytest.fixture(scope="module")
def found() -> Pairs:
    return pairs(lines(), catalog.load(), load_cases())


def test_two_steps_are_seldom_made_one(found: Pairs) -> None:
    assert found.precision >= PRECISION, f"{found.precision:.3f}"


def test_reports_of_one_step_are_found(found: Pairs) -> None:
    assert found.recall >= RECALL, f"{found.recall:.3f}"


def test_known_cases_help(found: Pairs) -> None:
    without = pairs(lines(), catalog.load(), ())
    assert found.recall - without.recall >= WITHOUT and found.precision > without.precision


def test_every_report_has_its_source_and_no_text_but_names() -> None:
    for line in lines():
        assert line["url"].startswith("http") and not {"text", "quote", "evidence", "title"} & line.keys()
        assert line["actors"] or line["targets"]
