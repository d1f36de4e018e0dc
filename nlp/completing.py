"""A step whose sentences leave out who or whom -> the same step, filled in from what else the article tells.

First from its own sentences, then from the step that it speaks of, then from whom the article is mostly about.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from nlp.drafting import AGAINST_DEVELOPER, BOTH_SIDES, NO_TARGET, Step, on_side
from nlp.entities import Cast, Entity
from nlp.facts import CASE_STEPS
from nlp.joining import share
from nlp.sides import OTHER, could_be_party, kind_of_unknown, mover
from nlp.venues import same_case

IN_STEP = 3  # what taking part in a step weighs when asking whom an article is about
ABOUT_CASE = frozenset("court_filing hearing ruling response demand".split())
MOST_MENTIONS = 4  # mentions that count for that


@dataclass(frozen=True, slots=True)
class Focus:
    """Whom the article is mostly about, on either side."""

    claimants: tuple[Entity, ...]
    respondents: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A step with all from which it can be filled in: who is named in its sentences, the other steps, the focus."""

    step: Step
    steps: list[Step]
    focus: Focus
    near: list[Entity]

    @property
    def claimants(self) -> list[Entity]:
        """Parties of the step's sentences that hold rights."""
        return [e for e in on_side(self.near, "claimant") if e.type == "party"]

    @property
    def respondents(self) -> list[Entity]:
        """Parties of the step's sentences that make or run AI."""
        return [e for e in on_side(self.near, "respondent") if e.type == "party"]

    @property
    def eligible(self) -> list[Entity]:
        """Who in the step's sentences could be a party at all."""
        return [e for e in self.near if could_be_party(e)]

    def case_side(self, known: Iterable[Entity], side: str) -> list[Entity]:
        """One side of the case that some parties stand in; of the article's main case where they tell none, unless they
        have names and no part in that."""
        ids = set(known)
        for step in self.steps:
            if step.action in {"lawsuit", "cease_and_desist", "demand"}:
                mine, theirs = (step.targets, step.actors) if side == "claimant" else (step.actors, step.targets)
                if theirs and ids & set(mine):
                    return [e for e in theirs if e not in ids]
        main, others = self.focus.claimants, self.focus.respondents
        if side == "respondent":
            main, others = others, main
        elsewhere = ids and others and not ids & {*main, *others} and not all(e.generic for e in ids)
        return [] if elsewhere else [e for e in main if e not in ids]


def find_focus(steps: list[Step], cast: Cast) -> Focus:
    """The sides of the suit or letter that is told most, else the party of each side that is named most."""
    weight: Counter[Entity] = Counter()
    for step in steps:
        for entity in step.parties:
            weight[entity] += IN_STEP
    for entity in cast.entities:
        weight[entity] += min(MOST_MENTIONS, len(entity.spans))
    ranked = sorted((e for e in cast.entities if e.type == "party"), key=lambda e: (-weight[e], e.spans[0]))
    suits = [s for s in steps if s.action in {"lawsuit", "cease_and_desist"} and s.actors and s.targets]
    if suits:
        main = max(suits, key=lambda s: len(s.mentions))
        return Focus(tuple(main.actors), tuple(main.targets))
    return Focus(tuple(on_side(ranked, "claimant")[:1]), tuple(on_side(ranked, "respondent")[:1]))


def complete(step: Step, steps: list[Step], focus: Focus, cast: Cast) -> None:
    """Fill in who, whom and over which tools."""
    named = [e for m in step.mentions for e in cast.in_span(m.trigger.sent.start, m.trigger.sent.end)]
    gap = Gap(step, steps, focus, list(dict.fromkeys(e.meant for e in named)))
    if step.parties and step.action in (CASE_STEPS | AGAINST_DEVELOPER) - BOTH_SIDES:
        _oppose(step, gap.eligible)
    if (fill := FILLERS.get(step.action)) is not None:
        fill(gap)
    if step.action in NO_TARGET:
        step.targets = []
    step.tools = tools_of(step, cast)


def _oppose(step: Step, near: list[Entity]) -> None:
    """Whoever stands undecided in the sentence beside the one side that is named there is the other side."""
    named = {e.side for e in near} & OTHER.keys()
    undecided = [e for e in near if not e.side and e not in step.parties]
    if len(named) == 1 and 0 < len(undecided) <= 2 and not (step.actors and step.targets):
        side = OTHER[named.pop()]
        for entity in undecided:
            entity.side, entity.type = side, "party"
            entity.kind = entity.kind or kind_of_unknown(entity)


def _fill_deal(gap: Gap) -> None:
    """Deals and settlements have two sides, both of them actors."""
    step = gap.step
    _extend(step.actors, _opposite(step.actors, gap.claimants, gap.respondents))
    if step.action == "settlement" and not OTHER.keys() <= {e.side for e in step.actors}:
        _extend(step.actors, _opposite(step.actors, gap.focus.claimants, gap.focus.respondents))
    rest = [e for e in gap.eligible if e not in step.actors]
    if len(step.actors) < 2 and 0 < len(rest) <= 2:
        step.actors += rest


def _fill_ruling(gap: Gap) -> None:
    """A ruling concerns both sides of its case."""
    step = gap.step
    step.targets = [e for e in step.targets if not e.on_bench and e.kind != "government"]
    if not step.targets:
        step.targets = [*gap.respondents, *gap.claimants] or gap.eligible
    sides = {e.side for e in step.targets}
    if "respondent" not in sides:
        step.targets += gap.respondents or gap.case_side(step.targets, "respondent")
    if "claimant" not in sides:
        step.targets += gap.case_side(step.targets, "claimant")
    if not step.actors:
        step.actors = [e for e in gap.near if e.on_bench][:1]


def _fill_hearing(gap: Gap) -> None:
    """At a hearing who claims stands against who responds."""
    step = gap.step
    known = [e for e in [*step.actors, *step.targets] if not e.on_bench] or [*gap.claimants, *gap.respondents]
    step.actors = on_side(known, "claimant") or gap.case_side(known, "claimant")
    step.targets = on_side(known, "respondent") or gap.case_side(known, "respondent")


def _fill_motion(gap: Gap) -> None:
    """Who files or appeals does so against the other side."""
    step = gap.step
    if not step.actors:
        return
    mine = {e.side for e in step.actors}
    step.targets = [e for e in step.targets if e.side not in mine]
    if step.targets:
        return
    other = "claimant" if "respondent" in mine else "respondent"
    named = gap.claimants if other == "claimant" else gap.respondents
    undecided = [e for e in gap.eligible if not e.side and e not in step.actors]
    step.targets = (
        [e for e in named if e not in step.actors]
        or (undecided if len(undecided) == 1 else [])
        or gap.case_side(step.actors, other)
    )


def _fill_demand(gap: Gap) -> None:
    """Suits, letters and objections are a claimant's against a developer."""
    step = gap.step
    if not step.targets:
        step.targets = (
            [e for e in gap.respondents if e not in step.actors]
            or _against(step, gap.steps)
            or [e for e in gap.focus.respondents if e not in step.actors]
        )
    if not step.actors:
        step.actors = [e for e in gap.claimants if e not in step.targets]


def _fill_launch(gap: Gap) -> None:
    """A product is launched by its developer."""
    if not gap.step.actors:
        gap.step.actors = [e.developer for e in gap.near if e.type == "tool" and e.developer is not None][:1]


def _fill_response(gap: Gap) -> None:
    """Who answers answers those who claim."""
    if not gap.step.targets:
        gap.step.targets = gap.claimants or gap.case_side(gap.step.actors, "claimant")


FILLERS: Mapping[str, Callable[[Gap], None]] = {
    **dict.fromkeys(AGAINST_DEVELOPER, _fill_demand),
    **dict.fromkeys(BOTH_SIDES, _fill_deal),
    "ruling": _fill_ruling,
    "hearing": _fill_hearing,
    "court_filing": _fill_motion,
    "appeal": _fill_motion,
    "launch": _fill_launch,
    "response": _fill_response,
}


def _extend(entities: list[Entity], more: Iterable[Entity]) -> None:
    entities += [e for e in more if e not in entities]


def _against(step: Step, steps: list[Step]) -> list[Entity]:
    """Whom the same actors stand against in the steps told before this one, the nearest first."""
    before = [
        s
        for s in steps
        if s is not step and s.action in AGAINST_DEVELOPER and s.targets and share(s.actors, step.actors)
    ]
    same = [s for s in before if s.action == step.action]
    return next((list(s.targets) for s in [*reversed(same), *reversed(before)]), [])


def _opposite(actors: list[Entity], claimants: Iterable[Entity], respondents: Iterable[Entity]) -> list[Entity]:
    """Of those who might be meant, the side that is missing among some actors; both where neither is there."""
    sides = {e.side for e in actors}
    missing = [] if "claimant" in sides else [*claimants]
    return missing if "respondent" in sides else [*missing, *respondents]


def oppose(steps: Sequence[Step]) -> None:
    """Let whoever files or appeals, and of whom no opponent is known, do so against the other side of their suit."""
    suits = [step for step in steps if step.action == "lawsuit" and step.actors and step.targets]
    for step in steps:
        if step.action == "court_filing" and (side := _moving(step)):
            step.actors, step.targets = on_side(step.parties, side), on_side(step.parties, OTHER[side])
        if step.action not in {"court_filing", "appeal"} or step.targets:
            continue
        sides = [(suit.targets, suit.actors) for suit in suits] + [(suit.actors, suit.targets) for suit in suits]
        others = [theirs for mine, theirs in sides if {*step.actors} & {*mine} and not {*step.actors} & {*theirs}]
        if others and all({*some} == {*others[0]} for some in others):
            step.targets = [*others[0]]


def _moving(motion: Step) -> str | None:
    """The side that its words and what it is for agree to be the one that files a motion, against others than itself:
    those who sue, for an injunction."""
    told = {e for mention in motion.mentions for e in mention.actors}
    sides = {side for mention in motion.mentions if (side := mover(mention))}
    others = {e.side for e in motion.actors} - sides
    return sides.pop() if others and len(sides) == 1 and sides == {e.side for e in told} else None


def tools_of(step: Step, cast: Cast) -> list[Entity]:
    """Tools of the step's sentences, else those of the developer that it is about."""
    sents = (mention.trigger.sent for mention in step.mentions)
    near = [e for sent in sents for e in cast.in_span(sent.start, sent.end) if e.type == "tool"]
    if near or step.action == "licensing_deal":
        return list(dict.fromkeys(near))
    makers = on_side(step.parties, "respondent")
    owned = [e for e in cast.named("tool") if e.developer is not None and e.developer in makers]
    return sorted(owned, key=lambda e: -len(e.spans))[:1]


def share_tools(steps: Sequence[Step]) -> None:
    """What is done in a dispute is over the tools that another step between the same two sides is over."""
    for step in steps:
        if step.action in ABOUT_CASE and not step.tools:
            others = (one.tools for one in steps if one is not step and one.tools and same_case(one, step))
            step.tools = [*next(others, ())]
