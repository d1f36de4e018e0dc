"""Several steps of one kind in one sentence: who stands together in one and who apart, each with its own date."""

from collections.abc import Callable

import pytest

from nlp import splitting
from nlp.drafting import Step
from nlp.splitting import LABEL, features, pairs, split, taking_part
from nlp.steps import drafts


class Always:
    """Judges every pair alike."""

    def __init__(self, chance: float) -> None:
        self.chance = chance

    def probabilities(self, features: object) -> dict[str, float]:
        return {LABEL: self.chance}


@pytest.fixture
def drafted(parse) -> Callable[[str, str], Step]:
    """The only draft of an action that a text tells."""

    def made(text: str, action: str) -> Step:
        doc = parse(text)
        found = [d for d in drafts(list(doc._.mentions), doc._.cast, doc._.facts) if d.action == action]
        return max(found, key=lambda draft: len(draft.parties))

    return made


def told(draft: Step, chance: float) -> list[tuple[set[str], set[str]]]:
    doc = draft.mentions[0].trigger.doc
    pieces = split(draft, doc._.cast, doc._.facts, Always(chance))  # type: ignore[arg-type]
    return [({e.name for e in piece.actors}, {e.name for e in piece.targets}) for piece in pieces]


TWO_SUITS = "Getty Images and Disney sued OpenAI over its image generator on Monday."
TWO_PAIRS = "Getty Images sued OpenAI and Disney sued Midjourney over their image generators."


def test_those_who_stand_together_take_one_step(drafted):
    assert told(drafted(TWO_SUITS, "lawsuit"), 0.9) == [({"Getty Images", "Disney"}, {"OpenAI"})]


def test_those_who_stand_apart_take_a_step_each_against_the_same(drafted):
    pieces = told(drafted(TWO_SUITS, "lawsuit"), 0.1)
    assert pieces == [({"Getty Images"}, {"OpenAI"}), ({"Disney"}, {"OpenAI"})]


def test_what_is_apart_knows_of_whom(drafted):
    draft = drafted(TWO_SUITS, "lawsuit")
    doc = draft.mentions[0].trigger.doc
    first, second = split(draft, doc._.cast, doc._.facts, Always(0.1))  # type: ignore[arg-type]
    assert [e.name for e in first.apart] == ["Disney"] and [e.name for e in second.apart] == ["Getty Images"]
    assert all(piece.mentions[0].trigger.i == draft.mentions[0].trigger.i for piece in (first, second))


def test_where_both_sides_are_apart_each_stands_against_the_nearest(drafted):
    draft = drafted(TWO_PAIRS, "lawsuit")
    doc = draft.mentions[0].trigger.doc
    names = {e.name: e for e in doc._.cast.entities}
    groups = [[names["Getty Images"]], [names["Disney"]]], [[names["OpenAI"]], [names["Midjourney"]]]
    sets = splitting._sets(draft.mentions[0].trigger.sent, *groups)
    assert [{e.name for e in group} for group in sets] == [{"Getty Images", "OpenAI"}, {"Disney", "Midjourney"}]


def test_a_date_of_several_is_not_taken_for_that_of_all(drafted):
    draft = drafted(
        "Getty Images and Disney sued OpenAI over its image generator, in March 2025 and in April 2025.", "lawsuit"
    )
    doc = draft.mentions[0].trigger.doc
    assert all(piece.date is None for piece in split(draft, doc._.cast, doc._.facts, Always(0.1)))  # type: ignore[arg-type]


def test_who_only_reports_a_step_takes_no_part_in_it(drafted):
    draft = drafted(
        "The New York Times is in court as well. Disney sued Midjourney on Monday, according to The New York Times.",
        "lawsuit",
    )
    assert {e.name for e in taking_part(draft, draft.mentions[0].trigger.doc._.cast)} == {"Disney", "Midjourney"}


def test_pairs_are_of_one_side_and_have_features(drafted):
    draft = drafted(TWO_SUITS, "lawsuit")
    doc = draft.mentions[0].trigger.doc
    able = [*taking_part(draft, doc._.cast)]
    (pair,) = pairs(able)
    assert {e.name for e in pair} == {"Getty Images", "Disney"}
    found = features(draft, *pair, able, doc._.facts)
    assert "between and" not in found and "between CCONJ" in found and "coordinated True" in found
    assert found["encoder together"] > 0


@pytest.mark.parametrize(
    ("text", "action", "count"),
    [
        ("Getty Images sued OpenAI in March 2025, and Disney did so in April 2025.", "lawsuit", 2),
        ("Getty Images and Disney together sued OpenAI on Monday over ChatGPT.", "lawsuit", 1),
        (
            "The Guardian signed a deal with OpenAI in March 2025, and the Financial Times in April 2025.",
            "licensing_deal",
            2,
        ),
    ],
)
def test_steps_told_in_one_sentence_are_told_apart(text, action, count, tell):
    assert len([report for report in tell(text).reports if report.action == action]) == count


def test_a_group_of_others_has_nothing_to_do_with_whom_its_sentence_names_beside(parse):
    doc = parse(
        "The New York Times sued OpenAI. In October News Corp took Perplexity to court; three novelists sued Anthropic "
        "in August, and in December Ziff Davis brought a case against Microsoft."
    )
    (draft,) = (d for d in drafts(list(doc._.mentions), doc._.cast, doc._.facts) if all(e.generic for e in d.actors))
    assert told(draft, 0.1) == [({"novelists"}, {"Anthropic"})]


def test_names_stand_for_the_group_that_they_are_of(drafted):
    draft = drafted(
        "On Monday six newspapers owned by Gannett, the Ostrava Courier and the Calder Post among them, took OpenAI to "
        "court, as The New York Times had done in May.",
        "lawsuit",
    )
    assert [actors for actors, _ in told(draft, 0.1)] == [
        {"Gannett"},
        {"Ostrava Courier"},
        {"Calder Post"},
        {"The New York Times"},
    ]


def test_dates_behind_a_name_count_beyond_its_sentence(drafted):
    draft = drafted("Getty Images and Disney sued OpenAI. In May 2024, Sony followed.", "lawsuit")
    doc = draft.mentions[0].trigger.doc
    able = taking_part(draft, doc._.cast)
    one, other = next(pairs([*able]))
    assert "dated 0 1" in features(draft, one, other, [*able], doc._.facts)
