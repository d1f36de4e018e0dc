"""Annotated articles and what is read in them -> how well `confidence` keeps its word.

`python -m nlp.calibration GOLD…` prints the reliability on annotated articles; honest figures come from articles from
which nothing was learned (nlp.training prints them for each fold of the corpus, `data/held_out.jsonl` is kept apart).
"""

import argparse
import math
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from disputes import catalog
from disputes.errors import DisputesError
from disputes.extract import Prediction
from disputes.likeness import Record
from disputes.scoring import load_records, score
from disputes.settings import Settings
from nlp.measuring import Readers

BINS = 5

type Said = tuple[float, bool]  # how sure of an event, and whether it is right


@dataclass(frozen=True, slots=True)
class Bin:
    """Events of like confidence: how many, how sure on average, and what share of them is right."""

    count: int
    said: float
    right: float


def judged(records: Iterable[Record], predictions: Iterable[Prediction]) -> list[Said]:
    """How sure the reading is of each event of some articles, and whether it is right, as `disputes score` counts."""
    said: list[Said] = []
    for record, found in zip(records, predictions, strict=True):
        wrong = [id(miss.event) for miss in score([record], [found]).misses if miss.kind == "spurious"]
        said += [(event["confidence"], id(event) not in wrong) for event in found["events"]]
    return said


def reliability(said: Sequence[Said], bins: int = BINS) -> list[Bin]:
    """Events in order of confidence, cut into bins of like size."""
    ordered = sorted(said, key=lambda pair: pair[0])  # by truth as well, ties would fall into bins of their own
    cuts = [ordered[len(ordered) * i // bins : len(ordered) * (i + 1) // bins] for i in range(bins)]
    return [
        Bin(len(cut), sum(p for p, _ in cut) / len(cut), sum(right for _, right in cut) / len(cut))
        for cut in cuts
        if cut
    ]


def report(said: Sequence[Said]) -> str:
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


def loss(said: Sequence[Said]) -> float:
    """The mean logarithmic loss."""
    return -sum(math.log(p if right else 1 - p) for p, right in said) / len(said)


def auc(said: Sequence[Said]) -> float:
    """How often a right event is said to be surer than a wrong one; 0.5 where there are not both."""
    good, bad = [p for p, right in said if right], [p for p, right in said if not right]
    if not good or not bad:
        return 0.5
    return sum((p > q) + 0.5 * (p == q) for p in good for q in bad) / (len(good) * len(bad))


def plot(said: Sequence[Said], title: str) -> str:
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


def check(paths: Sequence[Path], plotted: Path | None) -> str:
    """What the confidence is worth on annotated articles."""
    records = [record for path in paths for record in load_records(path)]
    said = judged(records, Readers(catalog.load(), Settings().model).predict(records))
    if plotted is not None and said:
        plotted.write_text(plot(said, f"Confidence and truth of {len(said)} events"), encoding="utf-8")
    return report(said)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; 0, or 1 with one line on what is wrong."""
    parser = argparse.ArgumentParser(prog="python -m nlp.calibration", description="The confidence of what is read.")
    parser.add_argument("gold", nargs="+", type=Path, help="annotated articles")
    parser.add_argument("--plot", type=Path, metavar="SVG", help="also draw it, as in docs/reliability.svg")
    options = parser.parse_args(arguments)
    try:
        print(check(options.gold, options.plot))
    except DisputesError as error:
        print(error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
