"""Court cases in the store: reference and proposed ones, the events tied to them, and what CourtListener said."""

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import astuple, fields, replace
from typing import Any

from disputes.case import Case, DocketEntry, Refresh, Tie, proposed_by
from disputes.store.connection import Connection, Row

GONE = "no event and no list states it any more"

_PLAIN = ("id", "origin", "caption", "court", "court_id", "country", "docket", "docket_url", "filed", "works")
_STATED = ("status", "status_on", "note", "unconfirmed")
_COLUMNS = (*_PLAIN, *_STATED)
_PARTS = ("case_names", "case_captions", "case_dockets", "case_relations", "case_sources")
_REFRESH = ", ".join(field.name for field in fields(Refresh) if field.name != "entries")


class Cases(Connection):
    """The part of the store that belongs to court cases."""

    def save_cases(self, cases: Iterable[Case], ties: Iterable[Tie], *, before: Collection[str] | None = None) -> None:
        """Keeps cases and ties, in one transaction, in the place of those of the events `before`, and of those that
        these proposed; None: in the place of all. A case that goes is withdrawn.

        The events must be stored already; what CourtListener said of a case stays.
        """
        cases = list(cases)
        with self.transaction() as connection:
            for case in cases:
                _save_case(connection, case)
            live = {case.id for case in cases}
            if before is None:
                gone = [row["id"] for row in connection.execute("SELECT id FROM cases WHERE withdrawn IS NULL")]
                connection.execute("DELETE FROM event_cases")
            else:
                gone = [proposed_by(id) for id in before]
                connection.executemany("DELETE FROM event_cases WHERE event_id = ?", [(id,) for id in before])
            connection.executemany(
                "UPDATE cases SET withdrawn = ? WHERE id = ? AND withdrawn IS NULL",
                [(GONE, id) for id in gone if id not in live],
            )
            connection.executemany(
                "INSERT INTO event_cases (event_id, case_id, tied_by) VALUES (?, ?, ?)",
                [(tie.event_id, tie.case_id, tie.by) for tie in ties],
            )

    def cases(self) -> list[Case]:
        """Every case that stands, by id."""
        parts = {table: self._part(table) for table in _PARTS}
        found = self.rows(f"SELECT {', '.join(_COLUMNS)} FROM cases WHERE withdrawn IS NULL ORDER BY id")
        return [_case(row, {table: part.get(row["id"], []) for table, part in parts.items()}) for row in found]

    def standing_cases(self, ids: Iterable[str]) -> set[str]:
        """Those of some ids that are of a case that stands."""
        return {
            row["id"]
            for id in ids
            for row in self.rows("SELECT id FROM cases WHERE id = ? AND withdrawn IS NULL", [id])
        }

    def case_ties(self) -> list[Tie]:
        """Which standing event belongs to which case."""
        found = self.rows(
            "SELECT event_id, case_id, tied_by FROM event_cases JOIN events ON id = event_id"
            " WHERE withdrawn IS NULL ORDER BY event_id, case_id"
        )
        return [Tie(*row) for row in found]

    def save_refresh(self, refresh: Refresh) -> None:
        """Keeps what CourtListener said of a case, in the place of what it said before."""
        values = astuple(refresh)[:-1]
        with self.transaction() as connection:
            connection.execute("DELETE FROM case_refreshes WHERE case_id = ?", [refresh.case_id])
            connection.execute(
                f"INSERT INTO case_refreshes ({_REFRESH}) VALUES ({', '.join('?' * len(values))})", values
            )
            connection.execute("DELETE FROM docket_entries WHERE case_id = ?", [refresh.case_id])
            connection.executemany(
                "INSERT INTO docket_entries (case_id, entry_id, number, filed, description) VALUES (?, ?, ?, ?, ?)",
                [(refresh.case_id, *astuple(entry)) for entry in refresh.entries],
            )

    def refreshes(self) -> dict[str, Refresh]:
        """What CourtListener last said, by case; a docket's newest entries first."""
        entries: dict[str, list[DocketEntry]] = {}
        for row in self.rows(
            "SELECT case_id, entry_id, number, filed, description FROM docket_entries"
            " ORDER BY case_id, filed DESC, number DESC, entry_id DESC"
        ):
            entries.setdefault(row["case_id"], []).append(DocketEntry(*tuple(row)[1:]))
        return {
            row["case_id"]: replace(Refresh(*row), entries=tuple(entries.get(row["case_id"], ())))
            for row in self.rows(f"SELECT {_REFRESH} FROM case_refreshes")
        }

    def _part(self, table: str) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self.rows(f"SELECT * FROM {table} ORDER BY 1, 2, 3"):
            found.setdefault(row["case_id"], []).append(row)
        return found


def _case(row: Row, parts: dict[str, list[Row]]) -> Case:
    named: dict[str, list[str]] = {}
    for one in parts["case_names"]:
        named.setdefault(one["role"], []).append(one["name"])
    plain: dict[str, Any] = {name: row[name] for name in _COLUMNS}
    return Case(
        **plain,
        claimants=tuple(named.get("claimant", ())),
        respondents=tuple(named.get("respondent", ())),
        tools=tuple(named.get("tool", ())),
        former_captions=tuple(one["caption"] for one in parts["case_captions"]),
        other_dockets=tuple((one["docket"], one["court"]) for one in parts["case_dockets"]),
        relations=tuple((one["relation"], one["other_id"]) for one in parts["case_relations"]),
        sources=tuple(one["url"] for one in parts["case_sources"]),
    )


def _save_case(connection: sqlite3.Connection, case: Case) -> None:
    marks, updates = ", ".join("?" * len(_COLUMNS)), ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS[1:])
    connection.execute(
        f"INSERT INTO cases ({', '.join(_COLUMNS)}) VALUES ({marks})"
        f" ON CONFLICT (id) DO UPDATE SET {updates}, withdrawn = NULL",
        [getattr(case, name) for name in _COLUMNS],
    )
    for table in _PARTS:
        connection.execute(f"DELETE FROM {table} WHERE case_id = ?", [case.id])
    roles = (("claimant", case.claimants), ("respondent", case.respondents), ("tool", case.tools))
    connection.executemany(
        "INSERT INTO case_names (case_id, role, position, name) VALUES (?, ?, ?, ?)",
        [(case.id, role, position, name) for role, names in roles for position, name in enumerate(names)],
    )
    connection.executemany(
        "INSERT INTO case_captions (case_id, position, caption) VALUES (?, ?, ?)",
        [(case.id, *one) for one in enumerate(case.former_captions)],
    )
    connection.executemany(
        "INSERT INTO case_dockets (case_id, position, docket, court) VALUES (?, ?, ?, ?)",
        [(case.id, position, *one) for position, one in enumerate(case.other_dockets)],
    )
    connection.executemany(
        "INSERT INTO case_relations (case_id, relation, other_id) VALUES (?, ?, ?)",
        [(case.id, *one) for one in case.relations],
    )
    connection.executemany(
        "INSERT INTO case_sources (case_id, position, url) VALUES (?, ?, ?)",
        [(case.id, *one) for one in enumerate(case.sources)],
    )
