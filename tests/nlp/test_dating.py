"""Which of an article's dates may be a step's."""

import pytest

from nlp import dating


@pytest.mark.parametrize(
    ("status", "values"),
    [
        ("happened", ["2025-06-02"]),
        ("scheduled", ["2025-12-19"]),
        ("threatened", ["2025-06-02", "2025-12-19"]),
    ],
)
def test_what_happened_lies_before_its_report_and_what_is_scheduled_behind_it(status, values, parse):
    doc = parse(
        "Harbour Archive sued Fennec AI over its chatbot on June 2, 2025, and the trial begins on Dec. 19, 2025."
    )
    assert [c.value for c in dating.candidates({0}, status, doc._.facts)] == values


@pytest.mark.parametrize(
    ("clause", "value"),
    [("that Fennec AI made in May", "2025-05"), ("that Fennec AI has to answer in May", "2026-05")],
)
def test_what_a_clause_tells_of_the_past_is_past_whatever_is_to_come(clause, value, parse):
    doc = parse(
        f"Harbour Archive, which sued Fennec AI, will oppose in court a motion {clause}.", published="2025-06-12"
    )
    assert [c.value for c in dating.candidates({0}, "threatened", doc._.facts)] == [value]
