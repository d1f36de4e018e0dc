"""Corrections -> annotated examples, in the form that `disputes score` measures by: what people checked.

A value that was set stands where the article's own report had the one that it replaced: an article that says no more
than "in February" is read rightly as that, whatever day the event is known to be of.

An article comes out when a correction in force concerns one of its reports. Its parties, tools and events are those
read, with what people decided laid over them: what they rejected is left out, what they set is set. `reviewed` says of
each event whether a person decided it; the others are as the pipeline has them.
"""

from collections.abc import Iterator
from typing import Any

from disputes.correction import Correction
from disputes.corrections.making import in_force
from disputes.store import Store
from disputes.types import Report

_FIELDS = ("action", "date", "status", "court", "docket", "amount_usd", "actors", "targets", "tools")
_OF_READING = ("set", "confirm", "reject")  # what says something of one article's reading; the others are of linking


def examples(store: Store) -> Iterator[dict[str, Any]]:
    """One object for each article that a correction concerns, in the order of the articles' ids."""
    decided = _decided(store)
    articles = sorted({row["article_id"] for row in _articles(store, set(decided))})
    for article_id in articles:
        article, reading = store.article(article_id), store.reading(article_id)
        if article is None or reading is None:
            continue
        events = [_event(store, report, decided.get(report.id, [])) for report in reading.reports]
        yield {
            "id": article.id,
            "url": article.url,
            "title": article.title,
            "published": article.published,
            "outlet": article.outlet,
            "text": article.text,
            "relevant": reading.relevant and any(events),
            "parties": [
                {"name": one.name, "aliases": list(one.aliases), "kind": one.kind, "side": one.side}
                for one in reading.parties
            ],
            "tools": [
                {"name": one.name, "aliases": list(one.aliases), "developer": one.developer} for one in reading.tools
            ],
            "events": [event for event in events if event],
        }


def _decided(store: Store) -> dict[str, list[Correction]]:
    """Report id -> the corrections of its event that say something of the reading, the oldest first."""
    corrections = [
        one for one in in_force(store.corrections()) if one.kind in _OF_READING and one.subject_kind == "event"
    ]
    now = store.present([item for one in corrections for _, items in one.evidence for item in items])
    found: dict[str, list[Correction]] = {}
    for one in corrections:
        for item in one.of(one.subject):
            if item.report_id in now:
                found.setdefault(now[item.report_id], []).append(one)
    return found


def _articles(store: Store, report_ids: set[str]) -> list[Any]:
    return [row for id in sorted(report_ids) for row in store.rows("SELECT article_id FROM reports WHERE id = ?", [id])]


def _event(store: Store, report: Report, corrections: list[Correction]) -> dict[str, Any] | None:
    """A report as an annotated event; None where a person rejected it."""
    if any(one.kind == "reject" for one in corrections):
        return None
    event: dict[str, Any] = {field: getattr(report, field) for field in _FIELDS}
    event |= {field: list(event[field]) for field in ("actors", "targets", "tools")}
    for one in corrections:
        if one.kind == "set" and one.field in _FIELDS and _is_value(event[one.field], one.old_value):
            event[one.field] = one.new_value
    found = store.rows(
        "SELECT e.id FROM event_reports AS er JOIN events AS e ON e.id = er.event_id"
        " WHERE er.report_id = ? AND e.withdrawn IS NULL",
        [report.id],
    )
    precision = {4: "year", 7: "month", 10: "day"}.get(len(event["date"] or ""))
    return event | {
        "precision": precision,
        "evidence": report.quote,
        "cluster": found[0]["id"] if found else None,
        "reviewed": bool(corrections),
    }


def _is_value(read: Any, old: Any) -> bool:
    return set(read) == set(old) if isinstance(read, list) and isinstance(old, list) else read == old
