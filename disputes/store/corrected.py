"""What people decided, kept as a log that only grows, and what became of each decision in the last linking."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import astuple

from disputes.correction import Correction, Editor, Effect, Heirs, State
from disputes.store.connection import Connection, Row
from disputes.store.identifying import NAMES
from disputes.types import Evidence

_COLUMNS = "id, kind, subject_kind, subject, who, at, why, source, field, old_value, new_value, evidence"


class Corrected(Connection):
    """The part of the store that belongs to corrections."""

    def add_correction(self, correction: Correction) -> None:
        """Keeps a correction. Raises StoreError where its id is taken."""
        editor = correction.editor
        with self.transaction() as connection:
            connection.execute(
                f"INSERT INTO corrections ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(correction.id, correction.kind, correction.subject_kind, correction.subject),
                    *(editor.who, editor.at, editor.why, editor.source, correction.field),
                    *(_json(correction.old_value), _json(correction.new_value)),
                    _json({id: [astuple(one) for one in evidence] for id, evidence in correction.evidence}),
                ),
            )

    def corrections(self) -> list[Correction]:
        """Every correction ever made, the oldest first."""
        return [_correction(row) for row in self.rows(f"SELECT {_COLUMNS} FROM corrections ORDER BY number")]

    def correction_effects(self) -> list[Effect]:
        """Every correction with what became of it in the last linking; one made since is waiting."""
        states = {
            row["correction_id"]: (row["state"], row["detail"])
            for row in self.rows("SELECT correction_id, state, detail FROM correction_effects")
        }
        return [Effect(one, *states.get(one.id, ("waiting", ""))) for one in self.corrections()]

    def save_correction_effects(self, effects: Iterable[tuple[str, State, str]], *, at: str) -> None:
        """Keeps what became of each correction (its id, state and detail) in a linking, in the place of the last."""
        with self.transaction() as connection:
            connection.execute("DELETE FROM correction_effects")
            connection.executemany(
                "INSERT INTO correction_effects (correction_id, state, detail, at) VALUES (?, ?, ?, ?)",
                [(*effect, at) for effect in effects],
            )

    def correction_heirs(self) -> dict[tuple[str, str], Heirs]:
        """To what corrections went over, by the correction and the event or dispute that it names."""
        return {
            (row["correction_id"], row["subject"]): Heirs(_read(row["evidence"]), bool(row["lost"]))
            for row in self.rows("SELECT correction_id, subject, evidence, lost FROM correction_heirs")
        }

    def keep_correction_heirs(self, heirs: Mapping[tuple[str, str], Heirs]) -> None:
        """Keeps to what corrections went over, in the place of what was kept of the same."""
        with self.transaction() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO correction_heirs (correction_id, subject, evidence, lost) VALUES (?, ?, ?, ?)",
                [(*key, _json([astuple(one) for one in has.evidence]), int(has.lost)) for key, has in heirs.items()],
            )

    def standing_evidence(self, id: str) -> tuple[Evidence, ...]:
        """The reports of an event that stands, or of all such of a dispute, that are still there."""
        return _evidence(self.rows(_STANDING, {"id": id}))

    def event_evidence(self, event_id: str) -> tuple[Evidence, ...]:
        """The reports of an event, oldest article first, by which a correction knows it again."""
        return _evidence(self.rows(_EVIDENCE + " WHERE er.event_id = ?" + _OLDEST_FIRST, [event_id]))

    def dispute_evidence(self, dispute_id: str) -> tuple[Evidence, ...]:
        """The best report of each event of a dispute that stands, oldest article first."""
        return _evidence(
            self.rows(
                _EVIDENCE
                + " WHERE e.dispute_id = ? AND e.withdrawn IS NULL AND er.report_id = e.best_report_id"
                + _OLDEST_FIRST,
                [dispute_id],
            )
        )


BESIDE = (  # of the report `r`: the others of its action in its stretch of text
    "(SELECT group_concat(b.id, ' ') FROM reports AS b WHERE b.article_id = r.article_id AND b.action = r.action"
    ' AND b.id <> r.id AND b.start < r."end" AND r.start < b."end")'
)
_EVIDENCE = (
    "SELECT er.report_id, coalesce(er.article_id, '') AS article_id, e.action, coalesce(er.start, 0) AS start,"
    f" coalesce(er.\"end\", 0) AS \"end\", coalesce({NAMES}, '') AS names, coalesce({BESIDE}, '') AS beside"
    " FROM event_reports AS er JOIN events AS e ON e.id = er.event_id"
    " LEFT JOIN articles AS a ON a.id = er.article_id LEFT JOIN reports AS r ON r.id = er.report_id"
)
_STANDING = (
    f"SELECT r.id, r.article_id, r.action, r.start, r.\"end\", coalesce({NAMES}, ''), coalesce({BESIDE}, '')"
    " FROM event_reports AS er JOIN events AS e"
    " ON e.id = er.event_id JOIN reports AS r ON r.id = er.report_id JOIN readings AS g ON g.article_id = r.article_id"
    " WHERE g.relevant AND (e.id = :id OR e.dispute_id = :id) AND e.withdrawn IS NULL ORDER BY r.id"
)
_OLDEST_FIRST = " ORDER BY a.published, er.article_id, er.start, er.report_id"


def _evidence(rows: Iterable[sqlite3.Row]) -> tuple[Evidence, ...]:
    return tuple(Evidence(*row) for row in rows)


def _correction(row: Row) -> Correction:
    evidence = json.loads(row["evidence"])
    return Correction(
        id=row["id"],
        kind=row["kind"],
        subject_kind=row["subject_kind"],
        subject=row["subject"],
        editor=Editor(row["who"], row["at"], row["why"], row["source"]),
        field=row["field"],
        old_value=json.loads(row["old_value"]),
        new_value=json.loads(row["new_value"]),
        evidence=tuple((id, tuple(Evidence(*one) for one in found)) for id, found in evidence.items()),
    )


def _read(evidence: str) -> tuple[Evidence, ...]:
    return tuple(Evidence(*one) for one in json.loads(evidence))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
