"""A step -> how probable it is that it is told right: the action, with one right actor and one right target.

A linear model over what the reading itself knows: how its sentences are worded, who is named and who is a group without
names, what the parse gave and what was filled in, how sure it is of whoever takes part, how often and how directly the
step is told, what the encoder makes of its sentence, whether it may be another step told again. Its weights are learned
from articles on which nothing else was learned (see nlp.training).
"""

import math
from collections.abc import Sequence

import numpy

from nlp import linear, newcomers, standing
from nlp.bench import deciding_unnamed
from nlp.cast import Cast, Entity
from nlp.drafting import Step
from nlp.encoder import NAME as ENCODER
from nlp.encoder import Encoding, as_features
from nlp.entities import SIDES
from nlp.frames import StepMention
from nlp.joining import share
from nlp.separating import COMMON
from nlp.syntax import subjects

NAME, LABEL = "confidence", "right"
# Nothing that is read in prose is certain either way.
LEAST, MOST = 0.02, 0.98
TOGETHER = COMMON | {"parties", "sides"}
# What is always against somebody, but not always against somebody who is known.
AGAINST_SOMEBODY = frozenset({"lawsuit", "demand", "cease_and_desist", "legal_threat"})


def confidence(step: Step, among: Sequence[Step], model: linear.Linear) -> float:
    """The probability that a step's action, an actor and a target are right, `among` all of its article."""
    return min(MOST, max(LEAST, model.probabilities(features(step, among))[LABEL]))


def features(step: Step, among: Sequence[Step]) -> dict[str, float]:
    """What is known of a step that may tell whether it is right, each also by action; counts by their logarithms."""
    found = _of_telling(step, among) | _of_encoder(step)
    roles = {"actor": step.actors, "target": step.targets}
    if _jointly(step):
        del roles["target"]
    elif _against_nobody_named(step):
        del roles["target"]
        found |= {"sides opposed": 1.0, "told whole": float(any(mention.actors for mention in step.mentions))}
    if _by_nobody_named(step):
        del roles["actor"], found["sure of actor"]
    for role, entities in roles.items():
        known = _role(role, entities, step.mentions) | {"generic beside names": float(_could_be_named(entities, step))}
        found |= {f"{role}: {name}": value for name, value in known.items()}
    told: dict[str, float] = {name: round(value, 4) for name, value in found.items() if value}
    return told | {f"{step.action} {name}": value for name, value in told.items()} | {f"action:{step.action}": 1.0}


def _of_telling(step: Step, among: Sequence[Step]) -> dict[str, float]:
    best = step.best
    sent = best.trigger.sent
    alike = [other for other in among if other is not step and other.action == step.action]
    return {
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
        "steps of article": math.log(max(1, len(among))),
        "others of its kind": math.log(1 + len(alike)),
        "another by the same": float(any(share(other.actors, step.actors) for other in alike)),
        "another between the same": float(
            any(share(other.actors, step.actors) and share(other.targets, step.targets) for other in alike)
        ),
        "wording": linear.odds(max(mention.chance for mention in step.mentions)),
        "without a frame": float(not any(m.framed for m in step.mentions)),
        "told apart": float(bool(step.apart)),
        "told before": float(step.again > 0),
        "told again": linear.odds(step.again) if step.again else 0.0,
        "joined": linear.odds(step.joined) if len(step.mentions) > 1 else 0.0,
        "several frames": float(sum(m.framed for m in step.mentions) > 1),
        **{f"sure of {role}": linear.odds(sure) for role, sure in step.sure.items()},
        "place in article": sent.start / max(1, len(sent.doc)),
    }


def _of_encoder(step: Step) -> dict[str, float]:
    """What the encoder makes of the sentence that tells a step best: its action, how far before others, its status."""
    sent = step.best.trigger.sent
    encoding: Encoding = sent.doc._.encoding
    told = encoding.told(sent)
    place = told.actions.index(step.action)
    others = numpy.delete(told.scores, place).max()
    found = as_features(("told", "before others"), numpy.array([told.scores[place], told.scores[place] - others]))
    return found | {f"{ENCODER} status": linear.odds(encoding.statuses(told, step.action)[step.status])}


def _role(role: str, entities: Sequence[Entity], mentions: Sequence[StepMention]) -> dict[str, float]:
    if not entities:
        return {"none": 1.0}
    parsed = {id(e) for m in mentions for e in (m.actors if role == "actor" else m.targets)}
    told = {id(e) for m in mentions for e in (*m.actors, *m.targets)}
    return {
        "known": float(any(e.known for e in entities)),
        "generic": float(all(e.generic for e in entities)),
        "person": float(any(e.label == "PERSON" and not e.known for e in entities)),
        "filled in": float(not any(id(one) in told for e in entities for one in (e, *e.judges))),
        "from the other role": float(any(id(e) in told - parsed for e in entities)),
        "without a side": float(not any(e.side for e in entities)),
        "named once": float(max(len(e.spans) for e in entities) == 1),
        "several": float(len(entities) > 1),
    }


def _could_be_named(entities: Sequence[Entity], step: Step) -> bool:
    """Whether only a group without a name has a role ("the authors") where the article names somebody of its side."""
    if not entities or not all(entity.generic for entity in entities):
        return False
    cast: Cast = step.best.trigger.doc._.cast
    sents = [mention.trigger.sent for mention in step.mentions]
    sides = {entity.side for entity in entities}
    told_apart = any(other.side in sides for other in step.apart)
    if told_apart or any(newcomers.stand_apart(cast, entity, sents) for entity in entities):
        return False
    return any(
        other.type == "party" and other.side in sides and not other.generic and standing.on_a_side(other, cast)
        for other in cast.entities
        if other not in step.parties
    )


def _by_nobody_named(step: Step) -> bool:
    """Whether a ruling has no actor because it is by no court or judge in particular: "a judge ruled in June"."""
    if step.action != "ruling" or step.actors:
        return False
    return any(deciding_unnamed(mention.verb, mention.trigger) for mention in step.mentions)


def _jointly(step: Step) -> bool:
    """Whether both sides file one paper, which is against nobody: "a joint motion", "the parties have to file"."""
    sides = {e.side for e in step.actors}
    words = {t.lower_ for m in step.mentions for t in (*m.trigger.children, *subjects(m.verb))}
    return step.action == "court_filing" and not step.targets and {*SIDES} <= sides and bool(words & TOGETHER)


def _against_nobody_named(step: Step) -> bool:
    """Whether claimants take a step against nobody, and the article names nobody whom it could be against.

    Then nothing is missing: a suit over a voice or a face is often one against whoever imitates it. In the articles
    from which the weights were learned hardly one is so, in the news many are.
    """
    if step.action not in AGAINST_SOMEBODY or step.targets or any(e.side != "claimant" for e in step.actors):
        return False
    cast: Cast = step.best.trigger.doc._.cast
    return not any(e.side == "respondent" and standing.on_a_side(e, cast) for e in cast.named("party"))
