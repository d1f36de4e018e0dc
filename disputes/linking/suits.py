"""Which known case a report of a suit means, where that is plain: by its parties, court, number and day.

Two reports of suits between the same sides are one step or two; a list of cases knows how many there were. What a
report means is asked of its article and the list alone, so that neither the order of arrival nor what other articles
call somebody plays a part. Of two suits that an article tells, one is none that the other must be.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from disputes.case import Case, forms_of
from disputes.linking.days import first_day, last_day
from disputes.linking.names import Names
from disputes.linking.plain import plain, plain_docket
from disputes.linking.rules import Rules
from disputes.types import PartialDate

FILED_DAYS = 7  # by so many days outlets and lists may disagree when a suit was filed
FRESH = 14  # days after its filing within which a suit told without a date is most likely the new one


@dataclass(frozen=True, slots=True)
class Suit:
    """A known case in comparable form."""

    id: str
    filed: PartialDate
    court: str | None
    moved: bool  # see is_moved
    claimants: frozenset[str]
    respondents: frozenset[str]
    dockets: frozenset[str]
    works: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report says of a suit; parties as keys, claimants without a name as the report calls them."""

    claimants: frozenset[str]
    respondents: frozenset[str]
    date: PartialDate | None
    published: PartialDate
    court: str | None
    docket: str | None
    nameless: tuple[str, ...]
    opens: bool  # whether the case began with it


class Suits:
    """Known cases by who claims, and by whom they are against."""

    def __init__(self, cases: Iterable[Case], names: Names, rules: Rules) -> None:
        self._names = names
        self._rules = rules
        self._federal = frozenset(rules.federal)
        self._by_party: dict[str, list[Suit]] = {}
        for case in cases:
            if case.filed and not is_umbrella(case):
                suit = _suit(case, names)
                for key in {owner for party in suit.claimants | suit.respondents for owner in names.line(party)}:
                    self._by_party.setdefault(key, []).append(suit)

    def meant(self, asked: Asked, beside: Iterable[Asked] = ()) -> str | None:
        """The id of the one case that a report can mean; None where none or several fit.

        `beside`: what its article says of other suits, of which it is none.
        """
        found = self._fitting(asked)
        if len(found) > 1:
            taken = {suit.id for other in beside if len(sure := self._fitting(other)) == 1 for suit in sure}
            found = [suit for suit in found if suit.id not in taken]
        if len(found) > 1 and not asked.date and asked.opens:
            day = last_day(asked.published)
            found = [suit for suit in found if day - first_day(suit.filed) <= FRESH] or found
        return found[0].id if len(found) == 1 else None

    def _fitting(self, asked: Asked) -> list[Suit]:
        near = {
            suit.id: suit
            for key in asked.claimants or asked.respondents
            for relative in self._names.line(key)
            for suit in self._by_party.get(relative, ())
        }
        return [
            suit
            for suit in near.values()
            if self._between(suit, asked) and self._fits(suit, asked) and self._made(suit, asked)
        ]

    def _between(self, suit: Suit, asked: Asked) -> bool:
        sides = (asked.claimants, suit.claimants), (asked.respondents, suit.respondents)
        return all(not said or self._share(said, known) for said, known in sides)

    def _share(self, said: Iterable[str], known: Iterable[str]) -> bool:
        return any(self._names.related(one, other) for one in said for other in known)

    def _fits(self, suit: Suit, asked: Asked) -> bool:
        if asked.docket and suit.dockets:
            return asked.docket in suit.dockets
        courts = {asked.court, suit.court} - {None}
        if len(courts) > 1 and not suit.moved and not courts.isdisjoint(self._federal):
            return False
        if asked.date and not asked.opens:
            return first_day(suit.filed) <= last_day(asked.date)
        if asked.date:
            return same_time(suit.filed, asked.date)
        return first_day(suit.filed) <= last_day(asked.published)

    def _made(self, suit: Suit, asked: Asked) -> bool:
        """Whether claimants without a name may be those of a suit, by what they make: authors write books."""
        if asked.claimants or not asked.nameless:
            return True
        words = [word for name in asked.nameless for word in plain(name).split()]
        works = {kind for word in words for kind in self._rules.made_by(word)}
        return not works or any(kind in suit.works for kind in works)


def is_umbrella(case: Case) -> bool:
    """Whether a case only holds others together, as a multidistrict litigation does."""
    return "-md-" in (plain_docket(case.docket) or "")


def is_moved(case: Case) -> bool:
    """Whether it is heard under other numbers too, or together with others: its court may be another."""
    return bool(case.other_dockets) or any(relation == "consolidated_into" for relation, _ in case.relations)


def dockets_of(case: Case) -> frozenset[str]:
    """All numbers of a case, in comparable form."""
    dockets = (case.docket, *(docket for docket, _ in case.other_dockets))
    return frozenset(plain for docket in dockets if (plain := plain_docket(docket)))


def _suit(case: Case, names: Names) -> Suit:
    claimants, respondents = (
        frozenset(names.party_listed(form) for party in parties for form in forms_of(party))
        for parties in (case.claimants, case.respondents)
    )
    groups = frozenset[str]().union(*(names.groups(key) for key in claimants))  # that sue for their members
    return Suit(
        *(case.id, case.filed or "", case.court, is_moved(case)),
        claimants | groups,
        respondents,
        dockets_of(case),
        case.works or "",
    )


def same_time(filed: PartialDate | None, date: PartialDate | None) -> bool:
    """Whether a case was filed when a suit is said to have been; False where either is unknown.

    A month or a year may be missed by as many days as a day: a suit of 27 December is soon one of the next year.
    """
    if not filed or not date:
        return False
    early, late = first_day(date) - FILED_DAYS, last_day(date) + FILED_DAYS
    return early <= last_day(filed) and first_day(filed) <= late
