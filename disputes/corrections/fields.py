"""The fields of events and disputes that a person may set, and what may stand in each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args

from disputes.correction import SubjectKind, Value
from disputes.errors import BadCorrection
from disputes.store.connection import Connection
from disputes.timeline import last_day, pad
from disputes.types import Direction, DisputeStatus, Status

EARLIEST, LATEST = "1900", "2099"  # years outside are slips of the hand: "0206-02-13"

type Check = Callable[[str, Connection], Value]


@dataclass(frozen=True, slots=True)
class Field:
    """How a field is checked; `role` where it is a list of names, `optional` where it may be empty."""

    check: Check
    role: str = ""
    optional: bool = True


def checked(kind: SubjectKind, field: str, value: str | None, store: Connection) -> Value:
    """The value of a field, as it is kept. Raises BadCorrection that says what may stand there."""
    known = EVENT_FIELDS if kind == "event" else DISPUTE_FIELDS
    if field not in known:
        raise BadCorrection(f"{field}: is not a field of this {kind}; there are {', '.join(known)}")
    text = " ".join((value or "").split())
    if not text:
        if not known[field].optional:
            raise BadCorrection(f"{field}: may not be empty")
        return [] if known[field].role else None
    try:
        return known[field].check(text, store)
    except ValueError as error:
        raise BadCorrection(f"{field}: {text!r} {error}") from None


def _any(text: str, store: Connection) -> Value:
    return text


def _names(text: str, store: Connection) -> Value:
    return list(dict.fromkeys(filter(None, (name.strip() for name in text.split(";")))))


def _one_of(*allowed: str) -> Check:
    def check(text: str, store: Connection) -> Value:
        if text not in allowed:
            raise ValueError(f"is none of {', '.join(allowed)}")
        return text

    return check


def _action(text: str, store: Connection) -> Value:
    return _one_of(*(row["name"] for row in store.rows("SELECT name FROM actions ORDER BY position")))(text, store)


def _partial_date(text: str, store: Connection) -> Value:
    try:
        if len(text) not in (4, 7, 10):
            raise ValueError
        date.fromisoformat(pad(text))
        date.fromisoformat(last_day(text))
        if not EARLIEST <= text[:4] <= LATEST:
            raise ValueError
    except ValueError:
        raise ValueError("is no date such as 2026, 2026-02 or 2026-02-20") from None
    return text


def _amount(text: str, store: Connection) -> Value:
    try:
        amount = float(text.replace(",", "").lstrip("$"))
    except ValueError:
        raise ValueError("is no sum in dollars") from None
    if not 0 <= amount < 1e15:
        raise ValueError("is no sum in dollars")
    return amount


def _stage(text: str, store: Connection) -> Value:
    known = [row["stage"] for row in store.rows("SELECT DISTINCT stage FROM actions WHERE stage NOT NULL ORDER BY 1")]
    if text not in map(str, known):
        raise ValueError(f"is no stage of the ladder, {known[0]} to {known[-1]}")
    return int(text)


def _case(text: str, store: Connection) -> Value:
    if not store.rows("SELECT 1 FROM cases WHERE id = ? AND withdrawn IS NULL", [text]):
        raise ValueError("is no case; `disputes cases list` shows them")
    return text


EVENT_FIELDS: Mapping[str, Field] = {
    "action": Field(_action, optional=False),
    "actors": Field(_names, role="actor"),
    "targets": Field(_names, role="target"),
    "tools": Field(_names, role="tool"),
    "date": Field(_partial_date),
    "status": Field(_one_of(*get_args(Status.__value__)), optional=False),
    "direction": Field(_one_of(*get_args(Direction.__value__)), optional=False),
    "court": Field(_any),
    "docket": Field(_any),
    "amount_usd": Field(_amount),
    "case": Field(_case),
}
DISPUTE_FIELDS: Mapping[str, Field] = {
    "title": Field(_any, optional=False),
    "claimants": Field(_names, role="claimant"),
    "respondents": Field(_names, role="respondent"),
    "tools": Field(_names, role="tool"),
    "since": Field(_partial_date, optional=False),
    "latest": Field(_partial_date, optional=False),
    "stage": Field(_stage),
    "status": Field(_one_of(*get_args(DisputeStatus.__value__)), optional=False),
    "direction": Field(_one_of(*get_args(Direction.__value__)), optional=False),
}
