"""Known court cases -> which developers were sued apart: "the labels took Suno and Udio to court" tells two suits.

Nothing is known of developers that no case of the list is against, nor of claimants who have none.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from disputes.case import Case, forms_of
from disputes.catalog import Catalog
from disputes.linking.plain import plain
from disputes.linking.suits import same_time
from disputes.types import PartialDate
from nlp.entities import Entity

RARELY = 4  # of as many cases, less than one is against two who are hardly ever sued together


@dataclass(frozen=True, slots=True)
class Suit:
    """A case by the day of its filing and by its sides: parties by their ids and those of their owners (claimants by
    those of their trade groups too), others by their names."""

    filed: PartialDate
    claimants: frozenset[str]
    respondents: frozenset[str]

    def side(self, sued: bool) -> frozenset[str]:
        """Those who are sued, or those who sue."""
        return self.respondents if sued else self.claimants


@dataclass(frozen=True, slots=True)
class Told:
    """When a suit was told, and when it was filed if that is said."""

    published: PartialDate
    filed: PartialDate | None

    def may_mean(self, filed: PartialDate) -> bool:
        """Whether it may be a case of that day."""
        return filed <= self.published and (self.filed is None or same_time(filed, self.filed))


class KnownSuits:
    """The cases of a list, by whom they are against."""

    def __init__(self, cases: Iterable[Case], catalog: Catalog) -> None:
        self._catalog = catalog
        self._suits = [
            Suit(case.filed, self._claiming(case.claimants), self._keys(_forms(case.respondents)))
            for case in cases
            if case.filed
        ]

    def apart(self, one: Entity, other: Entity, opposite: Collection[Entity], told: Told, *, sued: bool) -> bool | None:
        """Whether two were sued (or, if not `sued`, sue) in cases of their own by (against) those of the opposite side,
        or anybody where none of these has a name; False where one case is known of both, None where nothing is known.
        """
        facing = self._of(*(e for e in opposite if not e.generic))
        suits = [suit for suit in self._suits if told.may_mean(suit.filed) and _meets(facing, suit.side(not sued))]
        ours, others = (
            [suit for suit in suits if not keys.isdisjoint(suit.side(sued))]
            for keys in (self._of(one), self._of(other))
        )
        if not ours or not others:
            return None
        return not any(suit in others for suit in ours)

    def rarely_together(self, one: Entity, other: Entity, told: Told) -> bool:
        """Whether two were sued in cases of their own, by whomever, save one in RARELY: two dozen cases are against
        OpenAI and a dozen against Meta, and a single one is against both."""
        ours, others = (
            [suit for suit in self._suits if told.may_mean(suit.filed) and not keys.isdisjoint(suit.respondents)]
            for keys in (self._of(one), self._of(other))
        )
        both = sum(suit in others for suit in ours)
        return both * RARELY < min(len(ours), len(others))

    def faced(self, claimant: Entity, sued: Collection[Entity], told: Told) -> bool:
        """Whether a claimant is known to have sued any of some."""
        mine, theirs = self._of(claimant), self._of(*sued)
        return any(
            told.may_mean(suit.filed)
            and not mine.isdisjoint(suit.claimants)
            and not theirs.isdisjoint(suit.respondents)
            for suit in self._suits
        )

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
        known = self._catalog.party_by_name
        party = known.get(name) or known.get(name.removeprefix("The "))
        line: list[str] = []
        while party and party.id not in line:
            line.append(party.id)
            party = self._catalog.parties.get(party.parent or "")
        return line or [plain(name)]


def by_case(parties: Sequence[Entity], apart: Callable[[Entity, Entity], bool | None]) -> list[list[Entity]]:
    """Parties of a side, together who have a case in common; of whom nothing is known with the first."""
    groups: list[list[Entity]] = []
    unknown: list[Entity] = []
    for one in parties:
        told = {other: apart(one, other) for other in parties if other is not one}
        group = next((group for group in groups if any(told[other] is False for other in group)), None)
        if all(same is None for same in told.values()):
            unknown.append(one)
        elif group is None:
            groups.append([one])
        else:
            group.append(one)
    return [[*groups[0], *unknown], *groups[1:]] if groups else []


def _forms(names: Iterable[str]) -> Iterator[str]:
    return chain.from_iterable(map(forms_of, names))


def _meets(some: frozenset[str], known: frozenset[str]) -> bool:
    return not some or not some.isdisjoint(known)
