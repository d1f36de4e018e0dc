"""Steps of which one holds several -> each by itself: licences, and suits and what courts decide in them, which known
cases tell apart.

A licence is one rights holder's with one developer, whomever a sentence names beside it; and where two developers were
sued by the same claimants in cases of their own, a suit against both is a suit against each. By then it is known who
took part (nlp.participation); what one sentence tells apart, nlp.splitting parts before.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from disputes.types import PartialDate
from nlp import newcomers, splitting
from nlp.drafting import Step, on_side
from nlp.entities import Cast, Entity
from nlp.frames import StepMention
from nlp.joining import apart, dates_agree, join, same
from nlp.known_suits import KnownSuits, Told, by_case
from nlp.trying import IN_COURT, tried

COMMON = frozenset("common joint jointly collective collectively".split())  # what is done together
LISTING = frozenset(", ; and or & the a an as well with both also alike".split())  # what stands in lists


def separate(steps: Sequence[Step], suits: KnownSuits, published: PartialDate) -> list[Step]:
    """The steps of an article, those that hold several in pieces; what is told of a piece by itself joins it."""
    found: list[Step] = []
    pieces = [[*_pieces(step, suits, published)] for step in steps]
    parted = {some[0].action for some in pieces if len(some) > 1}
    for piece in (piece for some in pieces for piece in some):
        twin = next((one for one in found if _same(one, piece)), None) if piece.action in parted else None
        if twin:
            join(twin, piece)
        else:
            found.append(piece)
    return found


def _pieces(step: Step, suits: KnownSuits, published: PartialDate) -> Iterator[Step]:
    """A step for each group of its parties, save those that a sentence which sets them apart tells elsewhere."""
    groups = []
    if step.action == "lawsuit":
        groups = _suing(step, suits, published)
    elif step.action == "licensing_deal":
        groups = _licensing(step)
    elif step.action in IN_COURT:
        groups = tried(step, suits, Told(published, None))
    if len(groups) < 2:
        yield step
        return
    told = [group for group in groups if not {*step.apart} & {*group}] or groups
    if step.action in IN_COURT:
        yield from _told_in_court(step, told, groups)
        return
    for group in told:
        yield _piece(step, group, _others(group, groups))


def _others(group: Sequence[Entity], groups: Sequence[Sequence[Entity]]) -> list[Entity]:
    return [e for other in groups if other is not group for e in other]


def _told_in_court(step: Step, able: Sequence[list[Entity]], groups: Sequence[list[Entity]]) -> list[Step]:
    """A step for each case, of those that it may be of, that has a sentence of its own, or else for each that its
    sentences name: a case that none of them tells of is only mentioned in the article."""
    named = [group for group in able if any(_named(m, group) for m in step.mentions)]
    alone = [
        group
        for group in named
        if any(_named(m, group) and not _named(m, _others(group, groups)) for m in step.mentions)
    ]
    told = alone or named or able[:1]
    pieces = [_piece(step, group, _others(group, groups)) for group in told]
    return pieces if len(pieces) > 1 else [replace(pieces[0], mentions=step.mentions, apart=step.apart)]


def _piece(step: Step, group: Sequence[Entity], others: Sequence[Entity]) -> Step:
    """The step of some, without those who take others like it, and with the sentences that name them."""
    mentions = [mention for mention in step.mentions if _named(mention, group)] or [*step.mentions]
    actors = [e for e in step.actors if e not in others]
    actors += [e for e in group if e not in step.parties]
    return replace(
        step,
        actors=_nearest(actors, group, mentions[0]) if step.action == "licensing_deal" else actors,
        targets=[e for e in step.targets if e not in others],
        tools=[tool for tool in step.tools if tool not in others and tool.developer not in others],
        mentions=mentions,
        takers={**step.takers},
        sure={**step.sure},
        apart=[*step.apart, *(e for e in others if e not in step.apart)],
    )


def _suing(step: Step, suits: KnownSuits, published: PartialDate) -> list[list[Entity]]:
    """Those whom a suit is against, by the cases that they were sued in, or else those who sue, by theirs."""
    claimants = on_side(step.actors, "claimant")
    told = Told(published, step.date)
    sued = by_case(step.targets, lambda one, other: suits.apart(one, other, claimants, told, sued=True))
    if len(sued) > 1:
        return sued
    named = [e for e in claimants if not e.generic]
    suing = by_case(named, lambda one, other: suits.apart(one, other, step.targets, told, sued=False))
    return [*suing, *([group] for group in _listed_groups(step, named))] if len(suing) > 1 else suing


def _listed_groups(step: Step, named: Sequence[Entity]) -> Iterator[Entity]:
    """Groups without a name that stand in one list with those who sue, each in a case of its own: "sued by Calder, the
    Ledger and a group of Canadian papers"."""
    cast: Cast = step.best.trigger.doc._.cast
    sents = [mention.trigger.sent for mention in step.mentions if not mention.in_title]
    roots = {root.i for e in named for root in cast.roots(e)}
    for group in (e for e in cast.entities if e.generic and e.side == "claimant"):
        nouns = [cast.doc[end - 1] for sent in sents for _, end in group.within(sent.start, sent.end)]
        listed = (n for n in nouns if any(other.i in roots for other in newcomers.head_of(n).conjuncts))
        if any(map(newcomers.is_new, listed)):
            yield group


def _licensing(step: Step) -> list[list[Entity]]:
    """The rights holders of a licence, or the developers where more of these stand in one list; together who are of one
    house or license in common."""
    sents = {mention.trigger.sent for mention in step.mentions}
    if any(token.lemma_.lower() in COMMON for sent in sents for token in sent):
        return []
    named = [e for e in step.actors if not e.generic]
    holders = _groups([e for e in named if e.side != "respondent"], lambda one, other: _tied(one, other, step))
    makers = _groups(on_side(named, "respondent"), lambda one, other: not _listed(one, other, step))
    return max(holders, makers, key=len)


def _groups(parties: Sequence[Entity], tied: Callable[[Entity, Entity], bool]) -> list[list[Entity]]:
    groups: list[list[Entity]] = []
    for one in parties:
        group = next((group for group in groups if any(tied(one, other) for other in group)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return groups


def _tied(one: Entity, other: Entity, step: Step) -> bool:
    """Whether two rights holders are of one house: by the catalog, by their names, or by a sentence that names both and
    not in one list ("Southern Media, the owner of the Ledger")."""
    if one.party and other.party:
        return one.party.parent == other.party.id or other.party.parent == one.party.id
    words = {*one.name.casefold().split()}, {*other.name.casefold().split()}
    if words[0] <= words[1] or words[1] <= words[0]:
        return True
    beside = any(_named(mention, [one]) and _named(mention, [other]) for mention in step.mentions)
    return beside and not _listed(one, other, step)


def _listed(one: Entity, other: Entity, step: Step) -> bool:
    """Whether a sentence that tells the step has two names in one list: "with Microsoft, Meta and Amazon"."""
    for sent in {mention.trigger.sent for mention in step.mentions}:
        names = {i for e in step.actors for start, end in e.within(sent.start, sent.end) for i in range(start, end)}
        for start, end in one.within(sent.start, sent.end):
            for first, last in other.within(sent.start, sent.end):
                between = [sent.doc[i] for i in range(min(end, last), max(start, first)) if i not in names]
                if all(token.lower_ in LISTING for token in between):
                    return True
                if sent.doc[first:last].root in sent.doc[start:end].root.conjuncts:
                    return True
    return False


def _nearest(actors: Sequence[Entity], group: Sequence[Entity], mention: StepMention) -> list[Entity]:
    """Of several on the other side the one whom the sentence names nearest."""
    sent = mention.trigger.sent
    others = [e for e in actors if e not in group]
    here = [e for e in others if e.within(sent.start, sent.end)]
    if len(others) < 2 or not here or not _named(mention, group):
        return [*actors]
    chosen = min(here, key=lambda one: splitting.distance(group, [one], sent))
    return [e for e in actors if e is chosen or e in group]


def _named(mention: StepMention, group: Sequence[Entity]) -> bool:
    sent = mention.trigger.sent
    return any(e.within(sent.start, sent.end) for e in group)


def _same(one: Step, other: Step) -> bool:
    """Whether two steps of the same parties are one."""
    if one.action != other.action or {*one.targets} != {*other.targets} or apart(one, other):
        return False
    if one.action == "licensing_deal":
        return {*one.actors} == {*other.actors} and same(one, other)
    nameless = any(all(e.generic for e in step.actors) and not on_side(step.apart, "claimant") for step in (one, other))
    return same(one, other) or (nameless and dates_agree(one.date, other.date) and one.status == other.status)
