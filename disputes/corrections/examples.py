"""Corrections -> annotated examples, in the form that `disputes score` measures by: what people checked.

A value that was set stands where the article's own report had the one that it replaced: an article that says no more
than "in February" is read rightly as that, whatever day the event is known to be of.

An article comes out when a correction in force concerns one of its reports, or says that two of its parties are one.
Its parties, tools and events are those read, with what people decided laid over them: what they rejected is left out,
what they set is set, parties that are one are one, under all their names. `reviewed` says of each event whether a
person decided it, `cluster_reviewed` whether a person merged or split the steps of which it is one; the others are as
the pipeline has them.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from disputes.correction import Correction
from disputes.corrections.making import in_force
from disputes.linking.decisions import amendments, meanings
from disputes.linking.plain import plain
from disputes.store import Store
from disputes.types import PartyFound, Report

_FIELDS = ("action", "date", "status", "court", "docket", "amount_usd", "actors", "targets", "tools")
_OF_READING = ("set", "confirm", "reject")  # what says something of one article's reading
_OF_LINKING = ("merge", "split")  # what says which reports are one step


def examples(store: Store) -> Iterator[dict[str, Any]]:
    """One object for each article that a correction concerns, in the order of the articles' ids."""
    corrections = in_force(store.corrections())
    decided = _decided(store, corrections)
    same = amendments(corrections).same
    articles = {row["article_id"] for row in _articles(store, set(decided))} | _naming_twice(store, same)
    for article_id in sorted(articles):
        article, reading = store.article(article_id), store.reading(article_id)
        if article is None or reading is None:
            continue
        parties = _parties(reading.parties, same)
        called = {form: name for name, one in parties.items() for form in (name, *one["aliases"])}
        events = [_event(store, report, decided.get(report.id, []), called) for report in reading.reports]
        yield {
            "id": article.id,
            "url": article.url,
            "title": article.title,
            "published": article.published,
            "outlet": article.outlet,
            "text": article.text,
            "relevant": reading.relevant and any(events),
            "parties": list(parties.values()),
            "tools": [
                {"name": one.name, "aliases": list(one.aliases), "developer": one.developer} for one in reading.tools
            ],
            "events": [event for event in events if event],
        }


def _parties(found: Sequence[PartyFound], same: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """The parties of an article by name; two of which people say that they are one are one, under the name it has."""
    by_name: dict[str, dict[str, Any]] = {}
    names = {plain(one.name): one.name for one in found}
    for one in sorted(found, key=lambda one: plain(one.name) in same):
        meant = next((names[name] for name in meanings(plain(one.name), same) if name in names), one.name)
        if meant in by_name:
            forms = dict.fromkeys((*by_name[meant]["aliases"], one.name, *one.aliases))
            by_name[meant]["aliases"] = [form for form in forms if form != meant]
        else:
            by_name[one.name] = {"name": one.name, "aliases": list(one.aliases), "kind": one.kind, "side": one.side}
    return by_name


def _naming_twice(store: Store, same: Mapping[str, str]) -> set[str]:
    """The articles that have two parties which people say are one."""
    named: dict[str, set[str]] = {}
    for row in store.rows("SELECT DISTINCT article_id, name FROM found_parties") if same else ():
        named.setdefault(row["article_id"], set()).add(plain(row["name"]))
    return {id for id, names in named.items() if any(names.intersection(meanings(name, same)) for name in names)}


def _decided(store: Store, corrections: Sequence[Correction]) -> dict[str, list[Correction]]:
    """Report id -> the corrections of its event that say something of the reading or the linking, the oldest first."""
    about = [one for one in corrections if one.kind in _OF_READING + _OF_LINKING and one.subject_kind == "event"]
    now = store.present([item for one in about for _, items in one.evidence for item in items])
    found: dict[str, list[Correction]] = {}
    for one in about:
        for id in dict.fromkeys(
            now[item.report_id] for _, items in one.evidence for item in items if item.report_id in now
        ):
            found.setdefault(id, []).append(one)
    return found


def _articles(store: Store, report_ids: set[str]) -> list[Any]:
    return [row for id in sorted(report_ids) for row in store.rows("SELECT article_id FROM reports WHERE id = ?", [id])]


def _event(
    store: Store, report: Report, corrections: list[Correction], called: Mapping[str, str]
) -> dict[str, Any] | None:
    """A report as an annotated event, its parties as they are `called`; None where a person rejected it."""
    if any(one.kind == "reject" for one in corrections):
        return None
    event: dict[str, Any] = {field: getattr(report, field) for field in _FIELDS}
    event |= {
        field: list(dict.fromkeys(called.get(name, name) for name in event[field])) for field in ("actors", "targets")
    }
    event["tools"] = list(report.tools)
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
        "reviewed": any(one.kind in _OF_READING for one in corrections),
        "cluster_reviewed": any(one.kind in _OF_LINKING for one in corrections),
    }


def _is_value(read: Any, old: Any) -> bool:
    return set(read) == set(old) if isinstance(read, list) and isinstance(old, list) else read == old
