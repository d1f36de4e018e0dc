"""How a text speaks of a name -> how probable it is that it stands there as claimant, respondent, tool, or as none.

A linear model over all mentions of the name: which verbs and nouns govern it and how, what it is called, what its own
words are, what it is said to do in the steps of the article. Its weights are learned from annotated articles of our own
whose names stand in no list (see nlp.training), so it is asked only for names that the catalog does not know.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy
from spacy.tokens import Token

from nlp import linear
from nlp.encoder import Floats, as_features
from nlp.entities import Cast, Entity
from nlp.frames import StepMention
from nlp.groups import KIN
from nlp.outlets import HELD

LABELS = ("claimant", "respondent", "neutral", "tool", "none")
OPPOSING, OPPOSED = "lawsuit", ("claimant", "respondent")  # who sues and who is sued are parties, and on two sides
FIRST, NAME = "standing_first", "standing"
BESIDE = 2  # words before and behind a mention that count
LIKELY = 0.5
LEAST = 1e-3  # probability that the encoder gives at least
PATH = 3  # steps up the parse that count


def features(entity: Entity, cast: Cast, steps: Mapping[Entity, Sequence[str]]) -> dict[str, float]:
    """What the text tells of a name; `steps` holds the roles that it takes in the steps first found."""
    bags = [linear.present(_mention(cast, entity, start, end)) for start, end in entity.spans]
    found = {name: min(1.0, value * math.sqrt(len(bags))) for name, value in linear.mean(bags).items()}
    found |= linear.present(_name(entity))
    found |= linear.present(f"step {role}" for role in steps.get(entity, ()))
    found |= {f"vote {name}": min(3.0, count) / 3 for name, count in entity.votes.items() if count > 0}
    found["mentions"] = math.log(len(entity.spans))
    found |= _in_context(entity, cast)
    return found | linear.present(_company(entity, cast))


def on_a_side(entity: Entity, cast: Cast, least: float = LIKELY) -> bool:
    """Whether, by the encoder, a name is with at least that probability somebody or something in the dispute and not
    only beside it."""
    return 1 - float(_sides(entity, cast)[LABELS.index("none")]) > least


def is_somebody(entity: Entity, cast: Cast) -> bool:
    """Whether, by the encoder, a name is rather somebody in the dispute than something, or only beside it."""
    sides = _sides(entity, cast)
    return 1 - float(sides[LABELS.index("none")] + sides[LABELS.index("tool")]) > LIKELY


def _in_context(entity: Entity, cast: Cast) -> dict[str, float]:
    """What the encoder makes of the name where it stands."""
    return as_features(LABELS, numpy.log(_sides(entity, cast) + LEAST))


def _sides(entity: Entity, cast: Cast) -> Floats:
    return cast.encoded([entity])[0].sides


def _company(entity: Entity, cast: Cast) -> Iterator[str]:
    """Who else is there: beside sides that are known already, an unknown name is seldom a party."""
    for side in ("claimant", "respondent"):
        known = sum(other.known and other.type == "party" and other.side == side for other in cast.entities)
        yield f"{min(known, 2)} known as {side}"
    if any(other.known and other.type == "tool" for other in cast.entities):
        yield "a known tool"
    rank = sum(len(other.spans) > len(entity.spans) for other in cast.entities if not other.on_bench)
    yield f"rank {min(rank, 6)}"


def roles_in(mentions: Iterable[StepMention]) -> dict[Entity, list[str]]:
    """The roles that entities take in some steps: "actor lawsuit"."""
    found: dict[Entity, list[str]] = {}
    for mention in mentions:
        for role, entities in (("actor", mention.actors), ("target", mention.targets)):
            for entity in entities:
                found.setdefault(entity, []).append(f"{role} {mention.action}")
    return found


def _name(entity: Entity) -> Iterator[str]:
    """What the name itself tells."""
    words = entity.name.split()
    yield f"label {entity.label or '-'}"
    yield f"type {entity.type}"
    yield f"kind {entity.kind or '-'}"
    yield f"side {entity.side or '-'}"
    yield f"words {min(len(words), 4)}"
    for word in words:
        yield f"word {word.lower()}"
    last = words[-1].lower() if words else ""
    yield f"last {last}"
    yield f"ending {last[-3:]}"
    if re.search(r"\d", entity.name):
        yield "digits"
    if re.search(r"[a-z][A-Z]", entity.name):
        yield "camel case"
    if entity.speaks_for is not None:
        yield "speaks for"
    if entity.developer is not None:
        yield "has a developer"
    if entity.generic:
        yield "generic"


def _mention(cast: Cast, entity: Entity, start: int, end: int) -> Iterator[str]:
    """What one mention tells."""
    doc = cast.doc
    root = cast.head(start, end)
    if doc.user_data["excerpt"].in_title(root):
        yield "in title"
    yield from _governors(cast, root)
    for child in root.children:
        if not start <= child.i < end and not child.is_punct:
            yield f"below {child.dep_} {_word(cast, child)}"
    for distance in range(1, BESIDE + 1):
        if start - distance >= root.sent.start:
            yield f"before{distance} {_word(cast, doc[start - distance])}"
        if end - 1 + distance < root.sent.end:
            yield f"behind{distance} {_word(cast, doc[end - 1 + distance])}"


def _governors(cast: Cast, root: Token) -> Iterator[str]:
    """The way up from a name: "nsubj sue", "pobj against lawsuit", "poss chatbot", and what else its verb has."""
    node, way = root, ""
    while node.dep_ in {"conj", "appos"} and node.head.i != node.i and node.head.i in cast.at:
        node = node.head
        yield f"listed {node.dep_}"
    for depth in range(PATH):
        head = node.head
        if head.i == node.i:
            break
        way = f"{way} {node.dep_}" if node.dep_ != "pobj" else f"{way} {head.lower_}"
        if node.dep_ != "pobj":
            yield f"up{way} {_word(cast, head)}"
        if head.pos_ in {"VERB", "AUX"}:
            yield f"verb {head.lemma_.lower()}"
            if depth == 0:
                yield from _beside_verb(cast, node, head)
            break
        node = head


def _beside_verb(cast: Cast, node: Token, verb: Token) -> Iterator[str]:
    for child in verb.children:
        if child is not node and child.dep_ in {"dobj", "nsubj", "nsubjpass", "prt", "neg", "ccomp", "xcomp", "agent"}:
            yield f"beside {node.dep_} {verb.lemma_.lower()} {child.dep_} {_word(cast, child)}"


def _word(cast: Cast, token: Token) -> str:
    """A word as a feature: names by what they are, numbers as such, all else by lemma."""
    entity = cast.at.get(token.i)
    if entity is not None:
        return f"<{entity.type if entity.type != 'party' else entity.side or 'party'}>"
    if token.like_num:
        return "<number>"
    return token.lemma_.lower()


def apply(cast: Cast, mentions: Iterable[StepMention], first: linear.Linear, second: linear.Linear) -> None:
    """Set type and side of every name that the catalog does not know to what it most probably stands for.

    First each name is judged by itself, then once more beside what the names around it were judged to be.
    """
    mentions = list(mentions)
    opposed = {e for m in mentions if m.action == OPPOSING and m.actors and m.targets for e in (*m.actors, *m.targets)}
    for entity, known in both_looks(cast, mentions, first):
        chances = second.probabilities(known)
        labels = OPPOSED if entity in opposed else LABELS
        _settle(entity, max(labels, key=lambda label: chances[label]))


def first_look(cast: Cast, mentions: Iterable[StepMention]) -> list[tuple[Entity, dict[str, float]]]:
    """What the text tells of each name by itself."""
    steps = roles_in(mentions)
    return [(entity, features(entity, cast, steps)) for entity in cast.entities if open_to(entity)]


def both_looks(
    cast: Cast, mentions: Iterable[StepMention], first: linear.Linear
) -> list[tuple[Entity, dict[str, float]]]:
    """What the text tells of each name, with what it and the names around it were first judged to be."""
    looks = first_look(cast, mentions)
    guesses = {entity: first.probabilities(known) for entity, known in looks}
    for entity in cast.entities:
        if entity.known:
            label = "tool" if entity.type == "tool" else entity.side
            guesses[entity] = {name: float(name == label) for name in LABELS}
    return [(entity, known | _around(entity, cast, guesses)) for entity, known in looks]


def _around(entity: Entity, cast: Cast, guesses: Mapping[Entity, Mapping[str, float]]) -> dict[str, float]:
    """What an entity, its fellows in lists, who shares its sentences and the rest were first judged to be."""
    others = [guess for other, guess in guesses.items() if other is not entity]
    groups = {
        "own": [guesses[entity]],
        "listed": [guesses[e] for e in _listed_with(entity, cast) if e in guesses],
        "beside": [guesses[e] for e in _beside(entity, cast) if e in guesses],
    }
    found = {
        f"guess {group} {name}": value for group, some in groups.items() for name, value in linear.mean(some).items()
    }
    for name in LABELS:
        found[f"guess best other {name}"] = max((guess[name] for guess in others), default=0.0)
        found[f"guess all {name}"] = min(5.0, sum(guess[name] for guess in others)) / 5
    return found


def _listed_with(entity: Entity, cast: Cast) -> list[Entity]:
    """Whom the text names in one list with an entity."""
    found: list[Entity] = []
    for root in cast.roots(entity):
        near = [root.head] if root.dep_ == "conj" else []
        near += [child for child in root.children if child.dep_ == "conj"]
        near += [child for child in root.head.children if root.dep_ == "conj" and child.dep_ == "conj"]
        found += [cast.at[token.i] for token in near if token.i in cast.at and cast.at[token.i] is not entity]
    return found


def _beside(entity: Entity, cast: Cast) -> list[Entity]:
    """Whom the sentences of an entity name too."""
    sents = {cast.doc[start].sent.start: cast.doc[start].sent for start, _ in entity.spans}
    return [e for sent in sents.values() for e in cast.in_span(sent.start, sent.end) if e is not entity]


def open_to(entity: Entity) -> bool:
    """Whether the text, not the catalog or the form of the name, has to tell what an entity stands for."""
    return not (
        entity.known
        or entity.on_bench
        or entity.generic
        or entity.type == "place"
        or entity.votes[KIN]
        or entity.votes[HELD]
        or entity.votes["described:counsel"]
    )


def _settle(entity: Entity, label: str) -> None:
    if label == "none":
        if entity.may_be_party or entity.type == "tool":
            entity.type, entity.side = "bystander", ""
    elif label == "tool":
        entity.type, entity.kind, entity.side = "tool", "tool", ""
    else:
        entity.type, entity.side, entity.speaks_for = "party", label, None
        if label == "neutral":
            entity.kind = "government"
        elif entity.kind in {"", "tool", "government", "court"}:
            entity.kind = "individual" if entity.label == "PERSON" else "company"
