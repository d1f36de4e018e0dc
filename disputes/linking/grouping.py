"""Events -> disputes: the same rights holders, or their trade group, against the same developer over its tools.

First the events that name both sides over a tool, then those that leave the tool out, then those against several
developers, last those that name one side only: each such joins the dispute that fits, and where none fits or several
fit equally it stays by itself.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from disputes.correction import Correction
from disputes.linking.blocks import Groups
from disputes.linking.facing import Facing, Key, facing
from disputes.linking.merging import Merged
from disputes.linking.names import Names
from disputes.timeline import sort_date

type Keys = Callable[[int], list[Key]]
type Chooser = Callable[[int, Sequence[int]], int | None]

ALONE = "nothing else is between the same sides"
ONE_SIDED_DAYS = 90  # how near in time an event with one side must be to the dispute that it joins


@dataclass(frozen=True, slots=True)
class Placing:
    """What grouping knows beside the events: the case of each, and which numbers and actions bind nothing.

    `cases`: event id -> its case. `umbrellas`: numbers under which the suits of many were consolidated. `loose`:
    actions that are said to many at once, so that who takes one with others does not join their disputes by it.
    """

    cases: Mapping[str, str]
    umbrellas: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()


@dataclass(slots=True)
class Group:
    """The events of one dispute, as they followed each other, each with the rule that put it there."""

    members: list[Merged]
    placed: dict[str, str] = field(default_factory=dict)  # event id -> why it is here
    corrections: list[Correction] = field(default_factory=list)  # that bear on the dispute, the oldest first


def group(merged: Iterable[Merged], names: Names, placing: Placing) -> list[Group]:
    """The events of each dispute, whatever order they come in."""
    ordered = sorted(merged, key=lambda one: (sort_date(one.event), one.event.id))
    work = _Grouping(ordered, names, placing)
    return [
        Group([ordered[i] for i in members], {ordered[i].event.id: work.why.get(i, ALONE) for i in members})
        for members in work.run().listed()
    ]


class _Grouping:
    """The work in progress: events by number, in the order of time."""

    def __init__(self, ordered: Sequence[Merged], names: Names, placing: Placing) -> None:
        self._groups = Groups(len(ordered))
        self._facing = [facing(one, names, placing.umbrellas, placing.loose) for one in ordered]
        self._cases = [placing.cases.get(one.event.id) for one in ordered]
        self.why: dict[int, str] = {}

    def run(self) -> Groups:
        both = self._such(lambda one: one.both)
        binding = self._such(lambda one: one.binding)
        with_tool = [i for i in binding if self._facing[i].over]
        without = [i for i in binding if not self._facing[i].over]
        to_many, several = self._such(lambda one: one.to_many), self._such(lambda one: one.several)
        single = self._such(lambda one: one.both and not one.several)
        self._join_cases()
        self._join_by(with_tool, self._sides_over, "the same sides over the same tool")
        self._join_bodies(with_tool)
        self._attach(without, with_tool, self._sides, self._nearest, "the same sides; no tool named")
        self._attach(to_many, binding, self._sides, self._largest, "one of those who say it, against the same")
        self._attach(several, single, self._sides, self._largest, "the same claimant against one of these")
        aiming = self._such(lambda one: one.aiming)
        self._attach(aiming, both, self._aims, self._largest, "about the same tool; no claimant named")
        near = f"within {ONE_SIDED_DAYS} days"
        making = self._such(lambda one: one.making)
        self._attach(making, both, self._makers, self._nearest, f"of the same developer, {near}", ONE_SIDED_DAYS)
        claiming = self._such(lambda one: one.claiming)
        self._attach(claiming, both, self._houses, self._only_alike, f"of the same claimant, {near}", ONE_SIDED_DAYS)
        return self._groups

    def _such(self, wanted: Callable[[Facing], bool]) -> list[int]:
        return [i for i, one in enumerate(self._facing) if wanted(one)]

    def _sides(self, i: int) -> list[Key]:
        return self._facing[i].sides

    def _sides_over(self, i: int) -> list[Key]:
        return self._facing[i].sides_over

    def _aims(self, i: int) -> list[Key]:
        return self._facing[i].aims

    def _makers(self, i: int) -> list[Key]:
        return [(maker,) for maker in self._facing[i].against]

    def _houses(self, i: int) -> list[Key]:
        return [(house,) for house in self._facing[i].houses]

    def _join_cases(self) -> None:
        """Events of one case; then those under one number, for cases that no list has, against one developer: numbers
        repeat from court to court, and are misread. An event of the case that names no developer joins by who claims,
        and one that names nobody by the number.
        """
        tied = [i for i, case in enumerate(self._cases) if case]
        self._join_by(tied, lambda i: [(self._cases[i] or "",)], "the same case")
        numbered = self._such(lambda one: one.docket is not None)
        aimed = [i for i in numbered if self._facing[i].against]
        self._join_by(aimed, lambda i: self._in_docket(i, self._facing[i].against), "the same case number")
        claiming = [i for i in numbered if self._facing[i].claiming]
        self._attach(
            claiming, aimed, lambda i: self._in_docket(i, self._facing[i].houses), self._only, "the same case number"
        )
        nameless = [i for i in numbered if not self._facing[i].against and not self._facing[i].houses]
        self._attach(nameless, numbered, lambda i: self._in_docket(i, [""]), self._only, "the same case number")

    def _in_docket(self, i: int, parties: Iterable[str]) -> list[Key]:
        return [(self._facing[i].docket or "", party) for party in parties]

    def _join(self, one: int, other: int, why: str) -> None:
        self._groups.join(one, other)
        for member in (one, other):
            self.why.setdefault(member, why)

    def _join_by(self, members: Iterable[int], keys: Keys, why: str, within: int | None = None) -> None:
        """Makes one group of all members that share a key, and that follow each other within so many days."""
        last: dict[Key, int] = {}
        for member in members:
            for key in keys(member):
                other = last.get(key, member)
                if other != member and (within is None or self._apart(member, other) <= within):
                    self._join(other, member, why)
                last[key] = member

    def _join_bodies(self, members: Sequence[int]) -> None:
        """A trade group's members belong to its dispute over the same tool."""
        held: dict[Key, int] = {}
        for member in members:
            for key in self._facing[member].sides_over:
                held.setdefault(key, member)
        for member in members:
            for body in self._facing[member].bodies:
                for maker, tool in self._facing[member].aims:
                    if (body, maker, tool) in held:
                        self._join(held[body, maker, tool], member, "a member of the trade group, over the same tool")

    def _attach(
        self,
        members: Sequence[int],
        hosts: Sequence[int],
        keys: Keys,
        choose: Chooser,
        why: str,
        within: int | None = None,
    ) -> None:
        """Lets each member join the host group that `choose` picks among those that share a key, `within` so many
        days; the members that find none group among themselves by that key."""
        index: dict[Key, list[int]] = {}
        for host in hosts:
            for key in keys(host):
                index.setdefault(key, []).append(host)
        alone: list[int] = []
        for member in members:
            found = sorted({host for key in keys(member) for host in index.get(key, ())} - {member})
            if within is not None:
                found = [host for host in found if self._apart(member, host) <= within]
            if self._cases[member] and any(self._groups.root(host) == self._groups.root(member) for host in found):
                continue  # its case has put it beside one of them already
            chosen = choose(member, found)
            if chosen is not None:
                self._join(chosen, member, why)
            elif not found:
                alone.append(member)
        self._join_by(alone, keys, why, within)

    def _largest(self, member: int, hosts: Sequence[int]) -> int | None:
        return max(
            hosts, key=lambda host: (self._shares_tool(member, host), self._groups.size(host), -host), default=None
        )

    def _nearest(self, member: int, hosts: Sequence[int]) -> int | None:
        return min(hosts, key=lambda host: (self._apart(member, host), host), default=None)

    def _only(self, member: int, hosts: Sequence[int]) -> int | None:
        return hosts[0] if len({self._groups.root(host) for host in hosts}) == 1 else None

    def _only_alike(self, member: int, hosts: Sequence[int]) -> int | None:
        sharing = [host for host in hosts if self._shares_tool(member, host)]
        return self._only(member, sharing or ([] if self._facing[member].over else hosts))

    def _shares_tool(self, one: int, other: int) -> bool:
        return bool(self._facing[one].over & self._facing[other].over)

    def _apart(self, one: int, other: int) -> int:
        return abs(self._facing[one].day - self._facing[other].day)
