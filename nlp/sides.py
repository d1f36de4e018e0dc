"""What names do and own in the text -> whose side those are on that stand in no list.

Who sues, demands or objects claims; who is sued, launches a tool or answers responds; "X's novels" are a claimant's,
"X's AI model" a respondent's.
"""

from collections.abc import Iterable

from spacy.tokens import Token

from nlp import wordlists
from nlp.entities import Cast, Entity
from nlp.frames import StepMention
from nlp.roles import Roles
from nlp.speech import PLAIN

# How much taking a step tells of whoever takes it, and that he is on this side.
CLAIMANT_STEPS = {"lawsuit": 3, "cease_and_desist": 3} | dict.fromkeys(
    ("demand", "legal_threat", "statement", "dismissal"), 2
)
RESPONDENT_STEPS = dict.fromkeys(("launch", "safeguard", "response"), 2)
MOTION = 2  # a motion tells as much, where it tells whose it is
# Other steps that set two sides against each other or bring them together.
BETWEEN_SIDES = frozenset({"court_filing", "ruling", "appeal", "hearing", "settlement", "licensing_deal"})
CONFIRMED = 4  # votes that it takes to turn the side that a description tells
OTHER = {"claimant": "respondent", "respondent": "claimant"}


def learn(mentions: list[StepMention], cast: Cast, roles: Roles) -> None:
    """Set side, type and kind of names that the catalog does not know."""
    _by_possessives(cast, roles)
    for mention in mentions:
        _by_step(mention)
    for entity in cast.entities:
        if _undecided(entity):
            for root in cast.roots(entity):
                _by_what_is_theirs(entity, root)
            entity.votes["respondent"] += 2 * entity.votes["owns a tool"]
            _decide(entity)
    _by_coordination(cast)
    for mention in mentions:
        _by_elimination(mention, cast)


def part_movers(mentions: Iterable[StepMention]) -> None:
    """Of those who may be meant by who files, leave those whose motion it is: "the companies moved for an injunction"
    are they who sue."""
    for mention in mentions:
        side = mover(mention) if mention.action == "court_filing" else None
        if side is not None and {side, OTHER[side]} <= {e.side for e in mention.actors}:
            mention.actors = [e for e in mention.actors if e.side != OTHER[side]]


def could_be_party(entity: Entity) -> bool:
    """Whether an entity may stand on one side of a dispute."""
    if entity.type == "person":
        return _for_oneself(entity)
    return entity.may_be_party and entity.kind not in {"government", "court"}


def _for_oneself(person: Entity) -> bool:
    """Whether a person speaks for nobody else."""
    return person.speaks_for is None and not person.votes["described:person_other"]


def _undecided(entity: Entity) -> bool:
    """Whether the text, not the catalog, has to tell the side."""
    typed = entity.may_be_party or entity.type == "person"
    return typed and not entity.known and entity.kind != "government" and not entity.generic


def _by_possessives(cast: Cast, roles: Roles) -> None:
    """ "Marlow Books says that its novels": its, where nobody else is named before in the sentence."""
    for token in cast.doc:
        if token.dep_ != "poss" or token.lower_ not in {"its", "their", "his", "her"}:
            continue
        if (side := _side_of_owner(token.head)) is None:
            continue
        before = [e for e in cast.in_span(token.sent.start, token.i) if could_be_party(e)]
        if len(before) == 1 and not before[0].known and before[0] in roles.resolve(token):
            before[0].votes[side] += 1


def _by_step(mention: StepMention) -> None:
    """Who takes a step, and against whom, tells the sides of both; what people merely say does not."""
    side = mover(mention) if mention.action == "court_filing" else _side_of(mention.action)
    if side is None or mention.trigger.lemma_ in PLAIN:
        return
    weight = 1 if mention.trigger.lemma_ in wordlists.words().either_verbs else _weight(mention.action)
    for entity in mention.actors:
        entity.votes[side] += weight
    for entity in mention.targets:
        entity.votes[OTHER[side]] += weight


def _side_of(action: str) -> str | None:
    if action in CLAIMANT_STEPS:
        return "claimant"
    return "respondent" if action in RESPONDENT_STEPS else None


def _weight(action: str) -> int:
    return (CLAIMANT_STEPS | RESPONDENT_STEPS).get(action, MOTION)


def _by_coordination(cast: Cast) -> None:
    """What stands in one list stands on one side: "OpenAI, Alphix and Quilon"."""
    for token in cast.doc:
        first, second = cast.at.get(token.head.i), cast.at.get(token.i)
        if token.dep_ == "conj" and first is not None and second is not None and first is not second:
            for known, other in ((first, second), (second, first)):
                if known.side in OTHER and not other.side and could_be_party(other):
                    other.votes[known.side] += 2
                    _decide(other)


def mover(mention: StepMention) -> str | None:
    """Whose motion it is by what it is for: who is sued moves to dismiss, who sues to certify or to enjoin."""
    words = {token.lemma_.lower() for token in mention.trigger.subtree}
    if words & wordlists.words().respondent_motions:
        return "respondent"
    return "claimant" if words & wordlists.words().claimant_motions else None


def _by_elimination(mention: StepMention, cast: Cast) -> None:
    """The one undecided party beside one whose side is known, in a sentence that sets two against each other."""
    if _side_of(mention.action) is None and mention.action not in BETWEEN_SIDES:
        return
    near = [e for e in cast.in_span(mention.trigger.sent.start, mention.trigger.sent.end) if could_be_party(e)]
    open_, sides = [e for e in near if not e.side], {e.side for e in near if e.side in OTHER}
    if len(open_) == 1 and len(sides) == 1:
        open_[0].votes[OTHER[sides.pop()]] += 1
        _decide(open_[0])


def _by_what_is_theirs(entity: Entity, root: Token) -> None:
    """Votes from one mention: "the novels of X", "X's AI search engine", "X scrapes"."""
    head = root.head
    theirs = None
    if root.dep_ == "poss":
        theirs = head
    elif root.dep_ == "pobj" and head.lower_ in {"of", "by"}:
        theirs = head.head
    if theirs is not None and (side := _side_of_owner(theirs)):
        entity.votes[side] += 1
    if root.dep_ == "nsubj" and head.lemma_ in wordlists.words().ai_verbs:
        entity.votes["respondent"] += 1


def _side_of_owner(noun: Token) -> str | None:
    """Whose side one is on whose this is: works are a claimant's, models a respondent's."""
    if noun.pos_ not in {"NOUN", "PROPN"}:
        return None
    words = {noun.lemma_.lower(), *(c.lower_ for c in noun.children if c.dep_ in {"compound", "amod", "nmod"})}
    if words & wordlists.words().ai_products:
        return "respondent"
    return "claimant" if words & wordlists.words().works else None


def _decide(entity: Entity) -> None:
    """Set an entity's side by its votes; a side that a description tells is turned by many votes only."""
    described = any(
        key.startswith("described:") and key not in {"described:company", "described:tool", "described:person_other"}
        for key in entity.votes
    )
    yes, no = entity.votes["claimant"], entity.votes["respondent"]
    if yes == no or (entity.side and described and abs(yes - no) < CONFIRMED):
        return
    entity.side = "claimant" if yes > no else "respondent"
    if entity.type == "unknown" or (entity.type == "person" and _for_oneself(entity)):
        entity.type = "party"
    if not entity.kind or (entity.type == "party" and entity.kind == "tool"):
        entity.kind = kind_of_unknown(entity)


def kind_of_unknown(entity: Entity) -> str:
    """The kind of a party of which nothing tells it."""
    return "individual" if entity.label == "PERSON" else "company"
