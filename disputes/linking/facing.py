"""An event as grouping sees it: which houses stand against which developers, over which tools, and on what day.

An event that names both sides is `binding` where it names one developer, `several` where more, `to_many` where it is
said to many at once by more than one; one that names a side only is `claiming`, `aiming` or `making`.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from disputes.linking.days import first_day
from disputes.linking.merging import Merged
from disputes.linking.names import Names
from disputes.timeline import sort_date

type Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facing:
    """A house is a claimant by its topmost owner, `bodies` are the trade groups of the claimants; `against` are
    developers by their topmost owner; `over` are tools without version; `day` is an ordinal."""

    houses: frozenset[str]
    bodies: frozenset[str]
    against: frozenset[str]
    over: frozenset[str]
    day: int
    docket: str | None  # unless the suits of many were consolidated under it
    loose: bool  # said to many at once, as a statement is

    @property
    def both(self) -> bool:
        """Whether it names both sides."""
        return bool(self.houses and self.against)

    @property
    def several(self) -> bool:
        """Whether it is against more developers than one."""
        return self.both and len(self.against) > 1

    @property
    def to_many(self) -> bool:
        """Whether who takes it with others is no dispute by that."""
        return self.both and len(self.against) == 1 and self.loose and len(self.houses) > 1

    @property
    def binding(self) -> bool:
        """Whether it makes one dispute of those that it names."""
        return self.both and not self.several and not self.to_many

    @property
    def aiming(self) -> bool:
        """Whether it is about a tool, and names nobody who claims."""
        return not self.houses and bool(self.over)

    @property
    def making(self) -> bool:
        """Whether it names neither a tool nor anybody who claims."""
        return not self.houses and not self.over

    @property
    def claiming(self) -> bool:
        """Whether it names nobody whom the claim is against."""
        return bool(self.houses) and not self.against

    @property
    def sides(self) -> list[Key]:
        """House and developer."""
        return [(house, maker) for house in self.houses for maker in self.against]

    @property
    def sides_over(self) -> list[Key]:
        """House, developer and tool."""
        return [(*sides, tool) for sides in self.sides for tool in self.over]

    @property
    def aims(self) -> list[Key]:
        """Developer and tool."""
        return [(maker, tool) for maker in self.against for tool in self.over]


def facing(merged: Merged, names: Names, umbrellas: Collection[str], loose: Collection[str]) -> Facing:
    """An event in comparable form.

    `umbrellas`: numbers under which the suits of many were consolidated. `loose`: actions that are said to many at
    once, so that who takes one with others does not join their disputes by it.
    """
    return Facing(
        houses=tops(merged.claimants, names),
        bodies=frozenset(body for key in merged.claimants for body in names.groups(key)),
        against=tops(merged.respondents, names),
        over=frozenset(names.family(key) for key in merged.tools),
        day=first_day(sort_date(merged.event)),
        docket=None if merged.docket in umbrellas else merged.docket,
        loose=merged.event.action in loose,
    )


def tops(keys: Iterable[str], names: Names) -> frozenset[str]:
    """Parties by their topmost owners."""
    return frozenset(names.line(key)[-1] for key in keys)
