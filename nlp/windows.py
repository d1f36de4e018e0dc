"""A Doc cut into windows of whole sentences, as pieces of words: what the transformer reads in one context."""

import math
from bisect import bisect_left
from dataclasses import dataclass
from typing import Any

import numpy
from spacy.tokens import Doc, Span

WINDOW = 512  # pieces of words that are read in one context: most articles whole


@dataclass(frozen=True, slots=True)
class Windows:
    """A Doc cut for the transformer: `ids` of each window, and of each piece of the text its window and place there.

    `starts` holds the character at which each piece starts; a piece that fits into no window is at place 0.
    """

    ids: list[list[int]]
    places: "numpy.ndarray[Any, numpy.dtype[numpy.int64]]"
    starts: list[int]

    def pieces(self, span: Span) -> "numpy.ndarray[Any, numpy.dtype[numpy.int64]]":
        """Numbers of the pieces of a span, those left out that are not read."""
        first = bisect_left(self.starts, span.start_char)
        last = max(bisect_left(self.starts, span.end_char), first + 1)
        return first + numpy.flatnonzero(self.places[first:last, 1])


def cut(doc: Doc, tokenizer: Any) -> Windows:
    """Whole sentences to a window, about as many to each; of a sentence that is longer than a window its beginning."""
    encoded = tokenizer.encode(doc.text, add_special_tokens=False)
    starts = [start for start, _ in encoded.offsets]
    pieces = encoded.ids  # a copy each time that it is asked for
    opening, closing = tokenizer.encode("").ids  # each model has marks of its own
    places = numpy.zeros((len(starts), 2), dtype=numpy.int64)
    ids: list[list[int]] = []
    held: list[int] = []
    share = len(starts) / max(1, math.ceil(len(starts) / (WINDOW - 2)))
    for sent in doc.sents:
        first, last = bisect_left(starts, sent.start_char), bisect_left(starts, sent.end_char)
        inside = list(range(first, min(last, first + WINDOW - 2)))
        if held and (len(held) + len(inside) > WINDOW - 2 or len(held) + len(inside) / 2 > share):
            ids.append([opening, *(pieces[piece] for piece in held), closing])
            held = []
        for piece in inside:
            held.append(piece)
            places[piece] = len(ids), len(held)
    ids.append([opening, *(pieces[piece] for piece in held), closing])
    return Windows(ids, places, starts)
