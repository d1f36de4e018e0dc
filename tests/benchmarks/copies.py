"""How surely copies of a story are recognised, by how strongly they were edited: precision and recall.

    python -m tests.benchmarks.copies [--json]

The originals are the articles of `data/sample`, many of which report the same case in other words, so that what is no
copy is hard to tell. Each is edited in each way and asked for among all of them. Recall is the share of copies that are
given their original's story; precision the share of those given any story that are given the right one, where every
article that is no copy is asked for too. Chance is seeded: the figures are the same each time.
"""

import argparse
import json
import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from crawler.duplicates import Sketch, Stories, hashed_shingles, pack, sketch_of

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample" / "gold.jsonl"
SENTENCE = re.compile(r"(?<=[.!?”])\s+")

type Edit = Callable[[str, random.Random], str]


def changed(share: float) -> Edit:
    """So large a share of its words replaced, each by itself: much harder than an editor, who changes phrases."""

    def edit(text: str, chance: random.Random) -> str:
        return " ".join(f"w{chance.random()}" if chance.random() < share else word for word in text.split())

    return edit


def rewritten(share: float) -> Edit:
    """So large a share of its sentences replaced by others."""

    def edit(text: str, chance: random.Random) -> str:
        return " ".join(_other(chance) if chance.random() < share else said for said in SENTENCE.split(text))

    return edit


def abridged(share: float) -> Edit:
    """Its beginning alone."""

    def edit(text: str, chance: random.Random) -> str:
        sentences = SENTENCE.split(text)
        return " ".join(sentences[: max(1, round(share * len(sentences)))])

    return edit


def led(share: float) -> Edit:
    """Under another beginning, so long in comparison with it."""

    def edit(text: str, chance: random.Random) -> str:
        sentences = SENTENCE.split(text)
        return " ".join([_other(chance) for _ in range(round(share * len(sentences)))] + sentences[1:])

    return edit


def both(first: Edit, second: Edit) -> Edit:
    """One edit upon another."""
    return lambda text, chance: second(first(text, chance), chance)


EDITS: dict[str, Edit] = {
    "unchanged": lambda text, chance: text,
    "1 word in 50 changed": changed(0.02),
    "1 word in 20 changed": changed(0.05),
    "1 word in 10 changed": changed(0.10),
    "1 sentence in 10 rewritten": rewritten(0.10),
    "1 sentence in 4 rewritten": rewritten(0.25),
    "1 sentence in 3 rewritten": rewritten(0.33),
    "half of the sentences rewritten": rewritten(0.50),
    "abridged to three quarters": abridged(0.75),
    "abridged to a half": abridged(0.50),
    "abridged to a third": abridged(0.33),
    "with a lead of its own": led(0.10),
    "with a third of its own before it": led(0.33),
    "abridged to a half, 1 word in 50 changed": both(abridged(0.50), changed(0.02)),
    "abridged to a half, 1 sentence in 5 rewritten": both(abridged(0.50), rewritten(0.20)),
}


def measure() -> dict[str, dict[str, float]]:
    """Recall and precision of each edit, and of all together under "all"."""
    texts = _originals()
    packed = [pack(hashed_shingles(text)) for text in texts]
    known = Stories(lambda ident: packed[int(ident)])
    for number, each in enumerate(packed):
        known.add(str(number), str(number), sketch_of(each))
    wrong = sum(known.story_of(str(number), sketch_of(each)) != str(number) for number, each in enumerate(packed))
    found: dict[str, dict[str, float]] = {}
    rights = wrongs = 0
    for name, edit in EDITS.items():
        given = [
            known.story_of("copy", _sketch(edit(text, random.Random(number)))) for number, text in enumerate(texts)
        ]
        right = sum(story == str(number) for number, story in enumerate(given))
        misled = sum(story not in ("copy", str(number)) for number, story in enumerate(given)) + wrong
        found[name] = {"recall": right / len(texts), "precision": right / max(1, right + misled)}
        rights, wrongs = rights + right, wrongs + misled
    return found | {"all": {"recall": rights / len(texts) / len(EDITS), "precision": rights / (rights + wrongs)}}


def _originals() -> Sequence[str]:
    """The sample's articles, each story once: some are wire copy, printed by several outlets."""
    records = [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines() if line.strip()]
    outlets: dict[str, set[str]] = {}
    for record in records:
        outlets.setdefault(record["byline"], set()).add(record["outlet"])
    return [record["text"] for record in records if len(outlets[record["byline"]]) == 1]


def _sketch(text: str) -> Sketch:
    return sketch_of(pack(hashed_shingles(text)))


def _other(chance: random.Random) -> str:
    return " ".join(f"o{chance.randint(0, 9999)}" for _ in range(18)) + "."


def main() -> None:
    """Measures, and prints the table."""
    options = argparse.ArgumentParser()
    options.add_argument("--json", action="store_true")
    figures = measure()
    if options.parse_args().json:
        print(json.dumps(figures))
        return
    print(f"{'copies':48}{'recall':>8}{'precision':>11}")
    for name, scores in figures.items():
        print(f"{name:48}{scores['recall']:8.2f}{scores['precision']:11.2f}")


if __name__ == "__main__":
    main()
