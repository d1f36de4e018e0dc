"""A Doc -> what a small transformer makes of its sentences and names: steps told, sides taken, parts played.

Frames and the linear models see words one by one and as the parser ties them; this one has read much English before
and sees each word in its context, so it knows wordings that stand nowhere in our articles. It reads whole sentences,
as many as fit into a window, and has heads on what it makes of their pieces of words: which actions a sentence tells
and whether they happened, what a name stands for, who has which part in a step and who takes one together, which date
is a step's own, which sentences tell one step (see nlp.encoder_training for how it learns). What the heads say are
features for the linear models, which weigh them against everything else that is known.

The transformer is the lower half of MPNet (Song et al., NeurIPS 2020) in the form of all-mpnet-base-v2, fine-tuned; its
matrices are multiplied in 8 bits by ONNX Runtime.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy
from spacy.tokens import Doc, Span

from disputes.catalog import DATA
from disputes.errors import ConfigError
from disputes.types import Status
from nlp.linear import FOLDER
from nlp.windows import Windows, cut

type Floats = numpy.ndarray[Any, numpy.dtype[numpy.float32]]

NAME = "encoder"
FOLDS = 2  # parts of the articles, each read by an encoder that learned from the others
FOLDS_FOLDER = DATA / "local"
ROLES = ("actor", "target", "tool")
STATUSES: tuple[Status, ...] = ("happened", "threatened", "scheduled")
MENTIONS = 12  # of a name that are looked at
NEVER = -10.0  # the score of a name of which no mention was read
MOST, SCALE = 8.0, 4.0  # bounds of a score as a feature, and what it is divided by
STEEP = 4.0  # by which the match of a sentence with an action is multiplied: vectors are short


@dataclass(frozen=True, slots=True)
class Heads:
    """The matrices behind the transformer, as nlp.encoder_training names them."""

    actions: tuple[str, ...]
    sides: tuple[str, ...]
    arrays: dict[str, Floats]

    def apply(self, name: str, vectors: Floats) -> Floats:
        """One layer: vectors (…, in) -> (…, out)."""
        return vectors @ self.arrays[f"{name}.weight"].T + self.arrays[f"{name}.bias"]


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence tells: the score of each action, (actions,), the vector behind it, (actions, size), and how
    much each token of the sentence has of it, (tokens, actions)."""

    actions: tuple[str, ...]
    scores: Floats
    vectors: Floats
    weights: Floats

    def weights_of(self, action: str) -> Floats:
        """How much each token has of an action, (tokens,)."""
        return self.weights[:, self.actions.index(action)]


@dataclass(frozen=True, slots=True)
class Named:
    """A name as the transformer sees it: where its mentions start, how well they go with each role, its sides.

    `given` is (mentions, roles, width), `alone` (mentions, roles), `sides` how probable each is, (sides,).
    """

    starts: "numpy.ndarray[Any, numpy.dtype[numpy.int64]]"
    given: Floats
    alone: Floats
    sides: Floats


@dataclass(frozen=True, slots=True)
class Encoding:
    """What the transformer made of a Doc: a vector for each piece, (pieces, size), and the heads that ask of it."""

    windows: Windows
    vectors: Floats
    heads: Heads
    sentences: dict[int, Told] = field(default_factory=dict)  # asked for before, by their first tokens
    names: "dict[tuple[tuple[int, int], ...], Named]" = field(default_factory=dict)  # likewise, by their mentions

    def told(self, sent: Span) -> Told:
        """What a sentence tells."""
        if sent.start not in self.sentences:
            self.sentences[sent.start] = self._told(sent)
        return self.sentences[sent.start]

    def _told(self, sent: Span) -> Told:
        arrays = self.heads.arrays
        owners, pieces = self._pieces_of_tokens(sent)
        if not len(owners):
            nothing = numpy.zeros_like(arrays["actions.weight"])
            return Told(
                self.heads.actions,
                arrays["actions.bias"],
                nothing,
                numpy.zeros((len(sent), len(nothing)), numpy.float32),
            )
        shares = softmax(self.heads.apply("attention", pieces), axis=0)
        vectors = shares.T @ pieces
        scores = STEEP * (vectors * arrays["actions.weight"]).sum(-1) + arrays["actions.bias"]
        weights = numpy.zeros((len(sent), shares.shape[1]), numpy.float32)
        numpy.add.at(weights, owners, shares)
        return Told(self.heads.actions, scores, vectors, weights)

    def named(self, doc: Doc, spans: Sequence[tuple[int, int]]) -> Named:
        """What there is to know of a name by its mentions, told by their first tokens and those behind their last."""
        key = tuple(spans[:MENTIONS])
        if key not in self.names:
            self.names[key] = self._named([doc[start:end] for start, end in key])
        return self.names[key]

    def _named(self, spans: Sequence[Span]) -> Named:
        found = [(span.start, self._of(span)) for span in spans]
        found = [(start, pieces.mean(0)) for start, pieces in found if len(pieces)]
        starts = numpy.array([start for start, _ in found], dtype=numpy.int64)
        if found:
            mentions = numpy.array([vector for _, vector in found], numpy.float32)
            sides = softmax(self.heads.apply("standing", numpy.concatenate([mentions.mean(0), mentions.max(0)])))
        else:
            mentions = numpy.zeros((0, self.vectors.shape[-1]), numpy.float32)
            sides = numpy.full(len(self.heads.sides), 1 / len(self.heads.sides), numpy.float32)
        width = self.heads.arrays["kind.vectors"].shape[1]
        given = self.heads.apply("given", mentions).reshape(len(found), len(ROLES), width)
        return Named(starts, given, self.heads.apply("mention", mentions), sides)

    def parts(self, told: Told, sent: Span, action: str, names: Sequence[Named]) -> Floats:
        """The score of each role of each name in the step of a kind that a sentence tells, (names, roles)."""
        arrays, number = self.heads.arrays, self.heads.actions.index(action)
        kind = arrays["kind.vectors"][number]
        asked = self.heads.apply("asked", told.vectors[number]).reshape(len(ROLES), -1) * (1 + kind)
        by_side = arrays["side.weight"].reshape(len(ROLES), len(self.heads.actions), -1)[:, number]
        alone = self.heads.apply("kind", kind) + arrays["side.bias"]
        found = numpy.full((len(names), len(ROLES)), NEVER, dtype=numpy.float32)
        rows = [row for row, name in enumerate(names) if len(name.starts)]
        if rows:
            read = [names[row] for row in rows]
            counts = [len(name.starts) for name in read]
            firsts = numpy.cumsum([0, *counts[:-1]])
            places = where(numpy.concatenate([name.starts for name in read]), before(sent), sent.start, sent.end)
            match = (numpy.concatenate([name.given for name in read]) * asked).sum(-1) / numpy.sqrt(asked.shape[-1])
            match += numpy.concatenate([name.alone for name in read]) + self.heads.apply("where", places)
            top = numpy.maximum.reduceat(match, firsts)
            total = numpy.add.reduceat(numpy.exp(match - numpy.repeat(top, counts, axis=0)), firsts)
            found[rows] = numpy.log(total) + top + alone + numpy.array([name.sides for name in read]) @ by_side.T
        return found

    def statuses(self, told: Told, action: str) -> dict[Status, float]:
        """How probable it is that the step of a kind that a sentence tells happened, is threatened or scheduled."""
        shares = softmax(self.heads.apply("status", told.vectors[told.actions.index(action)]))
        return dict(zip(STATUSES, shares.tolist(), strict=True))

    def dates(self, told: Told, sent: Span, action: str, dates: Sequence[Span]) -> Floats:
        """The score of each date as that of the step of a kind that a sentence tells, (dates,)."""
        found = numpy.full(len(dates), NEVER, dtype=numpy.float32)
        pieces = [self._of(date) for date in dates]
        rows = [row for row, some in enumerate(pieces) if len(some)]
        if rows:
            vectors = numpy.array([pieces[row].mean(0) for row in rows], numpy.float32)
            asked = self.heads.apply("when", told.vectors[told.actions.index(action)])
            match = self.heads.apply("date", vectors) @ asked / numpy.sqrt(len(asked))
            starts = numpy.array([dates[row].start for row in rows])
            place = where(starts, before(sent), sent.start, sent.end)
            found[rows] = match + self.heads.apply("date where", place)[:, 0]
        return found

    def same(self, later: Told, earlier: Told, action: str) -> float:
        """The score of one step of a kind for two sentences that tell of such a step."""
        arrays, number = self.heads.arrays, later.actions.index(action)
        again, before = (
            self.heads.apply("again", later.vectors[number]),
            self.heads.apply("before", earlier.vectors[number]),
        )
        return float(STEEP * (again @ before) / numpy.sqrt(len(again)) + arrays["same.bias"][0])

    def together(self, told: Told, action: str, one: Sequence[Span], other: Sequence[Span]) -> float:
        """The score of one step of a kind, which a sentence tells, for two whom it names, by where it names them."""
        joint = 1 + self.heads.apply("joint", told.vectors[told.actions.index(action)])
        beside = [[some.mean(0) for span in spans if len(some := self._of(span))] for spans in (one, other)]
        if not all(beside):
            return NEVER
        first, second = (self.heads.apply("beside", numpy.mean(vectors, axis=0)) for vectors in beside)
        match = STEEP * (first * second * joint).sum() / numpy.sqrt(len(joint))
        return float(match + self.heads.arrays["together.bias"][0])

    def _of(self, span: Span) -> Floats:
        found: Floats = self.vectors[self.windows.pieces(span)]
        return found

    def _pieces_of_tokens(self, sent: Span) -> "tuple[numpy.ndarray[Any, numpy.dtype[numpy.int64]], Floats]":
        """The vectors of the pieces of a sentence, and of each the number of the token that it is of."""
        pieces = self.windows.pieces(sent)
        ends = numpy.array([token.idx + len(token) for token in sent])
        starts = numpy.array([self.windows.starts[piece] for piece in pieces])
        return numpy.searchsorted(ends, starts, side="right"), self.vectors[pieces]


def before(sent: Span) -> int:
    """The first token of the sentence before."""
    return sent.doc[sent.start - 1].sent.start if sent.start else 0


def where(starts: "numpy.ndarray[Any, numpy.dtype[numpy.int64]]", previous: int, start: int, end: int) -> Floats:
    """Of mentions that start at some tokens: whether each stands in the sentence [start, end), in the one before it
    (from token `previous` on), anywhere before, anywhere behind; (mentions, 4)."""
    inside = (start <= starts) & (starts < end)
    return numpy.stack([inside, (previous <= starts) & (starts < start), starts < start, starts >= end], 1).astype(
        numpy.float32
    )


class Encoder:
    """The transformer, its tokenizer and its heads, from `encoder*.{onnx,npz,json}` of a folder."""

    def __init__(self, folder: Path, name: str = NAME) -> None:
        """Raises ConfigError that names the file that is missing or broken."""
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        path = folder / f"{name}.onnx"
        try:
            self.session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
            path = folder / "encoder.json"
            self.tokenizer = Tokenizer.from_file(str(path))
            path = folder / f"{name}_heads.npz"
            with numpy.load(path, allow_pickle=False) as held:
                arrays = {key: held[key].astype(numpy.float32) for key in held.files if key not in {"actions", "sides"}}
                self.heads = Heads(tuple(held["actions"].tolist()), tuple(held["sides"].tolist()), arrays)
        except Exception as error:  # each of the three libraries has kinds of its own
            raise ConfigError(f"{path}: cannot be loaded: {' '.join(str(error).split())}") from None

    def encode(self, doc: Doc) -> Encoding:
        """Vectors of all pieces of a Doc, a window at a time: what one becomes does not hang on the others."""
        windows = cut(doc, self.tokenizer)
        vectors = numpy.zeros((len(windows.starts), self.heads.arrays["actions.weight"].shape[1]), numpy.float32)
        for number, some in enumerate(windows.ids):
            ids = numpy.array([some], dtype=numpy.int64)
            made = self.session.run(None, {"ids": ids, "mask": numpy.ones_like(ids)})[0][0]
            inside = (windows.places[:, 0] == number) & (windows.places[:, 1] > 0)
            vectors[inside] = made[windows.places[inside, 1]]
        return Encoding(windows, vectors, self.heads)


@cache
def load(folder: Path = FOLDER, name: str = NAME) -> Encoder:
    """The encoder that reads."""
    return Encoder(folder, name)


def as_features(names: Sequence[str], scores: Floats) -> dict[str, float]:
    """Scores of the encoder as features of a linear model, of about the size of its others."""
    bounded = numpy.clip(scores, -MOST, MOST) / SCALE
    return {f"{NAME} {name}": value for name, value in zip(names, bounded.tolist(), strict=True)}


def softmax(scores: Floats, axis: int = -1) -> Floats:
    """Scores as shares of one."""
    raised: Floats = numpy.exp(scores - scores.max(axis, keepdims=True))
    shares: Floats = raised / raised.sum(axis, keepdims=True)
    return shares
