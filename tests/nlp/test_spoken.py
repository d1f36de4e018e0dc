"""What is said and is a step of its own, and what is only words of another."""

from collections.abc import Callable, Sequence

import pytest
from spacy.tokens import Doc

from disputes.types import PartialDate
from nlp.drafting import Step
from nlp.entities import Cast, Entity
from nlp.frames import StepMention
from nlp.lexicon import Frame
from nlp.spoken import heard, own

SUED = "Marlow Books sued Fennec AI in federal court in Manhattan over its chatbot."


class Told:
    """Steps put by hand over an article's sentences, as the parts before tell them."""

    def __init__(self, doc: Doc) -> None:
        self.cast: Cast = doc._.cast
        self.sents = list(doc.sents)
        self.steps: list[Step] = []

    def add(
        self,
        action: str,
        actor: str,
        target: str,
        sentence: int,
        *,
        date: PartialDate | None = None,
        sure: float = 1.0,
        frame: Frame | None = None,
    ) -> Step:
        root = self.sents[sentence].root
        mention = StepMention(action, frame or Frame(action), root, root, "happened")
        step = Step(action, self._named(actor), self._named(target), [], "happened", date, mentions=[mention])
        step.confidence = sure
        self.steps.append(step)
        return step

    def own(self) -> Sequence[Step]:
        return own(self.steps, self.cast)

    def _named(self, name: str) -> list[Entity]:
        return [entity for entity in self.cast.entities if name and name in entity.forms]


@pytest.fixture
def told(parse: Callable[..., Doc]) -> Callable[[str], Told]:
    return lambda text: Told(parse(text))


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("Fennec AI knows very well that it needs a licence, Marlow Books said.", False),
        ("Fennec AI, the lawsuit says, has copied thousands of novels.", False),
        ("Fennec AI, says the lawsuit, has trained its chatbot on novels.", False),
        ("According to Marlow Books, Fennec AI takes whatever it can get.", False),
        ("Fennec AI said that its training is fair use.", True),
        ("A spokesman for Fennec AI rejected what Marlow Books had said.", True),
        ("For Fennec AI it is all fair use.", True),
    ],
)
def test_who_answers_speaks(said: str, answered: bool, told: Callable[[str], Told]) -> None:
    article = told(f"{SUED} {said}")
    suit = article.add("lawsuit", "Marlow Books", "Fennec AI", 0)
    answer = article.add("response", "Fennec AI", "Marlow Books", 1)
    assert article.own() == ([suit, answer] if answered else [suit])


@pytest.mark.parametrize(
    ("before", "sure", "frame", "answered"),
    [
        ("licensing_deal", 0.5, Frame("response"), False),
        ("lawsuit", 0.5, Frame("response"), True),
        ("licensing_deal", 0.9, Frame("response"), True),
        ("licensing_deal", 0.5, Frame("response", verb=("deny",), object=("claim",)), True),
    ],
)
def test_an_answer_answers_somebody(
    before: str, sure: float, frame: Frame, answered: bool, told: Callable[[str], Told]
) -> None:
    article = told("Marlow Books and Fennec AI have met. Fennec AI said that it wants to help authors.")
    article.add(before, "Marlow Books", "Fennec AI" if before == "lawsuit" else "", 0)
    answer = article.add("response", "Fennec AI", "Marlow Books", 1, sure=sure, frame=frame)
    assert (answer in article.own()) == answered


@pytest.mark.parametrize(
    ("action", "said", "kept"),
    [
        ("statement", "Marlow Books said the ruling protects all who write.", False),
        ("response", "Fennec AI said the verdict was a mistake.", False),
        ("statement", "Marlow Books said that Fennec AI steals from all who write.", True),
    ],
)
def test_a_comment_on_what_was_decided_is_no_step(
    action: str, said: str, kept: bool, told: Callable[[str], Told]
) -> None:
    article = told(f"A judge in Chicago decided the case of Marlow Books against Fennec AI. {said}")
    article.add("ruling", "", "Fennec AI", 0).targets += article._named("Marlow Books")
    article.add("lawsuit", "Marlow Books", "Fennec AI", 0)
    sides = ("Marlow Books", "Fennec AI") if action == "statement" else ("Fennec AI", "Marlow Books")
    comment = article.add(action, *sides, 1)
    assert (comment in article.own()) == kept


@pytest.mark.parametrize(("verb", "objects"), [("praised", False), ("criticised", True)])
def test_praise_is_no_objection(verb: str, objects: bool, told: Callable[[str], Told]) -> None:
    article = told(f"Marlow Books {verb} the new rules of Fennec AI.")
    step = article.add("statement", "Marlow Books", "Fennec AI", 0)
    assert (step in article.own()) == objects


@pytest.mark.parametrize(
    ("letter", "date", "kept"),
    [("cease_and_desist", None, False), ("demand", None, True), ("cease_and_desist", "2025-03-02", True)],
)
def test_a_threat_in_a_cease_and_desist_letter_is_part_of_it(
    letter: str, date: PartialDate | None, kept: bool, told: Callable[[str], Told]
) -> None:
    article = told(
        "Marlow Books sent a cease-and-desist letter to Fennec AI. Marlow Books will otherwise sue Fennec AI."
    )
    article.add(letter, "Marlow Books", "Fennec AI", 0, date=date)
    threat = article.add("legal_threat", "Marlow Books", "Fennec AI", 1, date="2025-06-01")
    assert (threat in article.own()) == kept


@pytest.mark.parametrize(
    ("asked", "action"),
    [
        ("Marlow Books asked Fennec AI to stop training its chatbot on novels.", "demand"),
        ("Marlow Books told Fennec AI to cease and desist from copying novels.", "cease_and_desist"),
        ("In a letter Marlow Books told Fennec AI to stop copying novels.", "cease_and_desist"),
    ],
)
def test_who_asks_to_stop_demands(asked: str, action: str, told: Callable[[str], Told]) -> None:
    article = told(asked)
    article.add("cease_and_desist", "Marlow Books", "Fennec AI", 0)
    assert [step.action for step in article.own()] == [action]


@pytest.mark.parametrize(
    ("other", "action"),
    [
        ("Marlow Books wrote one on Saturday.", "cease_and_desist"),
        ("Marlow Books demanded that Fennec AI stop at once.", "demand"),
    ],
)
def test_one_more_beside_a_letter_is_a_letter(other: str, action: str, told: Callable[[str], Told]) -> None:
    article = told(f"Calder sent Fennec AI a cease-and-desist letter over its chatbot. {other}")
    article.add("cease_and_desist", "Calder", "Fennec AI", 0)
    article.add("cease_and_desist", "Marlow Books", "Fennec AI", 1)
    assert [step.action for step in article.own()] == ["cease_and_desist", action]


def test_a_demand_that_is_told_is_not_told_twice(told: Callable[[str], Told]) -> None:
    article = told("Marlow Books asked Fennec AI to stop training its chatbot on novels.")
    article.add("cease_and_desist", "Marlow Books", "Fennec AI", 0)
    demand = article.add("demand", "Marlow Books", "Fennec AI", 0)
    assert article.own() == [demand]


def test_who_asks_to_stop_and_threatens_to_sue_has_sent_a_letter(told: Callable[[str], Told]) -> None:
    article = told("Marlow Books asked Fennec AI to stop, or else it would sue.")
    letter = article.add("cease_and_desist", "Marlow Books", "Fennec AI", 0)
    article.add("legal_threat", "Marlow Books", "Fennec AI", 0)
    assert article.own() == [letter] and letter.action == "cease_and_desist"


@pytest.mark.parametrize(
    ("action", "sure", "kept"),
    [
        ("licensing_deal", 0.5, False),
        ("licensing_deal", 0.8, True),
        ("launch", 0.5, True),
    ],
    ids=["partners", "partners, surely", "no partners"],
)
def test_partners_in_a_deal_object_to_each_other_only_where_it_is_clear(
    action: str, sure: float, kept: bool, told: Callable[[str], Told]
) -> None:
    article = told("Marlow Books and Fennec AI have met. Marlow Books told Fennec AI what it hopes for.")
    article.add(action, "Fennec AI", "", 0).actors += article._named("Marlow Books")
    step = article.add("statement", "Marlow Books", "Fennec AI", 1, sure=sure)
    assert (step in article.own()) == kept


@pytest.mark.parametrize(("maker", "kept"), [("European Parliament", False), ("European Commission", True)])
def test_who_made_a_law_is_thanked_for_it(maker: str, kept: bool, told: Callable[[str], Told]) -> None:
    article = told(
        "The European Parliament and the European Commission spoke of AI. Marlow Books told them that authors wait."
    )
    article.add("legislation", "European Parliament", "", 0)
    step = article.add("statement", "Marlow Books", maker, 1)
    assert step.targets
    assert (step in article.own()) == kept


@pytest.mark.parametrize(
    ("again", "dates", "steps"),
    [
        ("Marlow Books", (None, None), 1),
        ("Marlow Books", ("2025-05-01", None), 1),
        ("Marlow Books", ("2025-05-01", "2025-06-01"), 2),
        ("Marlow Books", ("2025-05-01", "2025-05-01"), 2),
        ("Odalys Merrin", (None, None), 2),
    ],
)
def test_who_is_quoted_twice_has_said_one_thing(
    again: str, dates: tuple[PartialDate | None, PartialDate | None], steps: int, told: Callable[[str], Told]
) -> None:
    article = told(
        "Marlow Books and novelist Odalys Merrin sued Fennec AI on Monday over its chatbot. Fennec AI steals from all "
        "who write, Marlow Books said. Novelists get nothing from Fennec AI, said Odalys Merrin."
    )
    first = article.add("statement", "Marlow Books", "Fennec AI", 1, date=dates[0], sure=0.6)
    article.add("statement", again, "Fennec AI", 2, date=dates[1], sure=0.7)
    found = article.own()
    assert len(found) == steps
    assert (len(first.mentions), first.date, first.confidence) == (
        (2, dates[0], 0.7) if steps == 1 else (1, dates[0], 0.6)
    )


@pytest.mark.parametrize(
    ("said", "told_as"),
    [
        ("In a motion Fennec AI argued that it copied nothing.", "court_filing"),
        ("Fennec AI countered that it copied nothing.", "response"),
    ],
)
def test_what_is_said_is_said_in_court_or_out_of_it(said: str, told_as: str, told: Callable[[str], Told]) -> None:
    article = told(f"{SUED} {said}")
    article.add("lawsuit", "Marlow Books", "Fennec AI", 0)
    article.add("response", "Fennec AI", "Marlow Books", 1)
    article.add("court_filing", "Fennec AI", "Marlow Books", 1)
    assert [step.action for step in article.own()] == ["lawsuit", told_as]


def test_an_answer_outside_court_stands_beside_a_filing(told: Callable[[str], Told]) -> None:
    article = told(f"{SUED} Fennec AI moved to dismiss the case. Fennec AI told reporters that it copied nothing.")
    article.add("lawsuit", "Marlow Books", "Fennec AI", 0)
    article.add("court_filing", "Fennec AI", "Marlow Books", 1)
    article.add("response", "Fennec AI", "Marlow Books", 2)
    assert article.own() == article.steps


@pytest.mark.parametrize(
    ("said", "target"),
    [
        (
            "Marlow Books published an empty novel in protest at the plans of the European Commission.",
            "European Commission",
        ),
        ("Marlow Books told the European Commission that Fennec AI steals from all who write.", "Fennec AI"),
        ("Marlow Books published an empty novel in protest.", "Fennec AI"),
    ],
)
def test_an_objection_is_to_whom_its_sentence_names(said: str, target: str, told: Callable[[str], Told]) -> None:
    article = told(f"{SUED} {said}")
    article.add("lawsuit", "Marlow Books", "Fennec AI", 0)
    objection = article.add("statement", "Marlow Books", "Fennec AI", 1)
    assert objection in article.own()
    assert [entity.name for entity in objection.targets] == [target]


@pytest.mark.parametrize(
    ("beside", "action", "sure", "said", "believed"),
    [
        ("safeguard", "statement", 0.25, "Fennec AI steals from all who write, Marlow Books said.", True),
        ("safeguard", "statement", 0.15, "Fennec AI steals from all who write, Marlow Books said.", False),
        ("safeguard", "statement", 0.25, "Fennec AI steals from all who write, they said.", False),
        ("safeguard", "demand", 0.35, "Marlow Books wants to be paid by Fennec AI.", True),
        ("safeguard", "demand", 0.35, "They want to be paid by Fennec AI.", True),
        ("safeguard", "demand", 0.25, "Marlow Books wants to be paid by Fennec AI.", False),
        ("safeguard", "launch", 0.4, "Marlow Books wants to be paid by Fennec AI.", False),
        ("lawsuit", "statement", 0.4, "Fennec AI steals from all who write, Marlow Books said.", False),
        ("legislation", "statement", 0.4, "Fennec AI steals from all who write, Marlow Books said.", False),
        ("cease_and_desist", "statement", 0.4, "Fennec AI steals from all who write, Marlow Books said.", False),
    ],
)
def test_words_are_believed_sooner_where_they_are_all_there_is(
    beside: str, action: str, sure: float, said: str, believed: bool, told: Callable[[str], Told]
) -> None:
    article = told(f"Marlow Books and Fennec AI were in the news over novels in a chatbot. {said}")
    other = article.add(beside, "Fennec AI", "", 0)
    words = article.add(action, "Marlow Books", "Fennec AI", 1, sure=sure)
    assert heard([other], [words], article.cast) == ([words] if believed else [])
    assert (words.confidence > sure) == believed


def test_of_doubted_words_of_one_the_surest_are_believed(told: Callable[[str], Told]) -> None:
    article = told("Fennec AI steals, Marlow Books said. Marlow Books said that novels are no waste.")
    doubted = [article.add("statement", "Marlow Books", "Fennec AI", place, sure=0.3 + place / 10) for place in (0, 1)]
    assert heard([], doubted, article.cast) == doubted[1:]
    assert heard([article.add("statement", "Marlow Books", "", 0)], doubted, article.cast) == []


@pytest.mark.parametrize(
    ("said", "changed", "answers"),
    [
        ("Fennec AI said on Friday that it had blocked the novels.", "blocked", False),
        ("Fennec AI apologised and said that it had blocked the novels.", "blocked", True),
        ("Fennec AI said that novels are free for all and blocked the chatbot.", "blocked", True),
    ],
)
def test_what_a_developer_says_that_it_changed_is_the_change(
    said: str, changed: str, answers: bool, told: Callable[[str], Told]
) -> None:
    article = told(f"{SUED} {said}")
    suit = article.add("lawsuit", "Marlow Books", "Fennec AI", 0)
    change = article.add("safeguard", "Fennec AI", "", 1)
    change.mentions[0].verb = next(token for token in article.sents[1] if token.text == changed)
    answer = article.add("response", "Fennec AI", "Marlow Books", 1)
    assert article.own() == ([suit, change, answer] if answers else [suit, change])
