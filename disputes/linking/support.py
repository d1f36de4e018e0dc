"""Which value of an event's field has what behind it: its precision, its independent sources, and their standing.

Copies of one story are one source, and so are all reports that credit one outlet, with that outlet's own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import get_args

from disputes.catalog import Catalog
from disputes.linking.claims import Claim
from disputes.linking.plain import plain_docket
from disputes.types import Direction, Report, RivalValue

NAMED_BY = 0.34  # share of the independent sources that must name a party for the event to bear it
STANDING = {"wire": 2, "outlet": 1}  # of publications that the catalog lists; of others 0

type Value = Callable[[Claim], str | None]


def independent_sources(claims: Sequence[Claim]) -> dict[str, str]:
    """Report id -> its source, of claims in the order of publication."""
    first: dict[str, Claim] = {}
    for claim in claims:
        first.setdefault(claim.told.story_id, claim)
    return {claim.told.report.id: _source(claim, first[claim.told.story_id]) for claim in claims}


def _source(claim: Claim, original: Claim) -> str:
    credited = claim.told.report.credited_to or original.told.report.credited_to
    return (credited or original.told.outlet or original.told.story_id).casefold()


class Support:
    """The claims of one event, the earliest published first, and what speaks for each value."""

    def __init__(self, claims: Sequence[Claim], catalog: Catalog) -> None:
        self._claims = claims
        self._catalog = catalog
        self.sources = independent_sources(claims)

    def best(self, value: Value) -> str | None:
        """The value with the most sources, then of the best standing; of equals the one told first."""
        by_value = self._by_value(value)
        return max(by_value, key=lambda one: self._weight(by_value[one]), default=None)

    def best_date(self) -> str | None:
        """The most precise date; of equally precise ones the best supported."""
        by_value = self._by_value(lambda claim: claim.date)
        return max(by_value, key=lambda date: (len(date), *self._weight(by_value[date])), default=None)

    def best_docket(self) -> str | None:
        """The best supported case number, in its fullest form."""
        number = self.best(lambda claim: claim.docket)
        forms = self._by_value(lambda claim: claim.told.report.docket if claim.docket == number else None)
        return max(forms, key=lambda form: (len(form), *self._weight(forms[form])), default=None)

    def direction(self) -> Direction | None:
        """Where the reports say that the step points, if they do."""
        best = self.best(FIELDS["direction"])
        return next((one for one in get_args(Direction.__value__) if one == best), None)

    def named(self, position: int) -> tuple[str, ...]:
        """The keys of actors (0), targets (1) or tools (2) that enough sources name, the most named first."""
        support = {key: len(self._behind(claims)) for key, claims in self._naming(position).items()}
        naming = [claim for claim in self._claims if claim.names[position]]
        needed = min(NAMED_BY * len(self._behind(naming)), max(support.values(), default=0))
        return tuple(sorted((key for key in support if support[key] >= needed), key=lambda key: -support[key]))

    def rival_names(self, position: int, chosen: Iterable[str], call: Callable[[str], str]) -> list[RivalValue]:
        """The names that the event does not bear, with the reports that have them."""
        left = {key: claims for key, claims in self._naming(position).items() if key not in set(chosen)}
        return [RivalValue(NAMED[position], call(key), _ids(claims)) for key, claims in left.items()]

    def rivals(self, field: str, value: Value, is_chosen: Callable[[str], bool]) -> list[RivalValue]:
        """Every other value of a field, with its reports."""
        by_value = self._by_value(value)
        return [RivalValue(field, one, _ids(claims)) for one, claims in by_value.items() if not is_chosen(one)]

    def _naming(self, position: int) -> dict[str, list[Claim]]:
        by_key: dict[str, list[Claim]] = {}
        for claim in self._claims:
            for key in claim.names[position]:
                by_key.setdefault(key, []).append(claim)
        return by_key

    def _by_value(self, value: Value) -> dict[str, list[Claim]]:
        by_value: dict[str, list[Claim]] = {}
        for claim in self._claims:
            if (one := value(claim)) is not None:
                by_value.setdefault(one, []).append(claim)
        return by_value

    def _weight(self, claims: Sequence[Claim]) -> tuple[int, int]:
        return len(self._behind(claims)), max(self._standing(claim) for claim in claims)

    def _standing(self, claim: Claim) -> int:
        known = self._catalog.publication_by_name.get(claim.told.report.credited_to or claim.told.outlet)
        return STANDING.get(known.kind, 0) if known else 0

    def _behind(self, claims: Iterable[Claim]) -> set[str]:
        return {self.sources[claim.told.report.id] for claim in claims}


NAMED = ("actors", "targets", "tools")


def said(field: Callable[[Report], str | None]) -> Value:
    """A value as the report has it."""
    return lambda claim: field(claim.told.report)


def amount_of(report: Report) -> str | None:
    """A sum of money, as rival values write it."""
    return None if report.amount_usd is None else f"{report.amount_usd:.2f}"


FIELDS: Mapping[str, Value] = {
    "date": said(lambda report: report.date),
    "court": said(lambda report: report.court or None),
    "docket": said(lambda report: report.docket or None),
    "amount_usd": said(amount_of),
    "status": said(lambda report: report.status),
    "direction": said(lambda report: report.direction),
    "action": said(lambda report: report.action),
}


def is_same(field: str, value: str, chosen: str | None) -> bool:
    """Whether a value of a field says the same as the one chosen, or the same less precisely."""
    if field == "docket":
        return plain_docket(value) == plain_docket(chosen)
    return value == chosen or (field == "date" and bool(chosen) and str(chosen).startswith(value))


def _ids(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(claim.told.report.id for claim in claims)
