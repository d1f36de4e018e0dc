"""A correction -> the line that people read of it: what was told, in which digest, and how it stands now."""

from typing import Any

from disputes.digest.records import Change, Correction
from disputes.telling.lines import Limits, Line, Link, line
from disputes.telling.records import Quote
from disputes.telling.steps import web_address
from disputes.telling.wording import clean, day_text, listed, money, quoted

MARKER = "✎"
FIELDS = {
    "label": "step",
    "direction": "points",
    "status": "status",
    "date": "date",
    "actors": "who",
    "targets": "whom",
    "court": "court",
    "docket": "docket",
    "amount_usd": "sum",
}


def correction_line(correction: Correction, limits: Limits) -> Line:
    """The correction in words, with quote and sources of the step as it stands; of one that is gone, as told."""
    told, step = correction.told, correction.step
    told_as = clean(str(told.get("label") or "step"), 80)
    facts = [clean(told.get("dispute"), 160), f"told in {correction.told_in}"]
    if correction.kind == "changed":
        facts += [*map(_change, correction.changes), clean(correction.reason, 300)]
    elif correction.kind == "merged":
        facts += [_told_when(correction), "is the same step as another one" + (f": {_now(correction)}" if step else "")]
    elif correction.kind == "withdrawn":
        facts += [_told_when(correction), clean(correction.reason, 300)]
    else:
        facts.append(f"had been withdrawn; {clean(correction.reason, 200)}")
    shown = line(step, limits) if step else None
    return Line(
        marker=MARKER,
        meaning="corrected",
        label=f"{told_as}: {correction.kind}",
        facts=tuple(filter(None, facts)),
        quote=shown.quote if shown else quoted(Quote(str(told.get("quote") or "")), limits.quote),
        links=shown.links if shown else _told_link(correction),
        more_links=shown.more_links if shown else 0,
    )


def _change(change: Change) -> str:
    return f"{FIELDS[change.field]}: {_value(change.field, change.before)} → {_value(change.field, change.now)}"


def _value(field: str, value: Any) -> str:
    if value is None or value == []:
        return "not known"
    if field == "date":
        return day_text(str(value))
    if field == "amount_usd":
        return money(float(value))
    return listed(value) if isinstance(value, list) else clean(str(value), 120)


def _told_when(correction: Correction) -> str:
    told = correction.told
    names = " → ".join(filter(None, [listed(told.get("actors") or []), listed(told.get("targets") or [])]))
    return ", ".join(filter(None, [names, day_text(told["date"]) if told.get("date") else ""]))


def _now(correction: Correction) -> str:
    step = correction.step
    return ", ".join(filter(None, [clean(step.label, 80), day_text(step.date or "")])) if step else ""


def _told_link(correction: Correction) -> tuple[Link, ...]:
    told = correction.told
    if not told.get("source"):
        return ()
    return (Link(str(told["source"]), web_address(told.get("url")), day_text(str(told.get("published") or ""))),)
