"""A noun that names a step ("lawsuit", "letter") -> the verbs that tell what happens with it, and whom they tell of.

"X filed a lawsuit against Y", "a suit filed by X", "Y faces a suit from X", "X said in a letter to Y": each relation
between verb and noun puts actors and targets elsewhere.
"""

from collections.abc import Callable, Iterator, Mapping

from spacy.tokens import Token

from nlp.entities import Entity
from nlp.lexicon import Frame
from nlp.modality import UNREAL
from nlp.roles import Roles
from nlp.syntax import clause_subjects, objects, prepositional, subjects

type Governor = tuple[Token, str]  # a verb and its relation to the noun, a key of RELATIONS
type Sides = tuple[list[Entity], list[Entity]]  # actors, targets

SUPPORT_CLAUSE = frozenset({"acl", "relcl"})
VERBAL = frozenset({"VERB", "AUX"})
SPEAKING_NOUNS = frozenset(
    (
        "statement letter complaint lawsuit suit filing motion petition brief post memo response answer action "
        "desist notice"
    ).split()
)
ACCUSING = frozenset(["accuse", "allege", "claim", "say", "argue", "contend"])
ACCUSING_SUBJECT = ACCUSING | {"name", "target", "seek"}  # "the suit names Y"
SERVING = frozenset({"hit", "slap", "serve"})
ENDING = frozenset(["end", "resolve", "close", "settle", "conclude", "give"])
MOVING = frozenset(["go", "come", "arrive", "reach", "land", "follow", "hit"])


def governors(noun: Token, frame: Frame) -> Iterator[Governor]:
    """The verbs that tell what happens with a noun, each with how it does."""
    for child in noun.children:
        yield from _clause_below(child, frame)
    head = _top(noun)
    if head is not noun:
        yield from _supporting(head, SUPPORT_CLAUSE, frame)
    if head.dep_ == "pobj" and head.head.pos_ == "ADP":
        yield from _through_preposition(head.head, noun, frame)
    elif head.head.pos_ in VERBAL and head.head is not head:
        yield from _as_argument(head, head.head, frame)


def told_sides(governor: Governor, noun: Token, frame: Frame, roles: Roles) -> Sides:
    """Actors and targets by one verb that tells what happens with a noun."""
    verb, relation = governor
    return RELATIONS[relation](verb, noun, frame, roles)


def _clause_below(child: Token, frame: Frame) -> Iterator[Governor]:
    """A clause on the noun: "the suit filed by X", "the suit in which X accuses Y"."""
    if child.dep_ in SUPPORT_CLAUSE and child.lemma_ in frame.support:
        yield child, "support"
    elif child.dep_ == "relcl" and child.lemma_ in ACCUSING and frame.support:
        yield child, "claims"
    elif child.dep_ in SUPPORT_CLAUSE and any(c.tag_ == "TO" for c in child.children):
        # "A motion to dismiss that OpenAI had filed": the relative clause hangs on the infinitive.
        yield from _supporting(child, {"ccomp", "relcl"}, frame)


def _supporting(token: Token, labels: frozenset[str] | set[str], frame: Frame) -> Iterator[Governor]:
    for clause in token.children:
        if clause.dep_ in labels and clause.lemma_ in frame.support:
            yield clause, "support"


def _through_preposition(preposition: Token, noun: Token, frame: Frame) -> Iterator[Governor]:
    """A verb that has the noun by a preposition: "hit with a suit", "said in a letter"."""
    verb = preposition.head
    if verb.pos_ not in VERBAL:
        return
    if preposition.lower_ in {"off", "out", "on"} and verb.lemma_ in frame.support:
        yield verb, "support"  # "fires off a letter", read as a preposition
    elif preposition.lower_ == "with" and verb.lemma_ in SERVING and frame.support:
        yield verb, "served"
    elif preposition.lower_ == "with" and verb.lemma_ in UNREAL:
        return  # "threatened with a suit"
    elif preposition.lower_ in {"in", "through", "via", "with", "by"} and noun.lemma_.lower() in SPEAKING_NOUNS:
        yield verb, "said"


def _as_argument(head: Token, verb: Token, frame: Frame) -> Iterator[Governor]:
    """A verb of which the noun is object or subject."""
    if head in objects(verb) or head.dep_ in {"dobj", "nsubjpass", "attr", "dative"}:
        for lemmas, relation in ((frame.support, "support"), (frame.faced, "faced"), (frame.won, "won")):
            if verb.lemma_ in lemmas:
                yield verb, relation
                return
    if head.dep_ != "nsubj":
        return
    if verb.lemma_ in ACCUSING_SUBJECT:
        yield verb, "accuses"
    if frame.both and verb.lemma_ in ENDING:
        yield verb, "ends"
    if verb.lemma_ in MOVING:
        yield verb, "moves"


def _top(noun: Token) -> Token:
    """Up through "a pair of lawsuits", "one of the letters" and coordination."""
    head = noun
    for _ in range(4):
        above = head.head
        if head.dep_ in {"conj", "appos"} and above.pos_ in {"NOUN", "PROPN"}:
            head = above
        elif head.dep_ == "pobj" and above.lower_ == "of" and above.head.pos_ in {"NOUN", "NUM", "PRON", "DET", "ADJ"}:
            head = above.head
        else:
            break
    return head


def _support(verb: Token, noun: Token, frame: Frame, roles: Roles) -> Sides:
    """ "X filed a suit against Y"."""
    return roles.entities(subjects(verb)), roles.entities(prepositional(verb, *frame.target))


def _faced(verb: Token, noun: Token, frame: Frame, roles: Roles) -> Sides:
    """ "Y faces a suit from X", "Y won a ruling from the court"."""
    return roles.entities(prepositional(verb, "from", "by")), roles.entities(subjects(verb))


def _served(verb: Token, noun: Token, frame: Frame, roles: Roles) -> Sides:
    """ "X hit Y with a suit"."""
    return roles.entities(subjects(verb)), roles.entities(objects(verb))


def _said(verb: Token, noun: Token, frame: Frame, roles: Roles) -> Sides:
    """ "X urged Y in a letter to stop"."""
    actors = roles.entities(subjects(verb))
    told = [
        *objects(verb),
        *prepositional(verb, "to", "from", "against"),
        *(c for c in verb.children if c.dep_ == "dative"),
        *clause_subjects(verb),
    ]
    return actors, [e for e in roles.entities(told, exclude=actors) if e.may_be_party]


def _ends(verb: Token, noun: Token, frame: Frame, roles: Roles) -> Sides:
    """ "The settlement ends the dispute between X and Y"."""
    ended = objects(verb)
    if not ended:
        return [], []
    return roles.entities(prepositional(ended[0], "of", "with", "between", "against", deep=True)), []


def _moves(verb: Token, noun: Token, frame: Frame, roles: Roles) -> Sides:
    """ "The letter went to Y", "the suit hit Y"."""
    return [], roles.entities([*prepositional(verb, "to", "at", "with"), *objects(verb)])


def _accuses(verb: Token, noun: Token, frame: Frame, roles: Roles) -> Sides:
    """ "The suit accuses Y"."""
    return [], roles.entities(objects(verb))


def _claims(verb: Token, noun: Token, frame: Frame, roles: Roles) -> Sides:
    """ "The suit in which X accuses Y"."""
    actors = roles.entities(subjects(verb))
    return actors, roles.entities(prepositional(noun, *frame.target)) or roles.entities(objects(verb), exclude=actors)


RELATIONS: Mapping[str, Callable[[Token, Token, Frame, Roles], Sides]] = {
    "support": _support,
    "faced": _faced,
    "won": _faced,
    "served": _served,
    "said": _said,
    "ends": _ends,
    "moves": _moves,
    "accuses": _accuses,
    "claims": _claims,
}
