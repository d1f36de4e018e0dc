"""Publishers that the text only cites ("Reuters reported", "told Politico") -> typed as outlets and thus no parties.

One that is a party elsewhere in the text may be a mere source in one of its sentences: see `only_cited`.
"""

from spacy.tokens import Doc, Token

from disputes.catalog import BODIES
from nlp import wordlists
from nlp.entities import Cast, Entity
from nlp.syntax import LIST_MARKERS

HEADLINE = 4  # tokens that one has at least
SIGNED_BY = frozenset({"-", "–", "—", "|", "•", "·"})
HELD = "held"  # a vote that a name is only that of what somebody has


def mark_outlets(cast: Cast, publications: frozenset[str]) -> None:
    """Type as an outlet every publisher or known publication that nothing but citing is told of."""
    publications = publications | {name.removeprefix("The ") for name in publications}
    for entity in cast.entities:
        signs = entity.type == "unknown" and all(_signs(cast.doc, *span) for span in entity.spans)
        if signs or (_publishes(entity, publications) and all(_cites(root) for root in cast.roots(entity))):
            entity.type = "outlet"


def _signs(doc: Doc, start: int, end: int) -> bool:
    """Whether a name stands behind the headline of another page: "Copilot faces class action - CodeWeekly"."""
    sent = doc[start].sent
    return start - sent.start > HEADLINE and end == sent.end and doc[start - 1].text in SIGNED_BY


def only_cited(entity: Entity, cast: Cast, start: int, end: int) -> bool:
    """Whether the tokens [start, end) name a publisher only as the source of what they tell."""
    roots = cast.roots(entity, start, end)
    return entity.kind == "news_publisher" and bool(roots) and all(_cites(root) for root in roots)


def mark_holdings(cast: Cast) -> None:
    """Type as a bystander whoever is only named as what somebody beside it has ("Calder Media, the publisher of the
    Ledger", "Calder Media, to which the Ledger and the Mirror belong"), or as somebody whose a company is."""
    for entity in cast.named("party", "unknown"):
        roots = cast.roots(entity)
        if entity.human and all(_has_a_company(root, cast) for root in roots):
            entity.type = "bystander"
        if entity.human or entity.kind in BODIES:
            continue
        if all(_is_held(root) for root in roots) and all(_others_act(cast, entity, root) for root in roots):
            entity.type = "bystander"
            entity.votes[HELD] += 1


def _is_held(root: Token) -> bool:
    """Whether a mention says of a name only whose it is."""
    words = wordlists.words()
    while root.dep_ in {"conj", "appos"} and root.head.pos_ == "PROPN":
        root = root.head
    head = root.head
    if root.dep_ == "nsubj":
        return head.lemma_ == "belong"
    if root.dep_ == "dobj":
        return (head.lemma_ == "own" and head.tag_ != "VBG") or (
            head.lemma_ == "include" and any(child.lemma_ in words.holdings for child in head.children)
        )
    if root.dep_ == "pobj":
        owned = head.lower_ == "of" and head.head.lemma_ in words.owners
        return owned or (head.lower_ in LIST_MARKERS and head.head.lemma_ in words.holdings and _is_theirs(head.head))
    return root.dep_ in {"poss", "compound", "nmod"} and head.lemma_ in words.owners


def _has_a_company(root: Token, cast: Cast) -> bool:
    """Whether a mention says of somebody only whose company another is: "Sam Altman's OpenAI"."""
    owned = cast.at.get(root.head.i) if root.dep_ == "poss" else None
    return owned is not None and owned.may_be_party and not owned.human


def _is_theirs(noun: Token) -> bool:
    return any(child.dep_ == "poss" for child in noun.children)


def _others_act(cast: Cast, entity: Entity, root: Token) -> bool:
    """Whether the sentence of a mention names somebody else, and as more than what is somebody's."""
    sent = root.sent
    others = (e for e in cast.in_span(sent.start, sent.end) if e is not entity and e.may_be_party)
    return any(not _is_held(root) for e in others for root in cast.roots(e, sent.start, sent.end))


def _publishes(entity: Entity, publications: frozenset[str]) -> bool:
    publisher = entity.kind == "news_publisher" or entity.name in publications
    return publisher and (entity.known or not publications.isdisjoint(entity.forms))


def _cites(root: Token) -> bool:
    """Whether one mention, told by the head of the name, only says where something was published."""
    words = wordlists.words()
    head = root.head
    if root.dep_ == "nsubj" and head.lemma_ in words.reporting_verbs:
        # "The Gazette wrote a letter": that is a step of its own.
        return not any(child.dep_ == "dobj" and child.lemma_ in {"letter", "statement"} for child in head.children)
    if root.dep_ in {"dobj", "dative"} and head.lemma_ == "tell":
        return True
    if root.dep_ == "pobj":
        return _credits(head)
    if root.dep_ == "poss":
        return head.lemma_ in words.reporters_nouns
    return root.i > 0 and root.nbor(-1).text == "(" and root.i + 1 < len(root.doc) and root.nbor(1).text == ")"


def _credits(preposition: Token) -> bool:
    """ "Per the Gazette", "according to the Gazette", "in an interview with the Gazette"."""
    governor = preposition.head
    return (
        preposition.lower_ in {"per", "via"}
        or governor.lower_ == "according"
        or (preposition.lower_ == "to" and preposition.i > 0 and preposition.nbor(-1).lower_ == "according")
        or (preposition.lower_ in {"by", "with", "to", "in"} and governor.lemma_ in wordlists.words().cited_nouns)
    )
