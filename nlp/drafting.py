"""A mention of a step -> its draft: what action it tells, whether it happened, and who stands on which side of it.

A draft is a step of which this mention alone is known; nlp.joining puts drafts of one step together and
nlp.completing fills what their sentences leave out.
"""

from dataclasses import dataclass, field

from disputes.types import PartialDate, Status
from nlp.entities import Entity
from nlp.facts import Facts
from nlp.frames import StepMention
from nlp.modality import Modality, announced, announces, obliged, told_as_done

BOTH_SIDES = frozenset({"settlement", "licensing_deal"})
NO_TARGET = frozenset({"launch", "safeguard", "settlement", "licensing_deal", "legislation"})
AGAINST_DEVELOPER = frozenset({"lawsuit", "statement", "demand", "cease_and_desist", "legal_threat", "dismissal"})
# What nobody sets a date for: told of the future, it is only announced or threatened.
UNSCHEDULED = frozenset(
    {"safeguard", "licensing_deal", "settlement", "dismissal", "demand", "cease_and_desist", "legal_threat", "appeal"}
)

HELD = 0.75  # the chance from which on a sentence tells of a hearing that it only refers to, and without a date
TOLD = 0.5  # the chance from which on a sentence tells suits of which it only names the defendants

type Sides = tuple[list[Entity], list[Entity]]  # actors, targets


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
    apart: list[Entity] = field(default_factory=list)  # who takes another step of this kind in the same sentence
    takers: dict[int, list[Entity]] = field(default_factory=dict)  # by sentences, whom the encoder sees take part
    sure: dict[str, float] = field(default_factory=dict)  # of each role, how sure it is of whoever takes it
    again: float = 0.0  # how probable it is that it tells another step again, though it was not taken for that one
    joined: float = 1.0  # how probable it is that the least alike of its tellings is one (see nlp.coreference)
    confidence: float = 1.0  # that it is told right (see nlp.confidence)

    @property
    def best(self) -> StepMention:
        """The mention that tells it best: in the body, surest by its wording, with most arguments, first."""
        return max(
            self.mentions,
            key=lambda m: (
                not m.in_title,
                round(m.chance, 1),
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


def draft(mention: StepMention, facts: Facts) -> Step | None:
    """The step that a mention tells; None where it tells none that can be reported."""
    action, mood = _told_as(mention, facts)
    status = _status(mention, action, mood)
    told = mention.status if action == mention.action and action != "legal_threat" else None
    if status is not None and told is not None and not _ahead(mention, facts):
        status = told
    sides = _sides(mention, action)
    if status is None or sides is None:
        return None
    date = mention.date if status != "happened" or not _later(mention, facts) else None
    return Step(action, *sides, [], status, date, mentions=[mention])


def _ahead(mention: StepMention, facts: Facts) -> bool:
    """Whether it is dated after the article and so cannot have happened; where the encoder is sure that it did and its
    verb tells so, the date is that of something else ("formed a partnership for a version due in 2026")."""
    done = mention.status == "happened" and told_as_done(mention.verb)
    return not done and _later(mention, facts)


def _later(mention: StepMention, facts: Facts) -> bool:
    return mention.date is not None and mention.date > facts.published[: len(mention.date)]


def on_side(entities: list[Entity], side: str) -> list[Entity]:
    """Those of some entities that are on one side."""
    return [e for e in entities if e.side == side]


def _told_as(mention: StepMention, facts: Facts) -> tuple[str, Modality]:
    """Action and mood once dates, the frame and the future of suits are counted in."""
    mood = mention.modality
    if mood == "happened" and _ahead(mention, facts):
        mood = "scheduled"
    if mood == "happened" and mention.frame.status != "happened":
        mood = "threatened"
    if mention.action != "lawsuit" or mood == "happened":
        return mention.action, mood
    threatens = mention.targets and any(e.side != "respondent" for e in mention.actors)
    return "legal_threat", announced(mention.verb) if threatens else "hypothetical"


def _status(mention: StepMention, action: str, mood: Modality) -> Status | None:
    """Whether a step happened, is set or is threatened; None where it is not told as a step at all."""
    if mood == "hypothetical":
        return None
    if action == "legal_threat":
        return "happened"  # whoever says that it will sue has threatened to
    if mood == "scheduled" and action in UNSCHEDULED:
        if obliged(mention.verb) or (action == "safeguard" and announces(mention.verb)):
            return None  # "said that it would strengthen its filters" is an answer
        mood = "threatened"
    if action in {"response", "statement"}:
        return "happened" if mood == "happened" or mention.date else None
    if action == "hearing" and mention.anchored and mention.date is None and mention.chance < HELD:
        return None
    if action == "launch" and mood != "happened":
        return None
    return mood


def _sides(mention: StepMention, action: str) -> Sides | None:
    """Actors and targets of a draft; None where those whom the mention names cannot take such a step."""
    actors, targets = list(mention.actors), [t for t in mention.targets if t not in mention.actors]
    if action in AGAINST_DEVELOPER:
        targets = [t for t in targets if t.side != "claimant"] or (targets if action == "lawsuit" else [])
    if action == "lawsuit":
        sides = _sides_of_suit(mention, actors, targets)
        if sides is None:
            return None
        actors, targets = sides
    return ([*actors, *targets], []) if mention.frame.both else (actors, targets)


def _sides_of_suit(mention: StepMention, actors: list[Entity], targets: list[Entity]) -> Sides | None:
    """Who has sued whom: claimants sue, whoever else the noun is tied to."""
    if not actors:
        return [], ([] if all(t.side == "claimant" for t in targets) else targets)
    if {"claimant", "respondent"} <= {e.side for e in actors}:
        # "X and Y have settled their lawsuit": who claims has sued.
        return _unless_public(on_side(actors, "claimant"), on_side(actors, "respondent"))
    if not targets and all(e.side == "respondent" for e in actors):
        # "OpenAI's lawsuits": the ones that it faces; "suits against OpenAI came from the Times, too" is told as well.
        return None if mention.trigger.tag_ == "NNS" and mention.chance < TOLD else ([], actors)
    return _unless_public(actors, targets)


def _unless_public(actors: list[Entity], targets: list[Entity]) -> Sides | None:
    """Sides of a suit that is not brought by courts and public bodies alone."""
    return None if all(e.kind in {"government", "court"} for e in actors) else (actors, targets)
