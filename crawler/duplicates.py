"""Copies of one story over all outlets: wire copy, re-headlined, edited or abridged, so that sources count honestly.

Candidates come from MinHash bands (rensa); each is then compared exactly. Two texts tell one story when the shorter is
mostly contained in the longer: that holds for an abridged copy, where plain Jaccard similarity falls with its length.
"""

import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass

from rensa import RMinHash, RMinHashLSH

SHINGLE = 5  # words
PERMUTATIONS = 128
BANDS = 64  # of two rows each: a pair of Jaccard similarity 0.2 becomes a candidate 93 times in 100
SEED = 42
CONTAINED = 0.55  # of the shorter text's shingles; implied by a Jaccard similarity of 0.5 (which means two thirds)
FEWEST = 20  # shingles: shorter texts are too alike by chance


@dataclass(frozen=True, slots=True)
class _Kept:
    article_id: str
    story_id: str
    shingles: "array[int]"


class Stories:
    """The stories known so far. Ask for an article's story, then add it."""

    def __init__(self) -> None:
        self._index = RMinHashLSH(threshold=0.5, num_perm=PERMUTATIONS, num_bands=BANDS)
        self._kept: list[_Kept] = []

    def story_of(self, article_id: str, text: str) -> str:
        """The id of the story that a text tells: the first article's that it copies or that copies it, else its own."""
        shingles = hashed_shingles(text)
        if len(shingles) < FEWEST:
            return article_id
        best, story = 0.0, article_id
        for key in self._index.query(_sketch(shingles)):
            known = self._kept[key]
            share = containment(shingles, known.shingles)
            if share >= CONTAINED and share > best and known.article_id != article_id:
                best, story = share, known.story_id
        return story

    def add(self, article_id: str, story_id: str, text: str) -> None:
        """Lets later articles be recognised as copies of this one."""
        shingles = hashed_shingles(text)
        if len(shingles) >= FEWEST:
            self._index.insert(len(self._kept), _sketch(shingles))
            self._kept.append(_Kept(article_id, story_id, array("Q", shingles)))


def hashed_shingles(text: str) -> set[int]:
    """The distinct runs of five words of a text, without case and punctuation, as 64-bit hashes."""
    words = re.findall(r"\w+", text.casefold())
    runs = {" ".join(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1)}
    return set(RMinHash.hash_token_sets([list(runs)])[0]) if runs else set()


def containment(one: Iterable[int], other: Iterable[int]) -> float:
    """The share of the smaller set that the larger holds; 0 where one is empty."""
    first, second = set(one), set(other)
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 0.0


def _sketch(shingles: set[int]) -> RMinHash:
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update([shingle.to_bytes(8, "little") for shingle in shingles])
    return sketch
