"""A step and everybody whom the article names -> how probable it is that each took it, or was its target or tool.

The parse and the rules of the steps before have a say (nlp.frames, nlp.completing), and so have the sides, the order
of the names, and whom the article is mostly about: a linear model weighs them against each other. Weights: see
nlp.training.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy
from spacy.tokens import Token

from disputes.catalog import BODIES
from nlp import linear, newcomers, sections
from nlp.drafting import BOTH_SIDES, Step, on_side
from nlp.encoder import ROLES, Encoding, as_features
from nlp.entities import Cast, Entity
from nlp.frames import StepMention
from nlp.outlets import only_cited

NAME = "participation"
LABELS = ROLES
TAKEN = 0.35  # from which probability on somebody takes part
PRODUCT = 0.45  # from which on a tool of a step bears its developer's name
LIKELIEST = 0.15  # from which on the likeliest does, where nobody is probable
# What neither a court nor a government does, whatever it may do for or against those who do.
OF_PARTIES = frozenset("lawsuit cease_and_desist legal_threat demand court_filing appeal safeguard launch".split())
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
        step.tools = [e for e in tools if _is_product(e) or (e.type == "tool" and not _of_another(e, step))]


def _is_product(entity: Entity) -> bool:
    """Whether a tool may bear this party's name: "Lantern" in "Lantern, of San Jose, whose Lantern makes films"."""
    return entity.type == "party" and entity.side == "respondent" and not entity.generic


def _of_another(tool: Entity, step: Step) -> bool:
    """Whether a tool that the step's sentences do not name is the work of somebody who has no part in a step against
    others: "Claude" for a suit against Suno, where an article tells of Anthropic's as well. Nobody launches what is
    known to be another's, named there or not: "Google launched Imagen when Stable Diffusion emerged"."""
    developers = [e for e in on_side(step.parties, "respondent") if not e.generic]
    sents = [mention.trigger.sent for mention in step.mentions]
    here = any(tool.within(sent.start, sent.end) for sent in sents)
    if not developers or (here and (tool.tool is None or step.action != "launch")):
        return False
    makers = _house(tool.developer) if tool.developer else {tool.tool and tool.tool.developer} - {None}
    return bool(makers) and not any(makers & _house(entity) for entity in step.parties)


def _house(entity: Entity) -> set[Entity | str | None]:
    """An entity, and as the catalog knows it, with its parent."""
    return {entity, *({entity.party.id, entity.party.parent} - {None} if entity.party else ())}


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
    elsewhere, neither = _told_elsewhere(step) | _of_members(step, cast), _appealed_against(step)
    if step.action in OF_PARTIES:
        neither |= {e for e in everybody if e.on_bench or e.kind == "government"}
    if (part := sections.of(step, parts)) is not None:
        elsewhere |= part.outside(cast)
    found = []
    for role in LABELS:
        rated = [
            (0.0 if entity in elsewhere or (role == "actor" and entity in neither) else chance[role], entity)
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
            taken = _without_named(step, taken, cast, dict(zip(everybody, (c[role] for c in chances), strict=True)))
        step.sure[role] = max((chance for chance, _ in rated), default=0.0)
        found.append(taken)
    return found


def _are_members(group: Entity, cast: Cast) -> bool:
    """Whether a group is of those for whom a body may act, whose name is not theirs: "the labels", beside the RIAA."""
    if not (group.generic and group.plural and group.side == "claimant") or group.kind in {"", "other", *BODIES}:
        return False
    return not any(
        root.dep_ == "pobj" and root.head.lower_ == "of" for root in cast.roots(group)
    )  # "a union of authors"


def _told_elsewhere(step: Step) -> set[Entity]:
    """Those whom another clause of the step's sentence names for a like step, and no other of its sentences for it."""
    told = {entity for mention in step.mentions for entity in (*mention.actors, *mention.targets)}
    return {entity for mention in step.mentions for entity in mention.elsewhere} - told


def _of_members(step: Step, cast: Cast) -> set[Entity]:
    """The bodies of which the step's sentences say only whose members took it, and who these are: "three members of the
    KBA, KBS, MBC and SBS, sued Naver"."""
    sents = [mention.trigger.sent for mention in step.mentions]
    found = set()
    for body in (e for e in step.parties if e.kind in BODIES and not e.generic):
        roots = [root for sent in sents for root in _roots_in(cast, body, sent.start, sent.end)]
        beside = any(e.side == body.side and e is not body and not e.generic for e in step.actors)
        if roots and beside and all(_has_members(root) for root in roots):
            found.add(body)
    return found


def _has_members(root: Token) -> bool:
    noun = root.head.head if root.dep_ == "pobj" and root.head.lower_ == "of" else root.head
    return noun.lemma_ == "member" and root.dep_ in {"pobj", "compound", "poss"}


def _appealed_against(step: Step) -> set[Entity]:
    """Whom the step's sentences tell as the other side of an appeal: where both appeal, each does so for itself."""
    told = step.mentions if step.action == "appeal" else []
    return {e for mention in told for e in mention.targets} - {e for mention in told for e in mention.actors}


def _without_named(step: Step, taken: Sequence[Entity], cast: Cast, chances: Mapping[Entity, float]) -> list[Entity]:
    """Those who act without the named claimants in whose place the step's sentences tell of a group of others: it is
    theirs where none of these is named there, nor as probable."""
    sents = [mention.trigger.sent for mention in step.mentions]
    parsed = [e for mention in step.mentions for e in mention.actors]
    told = dict.fromkeys(e for mention in step.mentions if not mention.in_title for e in mention.actors)
    if step.action == "lawsuit" and (members := [e for e in told if _are_members(e, cast)]):
        suing = {e for m in cast.doc._.mentions if m.action == step.action for e in m.actors}
        bodies = [e for e in taken if e.kind in BODIES and not e.generic and e not in suing]
        taken = [*(e for e in taken if e not in bodies), *(e for e in members if bodies and e not in taken)]
    named = [e for e in taken if e.side == "claimant" and not e.generic]
    groups = [e for e in taken if e.side == "claimant" and newcomers.stand_apart(cast, e, sents)]
    best = max((1.0 if e in parsed else chances[e] for e in groups), default=0.0)
    if not groups or any(chances[e] > best or any(e.within(s.start, s.end) for s in sents) for e in named):
        return [*taken]
    return [e for e in taken if e not in named]


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
            r
            for e in here
            if e.meant is entity or e.developer is entity
            for r in _roots_in(cast, e, sent.start, sent.end)
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


def _roots_in(cast: Cast, entity: Entity, start: int, end: int) -> list[Token]:
    return [cast.head(s, e) for s, e in entity.within(start, end)]


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
