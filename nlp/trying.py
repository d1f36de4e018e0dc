"""Steps in court that hold several cases -> each with the parties of its own: "Meta won a day after Anthropic had".

A ruling, a filing or a hearing is of one case. Whom a step has from another, be it from a clause of its own sentence
or from elsewhere in the article, known cases tell apart.
"""

from collections.abc import Sequence
from itertools import takewhile

from spacy.tokens import Span, Token

from nlp.bench import deciding_unnamed, differ
from nlp.drafting import Step, on_side
from nlp.entities import Entity
from nlp.known_suits import KnownSuits, Told, by_case

LEAVE = frozenset("permission leave application motion request petition bid go-ahead certification clearance".split())
LEAVING = frozenset("grant give allow let permit certify refuse deny decline reject".split())
CLAUSES = frozenset({"relcl", "advcl", "parataxis"})
IN_COURT = frozenset({"ruling", "hearing", "court_filing", "appeal"})


def tried(step: Step, suits: KnownSuits, told: Told) -> list[list[Entity]]:
    """The sides of each case that a step in court is of: those sued in it, and the claimants who sued them and none of
    the others; one group at most where all are of one case."""
    claimants = on_side(step.parties, "claimant")
    for side in (step.targets, step.actors):
        sued = _sued(side)
        groups = by_case(sued, lambda one, other: _apart(one, other, step, suits, told))
        if len(groups) > 1:
            return [
                [*group, *_claiming(claimants, group, [e for e in sued if e not in group], suits, told)]
                for group in groups
            ]
    return []


def sit(step: Step) -> None:
    """Let a ruling be of the bench that its sentences say decides, or else of one that they name, if any: another court
    or judge, of whom the article tells elsewhere, did not decide with it."""
    bench = [e for e in step.actors if _may_decide(e, step)]
    if not bench:
        return
    here = [e for e in bench if any(e.within(m.trigger.sent.start, m.trigger.sent.end) for m in step.mentions)]
    if not (said := _deciding(step)) and (sents := _by_somebody(step)):
        bench = [e for e in step.actors if e.on_bench]
        later = [e for e in bench if min(start for start, _ in e.spans) >= max(sent.end for sent in sents)]
        step.actors = [e for e in step.actors if e not in bench or e in later]
        return
    told = said or here
    kept = [e for e in bench if not told or any(not differ(e, other) for other in told)]
    if any(e.type == "judge" and e.name[0].isupper() for e in kept):
        kept = [e for e in kept if e.type != "judge" or e.name[0].isupper()]  # "a federal judge", named later
    step.actors = [*(kept or told[:1]), *(e for e in step.actors if e not in bench)]


def _by_somebody(step: Step) -> list[Span]:
    """The sentences that say of a ruling that a court or judge made it, none in particular: who was named before, or
    stands beside, is another."""
    return [m.trigger.sent for m in step.mentions if step.action == "ruling" and deciding_unnamed(m.verb, m.trigger)]


def of_other_cases(ours: Sequence[Entity], theirs: Sequence[Entity], suits: KnownSuits, told: Told) -> bool:
    """Whether those who are sued among some were all sued in other cases than those among others."""
    pairs = [(one, other) for one in _sued(ours) for other in _sued(theirs)]
    return bool(pairs) and all(suits.rarely_together(one, other, told) for one, other in pairs)


def by_others(step: Step, draft: Step) -> bool:
    """Whether the sentences of two rulings, or of two votes on a bill, say that courts, judges or chambers decided
    which cannot be the same."""
    return step.action == draft.action and not_by(step, _deciding(draft))


def on_leave(step: Step) -> bool:
    """Whether a ruling is one on leave to appeal, and not the one appealed from: "gave Getty permission to appeal"."""
    return step.action == "ruling" and any(_on_leave(mention.trigger) for mention in step.mentions)


def _on_leave(trigger: Token) -> bool:
    for token in trigger.subtree:
        if token.lemma_.lower() != "appeal":
            continue
        path = [token, *takewhile(lambda above: above != trigger, token.ancestors)]
        if any(above.dep_ in CLAUSES for above in path) or token == trigger:
            continue
        asked = any(above.lemma_.lower() in LEAVE for above in path)
        let = token.pos_ == "VERB" or any(above.dep_ in {"ccomp", "xcomp"} for above in path)
        if asked or (trigger.lemma_ in LEAVING and (let or trigger.lemma_ in {"grant", "certify"})):
            return True
    return False


def not_by(step: Step, named: Sequence[Entity]) -> bool:
    """Whether all of some who might decide are others than those who, by its sentences, decided a step."""
    ours, theirs = _deciding(step), [e for e in named if _may_decide(e, step)]
    return bool(ours and theirs) and all(differ(one, other) for one in ours for other in theirs)


def _deciding(step: Step) -> list[Entity]:
    """Courts and judges, or the bodies of a state, that the sentences of a step say decide."""
    actors = dict.fromkeys(e for m in step.mentions if not m.refers for e in m.actors)
    return [e for e in actors if _may_decide(e, step)]


def _may_decide(entity: Entity, step: Step) -> bool:
    bench = step.action == "ruling" and entity.on_bench
    return bench or (step.action == "legislation" and entity.kind == "government")


def _sued(parties: Sequence[Entity]) -> list[Entity]:
    return [e for e in on_side([*parties], "respondent") if not e.generic]


def _apart(one: Entity, other: Entity, step: Step, suits: KnownSuits, told: Told) -> bool | None:
    """Whether two were sued apart by the claimants of a step; where these are not known to have sued both and no
    sentence names them together, by anybody."""
    claimants = [e for e in on_side(step.parties, "claimant") if not e.generic]
    apart = suits.apart(one, other, claimants, told, sued=True)
    sents = [m.trigger.sent for m in step.mentions]
    together = any(one.within(s.start, s.end) and other.within(s.start, s.end) for s in sents)
    if not claimants or (apart is None and not together):
        return suits.rarely_together(one, other, told) or apart
    return apart


def _claiming(
    claimants: Sequence[Entity], sued: Sequence[Entity], others: Sequence[Entity], suits: KnownSuits, told: Told
) -> list[Entity]:
    """The claimants who are known to have sued some, and not others."""
    return [e for e in claimants if suits.faced(e, sued, told) and not suits.faced(e, others, told)]
