"""Whether a mention is only a part of another step: what a suit accuses of is the suit, what a court hears asked or
said is the court's step, what people say of those whom they sue is what their complaint says."""

from collections.abc import Callable, Mapping

from nlp.drafting import AGAINST_DEVELOPER
from nlp.entities import Cast
from nlp.facts import CASE_STEPS
from nlp.frames import StepMention
from nlp.joining import overlap, share
from nlp.syntax import objects, prepositional

type Mentions = list[StepMention]

LATER = frozenset("leave permission dismissal stay transfer certification reconsideration sanction discovery".split())
DEMANDING = frozenset({"cease_and_desist", "lawsuit", "court_filing", "hearing", "ruling", "legal_threat"})


def part_of_another(mention: StepMention, mentions: Mentions, cast: Cast) -> bool:
    """Whether other mentions of the article tell the step of which this one is a part."""
    near = [other for other in mentions if other is not mention and other.sent_start == mention.sent_start]
    if mention.action == "demand" and any(_demands_too(other) for other in near):
        return True
    if mention.action == "statement" and mention.trigger.lemma_ in {"accuse", "object"}:
        if any(other.action in CASE_STEPS | {"cease_and_desist"} for other in near):
            return True
        if mention.trigger.lemma_ == "accuse":
            return any(_suit_that_accuses(other, mention) for other in mentions)
    if mention.refers:
        return False
    if mention.frame.rival and not _rival_beside(mention, cast):
        return True
    if mention.frame.reply and not _rival_beside(mention, cast):
        return not any(_answered_by(other, mention) for other in mentions)
    rule = RULES.get(mention.action)
    return rule is not None and rule(mention, near, mentions)


def _demands_too(other: StepMention) -> bool:
    return other.action in DEMANDING or (other.action == "statement" and bool(other.frame.noun))


def _suit_that_accuses(suit: StepMention, mention: StepMention) -> bool:
    """Whether one mention is of a suit against those whom the other accuses, by the same or by a nameless group."""
    same = suit.actors and overlap(suit.actors, mention.actors)
    return (
        suit.action == "lawsuit"
        and bool(same or all(e.generic for e in mention.actors))
        and share(suit.targets, mention.targets)
    )


def _answered_by(other: StepMention, mention: StepMention) -> bool:
    """Whether a step was taken against those who reply."""
    return other.action in AGAINST_DEVELOPER and other.modality == "happened" and share(other.targets, mention.actors)


def _rival_beside(mention: StepMention, cast: Cast) -> bool:
    """Whether somebody of the other side, or a tool of theirs, is named in the same sentence."""
    sent = mention.trigger.sent
    theirs = {"claimant", "respondent"} - {e.side for e in mention.actors}
    near = [e for e in cast.in_span(sent.start, sent.end) if e not in mention.actors]
    owners = [e.developer if e.type == "tool" else e for e in near]
    return any(e is not None and e not in mention.actors and e.side in theirs for e in owners)


def _of_a_letter(mention: StepMention, near: Mentions, mentions: Mentions) -> bool:
    """A threat to sue that a cease-and-desist letter in the same sentence makes."""
    return any(o.action == "cease_and_desist" and overlap(o.actors, mention.actors) for o in near)


def _of_own_complaint(mention: StepMention, near: Mentions, mentions: Mentions) -> bool:
    """What they say of those whom they sue is what their complaint or letter says."""
    if not mention.frame.verb or mention.frame.in_:
        return _of_the_court(mention, near, mentions)
    return any(
        o.action in {"lawsuit", "cease_and_desist", "demand"}
        and o.modality == "happened"
        and share(o.actors, mention.actors)
        for o in mentions
    )


def _of_own_suit(mention: StepMention, near: Mentions, mentions: Mentions) -> bool:
    """What a suit seeks, where no date sets the request apart."""
    asks = mention.trigger.lemma_ in {"seek", "ask", "request"} and mention.date is None
    asked = {t.lemma_.lower() for t in (*objects(mention.verb), *prepositional(mention.verb, "for"))}
    return (
        asks and not asked & LATER and any(o.action == "lawsuit" and share(o.actors, mention.actors) for o in mentions)
    )


def _of_an_approval(mention: StepMention, near: Mentions, mentions: Mentions) -> bool:
    """The ruling that approves a settlement."""
    return any(o.frame.approval for o in near)


def _of_the_court(mention: StepMention, near: Mentions, mentions: Mentions) -> bool:
    """What is only referred to in a sentence on a ruling or filing."""
    return mention.anchored and any(o.action in {"ruling", "court_filing"} for o in near)


RULES: Mapping[str, Callable[[StepMention, Mentions, Mentions], bool]] = {
    "legal_threat": _of_a_letter,
    "statement": _of_own_complaint,
    "court_filing": _of_own_suit,
    "ruling": _of_an_approval,
    "demand": _of_the_court,
}
