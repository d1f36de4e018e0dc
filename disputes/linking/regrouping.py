"""Corrections laid over disputes: events put elsewhere, disputes merged, split, rejected, confirmed or named."""

from collections.abc import Sequence

from disputes.correction import Correction
from disputes.linking.decisions import LOST, Decisions, Effects, because
from disputes.linking.grouping import Group
from disputes.linking.merging import Merged


def regroup(groups: Sequence[Group], decisions: Decisions) -> tuple[list[Group], Effects]:
    """The groups as people want them, and what became of the corrections that concern disputes.

    A group whose last correction rejects it stays in the list, with that correction.
    """
    found = list(groups)
    effects: Effects = {}
    for one in decisions.corrections:
        if one.kind == "assign":
            detail = _assign(found, one, decisions)
        elif one.subject_kind != "dispute":
            continue
        elif one.kind == "merge":
            detail = _merge(found, one, decisions)
        elif one.kind == "split":
            detail = _split(found, one, decisions)
        else:
            detail = _mark(found, one, decisions)
        effects[one.id] = ("applied", detail) if detail else ("lost", LOST)
        found = [group for group in found if group.members]
    return found, effects


def rejected(group: Group) -> Correction | None:
    """The correction by which a person rejected a dispute, if one did."""
    return next((one for one in reversed(group.corrections) if one.kind == "reject"), None)


def _reports(group: Group) -> list[str]:
    return [report_id for member in group.members for report_id in member.anchored]


def _holder(groups: Sequence[Group], correction: Correction, id: str, decisions: Decisions) -> Group | None:
    return decisions.holder(correction, id, groups, _reports)


def _event(groups: Sequence[Group], correction: Correction, id: str, decisions: Decisions) -> Merged | None:
    members = [member for group in groups for member in group.members]
    return decisions.holder(correction, id, members, lambda member: member.anchored)


def _move(groups: list[Group], events: Sequence[Merged], target: Group, why: str) -> None:
    for event in events:
        for group in groups:
            group.members = [member for member in group.members if member is not event]
        target.members.append(event)
        target.placed[event.event.id] = why
    if not any(target is group for group in groups):
        groups.append(target)


def _assign(groups: list[Group], correction: Correction, decisions: Decisions) -> str:
    event = _event(groups, correction, correction.subject, decisions)
    if event is None:
        return ""
    why = because(correction, "put here")
    if not isinstance(correction.new_value, str):
        _move(groups, [event], Group([]), why)
        return "in a dispute of its own"
    target = _holder(groups, correction, correction.new_value, decisions)
    if target is None:
        return ""
    _move(groups, [event], target, why)
    return "put into the dispute"


def _merge(groups: list[Group], correction: Correction, decisions: Decisions) -> str:
    named = [_holder(groups, correction, name, decisions) for name, _ in correction.evidence]
    held = [group for group in named if group]
    if not held:
        return ""
    first, why = held[0], because(correction, "merged")
    others = {id(other): other for other in held if other is not first}
    for other in others.values():
        _move(groups, other.members, first, why)
        first.corrections += other.corrections
    first.corrections.append(correction)
    return f"{len(others)} merged into the first"


def _split(groups: list[Group], correction: Correction, decisions: Decisions) -> str:
    parts = correction.new_value if isinstance(correction.new_value, list) else []
    leaving = {id(event): event for part in parts if (event := _event(groups, correction, part, decisions))}
    if not leaving:
        return ""
    _move(groups, list(leaving.values()), Group([], corrections=[correction]), because(correction, "split off"))
    return f"{len(leaving)} events split off"


def _mark(groups: list[Group], correction: Correction, decisions: Decisions) -> str:
    held = _holder(groups, correction, correction.subject, decisions)
    if held is None:
        return ""
    held.corrections.append(correction)
    return {"reject": "rejected", "confirm": "confirmed"}.get(correction.kind, "set")
