"""Corrections whose reports are all gone -> the same corrections with the reports that stand under the same id today.

A correction is about reports, and finds its event by them alone. Where none of those that it knows of an event or a
dispute is left, it goes over to what stands under that id, and keeps these: what an id stands for changes with every
linking, so that asking again would find something else each time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from disputes.correction import Correction, Heirs
from disputes.corrections.making import in_force
from disputes.store import Store

type Held = Mapping[tuple[str, str], Heirs]  # by correction, and by the event or dispute that it names


def follow(store: Store, corrections: Sequence[Correction]) -> list[Correction]:
    """The corrections, each with what it ever went over to; those that lost all reports of an id go over now."""
    held: Held = store.correction_heirs()
    grown = [_with(one, held) for one in corrections]
    there = store.present([item for one in grown for _, items in one.evidence for item in items]).keys()
    found: dict[tuple[str, str], Heirs] = {}
    for one in in_force(grown):
        for id, items in one.evidence:
            before = held.get((one.id, id), Heirs())
            if any(item.report_id in there for item in items):
                found[one.id, id] = replace(before, lost=False)
            elif not before.lost:
                found[one.id, id] = _heirs(store, one, id, before)
    changed = {key: heirs for key, heirs in found.items() if heirs != held.get(key, Heirs())}
    store.keep_correction_heirs(changed)
    return [_with(one, {**held, **changed}) for one in corrections]


def _heirs(store: Store, correction: Correction, id: str, before: Heirs) -> Heirs:
    """What stands under an id, but for what the correction knows under another that it names: once two events are
    merged, the reports of both stand under either id."""
    others = {item.report_id for other, items in correction.evidence if other != id for item in items}
    more = [item for item in store.standing_evidence(store.current_id(id)) if item.report_id not in others]
    return Heirs((*before.evidence, *more), not more)


def _with(correction: Correction, held: Held) -> Correction:
    """A correction whose evidence is what it knew and what it went over to."""
    evidence = tuple(
        (id, (*items, *held.get((correction.id, id), Heirs()).evidence)) for id, items in correction.evidence
    )
    return replace(correction, evidence=evidence)
