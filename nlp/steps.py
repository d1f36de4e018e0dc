"""Mentions of steps -> steps: drafted, mentions of one step joined, what a sentence leaves out filled in."""

from nlp.completing import complete, find_focus
from nlp.drafting import BOTH_SIDES, Step, draft
from nlp.entities import Cast
from nlp.facts import Facts
from nlp.frames import StepMention
from nlp.joining import add, place_letter, refer, rejoin
from nlp.parts import part_of_another
from nlp.sides import could_be_party
from nlp.splitting import split

__all__ = ["Step", "disputed", "finish", "gather"]

# Steps that say nothing where it is not known who took them.
NEED_ACTOR = frozenset(
    ("court_filing appeal statement response demand safeguard regulatory_action legislation launch").split()
)


PLAIN = 0.7  # the chance from which on a sentence tells a step of its own, not a part of another or a mere reference


def gather(mentions: list[StepMention], cast: Cast, facts: Facts) -> list[Step]:
    """Steps in the order of their first mention, each filled in from what else the article tells."""
    steps = _drafts(mentions, cast, facts)
    focus = find_focus(steps, cast)
    for step in steps:
        complete(step, steps, focus, cast)
    return [piece for step in steps for piece in (split(step) if step.action == "lawsuit" else [step])]


def finish(steps: list[Step], facts: Facts) -> list[Step]:
    """Steps told twice joined, with court, docket and sum, without those of which too little is known."""
    steps = rejoin(steps)
    facts.fill(steps)
    return [step for step in steps if _tellable(step)]


def disputed(steps: list[Step]) -> list[Step]:
    """The steps of a dispute; none where nothing but launches is told."""
    return [] if all(step.action == "launch" for step in steps) else steps


def _drafts(mentions: list[StepMention], cast: Cast, facts: Facts) -> list[Step]:
    """What the mentions tell by themselves: first those that name their step, then letters, then mere references."""
    drafts: list[Step] = []
    for mention in mentions:
        if mention.refers or mention.frame.letter or (mention.frame.dated and mention.date is None):
            continue
        part = mention.chance < PLAIN and part_of_another(mention, mentions, cast)
        if not part and (told := draft(mention, facts)) is not None:
            for piece in split(told):
                add(drafts, piece)
    for mention in mentions:
        letter = mention.frame.letter and not mention.refers and not mention.in_title
        if letter and (told := draft(mention, facts)) is not None:
            place_letter(drafts, told)
    for mention in mentions:
        if mention.refers and not mention.in_title and not refer(drafts, mention):
            told = draft(mention, facts) if mention.chance >= PLAIN else None
            if told is not None:
                add(drafts, told)
    return [step for step in drafts if not all(m.in_title for m in step.mentions)]


def _tellable(step: Step) -> bool:
    """Whether enough is known to report a step: an identifiable actor or target."""
    if step.action in BOTH_SIDES:
        return any(e.side != "neutral" for e in step.actors)
    if step.action in NEED_ACTOR:
        return bool(step.actors)
    if step.action == "ruling":
        return any(could_be_party(e) for e in step.targets)
    return bool(step.parties)
