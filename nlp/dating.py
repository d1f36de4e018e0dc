"""A step and the dates that stand in and before its sentences -> the date on which it took place, or none.

Which date belongs to which step is weighed by a linear model: how the date hangs on the words that tell the step, how
it is put ("on Friday", "since June", "by Jan. 30"), what other dates and steps stand beside it, and what the parse
alone would say (nlp.facts). No date is better than a wrong one. Weights: see nlp.training.
"""

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy
from spacy.tokens import Span, Token

from disputes.types import PartialDate, Status
from nlp import linear
from nlp.dates import DateMention, Tense, anchored, resolve
from nlp.drafting import Step
from nlp.encoder import Encoding, as_features
from nlp.entities import Entity
from nlp.facts import Facts, Placed
from nlp.modality import SETTING, told_as_past
from nlp.participation import way
from nlp.reckoning import reckon

NAME, LABEL = "dating", "dates"
EARLIEST = "2012"  # no step of a dispute over AI is older; what is dated so is a work, a law, or the founding of a firm
TERMS = frozenset({"by", "before", "until"})  # relations of a date to which something is to be done
LIKELY = 0.4  # from which on a date is taken
TOGETHER = 0.5  # from which on a day is taken of which several words speak, none of them likely enough alone


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that may be a step's: where it stands, and what it means for a step of that status."""

    placed: Placed[DateMention]
    value: PartialDate
    before: bool  # in the sentence before the step's


def apply(steps: Sequence[Step], facts: Facts, model: linear.Linear) -> None:
    """Let each step have the date that is most probably its own, where one is probable."""
    chosen = []
    for step in steps:
        found = [c for c in candidates(sentences(step), step.status, facts) if not _beyond(c.placed.token, step)]
        seen = in_context(step, found, facts)
        rated = [
            (model.probabilities(features(step, c, found, steps, facts) | scores)[LABEL], c.value)
            for c, scores in zip(found, seen, strict=True)
        ]
        best = max(rated, default=(0.0, None), key=lambda pair: (pair[0], len(pair[1] or "")))
        chosen.append(best if best[0] >= LIKELY else max(_together(rated), default=(0.0, None)))
    for step, (chance, value) in zip(steps, chosen, strict=True):
        step.date = value if chance >= LIKELY else None
    _share(steps)
    reckon(steps, facts)


def _beyond(date: Token, step: Step) -> bool:
    """Whether a date is said of another step by a clause beside the step's own."""
    here = [mention for mention in step.mentions if mention.sent_start == date.sent.start]
    return bool(here) and all(date.i in mention.beyond for mention in here)


def _together(rated: Sequence[tuple[float, PartialDate]]) -> Iterator[tuple[float, PartialDate]]:
    """The days of which several words speak, each as probably the step's as any of its words is."""
    for value in {value for _, value in rated}:
        missed = [1 - chance for chance, told in rated if told == value]
        if len(missed) > 1 and 1 - math.prod(missed) >= TOGETHER:
            yield 1 - math.prod(missed), value


def _share(steps: Sequence[Step]) -> None:
    """Steps of a kind that the same words tell were taken on one day, where none is told for one of them."""
    for step in steps:
        if step.date is None:
            words = {m.trigger.i for m in step.mentions}
            alike = [s for s in steps if (s.action, s.status) == (step.action, step.status)]
            days = {s.date for s in alike if s.date and words == {m.trigger.i for m in s.mentions}}
            step.date = days.pop() if len(days) == 1 else None


def sentences(step: Step) -> set[int]:
    """The sentences of the body that tell a step, by their first tokens."""
    return {m.sent_start for m in step.mentions if not m.in_title}


def candidates(sents: Collection[int], status: Status, facts: Facts) -> Iterator[Candidate]:
    """The dates in the sentences (by their first tokens) that tell a step of a status, and in those before them."""
    tense: Tense | None = "future" if status == "scheduled" else None
    last: PartialDate | None = None
    for placed in facts.dates:
        date = placed.fact
        own = "past" if _told_of_past(placed) else tense or date.tense
        value = anchored(date, last) if date.kind == "anchored" else resolve(date, own)
        if value is None or value < EARLIEST:
            continue
        if date.kind != "dateline":
            last = value
        if not _possible(value, status, facts.published):
            continue
        sent = placed.token.sent
        if sent.start in sents:
            yield Candidate(placed, value, False)
        elif any(start == sent.end for start in sents):
            yield Candidate(placed, value, True)


def _told_of_past(placed: Placed[DateMention]) -> bool:
    """Whether a clause of its own puts a date into the past, whatever is to come: "a motion that it made in June"."""
    verb = next((token for token in placed.token.ancestors if token.pos_ in {"VERB", "AUX"}), None)
    if verb is None or verb.dep_ not in {"relcl", "acl"} or placed.fact.relation in TERMS:
        return False
    alone = (
        verb.tag_ == "VBN" and verb.lemma_ not in SETTING and not any(c.dep_.startswith("aux") for c in verb.children)
    )
    return alone or told_as_past(verb)


def _possible(value: PartialDate, status: Status, published: str) -> bool:
    """What happened lies before its report, what is scheduled behind it."""
    day = published[: len(value)]
    return value <= day if status == "happened" else value >= day or status == "threatened"


def in_context(step: Step, found: Sequence[Candidate], facts: Facts) -> list[dict[str, float]]:
    """What the encoder makes of each date as the step's, as a feature: at best over the sentences that tell it."""
    encoding: Encoding = facts.doc._.encoding
    sents = {m.sent_start: m.trigger.sent for m in step.mentions if not m.in_title}.values()
    dates = [facts.span(candidate.placed) for candidate in found]
    scores = [encoding.dates(encoding.told(sent), sent, step.action, dates) for sent in sents]
    return [as_features([LABEL], row) for row in numpy.max(scores, axis=0)[:, None]] if dates else []


def features(
    step: Step, candidate: Candidate, rivals: Sequence[Candidate], steps: Sequence[Step], facts: Facts
) -> dict[str, float]:
    """What speaks for and against a date's being a step's."""
    plain = [*_of_date(candidate, facts), *_of_step(step, candidate), *_of_rivals(step, candidate, rivals, steps)]
    plain += [] if candidate.before else beside_names(step, candidate.placed.token)
    return linear.present([*plain, *(f"{step.action} {name}" for name in plain)])


def _of_date(candidate: Candidate, facts: Facts) -> Iterator[str]:
    date, value, token = candidate.placed.fact, candidate.value, candidate.placed.token
    yield f"relation {date.relation}"
    yield f"kind {date.kind}"
    yield f"precision {len(value)}"
    yield f"relation {date.relation} of {date.kind}"
    if date.attributive:
        yield "attributive"
    if token.i:
        yield f"word before {token.nbor(-1).lower_}"
    yield f"hangs on {token.head.head.lemma_.lower() if token.dep_ == 'pobj' else token.head.lemma_.lower()}"
    published = facts.published
    yield "in the future" if value > published[: len(value)] else "today" if value == published else "in the past"
    yield "in the sentence before" if candidate.before else "in the sentence"


def _of_step(step: Step, candidate: Candidate) -> Iterator[str]:
    yield f"status {step.status}"
    if step.date == candidate.value:
        yield "by the parse"
    elif step.date:
        yield "another by the parse"
    token = candidate.placed.token
    for mention in step.mentions:
        if mention.sent_start == token.sent.start:
            yield from way(token, mention)
            distance = token.i - mention.trigger.i
            yield f"distance {'behind' if distance > 0 else 'before'} {min(abs(distance) // 4, 5)}"
            inside = range(min(token.i, mention.trigger.i) + 1, max(token.i, mention.trigger.i))
            if any(_opens_clause(token.doc[place]) for place in inside):
                yield "another clause"


def _of_rivals(step: Step, candidate: Candidate, rivals: Sequence[Candidate], steps: Sequence[Step]) -> Iterator[str]:
    sent = candidate.placed.token.sent
    here = [r for r in rivals if not r.before]
    yield f"{min(len(here), 3)} dates here"
    triggers = steps_told(steps, sent)
    yield f"{min(len(triggers), 3)} steps here"
    place = candidate.placed.token.i
    mine = {m.trigger.i for m in step.mentions}
    nearest = min(triggers, key=lambda trigger: abs(trigger - place), default=None)
    if nearest is not None:
        yield "nearest step" if nearest in mine else "nearer to another step"
    dates = [r.placed.token.i for r in here]
    own = [m.trigger.i for m in step.mentions if m.sent_start == sent.start]
    if own and dates and not candidate.before:
        closest = min(dates, key=lambda date: abs(date - own[0]))
        yield "nearest date" if closest == place else "another date is nearer"


def beside_names(step: Step, token: Token) -> Iterator[str]:
    """Where a sentence tells several steps of a kind: whether a word of it stands by the names of this one."""
    if not step.apart:
        return
    mine, others = (_places(entities, token) for entities in (step.parties, step.apart))
    mine = [place for place in mine if place not in others]
    if mine and others:
        here, there = (min(abs(token.i - place) for place in places) for places in (mine, others))
        yield "nearest to its own name" if here < there else "nearer to another's name"
        last = max([*mine, *others], key=lambda place: (place < token.i, place if place < token.i else -place))
        yield f"behind {'its own' if last in mine else 'another'} name"


def _places(entities: Sequence[Entity], token: Token) -> list[int]:
    """Where some entities are named in the sentence of a token."""
    sent = token.sent
    return [start for entity in entities for start, _ in entity.within(sent.start, sent.end)]


def steps_told(steps: Sequence[Step], sent: Span) -> list[int]:
    """The words of a sentence that tell steps, by their numbers."""
    return sorted({m.trigger.i for step in steps for m in step.mentions if m.sent_start == sent.start})


def _opens_clause(token: Token) -> bool:
    return token.dep_ in {"mark", "advcl", "relcl", "ccomp"} or token.lower_ in {"which", "who", "after", "before"}
