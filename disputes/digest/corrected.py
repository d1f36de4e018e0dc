"""What finished weeks told their readers, against what the store says now -> what has to be corrected.

A step is compared with the last version of it that a digest told before the period. What a kept digest has corrected is
thereby told, and is not corrected again by the next one.
"""

import json
from collections.abc import Iterator
from typing import Literal

from sqlite_utils import Database

from disputes.digest.records import Change, Correction, Digest, Period, Told
from disputes.telling.records import Step
from disputes.telling.steps import tell
from disputes.telling.wording import cited, clean

LAST_TOLD = """
select ds.event_id, ds.told, d.label, max(d.until)
from digest_steps ds join digests d on d.id = ds.digest_id
where d.until < :since and d.selection = :selection
group by ds.event_id order by ds.event_id
"""
GONE = """
select e.id, e.withdrawn, f.new_id
from events e left join forwards f on f.old_id = e.id
where e.id in (select value from json_each(:ids)) and e.withdrawn is not null
"""
BY_HAND = """
select c.thing_id, k.why from link_changes c join corrections k on k.id = c.correction_id
where c.thing = 'event' and c.thing_id in (select value from json_each(:ids)) order by c.number
"""
LIVE = "t.event_id in (select value from json_each(:ids))"


def as_told(step: Step) -> Told:
    """A step's facts as readers are told of them, names without an order; the quote and its source for when it goes."""
    best = step.citations[0] if step.citations else None
    return {
        "dispute": step.dispute,
        "label": step.label,
        "direction": step.direction,
        "status": step.status,
        "date": step.date,
        "first_published": step.first_published,
        "actors": sorted(step.actors),
        "targets": sorted(step.targets),
        "court": step.court,
        "docket": step.docket,
        "amount_usd": step.amount_usd,
        "quote": clean(step.quote.text),
        **({"source": cited(best), "url": best.url, "published": best.published} if best else {}),
    }


COMPARED = ("label", "direction", "status", "date", "actors", "targets", "court", "docket", "amount_usd")


def corrections(db: Database, period: Period, selection: str) -> Iterator[Correction]:
    """What was told before a period, in digests of the same selection, and stands otherwise now."""
    last = {
        row["event_id"]: (None if row["told"] is None else json.loads(row["told"]), row["label"])
        for row in db.conn.execute(LAST_TOLD, {"since": str(period.since), "selection": selection})
    }
    ids = {"ids": json.dumps(list(last))}
    gone = {row["id"]: row for row in db.conn.execute(GONE, ids)}
    heirs = [row["new_id"] for row in gone.values() if row["new_id"]]
    wanted = {"ids": json.dumps([*last, *heirs])}
    by_hand = {row["thing_id"]: f"put right by hand: {row['why']}" for row in db.conn.execute(BY_HAND, ids)}
    live = {step.event_id: step for step in tell(db, LIVE, wanted)}
    for event_id, (told, label) in last.items():
        found = _correction(event_id, told, label, live.get(event_id), by_hand.get(event_id, ""))
        if found is None and told is not None and event_id in gone:
            row = gone[event_id]
            kind: Literal["merged", "withdrawn"] = "merged" if row["new_id"] else "withdrawn"
            reason = by_hand.get(event_id) or row["withdrawn"]
            found = Correction(event_id, kind, told, label, reason, step=live.get(row["new_id"] or ""))
        if found:
            yield found


def _correction(event_id: str, told: Told | None, label: str, step: Step | None, reason: str) -> Correction | None:
    if step is None:
        return None
    if told is None:
        return Correction(event_id, "restored", as_told(step), label, reason or "reports state it again", step=step)
    stands = as_told(step)
    changes = tuple(Change(name, told.get(name), stands[name]) for name in COMPARED if told.get(name) != stands[name])
    if not changes or _came_to_pass(changes):
        return None
    return Correction(event_id, "changed", told, label, reason, changes, step)


def _came_to_pass(changes: tuple[Change, ...]) -> bool:
    """Whether all that changed is that a threat or a plan became a fact: that is news, and no correction."""
    return all(change.field == "status" and change.now == "happened" for change in changes)


def kept_steps(digest: Digest) -> Iterator[tuple[str, Told | None]]:
    """Every step that a digest tells, as told, and last what it corrects: what `Digests.keep_digest` keeps."""
    told: dict[str, Told | None] = {}
    for step in (*digest.steps, *digest.threatened, *digest.coming, *digest.late):
        told[step.event_id] = as_told(step)
    for correction in digest.corrected:
        now = correction.step
        told[correction.event_id] = as_told(now) if now and now.event_id == correction.event_id else None
    yield from told.items()
