"""Facts that a sentence tells in turn with those whose steps they are of -> to each step its own.

"The Times sued in December, eight other papers in April", "sued Suno in Boston and Udio in New York".
"""

from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Span, Token

from nlp.drafting import Step


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


def _place(step: Step, alike: Sequence[Step], sent: Span) -> int | None:
    """Where a sentence names whom only this one of several steps has."""
    others = {id(e) for other in alike if other is not step for e in other.parties}
    starts = [start for e in step.parties if id(e) not in others for start, _ in e.within(sent.start, sent.end)]
    return min(starts, default=None)
