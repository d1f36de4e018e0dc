"""What names do and own in the text -> whose side those are on that stand in no list.

Who sues, demands or objects claims; who is sued, launches a tool or answers responds; "X's novels" are a claimant's,
"X's AI model" a respondent's.
"""

from spacy.tokens import Token

from nlp.cast import Cast, Entity
from nlp.frames import StepMention
from nlp.roles import Roles

WEIGHTS = {
    "lawsuit": 3,
    "cease_and_desist": 3,
    "demand": 2,
    "legal_threat": 2,
    "statement": 2,
    "dismissal": 2,
    "launch": 2,
    "safeguard": 2,
    "response": 2,
}
ACTOR_SIDE = {
    "lawsuit": "claimant",
    "cease_and_desist": "claimant",
    "demand": "claimant",
    "legal_threat": "claimant",
    "statement": "claimant",
    "dismissal": "claimant",
    "launch": "respondent",
    "safeguard": "respondent",
    "response": "respondent",
}
OTHER = {"claimant": "respondent", "respondent": "claimant"}
# Verbs that anybody may be the subject of: they tell no side.
SPEECH = frozenset(
    "say tell state add argue write note call describe maintain insist contend stress conclude acknowledge".split()
)
# Verbs that either side may be the subject of, though one more often.
EITHER = frozenset(["accuse", "oppose", "reject", "attack", "block", "remove", "add"])
WORKS = frozenset(
    (
        "book novel song lyric film movie character article archive catalogue catalog music recording photograph "
        "photo image drawing painting painter cartoon comic poem story journalism report footage reporting "
        "manuscript textbook workbook copyright songwriter author artist member repertoire newspaper library "
        "episode show series voice likeness comics scan map subtitle review playlist game castle screenplay "
        "script illustration work programme"
    ).split()
)
PRODUCTS = frozenset(
    (
        "ai model chatbot tool generator assistant app training crawler bot engine llm algorithm platform user search"
    ).split()
)
DOES_AI = frozenset(["train", "scrape", "retrain", "crawl", "ingest"])


def learn(mentions: list[StepMention], cast: Cast, roles: Roles) -> None:
    """Set side, type and kind of names that the catalog does not know."""
    for token in cast.doc:
        if (
            token.dep_ == "poss"
            and token.lower_ in {"its", "their", "his", "her"}
            and (side := _side_of_owner(token.head))
        ):
            before = [e for e in cast.in_span(token.sent.start, token.i) if could_be_party(e)]
            if len(before) == 1 and not before[0].known and before[0] in roles.resolve(token):
                before[0].votes[side] += 1
    for mention in mentions:
        side = _mover(mention) if mention.action == "court_filing" else ACTOR_SIDE.get(mention.action)
        if side is None or mention.trigger.lemma_ in SPEECH:
            continue
        weight = 1 if mention.trigger.lemma_ in EITHER else WEIGHTS.get(mention.action, 2)
        for entity in mention.actors:
            entity.votes[side] += weight
        for entity in mention.targets:
            entity.votes[OTHER[side]] += weight
    for entity in cast.entities:
        if (
            entity.type in {"unknown", "person", "party"}
            and not entity.known
            and entity.kind != "government"
            and not entity.generic
        ):
            for start, end in entity.spans:
                _owns(entity, cast.doc[start:end].root)
            entity.votes["respondent"] += 2 * entity.votes["owns a tool"]
            _decide(entity)
    _by_coordination(cast)
    for mention in mentions:
        _by_elimination(mention, cast)


def _by_coordination(cast: Cast) -> None:
    """What stands in one list stands on one side: "OpenAI, Alphix and Quilon"."""
    for token in cast.doc:
        first, second = cast.at.get(token.head.i), cast.at.get(token.i)
        if token.dep_ == "conj" and first is not None and second is not None and first is not second:
            for known, other in ((first, second), (second, first)):
                if known.side in OTHER and not other.side and could_be_party(other):
                    other.votes[known.side] += 2
                    _decide(other)


def _mover(mention: StepMention) -> str | None:
    """Whose motion it is by what it is for: who is sued moves to dismiss, who sues to certify or to enjoin."""
    words = {token.lemma_.lower() for token in mention.trigger.subtree}
    if words & {"dismiss", "dismissal", "toss", "throw", "answer"}:
        return "respondent"
    return "claimant" if words & {"certification", "certify", "injunction", "enjoin", "amended"} else None


def _by_elimination(mention: StepMention, cast: Cast) -> None:
    """The one undecided party beside one whose side is known, in a sentence that sets two against each other."""
    if mention.action not in ACTOR_SIDE and mention.action not in {
        "court_filing",
        "ruling",
        "appeal",
        "hearing",
        "settlement",
        "licensing_deal",
    }:
        return
    near = [e for e in cast.in_span(mention.trigger.sent.start, mention.trigger.sent.end) if could_be_party(e)]
    open_, sides = [e for e in near if not e.side], {e.side for e in near if e.side in OTHER}
    if len(open_) == 1 and len(sides) == 1:
        open_[0].votes[OTHER[sides.pop()]] += 1
        _decide(open_[0])


def could_be_party(entity: Entity) -> bool:
    """Whether an entity may stand on one side of a dispute."""
    if entity.type == "person":
        return entity.speaks_for is None and not entity.votes["described:person_other"]
    return entity.type in {"party", "unknown"} and entity.kind not in {"government", "court"}


def _owns(entity: Entity, root: Token) -> None:
    """Votes from what is said to be theirs: "the novels of X", "X's AI search engine"."""
    head = (
        root.head
        if root.dep_ == "poss"
        else root.head.head
        if root.dep_ == "pobj" and root.head.lower_ in {"of", "by"}
        else None
    )
    if head is not None and (side := _side_of_owner(head)):
        entity.votes[side] += 1
    if root.dep_ == "nsubj" and root.head.lemma_ in DOES_AI:
        entity.votes["respondent"] += 1


def _side_of_owner(noun: Token) -> str | None:
    """Whose side one is on whose this is: works are a claimant's, models a respondent's."""
    if noun.pos_ not in {"NOUN", "PROPN"}:
        return None
    words = {noun.lemma_.lower(), *(c.lower_ for c in noun.children if c.dep_ in {"compound", "amod", "nmod"})}
    if words & PRODUCTS:
        return "respondent"
    return "claimant" if words & WORKS else None


def _decide(entity: Entity) -> None:
    described = any(
        key.startswith("described:") and key not in {"described:company", "described:tool", "described:person_other"}
        for key in entity.votes
    )
    yes, no = entity.votes["claimant"], entity.votes["respondent"]
    if yes == no or (entity.side and described and abs(yes - no) < 4):
        return
    entity.side = "claimant" if yes > no else "respondent"
    if entity.type == "unknown" or (
        entity.type == "person" and entity.speaks_for is None and not entity.votes["described:person_other"]
    ):
        entity.type = "party"
    if not entity.kind or (entity.type == "party" and entity.kind == "tool"):
        entity.kind = "individual" if entity.label == "PERSON" else "company"
