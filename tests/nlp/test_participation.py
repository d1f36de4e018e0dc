"""Over whose tool a step is."""

from collections.abc import Callable

import pytest

from disputes.types import Reading

TWO_DISPUTES = (
    "Music publishers sued Anthropic on Monday over song lyrics that its AI chatbot Claude repeats. "
    "Record labels including Sony Music sued {} in 2024 over copyright in recordings{}."
)


@pytest.mark.parametrize(
    ("sued", "over", "tools"),
    [
        ("Stability AI", "", ()),  # nothing is said of what it makes
        ("Stability AI", ", and their lawyers showed Claude to the court", ("Claude",)),
        ("Anthropic", "", ("Claude",)),
    ],
)
def test_no_tool_of_another_dispute_is_a_step_s_unless_its_sentence_names_it(
    sued: str, over: str, tools: tuple[str, ...], tell: Callable[..., Reading]
) -> None:
    reports = tell(TWO_DISPUTES.format(sued, over)).reports
    (suit,) = [r for r in reports if r.action == "lawsuit" and r.actors == ("Sony Music",)]
    assert suit.tools == tools
