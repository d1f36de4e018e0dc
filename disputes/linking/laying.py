"""Corrections laid over steps: what people merged, split, rejected, confirmed or set, whatever the rules say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from disputes.correction import Correction
from disputes.linking.claims import Claim
from disputes.linking.decisions import LEAVING, LOST, Decisions, Effects, because
from disputes.linking.fitting import Step


@dataclass(slots=True)
class Laid:
    """A step, and the corrections that bear on the event that it makes, the oldest first."""

    step: Step
    corrections: list[Correction] = field(default_factory=list)

    @property
    def report_ids(self) -> list[str]:
        """The step's reports."""
        return [claim.told.report.id for claim in self.step.claims]

    @property
    def rejected(self) -> Correction | None:
        """The correction by which a person rejected the event, if one did."""
        return next((one for one in reversed(self.corrections) if one.kind == "reject"), None)


def lay(steps: Sequence[Step], decisions: Decisions) -> tuple[list[Laid], Effects]:
    """The steps of a block as people want them, and what became of the corrections of events that are about it."""
    laid = [Laid(step) for step in steps]
    tied = {tie for step in steps for claim in step.claims for tie in claim.ties}
    effects: Effects = {}
    for one in decisions.corrections:
        if one.id not in tied or one.subject_kind != "event":
            continue
        if one.kind == "merge":
            laid, detail = _merge(laid, one, decisions)
        elif one.kind == "split":
            laid, detail = _split(laid, one, decisions)
        else:
            detail = _mark(laid, one, decisions)
        effects[one.id] = ("applied", detail) if detail else ("lost", LOST)
    return laid, effects


def _holder(laid: Sequence[Laid], correction: Correction, id: str, decisions: Decisions) -> Laid | None:
    return decisions.holder(correction, id, laid, lambda one: one.report_ids)


def _merge(laid: list[Laid], correction: Correction, decisions: Decisions) -> tuple[list[Laid], str]:
    held = [found for id, _ in correction.evidence if (found := _holder(laid, correction, id, decisions))]
    if not held:
        return laid, ""
    first, others = held[0], [one for one in held[1:] if one is not held[0]]
    for other in others:
        if other in laid:
            for claim in other.step.claims:
                first.step.add(claim, because(correction, "merged"))
            first.corrections += other.corrections
    first.corrections.append(correction)
    return [one for one in laid if not any(one is other for other in others)], f"{len(others)} merged into the first"


def _split(laid: list[Laid], correction: Correction, decisions: Decisions) -> tuple[list[Laid], str]:
    leaving = decisions.about(correction, LEAVING)
    if not leaving:
        return laid, ""
    parts: list[Laid] = []
    gone: list[Claim] = []
    for one in laid:
        out = [claim for claim in one.step.claims if claim.told.report.id in leaving]
        stays = [claim for claim in one.step.claims if claim.told.report.id not in leaving]
        if out and stays:
            gone += out
            parts.append(Laid(_step(stays, one.step.joined), [*one.corrections, correction]))
        else:
            parts.append(one)
    if not gone:
        return laid, "they are apart"
    why = because(correction, "split off")
    return [*parts, Laid(_step(gone, dict.fromkeys((c.told.report.id for c in gone), why)), [correction])], "split"


def _step(claims: Iterable[Claim], joined: dict[str, str]) -> Step:
    claims = list(claims)
    step = Step(claims[:1])
    for claim in claims:
        step.add(claim, joined[claim.told.report.id])
    return step


def _mark(laid: list[Laid], correction: Correction, decisions: Decisions) -> str:
    held = _holder(laid, correction, correction.subject, decisions)
    if held is None:
        return ""
    held.corrections.append(correction)
    return {"reject": "rejected", "confirm": "confirmed", "assign": "assigned"}.get(correction.kind, "set")
