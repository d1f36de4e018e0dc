"""A linear model over named features: loaded from a file of weights, it tells how probable each label is.

`python -m nlp.training` fits the weights anew from the annotated articles of our own (see there); here they are only
applied: a sum for each label, made a probability by the logistic function, label by label.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zipfile import BadZipFile

import numpy

from disputes.catalog import DATA
from disputes.errors import ConfigError

type Features = Mapping[str, float]

FOLDER = DATA / "learned"


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """Weights of features (rows) for labels (columns); a feature that was not learned adds nothing."""

    labels: tuple[str, ...]
    rows: Mapping[str, int]
    weights: "numpy.ndarray[tuple[int, int], numpy.dtype[numpy.float32]]"
    intercepts: "numpy.ndarray[tuple[int], numpy.dtype[numpy.float32]]"

    def probabilities(self, features: Features) -> dict[str, float]:
        """How probable it is of each label, whatever the others, that it holds."""
        known = [(self.rows[name], value) for name, value in features.items() if name in self.rows]
        scores = self.intercepts.astype(float)
        if known:
            places, values = zip(*known, strict=True)
            scores = scores + numpy.asarray(values) @ self.weights[list(places)]
        return {label: _logistic(score) for label, score in zip(self.labels, scores.tolist(), strict=True)}

    def weight(self, name: str, label: str) -> float:
        """What a feature adds to the score of a label."""
        row = self.rows.get(name)
        return 0.0 if row is None else float(self.weights[row, self.labels.index(label)])


def save(model: Linear, path: Path) -> None:
    """Write the weights, as half-precision numbers beside the names of their features."""
    path.parent.mkdir(parents=True, exist_ok=True)
    names = "\n".join(model.rows).encode()
    numpy.savez_compressed(
        path,
        labels=numpy.array(model.labels),
        names=numpy.frombuffer(names, dtype=numpy.uint8),
        weights=model.weights.astype(numpy.float16),
        intercepts=model.intercepts,
    )


@cache
def load(name: str, folder: Path = FOLDER) -> Linear:
    """The weights of one model. Raises ConfigError that names the file and what is wrong with it."""
    path = folder / f"{name}.npz"
    try:
        with numpy.load(path, allow_pickle=False) as held:
            names = held["names"].tobytes().decode().split("\n")
            model = Linear(
                tuple(held["labels"].tolist()),
                {feature: row for row, feature in enumerate(names)},
                held["weights"].astype(numpy.float32),
                held["intercepts"].astype(numpy.float32),
            )
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror or error}") from None
    except (ValueError, KeyError, EOFError, BadZipFile) as error:
        raise ConfigError(f"{path}: no weights: {error}") from None
    if model.weights.shape != (len(names), len(model.labels)) or len(model.rows) != len(names):
        raise ConfigError(f"{path}: {model.weights.shape} weights for {len(names)} features of {model.labels}")
    return model


def mean(vectors: Sequence[Features]) -> dict[str, float]:
    """The average of several bags of features."""
    total: dict[str, float] = {}
    for features in vectors:
        for name, value in features.items():
            total[name] = total.get(name, 0.0) + value / len(vectors)
    return total


def present(names: Iterable[str]) -> dict[str, float]:
    """Features that are there or not, each once."""
    return dict.fromkeys(names, 1.0)


def odds(chance: float, *, least: float = 0.01) -> float:
    """A probability as a feature: the logarithm of its odds, held between `least` and as much below 1."""
    bounded = min(1 - least, max(least, chance))
    return math.log(bounded / (1 - bounded))


def _logistic(score: float) -> float:
    return 1 / (1 + math.exp(-score)) if score > -700 else 0.0
