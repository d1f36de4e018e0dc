"""Annotated articles and what was predicted for them -> precision, recall and F1 of every layer, and each miss.

Counts are summed over all articles before they are divided (micro-average). An article without a prediction counts as
predicted irrelevant, and what is predicted irrelevant has no parties, tools or events. An event is found when its
action is right and at least one actor and one target are, each where the annotation has any; a date is right when it
agrees at the precision of the annotation. One predicted thing is matched to at most one annotated thing, best first.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any, Literal

from disputes.errors import BadArticle
from disputes.likeness import Record, forms, likeness, pairs, same_name, words

LAYERS = ("relevance", "parties", "tools", "action", "event", "event and date")
FIELDS = ("side", "date", "status", "tools", "court", "docket", "amount_usd")
NOTHING: Record = {"relevant": False, "parties": (), "tools": (), "events": ()}


@dataclass(frozen=True, slots=True)
class Rate:
    """How many were annotated, predicted, and both."""

    both: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """The share of what was predicted that is right; 0 where nothing was."""
        return self.both / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of what was annotated that was found; 0 where nothing was."""
        return self.both / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.both / (self.predicted + self.gold) if self.both else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """How many of so many were right."""

    right: int = 0
    of: int = 0

    @property
    def value(self) -> float | None:
        """The share; None of nothing."""
        return self.right / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Miss:
    """An annotated event that was not found, or a predicted one that is not annotated."""

    kind: Literal["missed", "spurious"]
    article_id: str
    event: Record


@dataclass(frozen=True, slots=True)
class Scores:
    """Everything measured. `fields` are accuracies on matched events, where the annotation has a value."""

    articles: int
    layers: Mapping[str, Rate]
    fields: Mapping[str, Share]
    by_action: Mapping[str, Rate]
    evidence: Share  # predicted events whose evidence stands in the article word for word
    status: Share  # predicted events that the annotation does not tell with another status: the rest are told wrongly
    clusters: Rate | None  # pairs of matched events that are one real step, across articles
    misses: tuple[Miss, ...]

    def to_dict(self) -> dict[str, Any]:
        """The figures, rounded, as `--json` prints them; without the misses."""
        return {
            "articles": self.articles,
            **{name: _rounded(rate) for name, rate in self.layers.items()},
            "fields": {name: {"accuracy": _round(share.value), "of": share.of} for name, share in self.fields.items()},
            "evidence": {"accuracy": _round(self.evidence.value), "of": self.evidence.of},
            "status": {"accuracy": _round(self.status.value), "of": self.status.of},
            "clusters": _rounded(self.clusters) if self.clusters else None,
            "by_action": {name: _rounded(rate) for name, rate in self.by_action.items()},
        }


@dataclass(slots=True)
class _Tally:
    """Counts while articles go by."""

    both: Counter[str] = field(default_factory=Counter)
    predicted: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    clusters: list[tuple[str, str]] = field(default_factory=list)
    misses: list[Miss] = field(default_factory=list)

    def count(self, layer: str, both: int, predicted: int, gold: int) -> None:
        self.both[layer] += both
        self.predicted[layer] += predicted
        self.gold[layer] += gold

    def check(self, name: str, right: bool) -> None:
        self.right[name] += right
        self.of[name] += 1

    def rate(self, layer: str) -> Rate:
        return Rate(self.both[layer], self.predicted[layer], self.gold[layer])


def load_records(path: Path) -> list[Record]:
    """The objects of a JSON Lines file. Raises BadArticle that names file, line and fault."""
    records = []
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    records.append(_record(line, f"{path}:{number}"))
    except (OSError, UnicodeDecodeError) as error:
        raise BadArticle(f"{path}: {getattr(error, 'strerror', None) or error}") from None
    return records


def score(gold: Iterable[Record], predicted: Iterable[Record]) -> Scores:
    """How well predictions agree with annotations; both as `disputes extract` and its annotations are written.

    Raises BadArticle where an annotation or a prediction lacks what it must have.
    """
    by_id = {record.get("id"): record for record in predicted if "error" not in record}
    tally = _Tally()
    articles = 0
    for record in gold:
        articles += 1
        try:
            _score_article(tally, record, {**NOTHING, **by_id.get(record["id"], {})})
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise BadArticle(f"article {record.get('id')!r}: no annotation or prediction: {error!r}") from error
    actions = sorted(key for key in {*tally.gold, *tally.predicted} if key.startswith("action:"))
    return Scores(
        articles=articles,
        layers={layer: tally.rate(layer) for layer in LAYERS},
        fields={name: Share(tally.right[name], tally.of[name]) for name in FIELDS},
        by_action={key.removeprefix("action:"): tally.rate(key) for key in actions},
        evidence=Share(tally.right["evidence"], tally.of["evidence"]),
        status=Share(tally.right["status of all"], tally.of["status of all"]),
        clusters=_cluster_rate(tally.clusters),
        misses=tuple(tally.misses),
    )


def _record(line: str, place: str) -> Record:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise BadArticle(f"{place}: no JSON: {error}") from None
    if not isinstance(record, dict):
        raise BadArticle(f"{place}: no object but {type(record).__name__}")
    return record


def _score_article(tally: _Tally, gold: Record, predicted: Record) -> None:
    found = predicted if predicted["relevant"] else NOTHING
    both = int(bool(predicted["relevant"] and gold["relevant"]))
    tally.count("relevance", both, int(bool(predicted["relevant"])), int(bool(gold["relevant"])))
    for layer in ("parties", "tools"):
        matches = pairs(found[layer], gold[layer], likeness)
        tally.count(layer, len(matches), len(found[layer]), len(gold[layer]))
        if layer == "parties":
            for one, other in matches:
                tally.check("side", found[layer][one].get("side") == gold[layer][other]["side"])
    _score_events(tally, gold, found)


def _score_events(tally: _Tally, gold: Record, found: Record) -> None:
    predicted = [_Event.of(event, found) for event in found["events"]]
    annotated = [_Event.of(event, gold) for event in gold["events"]]
    text = _flat(f"{gold['title']} {gold['text']}")
    for event in predicted:
        evidence = _flat(event.record.get("evidence"))
        tally.check("evidence", bool(evidence) and evidence in text)
    matches = pairs(predicted, annotated, _event_likeness)
    told = dict(matches)
    for place, event in enumerate(predicted):
        tally.check("status of all", place not in told or _same_status(event.record, annotated[told[place]].record))
    good = [(one, other) for one, other in matches if _agree(predicted[one], annotated[other])]
    dated = sum(_date_agrees(predicted[one], annotated[other], missing=True) for one, other in good)
    for layer, count in (("action", len(matches)), ("event", len(good)), ("event and date", dated)):
        tally.count(layer, count, len(predicted), len(annotated))
    for event in predicted:
        tally.count(f"action:{event.action}", 0, 1, 0)
    for event in annotated:
        tally.count(f"action:{event.action}", 0, 0, 1)
    for one, other in good:
        tally.count(f"action:{annotated[other].action}", 1, 0, 0)
        _check_fields(tally, predicted[one], annotated[other])
    found_ones, matched = {one for one, _ in good}, {other for _, other in good}
    identity = str(gold["id"])
    tally.misses += [Miss("missed", identity, e.record) for i, e in enumerate(annotated) if i not in matched]
    tally.misses += [Miss("spurious", identity, e.record) for i, e in enumerate(predicted) if i not in found_ones]


@dataclass(frozen=True, slots=True)
class _Event:
    """An event with its names as whole parties and tools, so that aliases count."""

    record: Record
    action: str
    actors: list[Record]
    targets: list[Record]
    tools: list[Record]

    @classmethod
    def of(cls, event: Record, article: Record) -> "_Event":
        known = ((role, article["tools" if role == "tools" else "parties"]) for role in ("actors", "targets", "tools"))
        return cls(event, event["action"], *(_resolved(event.get(role), names) for role, names in known))


def _resolved(names: Iterable[str] | None, known: Sequence[Record]) -> list[Record]:
    """Each name as the party or tool that bears it, or as a thing of that name alone."""
    return [
        next((thing for thing in known if words(name) in map(words, forms(thing))), {"name": name})
        for name in names or ()
    ]


def _check_fields(tally: _Tally, predicted: _Event, gold: _Event) -> None:
    """Counts the accuracy of each field that the annotation has."""
    one, other = predicted.record, gold.record
    if one.get("cluster") and other.get("cluster"):
        tally.clusters.append((str(one["cluster"]), str(other["cluster"])))
    tally.check("status", _same_status(one, other))
    if other.get("date"):
        tally.check("date", _date_agrees(predicted, gold))
    if gold.tools:
        tally.check("tools", _overlap(predicted.tools, gold.tools) > 0)
    if other.get("court"):
        tally.check("court", bool(one.get("court")) and same_name(one["court"], other["court"]) == 1.0)
    if other.get("docket"):
        tally.check("docket", bool(one.get("docket")) and _digits(one["docket"]) == _digits(other["docket"]))
    if other.get("amount_usd"):
        close = abs(float(one.get("amount_usd") or 0) - float(other["amount_usd"])) <= 0.01 * float(other["amount_usd"])
        tally.check("amount_usd", close)


def _same_status(predicted: Record, gold: Record) -> bool:
    """Whether both are told as happened, or threatened, or set."""
    return bool(predicted.get("status", "happened") == gold["status"])


def _event_likeness(predicted: _Event, gold: _Event) -> float:
    if predicted.action != gold.action:
        return 0.0
    sides = _overlap(predicted.actors, gold.actors) + _overlap(predicted.targets, gold.targets)
    return 1 + sides + (0.25 if _date_agrees(predicted, gold) else 0)


def _agree(predicted: _Event, gold: _Event) -> bool:
    return bool(_overlap(predicted.actors, gold.actors) and _overlap(predicted.targets, gold.targets))


def _overlap(predicted: Sequence[Record], gold: Sequence[Record]) -> float:
    """The share of names that both have; 1 where the annotation has none."""
    if not gold:
        return 1.0
    return len(pairs(predicted, gold, likeness)) / max(len(gold), len(predicted))


def _date_agrees(predicted: _Event, gold: _Event, *, missing: bool = False) -> bool:
    """Whether the dates agree at the annotation's precision; `missing` is the answer where it has none."""
    wanted, given = gold.record.get("date"), predicted.record.get("date")
    return bool(given and given.startswith(wanted)) if wanted else missing


def _cluster_rate(links: Sequence[tuple[str, str]]) -> Rate | None:
    """Pairs of events held to be one real step: by the prediction, by the annotation, by both."""
    if len(links) < 2:
        return None
    predicted = gold = both = 0
    for (one, one_gold), (other, other_gold) in combinations(links, 2):
        predicted += one == other
        gold += one_gold == other_gold
        both += one == other and one_gold == other_gold
    return Rate(both, predicted, gold)


def _flat(text: str | None) -> str:
    straight = (text or "").replace("’", "'").replace("“", '"').replace("”", '"')
    return re.sub(r"\s+", " ", straight).strip().lower()


def _digits(docket: str) -> str:
    """What tells a docket: its digits up to the number of the case, without leading zeros."""
    return re.sub(r"\D", "", docket).lstrip("0")[:9]


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _rounded(rate: Rate) -> dict[str, Any]:
    figures = {"precision": rate.precision, "recall": rate.recall, "f1": rate.f1}
    return {**{key: round(value, 3) for key, value in figures.items()}, "gold": rate.gold, "predicted": rate.predicted}
