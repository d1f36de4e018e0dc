"""How a text uses a name -> how much it speaks of it as of a product, and as of somebody who acts."""

import re

from spacy.tokens import Token

from nlp import wordlists
from nlp.entities import VERSION, Cast, Entity

CAMEL = re.compile(r"[A-Z][a-z]+(?:[A-Z][a-z]+)+|[A-Z][a-z]+-?\d+|[A-Za-z]+GPT")
PLACE_OR_LAW = frozenset({"GPE", "LOC", "FAC", "LAW"})


def as_product(cast: Cast, entity: Entity) -> int:
    """How much the text speaks of a name as of a product."""
    score = 2 * entity.votes["described:tool"]
    if VERSION.search(entity.name) and " " in entity.name and entity.label not in PLACE_OR_LAW:
        score += 2
    return score + sum(_product_mention(cast, start, end) for start, end in entity.spans)


def _product_mention(cast: Cast, start: int, end: int) -> int:
    """How much one mention speaks as of a product."""
    words = wordlists.words()
    root = cast.head(start, end)
    head = root.head
    score = sum(child.dep_ == "poss" and cast.party_at(child) is not None for child in root.children)
    if start < end and CAMEL.fullmatch(cast.doc[end - 1].text) and root.dep_ not in {"nsubj", "poss"}:
        score += 1
    if root.dep_ in {"compound", "nmod", "poss"}:
        score += head.lemma_.lower() in words.product_heads | {"training"}
    elif root.dep_ == "pobj":
        score += _behind_or_of(head)
    elif root.dep_ == "conj":
        score += 2 * (head.i in cast.at and cast.at[head.i].type == "tool")
    elif root.dep_ in {"dobj", "nsubjpass", "oprd"}:
        if head.lemma_ in words.product_verbs | words.making_verbs:
            score += 1 + (head.lemma_ in words.launch_verbs)
        if root.dep_ == "oprd" and head.lemma_ in {"call", "name", "dub"} and head.dep_ == "acl":
            score += 2  # "a chatbot called Verda"
    return score


def _behind_or_of(preposition: Token) -> int:
    """ "The company behind Verda", "a new version of Verda", "the output from Verda"."""
    if preposition.lower_ == "behind":
        return 1
    governor = preposition.head.lemma_.lower()
    linking = preposition.lower_ in {"of", "with", "from", "on"}
    return 2 * (linking and governor in wordlists.words().product_owners_of)


def as_actor(cast: Cast, entity: Entity) -> int:
    """How much the text speaks of a name as of somebody who acts or is acted against."""
    described = sum(
        count
        for key, count in entity.votes.items()
        if key.startswith("described:") and key not in {"described:tool", "described:company"}
    )
    return 2 * described + sum(acts(root) for root in cast.roots(entity))


def acts(root: Token) -> int:
    """How much one mention, told by the head of the name, speaks as of somebody who acts."""
    words = wordlists.words()
    head = root.head
    while root.dep_ in {"conj", "appos"} and head.pos_ in {"NOUN", "PROPN"}:
        root, head = head, head.head
    if root.dep_ == "nsubj" and head.lemma_ in words.actor_verbs:
        return 2
    if root.dep_ in {"dobj", "nsubjpass"} and head.lemma_ in words.accused_verbs:
        return 3
    if root.dep_ == "pobj" and (head.lower_ in {"against", "between"} or head.dep_ == "agent"):
        return 2
    return 2 * (root.dep_ == "poss" and head.lemma_ in words.actor_owns)
