"""Whether two mentions tell one step, and what becomes of the drafts then.

One step, one record: "Monday's filing" and "the complaint" are the suit told before, unless parties or dates differ.
"""

from disputes.types import PartialDate
from nlp import newcomers
from nlp.drafting import BOTH_SIDES, Step, on_side
from nlp.entities import Entity
from nlp.frames import StepMention
from nlp.modality import told_as_done

LETTERS = ("cease_and_desist", "statement", "demand", "legal_threat")  # what a letter may be, the likeliest first
CEASES = 0.5  # the chance of a cease-and-desist letter from which on one of no kind that is told is such
SIDED = frozenset({"ruling", "hearing", "legislation", "regulatory_action", "court_filing"})
DIFFERENT = frozenset({"another", "earlier", "previous", "prior", "separate", "second", "similar", "later"})


def place_letter(drafts: list[Step], draft: Step) -> None:
    """A letter that is not called by its kind: the cease-and-desist letter told elsewhere, else a demand."""
    told = next((s for kind in LETTERS for s in drafts if s.action == kind and _same_sides(s, draft)), None)
    if told is not None:
        join(told, draft)
    elif (
        draft.actors
        and all(e.side == "claimant" for e in draft.actors)
        and any(e.side == "respondent" for e in draft.targets)
    ):
        mention = draft.mentions[0]
        ceases = mention.chance >= CEASES or any(t.lemma_ == "cease" for t in mention.trigger.sent)
        draft.action = "cease_and_desist" if ceases else "demand"
        drafts.append(draft)


def refer(drafts: list[Step], mention: StepMention) -> bool:
    """ "The complaint was filed on Monday in Delaware" tells more of the suit told last before it, if any was."""
    if said_to_differ(mention):
        return False
    alike = [step for step in drafts if _referred_to(step, mention) and dates_agree(step.date, mention.date)]
    alike = [step for step in alike if step.action == mention.action] or alike
    before = [step for step in alike if step.mentions[0].trigger.i < mention.trigger.i]
    for step in before[-1:] or alike[:1]:
        step.mentions.append(mention)
        _sharpen_date(step, mention.date)
    return bool(alike)


def share(a: list[Entity], b: list[Entity]) -> bool:
    """Whether two lists have an entity in common."""
    return not set(a).isdisjoint(b)


def overlap(a: list[Entity], b: list[Entity]) -> bool:
    """Whether two lists may be the same people: nothing, or a group without names, may be anybody."""
    return not a or not b or share(a, b) or _same_group(a, b)


def apart(one: Step, other: Step) -> bool:
    """Whether a group without names that takes the one step is of others than those who take the other."""
    mine, theirs = on_side(one.actors, "claimant"), on_side(other.actors, "claimant")
    if not mine or not theirs or share(mine, theirs):
        return False
    if all(e.generic and not e.votes["different"] for e in (*mine, *theirs)) and overlap(one.targets, other.targets):
        return False  # "authors" and "writers" who sue the same developer
    return any(
        newcomers.all_apart(sents[0].doc._.cast, some, sents)
        for some, step in ((mine, one), (theirs, other))
        if (sents := [mention.trigger.sent for mention in step.mentions])
    )


def _same_group(a: list[Entity], b: list[Entity]) -> bool:
    """A generic group ("the authors") and named members of its kind may be the same."""
    return any(
        all(e.generic and not e.votes["indefinite"] for e in x)
        and any(e.kind == x[0].kind or e.side == x[0].side for e in y)
        for x, y in ((a, b), (b, a))
    )


def _referred_to(step: Step, mention: StepMention) -> bool:
    if mention.frame.letter:
        return step.action in {"cease_and_desist", "demand", "statement"}
    return step.action == mention.action and not step.mentions[0].frame.approval


def dates_agree(a: PartialDate | None, b: PartialDate | None) -> bool:
    """Whether two dates may be one: the shorter says less."""
    if not a or not b:
        return True
    short = min(len(a), len(b))
    return a[:short] == b[:short]


def _same_sides(step: Step, new: Step) -> bool:
    return overlap(step.actors, new.actors) and overlap(step.targets, new.targets) and dates_agree(step.date, new.date)


def _same_on_each(a: list[Entity], b: list[Entity], *sides: str) -> bool:
    return all(overlap(on_side(a, side), on_side(b, side)) for side in sides)


def same_approval(step: Step, new: Step) -> bool:
    """Whether both or neither of two steps is the approval of a settlement, which is a step of its own."""
    return step.mentions[0].frame.approval == new.mentions[0].frame.approval


def same(step: Step, new: Step) -> bool:
    """Whether a draft tells a step that was told before."""
    if step.action != new.action or not dates_agree(step.date, new.date) or step.status != new.status:
        return False
    if step.action in SIDED:
        if step.action in {"ruling", "court_filing"} and said_to_differ(new.mentions[0]):
            return False
        return overlap(step.actors, new.actors) and _same_on_each(
            step.targets, new.targets, "claimant", "respondent", ""
        )
    if not same_approval(step, new):
        return False
    if step.action in BOTH_SIDES:
        return _same_on_each(step.actors, new.actors, "claimant", "respondent") and overlap(step.actors, new.actors)
    if step.action in {"launch", "safeguard"}:
        return overlap(step.actors, new.actors)
    if new.action == "lawsuit" and not new.targets and (not new.actors or _definite(new.mentions[0])):
        return True
    return overlap(step.actors, new.actors) and overlap(step.targets, new.targets)


def _definite(mention: StepMention) -> bool:
    """ "The complaint", "that filing": the one told before."""
    words = {child.lower_ for child in mention.trigger.children}
    return mention.trigger.pos_ == "NOUN" and bool(words & {"the", "that", "this"}) and not said_to_differ(mention)


def said_to_differ(mention: StepMention) -> bool:
    """ "Another ruling", "an earlier order": said to be a different one."""
    return any(child.lower_ in DIFFERENT for child in mention.trigger.children)


def join(step: Step, new: Step) -> None:
    """Add what a draft tells to its step; names stand instead of a group without names."""
    step.mentions += new.mentions
    step.takers |= new.takers
    step.apart += [e for e in new.apart if e not in step.apart]
    step.joined = min(step.joined, new.joined)
    if new.status == "happened" and told_as_done(new.mentions[0].verb):
        step.status = "happened"  # announced before, and told as done since
    for mine, theirs in ((step.actors, new.actors), (step.targets, new.targets)):
        if mine and all(e.generic for e in mine) and any(not e.generic for e in theirs):
            mine[:] = theirs
        elif not (theirs and all(e.generic for e in theirs) and mine):
            mine += [e for e in theirs if e not in mine]
    _sharpen_date(step, new.date)


def _sharpen_date(step: Step, date: PartialDate | None) -> None:
    if date and (step.date is None or len(date) > len(step.date)):
        step.date = date
