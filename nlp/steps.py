"""Mentions of steps -> steps: drafted, mentions of one step joined, what a sentence leaves out filled in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from nlp import coreference, linear, sections, venues
from nlp.bench import hears_appeals
from nlp.completing import Focus, complete, find_focus
from nlp.dealing import dated_apart
from nlp.drafting import BOTH_SIDES, Step, draft
from nlp.entities import SIDES, Cast, Entity
from nlp.excerpt import is_heading
from nlp.facts import Facts
from nlp.frames import StepMention
from nlp.joining import DIFFERENT, dates_agree, join, overlap, place_letter, refer, said_to_differ, same_approval, share
from nlp.known_suits import KnownSuits, Told
from nlp.parts import part_of_another
from nlp.sides import could_be_party
from nlp.splitting import split
from nlp.trying import IN_COURT, by_others, not_by, of_other_cases, on_leave

__all__ = ["Models", "Step", "disputed", "drafts", "finish", "gather", "pieces"]

# Steps that say nothing where it is not known who took them.
NEED_ACTOR = frozenset(("court_filing appeal statement response demand safeguard legislation launch").split())


OPENING = 3  # tokens of a line in which the day of a chronicle stands
PLAIN = 0.5  # the chance from which on a sentence tells a step of its own, not a part of another or a mere reference


@dataclass(frozen=True, slots=True)
class Models:
    """What tells whether two parties take one step, and whether two drafts are one."""

    splitting: linear.Linear
    coreference: linear.Linear


def gather(
    mentions: list[StepMention], cast: Cast, facts: Facts, models: Models, suits: KnownSuits | None = None
) -> list[Step]:
    """Steps in the order of their first mention, each filled in from what else the article tells; those in court are
    told apart by known suits."""
    steps = _joined(mentions, cast, facts, models, suits)
    focus = find_focus(steps, cast)
    parts = sections.find(cast)
    for step in steps:
        part = sections.of(step, parts)
        own = Focus(part.claimants, part.respondents) if part and part.claimants and part.respondents else focus
        complete(step, steps, own, cast)
    return steps


def finish(steps: list[Step], facts: Facts) -> list[Step]:
    """Steps with court and docket, without those of which too little is known."""
    venues.fill(steps, facts)
    for step in steps:
        _seat(step, facts.doc._.cast)
    return _once([step for step in steps if _tellable(step)], facts)


def _once(steps: Sequence[Step], facts: Facts) -> list[Step]:
    """The steps, each suit once: who took part in each is known by now, and so which are one."""
    found: list[Step] = []
    for step in steps:
        alike = (one for one in found if _one_suit(one, step))
        twin = next((one for one in alike if not _at_two_places(one, step, facts)), None)
        if twin is None:
            found.append(step)
        else:
            actors = [*twin.actors]
            join(twin, step)
            twin.actors = actors  # others whom a later sentence names beside them have sued by themselves
            twin.tools += [tool for tool in step.tools if tool not in twin.tools]
            twin.court, twin.docket = twin.court or step.court, twin.docket or step.docket
    return found


def _at_two_places(one: Step, other: Step, facts: Facts) -> bool:
    return venues.elsewhere(one, other.court, facts) or venues.elsewhere(other, one.court, facts)


def _one_suit(one: Step, other: Step) -> bool:
    """Whether two suits are one: against the same, by the same or with a few who stand beside them, told of no two days
    or courts."""
    if not one.action == other.action == "lawsuit" or one.status != other.status:
        return False
    few, many = sorted(({*one.actors}, {*other.actors}), key=len)
    told = [(one.court, other.court), (one.docket, other.docket)]
    return (
        {*one.targets} == {*other.targets} != set()
        and few <= many
        and 2 * len(few) >= len(many) > 0
        and dates_agree(one.date, other.date)
        and all(a == b or not (a and b) for a, b in told)
        and not any(said_to_differ(mention) for mention in other.mentions)
        and (few == many or not any(t.lower_ in DIFFERENT for m in other.mentions for t in m.trigger.sent))
    )


def disputed(steps: list[Step]) -> list[Step]:
    """The steps of a dispute; none where nothing but launches is told."""
    return [] if all(step.action == "launch" for step in steps) else steps


def drafts(mentions: list[StepMention], cast: Cast, facts: Facts) -> Iterator[Step]:
    """What the mentions that name their step tell, each by itself."""
    for mention in mentions:
        if mention.refers or mention.frame.letter or (mention.frame.dated and mention.date is None):
            continue
        part = mention.chance < PLAIN and part_of_another(mention, mentions, cast)
        if not part and (told := draft(mention, facts)) is not None:
            beside = any(m.sent_start == mention.sent_start and m.trigger != mention.trigger for m in mentions)
            yield from [told] if beside else dated_apart(told, facts)


def pieces(mentions: list[StepMention], cast: Cast, facts: Facts, model: linear.Linear) -> Iterator[Step]:
    """The same, apart where one mention tells several steps."""
    for told in drafts(mentions, cast, facts):
        yield from split(told, cast, facts, model)


def _joined(
    mentions: list[StepMention], cast: Cast, facts: Facts, models: Models, suits: KnownSuits | None
) -> list[Step]:
    """Steps of what the mentions tell by themselves: first those that name their step, then letters, then mere
    references."""
    steps: list[Step] = []
    parts = sections.find(cast)
    when = Told(facts.published, None)

    def of_others(action: str, parties: Sequence[Entity]) -> list[Step]:
        """Those of which no more can be told where some are named."""
        if suits is None or action not in IN_COURT:
            return []
        return [step for step in steps if of_other_cases(step.parties, parties, suits, when)]

    def barred(told: Step) -> list[Step]:
        """Those which a draft cannot tell again."""
        apart = [step for step in steps if step.action == told.action and _cannot_be(step, told)]
        here = sections.of(told, parts)
        apart += [
            s for s in steps if sections.apart(sections.of(s, parts), here) and not share(s.parties, told.parties)
        ]
        return [*of_others(told.action, told.parties), *apart]

    for piece in pieces(mentions, cast, facts, models.splitting):
        for told in _as_before(piece, steps):
            _add(told, steps, barred(told), cast, models.coreference)
    for mention in mentions:
        letter = draft(mention, facts) if mention.frame.letter and not (mention.refers or mention.in_title) else None
        if letter is not None:
            place_letter(steps, letter)
    for mention in mentions:
        if not _refers(mention) or mention.in_title:
            continue
        sent = mention.trigger.sent
        named = [e.meant for e in cast.in_span(sent.start, sent.end)]
        others = of_others(mention.action, named)
        here = sections.holding(mention.trigger.i, parts)
        others += [step for step in steps if sections.apart(sections.of(step, parts), here)]
        if not refer([step for step in steps if step not in others and not not_by(step, named)], mention):
            own = draft(mention, facts) if mention.framed and mention.chance >= PLAIN else None
            if own is not None:
                _add(own, steps, barred(own), cast, models.coreference)
    return [step for step in steps if not all(m.in_title or _in_heading(m, facts) for m in step.mentions)]


def _in_heading(mention: StepMention, facts: Facts) -> bool:
    """Whether a mention stands in a heading; what a day opens is a line of a chronicle: "May 6: Getty sues Suno"."""
    opened = (p.token.i - mention.sent_start < OPENING for p in facts.dates_of.get(mention.sent_start, ()))
    return is_heading(mention.trigger.sent) and not any(opened)


def _cannot_be(step: Step, told: Step) -> bool:
    """Whether a draft tells of another step of its kind, whatever speaks for one."""
    if by_others(step, told) or _in_clauses_of_their_own(step, told):
        return True
    if told.action == "appeal" and _of_opposite_sides(step, told):
        return True
    if not dates_agree(step.date, told.date) and told.mentions[0].trigger == step.mentions[0].trigger:
        return True  # one wording of two steps, each of a day of its own
    if told.action == "ruling":
        differ = not dates_agree(step.date, told.date) or on_leave(step) != on_leave(told)
        return differ or _earlier_beside(told, step)
    return told.action == "settlement" and _beside_approval(told, step)


def _of_opposite_sides(step: Step, told: Step) -> bool:
    """Whether two steps are taken by the one side and by the other."""
    mine, theirs = ({entity.side for entity in one.actors} & {*SIDES} for one in (step, told))
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _as_before(draft: Step, steps: Sequence[Step]) -> Iterator[Step]:
    """A suit against several in pieces, where steps told before were against each of them by the same."""
    told = [step for step in steps if step.action == draft.action == "lawsuit" and share(step.apart, draft.targets)]
    told = [step for step in told if overlap(step.actors, draft.actors)]
    groups = [[e for e in draft.targets if e in step.targets and e not in step.apart] for step in told]
    if len(groups) < 2 or draft.apart or sorted(map(id, chain(*groups))) != sorted(map(id, draft.targets)):
        yield draft
        return
    for group in groups:
        others = [e for e in draft.targets if e not in group]
        own = replace(draft.mentions[0], targets=group, apart=frozenset(others))
        yield replace(draft, actors=[*draft.actors], targets=group, apart=others, mentions=[own])


def _beside_approval(told: Step, step: Step) -> bool:
    """Whether one of two steps is the approval of a settlement, and the other no mere name for what is approved."""
    ours, theirs = step.mentions[0], told.mentions[0]
    plain = theirs if ours.frame.approval else ours
    clause = any(child.dep_ in {"relcl", "acl"} for child in plain.trigger.children)
    return not same_approval(step, told) and (ours.sent_start != theirs.sent_start or not plain.anchored or clause)


def _earlier_beside(told: Step, step: Step) -> bool:
    """Whether a sentence tells of an earlier ruling beside another: "set aside the objections to her earlier order"."""
    mention = told.mentions[0]
    return said_to_differ(mention) and any(m.sent_start == mention.sent_start for m in step.mentions)


def _in_clauses_of_their_own(step: Step, told: Step) -> bool:
    """Whether a sentence tells a step and a draft side by side, each by a clause of its own."""
    return any(
        one.sent_start == other.sent_start
        and one.elsewhere.intersection((*other.actors, *other.targets))
        and other.elsewhere.intersection((*one.actors, *one.targets))
        for one in step.mentions
        for other in told.mentions
    )


def _refers(mention: StepMention) -> bool:
    """Whether a mention only ever means a step told elsewhere: one that names no party, or the court alone, which sues
    nobody ("the complaint, received on Monday by the federal court")."""
    sued = mention.action == "lawsuit" and mention.modality == "happened"
    bench = bool(mention.actors) and not mention.targets and all(e.on_bench for e in mention.actors)
    return mention.refers or (sued and bench)


def _add(told: Step, steps: list[Step], barred: Sequence[Step], cast: Cast, model: linear.Linear) -> None:
    """Join a draft to the step that it tells again, save some that it cannot, else append it."""
    chance, before = coreference.find(told, steps, cast, model, barred)
    if before is not None and chance >= coreference.JOINED:
        told.joined = min(told.joined, chance)
        join(before, told)
    else:
        told.again = chance
        steps.append(told)


def _seat(step: Step, cast: Cast) -> None:
    """A judge decides for a court: for that in which the text seats him, else for the step's own, which he joins as
    another name of it. A court of appeal is where a step goes to, rather than where an unseated judge decides."""
    judges = [e for e in step.actors if e.type == "judge"]
    seated = [judge.speaks_for for judge in judges if judge.speaks_for is not None and judge.speaks_for.type == "court"]
    named = [e for e in cast.named("court") if e.name == step.court and (e in step.actors or not hears_appeals(e))]
    for court in [*seated, *named][:1]:
        court.judges += [judge for judge in judges if judge not in court.judges]
        if judges:
            step.court = court.name
            step.actors = [court, *(e for e in step.actors if e is not court and e not in judges)]


def _tellable(step: Step) -> bool:
    """Whether enough is known to report a step: an identifiable actor or target."""
    if step.action in BOTH_SIDES:
        return any(e.side != "neutral" for e in step.actors)
    if step.action == "regulatory_action":
        return any(e.side not in SIDES for e in step.actors)  # letters that an association issues are none
    if step.action in NEED_ACTOR:
        return bool(step.actors)
    if step.action == "ruling":
        return any(could_be_party(e) for e in step.targets)
    return bool(step.parties)
