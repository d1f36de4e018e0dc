"""Noun phrases without a name that take part in disputes -> entities of the cast: "three authors", "Dr King's estate".

Whom the text leaves without a name stands as in the text. All its mentions count, so that what an article tells of "a
group of authors" can be theirs as what it tells of OpenAI is OpenAI's.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from spacy.tokens import Token

from nlp import newcomers, wordlists
from nlp.describing import descriptor_at
from nlp.entities import NAMES_KEPT, Cast, Entity
from nlp.forms import in_captions
from nlp.lexicon import Descriptor, Lexicon
from nlp.syntax import PARTITIVES, measures, members

ARTICLES = re.compile(r"^(?:the|a|an|other|several|some|many)\s+", re.IGNORECASE)
COUNTED = frozenset({"det", "nummod", "predet", "quantmod"})
DEFINITE = frozenset({"the", "these", "those", "both"})
UNTOLD = frozenset({"person_other", "counsel", "judge", "court", "tool"})  # descriptions of whom no group is made
FOLK = Descriptor("individual", "individual", "claimant")
ESTATE, FAMILY = "estate", "family"  # who acts in the name of the dead: the second where the first is told of
KIN = "kin"  # a vote that a party is named by another of whom it is the estate or a relative
SUE = "sue"
PLAINTIFFS = frozenset({"plaintiff", "claimant", "complainant"})  # what all are called who sue
WORDS = re.compile(r"\w+")
SIZES = PARTITIVES | {"of"}
TAKING_PART = frozenset({"nsubj", "nsubjpass", "pobj", "dobj", "conj", "poss"})


def introduce(cast: Cast, lexicon: Lexicon, resolve: Callable[[Token], Sequence[Entity]]) -> None:
    """Enter all groups, kin and single persons and companies without a name; `resolve` tells what a noun means, and
    enters whom it cannot tell."""
    suing = {token.lemma_.lower() for token in cast.doc if _sues(token)}
    for token in cast.doc:
        if token.pos_ != "NOUN" or token.i in cast.at:
            continue
        descriptor = descriptor_at(token, lexicon)
        if descriptor is None and (_is_folk(token) or (token.lemma_.lower() in suing and token.dep_ in TAKING_PART)):
            group(cast, token, FOLK)
            continue
        told = descriptor is not None and descriptor.kind != "tool" and descriptor.group not in UNTOLD
        if not (told or _is_kin(cast, token)) or measures(token):
            continue
        meant = resolve(token)
        if not meant and descriptor is not None and told and _single(cast, token, descriptor):
            group(cast, token, descriptor)
        if (
            len(meant) == 1
            and _plural(token)
            and token.lemma_.lower() not in PLAINTIFFS
            and _of_caption(cast, meant[0])
        ):
            cast.add(meant[0], token.i, token.i + 1)


def group(cast: Cast, token: Token, descriptor: Descriptor) -> list[Entity]:
    """The entity without a name that a noun heads, as in the text: "group of authors", "visual artists"; none where
    the noun only describes names."""
    if _named_beside(cast, token):
        return []
    head = token
    of = token.head
    if of.dep_ == "prep" and of.lower_ == "of" and of.head.lemma_.lower() in PARTITIVES and of.head.i < token.i:
        head = of.head
    left = [t for t in head.lefts if t.dep_ in {"amod", "compound", "poss"}]
    start = min([t.left_edge.i for t in left], default=head.i)
    name = ARTICLES.sub("", cast.doc[start : token.i + 1].text)
    different = newcomers.said_to_be(token)
    entity = _before(cast, name, token, descriptor) if not different else called_so(cast, token)
    if entity is None and cast.full:
        return []
    if entity is None:
        kind = descriptor.kind if descriptor.kind != "" else "other"
        entity = Entity(name, "party", kind, descriptor.side, generic=True, plural=_plural(token))
        if not (_definite(token) or _definite(head)):
            entity.votes["indefinite"] += 1
        if different:
            entity.votes["different"] += 1
        cast.entities.append(entity)
    _mention(entity, name, start, token.i + 1)
    counted = min([t.left_edge.i for t in head.lefts if t.dep_ in COUNTED and t.lower_ not in DEFINITE], default=start)
    if counted < start and (full := cast.doc[counted : token.i + 1].text) not in entity.forms:
        entity.forms.append(full)  # "three authors", "a group of authors": as in the text
    return [entity]


def kin(cast: Cast, token: Token) -> Entity | None:
    """ "Dr King's estate", "the daughter of Robin Williams": parties of their own, named by another; "the estate" for
    the one told before."""
    owner = _owner(cast, token)
    if owner is None:
        return _estate_before(cast, token)
    start, end = (token.left_edge.i, token.i + 1) if owner < token.i else (token.i, cast.end_of_name(owner))
    name = re.sub(r"^(?:the|The)\s+", "", cast.doc[start:end].text)
    entity = next((e for e in cast.entities if e.name == name or _one_estate(e.name, name)), None)
    if entity is None and cast.full:
        return None
    if entity is None:
        kind = "other" if token.lemma_ in {"estate", "family"} else "individual"
        entity = Entity(name, "party", kind, "claimant")
        entity.votes[KIN] += 1
        cast.entities.append(entity)
    if cast.at[owner] is not entity:
        cast.give(entity, start, end)
    return entity


def bury(cast: Cast) -> None:
    """Make one of all names of an estate ("Shakur's estate", "the estate of Tupac Shakur", "the Shakur family") and of
    whom it is called by: what is done in the name of the dead, the estate does."""
    estates = [e for e in cast.entities if _is_estate(e) or (e.votes[KIN] and FAMILY in _words(e.name))]
    kept: list[Entity] = []
    for estate in sorted(estates, key=lambda e: (not _is_estate(e), not e.known, -len(_whose(e.name)))):
        same = next((e for e in kept if _one_estate(estate.name, e.name)), None)
        if same is None:
            kept.append(estate)
        else:
            cast.merge(estate, same)
    for entity in [e for e in cast.entities if not e.known and e not in kept and e.type != "tool"]:
        owner = next(
            (e for e in kept if _is_estate(e) and any(_whose(entity.name) <= _whose(form) for form in e.forms)), None
        )
        if owner is not None:
            cast.merge(entity, owner)


@lru_cache(maxsize=NAMES_KEPT)
def _whose(name: str) -> frozenset[str]:
    """The words of a name without those of an estate."""
    return _words(name) - {ESTATE, FAMILY, "of", "the", "s"}


@lru_cache(maxsize=NAMES_KEPT)
def _words(name: str) -> frozenset[str]:
    return frozenset(WORDS.findall(name.lower()))


def _one_estate(one: str, other: str) -> bool:
    """Whether two names are those of one estate, or of an estate and the family that it is of."""
    houses = [{ESTATE, FAMILY} & {*_words(name)} for name in (one, other)]
    alike = _whose(one) <= _whose(other) or _whose(other) <= _whose(one)
    return all(houses) and ESTATE in set.union(*houses) and alike


def _is_kin(cast: Cast, token: Token) -> bool:
    return _owner(cast, token) is not None


def _owner(cast: Cast, token: Token) -> int | None:
    """Where the name stands whose estate or kin a noun means."""
    if token.lemma_.lower() not in wordlists.words().kin or _named_beside(cast, token):
        return None
    below = [child for child in token.children if child.dep_ == "poss"]
    of = [child for child in token.children if child.dep_ == "prep" and child.lower_ == "of"]
    below += [child for prep in of for child in prep.children if child.dep_ == "pobj"]
    return next((child.i for child in below if child.i in cast.at), None)


def _estate_before(cast: Cast, token: Token) -> Entity | None:
    """ "The estate", "his estate", "the family": the last one named."""
    whose = any(child.dep_ in {"det", "poss"} and child.i not in cast.at for child in token.children)
    if token.lemma_.lower() not in {ESTATE, FAMILY} or not whose:
        return None
    able = (e for e in cast.entities if _is_estate(e) or (token.lemma_.lower() == FAMILY and e.votes[KIN]))
    told = [(start, e) for e in able for start, _ in e.spans if start < token.i]
    return max(told, key=lambda pair: pair[0])[1] if told else None


def _is_estate(entity: Entity) -> bool:
    return ESTATE in _words(entity.name)


def _is_folk(token: Token) -> bool:
    """Whether a noun counts people who may be a party: "eight people", "a group of residents"."""
    counted = any(child.dep_ == "nummod" for child in token.children)
    measured = token.dep_ == "pobj" and measures(token.head.head)
    return token.lemma_.lower() in wordlists.words().folk and (counted or measured)


def _sues(token: Token) -> bool:
    """Whether a noun is of whoever goes to court, whatever trade that is: "two neuroscientists sued"."""
    agent = token.dep_ == "pobj" and token.head.dep_ == "agent"
    verb = token.head.head if agent else token.head
    some = any(child.dep_ in COUNTED for child in token.children)  # "people sue every day" means nobody
    return some and token.pos_ == "NOUN" and verb.lemma_.lower() == SUE and (agent or token.dep_ == "nsubj")


def _of_caption(cast: Cast, entity: Entity) -> bool:
    """Whether a caption alone names somebody: in "Bartz v. Anthropic, in which authors said", the authors are Bartz."""
    return entity.human and in_captions(entity, cast)


def _named_beside(cast: Cast, token: Token) -> bool:
    """Whether a noun only describes names: "her son Emil", "a start-up called Fennec", "authors such as Coates"."""
    beside = [*members(token), *(child for child in token.children if child.dep_ == "compound")]
    beside += [token.head] if token.dep_ in {"appos", "attr", "compound", "nmod"} else []
    called = [child for child in token.children if child.dep_ in {"acl", "relcl"}]
    beside += [below for verb in called for below in verb.children if below.dep_ == "oprd"]
    return any(other.i in cast.at for other in beside)


def _single(cast: Cast, token: Token, descriptor: Descriptor) -> bool:
    """Whether a noun means one whom the text leaves without a name: "a photographer", "the culture minister"."""
    if _plural(token) or token.dep_ not in TAKING_PART:
        return False
    indefinite = any(child.lower_ in {"a", "an", "another", "one"} for child in token.children)
    told_before = _definite(token) and _before(cast, token.lower_, token, descriptor) is not None
    return indefinite or told_before or descriptor.group == "government"


def _mention(entity: Entity, name: str, start: int, end: int) -> None:
    if (start, end) not in entity.spans:
        entity.spans.append((start, end))
    if name not in entity.forms:
        entity.forms.append(name)


def called_so(cast: Cast, token: Token) -> Entity | None:
    """The group that the same noun was found to head before."""
    ends = (e for e in cast.entities if e.generic and any(end == token.i + 1 for _, end in e.spans))
    return next(ends, None)


def _before(cast: Cast, name: str, token: Token, descriptor: Descriptor) -> Entity | None:
    """The group that a noun means too: one with nothing said of it that is not said of this one or the other way round,
    and for "the authors" the last one of their kind ("three novelists")."""
    able = [e for e in cast.entities if e.generic and e.plural == _plural(token)]
    able = [e for e in able if not e.votes["different"] or _definite(token)]
    same = next((e for e in able if _alike(e.name, name)), None)
    if same is not None or not _definite(token) or len(name.split()) > 1:
        return same
    kind = [e for e in able if e.kind == descriptor.kind and e.side == descriptor.side and e.spans[0][0] < token.i]
    return max(kind, key=lambda e: e.spans[-1][0], default=None)


def _plural(noun: Token) -> bool:
    return noun.tag_ in {"NNS", "NNPS"}


def _definite(noun: Token) -> bool:
    return any(child.lower_ in DEFINITE for child in noun.children)


def _alike(one: str, other: str) -> bool:
    """Whether two groups may be one: the same noun, and nothing said of the one that is not said of the other."""
    first, second = one.lower().split(), other.lower().split()
    if first[-1] != second[-1]:
        return False
    told, told_too = set(first) - SIZES, set(second) - SIZES
    return told <= told_too or told_too <= told
