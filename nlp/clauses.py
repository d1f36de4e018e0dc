"""Steps of one sentence, each told by a clause of its own -> who and which dates of it are not whose.

"Grisham is suing OpenAI, and three labels have been suing Suno since June": two verbs with two subjects tell two steps,
whatever the sentence as a whole makes probable; so do clauses of unlike steps that stand side by side.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from nlp.bench import deciding_unnamed
from nlp.drafting import BOTH_SIDES
from nlp.entities import Cast, Entity
from nlp.fitting import is_definite
from nlp.frames import StepMention
from nlp.joining import said_to_differ


def part(mentions: Sequence[StepMention], cast: Cast) -> None:
    """Set of every mention that has a clause of its own the tokens of the others', and whom only these name."""
    _liken(mentions)
    _go_on(mentions)
    told: dict[int, list[StepMention]] = defaultdict(list)
    for mention in mentions:
        if mention.framed and not mention.refers and (_in_particular(mention.actors) or _deciding(mention)):
            told[mention.sent_start].append(mention)
    for here in told.values():
        clauses = {id(one): _clause(one, [o for o in here if o.action == one.action]) for one in here}  # once for all
        for mention in here:
            others = [other for other in here if other is not mention and set(other.actors).isdisjoint(mention.actors)]
            others = [other for other in others if _deciding(other) != _deciding(mention) or not _deciding(mention)]
            alike = [] if mention.action in BOTH_SIDES else [o for o in others if o.action == mention.action]
            unlike = [o for o in others if o.action != mention.action and _coordinated(o.verb, mention.verb)]
            if beside := [*alike, *unlike]:
                mention.beyond = frozenset(i for rival in alike for i in _behind(rival, mention, clauses))
                theirs = {e for rival in alike for e in (*rival.actors, *rival.targets)}
                mention.elsewhere |= frozenset(_foreign(mention, _clause(mention, beside), cast, theirs))


def _liken(mentions: Sequence[StepMention]) -> None:
    """ "The suit echoes claims that the labels had brought against Suno": the subject, of nobody, means the one told
    before, and whoever is named behind it took the other."""
    for mention in mentions:
        subject = mention.trigger
        if mention.action in BOTH_SIDES or mention.actors or subject.dep_ != "nsubj" or not is_definite(subject):
            continue
        others = [
            other
            for other in mentions
            if other.action == mention.action and other.sent_start == mention.sent_start and other.actors
            if subject.head in other.trigger.ancestors and subject not in other.trigger.ancestors
        ]
        if others:
            mention.refers = True
            mention.elsewhere = frozenset(e for other in others for e in (*other.actors, *other.targets))
            mention.beyond = frozenset(t.i for other in others for t in other.verb.subtree if t.i > subject.head.i)


def _go_on(mentions: Sequence[StepMention]) -> None:
    """ "The case follows earlier suits against Suno. Koda sued in June": against whom the sentence before says."""
    others = {
        mention.trigger.sent.end: mention.targets
        for mention in mentions
        if mention.action == "lawsuit" and mention.targets and not mention.actors and said_to_differ(mention)
    }
    sued = {entity for mention in mentions if mention.action == "lawsuit" for entity in mention.targets}
    for mention in mentions:
        if mention.action == "lawsuit" and mention.actors and not mention.targets and mention.sent_start in others:
            mention.targets = [*others[mention.sent_start]]
            mention.elsewhere = frozenset(sued.difference(mention.targets))


def _deciding(mention: StepMention) -> set[Token]:
    """The court or judge without a name by whom a ruling is: "another judge" is not the one before."""
    nameless = mention.action == "ruling" and not mention.actors
    return {*deciding_unnamed(mention.verb, mention.trigger)} if nameless else set()


def _coordinated(verb: Token, other: Token) -> bool:
    """ "A sued B, and C settled with D"; "A sued B, while C settled with D"."""
    against = any(
        low.dep_ == "advcl" and low.head == high and any(child.lower_ in {"while", "whereas"} for child in low.lefts)
        for low, high in ((verb, other), (other, verb))
    )
    return against or other in verb.conjuncts


def _in_particular(actors: Sequence[Entity]) -> bool:
    """Whether some act of whom each is somebody else than any other: not "the studios" behind "Disney"."""
    return bool(actors) and all(not entity.generic or entity.votes["indefinite"] for entity in actors)


def _clause(mention: StepMention, others: Sequence[StepMention]) -> set[int]:
    """The tokens of a mention's clause, without those of others below it."""
    inside = {token.i for token in mention.verb.subtree}
    for other in others:
        if other.verb.i in inside and other.verb.i != mention.verb.i:
            inside -= {token.i for token in other.verb.subtree}
    return inside


def _behind(rival: StepMention, mention: StepMention, clauses: Mapping[int, set[int]]) -> set[int]:
    """The tokens of a rival's clause that cannot be said of both: what opens a sentence may be ("On Monday ...")."""
    inside = clauses[id(rival)] - clauses[id(mention)]
    return {i for i in inside if i > rival.verb.i} if rival.verb.i < mention.verb.i else inside


def _foreign(mention: StepMention, inside: set[int], cast: Cast, theirs: set[Entity]) -> list[Entity]:
    """Who stands in the sentence, but not in the mention's clause or as a part of what others tell, where that names
    somebody of his side."""
    sent = mention.trigger.sent
    here = [entity for entity in cast.entities if entity.within(sent.start, sent.end)]
    own = {e.meant for e in here if any(start in inside for start, _ in e.within(sent.start, sent.end))}
    own = (own - theirs) | {*mention.actors, *mention.targets}
    filled = {_side(entity) for entity in own}
    return [e.meant for e in here if e.meant not in own and _side(e.meant) in filled]


def _side(entity: Entity) -> str:
    return "bench" if entity.on_bench else entity.side
