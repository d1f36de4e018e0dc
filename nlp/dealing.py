"""Facts that a sentence tells in turn with those whose steps they are of -> to each step its own.

"The Times sued in December, eight other papers in April", "sued Suno in Boston and Udio in New York".
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Span, Token

from nlp.dates import resolve
from nlp.drafting import Step
from nlp.facts import Facts
from nlp.roles import NUMBERS


def in_turn(alike: Sequence[Step], facts: Sequence[Token], sent: Span) -> list[Step]:
    """The steps in the order of the facts, each told by where it begins, that are theirs; none unless a sentence tells
    as many facts as steps of a kind, and names in turn a fact and one whom only a single of the steps has."""
    places = [place for step in alike if (place := _place(step, alike, sent)) is not None]
    if len(alike) < 2 or not len(facts) == len(alike) == len(places):
        return []
    turns = sorted([*((place, True) for place in places), *((token.i, False) for token in facts)])
    if any(one == other for (_, one), (_, other) in pairwise(turns)):
        return []
    return [step for _, step in sorted(zip(places, alike, strict=True), key=lambda pair: pair[0])]


def dated_apart(draft: Step, facts: Facts) -> Iterator[Step]:
    """A draft as often as its sentence counts and dates what it tells: "its two reports appeared in July 2024, on
    voices, and in January 2025, on pictures"; else the draft itself."""
    mention = draft.mentions[0]
    dates = [p for p in facts.dates_of.get(mention.sent_start, ()) if p.fact.relation == "on"]
    values = [resolve(p.fact, "past") if p.fact.kind != "anchored" else None for p in dates]
    sent = mention.trigger.sent
    people = {i for e in draft.parties for span in e.within(sent.start, sent.end) for i in range(*span)}
    said = {NUMBERS.get(token.lower_) for token in sent if people.isdisjoint({token.i, token.head.i})}
    if draft.status != "happened" or len({*values}) != len(values) or None in values or len(dates) not in said:
        yield draft
        return
    for value in values:
        own = replace(mention, date=value)
        yield replace(draft, actors=[*draft.actors], targets=[*draft.targets], date=value, mentions=[own])


def _place(step: Step, alike: Sequence[Step], sent: Span) -> int | None:
    """Where a sentence names whom only this one of several steps has."""
    others = {id(e) for other in alike if other is not step for e in other.parties}
    starts = [start for e in step.parties if id(e) not in others for start, _ in e.within(sent.start, sent.end)]
    return min(starts, default=None)
