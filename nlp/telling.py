"""How a sentence is worded -> how probable it is that it tells a step of each kind.

A linear model over the sentence's words and how they hang together, with names masked by what they stand for ("the
claimant asks the respondent to remove"), so that it carries over to names that nobody has heard of, and over what the
encoder makes of the sentence. It knows wordings that no frame of `data/actions.toml` foresees, and doubts frames that
fit by accident (see nlp.wordings). Weights: see nlp.training.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from nlp import linear
from nlp.encoder import Encoding, Told, as_features
from nlp.entities import Cast, Entity
from nlp.frames import StepMention
from nlp.roles import Roles

NAME = "telling"
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "agent", "neg", "aux", "prep", "dative", "prt", "acomp", "attr"})
TRIGGERS = frozenset({"VERB", "AUX", "NOUN", "PROPN"})
AUXILIARY = frozenset({"aux", "auxpass"})  # "has", of "has hauled"
MARKS = frozenset({"?", '"', "“", "”"})
MEANING = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "agent", "dative", "poss"})
LEAD = 3  # sentences that open an article


@dataclass(frozen=True, slots=True)
class Telling:
    """What a sentence tells: how probable each action is, by which features, and what the encoder makes of it."""

    sent: Span
    chances: dict[str, float]
    known: dict[str, float]
    encoded: Told

    def trigger(self, action: str) -> Token:
        """The word that the encoder looks at most for an action: where its actor and target are looked for."""
        weights = self.encoded.weights_of(action)
        able = [token for token in self.sent if token.pos_ in TRIGGERS and token.dep_ not in AUXILIARY]
        return max(able, key=lambda token: (weights[token.i - self.sent.start], -token.i), default=self.sent.root)


def judge(doc: Doc, roles: Roles, mentions: Iterable[StepMention], model: linear.Linear) -> list[Telling]:
    """What each sentence of an excerpt tells; `mentions` are those that frames have found."""
    fired: dict[int, set[str]] = {}
    for mention in mentions:
        fired.setdefault(mention.sent_start, set()).add(f"{mention.action} {mention.modality}")
    encoding: Encoding = doc._.encoding
    told = []
    before: list[str] = []
    for place, sent in enumerate(doc.sents):
        here = [f"frame {frame}" for frame in fired.get(sent.start, ())]
        encoded = encoding.told(sent)
        known = linear.present([*features(sent, roles, place), *here, *(f"before {name}" for name in before)])
        known |= as_features(encoded.actions, encoded.scores)
        before = [*here, f"root {_mask(sent.root, roles.cast)}"]
        told.append(Telling(sent, model.probabilities(known), known, encoded))
    return told


def features(sent: Span, roles: Roles, place: int) -> Iterator[str]:
    """What the words of a sentence are and how they hang together; `place` counts the sentences before."""
    yield from _sequence(sent, roles.cast)
    yield from _tree(sent, roles)
    yield "title" if sent.doc.user_data["excerpt"].in_title(sent[0]) else "body"
    if place <= LEAD:
        yield f"sentence {place}"


def _sequence(sent: Span, cast: Cast) -> Iterator[str]:
    """Words and pairs of neighbours, a name of several words counted once."""
    before, last = "<start>", None
    for token in sent:
        entity = cast.at.get(token.i)
        if token.is_space or (token.is_punct and token.text not in MARKS) or (entity is not None and entity is last):
            continue
        last = entity
        word = _mask(token, cast)
        yield f"word {word}"
        yield f"pair {before} {word}"
        before = word


def _tree(sent: Span, roles: Roles) -> Iterator[str]:
    """What governs what: "sue nsubj <claimant>", "letter to <respondent>"; of "it" also who is meant."""
    cast = roles.cast
    for token in sent:
        if token.pos_ not in TRIGGERS:
            continue
        word = token.lemma_.lower() if token.i not in cast.at else _mask(token, cast)
        if token.head.i == token.i:
            yield f"root {word}"
        for child in token.children:
            if child.is_punct or child.dep_ in {"det", "case"}:
                continue
            if child.dep_ in ARGUMENTS:
                yield f"with {word} {child.dep_}"
            for below in _masks(child, roles):
                yield f"tree {word} {child.dep_} {below}"
                if child.dep_ in {"nsubj", "nsubjpass"}:
                    yield f"subject {below}"
                    if token.head.i == token.i:
                        yield f"main subject {below}"
            if child.dep_ in {"prep", "agent", "dative"}:
                for grandchild in child.children:
                    if grandchild.dep_ in {"pobj", "pcomp"}:
                        for below in _masks(grandchild, roles):
                            yield f"tree {word} {child.lower_} {below}"


def _masks(token: Token, roles: Roles) -> list[str]:
    """A word as a feature, and whom it means where it is no name itself."""
    own = _mask(token, roles.cast)
    if token.i in roles.cast.at or token.pos_ not in {"PRON", "NOUN"} or token.dep_ not in MEANING:
        return [own]
    meant = {_standing(entity) for entity in roles.resolve(token) if not entity.generic}
    return [own, *sorted(meant)]


def _mask(token: Token, cast: Cast) -> str:
    """A word as a feature: names by what they stand for, numbers and dates as such, all else by lemma."""
    entity = cast.at.get(token.i)
    if entity is not None:
        return _standing(entity.meant)
    if token.like_num or token.text[0].isdigit():
        return "<number>"
    if token.ent_type_ == "DATE":
        return "<date>"
    return "<proper>" if token.pos_ == "PROPN" else token.lemma_.lower()


def _standing(entity: Entity) -> str:
    """What a name stands for, as a feature."""
    if entity.type == "tool" or entity.on_bench or entity.type in {"outlet", "place", "counsel", "bystander"}:
        return f"<{entity.type}>"
    return "<public>" if entity.kind == "government" else f"<{entity.side or 'name'}>"
