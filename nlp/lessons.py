"""Annotated articles -> what there is to learn from them: one row of features and right labels for each thing judged.

An annotation is tied to what the pipeline sees: a name to the party or tool that it is a form of, a sentence to the
actions whose evidence stands in it, a step to the one annotated event that its sentences tell.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc

from disputes.catalog import Party, Tool
from disputes.likeness import Record, likeness
from disputes.types import Article
from nlp import (
    amounts,
    coreference,
    dating,
    encoder,
    excerpt,
    frames,
    participation,
    relevance,
    splitting,
    standing,
    telling,
)
from nlp.drafting import Step
from nlp.encoder import Encoder
from nlp.entities import Cast, Entity
from nlp.excerpt import Excerpt
from nlp.joining import join
from nlp.linear import Linear
from nlp.reading import Reader
from nlp.roles import Roles
from nlp.steps import drafts as step_drafts
from nlp.steps import pieces as step_pieces

NEARLY = 0.01  # share of a sum by which another may differ and be the same
ALIKE = 0.8  # likeness from which two names are taken for one
LEARNED = (
    "standing",
    "telling",
    "drafts",
    "steps",
    "allegations",
)  # components that come after the first search for steps


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to learn from: its article, its features, the labels that are right."""

    article: str
    features: Mapping[str, float]
    labels: frozenset[str]


@dataclass(slots=True)
class Material:
    """One annotated article, parsed as far as nothing learned is needed."""

    record: Record
    doc: Doc


def materials(reader: Reader, records: Iterable[Record], encoders: Sequence[Encoder]) -> Iterator[Material]:
    """Articles parsed up to the first search for steps; each encoded by an encoder that did not learn from it.

    `encoders` has one for each fold of the articles, or none where nothing that comes after is asked for.
    """
    for record in records:
        article = Article(str(record["id"]), record["title"], record["published"], record["text"])
        doc = reader.language(excerpt.make(reader.language, article), disable=("encoder", *LEARNED))
        if encoders:
            doc._.encoding = encoders[fold_of(str(record["id"]))].encode(doc)
        yield Material(record, doc)


def fold_of(identity: str) -> int:
    """The part of the articles that one belongs to, the same whenever it is asked for."""
    return zlib.crc32(identity.encode()) % encoder.FOLDS


def as_articles(sentences: Iterable[Record]) -> list[Record]:
    """Annotated sentences in the form of annotated articles."""
    return [{**s, "title": "", "text": s["sentence"], "relevant": bool(s["events"])} for s in sentences]


def relevance_row(material: Material) -> Row:
    """What the words of an article are, and whether it is relevant."""
    record = material.record
    label = frozenset([relevance.LABEL]) if record["relevant"] else frozenset[str]()
    return Row(
        str(record["id"]),
        relevance.features(record["title"], record["text"], relevance.counts(record["title"], record["text"])),
        label,
    )


def standing_rows(material: Material, first: Linear | None = None) -> Iterator[Row]:
    """One row for each name that stands in no list; with a model of the first look, what the second sees."""
    cast: Cast = material.doc._.cast
    found = material.doc._.rehearsal
    looks = standing.both_looks(cast, found, first) if first else standing.first_look(cast, found)
    for entity, features in looks:
        yield Row(str(material.record["id"]), features, frozenset([stands_for(entity, material.record)]))


def telling_rows(material: Material, reader: Reader) -> Iterator[Row]:
    """One row for each sentence of the body; the standing of names has to be applied before."""
    doc = material.doc
    cast: Cast = doc._.cast
    component: Any = reader.language.get_pipe("telling")
    roles = Roles(cast, component.lexicon)
    mentions = frames.find(doc, cast, roles, component.lexicon)
    right = told(doc, material.record)
    for judged in telling.judge(doc, roles, mentions, component.model):
        place: Excerpt = doc.user_data["excerpt"]
        if not place.in_title(judged.sent[0]):
            yield Row(str(material.record["id"]), judged.known, frozenset(right.get(judged.sent.start, ())))


def stands_for(entity: Entity, record: Record) -> str:
    """What the annotation says an entity stands for."""
    rated = [(_alike(entity, party), str(party["side"])) for party in record["parties"]]
    rated += [(_alike(entity, tool), "tool") for tool in record["tools"]]
    sure = [pair for pair in rated if pair[0] > ALIKE]
    return max(sure, key=lambda pair: pair[0])[1] if sure else "none"


def introduce(cast: Cast, record: Record) -> None:
    """Let the catalog know most parties and tools of an article: all but each sixth, by its name's length."""
    for entity in cast.entities:
        if not standing.open_to(entity) or len(entity.name) % 6 == 0:
            continue
        label = stands_for(entity, record)
        if label == "tool":
            entity.tool, entity.type, entity.kind, entity.side = Tool("", entity.name, "", ""), "tool", "tool", ""
        elif label != "none":
            kind = entity.kind or ("individual" if entity.human else "company")
            entity.party = Party("", entity.name, "company", "claimant")
            entity.type, entity.kind, entity.side = "party", kind, label


def told(doc: Doc, record: Record) -> dict[int, set[str]]:
    """The actions that each sentence, by its first token, is annotated to tell."""
    found: dict[int, set[str]] = {}
    for event, starts in told_by(doc, record):
        for start in starts:
            found.setdefault(start, set()).add(event["action"])
    return found


def told_by(doc: Doc, record: Record) -> Iterator[tuple[Record, set[int]]]:
    """Each annotated event with the sentences, by their first tokens, that are annotated to tell it."""
    place: Excerpt = doc.user_data["excerpt"]
    spans = [(sent.start, *place.chars(sent)) for sent in doc.sents if not place.in_title(sent[0])]
    for event in record["events"]:
        found = set()
        for quote in (event["evidence"], *event.get("also", ())):
            first = record["text"].find(quote)
            shared = [(min(end, first + len(quote)) - max(start, first), sent) for sent, start, end in spans]
            if first >= 0 and shared and max(shared)[0] > 0:
                found.add(max(shared)[1])
        yield event, found


def tells_all(record: Record) -> bool:
    """Whether an annotation says of a step all the sentences that tell it, not only the one that tells it best."""
    return any(event.get("also") for event in record["events"])


def roles_in(event: Record, entities: Sequence[Entity], record: Record) -> list[list[float]]:
    """Whether each entity is, by the annotation of an event, its actor, target, tool: 1 or 0, (entities, roles)."""
    right = [named_in(event.get(f"{role}s", ()), record) for role in participation.LABELS]
    found = []
    for entity in entities:
        found.append([float(any(_alike(entity, p) > ALIKE for p in parties)) for parties in right])
    return found


def _alike(entity: Entity, thing: Record) -> float:
    """How surely an entity is an annotated party or tool; a group without a name is none that has one."""
    if entity.generic and thing["name"].split()[-1][0].isupper():
        return 0.0
    return likeness({"name": entity.name, "aliases": entity.forms}, thing)


def splitting_rows(material: Material, reader: Reader) -> Iterator[Row]:
    """One row for each two parties of a side that take part in what a sentence tells: whether in one step."""
    doc, record = material.doc, material.record
    component: Any = reader.language.get_pipe("drafts")
    by_sentence = list(told_by(doc, record))
    mentions = component.mentions(doc)
    seen = set()
    for told in step_drafts(mentions, doc._.cast, doc._.facts):
        start = told.mentions[0].sent_start
        events = [event for event, starts in by_sentence if start in starts and event["action"] == told.action]
        able = [*splitting.taking_part(told, doc._.cast)]
        shares = [roles_in(event, able, record) for event in events]
        takes = {entity: {n for n, rows in enumerate(shares) if any(rows[i][:2])} for i, entity in enumerate(able)}
        for one, other in splitting.pairs(able):
            if takes[one] and takes[other] and (told.action, start, one, other) not in seen:
                seen.add((told.action, start, one, other))
                labels = [splitting.LABEL] if takes[one] & takes[other] else []
                known = splitting.features(told, one, other, able, doc._.facts)
                yield Row(str(record["id"]), known, frozenset(labels))


def coreference_rows(material: Material, reader: Reader, model: Linear) -> Iterator[Row]:
    """One row for each draft and each step told before it, the steps put together as they are annotated.

    Articles whose annotation names one sentence a step teach nothing here: they do not say what tells a step again.
    """
    doc, record = material.doc, material.record
    if not tells_all(record):
        return
    component: Any = reader.language.get_pipe("drafts")
    cast: Cast = doc._.cast
    steps: dict[int, Step] = {}
    mentions = component.mentions(doc)
    for told in step_pieces(mentions, cast, doc._.facts, model):
        event = _annotated(told, doc, record)
        if event is None:
            continue
        able = [step for step in steps.values() if step.action == told.action]
        for step in able:
            labels = [coreference.LABEL] if steps.get(id(event)) is step else []
            yield Row(str(record["id"]), coreference.features(step, told, able, cast), frozenset(labels))
        if id(event) in steps:
            join(steps[id(event)], told)
        else:
            steps[id(event)] = told


def participation_rows(material: Material) -> Iterator[Row]:
    """One row for each step that is annotated in its sentence and each who may take part in it."""
    doc, record = material.doc, material.record
    cast: Cast = doc._.cast
    everybody = participation.candidates(cast, doc._.drafts)
    for step, seen in zip(doc._.drafts, participation.in_context(doc._.drafts, everybody, cast), strict=True):
        among = participation.among(step, everybody)
        event = _annotated(step, doc, record)
        if event is None:
            continue
        for entity, scores, right in zip(everybody, seen, roles_in(event, everybody, record), strict=True):
            labels = [role for role, holds in zip(participation.LABELS, right, strict=True) if holds]
            yield Row(str(record["id"]), participation.features(step, entity, among, cast) | scores, frozenset(labels))


def dating_rows(material: Material) -> Iterator[Row]:
    """One row for each step that is annotated in its sentence and each date that may be its own."""
    doc, record = material.doc, material.record
    for step in doc._.drafts:
        event = _annotated(step, doc, record)
        if event is None:
            continue
        found = list(dating.candidates(dating.sentences(step), step.status, doc._.facts))
        for candidate, scores in zip(found, dating.in_context(step, found, doc._.facts), strict=True):
            known = dating.features(step, candidate, found, doc._.drafts, doc._.facts) | scores
            yield Row(str(record["id"]), known, frozenset([dating.LABEL] if dates(candidate, event) else []))


def amount_rows(material: Material) -> Iterator[Row]:
    """One row for each step that is annotated in its sentence and each sum that may be its own."""
    doc, record = material.doc, material.record
    for step in doc._.drafts:
        found = list(amounts.candidates(step, doc._.facts))
        event = _annotated(step, doc, record) if found else None
        if event is None:
            continue
        wanted = float(event.get("amount_usd") or 0)
        for candidate in found:
            right = wanted and abs(candidate.amount - wanted) <= NEARLY * wanted
            known = amounts.features(step, candidate, found, doc._.drafts, doc._.facts)
            yield Row(str(record["id"]), known, frozenset([amounts.LABEL] if right else []))


def dates(candidate: dating.Candidate, event: Record) -> bool:
    """Whether a date is, by its annotation, an event's: the same, or more exact."""
    return bool(event.get("date")) and candidate.value.startswith(event["date"])


def _annotated(step: Step, doc: Doc, record: Record) -> Record | None:
    """The annotated event that a step's sentences tell; of several the one whose parties they are; None where there is
    none, or nothing tells them apart."""
    place: Excerpt = doc.user_data["excerpt"]
    found = []
    for event in record["events"]:
        quotes = [(record["text"].find(quote), len(quote)) for quote in (event["evidence"], *event.get("also", ()))]
        for mention in step.mentions:
            if not mention.in_title and event["action"] == step.action:
                start, end = place.chars(mention.trigger.sent)
                if any(first >= 0 and min(end, first + size) > max(start, first) for first, size in quotes):
                    found.append(event)
                    break
    if len(found) < 2:
        return found[0] if found else None
    rated = sorted(((_told_parties(step, event, record), -n) for n, event in enumerate(found)), reverse=True)
    return found[-rated[0][1]] if rated[0][0] > rated[1][0] else None


def _told_parties(step: Step, event: Record, record: Record) -> float:
    """How many of a step's actors and targets are an event's, of all of both."""
    right = [any(row[:2]) for row in roles_in(event, step.parties, record)]
    wanted = {*event["actors"], *event["targets"]}
    return 2 * sum(right) / max(1, len(right) + len(wanted))


def named_in(names: Sequence[str], record: Record) -> list[Record]:
    return [p for p in (*record["parties"], *record["tools"]) if {p["name"], *p["aliases"]} & set(names)]
