"""Annotated articles of our own -> the weights in `data/learned/`: what names stand for, what sentences tell.

`python -m nlp.training` learns them anew from `data/corpus/`, the sample newsroom and the sentences (nlp.learner), and
prints what the reading is worth on each part of the corpus by weights learned from the others, and what each model is
worth by itself. `data/held_out*.jsonl` teach nothing, so that they can measure.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from disputes import catalog, scoreboard
from disputes.catalog import DATA
from disputes.scoring import load_records, score
from disputes.settings import Settings
from nlp import calibration, encoder, linear
from nlp.encoder import Encoder
from nlp.learner import FOLDS, MODELS, Learner, Stage, lightened
from nlp.lessons import as_articles, materials
from nlp.reading import Reader

CORPUS = DATA / "corpus"
SAMPLE = DATA / "sample" / "gold.jsonl"
SENTENCES = DATA.parent / "tests" / "nlp" / "sentences.jsonl"
PLOT = DATA.parent / "docs" / "reliability.svg"


def stages_table(stages: Mapping[str, Stage]) -> Iterator[str]:
    """Lines of a Markdown table: what each model is worth by itself, beside the rule before it or the commoner
    answer."""
    yield "| model | answers | right | without it |"
    yield "|---|---:|---:|---:|"
    for name, stage in stages.items():
        judged = max(1, stage.judged)
        yield f"| {name} | {stage.judged} | {stage.right / judged:.3f} | {stage.baseline / judged:.3f} |"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m nlp.training", description="What the reading has learned.")
    parser.add_argument("--measure", action="store_true", help="only print what it is worth, and write nothing")
    parser.add_argument("--corpus", nargs="+", type=Path, help="annotated articles instead of those in data/corpus/")
    parser.add_argument("--folds", type=int, default=FOLDS)
    options = parser.parse_args(arguments)
    reader = Reader(catalog.load(), Settings().model, encoder=False)
    paths = options.corpus or sorted(CORPUS.glob("*.jsonl"))
    encoders = [Encoder(encoder.FOLDS_FOLDER, f"{encoder.NAME}{fold}") for fold in range(encoder.FOLDS)]
    corpus = list(materials(reader, [record for path in paths for record in load_records(path)], encoders))
    extra = list(materials(reader, [*load_records(SAMPLE), *as_articles(load_records(SENTENCES))], encoders))
    learner = Learner(reader, options.folds, os.cpu_count() or 1)
    models, answers = learner.learn([*corpus, *extra])
    records, answers = [m.record for m in corpus], answers[: len(corpus)]
    said = calibration.judged(records, answers)
    print(f"{len(records)} articles, each read by what the others teach:\n")
    print(*scoreboard.layers(score(records, answers)), "", calibration.report(said), "", sep="\n")
    print(*stages_table(learner.stages), sep="\n")
    if not options.measure:
        PLOT.write_text(calibration.plot(said, f"Confidence and truth of {len(said)} events"), encoding="utf-8")
        for name in MODELS:
            linear.save(lightened(getattr(models, name)), linear.FOLDER / f"{name}.npz")
            print(f"{name}: {len(getattr(models, name).rows)} features")
    return 0


if __name__ == "__main__":
    sys.exit(main())
