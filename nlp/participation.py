"""A step and everybody whom the article names -> how probable it is that each took it, or was its target or tool.

The parse and the rules of the steps before have a say (nlp.frames, nlp.completing), and so have the sides, the order
of the names, and whom the article is mostly about: a linear model weighs them against each other. Weights: see
nlp.training.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy
from spacy.tokens import Token

from nlp import excluding, linear, newcomers, sections
from nlp.drafting import BOTH_SIDES, Step
from nlp.encoder import ROLES, Encoding, as_features
from nlp.entities import Cast, Entity
from nlp.frames import StepMention
from nlp.outlets import only_cited

NAME = "participation"
LABELS = ROLES
TAKEN = 0.35  # from which probability on somebody takes part
PRODUCT = 0.45  # from which on a tool of a step bears its developer's name
LIKELIEST = 0.15  # from which on the likeliest does, where nobody is probable
PATH = 5  # steps through the parse that count
PARTIES = 40  # of an article's that are asked about, the most named first


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands among all of one side: the most named first, and the one last named before a step."""

    rank: int
    turn: int | None
    side: Sequence[Entity]


def candidates(cast: Cast, steps: Sequence[Step]) -> list[Entity]:
    """Who may take part in the steps of an article."""
    sents = {mention.trigger.sent for step in steps for mention in step.mentions}
    here = [e for e in cast.entities if e.generic and any(e.within(sent.start, sent.end) for sent in sents)]
    told = [e for step in steps for e in step.parties]
    told = [e for e in [*told, *here] if not (e.generic and _called_so(e, cast))]
    named = [e for e in cast.entities if e.on_bench or (e.type in {"party", "unknown", "tool"} and not e.generic)]
    return list(dict.fromkeys([*told, *sorted(named, key=lambda e: -len(e.spans))]))[:PARTIES]


def _called_so(group: Entity, cast: Cast) -> bool:
    """ "The Tribune, one of the country's largest dailies": a group without name that only describes one."""
    roots = cast.roots(group)
    return all(root.dep_ in {"appos", "attr"} and root.head.i in cast.at for root in roots)


def apply(steps: Sequence[Step], cast: Cast, model: linear.Linear) -> None:
    """Let each step have the actors and targets that are probable."""
    everybody = candidates(cast, steps)
    seen = in_context(steps, everybody, cast)
    parts = sections.find(cast)
    chosen = [_choose(step, everybody, cast, scores, model, parts) for step, scores in zip(steps, seen, strict=True)]
    for step, (actors, targets, tools) in zip(steps, chosen, strict=True):
        step.actors = named_first([e for e in actors if e.type != "tool"])
        step.targets = named_first([e for e in targets if e not in actors and e.type != "tool"])
        step.tools = [e for e in tools if _is_product(e) or (e.type == "tool" and not excluding.of_another(e, step))]


def _is_product(entity: Entity) -> bool:
    """Whether a tool may bear this party's name: "Lantern" in "Lantern, of San Jose, whose Lantern makes films"."""
    return entity.type == "party" and entity.side == "respondent" and not entity.generic


def named_first(entities: Sequence[Entity]) -> list[Entity]:
    """Some entities without the groups that have no name beside somebody of their side who has one."""
    sides = {e.side for e in entities if not e.generic}
    return [e for e in entities if not (e.generic and e.side in sides)]


def in_context(steps: Sequence[Step], everybody: Sequence[Entity], cast: Cast) -> list[list[dict[str, float]]]:
    """What the encoder makes of everybody's part in each step, as features: at best over the sentences that tell it."""
    encoding: Encoding = cast.doc._.encoding
    names = cast.encoded(everybody)
    found = []
    for step in steps:
        sents = {mention.trigger.sent.start: mention.trigger.sent for mention in step.mentions}
        scores = [encoding.parts(encoding.told(sent), sent, step.action, names) for sent in sents.values()]
        best = numpy.max(scores, axis=0)
        found.append([as_features(LABELS, row) for row in best])
    return found


def _choose(
    step: Step,
    everybody: Sequence[Entity],
    cast: Cast,
    seen: Sequence[dict[str, float]],
    model: linear.Linear,
    parts: Sequence[sections.Section],
) -> list[list[Entity]]:
    places = among(step, everybody)
    chances = [
        model.probabilities(features(step, entity, places, cast) | scores)
        for entity, scores in zip(everybody, seen, strict=True)
    ]
    absent, passive = excluding.absent(step, cast, parts), excluding.passive(step, everybody)
    found = []
    for role in LABELS:
        rated = [
            (0.0 if entity in absent or (role == "actor" and entity in passive) else chance[role], entity)
            for chance, entity in zip(chances, everybody, strict=True)
        ]
        taken = [e for chance, e in rated if chance >= (PRODUCT if role == "tool" and e.type != "tool" else TAKEN)]
        sides = ("claimant", "respondent") if role == "actor" and step.action in BOTH_SIDES else (None,)
        for side in sides:
            here = [pair for pair in rated if side is None or pair[1].side == side]
            here = [pair for pair in here if role != "tool" or pair[1].type == "tool"]
            best = max(here, key=lambda pair: pair[0], default=(0.0, None))
            if best[1] is not None and best[0] >= LIKELIEST and not any(pair[1] in taken for pair in here):
                taken.append(best[1])
        if role == "actor":
            taken = excluding.without_named(
                step, taken, cast, dict(zip(everybody, (c[role] for c in chances), strict=True))
            )
        step.sure[role] = max((chance for chance, _ in rated), default=0.0)
        found.append(taken)
    return found


def features(step: Step, entity: Entity, places: Mapping[Entity, Place], cast: Cast) -> dict[str, float]:
    """What speaks for and against an entity's part in a step; `places` are those of all who may take part in it."""
    plain = [*_of_rules(step, entity), *_of_article(step, entity, places, cast), *_of_sentences(step, entity, cast)]
    stands = f"{entity.type if entity.type != 'party' else entity.kind} {entity.side}"
    return linear.present(
        [
            *(f"{step.action} {name}" for name in plain),
            *(f"{entity.side or entity.type} {name}" for name in plain),
            *plain,
            f"{step.action} is {entity.side or '-'}",
            f"{step.action} is {stands}",
        ]
    )


def _of_rules(step: Step, entity: Entity) -> Iterator[str]:
    """What the parse and the rules say."""
    actors = [e for m in step.mentions for e in m.actors]
    targets = [e for m in step.mentions for e in m.targets]
    roles = [("actor", entity in actors, entity in step.actors), ("target", entity in targets, entity in step.targets)]
    for role, parsed, ruled in roles:
        if parsed:
            yield f"parsed {role}"
        if ruled:
            yield f"ruled {role}"
        if ruled and not parsed:
            yield f"filled in {role}"
    if entity in step.apart and entity not in step.parties:
        yield "told apart"
    if not actors:
        yield "nobody parsed as actor"
    if not targets:
        yield "nobody parsed as target"
    if entity not in actors and entity not in targets and actors and targets:
        yield "others parsed"


def among(step: Step, everybody: Sequence[Entity]) -> dict[Entity, Place]:
    """Where each stands among those of its side: by how often they are named, and by who was last before a step."""
    start = step.best.trigger.i
    sides: dict[tuple[str, bool], list[Entity]] = {}
    for entity in everybody:
        sides.setdefault((entity.side, entity.on_bench), []).append(entity)
    found: dict[Entity, Place] = {}
    for mine in sides.values():
        ranked = sorted(mine, key=lambda e: (-len(e.spans), e.spans[0] if e.spans else (0, 0)))
        last = {e: max((first for first, _ in e.spans if first < start), default=-1) for e in mine}
        recent = sorted((e for e in mine if last[e] >= 0), key=lambda e: -last[e])
        ranks, turns = ({e: number for number, e in enumerate(some)} for some in (ranked, recent))
        found |= {entity: Place(ranks[entity], turns.get(entity), mine) for entity in mine}
    return {entity: found[entity] for entity in everybody}


def _of_article(step: Step, entity: Entity, places: Mapping[Entity, Place], cast: Cast) -> Iterator[str]:
    """How the entity stands in the article."""
    place = places[entity]
    yield f"rank {min(place.rank, 4)} of {min(len(place.side), 4)}"
    sents = [mention.trigger.sent for mention in step.mentions]
    named = any(e.side == "claimant" and not e.generic for e in place.side)
    if entity.generic and not (named and newcomers.stand_apart(cast, entity, sents)):
        yield "generic"
    yield "named later" if place.turn is None else f"recency {min(place.turn, 3)}"
    if any(e.on_bench for e in places):
        yield "a bench is named"


def _of_sentences(step: Step, entity: Entity, cast: Cast) -> Iterator[str]:
    """Where the entity stands in the sentences of the step."""
    found = False
    for mention in step.mentions:
        sent = mention.trigger.sent
        here = cast.in_span(sent.start, sent.end) + ([entity] if entity.generic else [])
        roots = [
            r for e in here if e.meant is entity or e.developer is entity for r in cast.roots(e, sent.start, sent.end)
        ]
        found = found or bool(roots)
        for root in roots[:3]:
            yield from way(root, mention)
        if roots and sum(e.side == entity.side for e in dict.fromkeys(e.meant for e in here)) == 1:
            yield "only one of its side"
    if found:
        yield "in the sentence"
        sents = [mention.trigger.sent for mention in step.mentions]
        if any(only_cited(entity, cast, sent.start, sent.end) for sent in sents):
            yield "cited there"
        return
    start = step.best.trigger.sent.start
    if start:
        previous = cast.doc[start - 1].sent
        if entity in {e.meant for e in cast.in_span(previous.start, previous.end)}:
            yield "in the sentence before"
            return
    yield "elsewhere"


def way(root: Token, mention: StepMention) -> Iterator[str]:
    """The way through the parse from a name or date to the word that tells the step."""
    yield "before the trigger" if root.i < mention.trigger.i else "behind the trigger"
    yield f"is {root.dep_}"
    up: list[str] = []
    node = root
    above = {token.i for token in (mention.trigger, *mention.trigger.ancestors)}
    for _ in range(PATH):
        if node.i in {mention.trigger.i, mention.verb.i}:
            path = " ".join(up)
            yield f"path {path}"
            yield f"{mention.trigger.lemma_.lower()} path {path}"
            return
        if node.i in above:
            yield f"over {' '.join(up)} {node.lemma_.lower() if node.pos_ == 'VERB' else node.pos_}"
            return
        up.append(node.head.lower_ if node.dep_ == "pobj" else node.dep_)
        if node.head.i == node.i:
            break
        node = node.head
    yield "far"
