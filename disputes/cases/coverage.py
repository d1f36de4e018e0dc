"""Our disputes against the reference cases: known and reported, known and not reported, reported and unknown."""

from collections.abc import Iterator
from dataclasses import dataclass

from disputes.case import Case
from disputes.store import Store
from disputes.telling.wording import counted


@dataclass(frozen=True, slots=True)
class Reported:
    """A case, how many of our events belong to it, and the disputes that these are in."""

    case: Case
    events: int
    dispute_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Each case in one of three lists; `unknown` are those that only our reports tell of, not checked by anybody."""

    reported: tuple[Reported, ...]
    not_reported: tuple[Case, ...]
    unknown: tuple[Reported, ...]


def coverage(store: Store) -> Coverage:
    """How our disputes and the cases in a store cover each other, by caption."""
    cases = sorted(store.cases(), key=lambda case: (case.caption.casefold(), case.id))
    found = {case.id: _reported(store, case) for case in cases}
    return Coverage(
        tuple(one for one in found.values() if one.case.origin == "reference" and one.events),
        tuple(one.case for one in found.values() if one.case.origin == "reference" and not one.events),
        tuple(one for one in found.values() if one.case.origin == "proposed"),
    )


def _reported(store: Store, case: Case) -> Reported:
    rows = store.rows(
        "SELECT e.dispute_id, count(*) AS events FROM event_cases AS ec JOIN events AS e ON e.id = ec.event_id"
        " WHERE ec.case_id = ? AND e.withdrawn IS NULL GROUP BY e.dispute_id ORDER BY e.dispute_id",
        [case.id],
    )
    return Reported(case, sum(row["events"] for row in rows), tuple(row["dispute_id"] for row in rows))


def lines(found: Coverage) -> Iterator[str]:
    """The comparison in words."""
    known = len(found.reported) + len(found.not_reported)
    reported, unknown = len(found.reported), len(found.unknown)
    yield (
        f"Of {counted(known, 'reference case')} {reported} {'is' if reported == 1 else 'are'} reported;"
        f" {counted(unknown, 'suit is', 'suits are')} in no list."
    )
    yield from _listed("known and reported:", [f"{_name(one.case)}: {_where(one)}" for one in found.reported])
    yield from _listed("known and not reported:", [_name(case) for case in found.not_reported])
    yield from _listed("reported and unknown:", [f"{_name(one.case)}: {_where(one)}" for one in found.unknown])


def _listed(head: str, found: list[str]) -> Iterator[str]:
    yield head
    yield from (f"  {one}" for one in found or ["none"])


def _where(one: Reported) -> str:
    return f"{counted(one.events, 'event')} in {', '.join(one.dispute_ids)}"


def _name(case: Case) -> str:
    """A case in one line, with what is not confirmed of it."""
    place = ", ".join(filter(None, [case.court, case.docket]))
    doubt = f" [unconfirmed: {case.unconfirmed}]" if case.unconfirmed and case.origin == "reference" else ""
    return f"{case.caption}" + (f" ({place})" if place else "") + doubt
