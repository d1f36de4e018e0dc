"""Steps of one kind in one sentence, each told by a clause of its own -> who and which dates of it are not whose.

"Grisham is suing OpenAI, and three labels have been suing Suno since June": two verbs with two subjects tell two steps,
whatever the sentence as a whole makes probable.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from nlp.drafting import BOTH_SIDES
from nlp.entities import Cast, Entity
from nlp.frames import StepMention


def part(mentions: Iterable[StepMention], cast: Cast) -> None:
    """Set of every mention that has a clause of its own the tokens of the others', and whom only these name."""
    told: dict[tuple[int, str], list[StepMention]] = defaultdict(list)
    for mention in mentions:
        able = mention.framed and not mention.refers and mention.action not in BOTH_SIDES
        if able and _in_particular(mention.actors):
            told[mention.sent_start, mention.action].append(mention)
    for alike in told.values():
        clauses = {id(mention): _clause(mention, alike) for mention in alike}  # once: a sentence may list dozens
        for mention in alike:
            rivals = [other for other in alike if set(other.actors).isdisjoint(mention.actors)]
            if rivals:
                mention.beyond = frozenset(i for rival in rivals for i in _behind(rival, mention, clauses))
                mention.elsewhere = frozenset(_foreign(mention, _clause(mention, rivals), cast))


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


def _foreign(mention: StepMention, inside: set[int], cast: Cast) -> list[Entity]:
    """Who stands in the sentence, but not in the mention's clause, where that names somebody of his side."""
    sent = mention.trigger.sent
    here = [entity for entity in cast.entities if entity.within(sent.start, sent.end)]
    own = {e.meant for e in here if any(start in inside for start, _ in e.within(sent.start, sent.end))}
    own |= {*mention.actors, *mention.targets}
    filled = {_side(entity) for entity in own}
    return [e.meant for e in here if e.meant not in own and _side(e.meant) in filled]


def _side(entity: Entity) -> str:
    return "bench" if entity.on_bench else entity.side
