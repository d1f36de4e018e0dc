"""What each sentence probably tells -> mentions of steps: frames that its wording bears out, and mentions without one.

Where no frame fits, the word that speaks most for a step stands for its trigger, and actors and targets are looked for
about it by the sides that such a step has.
"""

from collections.abc import Iterable

from spacy.tokens import Token

from nlp.entities import Entity
from nlp.frames import StepMention
from nlp.lexicon import Frame, Lexicon
from nlp.linear import Linear
from nlp.modality import modality
from nlp.roles import Roles
from nlp.syntax import objects, prepositional, subjects
from nlp.telling import Telling

BELIEVED = 0.1  # the chance from which on a sentence is believed to tell a step that no frame finds
OVERRULED = 0.4  # the same where the verb seems to tell of nothing that was done
BESIDE = 0.3  # the same of what stands beside a step that a frame finds
DECISIVE = 0.4  # the same of what must not be told wrongly
DOUBTED = 0.02  # the chance below which a frame is taken to fit by accident
TOWARDS = ("to", "against", "with", "on", "from", "at")


def weigh(
    mentions: Iterable[StepMention], tellings: Iterable[Telling], roles: Roles, lexicon: Lexicon, model: Linear
) -> list[StepMention]:
    """The mentions that the wording of their sentences bears out, and those that it tells without a frame."""
    body = [t for t in tellings if not roles.cast.doc.user_data["excerpt"].in_title(t.sent[0])]
    chances = {telling.sent.start: telling.chances for telling in body}
    kept = []
    for mention in mentions:
        mention.chance = chances.get(mention.sent_start, {}).get(mention.action, 0.0)
        if mention.chance >= DOUBTED or mention.sent_start not in chances:
            kept.append(mention)
    there = {(mention.sent_start, mention.action) for mention in kept}
    framed = {mention.sent_start for mention in kept}
    for telling in body:
        for action, chance in telling.chances.items():
            beside = BESIDE if telling.sent.start in framed else BELIEVED
            limit = DECISIVE if action in lexicon.decisive else beside
            if chance >= limit and (telling.sent.start, action) not in there:
                mention = _mention(action, telling.trigger(action, model), roles, lexicon)
                mention.chance = chance
                if mention.modality != "hypothetical" or chance >= OVERRULED:
                    kept.append(mention)
    return kept


def _mention(action: str, trigger: Token, roles: Roles, lexicon: Lexicon) -> StepMention:
    """A mention at a word, with actors and targets by their sides and their places about it."""
    by, against = lexicon.roles[action]
    verb = trigger
    while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
        verb = verb.head
    sent = trigger.sent
    named = [
        e.developer if e.type == "tool" and e.developer else e.meant for e in roles.cast.in_span(sent.start, sent.end)
    ]
    before = roles.entities(subjects(verb))
    behind = roles.entities([*objects(verb), *prepositional(verb, *TOWARDS, deep=True)], exclude=before)
    near = list(dict.fromkeys([*before, *behind, *named]))
    actors = [e for e in before if _may(e, by)] or [e for e in near if _may(e, by)]
    if by == "any":
        actors = actors[:1]
    targets = [e for e in dict.fromkeys([*behind, *near]) if _may(e, against) and e not in actors]
    return StepMention(action, Frame(action, both=by == "both"), trigger, verb, modality(verb), actors, targets)


def _may(entity: Entity, wanted: str) -> bool:
    """Whether an entity can take the part of a step that one of such a side takes."""
    if wanted == "bench":
        return entity.on_bench
    if wanted == "public":
        return entity.kind == "government"
    if entity.on_bench or entity.kind == "government":
        return False
    if wanted in {"both", "any"}:
        return entity.side in {"claimant", "respondent"}
    return entity.side == wanted and entity.type == "party"
