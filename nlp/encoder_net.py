"""The transformer of nlp.encoder as it learns: what an annotated article teaches it, and its losses.

What the heads compute stands in nlp.encoder too, without PyTorch; `tests/nlp/test_encoder_training.py` holds the two
together.
"""

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy
import torch
from spacy.tokens import Span
from torch import Tensor, nn
from transformers import AutoModel

from nlp import dating, encoder_base, lessons, standing
from nlp.encoder import MENTIONS, ROLES, STATUSES, STEEP, before, where
from nlp.entities import Entity
from nlp.facts import Facts
from nlp.lessons import Material
from nlp.windows import Windows, cut

LAYERS = 6  # of its twelve, from the words on: what lies above makes sentence vectors, and costs as much again
KEPT = 2  # of those, as they are
WIDTH = 96  # of the vectors by which sentences and names are matched
GOLD = 0.5  # share of articles in which roles are learned beside the right sides, not those that are told
SHARE = 4.0  # by which losses are divided: they are sums over an article


@dataclass(slots=True)
class Part:
    """A step that a sentence tells: numbers of the step and of the sentence, action and status; of each name its right
    roles and where its mentions are; of each date whether it is the step's, its pieces and where they are."""

    step: int
    sent: int
    action: int
    status: int
    roles: list[list[float]]
    near: list[Tensor]
    right: list[float]
    dates: list[Any]
    dates_near: Tensor


@dataclass(slots=True)
class Example:
    """An article as the transformer learns from it.

    `pairs` are those of its parts that tell one kind of step: the later, the earlier, and 1 where they tell one step.
    `couples` are names of one side that take part in what a part's sentence tells: the part, both, and 1 where they
    take one step.
    """

    windows: Windows
    sents: list[Any]
    told: list[list[float]]
    names: list[list[Any]]
    sides: list[int]
    parts: list[Part]
    pairs: list[tuple[int, int, float]]
    couples: list[tuple[int, int, int, float]]

    @property
    def spans(self) -> list[Any]:
        """The pieces of all mentions of the names, then of all dates of the parts."""
        return [*itertools.chain(*self.names), *(pieces for part in self.parts for pieces in part.dates)]

    @property
    def mentions(self) -> int:
        """How many mentions of names there are."""
        return sum(map(len, self.names))

    @property
    def size(self) -> int:
        """Pieces of the longest window."""
        return max(len(ids) for ids in self.windows.ids)


def example(material: Material, tokenizer: Any, actions: Sequence[str]) -> Example:
    """What an annotated article teaches."""
    doc, record = material.doc, material.record
    windows = cut(doc, tokenizer)
    place = doc.user_data["excerpt"]
    right = lessons.told(doc, record)
    sents = [sent for sent in doc.sents if not place.in_title(sent[0]) and len(windows.pieces(sent))]
    names, sides, entities, spans = [], [], [], []
    for entity in doc._.cast.entities:
        mentions = [span for span in doc._.cast.mentions(entity)[:MENTIONS] if len(windows.pieces(span))]
        if mentions:
            names.append([windows.places[windows.pieces(span)] for span in mentions])
            sides.append(standing.LABELS.index(lessons.stands_for(entity, record)))
            entities.append(entity)
            spans.append(mentions)
    told = [[float(action in right.get(sent.start, ())) for action in actions] for sent in sents]
    places = [windows.places[windows.pieces(sent)] for sent in sents]
    parts = list(_parts(material, sents, actions, windows, entities, spans))
    return Example(
        windows, places, told, names, sides, parts, list(_pairs(material, parts)), list(_couples(parts, sides))
    )


def _parts(
    material: Material,
    sents: Sequence[Span],
    actions: Sequence[str],
    windows: Windows,
    entities: Sequence[Entity],
    spans: Sequence[Sequence[Span]],
) -> Iterator[Part]:
    record, facts = material.record, Facts(material.doc)
    numbers = {sent.start: number for number, sent in enumerate(sents)}
    for event_number, (event, starts) in enumerate(lessons.told_by(material.doc, record)):
        status, roles = event.get("status", "happened"), lessons.roles_in(event, entities, record)
        for start in starts & numbers.keys():
            sent = sents[numbers[start]]
            found = [(c, facts.span(c.placed)) for c in dating.candidates({start}, status, facts)]
            found = [(c, span) for c, span in found if len(windows.pieces(span))]
            yield Part(
                event_number,
                numbers[start],
                actions.index(event["action"]),
                STATUSES.index(status),
                roles,
                [_where(some, sent) for some in spans],
                [float(lessons.dates(c, event)) for c, _ in found],
                [windows.places[windows.pieces(span)] for _, span in found],
                _where([span for _, span in found], sent),
            )


def _pairs(material: Material, parts: Sequence[Part]) -> Iterator[tuple[int, int, float]]:
    """Each two sentences that tell steps of one kind, by a part of each."""
    if not lessons.tells_all(material.record):
        return
    steps: dict[tuple[int, int], set[int]] = {}
    numbers: dict[tuple[int, int], int] = {}
    for number, part in enumerate(parts):
        steps.setdefault((part.action, part.sent), set()).add(part.step)
        numbers.setdefault((part.action, part.sent), number)
    for one, other in itertools.combinations(sorted(steps), 2):
        if one[0] == other[0]:
            yield numbers[other], numbers[one], float(bool(steps[one] & steps[other]))


def _couples(parts: Sequence[Part], sides: Sequence[int]) -> Iterator[tuple[int, int, int, float]]:
    """Each two names of one side that take part in what a sentence tells of one kind of step."""
    alike: dict[tuple[int, int], list[int]] = {}
    for number, part in enumerate(parts):
        alike.setdefault((part.action, part.sent), []).append(number)
    for numbers in alike.values():
        takes: dict[int, set[int]] = {}
        for number in numbers:
            for name, (roles, near) in enumerate(zip(parts[number].roles, parts[number].near, strict=True)):
                if any(roles[:2]) and near[:, 0].any():
                    takes.setdefault(name, set()).add(number)
        for one, other in itertools.combinations(takes, 2):
            if sides[one] == sides[other]:
                yield numbers[0], one, other, float(bool(takes[one] & takes[other]))


def _where(spans: Sequence[Span], sent: Span) -> Tensor:
    starts = numpy.array([span.start for span in spans], dtype=numpy.int64)
    return torch.from_numpy(where(starts, before(sent), sent.start, sent.end))


class Layer(nn.Module):
    """A matrix or two that no layer of PyTorch holds under the names of nlp.encoder."""

    def __init__(self, **shapes: Tensor) -> None:
        super().__init__()
        for name, start in shapes.items():
            self.register_parameter(name, nn.Parameter(start))


class Net(nn.Module):
    """The transformer and its heads; what they compute stands in nlp.encoder too, for reading."""

    def __init__(self, actions: int) -> None:
        super().__init__()
        base = str(encoder_base.folder())
        self.base = AutoModel.from_pretrained(
            base, num_hidden_layers=LAYERS, attn_implementation="eager", attention_probs_dropout_prob=0.0
        )
        self.base.pooler = None
        for part in (self.base.embeddings, *self.base.encoder.layer[:KEPT]):
            part.requires_grad_(False)
        size = self.base.config.hidden_size
        sides, roles = len(standing.LABELS), len(ROLES)
        self.heads = nn.ModuleDict(
            {
                "attention": nn.Linear(size, actions),
                "actions": Layer(weight=torch.randn(actions, size) * 0.02, bias=torch.full((actions,), -3.0)),
                "standing": nn.Linear(2 * size, sides),
                "kind": nn.Linear(WIDTH, roles),
                "asked": nn.Linear(size, roles * WIDTH),
                "given": nn.Linear(size, roles * WIDTH),
                "mention": nn.Linear(size, roles),
                "where": nn.Linear(4, roles),
                "side": nn.Linear(actions * sides, roles),
                "status": nn.Linear(size, len(STATUSES)),
                "when": nn.Linear(size, WIDTH),
                "date": nn.Linear(size, WIDTH),
                "date where": nn.Linear(4, 1),
                "again": nn.Linear(size, WIDTH),
                "before": nn.Linear(size, WIDTH),
                "same": Layer(bias=torch.zeros(1)),
                "beside": nn.Linear(size, WIDTH),
                "joint": nn.Linear(size, WIDTH),
                "together": Layer(bias=torch.zeros(1)),
            }
        )
        self.kinds = nn.Parameter(torch.randn(actions, WIDTH))
        self.drop = nn.Dropout(0.1)

    def loss(self, batch: Sequence[Example]) -> Tensor:
        """The sum of the losses, for each article of a batch."""
        vectors = self._encode([ids for one in batch for ids in one.windows.ids])
        width, total = vectors.shape[1], torch.zeros(())
        flat = vectors.reshape(-1, vectors.shape[-1])
        firsts = list(itertools.accumulate((len(one.windows.ids) for one in batch), initial=0))
        spans = [[_flat(p, first, width) for p in one.spans] for one, first in zip(batch, firsts, strict=False)]
        means = _means(flat, list(itertools.chain(*spans))).split([len(some) for some in spans])
        for one, first, read in zip(batch, firsts, means, strict=False):
            told = None
            if one.sents:
                scores, told = self._told(flat, [_flat(p, first, width) for p in one.sents])
                right = torch.tensor(one.told)
                total = total + nn.functional.binary_cross_entropy_with_logits(scores, right, reduction="sum")
            steps = None
            if told is not None and one.parts:
                steps = told[[part.sent for part in one.parts], [part.action for part in one.parts]]
                total = total + self._when(one, read[one.mentions :], steps) + self._again(one, steps)
            if one.names:
                total = total + self._named(one, read[: one.mentions], steps)
        return total / SHARE / len(batch)

    def _encode(self, windows: Sequence[Sequence[int]]) -> Tensor:
        width = max(map(len, windows))
        ids, mask = torch.zeros(len(windows), width, dtype=torch.long), torch.zeros(len(windows), width)
        for row, some in enumerate(windows):
            ids[row, : len(some)], mask[row, : len(some)] = torch.tensor(some), 1
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = self.base(ids, attention_mask=mask).last_hidden_state
        vectors: Tensor = self.drop(hidden.float())
        return vectors

    def _told(self, flat: Tensor, sents: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
        """Scores of the actions of each sentence, (sentences, actions), and the vectors behind them."""
        pieces = nn.utils.rnn.pad_sequence(list(sents), batch_first=True)
        there = nn.utils.rnn.pad_sequence([torch.ones(len(s), dtype=torch.bool) for s in sents], batch_first=True)
        words = flat[pieces]
        weights = self.heads["attention"](words).masked_fill(~there[..., None], -1e9).softmax(1)
        vectors = weights.transpose(1, 2) @ words
        return STEEP * (vectors * self.heads["actions"].weight).sum(-1) + self.heads["actions"].bias, vectors

    def _when(self, one: Example, dates: Tensor, steps: Tensor) -> Tensor:
        """The losses of whether the steps that are told happened, and of their dates."""
        right = torch.tensor([part.status for part in one.parts])
        total = nn.functional.cross_entropy(self.heads["status"](self.drop(steps)), right, reduction="sum")
        if not len(dates):
            return total
        counts = torch.tensor([len(part.dates) for part in one.parts])
        asked = self.heads["when"](steps).repeat_interleave(counts, 0)
        match = (self.heads["date"](dates) * asked).sum(-1) / WIDTH**0.5
        match = match + self.heads["date where"](torch.cat([part.dates_near for part in one.parts]))[:, 0]
        wanted = torch.tensor([right for part in one.parts for right in part.right])
        return total + nn.functional.binary_cross_entropy_with_logits(match, wanted, reduction="sum")

    def _again(self, one: Example, steps: Tensor) -> Tensor:
        """The loss of which sentences tell one step."""
        if not one.pairs:
            return torch.zeros(())
        later, earlier, wanted = zip(*one.pairs, strict=True)
        again, before = self.heads["again"](steps[list(later)]), self.heads["before"](steps[list(earlier)])
        scores = STEEP * (again * before).sum(-1) / WIDTH**0.5 + self.heads["same"].bias
        return nn.functional.binary_cross_entropy_with_logits(scores, torch.tensor(wanted), reduction="sum")

    def _named(self, one: Example, every: Tensor, steps: Tensor | None) -> Tensor:
        """The losses of what names stand for and of the parts that they play, by the vectors of all mentions."""
        mentions = every.split([len(name) for name in one.names])
        pooled = torch.stack([torch.cat([m.mean(0), m.max(0).values]) for m in mentions])
        scores = self.heads["standing"](self.drop(pooled))
        right = torch.tensor(one.sides)
        total = nn.functional.cross_entropy(scores, right, reduction="sum")
        if steps is None:
            return total
        sides = nn.functional.one_hot(right, len(standing.LABELS)).float()
        if random.random() >= GOLD:
            sides = scores.softmax(-1).detach()
        given = self.heads["given"](every).view(len(every), len(ROLES), WIDTH)
        actions = [part.action for part in one.parts]
        kinds = self.kinds[actions]
        asked = self.heads["asked"](steps).view(len(steps), len(ROLES), WIDTH) * (1 + kinds[:, None])
        match = torch.einsum("mrw,prw->pmr", given, asked) / WIDTH**0.5 + self.heads["mention"](every)
        match = match + self.heads["where"](torch.stack([torch.cat(part.near) for part in one.parts]))
        roles = torch.stack([some.logsumexp(1) for some in match.split([len(name) for name in one.names], 1)], 1)
        by_side = self.heads["side"].weight.view(len(ROLES), len(self.kinds), -1)[:, actions]
        roles = roles + self.heads["kind"](kinds)[:, None] + torch.einsum("ns,rps->pnr", sides, by_side)
        roles = roles + self.heads["side"].bias
        wanted = torch.tensor([part.roles for part in one.parts])
        total = total + nn.functional.binary_cross_entropy_with_logits(roles, wanted, reduction="sum")
        return total + self._together(one, mentions, steps)

    def _together(self, one: Example, mentions: Sequence[Tensor], steps: Tensor) -> Tensor:
        """The loss of who takes one step with whom, of those that a sentence names."""
        if not one.couples:
            return torch.zeros(())
        couples = []
        for number, first, second, _ in one.couples:
            near = one.parts[number].near
            couples.append(torch.stack([mentions[name][near[name][:, 0] > 0].mean(0) for name in (first, second)]))
        joint = self.heads["joint"](steps[[number for number, *_ in one.couples]])
        scores = (self.heads["beside"](torch.stack(couples)).prod(1) * (1 + joint)).sum(-1)
        wanted = torch.tensor([right for *_, right in one.couples])
        match = STEEP * scores / WIDTH**0.5 + self.heads["together"].bias
        return nn.functional.binary_cross_entropy_with_logits(match, wanted, reduction="sum")


def _means(flat: Tensor, spans: Sequence[Tensor]) -> Tensor:
    """The mean vector of each span, (spans, size): in one look-up, whose gradient is as large as the whole batch."""
    if not spans:
        return flat[:0]
    counts = torch.tensor([len(span) for span in spans])
    owners = torch.repeat_interleave(torch.arange(len(spans)), counts)
    sums = flat.new_zeros(len(spans), flat.shape[1]).index_add(0, owners, flat[torch.cat(list(spans))])
    return sums / counts[:, None]


def _flat(pieces: Any, first: int, width: int) -> Tensor:
    """Places in windows -> rows of all windows of a batch, one behind the other."""
    return torch.from_numpy((pieces[:, 0] + first) * width + pieces[:, 1])
