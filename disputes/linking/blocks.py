"""Claims -> blocks: what need never be compared with one another, so that a new report is looked at with few others.

Two claims may meet where they share a key (who acts on whom, either where the other is left out, a case number, a known
case) and the days that each may mean come near each other. A block is everything that hangs together so. It depends on
nothing but its claims, so that linking block by block gives the same as linking everything, and a new report needs
only the blocks that it touches.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, product

from disputes.linking.claims import Claim
from disputes.linking.days import first_day, last_day
from disputes.linking.names import Names
from disputes.linking.rules import Rule, Rules

MANY = 40  # so many names of a side are looked at
NEVER, EVER = 1, 3_650_000  # before and after every day that a date may mean


@dataclass(frozen=True, slots=True)
class Span:
    """A key under which a claim may meet others, and the ordinals of the first and last day on which it may.

    `seeks`: it meets all under the key; one that does not is only met by those that do.
    """

    key: str
    first: int
    last: int
    seeks: bool = True

    def meets(self, other: "Span") -> bool:
        """Whether claims of two spans may be of one step."""
        near = self.first <= other.last and other.first <= self.last
        return self.key == other.key and near and (self.seeks or other.seeks)


def spans(claim: Claim, names: Names, rules: Rules) -> Iterator[Span]:
    """Where a claim may meet others.

    One that names both sides meets those with one name on each in common, and is met by those that leave a side out;
    where all act together, two of them must be in common, unless no more is named.
    """
    action = claim.told.report.action
    rule = rules.of(action)
    first, last = days_of(claim, rule)
    doers, others = _lines(claim.doers, names), _lines(claim.others, names)
    together = rule.sides in ("pooled", "decided")
    both = combinations(doers, 2) if together else product(doers, others)
    for one, other in both:
        yield Span(f"{action} by {one} on {other}", first, last)
    alone = len(claim.doers) < 2 if together else not others
    for doer in doers:
        yield Span(f"{action} by {doer}", first, last, alone)
        if rule.to_all and claim.date and len(claim.date) == 10:
            yield Span(f"{action} by {doer} to all", first, last)
    for other in others:
        yield Span(f"{action} on {other}", first, last, not doers and claim.date is not None)
    if claim.docket:
        yield Span(f"{action} in {claim.docket}", NEVER, EVER)
    if claim.suit:
        yield Span(f"{action} is {claim.suit}", NEVER, EVER)
    for tie in claim.ties:
        yield Span(f"correction {tie}", NEVER, EVER)


def _lines(keys: Iterable[str], names: Names) -> list[str]:
    """Some parties and those who own them, the first of very many."""
    return sorted({relative for key in sorted(keys)[:MANY] for relative in names.line(key)})


def days_of(claim: Claim, rule: Rule) -> tuple[int, int]:
    """The first and the last day, as ordinals, on which the step of a claim may have been."""
    dated = (first_day(claim.date) - rule.days, last_day(claim.date) + rule.days) if claim.date else None
    if dated and not may_be_undated(claim, rule):
        return dated
    published = last_day(claim.told.published)
    first = NEVER if rule.reach is None else published - rule.reach
    last = published + 1 if claim.told.report.status == "happened" else EVER
    return (min(first, dated[0]), max(last, dated[1])) if dated else (first, last)


def may_be_undated(claim: Claim, rule: Rule) -> bool:
    """Whether a claim's date may be another step's, so that it may be of the one that is expected at most."""
    return claim.told.shares_date and rule.reach is None


def hull(found: Iterable[Span]) -> list[Span]:
    """One span for each key, from the first day to the last of all that are given."""
    widest: dict[str, Span] = {}
    for span in found:
        held = widest.get(span.key, span)
        widest[span.key] = Span(
            span.key, min(held.first, span.first), max(held.last, span.last), held.seeks or span.seeks
        )
    return list(widest.values())


class Groups:
    """Things, by number, in disjoint groups; `root` of a group is the least of its members."""

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


def blocks(claimed: Iterable[Iterable[Span]]) -> list[list[int]]:
    """The spans of some claims -> the blocks, each the numbers of its claims in order."""
    by_key: dict[str, list[tuple[int, int, bool, int]]] = {}
    count = 0
    for number, found in enumerate(claimed):
        count = number + 1
        for span in found:
            by_key.setdefault(span.key, []).append((span.first, span.last, span.seeks, number))
    groups = Groups(count)
    for held in by_key.values():
        _join(held, groups)
    return groups.listed()


def _join(held: list[tuple[int, int, bool, int]], groups: Groups) -> None:
    """Joins the claims under one key: seekers that come near each other, then whom each run of seekers meets."""
    runs: list[tuple[int, int, int]] = []  # first day, last day, a member
    for first, last, _, number in sorted(span for span in held if span[2]):
        if runs and first <= runs[-1][1]:
            groups.join(runs[-1][2], number)
            runs[-1] = (runs[-1][0], max(runs[-1][1], last), runs[-1][2])
        else:
            runs.append((first, last, number))
    if not runs:
        return
    ends = [last for _, last, _ in runs]
    for first, last, seeks, number in held:
        if seeks:
            continue
        for run in runs[bisect_left(ends, first) :]:
            if run[0] > last:
                break
            groups.join(run[2], number)
