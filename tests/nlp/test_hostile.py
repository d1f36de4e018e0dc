"""Articles that nobody writes cost no more than their length: names, steps and lists without end are bounded."""

import pytest

from nlp import entities, frames, splitting, wordings
from nlp.coreference import LABEL, STEPS, TELLINGS, features, find
from nlp.drafting import Step
from nlp.splitting import split
from nlp.steps import drafts
from nlp.syntax import once, subjects

SUIT = "Getty Images sued OpenAI on Monday over its image generator."
LIST = "Alton Films, Bolton Films, Calder Films, Dorset Films and Elgin Films sued OpenAI on Monday over its chatbot."


class Counting:
    """Finds everything likely or nothing, and counts how often it is asked."""

    def __init__(self, chance: float) -> None:
        self.chance = chance
        self.asked = 0

    def probabilities(self, features: dict[str, float]) -> dict[str, float]:
        self.asked += 1
        return {LABEL: self.chance, splitting.LABEL: self.chance}


def _suit(doc) -> Step:
    return next(draft for draft in drafts([*doc._.mentions], doc._.cast, doc._.facts) if draft.action == "lawsuit")


def test_a_sentence_is_sought_once(parse):
    doc = parse("Getty Images sued OpenAI. The firm declined to comment.")
    assert [(token.sent.start, token.sent.end) for token in doc] == [
        (sent.start, sent.end) for sent in doc.sents for _ in sent
    ]
    assert doc[2].sent is doc[3].sent is not doc[-1].sent


def test_a_question_of_the_tree_is_answered_once_for_each_token(parse):
    asked = []

    @once
    def letters(token) -> int:
        asked.append(token.i)
        return len(token)

    doc = parse(SUIT)
    assert [letters(doc[0]), letters(doc[0]), letters(doc[1]), letters(parse(SUIT)[0])] == [5, 5, 6, 5]
    assert asked == [0, 1, 0]
    assert subjects(doc[2]) is subjects(doc[2])


def test_names_beyond_the_bound_are_none_and_those_before_it_stay(parse, monkeypatch):
    text = f"{SUIT} {' '.join(f'Lawyers said that {name} Quillon wrote books.' for name in ('Ada', 'Ben', 'Cleo'))}"
    assert {"Ada Quillon", "Cleo Quillon"} <= {entity.name for entity in parse(text)._.cast.entities}
    monkeypatch.setattr(entities, "MOST", 3)
    cast = parse(text)._.cast
    assert {"Getty Images", "OpenAI"} <= {entity.name for entity in cast.entities}
    assert len(cast.entities) == 3


def test_a_known_name_is_told_again_however_many_there_are(parse, monkeypatch):
    monkeypatch.setattr(entities, "MOST", 2)
    getty = next(e for e in parse(f"{SUIT} Getty Images won.")._.cast.entities if e.name == "Getty Images")
    assert len(getty.spans) == 2


@pytest.mark.parametrize("most", [1, 3])
def test_mentions_beyond_the_bound_are_left_out(parse, monkeypatch, most):
    text = " ".join(f"{name} sued OpenAI on Monday." for name in ("Getty Images", "Disney", "Sony", "Universal"))
    assert len(parse(text)._.mentions) > 3
    monkeypatch.setattr(frames, "MOST", most)
    monkeypatch.setattr(wordings, "MOST", most)
    doc = parse(text)
    assert len(doc._.mentions) == most
    assert doc._.mentions[0].actors[0].name == "Getty Images"


@pytest.mark.parametrize(("most", "told"), [(1, True), (3, True), (400, False)])
def test_a_reading_says_that_something_was_left_out(tell, monkeypatch, most, told):
    monkeypatch.setattr(frames, "MOST", most)
    monkeypatch.setattr(wordings, "MOST", most)
    reading = tell(
        " ".join(f"{name} sued OpenAI on Monday." for name in ("Getty Images", "Disney", "Sony", "Universal"))
    )
    assert ("the last are left out" in reading.reason) == told


def test_a_draft_is_compared_with_the_last_steps_only(parse):
    doc = parse(SUIT)
    model, told = Counting(0.1), [_suit(doc) for _ in range(3 * STEPS)]
    assert find(_suit(doc), told, doc._.cast, model)[1] in told[-STEPS:]  # type: ignore[arg-type]
    assert model.asked == STEPS


def test_of_a_step_told_without_end_the_last_tellings_count(parse):
    doc = parse(SUIT)
    many, few, draft = (_suit(doc) for _ in range(3))
    many.mentions *= 50 * TELLINGS
    few.mentions *= TELLINGS
    assert features(many, draft, [many], doc._.cast) == features(few, draft, [few], doc._.cast)
    assert f"told {3} times" in features(many, draft, [many], doc._.cast)
    assert len(many.mentions) == 50 * TELLINGS


def test_a_list_of_those_who_act_together_is_weighed_name_by_name(parse):
    doc = parse(LIST)
    draft, together, apart = _suit(doc), Counting(0.9), Counting(0.1)
    names = len(draft.actors)
    assert names >= 4
    split(draft, doc._.cast, doc._.facts, together)  # type: ignore[arg-type]
    split(draft, doc._.cast, doc._.facts, apart)  # type: ignore[arg-type]
    assert together.asked == names - 1
    assert apart.asked == names * (names - 1) // 2


def test_a_list_longer_than_any_case_has_is_one_step(parse, monkeypatch):
    doc = parse(LIST)
    draft, model = _suit(doc), Counting(0.1)
    assert len(split(draft, doc._.cast, doc._.facts, model)) > 1  # type: ignore[arg-type]
    monkeypatch.setattr(splitting, "MOST", 4)
    asked = model.asked
    assert split(draft, doc._.cast, doc._.facts, model) == [draft]  # type: ignore[arg-type]
    assert model.asked == asked
