"""The transformer of nlp.encoder as it learns: its heads and their losses.

What the heads compute stands in nlp.encoder too, without PyTorch; `tests/nlp/test_encoder_training.py` holds the two
together.
"""

import itertools
import random
from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn
from transformers import AutoModel

from nlp import encoder_base, standing
from nlp.encoder import ROLES, STATUSES, STEEP
from nlp.encoder_lessons import Example

LAYERS = 6  # of its twelve, from the words on: what lies above makes sentence vectors, and costs as much again
KEPT = 2  # of those, as they are
WIDTH = 96  # of the vectors by which sentences and names are matched
GOLD = 0.5  # share of articles in which roles are learned beside the right sides, not those that are told
SHARE = 4.0  # by which losses are divided: they are sums over an article


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
