"""Clauses that repeat a step without naming it: "Paramount followed", "Netflix did the same", "sent one, too".

The step is the one told last before; only who took it, and when, are new.
"""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from nlp.cast import Entity
from nlp.frames import StepMention
from nlp.lexicon import Frame
from nlp.modality import modality
from nlp.roles import Roles
from nlp.syntax import objects, subjects

REACH = 3  # sentences back in which the step that is repeated has to stand
SUBSTITUTES = frozenset({"one", "another"})
SENDING = frozenset("send write file bring lodge sign issue dispatch strike reach launch publish have".split())
REPEATED = frozenset(
    {"lawsuit", "cease_and_desist", "demand", "statement", "legal_threat", "licensing_deal", "settlement", "appeal"}
)


def find(doc: Doc, mentions: list[StepMention], roles: Roles) -> Iterator[StepMention]:
    """A mention for every clause that repeats a step told shortly before it by others."""
    told = sorted(
        (m for m in mentions if m.action in REPEATED and m.modality == "happened" and m.actors),
        key=lambda m: m.trigger.i,
    )
    sentence_of = {token.i: number for number, sent in enumerate(doc.sents) for token in sent}
    for verb in doc:
        if verb.pos_ not in {"VERB", "AUX"} or not _repeats(verb) or modality(verb) != "happened":
            continue
        before = [m for m in told if m.trigger.i < verb.i and sentence_of[verb.i] - sentence_of[m.trigger.i] <= REACH]
        actors = [e for e in roles.entities(subjects(verb)) if e.type in {"party", "unknown", "person"}]
        if not before or not actors:
            continue
        model = before[-1]
        sides = {e.side for e in model.actors}
        actors = [
            e for e in actors if e not in model.actors and e not in model.targets and (e.side in sides or not e.side)
        ]
        if actors and verb.i not in {m.verb.i for m in told}:
            yield StepMention(model.action, _plain(model.frame), verb, verb, "happened", actors, _targets(model))


def _targets(model: StepMention) -> list[Entity]:
    if model.frame.both:
        return [e for e in (*model.actors, *model.targets) if e.side == "respondent"]
    return list(model.targets)


def _plain(frame: Frame) -> Frame:
    return replace(frame, letter=False, reply=False, dated=False, approval=False)


def _repeats(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    objs = objects(verb)
    if lemma == "follow":
        return not objs or any(t.lower_ == "suit" for t in objs)
    if lemma == "do":
        return any(
            child.lower_ in {"so", "likewise", "same"}
            for child in verb.subtree
            if child.i > verb.i and child.i - verb.i < 4
        )
    if lemma in SENDING:
        return any(t.lower_ in SUBSTITUTES for t in objs)
    return False
