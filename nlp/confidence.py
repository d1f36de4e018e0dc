"""A step -> how probable it is that it is told right: the action, with one right actor and one right target.

A logistic regression over what the reading itself knows: who is named and who is a group without names, what the parse
gave and what was filled in, how often and how directly the step is told. `python -m nlp.confidence --fit` learns the
weights in `data/confidence.json` anew (see nlp.calibration); they belong to the pipeline that they were learned with.
"""

import json
import math
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from disputes.catalog import DATA
from disputes.errors import ConfigError
from nlp.cast import Entity
from nlp.frames import StepMention
from nlp.steps import Step

FILE = DATA / "confidence.json"
# Nothing that is read in prose is certain either way.
LEAST, MOST = 0.02, 0.98

type Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature adds to the logarithm of the odds; a feature without a weight adds nothing."""

    intercept: float
    weights: Mapping[str, float]

    def probability(self, features: Features) -> float:
        """Between LEAST and MOST."""
        odds = self.intercept + sum(self.weights.get(name, 0.0) * value for name, value in features.items())
        return min(MOST, max(LEAST, logistic(odds)))


def confidence(step: Step) -> float:
    """The probability that a step's action, an actor and a target are right."""
    return load().probability(features(step))


def logistic(odds: float) -> float:
    """Of the logarithm of odds the probability, without overflow."""
    if odds >= 0:
        return 1 / (1 + math.exp(-odds))
    return math.exp(odds) / (1 + math.exp(odds))


def features(step: Step) -> dict[str, float]:
    """What is known of a step that may tell whether it is right; counts by their logarithms."""
    best = step.best
    sent = best.trigger.sent
    found = {
        f"action:{step.action}": 1.0,
        f"status:{step.status}": 1.0,
        "mentions": math.log(len(step.mentions)),
        "in title": float(any(mention.in_title for mention in step.mentions)),
        "told whole": float(any(mention.actors and mention.targets for mention in step.mentions)),
        "sides opposed": float({"claimant", "respondent"} <= {entity.side for entity in step.parties}),
        "in quotation": float(any(token.text in {"“", '"'} for token in sent if token.i < best.trigger.i)),
        "telling clause": float(best.verb.dep_ in {"ROOT", "conj", "relcl"}),
        "told by a verb": float(best.trigger.pos_ == "VERB"),
        "told by a reference": float(all(mention.anchored for mention in step.mentions)),
        "dated": float(step.date is not None),
        "dated to the day": float(len(step.date or "") == 10),
        "court": float(step.court is not None),
        "tools": float(bool(step.tools)),
        "many parties": float(len(step.parties) > 3),
        "length of sentence": math.log(len(sent)) - 3,
        "steps of article": math.log(max(1, len(sent.doc._.steps or ()))),
        "place in article": sent.start / max(1, len(sent.doc)),
    }
    for role, entities in (("actor", step.actors), ("target", step.targets)):
        found |= {f"{role}: {name}": value for name, value in _role(role, entities, step.mentions).items()}
    return {name: round(value, 4) for name, value in found.items() if value}


def _role(role: str, entities: Sequence[Entity], mentions: Sequence[StepMention]) -> dict[str, float]:
    if not entities:
        return {"none": 1.0}
    parsed = {id(e) for m in mentions for e in (m.actors if role == "actor" else m.targets)}
    told = {id(e) for m in mentions for e in (*m.actors, *m.targets)}
    return {
        "known": float(any(e.known for e in entities)),
        "generic": float(all(e.generic for e in entities)),
        "person": float(any(e.label == "PERSON" and not e.known for e in entities)),
        "filled in": float(not any(id(e) in told for e in entities)),
        "from the other role": float(any(id(e) in told - parsed for e in entities)),
        "without a side": float(not any(e.side for e in entities)),
        "named once": float(max(len(e.spans) for e in entities) == 1),
        "several": float(len(entities) > 1),
    }


@cache
def load(path: Path = FILE) -> Weights:
    """The weights in a file. Raises ConfigError that names the file and what is wrong in it."""
    try:
        entry = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from None
    except ValueError as error:
        raise ConfigError(f"{path}: no JSON: {error}") from None
    if not isinstance(entry, dict) or not isinstance(entry.get("weights"), dict):
        raise ConfigError(f"{path}: weights: expected an object of numbers")
    numbers = {"intercept": entry.get("intercept"), **entry["weights"]}
    for name, value in numbers.items():
        if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
            raise ConfigError(f"{path}: {name}: expected a number, not {value!r}")
    return Weights(float(entry["intercept"]), {name: float(value) for name, value in entry["weights"].items()})


if __name__ == "__main__":
    from nlp import calibration

    sys.exit(calibration.main())
