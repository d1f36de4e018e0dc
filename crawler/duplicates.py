"""Copies of one story over all outlets: wire copy, re-headlined, edited or abridged, so that sources count honestly.

Candidates come from MinHash bands (rensa); each is then compared exactly. Two texts tell one story when the shorter is
mostly contained in the longer: that holds for an abridged copy, where plain Jaccard similarity falls with its length.
"""

import re
import sys
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rensa import RMinHash, RMinHashLSH

SHINGLE = 5  # words
PERMUTATIONS = 128
BANDS = 64  # of two rows each: a pair of Jaccard similarity 0.2 becomes a candidate 93 times in 100
SEED = 42
WORTH_CHECKING = 0.05  # Jaccard similarity by sketch, give or take 0.03
# Of the shorter text's shingles. A third of the sentences rewritten leaves about half; articles of one event that are
# no copies have at most 0.04 in the sample, and long quotes from one statement may add some: `tests.benchmarks.copies`.
CONTAINED = 0.35
FEWEST = 20  # shingles: shorter texts are too alike by chance


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a text is compared by: its packed shingles exactly, and their MinHash to find candidates."""

    packed: bytes
    minhash: RMinHash

    @property
    def is_too_short(self) -> bool:
        """Whether it may be like others by chance."""
        return len(self.packed) < 8 * FEWEST

    def shingles(self) -> set[int]:
        """For the exact check, which few need."""
        return unpack(self.packed)


class Stories:
    """The stories known so far. Ask for an article's story, then add it.

    Only sketches are in memory: `packed_of` gives an article's shingles, as `pack` made them, for the exact check.
    """

    def __init__(self, packed_of: Callable[[str], bytes]) -> None:
        self._index = RMinHashLSH(threshold=0.5, num_perm=PERMUTATIONS, num_bands=BANDS)
        self._kept: list[tuple[str, str, RMinHash]] = []
        self._packed_of = packed_of

    def story_of(self, article_id: str, sketch: Sketch) -> str:
        """The id of the story of a text: of the first article that it copies or that copies it, else its own."""
        if sketch.is_too_short:
            return article_id
        best, story = 0.0, article_id
        for key in self._index.query(sketch.minhash):
            known_id, known_story, minhash = self._kept[key]
            if sketch.minhash.jaccard(minhash) < WORTH_CHECKING:
                continue
            share = containment(sketch.shingles(), unpack(self._packed_of(known_id)))
            if share >= CONTAINED and share > best and known_id != article_id:
                best, story = share, known_story
        return story

    def add(self, article_id: str, story_id: str, sketch: Sketch) -> None:
        """Lets later articles be recognised as copies of this one."""
        if not sketch.is_too_short:
            self._index.insert(len(self._kept), sketch.minhash)
            self._kept.append((article_id, story_id, sketch.minhash))


def pack(shingles: Iterable[int]) -> bytes:
    """Shingles as bytes, 8 each, little end first."""
    packed = array("Q", sorted(shingles))
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def unpack(packed: bytes) -> set[int]:
    """The shingles that were packed."""
    shingles = array("Q", packed)
    if sys.byteorder == "big":
        shingles.byteswap()
    return set(shingles)


def hashed_shingles(text: str) -> set[int]:
    """The distinct runs of five words of a text, without case and punctuation, as 64-bit hashes."""
    words = re.findall(r"\w+", text.casefold())
    runs = set(map(" ".join, zip(*(words[start:] for start in range(SHINGLE)), strict=False)))
    return set(RMinHash.hash_token_sets([list(runs)])[0]) if runs else set()


def containment(one: Iterable[int], other: Iterable[int]) -> float:
    """The share of the smaller set that the larger holds; 0 where one is empty."""
    first, second = set(one), set(other)
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 0.0


def sketch_of(packed: bytes) -> Sketch:
    """What a text is compared by, from its packed shingles."""
    minhash = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    minhash.update([packed[start : start + 8] for start in range(0, len(packed), 8)])
    return Sketch(packed, minhash)
