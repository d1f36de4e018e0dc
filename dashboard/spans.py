"""A text and the stretches found in it -> the text in pieces, each with what it is part of.

Stretches may overlap (a name within the sentence of a step); what lies outside the text is cut off.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard.rows import SpanRow


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a text; `kinds` and `label` say what it is part of."""

    text: str
    kinds: tuple[str, ...] = ()
    label: str = ""


def segments(text: str, spans: Sequence[SpanRow]) -> list[Segment]:
    """The pieces, in order: joined they are the text."""
    inside = [span for span in spans if 0 <= span.start < min(span.end, len(text))]
    cuts = sorted({0, len(text), *(span.start for span in inside), *(min(span.end, len(text)) for span in inside)})
    starting = sorted(inside, key=lambda span: span.start)
    active: list[SpanRow] = []
    found = []
    for start, end in pairwise(cuts):
        active = [span for span in active if span.end > start]
        while starting and starting[0].start <= start:
            active.append(starting.pop(0))
        kinds = tuple(dict.fromkeys(span.kind for span in active))
        label = "; ".join(dict.fromkeys(f"{span.kind}: {span.label}" for span in active))
        found.append(Segment(text[start:end], kinds, label))
    return found
