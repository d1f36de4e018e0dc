"""One draft -> several steps where the text says that each is sued, signs, writes or appeals apart."""

from spacy.tokens import Span

from nlp.drafting import Step, on_side
from nlp.entities import Entity

APART = frozenset({"each", "separate", "separately", "respectively"})
SUITS = frozenset({"suits", "lawsuits", "actions", "complaints"})


def split(draft: Step) -> list[Step]:
    """One step a suit, a partner or a side where the text tells them apart, else the draft itself."""
    trigger = draft.mentions[0].trigger
    plural = trigger.tag_ == "NNS"
    if draft.action == "lawsuit" and len(draft.targets) > 1 and _sued_apart(trigger.sent, plural=plural):
        return [_copy(draft, draft.actors, [target]) for target in draft.targets]
    if draft.action == "licensing_deal":
        return _split_deals(draft, trigger.sent, plural=plural)
    if draft.action == "appeal" and {"claimant", "respondent"} <= {e.side for e in draft.actors}:
        return [_copy(draft, on_side(draft.actors, side), []) for side in ("claimant", "respondent")]
    if len(draft.actors) > 1 and _acted_apart(draft, trigger.sent, plural=plural):
        return [_copy(draft, [actor], draft.targets) for actor in draft.actors]
    return [draft]


def _sued_apart(sent: Span, *, plural: bool) -> bool:
    return any(t.lower_ in APART for t in sent) and (plural or any(t.lower_ in SUITS for t in sent))


def _acted_apart(draft: Step, sent: Span, *, plural: bool) -> bool:
    """ "Cease-and-desist letters from A and B", "A and B have each sued"."""
    if draft.action == "cease_and_desist" and plural:
        return True
    return draft.action in {"cease_and_desist", "lawsuit", "demand"} and any(
        t.lower_ in {"each", "separately"} and t.dep_ in {"appos", "advmod", "dep", "nsubj", "det"} for t in sent
    )


def _split_deals(draft: Step, sent: Span, *, plural: bool) -> list[Step]:
    """ "Deals with Le Monde and Prisa", "A and B have each signed": one a partner."""
    if not plural and not any(t.lower_ in {"each", "separately", "separate"} for t in sent):
        return [draft]
    for side, other in (("claimant", "respondent"), ("respondent", "claimant")):
        mine, theirs = on_side(draft.actors, side), on_side(draft.actors, other)
        if len(mine) > 1 and len(theirs) == 1:
            return [_copy(draft, [partner, *theirs], []) for partner in mine]
    return [draft]


def _copy(step: Step, actors: list[Entity], targets: list[Entity]) -> Step:
    return Step(step.action, list(actors), list(targets), [], step.status, step.date, mentions=list(step.mentions))
