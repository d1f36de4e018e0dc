"""What each sentence probably tells -> mentions of steps: frames that its wording bears out, and mentions without one.

Where no frame fits, the word that speaks most for a step stands for its trigger. Who is actor or target and stands in
the sentence, but not where the parse looks for it, is found by the encoder.
"""

from collections.abc import Iterable

from nlp import clauses, newcomers
from nlp.decisions import awaited, due, foretold, put_off, refused
from nlp.drafting import BOTH_SIDES, UNSCHEDULED
from nlp.encoder import ROLES, Encoding
from nlp.entities import Cast
from nlp.frames import MOST, StepMention
from nlp.lexicon import Frame, Lexicon
from nlp.modality import governed, modality, told_as_past, weighed
from nlp.telling import Telling

BELIEVED = 0.2  # the chance from which on a sentence is believed to tell a step that no frame finds
OVERRULED = 0.5  # the chance from which on a step is told although its verb seems to tell of nothing that was done
BESIDE = 0.3  # the chance of what stands beside a step that a frame finds
DECISIVE = 0.6  # the chance of what must not be told wrongly
NAMELESS = 0.95  # the same where the sentence names nobody who may be a party, as in the entries of a docket
DOUBTED = 0.05  # the chance below which a frame is taken to fit by accident
SURE = 0.95  # the chance from which on the encoder's word on whether a step happened holds
CLEAR = 0.8  # the same where no frame has found it, so that its verb may be another's
NOBODY = frozenset({"tool", "place"})  # types of what takes no part in a step
LIKELY = 0.0  # the score from which on a name has a part in a step


def weigh(
    mentions: Iterable[StepMention], tellings: Iterable[Telling], cast: Cast, lexicon: Lexicon
) -> list[StepMention]:
    """The mentions that the wording of their sentences bears out, and those that it tells without a frame."""
    body = {t.sent.start: t for t in tellings if not cast.doc.user_data["excerpt"].in_title(t.sent[0])}
    kept = []
    for mention in mentions:
        telling = body.get(mention.sent_start)
        mention.chance = telling.chances[mention.action] if telling else 0.0
        if telling is None or mention.chance >= DOUBTED:
            kept.append(mention)
    framed = {mention.sent_start for mention in kept}
    there = {(mention.sent_start, mention.action) for mention in kept}
    for start, telling in body.items():
        beside = BESIDE if start in framed else BELIEVED
        decisive = DECISIVE if any(e.may_be_party for e in cast.in_span(start, telling.sent.end)) else NAMELESS
        for action, chance in telling.chances.items():
            if (start, action) in there:
                continue
            if chance >= (decisive if action in lexicon.decisive else beside):
                kept.append(_mention(action, telling))
            elif action in lexicon.decisive and chance >= DECISIVE:
                # "It was filed on Monday in Delaware": of nobody, it tells more of what was told before.
                kept.append(_mention(action, telling, refers=True))
    kept = [mention for mention in kept if mention.action != "hearing" or not put_off(mention.trigger)]
    settled = {mention.trigger for mention in kept if mention.action == "settlement" and mention.chance >= OVERRULED}
    kept = [m for m in kept if m.action != "licensing_deal" or m.trigger not in settled or m.chance >= BESIDE][:MOST]
    clauses.part(kept, cast)
    for mention in kept:
        if mention.sent_start in body and (mention.framed or not mention.refers):
            _fill(mention, body[mention.sent_start], cast)
            _overrule(mention, body[mention.sent_start], cast, lexicon)
    return kept


def _overrule(mention: StepMention, telling: Telling, cast: Cast, lexicon: Lexicon) -> None:
    """Take a step for one that is told where the grammar of its verb denies it and the whole sentence tells it, save
    what must not be told wrongly; and whether it happened from the encoder, where that is sure."""
    encoding: Encoding = cast.doc._.encoding
    statuses = encoding.statuses(telling.encoded, mention.action)
    likeliest = max(statuses, key=lambda status: statuses[status])
    past = mention.modality == "happened" and told_as_past(mention.verb)
    done = likeliest == "happened" and mention.frame.status == "happened"
    if statuses[likeliest] >= (SURE if mention.framed else CLEAR) and (done or not past):
        mention.status = likeliest
    if mention.action == "hearing" and likeliest == "scheduled" and not mention.framed and due(telling.sent):
        mention.action, mention.frame = "ruling", Frame("ruling")
        mention.modality = mention.status = "scheduled"
    if mention.action == "ruling" and mention.modality == "happened":
        if awaited(mention.verb):
            mention.modality = mention.status = "scheduled"
        elif foretold(mention.verb):
            mention.modality = mention.status = "threatened"
    if mention.action in UNSCHEDULED and weighed(mention.trigger):
        mention.modality = mention.status = "threatened"
    if mention.action == "ruling" and mention.modality != "happened" and refused(mention.verb):
        mention.modality = mention.status = "happened"
    if mention.modality == "hypothetical" and mention.chance >= OVERRULED and mention.action not in lexicon.decisive:
        mention.modality = likeliest


def _mention(action: str, telling: Telling, *, refers: bool = False) -> StepMention:
    """A mention at the word that tells it most."""
    verb = trigger = telling.trigger(action)
    while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
        verb = verb.head
    frame = Frame(action, both=action in BOTH_SIDES)
    mood = modality(verb)
    if mood == "happened" and trigger.pos_ == "NOUN":
        mood = governed(trigger)  # "is in talks over a licence"
    mention = StepMention(action, frame, trigger, verb, mood, refers=refers)
    mention.chance = telling.chances[action]
    return mention


def _fill(mention: StepMention, telling: Telling, cast: Cast) -> None:
    """Who of the sentence has which part, where the parse has found nobody for it."""
    encoding: Encoding = cast.doc._.encoding
    here = [entity for entity in cast.in_span(telling.sent.start, telling.sent.end) if entity.type not in NOBODY]
    here = [entity for entity in here if entity.meant not in mention.elsewhere]
    groups = [entity for entity in cast.entities if entity.within(telling.sent.start, telling.sent.end)]
    here += [entity for entity in groups if newcomers.stand_apart(cast, entity, [telling.sent])]
    scores = encoding.parts(telling.encoded, telling.sent, mention.action, cast.encoded(here))
    actors, targets = (
        list(dict.fromkeys(e.meant for e, row in zip(here, scores, strict=True) if row[ROLES.index(role)] > LIKELY))
        for role in ("actor", "target")
    )
    mention.actors = mention.actors or [e for e in actors if e not in mention.targets]
    mention.targets = mention.targets or [e for e in targets if e not in mention.actors]
