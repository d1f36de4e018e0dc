"""What the text calls a name ("the start-up Suno", "its video generator") -> the type, kind and side of its entity."""

import re
from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Token

from disputes.catalog import BODIES
from nlp import wordlists
from nlp.entities import Cast, Entity
from nlp.evidence import as_actor, as_product
from nlp.lexicon import Descriptor, Lexicon

ARTIFICIAL = Descriptor("tool", "tool", "")
SETTLED = frozenset({"court", "judge", "place", "counsel"})  # types that no description changes
PLACES = frozenset({"GPE", "LOC", "NORP", "FAC"})
ACTING = frozenset({"nsubj", "nsubjpass", "dobj"})
BEING = frozenset({"have", "lack", "need", "see", "become", "remain", "face"})  # what a place does that does not act


def is_place(cast: Cast, entity: Entity) -> bool:
    """Whether a name that the model takes for a place never acts in the text, and is nothing that is made."""
    if entity.known or entity.label not in PLACES:
        return False
    roots = cast.roots(entity)
    if not any(root.has_vector for root in roots):
        return False  # places of the news are words that the model knows
    return not any(_acts_in_clause(root) for root in roots) and not as_product(cast, entity)


def is_country(cast: Cast, entity: Entity) -> bool:
    """Whether a name is a country's; what acts then is its government, and else it is a place."""
    if entity.known or entity.on_bench or entity.name not in wordlists.words().countries:
        return False
    heads = [root.head for root in cast.roots(entity) if root.dep_ in {"nsubj", "nsubjpass"}]
    if any(head.pos_ == "VERB" and head.lemma_ not in BEING for head in heads):
        entity.type, entity.kind, entity.side = "party", "government", "neutral"
    else:
        entity.type = "place"
    return True


def _acts_in_clause(root: Token) -> bool:
    """Whether a name takes part in what its clause tells; beside a place ("Culver City, Calif.") it is a place too."""
    while root.dep_ in {"appos", "conj"} and root.head is not root:
        root = root.head
        if root.ent_type_ in PLACES:
            return False
    return root.dep_ in ACTING or (root.dep_ == "pobj" and root.head.lower_ in {"by", "against"})


def is_law_firm(entity: Entity) -> bool:
    """Whether a name that the catalog does not know is a law firm's."""
    return not entity.known and wordlists.pattern("law_firm").search(entity.name) is not None


def descriptor_at(token: Token, lexicon: Lexicon) -> Descriptor | None:
    """What a common noun says, read with the word before it where that tells more ("music publisher").

    An AI that bears a person's trade is a tool: "the AI composer Hymnal", "its AI tutor".
    """
    lemma = token.lemma_.lower()
    before = [child.lower_ for child in token.lefts if child.dep_ in {"compound", "amod", "nmod"}]
    if token.i:
        before.append(token.nbor(-1).lower_)
    keys = [f"{word} {lemma}" for word in before]
    found = next((lexicon.descriptors[key] for key in keys if key in lexicon.descriptors), None)
    found = found or lexicon.descriptors.get(lemma)
    artificial = "ai" in before or any(grandchild.lower_ == "ai" for child in token.lefts for grandchild in child.lefts)
    if artificial and token.tag_ == "NN" and (found is None or found.kind == "individual"):
        return ARTIFICIAL
    return found


def fits(entity: Entity, descriptor: Descriptor) -> bool:
    """Whether a noun that describes so ("the publishers") can mean an entity."""
    if entity.generic or entity.type not in {"party", "unknown"}:
        return False
    if entity.known and (entity.side, descriptor.side) == ("respondent", "claimant"):
        return False  # "Claude creator Anthropic" is none of "the creators"
    if entity.votes[f"described:{descriptor.group}"]:
        return True
    if descriptor.group == "company":
        return entity.kind not in {"individual", "government", "court", "trade_group", "union"}
    if descriptor.group in {"individual"}:
        return entity.kind == "individual" and entity.side != "respondent"
    if descriptor.group in {"news_publisher", "book_publisher", "music_publisher"}:
        return entity.kind in {"news_publisher", "book_publisher", "music_publisher"} or (
            entity.type == "unknown" and entity.side == "claimant"
        )
    if descriptor.group == "trade_group":
        return entity.kind in BODIES
    if descriptor.group == "record_label":
        return entity.kind in {"record_label", "music_publisher"}
    if descriptor.side == "respondent":
        return entity.side == "respondent" or (
            entity.type == "unknown" and not entity.side and entity.label != "PERSON"
        )
    return entity.kind == descriptor.kind


INDEFINITE = frozenset("a an another some several many other different separate most more few".split())


def is_indefinite(token: Token) -> bool:
    """ "Some authors", "a group of authors": nobody named before."""
    head = token.head.head if token.head.dep_ == "prep" and token.head.lower_ == "of" else token
    return any(child.lower_ in INDEFINITE for child in (*head.children, *token.children))


def says_person(token: Token, lexicon: Lexicon) -> bool:
    """Whether a noun is the title of somebody who speaks for others: "chairman", "lawyer"."""
    descriptor = descriptor_at(token, lexicon)
    return descriptor is not None and descriptor.group == "person_other"


def described_by(cast: Cast, start: int, end: int) -> Iterator[Token]:
    """The common nouns that the text applies to the name at tokens [start, end)."""
    root = cast.head(start, end)
    head = root.head
    yield from (child for child in root.children if _describes(cast, child, start))
    if root.dep_ in {"appos", "nmod"} and head.pos_ == "NOUN" and head.i not in cast.at:
        yield head
    if root.dep_ == "conj" and head.i in cast.at and head.i != root.i and cast.at[head.i] is not cast.at.get(root.i):
        yield from _of_group(cast, head)
    if root.dep_ == "pobj":
        yield from _listed_under(head)
    if root.dep_ == "nsubj" and head.lemma_ == "be":
        yield from (child for child in head.children if child.dep_ == "attr" and child.pos_ == "NOUN")
    if root.dep_ == "compound" and head.pos_ == "NOUN" and head.i not in cast.at:
        yield head


def _describes(cast: Cast, child: Token, start: int) -> bool:
    """ "Fennec, a start-up", "the start-up Fennec"."""
    if child.pos_ != "NOUN":
        return False
    before = child.i < start and child.dep_ in {"compound", "nmod", "appos", "amod"} and child.i not in cast.at
    return child.dep_ == "appos" or before


def _of_group(cast: Cast, group: Token) -> Iterator[Token]:
    """ "The publishers Calder, Marlow and Vine": the plural before the first name is said of all."""
    while group.dep_ == "conj" and group.head.i in cast.at:
        group = group.head
    if group.dep_ == "appos" and group.head.pos_ == "NOUN" and group.head.tag_ == "NNS":
        yield group.head
    yield from (child for child in group.children if child.dep_ in {"compound", "nmod"} and child.tag_ == "NNS")


def _listed_under(preposition: Token) -> Iterator[Token]:
    """ "Publishers like Calder", "publishers such as Calder"."""
    governor = preposition.head
    if preposition.lower_ in {"like", "as", "including"} and governor.pos_ == "NOUN":
        yield governor
    if preposition.lower_ == "as" and governor.lower_ == "such" and governor.head.pos_ == "NOUN":
        yield governor.head


def describe(cast: Cast, entity: Entity, lexicon: Lexicon) -> None:
    """Type an entity by the text's own words for it; the catalog's word stands where it has one."""
    found = list(_descriptors(cast, entity, lexicon))
    groups = Counter(descriptor.group for descriptor in found)
    entity.votes.update({f"described:{group}": count for group, count in groups.items()})
    if entity.type in SETTLED or entity.known or entity.kind == "government":
        return
    best = groups.most_common(1)[0][0] if groups else ""
    descriptor = next((d for d in reversed(found) if d.group == best), None)
    tail = kind_by_name(entity.name)
    product = as_product(cast, entity)
    if (
        product >= 2
        and product > as_actor(cast, entity)
        and not tail
        and best not in {"person_other", "judge", "individual"}
    ):
        entity.type, entity.kind, entity.label = "tool", "tool", "PRODUCT"
    elif best == "counsel":
        entity.type, entity.kind, entity.side = "counsel", "", ""
    elif best == "judge":
        entity.type, entity.kind, entity.side = "judge", "court", "neutral"
    elif best == "person_other":
        entity.type, entity.kind = "person", "individual"
    elif descriptor and best not in {"company", "tool"} and not (descriptor.kind == "individual" and tail):
        entity.type, entity.kind, entity.side = "party", descriptor.kind, descriptor.side
        if tail and descriptor.side == tail[1] == "claimant":
            entity.kind = tail[0]
    elif tail and (entity.label != "PERSON" or kind_by_name(entity.name.split()[-1])):
        entity.type, (entity.kind, entity.side) = "party", tail
    elif best == "company":
        entity.type, entity.kind = "party", "company"


def _descriptors(cast: Cast, entity: Entity, lexicon: Lexicon) -> Iterator[Descriptor]:
    """What is said of an entity; a name that only goes before a noun ("the Fennec lawyer") is not that."""
    for start, end in entity.spans:
        root = cast.head(start, end)
        for noun in described_by(cast, start, end):
            descriptor = descriptor_at(noun, lexicon)
            if descriptor and not (noun is root.head and root.dep_ == "compound" and descriptor.kind != "tool"):
                yield descriptor


def kind_by_name(name: str) -> tuple[str, str] | None:
    """Kind and side that the words of a name tell: "Harbor Voice Guild", "Marlow Books"."""
    if wordlists.pattern("public_body").search(name):
        return "government", "neutral"
    for pattern, kind in wordlists.load().claimants:
        if pattern.search(name):
            return kind, "claimant"
    if wordlists.pattern("company").search(name):
        return "company", "respondent" if re.search(r"\bAI\b", name) else ""
    return None
