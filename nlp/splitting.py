"""One draft -> several steps where its sentence tells several of one kind: "Disney sued in June, Universal in July".

Who of one side stands together in one step and who apart is weighed pair by pair by a linear model: what stands
between their names (dates, verbs, the other side), how the parse joins them, words that set apart ("each"), and what
the encoder says of the two. Those whom pairs tie together take one step. Weights: see nlp.training.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

import numpy
from spacy.tokens import Doc, Span, Token

from nlp import linear, newcomers
from nlp.drafting import Step, on_side
from nlp.encoder import ROLES, Encoding, as_features
from nlp.entities import SIDES, Cast, Entity
from nlp.facts import Facts
from nlp.outlets import only_cited

NAME, LABEL = "splitting", "together"
TOGETHER = 0.5  # the probability from which on two parties of one side take one step
LIKELY = -1.5  # the encoder's score from which on a name of the sentence takes part
MOST = 30  # names of a sentence that are weighed pair by pair: a longer list is of those who act together
MARKS = frozenset(
    (
        "each separate separately respectively both jointly together too also likewise well similar similarly same so "
        "another other while whereas followed follow join joined led lead including among alongside along with plus "
        "earlier later before after"
    ).split()
)
BETWEEN = frozenset({"VERB", "AUX", "CCONJ", "SCONJ", "ADP", "PRON", "ADV"})


def split(draft: Step, cast: Cast, facts: Facts, model: linear.Linear) -> list[Step]:
    """The steps that a draft of one mention tells, apart by their parties; the draft itself where it tells one."""
    if draft.action == "appeal" and all(on_side(draft.actors, side) for side in SIDES):
        return [_against(draft, on_side(draft.actors, side)) for side in reversed(SIDES)]
    able = taking_part(draft, cast)
    if len(able) > MOST:
        return [draft]
    groups = [_groups(draft, side, [*able], facts, model) for side in SIDES]
    sets = _sets(draft.mentions[0].trigger.sent, *sorted(groups, key=len))
    if draft.targets and newcomers.all_apart(cast, draft.actors, [draft.mentions[0].trigger.sent]):
        # "Calder sued Udio, three authors Suno": they have nothing to do with whom others sue beside them
        sets = [group for group in sets if not set(draft.targets).isdisjoint(group)]
    everybody = [entity for group in sets for entity in group]
    return [
        _piece(draft, {e: able[e] for e in group}, [e for e in everybody if e not in group], facts) for group in sets
    ] or [draft]


def taking_part(draft: Step, cast: Cast) -> dict[Entity, str]:
    """Who is named in the sentence of a draft and takes part in what it tells, in order, each with its role."""
    mention = draft.mentions[0]
    sent = mention.trigger.sent
    here = list(dict.fromkeys(e.meant for e in cast.in_span(sent.start, sent.end) if e.meant.may_be_party))
    here = [e for e in here if e.side in SIDES and e.within(sent.start, sent.end) and e not in mention.elsewhere]
    encoding: Encoding = cast.doc._.encoding
    scores = encoding.parts(encoding.told(sent), sent, draft.action, cast.encoded(here))
    found = {}
    for entity, row in zip(here, scores[:, :2], strict=True):
        if entity in draft.parties:
            found[entity] = "actor" if entity in draft.actors else "target"
        elif row.max() > LIKELY and not only_cited(entity, cast, sent.start, sent.end):
            found[entity] = ROLES[int(row.argmax())]
    return found


def pairs(able: Sequence[Entity]) -> Iterator[tuple[Entity, Entity]]:
    """Those whom one side of a draft may join or part, in the order of their names."""
    for side in SIDES:
        yield from combinations(on_side([*able], side), 2)


def features(draft: Step, one: Entity, other: Entity, able: Sequence[Entity], facts: Facts) -> dict[str, float]:
    """What speaks for and against that two parties of a side, named in this order, take one step."""
    plain = [*_of_place(draft, one, other, able, facts), *_of_sentence(draft, one, able, facts)]
    known = linear.present([*plain, *(f"{draft.action} {name}" for name in plain)])
    return known | _in_context(draft, one, other, facts.doc)


def _of_place(draft: Step, one: Entity, other: Entity, able: Sequence[Entity], facts: Facts) -> Iterator[str]:
    """What stands between the two, and how the parse joins them."""
    sent = draft.mentions[0].trigger.sent
    (_, end), (start, _) = one.within(sent.start, sent.end)[0], other.within(sent.start, sent.end)[0]
    between = sent.doc[end:start] if end < start else sent[:0]
    names = {i for e in able for first, last in e.within(sent.start, sent.end) for i in range(first, last)}
    free = [token for token in between if token.i not in names]
    yield from (f"between {token.pos_}" for token in free if token.pos_ in BETWEEN)
    yield from (f"between {token.lower_}" for token in free if token.lower_ in MARKS or token.text in ";:,")
    yield f"apart {min(len(free) // 2, 6)}"
    yield f"{min(_dates(facts, between), 2)} dates between"
    third = [
        e
        for e in able
        if e not in (one, other) and any(end <= first < start for first, _ in e.within(sent.start, sent.end))
    ]
    yield from {f"{'same' if e.side == one.side else 'other'} side between" for e in third}
    mine, theirs = _root(one, sent), _root(other, sent)
    yield f"coordinated {theirs in list(mine.conjuncts)}"
    yield f"one head {mine.head.i == theirs.head.i}"
    yield f"below {mine.is_ancestor(theirs) or theirs.is_ancestor(mine)} {theirs.dep_}"
    yield f"is {mine.dep_} and {theirs.dep_}"
    yield f"parsed {one in draft.parties} {other in draft.parties}"
    yield f"generic {one.generic} {other.generic}"
    yield f"dated {_dates(facts, sent.doc[end : end + 6])} {_dates(facts, sent.doc[start : start + 8])}"
    trigger = draft.mentions[0].trigger.i
    yield f"trigger {'before' if trigger < end else 'between' if trigger < start else 'behind'}"


def _of_sentence(draft: Step, one: Entity, able: Sequence[Entity], facts: Facts) -> Iterator[str]:
    trigger = draft.mentions[0].trigger
    yield one.side
    yield f"{min(len(on_side([*able], one.side)), 4)} of the side, {min(len(able), 6)} in all"
    yield f"told as {trigger.tag_}"
    yield from (f"marked {token.lower_}" for token in trigger.sent if token.lower_ in MARKS)
    yield f"{min(_dates(facts, trigger.sent), 3)} dates"


def _in_context(draft: Step, one: Entity, other: Entity, doc: Doc) -> dict[str, float]:
    """What the encoder says of the two."""
    encoding: Encoding = doc._.encoding
    sent = draft.mentions[0].trigger.sent
    mine, theirs = ([doc[first:last] for first, last in e.within(sent.start, sent.end)] for e in (one, other))
    score = encoding.together(encoding.told(sent), draft.action, mine, theirs)
    return as_features(("together",), numpy.array((score,)))


def _root(entity: Entity, sent: Span) -> Token:
    start, end = entity.within(sent.start, sent.end)[0]
    return sent.doc[start:end].root


def _dates(facts: Facts, span: Span) -> int:
    return bisect_left(facts.dated, span.end) - bisect_left(facts.dated, span.start)


def _groups(draft: Step, side: str, able: Sequence[Entity], facts: Facts, model: linear.Linear) -> list[list[Entity]]:
    """Parties of one side, those together whom pairs tie."""
    groups: list[list[Entity]] = []
    for entity in on_side([*able], side):
        tied = [
            group
            for group in groups
            if any(
                model.probabilities(features(draft, other, entity, able, facts))[LABEL] >= TOGETHER
                for other in reversed(group)  # whoever is named last before is the likeliest
            )
        ]
        groups = [*(group for group in groups if group not in tied), [*(e for group in tied for e in group), entity]]
    return groups


def _sets(sent: Span, fewer: list[list[Entity]], more: list[list[Entity]]) -> list[list[Entity]]:
    """Who takes each step: the groups of the side that has more, each with its own of the other where that has several:
    the first with the first, and the nearest where there are not as many."""
    if len(more) < 2:
        return []
    if len(fewer) < 2:
        return more
    if len(fewer) == len(more):
        return [[*ours, *theirs] for ours, theirs in zip(fewer, more, strict=True)]
    return [[*group, *min(fewer, key=lambda other: distance(group, other, sent))] for group in more]


def distance(ours: Sequence[Entity], theirs: Sequence[Entity], sent: Span) -> int:
    """How many tokens lie between two groups in a sentence that names some of each."""
    return min(
        abs(a - b)
        for e in ours
        for o in theirs
        for a, _ in e.within(sent.start, sent.end)
        for b, _ in o.within(sent.start, sent.end)
    )


def _against(draft: Step, others: list[Entity]) -> Step:
    """The appeal of those of a draft's actors who are not of the other side."""
    actors = [e for e in draft.actors if e not in others]
    own = replace(draft.mentions[0], actors=actors, targets=others)
    return replace(draft, actors=[*actors], targets=[*others], mentions=[own])


def _piece(draft: Step, mine: Mapping[Entity, str], apart: Sequence[Entity], facts: Facts) -> Step:
    """The step of some, told apart from others."""
    mention = draft.mentions[0]
    actors = [e for e in draft.actors if e not in apart] + _lacking(draft, mine, "actor")
    named = {e.side for e in actors if not e.generic}
    actors = [e for e in actors if not (e.generic and e.side in named)]
    targets = [e for e in draft.targets if e not in apart] + _lacking(draft, mine, "target")
    own = replace(
        mention,
        actors=[e for e in mention.actors if e not in apart],
        targets=[e for e in mention.targets if e not in apart],
        date=mention.date if _dates(facts, mention.trigger.sent) < 2 else None,
        apart=frozenset(apart),
    )
    return Step(draft.action, actors, targets, [], draft.status, own.date, mentions=[own], apart=[*apart])


def _lacking(draft: Step, mine: Mapping[Entity, str], role: str) -> list[Entity]:
    return [e for e, taken in mine.items() if taken == role and e not in draft.parties]
