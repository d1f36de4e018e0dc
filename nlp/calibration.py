"""Annotated articles and what is read in them -> the weights behind `confidence`, and how well it keeps its word.

Weights are learned from the sample newsroom and from the sentences of our own. Honest figures come from articles that
were not learned from: five folds by article when learning (`--fit`), any other annotations with `--check`.
"""

import argparse
import json
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from disputes import catalog
from disputes.errors import DisputesError
from disputes.extract import prediction
from disputes.likeness import Record
from disputes.scoring import load_records, score
from disputes.settings import Settings
from disputes.types import Article
from nlp import confidence, excerpt, reading
from nlp.confidence import Features, Weights, logistic
from nlp.reading import Reader
from nlp.relevance import Judgement

ROOT = catalog.DATA.parent
SAMPLE = catalog.DATA / "sample" / "gold.jsonl"
SENTENCES = ROOT / "tests" / "nlp" / "sentences.jsonl"
PLOT = ROOT / "docs" / "reliability.svg"
FOLDS = 5
PENALTY = 3.0  # on the squares of the weights; of 1, 3, 10 and 30 the one with the least loss on articles from outside
BINS = 5
# Where a sample comes from is learned beside the rest and then left out, so that the intercept is that of articles.
SENTENCE = "is a sentence"

type Learner = Callable[[Sequence["Sample"]], Weights]


@dataclass(frozen=True, slots=True)
class Sample:
    """A predicted event: the article that it is of, what was known of it, whether it is right."""

    article_id: str
    features: Features
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Events of like confidence: how many, how sure on average, and what share of them is right."""

    count: int
    said: float
    right: float


def samples(records: Iterable[Record], reader: Reader, *, sentences: bool = False) -> Iterator[Sample]:
    """What is read in annotated articles, each event judged as `disputes score` does."""
    for record in records:
        article = Article(str(record["id"]), record["title"], record["published"], record["text"])
        with reader.language.memory_zone():
            doc = reader.language(excerpt.make(reader.language, article))
            known = [confidence.features(step) for step in doc._.steps]
            read = reading._reading(doc, article, Judgement(1.0, "annotated"), reader.version, reader.publications)
        found = prediction(article.id, read)
        wrong = [
            id(miss.event) for miss in score([{**record, "id": article.id}], [found]).misses if miss.kind == "spurious"
        ]
        extra = {SENTENCE: 1.0} if sentences else {}
        for features, event in zip(known, found["events"], strict=True):
            yield Sample(article.id, {**features, **extra}, id(event) not in wrong)


def as_articles(sentences: Iterable[Record]) -> list[Record]:
    """Annotated sentences in the form of annotated articles."""
    return [{**s, "title": "", "text": s["sentence"], "relevant": bool(s["events"])} for s in sentences]


def fit(found: Sequence[Sample], penalty: float = PENALTY) -> Weights:
    """Weights of the least penalised logistic loss, by Newton's method (iteratively reweighted least squares)."""
    names = sorted({name for sample in found for name in sample.features})
    rows = [[1.0, *(sample.features.get(name, 0.0) for name in names)] for sample in found]
    weights = [0.0] * (len(names) + 1)
    for _ in range(25):
        gradient = [0.0, *(penalty * weight for weight in weights[1:])]
        curvature = [[0.0] * len(weights) for _ in weights]
        for index in range(len(weights)):
            curvature[index][index] = penalty if index else 1e-6
        for row, sample in zip(rows, found, strict=True):
            chance = logistic(sum(weight * value for weight, value in zip(weights, row, strict=True)))
            filled = [(index, value) for index, value in enumerate(row) if value]
            for index, value in filled:
                gradient[index] += (chance - sample.right) * value
                for other, across in filled:
                    curvature[index][other] += chance * (1 - chance) * value * across
        step = _solve(curvature, gradient)
        weights = [weight - change for weight, change in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-6:
            break
    learned = dict(zip(names, weights[1:], strict=True))
    return Weights(weights[0], {name: weight for name, weight in learned.items() if name != SENTENCE})


def _solve(matrix: list[list[float]], vector: list[float]) -> list[float]:
    """The solution of a positive definite system by elimination; both are used up."""
    size = len(vector)
    for pivot in range(size):
        for row in range(pivot + 1, size):
            if factor := matrix[row][pivot] / matrix[pivot][pivot]:
                for column in range(pivot, size):
                    matrix[row][column] -= factor * matrix[pivot][column]
                vector[row] -= factor * vector[pivot]
    solution = [0.0] * size
    for row in reversed(range(size)):
        known = sum(matrix[row][column] * solution[column] for column in range(row + 1, size))
        solution[row] = (vector[row] - known) / matrix[row][row]
    return solution


def over_folds(found: Sequence[Sample], learn: Learner = fit) -> list[tuple[float, bool]]:
    """What is said of each article's events by weights learned without that article, and whether they are right."""
    order = {identity: place for place, identity in enumerate(dict.fromkeys(s.article_id for s in found))}
    said: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        held = [s for s in found if order[s.article_id] % FOLDS == fold]
        if held:
            weights = learn([s for s in found if order[s.article_id] % FOLDS != fold])
            said += [(weights.probability(s.features), s.right) for s in held if SENTENCE not in s.features]
    return said


def reliability(said: Sequence[tuple[float, bool]], bins: int = BINS) -> list[Bin]:
    """Events in order of confidence, cut into bins of like size."""
    ordered = sorted(said, key=lambda pair: pair[0])  # by truth as well, ties would fall into bins of their own
    cuts = [ordered[len(ordered) * i // bins : len(ordered) * (i + 1) // bins] for i in range(bins)]
    return [
        Bin(len(cut), sum(p for p, _ in cut) / len(cut), sum(right for _, right in cut) / len(cut))
        for cut in cuts
        if cut
    ]


def report(said: Sequence[tuple[float, bool]]) -> str:
    """The reliability table, with calibration error, Brier score, loss, and how well right is told from wrong."""
    if not said:
        return "no event was predicted"
    bins = reliability(said)
    rate = sum(right for _, right in said) / len(said)
    error = sum(b.count * abs(b.said - b.right) for b in bins) / len(said)
    brier = sum((p - right) ** 2 for p, right in said) / len(said)
    lines = ["| said | right | events |", "|---:|---:|---:|"]
    lines += [f"| {b.said:.2f} | {b.right:.2f} | {b.count} |" for b in bins]
    summary = f"{len(said)} events, {rate:.3f} of them right; expected calibration error {error:.3f}, "
    summary += f"Brier score {brier:.3f} (of the rate alone {rate * (1 - rate):.3f}), loss {loss(said):.3f}, "
    return "\n".join([*lines, "", f"{summary}AUC {auc(said):.3f}"])


def loss(said: Sequence[tuple[float, bool]]) -> float:
    """The mean logarithmic loss."""
    return -sum(math.log(p if right else 1 - p) for p, right in said) / len(said)


def auc(said: Sequence[tuple[float, bool]]) -> float:
    """How often a right event is said to be surer than a wrong one; 0.5 where there are not both."""
    good, bad = [p for p, right in said if right], [p for p, right in said if not right]
    if not good or not bad:
        return 0.5
    return sum((p > q) + 0.5 * (p == q) for p in good for q in bad) / (len(good) * len(bad))


def plot(said: Sequence[tuple[float, bool]], title: str) -> str:
    """The reliability table as an SVG: a point a bin, its area by the events in it, beside the line of perfection."""
    side, edge = 320, 48

    def place(x: float, y: float) -> tuple[str, str]:
        return f"{edge + x * side:.1f}", f"{edge + (1 - y) * side:.1f}"

    whole = str(side + 2 * edge)
    svg = ElementTree.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {whole} {whole}",
            "font-family": "sans-serif",
            "font-size": "12",
        },
    )
    ElementTree.SubElement(svg, "title").text = title
    ElementTree.SubElement(svg, "rect", {"width": whole, "height": whole, "fill": "#ffffff"})

    def line(a: tuple[float, float], b: tuple[float, float], **style: str) -> None:
        (x1, y1), (x2, y2) = place(*a), place(*b)
        ElementTree.SubElement(svg, "line", {"x1": x1, "y1": y1, "x2": x2, "y2": y2, **style})

    def text(x: float, y: float, words: str, **style: str) -> None:
        left, top = place(x, y)
        ElementTree.SubElement(
            svg, "text", {"x": left, "y": top, "text-anchor": "middle", "fill": "#333333", **style}
        ).text = words

    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        line((0, tick), (1, tick), stroke="#e5e5e5")
        line((tick, 0), (tick, 1), stroke="#e5e5e5")
        text(tick, -0.06, f"{tick:g}")
        text(-0.07, tick - 0.01, f"{tick:g}")
    line((0, 0), (1, 1), stroke="#888888", **{"stroke-dasharray": "4 4"})
    for b in reliability(said):
        x, y = place(b.said, b.right)
        radius = f"{3 + 22 * math.sqrt(b.count / len(said)) / 2:.1f}"
        ElementTree.SubElement(
            svg, "circle", {"cx": x, "cy": y, "r": radius, "fill": "#1f5fa8", "fill-opacity": "0.75"}
        )
    text(0.5, 1.06, title, **{"font-weight": "bold"})
    text(0.5, -0.12, "confidence")
    text(-0.12, 0.5, "share that is right", transform=f"rotate(-90 {' '.join(place(-0.12, 0.5))})")
    ElementTree.indent(svg)
    return ElementTree.tostring(svg, encoding="unicode") + "\n"


def learn() -> str:
    """Learn the weights anew, write them, and tell what they are worth on articles that they were not learned from."""
    reader = Reader(catalog.load(), Settings().model)
    found = list(samples(load_records(SAMPLE), reader))
    found += samples(as_articles(load_records(SENTENCES)), reader, sentences=True)
    weights = fit(found)
    values = {name: round(value, 3) for name, value in weights.weights.items()}
    entry = {"intercept": round(weights.intercept, 3), "weights": values}
    confidence.FILE.write_text(json.dumps(entry, indent=1) + "\n", encoding="utf-8")
    return f"learned from {len(found)} events; five folds, articles only:\n\n{report(over_folds(found))}"


def check(paths: Sequence[Path], plotted: Path | None) -> str:
    """What the weights are worth on annotated articles."""
    reader = Reader(catalog.load(), Settings().model)
    weights = confidence.load()
    said = [
        (weights.probability(sample.features), sample.right)
        for path in paths
        for sample in samples(load_records(path), reader)
    ]
    if plotted is not None and said:
        plotted.write_text(plot(said, f"Confidence and truth of {len(said)} events"), encoding="utf-8")
    return report(said)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; 0, or 1 with one line on what is wrong."""
    parser = argparse.ArgumentParser(prog="python -m nlp.confidence", description="The confidence of what is read.")
    parser.add_argument("--fit", action="store_true", help=f"learn the weights anew and write {confidence.FILE.name}")
    parser.add_argument(
        "--check", nargs="+", type=Path, metavar="GOLD", help="print the reliability on annotated articles"
    )
    parser.add_argument("--plot", type=Path, metavar="SVG", help=f"with --check: also draw it, as in docs/{PLOT.name}")
    options = parser.parse_args(arguments)
    if not (options.fit or options.check) or (options.plot and not options.check):
        parser.error("give --fit, or --check with annotated articles")
    try:
        if options.fit:
            print(learn())
            confidence.load.cache_clear()
        if options.check:
            print(check(options.check, options.plot))
    except DisputesError as error:
        print(error)
        return 1
    return 0
