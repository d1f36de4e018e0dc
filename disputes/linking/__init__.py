"""Reports of many articles -> one event for each real-world step -> one dispute for the events between the same sides.

Everything here is a pure function of reports and reference data: the same whatever the order of arrival, so that
events can be rebuilt from nothing at any time. Which new event bears which stored id is decided in `identity`, when
the store saves them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from disputes.catalog import Catalog
from disputes.linking.claims import resolve
from disputes.linking.disputes import dispute_of
from disputes.linking.grouping import group
from disputes.linking.merging import merge
from disputes.linking.names import Names
from disputes.linking.rules import Rules, load_rules
from disputes.linking.steps import find_steps
from disputes.linking.told import Told, all_told
from disputes.types import Article, Dispute, Event, PartialDate, Reading

__all__ = ["Linked", "Told", "cluster_articles", "link", "load_rules"]


@dataclass(frozen=True, slots=True)
class Linked:
    """Events in the order of time, each with its dispute's id, and the disputes."""

    events: list[Event]
    disputes: list[Dispute]


def link(
    reports: Iterable[Told], catalog: Catalog, *, rules: Rules | None = None, as_of: PartialDate | None = None
) -> Linked:
    """Events and disputes of some reports.

    `as_of` is the day on which to say what lies dormant; by default the last on which anything was published.
    """
    reports = list(reports)
    rules = load_rules() if rules is None else rules
    names = Names(catalog, reports)
    claims = resolve(reports, names, rules)
    merged = [merge(step, names, catalog) for step in find_steps(claims, names, rules)]
    today = as_of or max((told.published for told in reports), default="")
    found = [dispute_of(members, names, rules, today) for members in group(merged, names)]
    return Linked(
        events=[event for _, events in found for event in events],
        disputes=[dispute for dispute, _ in found],
    )


def cluster_articles(read: Iterable[tuple[Article, Reading]], catalog: Catalog) -> dict[str, str]:
    """Report id -> the id of its event: the same for reports of one real-world step in different articles."""
    linked = link(all_told(read), catalog)
    return {report_id: event.id for event in linked.events for report_id in event.report_ids}
