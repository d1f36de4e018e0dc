"""A step -> an event: of every field the best supported value, with the rival values and who says them.

What a person set stands above what was read, which then is a rival value.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import prod
from typing import Any

from disputes.catalog import Catalog
from disputes.correction import Correction
from disputes.linking.captions import Caption, captions_in
from disputes.linking.claims import Claim
from disputes.linking.fitting import Step
from disputes.linking.identity import stable_id
from disputes.linking.names import Names
from disputes.linking.plain import plain_docket
from disputes.linking.support import FIELDS, NAMED, Support, amount_of, is_same, said
from disputes.types import Event, Side

STANDINGS = ("happened", "scheduled", "threatened")
CAPTIONS = 8  # so many captions that its reports name are kept of an event


@dataclass(frozen=True, slots=True)
class Merged:
    """An event, and the keys of its parties by side, of its tools and of its case, for grouping into disputes.

    `anchored` are those of its reports that corrections are about, `captions` those of cases that its reports quote.
    `laid` are the corrections that bear on it.
    """

    event: Event
    claimants: tuple[str, ...]
    respondents: tuple[str, ...]
    others: tuple[str, ...]  # courts, governments
    tools: tuple[str, ...]
    docket: str | None
    captions: tuple[Caption, ...] = ()
    anchored: tuple[str, ...] = ()
    laid: tuple[str, ...] = ()


def merge(step: Step, names: Names, catalog: Catalog, laid: Sequence[Correction] = ()) -> Merged:
    """The event that a step's reports make together, with what people `laid` over it. Its dispute is not known yet."""
    claims = sorted(step.claims, key=_age)
    reports = [claim.told.report for claim in claims]
    support = Support(claims, catalog)
    corrected = {one.field: one.new_value for one in laid if one.kind == "set" and one.field}
    values = _read(support, claims, catalog) | _as_set(corrected, catalog)
    keys = [_keys(position, support, corrected, names) for position in range(3)]
    actors, targets, tools = keys
    best = max(claims, key=lambda claim: _worth(claim, values["date"]))
    event = Event(
        id=stable_id("e", reports[0].action, reports[0].id),
        dispute_id="",
        actors=_called(actors, corrected.get("actors"), names),
        targets=_called(targets, corrected.get("targets"), names),
        tools=tuple(names.call_tool(key) for key in tools)
        if "tools" not in corrected
        else _set_names(corrected["tools"]),
        first_published=claims[0].told.published,
        report_ids=tuple(report.id for report in reports),
        quote=best.told.report.quote,
        best_report_id=best.told.report.id,
        source_count=len(set(support.sources.values())),
        confidence=_confidence(claims, support.sources),
        rivals=(),
        joined_by=tuple(step.joined[report.id] for report in reports),
        confirmed_by=next((one.id for one in reversed(laid) if one.kind == "confirm"), None),
        **values,
    )
    event = replace(event, rivals=tuple(_rivals(support, event, keys, names)))
    return replace(_merged(event, claims, keys, catalog), laid=tuple(one.id for one in laid))


def _merged(event: Event, claims: Sequence[Claim], keys: Sequence[tuple[str, ...]], catalog: Catalog) -> Merged:
    parties = tuple(dict.fromkeys((*keys[0], *keys[1])))
    sides = _sides(claims, parties, catalog)
    makers = sorted({maker for claim in claims for maker in claim.makers})
    quoted = dict.fromkeys(caption for claim in claims for caption in captions_in(claim.told.report.quote))
    return Merged(
        event=event,
        claimants=tuple(key for key in parties if sides.get(key) == "claimant"),
        respondents=tuple(key for key in parties if sides.get(key) == "respondent") or tuple(makers),
        others=tuple(key for key in parties if sides.get(key) not in ("claimant", "respondent")),
        tools=keys[2],
        docket=plain_docket(event.docket),
        captions=tuple(quoted)[:CAPTIONS],
        anchored=tuple(sorted(claim.told.report.id for claim in claims if claim.marked)),
    )


def _read(support: Support, claims: Sequence[Claim], catalog: Catalog) -> dict[str, Any]:
    """The best supported values, by field of an event."""
    action = claims[0].told.report.action
    known = catalog.actions.get(action)
    amount = support.best(said(amount_of))
    return {
        "action": action,
        "stage": known.stage if known else None,
        "direction": support.direction() or (known.direction if known else "neutral"),
        "date": support.best_date(),
        "status": min((claim.told.report.status for claim in claims), key=STANDINGS.index),
        "court": support.best(FIELDS["court"]),
        "docket": support.best_docket(),
        "amount_usd": float(amount) if amount else None,
    }


def _as_set(corrected: Mapping[str, Any], catalog: Catalog) -> dict[str, Any]:
    """What people set, by field of an event; an action brings its stage and direction."""
    plain = ("action", "date", "status", "direction", "court", "docket", "amount_usd")
    values = {field: corrected[field] for field in plain if field in corrected}
    if known := catalog.actions.get(values.get("action", "")):
        values = {"direction": known.direction} | values | {"stage": known.stage}
    return values


def _keys(position: int, support: Support, corrected: Mapping[str, Any], names: Names) -> tuple[str, ...]:
    if NAMED[position] not in corrected:
        return support.named(position)
    key = names.tool_named if NAMED[position] == "tools" else names.party_named
    return tuple(dict.fromkeys(key(name) for name in corrected[NAMED[position]]))


def _called(keys: Sequence[str], corrected: Any, names: Names) -> tuple[str, ...]:
    return tuple(names.call_party(key) for key in keys) if corrected is None else _set_names(corrected)


def _set_names(corrected: Any) -> tuple[str, ...]:
    return tuple(str(name) for name in corrected)


def _rivals(support: Support, event: Event, keys: Sequence[tuple[str, ...]], names: Names) -> Any:
    amount = None if event.amount_usd is None else f"{event.amount_usd:.2f}"
    for field, value in FIELDS.items():
        mine = amount if field == "amount_usd" else getattr(event, field)
        yield from support.rivals(field, value, lambda one, field=field, mine=mine: is_same(field, one, mine))  # type: ignore[misc]
    for position, call in enumerate((names.call_party, names.call_party, names.call_tool)):
        yield from support.rival_names(position, keys[position], call)


def _age(claim: Claim) -> tuple[str, str, int, str]:
    report = claim.told.report
    return claim.told.published, report.article_id, report.start, report.id


def _worth(claim: Claim, date: str | None) -> tuple[object, ...]:
    """How well a report's sentence tells the step: with its date, its names, surely, and early."""
    report = claim.told.report
    named = bool(report.actors) + bool(report.targets)
    return claim.date == date, named, round(report.confidence, 2), -len(report.quote) // 200, report.id


def _confidence(claims: Sequence[Claim], sources: dict[str, str]) -> float:
    """One minus the chance that every independent source was read wrongly."""
    by_source: dict[str, float] = {}
    for claim in claims:
        source = sources[claim.told.report.id]
        by_source[source] = max(by_source.get(source, 0.0), claim.told.report.confidence)
    return round(1 - prod(1 - value for _, value in sorted(by_source.items())), 4)


def _sides(claims: Sequence[Claim], parties: Sequence[str], catalog: Catalog) -> dict[str, Side]:
    """On which side each party stands: as most articles on this step say, else as the catalog says."""
    said = sorted((key, side) for claim in claims for key, side in claim.sides)
    found: dict[str, Side] = {}
    for key, group in groupby(said, key=lambda pair: pair[0]):
        votes = [side for _, side in group]
        found[key] = max(sorted(set(votes)), key=votes.count)
    for key in parties:
        if key not in found and key in catalog.parties:
            found[key] = catalog.parties[key].side
    return found
