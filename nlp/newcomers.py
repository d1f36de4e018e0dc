"""A group without a name -> whether its members are others than those whom the article names.

"The authors" are the ones named before; "another group of authors", "three artists" where only a picture agency has a
name, and "authors" who stand against a developer whom nobody named has anything to do with are others: claimants of
their own. One decision, by what the words say and by whom the article names, which all ask who say whom a group means
(nlp.roles), whose steps are one (nlp.coreference), and who gives way to whom (nlp.participation).
"""

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Span, Token

from disputes.catalog import BODIES
from nlp.entities import Cast, Entity
from nlp.syntax import PARTITIVES, members

DIFFERENT = frozenset("another other different separate additional more further".split())
ALSO = frozenset("also too separately similarly likewise meanwhile".split())
FURTHER_CASE = DIFFERENT | frozenset("similar like parallel".split())
KNOWN = frozenset("the this that these those both its their his her such all each".split())  # who was told before
SEVERAL = frozenset("a an several".split())
ANYBODY = frozenset("plaintiff claimant complainant holder owner creator rightsholder member party".split())
OPENING = frozenset({":", "(", "–", "—"})
FAMILIES = (
    frozenset({"news_publisher", "book_publisher", "music_publisher", "company"}),
    frozenset({"record_label", "music_publisher", "company"}),
    frozenset({"studio", "company"}),
    frozenset({"individual"}),
)


def head_of(noun: Token) -> Token:
    """The noun that measures a group, else its own: "group" in "a group of authors"."""
    of = noun.head
    measured = noun.dep_ == "pobj" and of.lower_ == "of" and of.head.lemma_.lower() in PARTITIVES
    return of.head if measured and of.head.i < noun.i else noun


def are_new(cast: Cast, noun: Token, kind: str) -> bool:
    """Whether the group of some kind that a noun heads has other members than those whom the article names."""
    told_of = noun.dep_ == "poss" and not is_new(noun)  # "authors' work"
    if told_of or _is_known(noun) or _names_members(cast, noun) or in_wave(noun):
        return False
    if said_to_be(noun):
        return True
    named = [e for e in _named(cast) if _may_be(e, noun, kind)]
    if not named:
        return _in_body(noun)
    if not _in_body(noun):
        return False
    before = any(start < noun.sent.start and _in_body(cast.doc[start]) for e in named for start, _ in e.spans)
    return _another_case(noun) or _joins_in(noun) or (before and (_a_case(noun) or _faces_another(cast, noun, named)))


def said_to_be(noun: Token) -> bool:
    """ "Another group of authors", "three more artists", but not "more than thirty artists"."""
    return not _is_known(noun) and any(
        t.lower_ in DIFFERENT and {"than", "and"}.isdisjoint(u.lower_ for u in noun.doc[max(0, t.i - 1) : t.i + 2])
        for t in _modifiers(noun)
    )


def _modifiers(noun: Token) -> Iterator[Token]:
    """What stands before a noun and the one that measures it, in its phrase."""
    for some in dict.fromkeys((head_of(noun), noun)):
        for child in some.lefts:
            yield child
            yield from child.children


def _is_known(noun: Token) -> bool:
    return any(child.lower_ in KNOWN or child.dep_ == "poss" for some in (head_of(noun), noun) for child in some.lefts)


def is_new(noun: Token) -> bool:
    """ "A group of authors", "several authors", "three authors": nobody told before."""
    return any(t.lower_ in SEVERAL or t.dep_ == "nummod" or t.like_num for t in _modifiers(noun)) or (
        head_of(noun) is not noun
    )


def in_wave(noun: Token) -> bool:
    """ "Artists, newspapers and authors have brought such suits": kinds of people, and nobody's case."""
    return not is_new(noun) and any(other.tag_ == "NNS" for other in head_of(noun).conjuncts)


def _in_body(noun: Token) -> bool:
    return not noun.doc.user_data["excerpt"].in_title(noun)


def _names_members(cast: Cast, noun: Token) -> bool:
    """ "Artists such as Ann Lee", "the painter and two other artists": some of them are named beside."""
    head = head_of(noun)
    beside = [*members(head), *members(noun), *head.conjuncts]
    if head.dep_ in {"appos", "attr"}:
        beside.append(head.head)
    named_behind = noun.doc[noun.i + 1 : noun.i + 4]  # "further publishers: Calder and Vine"
    if len(named_behind) > 1 and named_behind[0].text in OPENING:
        beside += named_behind[1:]
    return any(token.i in cast.at for token in beside)


def _named(cast: Cast) -> Iterator[Entity]:
    """Claimants with a name, and who might be."""
    for entity in cast.entities:
        claims = entity.side == "claimant" or (not entity.side and entity.votes["claimant"])
        if claims and entity.may_be_party and not entity.generic:
            yield entity


def _may_be(entity: Entity, noun: Token, kind: str) -> bool:
    """Whether an entity may be among a group, or act for it, by what both are."""
    if noun.lemma_.lower() in ANYBODY or entity.kind in BODIES or not entity.kind or kind in {"", "other"}:
        return True
    if entity.kind == kind or entity.human != (kind == "individual"):
        return entity.kind == kind
    return any(kind in family and entity.kind in family for family in FAMILIES)


def _case(noun: Token) -> Token | None:
    """The noun of a case that a group stands by: "a suit by authors", "a case brought by authors", "a suit in which
    authors accuse"."""
    node = head_of(noun)
    for _ in range(4):
        if node.dep_ in {"relcl", "acl"} or (node.dep_ in {"agent", "prep"} and node.lower_ == "by"):
            above = node.head
            if above.pos_ == "NOUN":
                return above
        if node.head.i == node.i or node.dep_ in {"ROOT", "conj"}:
            return None
        node = node.head
    return None


def _another_case(noun: Token) -> bool:
    """ "Another case, brought by authors", "authors have brought further suits"."""
    case = _case(noun)
    cases = [case] if case is not None else []
    verb = head_of(noun).head
    if head_of(noun).dep_ == "nsubj" and verb.pos_ == "VERB":
        cases += [child for child in verb.children if child.dep_ == "dobj"]
    return any(child.lower_ in FURTHER_CASE for one in cases for child in one.lefts)


def _a_case(noun: Token) -> bool:
    """ "A class action by authors", told after others have been named."""
    case = _case(noun)
    return case is not None and any(child.lower_ in {"a", "an"} for child in case.lefts)


def _joins_in(noun: Token) -> bool:
    """ "It was also sued by a group of artists", "several artists, too, have sued": somebody has before."""
    if not is_new(noun):
        return False
    verb = head_of(noun)
    while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
        verb = verb.head
    beside = {child.lower_ for child in (*verb.children, *head_of(noun).children, *noun.children)}
    return bool(beside & ALSO) or _as_well(verb)


def _as_well(verb: Token) -> bool:
    return any(t.lower_ == "well" and t.i and t.nbor(-1).lower_ == "as" and t.head.i in _below(verb) for t in verb.sent)


def _below(verb: Token) -> set[int]:
    return {verb.i, *(child.i for child in verb.children)}


def _faces_another(cast: Cast, noun: Token, named: list[Entity]) -> bool:
    """Whether a group stands against a developer whom no sentence names beside any of those whom it might be."""
    rivals = [e for e in cast.entities if e.type == "tool" or e.side == "respondent"]
    here = cast.in_span(noun.sent.start, noun.sent.end)
    faced = {e.developer or e for e in here if e in rivals}
    theirs = _sentences(cast, named)
    mine = _sentences(cast, [e for e in rivals if e in faced or e.developer in faced])
    return bool(faced) and theirs.isdisjoint(mine) and not theirs.isdisjoint(_sentences(cast, rivals))


def _sentences(cast: Cast, entities: Iterable[Entity]) -> set[int]:
    """The sentences of the body that name some entities, by their first tokens."""
    return {cast.doc[start].sent.start for e in entities for start, _ in e.spans}


def stand_apart(cast: Cast, group: Entity, sents: Iterable[Span]) -> bool:
    """Whether some sentences speak of a group whose members are others than those whom the article names."""
    here = [span for sent in sents for span in group.within(sent.start, sent.end)]
    nouns = [cast.doc[end - 1] for _, end in here or group.spans]
    return (
        group.generic
        and group.plural
        and group.side == "claimant"
        and any(are_new(cast, noun, group.kind) for noun in nouns)
    )


def all_apart(cast: Cast, entities: Sequence[Entity], sents: Iterable[Span]) -> bool:
    """Whether some are groups of others, one and all."""
    told = [*sents]
    return bool(entities) and all(stand_apart(cast, entity, told) for entity in entities)
