"""A parsed token -> its logical arguments: who does it, to what, and by which prepositions.

One normal form for active and passive verbs, relative clauses, participles, coordination and control, so that a frame
is written once ("file" with object "suit") and finds "the suit that X had filed", "filed by X", "X moved to file".
Labels are those of the model's dependency scheme (ClearNLP).
"""

from collections.abc import Callable, Iterator
from functools import wraps

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
OBJECTS = frozenset({"dobj", "obj", "attr", "oprd"})
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
CLAUSAL = frozenset({"xcomp", "advcl", "ccomp", "conj", "pcomp", "acl", "relcl", "parataxis"})
# Verbs whose object, not subject, does what the infinitive says: "asked OpenAI to stop".
OBJECT_CONTROL = frozenset(
    (
        "ask urge order tell demand call require allow let force compel press implore warn invite instruct permit get"
    ).split()
)
# Nouns that only measure or group what follows "of": "a group of authors", "most of the claims".
PARTITIVES = frozenset(
    (
        "group number majority dozen hundred thousand lot handful pair trio coalition series row host all most "
        "some many several part half none bulk each one two three couple number score band consortium collection "
        "list range"
    ).split()
)
FURTHER = frozenset({"other", "others", "further", "more"})
LIST_MARKERS = frozenset({"including", "like", "as", "among", "alongside", "with", "plus"})


def once[Answer](ask: Callable[[Token], Answer]) -> Callable[[Token], Answer]:
    """Keep what is asked of a token with its Doc: a parse stays what it is, and each frame asks the same of a verb."""
    key = f"{ask.__module__}.{ask.__name__}"

    @wraps(ask)
    def answer(token: Token) -> Answer:
        known: dict[int, Answer] = token.doc.user_data.setdefault(key, {})
        if token.i not in known:
            known[token.i] = ask(token)
        return known[token.i]

    return answer


@once
def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive, reduced participles ("the suit filed Friday") included."""
    if any(child.dep_ in {"auxpass", "nsubjpass", "csubjpass"} for child in verb.children):
        return True
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return True
    if any(child.dep_ == "agent" and _own(child, {"pobj"}) for child in verb.children) and verb.tag_ in {"VBN", "VBD"}:
        return True
    if verb.dep_ == "advcl" and verb.tag_ == "VBN" and not _own(verb, SUBJECTS) and not _own(verb, OBJECTS):
        return not any(child.dep_ == "aux" for child in verb.children)
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not _own(verb, SUBJECTS | {"aux"}):
        return is_passive(verb.head)
    return False


@once
def subjects(verb: Token) -> list[Token]:
    """The logical subjects of a verb: the agent of a passive, else the (inherited) surface subject."""
    if is_passive(verb):
        return [
            pobj for child in verb.children if child.dep_ == "agent" or _is_by(child) for pobj in _own(child, {"pobj"})
        ]
    return surface_subjects(verb)


@once
def objects(verb: Token) -> list[Token]:
    """The logical objects of a verb: the surface subject of a passive, else its objects or the noun it modifies."""
    if is_passive(verb):
        return surface_subjects(verb) + _own(verb, {"dobj", "oprd"})
    own = [_antecedent(token, verb) for token in _own(verb, OBJECTS)]
    if own:
        return own
    if (
        verb.dep_ in {"relcl", "acl"}
        and verb.tag_ != "VBG"
        and _own(verb, {"nsubj"})
        and not _has_relative(verb, SUBJECTS)
    ):
        return [verb.head]
    return []


def surface_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The grammatical subjects of a verb, found through relatives, participles, coordination and control."""
    own = [_antecedent(token, verb) for token in _own(verb, SUBJECTS)]
    if own or depth > 5:
        return own
    head = verb.head
    if verb.dep_ in {"acl", "relcl"}:
        head = _whole_list(head)
        if head.dep_ == "attr" and verb.dep_ == "acl":
            return surface_subjects(head.head, depth + 1) or [head]  # "became the third publisher to sue"
        return [head] if head.pos_ not in {"VERB", "AUX"} else surface_subjects(head, depth + 1)
    if verb.dep_ == "xcomp" and head.lemma_ in OBJECT_CONTROL:
        return objects(head) or surface_subjects(head, depth + 1)
    if verb.dep_ == "ccomp" and verb.i > head.i and any(child.tag_ == "TO" for child in verb.children):
        return objects(head) or surface_subjects(head, depth + 1)
    if verb.dep_ in {"xcomp", "advcl", "conj", "ccomp"} and head.pos_ in {"VERB", "AUX"}:
        return surface_subjects(head, depth + 1)
    if verb.dep_ == "conj" and head.pos_ in {"NOUN", "PROPN"}:
        return []
    if verb.dep_ == "pcomp" and head.dep_ in {"prep", "mark"}:
        governor = head.head
        return surface_subjects(governor, depth + 1) if governor.pos_ in {"VERB", "AUX"} else [governor]
    return []


def prepositional(token: Token, *names: str, deep: bool = False) -> list[Token]:
    """The objects of a token's prepositions with one of these names.

    `deep` also looks where the parser hangs a phrase too low: "the suit by Warner Music [against Udio]".
    """
    found = []
    for child in token.children:
        if child.dep_ in {"prep", "agent", "dative", "pcomp", "prt"} and child.lower_ in names:
            found += _own(child, {"pobj", "pcomp"})
            found += [pobj for inner in _own(child, {"prep"}) for pobj in _own(inner, {"pobj"})]
    if not found and deep:
        for child in token.children:
            if child.i > token.i and child.dep_ in {
                "prep",
                "pobj",
                "dobj",
                "agent",
                "attr",
                "conj",
                "dative",
                "acl",
                "appos",
            }:
                found += prepositional(child, *names, deep=True)
    return found


def possessors(noun: Token) -> list[Token]:
    """Whose it is: "OpenAI's motion", "its suit"."""
    return _own(noun, {"poss"})


def clause_subjects(verb: Token) -> list[Token]:
    """The subjects of a verb's complement clauses: "asked that OpenAI stop"."""
    clauses = (child for child in verb.children if child.dep_ in {"ccomp", "xcomp"})
    return [token for clause in clauses for token in _own(clause, {"nsubj", "nsubjpass"})]


def members(token: Token, depth: int = 0) -> Iterator[Token]:
    """A noun phrase's head, then all that it is coordinated with, in apposition to, or said to include."""
    yield token
    if depth > 4:
        return
    if token.tag_ == "NNS" and (named := _among_them(token)) is not None:
        yield from members(named, depth + 1)
    for child in token.children:
        if (child.dep_ in {"conj", "appos"} and child.pos_ not in {"VERB", "AUX"}) or child.dep_ == "nmod":
            yield from members(child, depth + 1)
        elif child.dep_ == "acl" and child.lemma_ in {"lead", "head", "represent"}:
            # "Six authors led by John Carreyrou": named members of a group.
            for agent in child.children:
                if agent.dep_ == "agent":
                    for pobj in _own(agent, {"pobj"}):
                        yield from members(pobj, depth + 1)
        elif child.dep_ == "prep" and child.i > token.i and _lists(child, token):
            for pobj in _own(child, {"pobj"}):
                yield from members(pobj, depth + 1)


def measures(noun: Token) -> bool:
    """Whether a noun only measures what follows: "a group of authors"."""
    return noun.lemma_.lower() in PARTITIVES and any(c.dep_ == "prep" and c.lower_ == "of" for c in noun.children)


def _lists(preposition: Token, noun: Token) -> bool:
    return preposition.lower_ in LIST_MARKERS or (preposition.lower_ == "of" and noun.lemma_.lower() in PARTITIVES)


def _among_them(plural: Token) -> Token | None:
    """The first name of "AI companies, among them X and Y": the parser hangs "among" on the names."""
    for token in plural.doc[plural.i + 1 : min(plural.sent.end, plural.i + 14)]:
        if token.lower_ == "among" and token.i + 1 < plural.sent.end and token.nbor().lower_ in {"them", "whom"}:
            return token.head if token.head.i > token.i and token.head.pos_ == "PROPN" else None
    return None


def _own(token: Token, labels: frozenset[str] | set[str]) -> list[Token]:
    return [child for child in token.children if child.dep_ in labels]


def _is_by(token: Token) -> bool:
    return token.dep_ == "prep" and token.lower_ == "by"


def _antecedent(token: Token, verb: Token) -> Token:
    """What a relative pronoun stands for."""
    if token.lower_ in RELATIVES and token.tag_ in {"WP", "WDT", "WP$", "IN"}:
        clause = verb
        while clause.dep_ in {"conj", "xcomp", "ccomp", "aux"} and clause.head is not clause:
            clause = clause.head
        if clause.dep_ in {"relcl", "acl"}:
            return _whole_list(clause.head)
    return token


def _whole_list(head: Token) -> Token:
    """Up from "the other authors" in "Silverman, Coates and the other authors who have sued": all of them have."""
    while head.dep_ == "conj" and any(c.lower_ in FURTHER for c in head.children):
        head = head.head
    return head


def _has_relative(verb: Token, labels: frozenset[str]) -> bool:
    return any(child.lower_ in RELATIVES for child in _own(verb, labels))


def on_behalf(token: Token) -> list[Token]:
    """ "On behalf of two authors the lawyers went to court": for whom somebody acts."""
    told = (child for child in token.head.children if child.lower_ == "on")
    behalf = (noun for prep in told for noun in prep.children if noun.lower_ == "behalf")
    return [whose for noun in behalf for of in noun.children if of.lower_ == "of" for whose in of.children]
