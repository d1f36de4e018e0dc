"""What an annotated article teaches the transformer of nlp.encoder: the right answers, by pieces of words."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy
import torch
from spacy.tokens import Span
from torch import Tensor

from nlp import dating, lessons, standing
from nlp.encoder import MENTIONS, STATUSES, before, where
from nlp.entities import Entity
from nlp.facts import Facts
from nlp.lessons import Material
from nlp.windows import Windows, cut


@dataclass(slots=True)
class Part:
    """A step that a sentence tells: numbers of the step and of the sentence, action and status; of each name its right
    roles and where its mentions are; of each date whether it is the step's, its pieces and where they are."""

    step: int
    sent: int
    action: int
    status: int
    roles: list[list[float]]
    near: list[Tensor]
    right: list[float]
    dates: list[Any]
    dates_near: Tensor


@dataclass(slots=True)
class Example:
    """An article as the transformer learns from it.

    `pairs` are those of its parts that tell one kind of step: the later, the earlier, and 1 where they tell one step.
    `couples` are names of one side that take part in what a part's sentence tells: the part, both, and 1 where they
    take one step.
    """

    windows: Windows
    sents: list[Any]
    told: list[list[float]]
    names: list[list[Any]]
    sides: list[int]
    parts: list[Part]
    pairs: list[tuple[int, int, float]]
    couples: list[tuple[int, int, int, float]]

    @property
    def spans(self) -> list[Any]:
        """The pieces of all mentions of the names, then of all dates of the parts."""
        return [*itertools.chain(*self.names), *(pieces for part in self.parts for pieces in part.dates)]

    @property
    def mentions(self) -> int:
        """How many mentions of names there are."""
        return sum(map(len, self.names))

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
    names, sides, entities, spans = [], [], [], []
    for entity in doc._.cast.entities:
        mentions = [span for span in doc._.cast.mentions(entity)[:MENTIONS] if len(windows.pieces(span))]
        if mentions:
            names.append([windows.places[windows.pieces(span)] for span in mentions])
            sides.append(standing.LABELS.index(lessons.stands_for(entity, record)))
            entities.append(entity)
            spans.append(mentions)
    told = [[float(action in right.get(sent.start, ())) for action in actions] for sent in sents]
    places = [windows.places[windows.pieces(sent)] for sent in sents]
    parts = list(_parts(material, sents, actions, windows, entities, spans))
    return Example(
        windows, places, told, names, sides, parts, list(_pairs(material, parts)), list(_couples(parts, sides))
    )


def _parts(
    material: Material,
    sents: Sequence[Span],
    actions: Sequence[str],
    windows: Windows,
    entities: Sequence[Entity],
    spans: Sequence[Sequence[Span]],
) -> Iterator[Part]:
    record, facts = material.record, Facts(material.doc)
    numbers = {sent.start: number for number, sent in enumerate(sents)}
    for event_number, (event, starts) in enumerate(lessons.told_by(material.doc, record)):
        status, roles = event.get("status", "happened"), lessons.roles_in(event, entities, record)
        for start in starts & numbers.keys():
            sent = sents[numbers[start]]
            found = [(c, facts.span(c.placed)) for c in dating.candidates({start}, status, facts)]
            found = [(c, span) for c, span in found if len(windows.pieces(span))]
            yield Part(
                event_number,
                numbers[start],
                actions.index(event["action"]),
                STATUSES.index(status),
                roles,
                [_where(some, sent) for some in spans],
                [float(lessons.dates(c, event)) for c, _ in found],
                [windows.places[windows.pieces(span)] for _, span in found],
                _where([span for _, span in found], sent),
            )


def _pairs(material: Material, parts: Sequence[Part]) -> Iterator[tuple[int, int, float]]:
    """Each two sentences that tell steps of one kind, by a part of each."""
    if not lessons.tells_all(material.record):
        return
    steps: dict[tuple[int, int], set[int]] = {}
    numbers: dict[tuple[int, int], int] = {}
    for number, part in enumerate(parts):
        steps.setdefault((part.action, part.sent), set()).add(part.step)
        numbers.setdefault((part.action, part.sent), number)
    for one, other in itertools.combinations(sorted(steps), 2):
        if one[0] == other[0]:
            yield numbers[other], numbers[one], float(bool(steps[one] & steps[other]))


def _couples(parts: Sequence[Part], sides: Sequence[int]) -> Iterator[tuple[int, int, int, float]]:
    """Each two names of one side that take part in what a sentence tells of one kind of step."""
    alike: dict[tuple[int, int], list[int]] = {}
    for number, part in enumerate(parts):
        alike.setdefault((part.action, part.sent), []).append(number)
    for numbers in alike.values():
        takes: dict[int, set[int]] = {}
        for number in numbers:
            for name, (roles, near) in enumerate(zip(parts[number].roles, parts[number].near, strict=True)):
                if any(roles[:2]) and near[:, 0].any():
                    takes.setdefault(name, set()).add(number)
        for one, other in itertools.combinations(takes, 2):
            if sides[one] == sides[other]:
                yield numbers[0], one, other, float(bool(takes[one] & takes[other]))


def _where(spans: Sequence[Span], sent: Span) -> Tensor:
    starts = numpy.array([span.start for span in spans], dtype=numpy.int64)
    return torch.from_numpy(where(starts, before(sent), sent.start, sent.end))
