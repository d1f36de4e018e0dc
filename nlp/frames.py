"""A parsed excerpt and its cast -> mentions of steps: every place where a frame of `data/actions.toml` fits.

A mention is one wording of one step; the same step may be told many times (see nlp.steps).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from disputes.types import PartialDate, Status
from nlp.entities import Cast, Entity
from nlp.fitting import fits_noun, fits_verb, is_another, is_definite, names_bench, self_standing, suits
from nlp.governors import Governor, governors, told_sides
from nlp.lexicon import Frame, Lexicon
from nlp.modality import Modality, governed, is_there, modality
from nlp.roles import Roles
from nlp.syntax import clause_subjects, objects, possessors, prepositional, subjects

NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
WRITINGS = frozenset({"letter", "notice", "order", "missive", "demand"})  # what "cease and desist" may stand before
MOST = 400  # mentions that an article is read with, the first: those of sixty suits, each told in a paragraph
MAY_ACT = frozenset({"party", "unknown", "person", "judge", "court"})


@dataclass(slots=True, eq=False)
class StepMention:
    """One wording of a step: its trigger, the verb that tells it, and its arguments as entities."""

    action: str
    frame: Frame
    trigger: Token
    verb: Token
    modality: Modality
    actors: list[Entity] = field(default_factory=list)
    targets: list[Entity] = field(default_factory=list)
    tools: list[Entity] = field(default_factory=list)
    anchored: bool = False  # whether a definite reference ("the suit"), rather than a telling
    refers: bool = False  # names no party: only ever means a step told elsewhere ("the complaint was filed on Monday")
    date: PartialDate | None = None
    in_title: bool = False
    chance: float = 0.0  # that its sentence tells such a step, by its wording (see nlp.telling)
    status: Status | None = None  # whether it happened, where the encoder is sure of it
    apart: frozenset[Entity] = frozenset()  # who takes another step of this kind in the same sentence
    elsewhere: frozenset[Entity] = frozenset()  # whom only other clauses of it name, for other such steps,
    beyond: frozenset[int] = frozenset()  # and the tokens of these clauses (see nlp.clauses)

    sent_start: int = field(init=False)  # the first token of its sentence

    def __post_init__(self) -> None:
        self.sent_start = self.trigger.sent.start

    @property
    def framed(self) -> bool:
        """Whether a frame of the lexicon found it, not the wording of its sentence alone."""
        return bool(self.frame.verb or self.frame.noun)


def find(doc: Doc, cast: Cast, roles: Roles, lexicon: Lexicon, *, lenient: bool = False) -> list[StepMention]:
    """All mentions in the order of the text whose actor is what the frame needs.

    `lenient` lets a party whose side is not known yet be either, so that sides can be learned from what is told.
    """
    found: list[StepMention] = []
    roles.lenient = lenient
    for token in doc:
        if len(found) >= MOST:
            return found[:MOST]
        if token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB"):
            for key in _verb_keys(token):
                for frame in lexicon.verbs.get(key, ()):
                    found += _verb_mention(token, frame, roles)
        if (token.pos_ in NOMINAL or token.lower_ in {"one", "desist"}) and token.i not in cast.at:
            keys = _noun_keys(token)
            for frame in dict.fromkeys(frame for key in keys for frame in lexicon.nouns.get(key, ())):
                found += _noun_mention(token, frame, roles)
    return found


def _verb_keys(token: Token) -> list[str]:
    """Under which words of the lexicon a verb may stand: "throw out", "sue"."""
    lemma = token.lemma_.lower()
    keys = [f"{lemma} {child.lower_}" for child in token.children if child.dep_ in {"prt", "advmod", "prep"}]
    return [*keys, lemma] if not any(child.dep_ == "prt" for child in token.children) else keys


def _noun_keys(token: Token) -> list[str]:
    """Under which words of the lexicon a noun may stand: "class action", "action"."""
    lemma, doc = token.lemma_.lower(), token.doc
    if lemma == "desist":
        following = doc[token.i + 1].lemma_.lower() if token.i + 1 < len(doc) else ""
        return [] if following in WRITINGS else ["desist letter"]
    if lemma in WRITINGS | {"warning"} and "desist" in doc[max(0, token.i - 3) : token.i].text.lower():
        return ["desist letter"]
    keys = [f"{child.lower_} {lemma}" for child in token.lefts if child.dep_ in {"compound", "amod", "nmod"}]
    if token.i:
        keys.append(f"{doc[token.i - 1].lower_} {lemma}")
    return [*keys, lemma]


def _verb_mention(verb: Token, frame: Frame, roles: Roles) -> Iterator[StepMention]:
    objs, subjs = objects(verb), subjects(verb)
    if not fits_verb(verb, frame, subjs, objs, roles):
        return
    mood = modality(verb)
    actors = _fill(frame.actor, verb, None, subjs, objs, roles)
    targets = _fill(frame.target, verb, None, subjs, objs, roles)
    if actors and all(actor in targets for actor in actors):
        # "In suing Stability AI, the company claimed": who acts is not who is acted upon.
        actors = roles.entities(subjs, exclude=targets)
    if (frame.must and not targets) or (frame.pair and len({*map(id, actors), *map(id, targets)}) < 2):
        return
    yield from _checked(StepMention(frame.action, frame, verb, verb, mood, actors, targets), subjs, roles)


def _noun_mention(noun: Token, frame: Frame, roles: Roles) -> Iterator[StepMention]:
    if not fits_noun(noun, frame, roles.cast):
        return
    relations = list(governors(noun, frame))
    mention = _told_of(noun, frame, relations, roles)
    supported = any(relation == "support" for _, relation in relations)
    if frame.strict and not supported and not (mention.targets and prepositional(noun, "against", deep=True)):
        return
    if _wave(mention):
        return
    if _tells(mention, relations):
        if relations or not frame.support or self_standing(noun, frame):
            by_support = relations and relations[0][1] == "support"
            yield from _checked(mention, subjects(mention.verb) if by_support else [], roles)
    elif frame.support and not frame.strict and not is_another(noun) and (supported or is_definite(noun)):
        mention.refers = True
        yield mention


def _told_of(noun: Token, frame: Frame, relations: list[Governor], roles: Roles) -> StepMention:
    """What the verbs that govern a noun tell of it, and what stands beside it where they do not tell."""
    mood: Modality = "happened" if relations else governed(noun)
    actors: list[Entity] = []
    targets: list[Entity] = []
    for verb, relation in relations:
        if mood == "happened" and relation != "claims":
            there = relation in {"moves", "ends", "accuses"} and is_there(noun)
            mood = governed(noun) if there else modality(verb)  # "the settlement can go ahead" is one
        found = told_sides((verb, relation), noun, frame, roles)
        actors = actors or found[0]
        targets = targets or [e for e in found[1] if e not in actors]
    actors = [e for e in actors if e.type in MAY_ACT] or _fill(frame.actor, noun, noun, [], [], roles)
    if not targets:
        paths = tuple(path for path in frame.target if path != "subject")
        targets = _fill(paths, noun, noun, [], [], roles)
    targets = [e for e in targets if e not in actors]
    if frame.action == "lawsuit" and targets:
        actors = [e for e in actors if not e.on_bench]  # "a case against Udio in the court of Austin": where, not who
    verb = relations[0][0] if relations else noun
    return StepMention(frame.action, frame, noun, verb, mood, actors, targets, anchored=not relations)


def _tells(mention: StepMention, relations: list[Governor]) -> bool:
    """Whether enough stands beside a noun to tell its step, rather than refer to it."""
    frame = mention.frame
    if mention.actors or mention.targets or frame.bare or frame.of:
        return True
    return bool(relations) and (frame.approval or frame.both)


def _wave(mention: StepMention) -> bool:
    """A wave of suits without names."""
    plural = mention.trigger.tag_ == "NNS" and mention.action == "lawsuit"
    kinds = len(mention.actors) > 1  # "artists, newspapers and authors have brought suits against companies like Meta"
    return plural and (kinds or not mention.targets) and all(e.generic for e in mention.actors)


def _fill(
    paths: tuple[str, ...], verb: Token, noun: Token | None, subjs: list[Token], objs: list[Token], roles: Roles
) -> list[Entity]:
    """Whom the first of a frame's paths leads to that leads to anybody."""
    for path in paths:
        found = roles.entities(_at(path, verb, noun, subjs, objs))
        if acting := [e for e in found if e.type in MAY_ACT]:
            return acting
    return []


def _at(path: str, verb: Token, noun: Token | None, subjs: list[Token], objs: list[Token]) -> list[Token]:
    """The heads to which one path of a frame leads; `data/actions.toml` says what the paths are."""
    if path == "NONE":
        return []
    if path == "subject":
        return subjs
    if path == "object":
        datives = [c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP"]
        return [*objs, *prepositional(verb, "dative"), *datives]
    if path == "possessor":
        return possessors(noun) if noun is not None else []
    if path == "OBJECT_CONTROL":
        return clause_subjects(verb)
    beside = prepositional(noun, path, deep=True) if noun is not None else []
    return beside or prepositional(verb, path, deep=noun is None)


def _checked(mention: StepMention, subjs: list[Token], roles: Roles) -> Iterator[StepMention]:
    """A mention whose actor is what its frame needs, once those that cannot be it are left out."""
    needs = mention.frame.needs
    kept = [entity for entity in mention.actors if suits(entity, needs, lenient=roles.lenient)]
    if kept or not needs or _may_lack_actor(mention, needs, subjs, roles):
        mention.actors = kept
        yield mention


def _may_lack_actor(mention: StepMention, needs: str, subjs: list[Token], roles: Roles) -> bool:
    """Whether a mention may stand although nobody whom it names can be its actor."""
    if needs == "court":
        return names_bench(subjs, roles)
    if mention.actors:
        return False
    if needs == "claimant_or_none":
        return not subjs
    # The developer of a tool, or who acts against the targets, is filled in by nlp.completing.
    return needs in {"court_or_none", "maker"} or (needs == "party" and bool(mention.targets))
