"""What a linking changes in events and disputes that stood already -> the log `link_changes`, in words for a person."""

import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from disputes.types import Dispute, Event

type Thing = Literal["event", "dispute"]
type Values = dict[str, object]  # what a person reads of an event or a dispute, by field
type Why = tuple[str | None, str]  # the correction, where one made it so, and the reason

BY_REPORTS: Why = (None, "what its reports say together")
SEVERAL: Why = (None, "its reports tell of more than one")
_EVENT = ("action", "direction", "date", "status", "court", "docket", "amount_usd")
_DISPUTE = ("title", "stage", "direction", "status", "since", "latest")
_QUIET = ("since", "latest", "claimants", "respondents", "tools", "made", "withdrawn")  # of disputes: move with news
_ROLES = {
    "event": {"actor": "actors", "target": "targets", "tool": "tools"},
    "dispute": {"claimant": "claimants", "respondent": "respondents", "tool": "tools"},
}


def values_of_event(event: Event) -> Values:
    """What a person reads of an event."""
    named = {name: list(getattr(event, name)) for name in _ROLES["event"].values()}
    return {name: getattr(event, name) for name in _EVENT} | named | {"withdrawn": None}


def names_of(thing: Thing, values: Values) -> list[str]:
    """The parties among what a person reads of an event or a dispute."""
    return [str(name) for role, named in _ROLES[thing].items() if role != "tool" for name in _listed(values.get(named))]


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def values_of_dispute(dispute: Dispute) -> Values:
    """What a person reads of a dispute, and which events made it so."""
    named = {name: list(getattr(dispute, name)) for name in _ROLES["dispute"].values()}
    made = (dispute.stage_event_id, dispute.direction_event_id, dispute.status_event_id, dispute.confirmed_by)
    return {name: getattr(dispute, name) for name in _DISPUTE} | named | {"made": made, "withdrawn": None}


def snapshots(connection: sqlite3.Connection, thing: Thing, ids: Sequence[str] | None) -> dict[str, Values]:
    """What some events or disputes, or all, are now."""
    fields = _EVENT if thing == "event" else _DISPUTE
    made = ", stage_event_id, direction_event_id, status_event_id, confirmed_by" if thing == "dispute" else ""
    found: dict[str, Values] = {}
    for some in [None] if ids is None else [[id] for id in ids]:
        where = "" if some is None else f" WHERE {thing}s.id = ?"
        for row in connection.execute(
            f"SELECT id, {', '.join(fields)}, withdrawn{made} FROM {thing}s{where}", some or ()
        ):
            values: Values = {name: row[name] for name in (*fields, "withdrawn")}
            values |= {name: [] for name in _ROLES[thing].values()}
            if made:
                values["made"] = tuple(row)[-4:]
            found[row["id"]] = values
        where = "" if some is None else f" WHERE {thing}_id = ?"
        for id, role, name in connection.execute(
            f"SELECT {thing}_id, role, name FROM {thing}_names{where} ORDER BY {thing}_id, role, position", some or ()
        ):
            names = found[id][_ROLES[thing][role]]
            assert isinstance(names, list)
            names.append(name)
    return found


@dataclass(frozen=True, slots=True)
class Log:
    """Where changes of one kind of thing are written down, with the time."""

    connection: sqlite3.Connection
    thing: Thing
    at: str
    names: Mapping[str, Why] = field(default_factory=dict)  # why parties are called otherwise, by both names

    def differences(self, id: str, old: Values | None, new: Values, why: Why | None) -> None:
        """Each field that reads otherwise than before; nothing of what is new."""
        if old is None:
            return
        if old["withdrawn"] is not None and new["withdrawn"] is None:
            self.returned(id, str(old["withdrawn"]), why or BY_REPORTS)
        elif old["withdrawn"] is None and new["withdrawn"] is not None:
            self.withdrawn(id, why or BY_REPORTS)
        quiet = _QUIET if self.thing == "dispute" else ("withdrawn",)
        for what in new:
            if what not in quiet and old[what] != new[what]:
                cause = why or self._why_named(what, old[what], new[what]) or BY_REPORTS
                self._write(id, "changed", what, _shown(old[what]), _shown(new[what]), cause)

    def _why_named(self, what: str, old: object, new: object) -> Why | None:
        """Why a field has other names than before, where people said so of one of these."""
        if what == "title":
            told = f"{old} {new}"
            return next((why for name, why in self.names.items() if _has_words(told, name)), None)
        if not isinstance(old, list) or not isinstance(new, list):
            return None
        apart = [str(name) for name in (*old, *new) if (name in old) != (name in new)]
        return next((self.names[name] for name in apart if name in self.names), None)

    def why_apart(self, parties: Iterable[str]) -> Why | None:
        """Why what has some parties came apart or became one, where people said of one of these who it is; what a party
        is called tells nothing apart."""
        told = (self.names[name] for name in parties if name in self.names)
        return next((why for why in told if not self._is_renaming(why)), None)

    def _is_renaming(self, why: Why) -> bool:
        """Whether a reason is a renaming, or the undo of one."""
        sql = (
            "SELECT 1 FROM corrections AS c LEFT JOIN corrections AS of ON c.kind = 'undo' AND of.id = c.subject"
            " WHERE c.id = ? AND 'rename' IN (c.kind, of.kind)"
        )
        return self.connection.execute(sql, [why[0]]).fetchone() is not None

    def changed(self, id: str, what: str, old: str, new: str, why: Why) -> None:
        """One field that reads otherwise."""
        self._write(id, "changed", what, old, new, why)

    def split(self, id: str, parts: Iterable[str], why: Why | None) -> None:
        """That part of it is another now."""
        self._write(id, "split", None, None, _shown(list(parts)), why or SEVERAL)

    def merged(self, id: str, heir: str, why: Why) -> None:
        """That it is part of another now."""
        self._write(id, "merged", None, None, heir, why)

    def withdrawn(self, id: str, why: Why) -> None:
        """That it is no longer held to be one."""
        self._write(id, "withdrawn", None, None, None, why)

    def returned(self, id: str, withdrawn: str, why: Why = BY_REPORTS) -> None:
        """That it is held to be one again; `withdrawn` says why it was not."""
        self._write(id, "returned", None, withdrawn, None, why)

    def _write(self, id: str, change: str, what: str | None, old: str | None, new: str | None, why: Why) -> None:
        self.connection.execute(
            "INSERT INTO link_changes (at, thing, thing_id, change, field, old_value, new_value, reason, correction_id)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (self.at, self.thing, id, change, what, old, new, why[1], why[0]),
        )


def _has_words(text: str, name: str) -> bool:
    """Whether a text has a name as words of its own: "Lee" is not in "Leeds"."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _shown(value: object) -> str | None:
    if isinstance(value, list):
        return "; ".join(map(str, value)) or None
    return None if value is None else str(value)
