"""Reports of many articles -> one event for each real-world step -> one dispute for the events between the same sides.

Everything here is a pure function of reports, reference data and corrections: the same whatever the order of arrival,
so that events can be rebuilt from nothing at any time. Linking goes block by block (`blocks`): `link_block` makes the
events of one, `place` puts all events into disputes. Which new event bears which stored id is decided in `identity`,
when the store saves them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from disputes.case import Case, Tie
from disputes.catalog import Catalog
from disputes.correction import Correction
from disputes.linking.blocks import Span, blocks, spans
from disputes.linking.circles import reach
from disputes.linking.claims import Claim, resolve
from disputes.linking.decisions import Decisions, Effects
from disputes.linking.disputes import dispute_of
from disputes.linking.facing import facing
from disputes.linking.grouping import Placing, group
from disputes.linking.laying import lay
from disputes.linking.merging import Merged, merge
from disputes.linking.names import Amendments, Names, Written
from disputes.linking.regrouping import regroup, rejected
from disputes.linking.rules import Rules, load_rules
from disputes.linking.steps import find_steps
from disputes.linking.suits import Suits
from disputes.linking.told import Told, all_told
from disputes.linking.tying import as_set, known_cases, tie, umbrella_dockets
from disputes.timeline import sort_date
from disputes.types import Article, Dispute, Event, PartialDate, Reading

__all__ = ["Block", "Linked", "Linker", "Placed", "Told", "cluster_articles", "link", "load_rules"]


@dataclass(frozen=True, slots=True)
class Linked:
    """Events in the order of time, each with its dispute's id, the disputes, the cases that they belong to.

    `effects`: what became of each correction.
    """

    events: list[Event]
    disputes: list[Dispute]
    ties: list[Tie] = field(default_factory=list)
    proposed: list[Case] = field(default_factory=list)
    effects: Effects = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Block:
    """The events of one block, and what became of the corrections about it. `rejected`: report id -> the correction."""

    merged: list[Merged]
    effects: Effects
    rejected: dict[str, Correction]


@dataclass(frozen=True, slots=True)
class Placed:
    """Events in disputes: each dispute with its events in order, and the cases that events belong to.

    `laid`: dispute id -> the corrections that bear on it. `rejected`: the id of a dispute that people rejected, and of
    each of its events -> the correction.
    """

    disputes: list[tuple[Dispute, list[Event]]]
    ties: list[Tie]
    proposed: list[Case]
    effects: Effects
    laid: dict[str, list[Correction]]
    rejected: dict[str, Correction]


@dataclass(frozen=True)
class Linker:
    """Reference data, rules and decisions, ready to link with."""

    catalog: Catalog
    rules: Rules
    names: Names
    cases: Sequence[Case] = ()
    decisions: Decisions = field(default_factory=Decisions)

    @cached_property
    def suits(self) -> Suits:
        """The known cases, by which reports of suits are told apart."""
        return Suits(self.cases, self.names, self.rules)

    @property
    def _loose(self) -> frozenset[str]:
        return frozenset(action for action, rule in self.rules.by_action.items() if not rule.binds)

    def block(self, claims: Iterable[Claim]) -> Block:
        """The events of one block."""
        laid, effects = lay(find_steps(claims, self.names, self.rules), self.decisions)
        dropped = {id: one.rejected for one in laid if one.rejected for id in one.report_ids}
        kept = [merge(one.step, self.names, self.catalog, one.corrections) for one in laid if not one.rejected]
        return Block(kept, effects, dropped)

    def reaches(self, merged: Iterable[Merged]) -> list[list[Span]]:
        """Where each of some events may meet others on its way into a case and a dispute."""
        docketry = known_cases(self.cases, self.names)
        _, numbers = umbrella_dockets(self.cases)
        found = []
        for one in merged:
            tied, faces = docketry.find(one), facing(one, self.names, numbers, self._loose)
            found.append(list(reach(one, faces, tied[0].case if tied else None, self.names, self.decisions)))
        return found

    def place(self, merged: Iterable[Merged], as_of: PartialDate) -> Placed:
        """All events of some circles in their cases and disputes. `as_of`: the day on which to say what lies dormant.

        Of the decisions there must be none about events of other circles.
        """
        ordered = sorted(merged, key=lambda one: (sort_date(one.event), one.event.id))
        found, proposed = tie(ordered, known_cases(self.cases, self.names), self.names)
        ties = as_set(found, ordered, self.decisions)
        umbrellas, numbers = umbrella_dockets(self.cases)
        cases = {one.event_id: one.case_id for one in ties if one.case_id not in umbrellas}
        placing = Placing(cases, numbers, self._loose)
        groups, effects = regroup(group(ordered, self.names, placing), self.decisions)
        made = [(members, *dispute_of(members, self.names, self.rules, as_of)) for members in groups]
        gone = {
            id: reason
            for members, dispute, _ in made
            if (reason := rejected(members))
            for id in (dispute.id, *dispute.event_ids)
        }
        return Placed(
            [(dispute, events) for _, dispute, events in made],
            [one for one in ties if one.event_id not in gone],
            [case for case in proposed if not any(case.id.endswith(id) for id in gone)] if gone else proposed,
            effects,
            {dispute.id: members.corrections for members, dispute, _ in made if members.corrections},
            gone,
        )


def link(
    reports: Iterable[Told],
    catalog: Catalog,
    *,
    rules: Rules | None = None,
    cases: Sequence[Case] = (),
    decisions: Decisions | None = None,
    amendments: Amendments | None = None,
    as_of: PartialDate | None = None,
) -> Linked:
    """Events and disputes of some reports, from nothing.

    `as_of` is the day on which to say what lies dormant; by default the last on which anything was published.
    """
    reports = list(reports)
    rules = load_rules() if rules is None else rules
    decisions = decisions or Decisions()
    names = Names(catalog, Written.by(reports), amendments)
    linker = Linker(catalog, rules, names, cases, decisions)
    claims = resolve(reports, names, rules, decisions, linker.suits)
    done = [linker.block(claims[i] for i in members) for members in blocks(spans(c, names, rules) for c in claims)]
    today = as_of or max((told.published for told in reports), default="")
    placed = linker.place([one for block in done for one in block.merged], today)
    effects = {id: effect for block in done for id, effect in block.effects.items()}
    kept = [(dispute, events) for dispute, events in placed.disputes if dispute.id not in placed.rejected]
    return Linked(
        events=[event for _, events in kept for event in events],
        disputes=[dispute for dispute, _ in kept],
        ties=placed.ties,
        proposed=placed.proposed,
        effects=effects | placed.effects,
    )


def cluster_articles(
    read: Iterable[tuple[Article, Reading]], catalog: Catalog, cases: Sequence[Case] = ()
) -> dict[str, str]:
    """Report id -> the id of its event: the same for reports of one real-world step in different articles."""
    linked = link(all_told(read), catalog, cases=cases)
    return {report_id: event.id for event in linked.events for report_id in event.report_ids}
