"""Mentions of steps -> steps: sides told by roles, mentions of one step joined, what a sentence leaves out filled in.

One step, one record: "Monday's filing" and "the complaint" are the suit told before, unless parties or dates differ.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Span

from disputes.types import PartialDate, Status
from nlp.cast import Cast, Entity
from nlp.facts import Facts
from nlp.frames import StepMention
from nlp.modality import announced
from nlp.sides import could_be_party

BOTH_SIDES = frozenset({"settlement", "licensing_deal"})
NO_TARGET = frozenset({"launch", "safeguard", "settlement", "licensing_deal", "legislation"})
CASE_STEPS = frozenset({"lawsuit", "court_filing", "hearing", "ruling", "appeal", "dismissal", "settlement"})
AGAINST_DEVELOPER = frozenset({"lawsuit", "statement", "demand", "cease_and_desist", "legal_threat", "dismissal"})


@dataclass(slots=True, eq=False)
class Step:
    """One real-world step as the article tells it, from one or more mentions."""

    action: str
    actors: list[Entity]
    targets: list[Entity]
    tools: list[Entity]
    status: Status
    date: PartialDate | None = None
    court: str | None = None
    docket: str | None = None
    amount: float | None = None
    mentions: list[StepMention] = field(default_factory=list)

    @property
    def best(self) -> StepMention:
        """The mention that tells it best: in the body, with most arguments, with a telling verb, first."""
        return max(
            self.mentions,
            key=lambda m: (
                not m.in_title,
                bool(m.actors) + bool(m.targets),
                not m.anchored,
                m.date is not None,
                -m.trigger.i,
            ),
        )

    @property
    def parties(self) -> list[Entity]:
        """Actors and targets, once each."""
        return list(dict.fromkeys([*self.actors, *self.targets]))


def assemble(mentions: list[StepMention], cast: Cast, facts: Facts) -> list[Step]:
    """Steps in the order of their first mention."""
    drafts: list[Step] = []
    for mention in mentions:
        if _part_of_another(mention, mentions, cast) or (mention.frame.dated and mention.date is None):
            continue
        if mention.refers or mention.frame.letter:
            continue
        for draft in _split(_draft(mention, facts)):
            same = next((step for step in reversed(drafts) if _same(step, draft)), None)
            if same is not None:
                _join(same, draft)
            else:
                drafts.append(draft)
    for mention in mentions:
        if mention.frame.letter and not mention.refers and not mention.in_title:
            _place_letter(mention, drafts, facts)
    for mention in mentions:
        if mention.refers and not mention.in_title:
            _refer(mention, drafts)
    drafts = [step for step in drafts if not all(m.in_title for m in step.mentions)]
    focus = _focus(drafts, cast)
    for step in drafts:
        _complete(step, drafts, focus, cast)
    drafts = _rejoin([piece for step in drafts for piece in (_split(step) if step.action == "lawsuit" else [step])])
    facts.fill(drafts)
    told = [step for step in drafts if _tellable(step)]
    return [] if all(step.action == "launch" for step in told) else told


def _place_letter(mention: StepMention, drafts: list[Step], facts: Facts) -> None:
    """A letter that is not called by its kind: the cease-and-desist letter told elsewhere, else a demand."""
    draft = _draft(mention, facts)
    if draft is None:
        return
    kinds = ("cease_and_desist", "statement", "demand", "legal_threat")
    same = next(
        (
            s
            for kind in kinds
            for s in drafts
            if s.action == kind
            and _overlap(s.actors, draft.actors)
            and _overlap(s.targets, draft.targets)
            and _dates_agree(s.date, draft.date)
        ),
        None,
    )
    if same is not None:
        _join(same, draft)
    elif (
        draft.actors
        and draft.targets
        and all(e.side == "claimant" for e in draft.actors)
        and any(e.side == "respondent" for e in draft.targets)
    ):
        draft.action = "cease_and_desist" if any(t.lemma_ == "cease" for t in mention.trigger.sent) else "demand"
        drafts.append(draft)


def _refer(mention: StepMention, drafts: list[Step]) -> None:
    """ "The complaint was filed on Monday in Delaware" tells more of the suit told last before it."""
    alike = [
        s
        for s in drafts
        if s.action == mention.action and not s.mentions[0].frame.approval and _dates_agree(s.date, mention.date)
    ]
    if mention.frame.letter:
        alike = [
            s
            for s in drafts
            if s.action in {"cease_and_desist", "demand", "statement"} and _dates_agree(s.date, mention.date)
        ]
    before = [s for s in alike if s.mentions[0].trigger.i < mention.trigger.i]
    for step in before[-1:] or alike[:1]:
        step.mentions.append(mention)
        if mention.date and (step.date is None or len(mention.date) > len(step.date)):
            step.date = mention.date


def _part_of_another(mention: StepMention, mentions: list[StepMention], cast: Cast) -> bool:
    """What a suit accuses of is the suit; what a court hears asked or said is the court's step."""
    near = [other for other in mentions if other is not mention and other.sent_start == mention.sent_start]
    if mention.action == "demand" and any(
        o.action in {"cease_and_desist", "lawsuit", "court_filing", "hearing", "ruling", "legal_threat"}
        or (o.action == "statement" and o.frame.noun)
        for o in near
    ):
        return True
    if (
        mention.action == "statement"
        and mention.trigger.lemma_ in {"accuse", "object"}
        and any(o.action in CASE_STEPS | {"cease_and_desist"} for o in near)
    ):
        return True
    if mention.action == "statement" and mention.trigger.lemma_ == "accuse":
        return any(o.action == "lawsuit" for o in near) or any(
            o.action == "lawsuit"
            and ((o.actors and _overlap(o.actors, mention.actors)) or all(e.generic for e in mention.actors))
            and set(map(id, o.targets)) & set(map(id, mention.targets))
            for o in mentions
        )
    if mention.refers:
        return False
    if mention.frame.rival and not _rival_beside(mention, cast):
        return True
    if mention.frame.reply and not _rival_beside(mention, cast):
        return not any(
            o.action in AGAINST_DEVELOPER and o.modality == "happened" and _shares(o.targets, mention.actors)
            for o in mentions
        )
    if mention.action == "legal_threat":
        return any(o.action == "cease_and_desist" and _overlap(o.actors, mention.actors) for o in near)
    if mention.action == "statement" and mention.frame.verb and not mention.frame.in_:
        # What they say of those whom they sue is what their complaint or letter says.
        return any(
            o.action in {"lawsuit", "cease_and_desist", "demand"}
            and o.modality == "happened"
            and o.actors
            and _shares(o.actors, mention.actors)
            for o in mentions
        )
    if (
        mention.action == "court_filing"
        and mention.trigger.lemma_ in {"seek", "ask", "request"}
        and mention.date is None
    ):
        return any(o.action == "lawsuit" and _shares(o.actors, mention.actors) for o in mentions)
    if mention.action == "ruling":
        return any(o.frame.approval for o in near)
    if mention.action in {"demand", "statement"} and mention.anchored:
        return any(o.action in {"ruling", "court_filing"} for o in near)
    return False


def _split(draft: Step | None) -> list[Step]:
    """One step a suit where the text says that each is sued apart, and one a side where both appeal or move."""
    if draft is None:
        return []
    sent = draft.mentions[0].trigger.sent
    apart = any(t.lower_ in {"each", "separate", "separately", "respectively"} for t in sent)
    if (
        draft.action == "lawsuit"
        and apart
        and len(draft.targets) > 1
        and (
            draft.mentions[0].trigger.tag_ == "NNS"
            or any(t.lower_ in {"suits", "lawsuits", "actions", "complaints"} for t in sent)
        )
    ):
        return [_copy(draft, draft.actors, [target]) for target in draft.targets]
    if draft.action == "licensing_deal":
        return _split_deals(draft, sent)
    if draft.action == "cease_and_desist" and len(draft.actors) > 1 and draft.mentions[0].trigger.tag_ == "NNS":
        return [_copy(draft, [actor], draft.targets) for actor in draft.actors]
    if (
        draft.action in {"cease_and_desist", "lawsuit", "demand"}
        and len(draft.actors) > 1
        and any(
            t.lower_ in {"each", "separately"} and t.dep_ in {"appos", "advmod", "dep", "nsubj", "det"} for t in sent
        )
    ):
        return [_copy(draft, [actor], draft.targets) for actor in draft.actors]
    if draft.action == "appeal" and {"claimant", "respondent"} <= {e.side for e in draft.actors}:
        return [_copy(draft, _of(draft.actors, side), []) for side in ("claimant", "respondent")]
    return [draft]


def _split_deals(draft: Step, sent: Span) -> list[Step]:
    """ "Deals with Le Monde and Prisa", "A and B have each signed": one a partner."""
    many = draft.mentions[0].trigger.tag_ == "NNS" or any(t.lower_ in {"each", "separately", "separate"} for t in sent)
    for side, other in (("claimant", "respondent"), ("respondent", "claimant")):
        mine, theirs = _of(draft.actors, side), _of(draft.actors, other)
        if many and len(mine) > 1 and len(theirs) == 1:
            return [_copy(draft, [partner, *theirs], []) for partner in mine]
    return [draft]


def _copy(step: Step, actors: list[Entity], targets: list[Entity]) -> Step:
    return Step(step.action, list(actors), list(targets), [], step.status, step.date, mentions=list(step.mentions))


def _draft(mention: StepMention, facts: Facts) -> Step | None:
    status = mention.modality
    if mention.date and mention.date > facts.published[: len(mention.date)] and status == "happened":
        status = "scheduled"
    action = mention.action
    if mention.frame.status != "happened" and status == "happened":
        status = "threatened"
    if action == "lawsuit" and status != "happened":
        told = [e for e in mention.actors if e.side != "respondent"]
        status = announced(mention.verb) if told and mention.targets else "hypothetical"
        action = "legal_threat"
    if status == "hypothetical":
        return None
    if status == "scheduled" and action in {
        "safeguard",
        "licensing_deal",
        "settlement",
        "dismissal",
        "demand",
        "cease_and_desist",
        "legal_threat",
        "appeal",
    }:
        status = "threatened"
    if action in {"response", "statement"}:
        if status != "happened" and mention.date is None:
            return None
        status = "happened"
    if action == "hearing" and mention.anchored and mention.date is None:
        return None
    if action == "launch" and status != "happened":
        return None
    actors, targets = list(mention.actors), [t for t in mention.targets if t not in mention.actors]
    if action in AGAINST_DEVELOPER:
        targets = (
            [t for t in targets if t.side != "claimant"]
            if any(t.side != "claimant" for t in targets)
            else ([] if action != "lawsuit" else targets)
        )
    if (
        action == "lawsuit"
        and targets
        and all(t.side == "claimant" for t in targets)
        and all(a.side == "respondent" for a in actors)
        and not actors
    ):
        targets = []
    if action == "lawsuit" and {"claimant", "respondent"} <= {e.side for e in actors}:
        # "X and Y have settled their lawsuit": who claims has sued.
        actors, targets = _of(actors, "claimant"), _of(actors, "respondent")
    if action == "lawsuit" and actors and not targets and all(e.side == "respondent" for e in actors):
        # "OpenAI's lawsuits": the ones that it faces.
        if mention.trigger.tag_ == "NNS":
            return None
        actors, targets = [], actors
    if action == "lawsuit" and actors and all(e.kind in {"government", "court"} for e in actors):
        return None
    if mention.frame.both:
        actors, targets = [*actors, *targets], []
    return Step(action, actors, targets, [], status, mention.date, mentions=[mention])


def _rival_beside(mention: StepMention, cast: Cast) -> bool:
    """Whether somebody of the other side, or a tool of theirs, is named in the same sentence."""
    sent = mention.trigger.sent
    mine = {e.side for e in mention.actors}
    near = [e for e in cast.in_span(sent.start, sent.end) if e not in mention.actors]
    owners = [e.developer if e.type == "tool" else e for e in near]
    return any(
        e is not None and e not in mention.actors and e.side in {"claimant", "respondent"} - mine for e in owners
    )


def _shares(a: list[Entity], b: list[Entity]) -> bool:
    return bool(set(map(id, a)) & set(map(id, b)))


def _overlap(a: list[Entity], b: list[Entity]) -> bool:
    return not a or not b or bool(set(map(id, a)) & set(map(id, b))) or _same_group(a, b)


def _of(entities: list[Entity], side: str) -> list[Entity]:
    return [e for e in entities if e.side == side]


def _same_group(a: list[Entity], b: list[Entity]) -> bool:
    """A generic group ("the authors") and named members of its kind may be the same."""
    for x, y in ((a, b), (b, a)):
        if all(e.generic and not e.votes["indefinite"] for e in x) and any(
            e.kind == x[0].kind or e.side == x[0].side for e in y
        ):
            return True
    return False


def _dates_agree(a: PartialDate | None, b: PartialDate | None) -> bool:
    if not a or not b:
        return True
    short = min(len(a), len(b))
    return a[:short] == b[:short]


def _same(step: Step, new: Step) -> bool:
    if step.action != new.action or not _dates_agree(step.date, new.date) or step.status != new.status:
        return False
    if step.action in BOTH_SIDES:
        return (
            step.mentions[0].frame.approval == new.mentions[0].frame.approval
            and all(_overlap(_of(step.actors, side), _of(new.actors, side)) for side in ("claimant", "respondent"))
            and _overlap(step.actors, new.actors)
        )
    if step.action in {"ruling", "hearing", "legislation", "regulatory_action", "court_filing"}:
        second = new.mentions[0]
        if step.action in {"ruling", "court_filing"} and _other(second):
            return False
        return _overlap(step.actors, new.actors) and all(
            _overlap(_of(step.targets, side), _of(new.targets, side)) for side in ("claimant", "respondent", "")
        )
    if step.mentions[0].frame.approval != new.mentions[0].frame.approval:
        return False
    if step.action in {"launch", "safeguard"}:
        return _overlap(step.actors, new.actors)
    if new.action == "lawsuit" and (
        not (new.actors or new.targets) or (not new.targets and _definite(new.mentions[0]))
    ):
        return True
    return _overlap(step.actors, new.actors) and _overlap(step.targets, new.targets)


def _definite(mention: StepMention) -> bool:
    """ "The complaint", "that filing": the one told before."""
    words = {child.lower_ for child in mention.trigger.children}
    return mention.trigger.pos_ == "NOUN" and bool(words & {"the", "that", "this"}) and not _other(mention)


def _other(mention: StepMention) -> bool:
    """ "Another ruling", "an earlier order": said to be a different one."""
    return any(
        child.lower_ in {"another", "earlier", "previous", "prior", "separate", "second", "similar", "later"}
        for child in mention.trigger.children
    )


def _join(step: Step, new: Step) -> None:
    step.mentions += new.mentions
    for mine, theirs in ((step.actors, new.actors), (step.targets, new.targets)):
        if mine and all(e.generic for e in mine) and any(not e.generic for e in theirs):
            mine[:] = theirs
        elif not (theirs and all(e.generic for e in theirs) and mine):
            mine += [e for e in theirs if e not in mine]
    if new.date and (step.date is None or len(new.date) > len(step.date)):
        step.date = new.date


@dataclass(frozen=True, slots=True)
class Focus:
    """Whom the article is mostly about, on either side, and over which tools."""

    claimants: tuple[Entity, ...]
    respondents: tuple[Entity, ...]


def _focus(steps: list[Step], cast: Cast) -> Focus:
    weight: Counter[int] = Counter()
    for step in steps:
        for entity in step.parties:
            weight[id(entity)] += 3
    for entity in cast.entities:
        weight[id(entity)] += min(4, len(entity.spans))
    ranked = sorted((e for e in cast.entities if e.type in {"party"}), key=lambda e: (-weight[id(e)], e.spans[0]))
    suits = sorted(
        (s for s in steps if s.action in {"lawsuit", "cease_and_desist"} and s.actors and s.targets),
        key=lambda s: -len(s.mentions),
    )
    claimants = [e for e in ranked if e.side == "claimant"]
    respondents = [e for e in ranked if e.side == "respondent"]
    main = suits[0] if suits else None
    return Focus(tuple(main.actors if main else claimants[:1]), tuple(main.targets if main else respondents[:1]))


def _complete(step: Step, steps: list[Step], focus: Focus, cast: Cast) -> None:
    """Fill in who and whom from the sentence, then from the step that it speaks of, then from the article's focus."""
    near = [e for m in step.mentions for e in cast.in_span(m.trigger.sent.start, m.trigger.sent.end)]
    near = list(dict.fromkeys(e.speaks_for if e.speaks_for and not e.known else e for e in near))
    if step.action in CASE_STEPS | AGAINST_DEVELOPER and step.action not in BOTH_SIDES and len(step.parties) > 0:
        _oppose(step, [e for e in near if could_be_party(e)])
    claimants = [e for e in near if e.type == "party" and e.side == "claimant"]
    respondents = [e for e in near if e.type == "party" and e.side == "respondent"]
    if step.action in BOTH_SIDES:
        step.actors += [e for e in _opposite(step.actors, claimants, respondents) if e not in step.actors]
        if step.action == "settlement" and not {"claimant", "respondent"} <= {e.side for e in step.actors}:
            step.actors += [
                e for e in _opposite(step.actors, focus.claimants, focus.respondents) if e not in step.actors
            ]
        rest = [e for e in near if could_be_party(e) and e not in step.actors]
        if len(step.actors) < 2 and 0 < len(rest) <= 2:
            step.actors += rest
        step.targets = []
    elif step.action == "ruling":
        step.targets = [e for e in step.targets if e.type not in {"court", "judge"} and e.kind != "government"]
        if not step.targets:
            step.targets = [*respondents, *claimants] or [e for e in near if could_be_party(e)]
        sides = {e.side for e in step.targets}
        if "respondent" not in sides and respondents:
            step.targets += respondents
        elif "respondent" not in sides:
            step.targets += _case_side(step.targets, steps, focus, "respondent")
        if "claimant" not in sides:
            step.targets += _case_side(step.targets, steps, focus, "claimant")
        if not step.actors:
            step.actors = [e for e in near if e.type in {"court", "judge"}][:1]
    elif step.action == "hearing":
        known = [e for e in [*step.actors, *step.targets] if e.type not in {"court", "judge"}] or [
            *claimants,
            *respondents,
        ]
        step.actors = [e for e in known if e.side == "claimant"] or list(_case_side(known, steps, focus, "claimant"))
        step.targets = [e for e in known if e.side == "respondent"] or list(
            _case_side(known, steps, focus, "respondent")
        )
    elif step.action in {"court_filing", "appeal"}:
        mine = {e.side for e in step.actors}
        if not step.actors:
            return
        step.targets = [e for e in step.targets if e.side not in mine]
        if not step.targets:
            other = "claimant" if "respondent" in mine else "respondent"
            undecided = [e for e in near if could_be_party(e) and not e.side and e not in step.actors]
            step.targets = (
                [e for e in (claimants if other == "claimant" else respondents) if e not in step.actors]
                or (undecided if len(undecided) == 1 else [])
                or list(_case_side(step.actors, steps, focus, other))
            )
    elif step.action in AGAINST_DEVELOPER:
        if not step.targets:
            step.targets = (
                [e for e in respondents if e not in step.actors]
                or _against(step, steps)
                or [e for e in focus.respondents if e not in step.actors]
            )
        if not step.actors:
            step.actors = [e for e in claimants if e not in step.targets]
    elif step.action == "launch" and not step.actors:
        step.actors = [e.developer for e in near if e.type == "tool" and e.developer is not None][:1]
    elif step.action == "response" and not step.targets:
        step.targets = claimants or list(_case_side(step.actors, steps, focus, "claimant"))
    if step.action in NO_TARGET:
        step.targets = []
    step.tools = _tools(step, cast)


def _against(step: Step, steps: list[Step]) -> list[Entity]:
    """Whom the same actors stand against in the steps told before this one, the nearest first."""
    before = [
        s
        for s in steps
        if s is not step and s.action in AGAINST_DEVELOPER and s.targets and _shares(s.actors, step.actors)
    ]
    same = [s for s in before if s.action == step.action]
    return next((list(s.targets) for s in [*reversed(same), *reversed(before)]), [])


def _oppose(step: Step, near: list[Entity]) -> None:
    """Whoever stands undecided in the sentence beside the one side that is named there is the other side."""
    named = {e.side for e in near} & {"claimant", "respondent"}
    undecided = [e for e in near if not e.side and e not in step.parties]
    if len(named) == 1 and 0 < len(undecided) <= 2 and not (step.actors and step.targets):
        side = "respondent" if named == {"claimant"} else "claimant"
        for entity in undecided:
            entity.side, entity.type = side, "party"
            entity.kind = entity.kind or ("individual" if entity.label == "PERSON" else "company")


def _opposite(actors: list[Entity], claimants: Iterable[Entity], respondents: Iterable[Entity]) -> list[Entity]:
    sides = {e.side for e in actors}
    if "claimant" in sides and "respondent" in sides:
        return []
    if "claimant" in sides:
        return list(respondents)
    if "respondent" in sides:
        return list(claimants)
    return [*claimants, *respondents]


def _case_side(known: Iterable[Entity], steps: list[Step], focus: Focus, side: str) -> list[Entity]:
    """The other side of the case that some parties stand in; of the article's main case where they tell none."""
    ids = {id(e) for e in known}
    for step in steps:
        if step.action in {"lawsuit", "cease_and_desist", "demand"}:
            mine, theirs = (step.targets, step.actors) if side == "claimant" else (step.actors, step.targets)
            if theirs and ids & {id(e) for e in mine}:
                return [e for e in theirs if id(e) not in ids]
    return [e for e in (focus.claimants if side == "claimant" else focus.respondents) if id(e) not in ids]


def _tools(step: Step, cast: Cast) -> list[Entity]:
    """Tools of the step's sentences, else those of the developer that it is about."""
    near = list(
        dict.fromkeys(
            e for m in step.mentions for e in cast.in_span(m.trigger.sent.start, m.trigger.sent.end) if e.type == "tool"
        )
    )
    if near:
        return near
    makers = {id(e) for e in step.parties if e.side == "respondent"}
    owned = [e for e in cast.named("tool") if e.developer is not None and id(e.developer) in makers]
    return sorted(owned, key=lambda e: -len(e.spans))[:1] if step.action != "licensing_deal" else []


def _rejoin(steps: list[Step]) -> list[Step]:
    """Join again what became the same once the gaps were filled."""
    kept: list[Step] = []
    for step in steps:
        same = next(
            (
                k
                for k in kept
                if k.action == step.action
                and k.status == step.status
                and k.mentions[0].frame.approval == step.mentions[0].frame.approval
                and _dates_agree(k.date, step.date)
                and k.parties
                and step.parties
                and _overlap(k.actors, step.actors)
                and _overlap(k.targets, step.targets)
                and step.action
                in {"lawsuit", "cease_and_desist", "settlement", "licensing_deal", "dismissal", "launch"}
                and k.actors
                and step.actors
                and ((k.targets and step.targets) or step.action in NO_TARGET)
            ),
            None,
        )
        if same is not None:
            _join(same, step)
        else:
            kept.append(step)
    return kept


def _tellable(step: Step) -> bool:
    """Whether enough is known to report a step: an identifiable actor or target, and a deal has two sides."""
    if step.action == "licensing_deal":
        sides = {e.side for e in step.actors} - {"neutral"}
        return len([e for e in step.actors if not e.generic]) > 1 and sides != {"claimant"} and sides != {"respondent"}
    if step.action in BOTH_SIDES:
        return any(e.side != "neutral" for e in step.actors)
    if step.action in {
        "court_filing",
        "appeal",
        "statement",
        "response",
        "demand",
        "safeguard",
        "regulatory_action",
        "legislation",
        "launch",
    }:
        return bool(step.actors)
    if step.action == "ruling":
        return any(could_be_party(e) for e in step.targets)
    return bool(step.actors or step.targets)
