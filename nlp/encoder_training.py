"""Annotated articles of our own -> the fine-tuned transformer of nlp.encoder, as `data/learned/encoder*`.

`make encoder` learns it anew. It starts from the lower layers of all-mpnet-base-v2 (its word vectors and the lowest
layers stay as they are) and learns several things at once, each a loss of its own: the actions that each sentence
tells, what each name of the cast stands for, and of each annotated step whether it happened, which date is its own, who
of the cast is its actor, target or tool, who takes it together, and which other sentences tell it.

One is learned from each half of the articles (`--fold`), since what the linear models learn from must be made by an
encoder that has not seen the article (see nlp.training). The encoder that reads has the mean of their weights (a model
soup; Wortsman et al., ICML 2022), which costs nothing to learn. With `--onward`, the one that reads learns on from new
articles and as many older ones, and is the mean of what it was and what it became. Needs PyTorch, which reading does
not; see CONTRIBUTING.md.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn

from disputes import catalog
from disputes.likeness import Record
from disputes.scoring import load_records
from disputes.settings import Settings
from nlp import encoder, encoder_base, lessons, linear, standing
from nlp.encoder_kept import restored
from nlp.encoder_lessons import Example, example
from nlp.encoder_net import Net
from nlp.reading import Reader
from nlp.training import CORPUS, SAMPLE, SENTENCES

EPOCHS = 3
RATE, RATE_HEADS = 6e-5, 1e-3
WARM = 0.06  # of all steps, in which the rate rises
TOKENS = 2048  # in one step, padding included
SEED = 1
HASTE = 0.5  # share of the rate at which what has been learned before is learned on
NEW = 0.5  # share of the weights that were learned on in the mean of these and those before


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


def learn(examples: Sequence[Example], net: Net, epochs: int, *, haste: float = 1.0) -> Net:
    """Fine-tuned by AdamW, at a rate that rises and falls along a line; `haste` is the share of that rate."""
    body = [p for p in net.base.parameters() if p.requires_grad]
    heads = [*net.heads.parameters(), net.kinds]
    groups = [{"params": body, "lr": haste * RATE}, {"params": heads, "lr": haste * RATE_HEADS}]
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


def mean(states: Sequence[dict[str, Tensor]], actions: int, shares: Sequence[float] | None = None) -> Net:
    """The encoder with the mean of some encoders' weights, each by its share; whole numbers as the first has them."""
    net, parts = Net(actions), torch.tensor(shares or [1.0] * len(states))
    parts = parts / parts.sum()
    net.load_state_dict(
        {
            name: torch.einsum("s,s...->...", parts, torch.stack([state[name] for state in states]))
            if value.is_floating_point()
            else value
            for name, value in states[0].items()
        }
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
    whole = folder / f"{name}.whole.onnx"
    ids = torch.ones(2, 16, dtype=torch.long)
    axes = {0: "windows", 1: "pieces"}
    torch.onnx.export(
        _Base(net.base).eval(),
        (ids, torch.ones_like(ids)),
        str(whole),
        input_names=["ids", "mask"],
        output_names=["vectors"],
        dynamic_axes={"ids": axes, "mask": axes, "vectors": axes},
        opset_version=17,
        dynamo=False,
    )
    # 7 bits of 8: on processors without VNNI, sums of products of 8 bits would overflow, and be others than here.
    # A scale for each column: with one for a whole matrix, what is read is no longer what was learned.
    numbers = {"weight_type": QuantType.QInt8, "reduce_range": True, "per_channel": True}
    quantize_dynamic(str(whole), str(folder / f"{name}.onnx"), **numbers)
    whole.unlink()
    arrays = {key: value.detach().numpy() for key, value in net.heads.state_dict().items()}
    arrays["kind.vectors"] = net.kinds.detach().numpy()
    halved: dict[str, Any] = {key: value.astype(numpy.float16) for key, value in arrays.items()}
    numpy.savez_compressed(
        folder / f"{name}_heads.npz", actions=numpy.array(actions), sides=numpy.array(standing.LABELS), **halved
    )
    tokenizer().save(str(folder / "encoder.json"), pretty=False)


def tokenizer() -> Any:
    """What cuts words into the pieces that the transformer knows, whole texts at once."""
    found = Tokenizer.from_file(str(encoder_base.folder() / "tokenizer.json"))
    found.no_padding()
    found.no_truncation()
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m nlp.encoder_training", description="Learn the encoder anew.")
    parser.add_argument("--fold", type=int, choices=range(encoder.FOLDS), help="learn from all but this half")
    parser.add_argument("--onward", nargs="+", type=Path, help="learn on from the one that reads, from new articles")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    options = parser.parse_args(arguments)
    actions = sorted(action.name for action in catalog.load_actions())
    random.seed(SEED)
    torch.manual_seed(SEED)
    if options.onward:
        save(_onward(options.onward, actions, options.epochs), actions, linear.FOLDER, encoder.NAME)
    elif options.fold is not None:
        records = [record for record in _taught(()) if lessons.fold_of(str(record["id"])) != options.fold]
        net = learn(_examples(records, actions), Net(len(actions)), options.epochs)
        encoder.FOLDS_FOLDER.mkdir(parents=True, exist_ok=True)
        torch.save(net.state_dict(), _whole(options.fold))
        save(net, actions, encoder.FOLDS_FOLDER, f"{encoder.NAME}{options.fold}")
    else:
        states = [torch.load(_whole(fold)) for fold in range(encoder.FOLDS)]
        save(mean(states, len(actions)), actions, linear.FOLDER, encoder.NAME)
    return 0


def _onward(paths: Sequence[Path], actions: Sequence[str], epochs: int) -> Net:
    """The mean of the encoder that reads and of what it becomes by these articles and as many older ones."""
    new = [record for path in paths for record in load_records(path)]
    older = _taught(paths)
    examples = _examples([*new, *random.sample(older, min(len(new), len(older)))], actions)
    before = restored(len(actions))
    after = learn(examples, restored(len(actions)), epochs, haste=HASTE)
    return mean([before.state_dict(), after.state_dict()], len(actions), [1 - NEW, NEW])


def _taught(without: Sequence[Path]) -> list[Record]:
    """All that there is to learn from, without some files."""
    left_out = {path.resolve() for path in without}
    paths = [path for path in sorted(CORPUS.glob("*.jsonl")) if path.resolve() not in left_out]
    sentences = lessons.as_articles(load_records(SENTENCES))
    return [*(record for path in paths for record in load_records(path)), *load_records(SAMPLE), *sentences]


def _examples(records: Sequence[Record], actions: Sequence[str]) -> list[Example]:
    reader, pieces = Reader(catalog.load(), Settings().model, encoder=False), tokenizer()
    examples = [example(material, pieces, actions) for material in lessons.materials(reader, records, [])]
    print(f"{len(examples)} articles and sentences", flush=True)
    return examples


def _whole(fold: int) -> Path:
    """Where the weights of the encoder of a fold stand, not cut to 8 bits."""
    return encoder.FOLDS_FOLDER / f"{encoder.NAME}{fold}.pt"


if __name__ == "__main__":
    sys.exit(main())
