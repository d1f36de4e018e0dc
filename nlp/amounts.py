"""A step and the sums of money in and beside its sentences -> the sum that was claimed, paid, awarded or agreed.

Business pages are full of sums that belong to no step: valuations, funding, revenue. Which is a step's is weighed by a
linear model: what the words near it say that it is for, how it hangs on the words that tell the step, whether it is so
much a work or a year. Only sums in US dollars are told; no sum is better than a wrong one. Weights: see nlp.training.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from nlp import linear
from nlp.dating import beside_names, steps_told
from nlp.drafting import Step
from nlp.facts import SUITS, Facts, Placed
from nlp.money import Money, find_money, role
from nlp.participation import way
from nlp.syntax import surface_subjects

NAME, LABEL = "amounts", "paid"
LIKELY = 0.5  # from which on a sum is taken
PAID_STEPS = frozenset({"lawsuit", "settlement", "licensing_deal", "ruling", "demand", "regulatory_action"})
NEAR = 3  # words on either side that count


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sum that may be a step's, and where it stands: in a sentence that tells it, before or behind one."""

    placed: Placed[Money]
    amount: float
    where: str


def apply(steps: Sequence[Step], facts: Facts, model: linear.Linear) -> None:
    """Let each step that money may change hands for have the sum that is most probably its own, where one is."""
    for step in steps:
        found = list(candidates(step, facts))
        rated = [(model.probabilities(features(step, c, found, steps, facts))[LABEL], c.amount) for c in found]
        chance, amount = max(rated, default=(0.0, 0.0))
        step.amount = amount if chance >= LIKELY else None


def claim(steps: Sequence[Step], facts: Facts) -> None:
    """Let the only suit of an article have the only sum that is said to be claimed in it, wherever that stands; where
    it is said of several suits, all those of the claimants who sue first have it."""
    suits = [step for step in steps if step.action == "lawsuit"]
    if any(_of_suits(placed.token) for placed in facts.money if _claimed(placed.fact, facts.text)):
        suits = [suit for suit in suits if set(suit.actors) == set(suits[0].actors)]
    elif len(suits) > 1:
        return
    sums = {m.amount for m in find_money(facts.text) if _claimed(m, facts.text)}
    if len(sums) == 1 and sums.isdisjoint(step.amount for step in steps):
        (amount,) = sums
        for suit in suits:
            suit.amount = suit.amount or amount


def _of_suits(money: Token) -> bool:
    """ "Each of the suits asks for $1 billion": whether a sum is said of several suits."""
    verb = next((node for node in money.ancestors if node.pos_ in {"VERB", "AUX"}), None)
    subjects = surface_subjects(verb) if verb else []
    nouns = [noun for subject in subjects for noun in (subject, *subject.subtree)]
    return any(noun.lemma_.lower() in SUITS and noun.tag_ == "NNS" for noun in nouns)


def _claimed(money: Money, text: str) -> bool:
    return bool(money.amount) and money.currency == "USD" and not money.per_item and role(text, money) == "claim"


def candidates(step: Step, facts: Facts) -> Iterator[Candidate]:
    """The sums in dollars in the sentences of a step and in those beside them."""
    if step.action not in PAID_STEPS:
        return
    sents = {m.sent_start: m.trigger.sent for m in step.mentions if not m.in_title}
    ends = {sent.end for sent in sents.values()}
    for placed in facts.money:
        sent = placed.token.sent
        where = (
            "in" if sent.start in sents else "behind" if sent.start in ends else "before" if sent.end in sents else ""
        )
        if where and placed.fact.amount and placed.fact.currency == "USD":
            yield Candidate(placed, placed.fact.amount, where)


def features(
    step: Step, candidate: Candidate, rivals: Sequence[Candidate], steps: Sequence[Step], facts: Facts
) -> dict[str, float]:
    """What speaks for and against a sum's being a step's."""
    plain = [
        *_of_sum(candidate, facts),
        *_of_step(step, candidate),
        *_of_rivals(step, candidate, rivals, steps),
        *beside_names(step, candidate.placed.token),
    ]
    return linear.present([*plain, *(f"{step.action} {name}" for name in plain)])


def _of_sum(candidate: Candidate, facts: Facts) -> Iterator[str]:
    money, token = candidate.placed.fact, candidate.placed.token
    yield f"for {role(facts.text, money)}"
    yield f"each {money.per_item}"
    yield f"about {money.approximate}"
    yield f"{math.floor(math.log10(candidate.amount))} digits"
    last = facts.token_at(money.end - 1) or token
    doc = token.doc
    yield from (f"before {word.lemma_.lower()}" for word in doc[max(0, token.i - NEAR) : token.i])
    yield from (f"behind {word.lemma_.lower()}" for word in doc[last.i + 1 : last.i + 1 + NEAR])
    yield f"hangs on {last.head.lemma_.lower()}"


def _of_step(step: Step, candidate: Candidate) -> Iterator[str]:
    token = candidate.placed.token
    yield f"{candidate.where} the sentence"
    for mention in step.mentions:
        if mention.sent_start == token.sent.start:
            yield from way(token, mention)


def _of_rivals(step: Step, candidate: Candidate, rivals: Sequence[Candidate], steps: Sequence[Step]) -> Iterator[str]:
    yield f"{min(len(rivals), 3)} sums"
    yield f"largest {candidate.amount == max(rival.amount for rival in rivals)}"
    if candidate.where != "in":
        yield f"others in {any(rival.where == 'in' for rival in rivals)}"
    token = candidate.placed.token
    told = steps_told([other for other in steps if other.action in PAID_STEPS], token.sent)
    nearest = min(told, key=lambda trigger: abs(trigger - token.i), default=None)
    if nearest is not None:
        yield f"nearest step {nearest in {m.trigger.i for m in step.mentions}}"
