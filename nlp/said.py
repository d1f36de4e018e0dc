"""The word that tells a use -> whether it is told as done at all, and as alleged, admitted or found by a court.

Both are read off the way from that word up to the root of its sentence: "admitted that it had copied", "whether the
judge found", "demanded that it stop training on".
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from disputes.types import AllegationStatus
from nlp.cast import Entity
from nlp.materials import in_perfect
from nlp.roles import Roles
from nlp.syntax import possessors, prepositional, subjects
from nlp.wording import Said, Wording

NEVER = frozenset({"never", "neither", "nor", "no"})
UP = 8


def is_real(token: Token, wording: Wording) -> bool:
    """Whether a use is told as done: not wished, allowed, feared, planned, supposed or denied flatly."""
    said = wording.said
    if token.pos_ == "NOUN":
        return _noun_is_real(token, said)
    verb = token.head.head if in_perfect(token) else token
    if any(child.dep_ == "prt" and child.lower_ in said.undoing for child in verb.children):
        return False
    if verb.dep_ == "relcl" and verb.tag_ in {"VBP", "VBZ"} and _is_wish(verb.head, said):
        return False
    for step in range(UP):
        if _undone(verb, said, own=step == 0):
            return False
        above = verb.head
        if above is verb:
            return True
        if verb.dep_ in {"pcomp", "pobj"}:
            above = above.head
            if verb.head.lower_ == "without" and step == 0:
                return False
        lemma = above.lemma_.lower()
        if lemma in said.stops and verb.dep_ in {"xcomp", "pcomp", "advcl"}:
            return True
        if above.lemma_ in wording.uses and verb.dep_ in {"xcomp", "advcl", "acl"}:
            verb = above
            continue
        if _wanted(verb, said) and lemma not in said.real:
            return False
        if verb.dep_ in {"pcomp", "xcomp", "ccomp", "acl"} and lemma in said.unreal - said.real:
            return False
        if verb.dep_ == "conj" and any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children):
            return True
        if verb.dep_ in {"relcl", "advcl", "nsubj", "csubj", "parataxis"} or above.pos_ not in {"VERB", "AUX", "NOUN"}:
            return True
        verb = above
    return True


def _is_wish(noun: Token, said: Said) -> bool:
    """ "Would have to disclose the works that they use": whatever those may be."""
    above = noun
    for _ in range(4):
        above = above.head
        if any(child.dep_ == "aux" and child.lower_ in said.maybe for child in above.children):
            return True
    return False


def _undone(verb: Token, said: Said, *, own: bool) -> bool:
    words = {child.lower_ for child in verb.children if child.dep_ in {"aux", "mark", "advmod", "neg"}}
    if words & said.conditions and any(
        c.lower_ in said.conditions and c.dep_ in {"mark", "advmod"} for c in verb.children
    ):
        return True
    joined = [*verb.children, *(verb.head.children if verb.dep_ == "conj" else ())]  # "neither store nor copy"
    if own and any(c.dep_ in {"preconj", "cc"} and c.lower_ in NEVER for c in joined):
        return True
    if own and (words & NEVER or any(child.dep_ == "neg" for child in verb.children)):
        return True
    if words & {"could", "would"} and verb.lemma_ in said.alleged:
        return False
    return bool({child.lower_ for child in verb.children if child.dep_ == "aux"} & said.maybe)


def _wanted(verb: Token, said: Said) -> bool:
    """A bare infinitive or a subjunctive: what is to be done; "to have used" was."""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if "have" in auxiliaries:
        return False
    return "to" in auxiliaries or (
        verb.tag_ == "VB" and verb.dep_ == "ccomp" and not auxiliaries & {"did", "do", "does"}
    )


def _noun_is_real(noun: Token, said: Said) -> bool:
    if any(child.lower_ in {"no", "any", "future", "fair", "further", "permitted"} for child in noun.children):
        return False
    head = noun
    for _ in range(4):
        above = head.head
        if above is head:
            return True
        lemma = above.lemma_.lower()
        if lemma in said.stops:
            return True
        if lemma == "without" or lemma in said.unreal - {"seek", "fail", "pay"}:
            return False
        if above.pos_ in {"VERB", "AUX"}:
            return not (
                {c.lower_ for c in above.children if c.dep_ == "aux"} & said.maybe and head.dep_ in {"dobj", "pobj"}
            )
        head = above
    return True


def status_of(token: Token, developers: Sequence[Entity], roles: Roles, wording: Wording) -> AllegationStatus:
    """What the nearest word above says of the use: admitted by the developer, found by a court, else alleged."""
    said = wording.said
    for above in _above(token, said):
        lemma = above.lemma_.lower()
        if lemma in said.admitted:
            return "admitted" if _asserts(above, said) and _speaks(above, developers, roles, said) else "alleged"
        if lemma in said.found and (lemma != "find" or not _is_use(above, wording)):
            return "found" if _asserts(above, said) and _bench(above, roles, said) else "alleged"
        if lemma in said.stated and token.pos_ != "NOUN":
            return _stated(above, developers, roles, said)
        if lemma in said.alleged:
            return "alleged"
    return "alleged"


def _above(token: Token, said: Said) -> Iterator[Token]:
    """The words of whose content a use is part, the nearest first: not those that it only stands beside."""
    below = token
    for _ in range(UP):
        above = below.head
        if above is below or below.dep_ in {"advcl", "relcl"} or below.lower_ in said.aside:
            return
        yield above
        below = above


def _is_use(token: Token, wording: Wording) -> bool:
    return token.lemma_ in wording.uses


def _asserts(word: Token, said: Said) -> bool:
    children = {child.lower_ for child in word.children if child.dep_ in {"aux", "neg", "mark", "advmod", "det"}}
    return not (any(c.dep_ == "neg" for c in word.children) or children & (said.maybe | said.conditions | NEVER))


def _speaks(word: Token, developers: Sequence[Entity], roles: Roles, said: Said) -> bool:
    """Whether it is the developer who admits, or nobody else is named who does."""
    tokens = subjects(word) if word.pos_ in {"VERB", "AUX"} else [*possessors(word), *prepositional(word, "by", "from")]
    meant = roles.entities(t for t in tokens if _is_voice(t, roles, said))
    return not tokens or any(e in developers or e.speaks_for in developers for e in meant)


def _bench(word: Token, roles: Roles, said: Said) -> bool:
    """Whether it is a court that finds; a ruling or verdict needs no further word, nor does one found liable."""
    if word.pos_ == "NOUN":
        tokens = [word, *possessors(word), *prepositional(word, "by", "from", "of")]
    else:
        tokens = subjects(word)
        if not tokens and any(t.lemma_.lower() in said.bench | {"liable", "guilty"} for t in word.sent):
            return True
    if any(t.lemma_.lower() in said.bench for t in tokens):
        return True
    return any(e.type in {"court", "judge"} for t in tokens for e in roles.resolve(t))


def _is_voice(token: Token, roles: Roles, said: Said) -> bool:
    """Whether a subject can be the developer itself: its name, "it", "the company"; not "the three", "developers"."""
    if token.i in roles.cast.at or token.lower_ == "it":
        return True
    return token.lemma_.lower() in said.speakers and any(
        c.dep_ in {"det", "poss", "compound", "amod"} for c in token.children
    )


def _stated(word: Token, developers: Sequence[Entity], roles: Roles, said: Said) -> AllegationStatus:
    if not _asserts(word, said):
        return "alleged"
    tokens = subjects(word)
    if any(e in developers for e in roles.entities(t for t in tokens if _is_voice(t, roles, said))):
        return "admitted"
    written = word.lemma_ in {"write", "note"} or any(
        t.lemma_.lower() in {"ruling", "order", "opinion", "decision"} for t in word.sent
    )
    return "found" if written and _bench(word, roles, said) else "alleged"
