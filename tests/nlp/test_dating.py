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
