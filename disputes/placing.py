"""Events that were linked again -> the disputes and cases of all circles that they touch, saved under ids that stay.

A circle is looked at again where one of its events is new, changed or gone, where a person decided something about it,
and where a dispute may have fallen dormant or come back with the days; nothing of the other circles is even loaded.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from disputes.case import proposed_by
from disputes.correction import Correction
from disputes.linking import Block, Linker, Placed
from disputes.linking.blocks import Span, blocks, hull
from disputes.linking.circles import of_correction
from disputes.linking.identity import Identities
from disputes.linking.merging import Merged
from disputes.linking.packing import unpack
from disputes.store import Store
from disputes.store.links import Reasons
from disputes.timeline import DORMANT_DAYS


@dataclass(frozen=True, slots=True)
class Vacated:
    """The stored events whose blocks were linked again, and the circles in which these were."""

    events: frozenset[str]
    circles: frozenset[int]


@dataclass(frozen=True, slots=True)
class Anew:
    """Events put into disputes and cases anew.

    `stored`: the id that linking gave an event -> the one that it bears in the store, of those that were not linked
    again. `circles` are the new ones, each as places in `members`, with where it may meet others. `before` are the
    stored events that were in the circles that these replace; None where everything is looked at.
    """

    placed: Placed
    members: list[Merged]
    circles: list[tuple[list[int], list[Span]]]
    stored: dict[str, str]
    replaced: frozenset[int] | None
    before: frozenset[str] | None


def place(
    store: Store, linker: Linker, done: Iterable[Block], vacated: Vacated | None, pending: Iterable[Correction]
) -> Anew:
    """Puts the events of linked blocks into disputes, with all that are in the circles that they touch.

    `vacated` is None where everything is linked; `pending` are corrections made or taken back since the last time.
    """
    members = [merged for block in done for merged in block.merged]
    as_of = store.last_told()
    if vacated is None:
        return _anew(linker, members, {}, as_of, None, None)
    touched = vacated.circles | _met(store, linker, members) | _decided(store, pending) | _turning(store, as_of)
    stored: dict[str, str] = {}
    for id, line in store.linked_events(sorted(touched)):
        merged = unpack(line)
        members.append(merged)
        stored[merged.event.id] = id
    keys = {of_correction(one.id): one.id for one in linker.decisions.corrections}
    elsewhere = {keys[span.key] for circle, span in store.circle_spans(keys) if circle not in touched}
    here = replace(linker, decisions=linker.decisions.without(elsewhere))
    return _anew(here, members, stored, as_of, touched, vacated.events | frozenset(stored.values()))


def _anew(
    linker: Linker,
    members: list[Merged],
    stored: dict[str, str],
    as_of: str,
    replaced: frozenset[int] | None,
    before: frozenset[str] | None,
) -> Anew:
    found = linker.reaches(members)
    circles = [(numbers, hull(span for i in numbers for span in found[i])) for numbers in blocks(found)]
    return Anew(linker.place(members, as_of), members, circles, stored, replaced, before)


def _met(store: Store, linker: Linker, members: Sequence[Merged]) -> frozenset[int]:
    """The circles that some events may meet."""
    wanted: dict[str, list[Span]] = {}
    for span in hull(span for found in linker.reaches(members) for span in found):
        wanted.setdefault(span.key, []).append(span)
    return frozenset(
        number for number, span in store.circle_spans(wanted) if any(span.meets(one) for one in wanted[span.key])
    )


def _decided(store: Store, pending: Iterable[Correction]) -> frozenset[int]:
    reports = {item.report_id for one in pending for _, items in one.evidence for item in items}
    return frozenset(store.circles_of("report_id", sorted(reports)).values())


def _turning(store: Store, as_of: str) -> frozenset[int]:
    return frozenset(store.circles_of("dispute_id", store.turning(as_of, DORMANT_DAYS)).values())


def save(store: Store, linker: Linker, anew: Anew, ids: Identities, reasons: Reasons, at: str) -> None:
    """Keeps disputes, cases and circles. The events are saved already, under `ids`; `at` is an ISO time with zone."""
    stored = anew.stored | ids.kept
    _save_disputes(store, anew, stored, ids, reasons, at)
    _save_cases(store, linker, anew, stored)
    store.forget_circles(anew.replaced)
    for number, (numbers, spans) in enumerate(anew.circles, store.last_circle() + 1):
        store.keep_circle(number, [stored[anew.members[i].event.id] for i in numbers], spans)


def _save_disputes(
    store: Store, anew: Anew, stored: dict[str, str], ids: Identities, reasons: Reasons, at: str
) -> None:
    disputes = [
        replace(
            dispute,
            event_ids=tuple(stored[id] for id in dispute.event_ids),
            stage_event_id=stored.get(dispute.stage_event_id or ""),
            direction_event_id=stored.get(dispute.direction_event_id or ""),
            status_event_id=stored.get(dispute.status_event_id or ""),
        )
        for dispute, _ in anew.placed.disputes
    ]
    where = {stored[one.id]: (one.dispute_id, one.placed_by) for _, events in anew.placed.disputes for one in events}
    store.save_disputes(disputes, where, ids, reasons, at=at, before=anew.before)
    store.reject_events(where, {stored[id]: why for id, why in reasons.rejected.items() if id in stored}, at=at)


def _save_cases(store: Store, linker: Linker, anew: Anew, stored: dict[str, str]) -> None:
    """Keeps the listed cases and those proposed, under the ids that their suits bear in the store."""
    named = {proposed_by(id): proposed_by(kept) for id, kept in stored.items()}
    proposed = [replace(case, id=named[case.id]) for case in anew.placed.proposed]
    ties = [
        replace(one, event_id=stored[one.event_id], case_id=named.get(one.case_id, one.case_id))
        for one in anew.placed.ties
    ]
    there = {case.id for case in (*linker.cases, *proposed)}
    if elsewhere := sorted(
        {one.case_id for one in ties} - there
    ):  # a person put an event into a case of another circle
        there |= store.standing_cases(elsewhere)
    before = None if anew.before is None else anew.before | set(stored.values())
    listed = linker.cases if before is None else ()  # they are the same as the last time
    store.save_cases([*listed, *proposed], [one for one in ties if one.case_id in there], before=before)
