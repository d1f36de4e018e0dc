"""A step -> an event: of every field the best supported value, with the rival values and who says them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import prod

from disputes.catalog import Catalog
from disputes.linking.claims import Claim, plain_docket
from disputes.linking.days import is_prefix
from disputes.linking.identity import stable_id
from disputes.linking.names import Names
from disputes.linking.steps import Step
from disputes.types import Direction, Event, Report, RivalValue, Side

NAMED_BY = 0.34  # share of the independent sources that must name a party for the event to bear it
STANDINGS = ("happened", "scheduled", "threatened")


@dataclass(frozen=True, slots=True)
class Merged:
    """An event, and the keys of its parties by side, of its tools and of its case, for grouping into disputes."""

    event: Event
    claimants: tuple[str, ...]
    respondents: tuple[str, ...]
    others: tuple[str, ...]  # courts, governments
    tools: tuple[str, ...]
    docket: str | None


def merge(step: Step, names: Names, catalog: Catalog) -> Merged:
    """The event that a step's reports make together. Its dispute is not known yet."""
    claims = sorted(step.claims, key=_age)
    sources = independent_sources(claims)
    support = _Support(claims, sources)
    reports = [claim.told.report for claim in claims]
    date = support.best_date()
    actors, targets, tools = (support.named(position) for position in range(3))
    court, docket, amount = (support.best(field) for field in (_court, _docket, _amount))
    action = catalog.actions.get(reports[0].action)
    best = max(claims, key=lambda claim: _worth(claim, date))
    status = min((report.status for report in reports), key=STANDINGS.index)
    sides = _sides(claims, names, catalog)
    parties = tuple(dict.fromkeys((*actors, *targets)))
    makers = sorted({maker for claim in claims for maker in claim.makers})
    respondents = [key for key in parties if sides.get(key) == "respondent"] or makers
    event = Event(
        id=stable_id("e", reports[0].action, reports[0].id),
        dispute_id="",
        action=reports[0].action,
        stage=action.stage if action else None,
        direction=support.direction() or (action.direction if action else "neutral"),
        actors=tuple(names.call_party(key) for key in actors),
        targets=tuple(names.call_party(key) for key in targets),
        tools=tuple(names.call_tool(key) for key in tools),
        date=date,
        first_published=claims[0].told.published,
        status=status,
        court=court,
        docket=docket,
        amount_usd=float(amount) if amount else None,
        report_ids=tuple(report.id for report in reports),
        quote=best.told.report.quote,
        best_report_id=best.told.report.id,
        source_count=len(set(sources.values())),
        confidence=_confidence(claims, sources),
        rivals=tuple(support.rivals(date=date, court=court, docket=docket, amount=amount, status=status)),
    )
    return Merged(
        event=event,
        claimants=tuple(key for key in parties if sides.get(key) == "claimant"),
        respondents=tuple(respondents),
        others=tuple(key for key in parties if sides.get(key) not in ("claimant", "respondent")),
        tools=tools,
        docket=plain_docket(docket),
    )


def independent_sources(claims: Sequence[Claim]) -> dict[str, str]:
    """Report id -> its source: copies of one story count once, and so do an outlet and those who credit it."""
    by_outlet = {claim.told.outlet.casefold(): claim.told.story_id for claim in reversed(claims) if claim.told.outlet}
    sources = {}
    for claim in claims:
        credited = (claim.told.report.credited_to or "").casefold()
        own = claim.told.story_id
        sources[claim.told.report.id] = by_outlet.get(credited, f"credited to {credited}") if credited else own
    return sources


class _Support:
    """Which value of a field has how many independent sources behind it."""

    def __init__(self, claims: Sequence[Claim], sources: dict[str, str]) -> None:
        self._claims = claims  # the earliest published first
        self._sources = sources

    def best(self, field: Callable[[Report], str | None]) -> str | None:
        """The value with the most sources, of equals the one told first."""
        by_value = self._by_value(field)
        return max(by_value, key=lambda value: len(self._behind(by_value[value])), default=None)

    def best_date(self) -> str | None:
        """The most precise date; of equally precise ones the best supported."""
        by_value = self._by_value(lambda report: report.date)
        return max(by_value, key=lambda date: (len(date), len(self._behind(by_value[date]))), default=None)

    def direction(self) -> Direction | None:
        """Where the reports say that the step points, if they do."""
        by_value: dict[Direction, list[Claim]] = {}
        for claim in self._claims:
            if claim.told.report.direction:
                by_value.setdefault(claim.told.report.direction, []).append(claim)
        return max(by_value, key=lambda value: len(self._behind(by_value[value])), default=None)

    def named(self, position: int) -> tuple[str, ...]:
        """The keys of actors (0), targets (1) or tools (2) that enough sources name, the most named first."""
        by_key: dict[str, list[Claim]] = {}
        naming = [claim for claim in self._claims if claim.names[position]]
        for claim in naming:
            for key in claim.names[position]:
                by_key.setdefault(key, []).append(claim)
        support = {key: len(self._behind(claims)) for key, claims in by_key.items()}
        needed = min(NAMED_BY * len(self._behind(naming)), max(support.values(), default=0))
        return tuple(sorted((key for key in support if support[key] >= needed), key=lambda key: -support[key]))

    def rivals(self, **chosen: str | None) -> Iterable[RivalValue]:
        """Every other value of the fields, with its reports."""
        for name, field in _FIELDS.items():
            mine = chosen[name]
            for value, claims in self._by_value(field).items():
                same = value == mine or (name == "docket" and plain_docket(value) == plain_docket(mine))
                if not same and not (name == "date" and mine and is_prefix(value, mine)):
                    column = "amount_usd" if name == "amount" else name
                    yield RivalValue(column, value, tuple(claim.told.report.id for claim in claims))

    def _by_value(self, field: Callable[[Report], str | None]) -> dict[str, list[Claim]]:
        by_value: dict[str, list[Claim]] = {}
        for claim in self._claims:
            if (value := field(claim.told.report)) is not None:
                by_value.setdefault(value, []).append(claim)
        return by_value

    def _behind(self, claims: Iterable[Claim]) -> set[str]:
        return {self._sources[claim.told.report.id] for claim in claims}


def _court(report: Report) -> str | None:
    return report.court or None


def _docket(report: Report) -> str | None:
    return report.docket or None


def _amount(report: Report) -> str | None:
    return None if report.amount_usd is None else f"{report.amount_usd:.2f}"


_FIELDS: dict[str, Callable[[Report], str | None]] = {
    "date": lambda report: report.date,
    "court": _court,
    "docket": _docket,
    "amount": _amount,
    "status": lambda report: report.status,
}


def _age(claim: Claim) -> tuple[str, str, int, str]:
    report = claim.told.report
    return claim.told.published, report.article_id, report.start, report.id


def _worth(claim: Claim, date: str | None) -> tuple[object, ...]:
    """How well a report's sentence tells the step: with its date, its names, surely, and early."""
    report = claim.told.report
    named = bool(report.actors) + bool(report.targets)
    return report.date == date, named, round(report.confidence, 2), -len(report.quote) // 200, report.id


def _confidence(claims: Sequence[Claim], sources: dict[str, str]) -> float:
    """One minus the chance that every independent source was read wrongly."""
    by_source: dict[str, float] = {}
    for claim in claims:
        source = sources[claim.told.report.id]
        by_source[source] = max(by_source.get(source, 0.0), claim.told.report.confidence)
    return round(1 - prod(1 - value for _, value in sorted(by_source.items())), 4)


def _sides(claims: Sequence[Claim], names: Names, catalog: Catalog) -> dict[str, Side]:
    """On which side each party stands: as most articles on this step say, else as the catalog says."""
    said = sorted((key, side) for claim in claims for key, side in claim.sides)
    found: dict[str, Side] = {}
    for key, group in groupby(said, key=lambda pair: pair[0]):
        votes = [side for _, side in group]
        found[key] = max(sorted(set(votes)), key=votes.count)
    for claim in claims:
        for key in (*claim.names[0], *claim.names[1]):
            if key not in found and key in catalog.parties:
                found[key] = catalog.parties[key].side
    return found
