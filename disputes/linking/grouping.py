"""Events -> disputes: the same rights holders, or their trade group, against the same developer over its tools.

First the events that name both sides over a tool, then those that leave the tool out, then those against several
developers, last those that name one side only: each such joins the dispute that fits, and where none fits or several
fit equally it stays by itself.
"""

from collections.abc import Callable, Iterable, Sequence

from disputes.linking.days import first_day
from disputes.linking.merging import Merged
from disputes.linking.names import Names
from disputes.timeline import sort_date

type Key = tuple[str, ...]
type Keys = Callable[[int], list[Key]]
type Chooser = Callable[[int, Sequence[int]], int | None]

ONE_SIDED_DAYS = 90  # how near in time an event with one side must be to the dispute that it joins


class Groups:
    """Events in disjoint groups; `root` of a group is the least of its members."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))
        self._size = [1] * count

    def root(self, member: int) -> int:
        """The member that stands for a member's group."""
        while self._parent[member] != member:
            self._parent[member] = self._parent[self._parent[member]]
            member = self._parent[member]
        return member

    def join(self, one: int, other: int) -> None:
        """Makes two groups one."""
        one, other = sorted((self.root(one), self.root(other)))
        if one != other:
            self._parent[other] = one
            self._size[one] += self._size[other]

    def size(self, member: int) -> int:
        """How many a member's group has."""
        return self._size[self.root(member)]

    def listed(self) -> list[list[int]]:
        """Every group, its members in order."""
        found: dict[int, list[int]] = {}
        for member in range(len(self._parent)):
            found.setdefault(self.root(member), []).append(member)
        return list(found.values())


def group(merged: Iterable[Merged], names: Names) -> list[list[Merged]]:
    """The events of each dispute, as they followed each other, whatever order they come in."""
    ordered = sorted(merged, key=lambda one: (sort_date(one.event), one.event.id))
    return [[ordered[i] for i in members] for members in _Grouping(ordered, names).run().listed()]


class _Grouping:
    """The work in progress: events by number, and for each its sides and tools in comparable form.

    A house is a claimant by its topmost owner; `against` are developers likewise; `over` are tools without version.
    """

    def __init__(self, ordered: Sequence[Merged], names: Names) -> None:
        self._all = ordered
        self._groups = Groups(len(ordered))
        self._houses = [_tops(one.claimants, names) for one in ordered]
        self._against = [_tops(one.respondents, names) for one in ordered]
        self._bodies = [frozenset(body for key in one.claimants for body in names.groups(key)) for one in ordered]
        self._over = [frozenset(names.family(key) for key in one.tools) for one in ordered]
        self._days = [first_day(sort_date(one.event)) for one in ordered]

    def run(self) -> Groups:
        members = range(len(self._all))
        both = [i for i in members if self._houses[i] and self._against[i]]
        single = [i for i in both if len(self._against[i]) == 1]
        several = [i for i in both if len(self._against[i]) > 1]
        with_tool = [i for i in single if self._over[i]]
        without = [i for i in single if not self._over[i]]
        self._join_cases()
        self._join_by(with_tool, self._sides_and_tools)
        self._join_bodies(with_tool)
        self._attach(without, with_tool, self._sides, self._nearest)
        self._attach(several, single, self._sides, self._largest)
        self._attach([i for i in members if not self._houses[i] and self._over[i]], both, self._aims, self._largest)
        self._attach([i for i in members if not self._houses[i] and not self._over[i]], both, self._makers, self._near)
        self._attach(
            [i for i in members if self._houses[i] and not self._against[i]], both, self._claims, self._only_near
        )
        return self._groups

    def _sides(self, i: int) -> list[Key]:
        return [(house, maker) for house in self._houses[i] for maker in self._against[i]]

    def _sides_and_tools(self, i: int) -> list[Key]:
        return [(*sides, tool) for sides in self._sides(i) for tool in self._over[i]]

    def _aims(self, i: int) -> list[Key]:
        return [(maker, tool) for maker in self._against[i] for tool in self._over[i]]

    def _makers(self, i: int) -> list[Key]:
        return [(maker,) for maker in self._against[i]]

    def _claims(self, i: int) -> list[Key]:
        return [(house,) for house in self._houses[i]]

    def _join_cases(self) -> None:
        """Events under one docket number against one developer: numbers repeat from court to court, and are misread.

        An event of the case that names no developer joins by who claims, and one that names nobody by the number.
        """
        in_case = [i for i, one in enumerate(self._all) if one.docket]
        aimed = [i for i in in_case if self._against[i]]
        self._join_by(aimed, lambda i: self._in_docket(i, self._against[i]))
        claiming = [i for i in in_case if not self._against[i] and self._houses[i]]
        self._attach(claiming, aimed, lambda i: self._in_docket(i, self._houses[i]), self._only)
        nameless = [i for i in in_case if not self._against[i] and not self._houses[i]]
        self._attach(nameless, in_case, lambda i: self._in_docket(i, [""]), self._only)

    def _in_docket(self, i: int, parties: Iterable[str]) -> list[Key]:
        return [(self._all[i].docket or "", party) for party in parties]

    def _join_by(self, members: Iterable[int], keys: Keys) -> None:
        """Makes one group of all members that share a key."""
        first: dict[Key, int] = {}
        for member in members:
            for key in keys(member):
                self._groups.join(first.setdefault(key, member), member)

    def _join_bodies(self, members: Sequence[int]) -> None:
        """A trade group's members belong to its dispute over the same tool."""
        held: dict[Key, int] = {}
        for member in members:
            for key in self._sides_and_tools(member):
                held.setdefault(key, member)
        for member in members:
            for body in self._bodies[member]:
                for maker, tool in self._aims(member):
                    if (body, maker, tool) in held:
                        self._groups.join(held[body, maker, tool], member)

    def _attach(self, members: Sequence[int], hosts: Sequence[int], keys: Keys, choose: Chooser) -> None:
        """Lets each member join the host group that `choose` picks among those that share a key; the members that
        find none group among themselves by that key."""
        index: dict[Key, list[int]] = {}
        for host in hosts:
            for key in keys(host):
                index.setdefault(key, []).append(host)
        alone: list[int] = []
        for member in members:
            found = sorted({host for key in keys(member) for host in index.get(key, ())} - {member})
            chosen = choose(member, found)
            if chosen is not None:
                self._groups.join(chosen, member)
            elif not found:
                alone.append(member)
        self._join_by(alone, keys)

    def _largest(self, member: int, hosts: Sequence[int]) -> int | None:
        return max(
            hosts, key=lambda host: (self._shares_tool(member, host), self._groups.size(host), -host), default=None
        )

    def _nearest(self, member: int, hosts: Sequence[int]) -> int | None:
        return min(hosts, key=lambda host: (self._apart(member, host), host), default=None)

    def _near(self, member: int, hosts: Sequence[int]) -> int | None:
        return self._nearest(member, [host for host in hosts if self._apart(member, host) <= ONE_SIDED_DAYS])

    def _only(self, member: int, hosts: Sequence[int]) -> int | None:
        return hosts[0] if len({self._groups.root(host) for host in hosts}) == 1 else None

    def _only_near(self, member: int, hosts: Sequence[int]) -> int | None:
        near = [host for host in hosts if self._apart(member, host) <= ONE_SIDED_DAYS]
        sharing = [host for host in near if self._shares_tool(member, host)]
        return self._only(member, sharing or ([] if self._over[member] else near))

    def _shares_tool(self, one: int, other: int) -> bool:
        return bool(self._over[one] & self._over[other])

    def _apart(self, one: int, other: int) -> int:
        return abs(self._days[one] - self._days[other])


def _tops(keys: Iterable[str], names: Names) -> frozenset[str]:
    return frozenset(names.line(key)[-1] for key in keys)
