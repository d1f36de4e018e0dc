"""Known court cases -> the suits that a sentence tells as one: "the labels took Suno and Udio to court" tells two.

Where two developers were sued by these claimants in cases of their own, a suit against both is a suit against each.
Nothing is known of developers that no case of the list is against, nor of claimants who have none.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from disputes.case import Case, forms_of
from disputes.catalog import Catalog
from disputes.linking.plain import plain
from disputes.types import PartialDate
from nlp.drafting import Step, on_side
from nlp.entities import Entity
from nlp.joining import join, same


@dataclass(frozen=True, slots=True)
class Suit:
    """A case by the day of its filing and by its sides: parties by their ids and those of their owners (claimants by
    those of their trade groups too), others by their names."""

    filed: PartialDate
    claimants: frozenset[str]
    respondents: frozenset[str]


class KnownSuits:
    """The cases of a list, by whom they are against."""

    def __init__(self, cases: Iterable[Case], catalog: Catalog) -> None:
        self._catalog = catalog
        self._suits = [
            Suit(case.filed, self._claiming(case.claimants), self._keys(_forms(case.respondents)))
            for case in cases
            if case.filed
        ]

    def apart(self, one: Entity, other: Entity, claimants: Collection[Entity], published: PartialDate) -> bool | None:
        """Whether each of two developers was sued in a case of its own by these claimants, or by anybody where none of
        them has a name; False where one case is known against both, None where nothing is known."""
        claiming = self._of(*(e for e in claimants if not e.generic))
        suits = [
            suit
            for suit in self._suits
            if suit.filed <= published and (not claiming or not claiming.isdisjoint(suit.claimants))
        ]
        ours, others = (
            [suit for suit in suits if not self._of(party).isdisjoint(suit.respondents)] for party in (one, other)
        )
        if not ours or not others:
            return None
        return not any(suit in others for suit in ours)

    def _of(self, *entities: Entity) -> frozenset[str]:
        return self._keys(chain.from_iterable((e.party.name,) if e.party else (e.name, *e.forms) for e in entities))

    def _claiming(self, names: Iterable[str]) -> frozenset[str]:
        """Claimants with the trade groups that may sue for them."""
        keys = self._keys(_forms(names))
        parties = (self._catalog.parties.get(key) for key in keys)
        return keys.union(*(party.groups for party in parties if party))

    def _keys(self, names: Iterable[str]) -> frozenset[str]:
        return frozenset(chain.from_iterable(map(self._line, names)))

    def _line(self, name: str) -> list[str]:
        """The ids of a party and its owners; the bare name where the catalog has it not."""
        party = self._catalog.party_by_name.get(name)
        line: list[str] = []
        while party and party.id not in line:
            line.append(party.id)
            party = self._catalog.parties.get(party.parent or "")
        return line or [plain(name)]


def _forms(names: Iterable[str]) -> Iterator[str]:
    return chain.from_iterable(map(forms_of, names))


def separate(steps: Sequence[Step], suits: KnownSuits, published: PartialDate) -> list[Step]:
    """The steps of an article, each suit against developers that were sued apart as a suit against each; what is told
    of such a suit by itself joins it."""
    found: list[Step] = []
    told_together = [len(_groups(step, suits, published)) > 1 for step in steps]
    for step, together in zip(steps, told_together, strict=True):
        for piece in _pieces(step, _groups(step, suits, published)) if together else [step]:
            twin = next((one for one in found if _same(one, piece)), None) if any(told_together) else None
            if twin:
                join(twin, piece)
            else:
                found.append(piece)
    return found


def _groups(step: Step, suits: KnownSuits, published: PartialDate) -> list[list[Entity]]:
    """Those whom a suit is against, by the cases that they were sued in; of whom nothing is known with the first."""
    if step.action != "lawsuit":
        return []
    claimants = on_side(step.actors, "claimant")
    groups: list[list[Entity]] = []
    unknown: list[Entity] = []
    for one in step.targets:
        told = {other: suits.apart(one, other, claimants, published) for other in step.targets if other is not one}
        if all(apart is None for apart in told.values()):
            unknown.append(one)
            continue
        group = next((group for group in groups if any(told[other] is False for other in group)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return [[*groups[0], *unknown], *groups[1:]] if groups else []


def _pieces(step: Step, groups: Sequence[list[Entity]]) -> Iterator[Step]:
    """A suit for each group, save those that a sentence which sets them apart tells elsewhere."""
    own = [group for group in groups if not {*step.apart} & {*group}] or groups
    for group in own:
        others = {entity for other in groups if other is not group for entity in other}
        tools = [tool for tool in step.tools if others.isdisjoint((tool, tool.developer))]
        yield replace(step, targets=group, tools=tools, mentions=[*step.mentions], apart=[*step.apart, *others])


def _same(one: Step, other: Step) -> bool:
    """Whether two suits against the same are one."""
    return one.action == other.action == "lawsuit" and {*one.targets} == {*other.targets} and same(one, other)
