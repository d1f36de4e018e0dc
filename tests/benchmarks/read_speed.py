"""How fast and in how much memory articles are read, beside the bare statistical pipeline: ratios, not seconds.

    python -m tests.benchmarks.read_speed [--rounds 3] [--batch 32] [--memory 2000] [--json]

The articles are those of `data/sample`, repeated to 600 words and more. Both pipelines run in one process on one core,
in turns, over the same articles; the best round counts, in CPU time. `--memory N` then reads N more articles, each
with words of its own and one in twenty-five relevant, and tells how far the process's peak memory has risen over that
of the first tenth.
"""

import argparse
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")  # before numpy is imported

from disputes import catalog
from disputes.settings import load_settings
from disputes.types import Article
from nlp.build import load_model
from nlp.reading import Reader
from nlp.relevance import counts

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample" / "gold.jsonl"
WORDS = 600
RELEVANT_EVERY = 25


@dataclass(frozen=True, slots=True)
class Speed:
    """Articles a second and the ratios to the bare pipeline on the same articles."""

    relevant: float
    irrelevant: float
    bare_on_relevant: float
    bare_on_irrelevant: float

    @property
    def relevant_ratio(self) -> float:
        """How many times as fast as the bare pipeline relevant articles are read."""
        return self.relevant / self.bare_on_relevant

    @property
    def irrelevant_ratio(self) -> float:
        """How many times as fast as the bare pipeline irrelevant articles are put aside."""
        return self.irrelevant / self.bare_on_irrelevant


def articles(*, relevant: bool, most: int | None = None) -> list[Article]:
    """The sample's articles of one kind, each repeated until it is long enough.

    Of irrelevant ones only the paragraphs are repeated that have no word of the subject, where there are any: three
    times the words that speak for one would make it another article to the judgement that is measured here.
    """
    records = map(json.loads, SAMPLE.read_text(encoding="utf-8").splitlines())
    made = []
    for record in [record for record in records if record["relevant"] == relevant][:most]:
        parts = record["text"].split("\n\n")
        plain = [] if relevant else [part for part in parts if not any(n for n, _ in counts("", part).values())]
        times = -(-WORDS // len(" ".join(plain or parts).split())) - (not plain)
        text = "\n\n".join([*parts, *(plain or parts) * times])
        made.append(Article(record["id"], record["title"], record["published"], text))
    return made


def measure(reader: Reader, model: str, *, rounds: int, batch: int, most: int | None = None) -> Speed:
    """Both pipelines on both kinds of articles, in turns."""
    bare = load_model(model)

    def read(given: Sequence[Article]) -> None:
        for _ in reader.read(given):
            pass

    def parse(given: Sequence[Article]) -> None:
        for _ in bare.pipe((article.text for article in given), batch_size=batch):
            pass

    kinds = (articles(relevant=True, most=most), articles(relevant=False, most=most))
    runs = [(run, kind) for run in (read, parse) for kind in kinds]
    best = [min(times) for times in zip(*([_timed(*run) for run in runs] for _ in range(rounds)), strict=True)]
    return Speed(*(len(kind) / seconds for (_, kind), seconds in zip(runs, best, strict=True)))


def _timed(run: Callable[[Sequence[Article]], None], given: Sequence[Article]) -> float:
    started = time.process_time()
    run(given)
    return time.process_time() - started


def memory_growth(reader: Reader, count: int) -> float:
    """Megabytes by which peak memory rises while `count` articles are read, after the first tenth of them."""
    warm = max(1, count // 10)
    after_warming = 0.0
    for number, _ in enumerate(reader.read(_stream(count)), 1):
        if number == warm:
            after_warming = _peak()
    return _peak() - after_warming


def _stream(count: int) -> Iterator[Article]:
    """Articles that each hold words of their own, as names and numbers in the news do."""
    dull, sharp = articles(relevant=False), articles(relevant=True)
    for number in range(count):
        kind = dull if number % RELEVANT_EVERY else sharp
        article = kind[number % len(kind)]
        own = " ".join(f"Zq{number}w{word} said" for word in range(20))
        yield Article(f"{article.id}-{number}", article.title, article.published, f"{article.text}\n\n{own}.")


def _peak() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024**2 if sys.platform == "darwin" else 1024)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="How fast articles are read, beside the bare statistical pipeline.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--batch", type=int, default=32, help="batch size of the bare pipeline")
    parser.add_argument("--most", type=int, help="articles of each kind, at most")
    parser.add_argument("--memory", type=int, default=0, help="articles over which memory is watched")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    model = load_settings(None).model
    reader = Reader(catalog.load(), model)
    speed = measure(reader, model, rounds=options.rounds, batch=options.batch, most=options.most)
    figures = {
        "relevant_ratio": round(speed.relevant_ratio, 2),
        "irrelevant_ratio": round(speed.irrelevant_ratio, 1),
        "relevant_per_second": round(speed.relevant, 1),
        "irrelevant_per_second": round(speed.irrelevant, 1),
        "bare_per_second": round(speed.bare_on_relevant, 1),
    }
    if options.memory:
        figures["memory_growth_mb"] = round(memory_growth(reader, options.memory), 1)
    if options.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:24}{value:>10}")


if __name__ == "__main__":
    main()
