"""Whether a sentence tells a step again or a new one."""

from collections.abc import Callable

import pytest

from nlp.coreference import LABEL, features, find
from nlp.drafting import Step
from nlp.joining import join
from nlp.steps import drafts

TWICE = (
    "Getty Images sued OpenAI on Monday over its image generator. The complaint was lodged by Getty Images in London."
)
TWO = "Getty Images sued OpenAI on Monday. In a separate case, Disney sued Midjourney in March."


class Likes:
    """Takes a draft for one whose features hold a name."""

    def __init__(self, name: str) -> None:
        self.name = name

    def probabilities(self, features: dict[str, float]) -> dict[str, float]:
        return {LABEL: 0.9 if self.name in features else 0.1}


@pytest.fixture
def suits(parse) -> Callable[[str], list[Step]]:
    """The drafts of suits in a text, each of one mention."""

    def found(text: str) -> list[Step]:
        doc = parse(text)
        return [d for d in drafts(list(doc._.mentions), doc._.cast, doc._.facts) if d.action == "lawsuit"]

    return found


def test_a_draft_joins_the_likeliest_step_or_none(suits):
    told = suits(TWO)
    cast = told[0].mentions[0].trigger.doc._.cast
    assert find(told[-1], told[:1], cast, Likes("targets differ")) == (0.9, told[0])  # type: ignore[arg-type]
    assert find(told[-1], told[:1], cast, Likes("targets equal")) == (0.1, told[0])  # type: ignore[arg-type]
    assert find(told[0], [], cast, Likes("targets equal")) == (0.0, None)  # type: ignore[arg-type]


def test_steps_of_another_kind_are_not_asked_about(suits):
    told = suits(TWO)
    other = Step("ruling", [], [], [], "happened", mentions=list(told[0].mentions))
    cast = told[0].mentions[0].trigger.doc._.cast
    assert find(told[-1], [other], cast, Likes("targets differ")) == (0.0, None)  # type: ignore[arg-type]


def test_features_tell_sides_dates_and_words(suits):
    told = suits(TWO)
    cast = told[0].mentions[0].trigger.doc._.cast
    found = features(told[0], told[-1], told[:1], cast)
    assert {"actors differ", "targets differ", "marked separate", "rules say different"} <= found.keys()
    assert {"claimants seen", "respondents seen"} == {" ".join(n.split()[:2]) for n in found if n.split()[1] == "seen"}
    assert -1.0 <= found["encoder alike"] <= 1.0
    assert found["encoder same at best"] == found["encoder same at worst"] < 0


@pytest.mark.parametrize(
    ("second", "status"),
    [
        ("Getty Images sued OpenAI over its image generator on Monday.", "happened"),
        ("Getty Images is suing OpenAI over its image generator.", "threatened"),
    ],
)
def test_what_was_announced_and_is_told_as_done_since_happened(second, status, suits):
    (step, *_), (again, *_) = suits("Getty Images sued OpenAI over its image generator."), suits(second)
    step.status = "threatened"
    join(step, again)
    assert step.status == status


@pytest.mark.parametrize(("text", "count"), [(TWICE, 1), (TWO, 2)])
def test_a_step_told_twice_is_one_and_two_are_two(text, count, tell):
    assert len([report for report in tell(text).reports if report.action == "lawsuit"]) == count
