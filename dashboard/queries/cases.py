"""Court cases: those known beforehand and those that our own reports propose, and what belongs to one of them."""

import json
from collections.abc import Sequence
from typing import Any

from dashboard.queries.filtering import LIVE
from dashboard.queries.opening import Connection, columns, number, rows
from dashboard.rows import CaseAsked, CaseRow, CaseTie, Count, EntryRow

ORDERS = {
    "filed": "filed DESC, caption, case_id",
    "status": "status, filed DESC, case_id",
    "court": "court IS NULL, court, filed DESC, case_id",
    "steps": "events DESC, filed DESC, case_id",
    "caption": "caption COLLATE NOCASE, case_id",
}
KINDS = ("court", "status", "works")  # by which cases are counted and chosen
TAKEN_BACK = {  # what a relation is called from its other end
    "consolidated_into": "took in",
    "related_to": "related to",
    "split_from": "split into",
    "successor_of": "continued as",
}
STANDING = f"(SELECT id AS case_id, * FROM cases WHERE {LIVE})"
SELECT = f"""SELECT {columns(CaseRow)} FROM
             (SELECT s.*, c.works, c.country FROM case_summary AS s JOIN cases AS c ON c.id = s.case_id)"""


def cases(db: Connection, asked: CaseAsked, *, order: str = "filed", limit: int = 25, offset: int = 0) -> list[CaseRow]:
    """The cases that match, in an order of ORDERS."""
    where, values = _where(asked)
    sql = f"{SELECT} WHERE {where} ORDER BY {ORDERS[order]} LIMIT :limit OFFSET :offset"
    return rows(db, CaseRow, sql, {**values, "limit": limit, "offset": offset})


def count_cases(db: Connection, asked: CaseAsked) -> int:
    """How many cases match."""
    where, values = _where(asked)
    return number(db, f"SELECT count(*) FROM {STANDING} WHERE {where}", values)


def by(db: Connection, asked: CaseAsked, kind: str, limit: int = 12) -> list[Count]:
    """How many of the cases that match are of each court, status or works (`kind` is one of KINDS), the most first."""
    where, values = _where(asked)
    sql = f"""SELECT coalesce({kind}, 'not stated') AS name, count(*) AS count FROM {STANDING}
              WHERE {where} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT :limit"""
    return rows(db, Count, sql, {**values, "limit": limit})


def choices(db: Connection, kind: str, limit: int = 300) -> list[str]:
    """What there is of a kind to choose from, that of most cases first."""
    sql = f"""SELECT {kind} FROM cases WHERE {LIVE} AND {kind} IS NOT NULL
              GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT :limit"""
    return [name for (name,) in db.execute(sql, {"limit": limit})]


def sued(db: Connection, limit: int = 300) -> list[Count]:
    """Against whom there is more than one case, those of most cases first."""
    sql = f"""SELECT n.name, count(*) AS count FROM case_names AS n JOIN cases AS c ON c.id = n.case_id
              WHERE n.role = 'respondent' AND c.{LIVE}
              GROUP BY n.name HAVING count(*) > 1 ORDER BY 2 DESC, 1 LIMIT :limit"""
    return rows(db, Count, sql, {"limit": limit})


def case(db: Connection, case_id: str) -> CaseRow | None:
    """One case."""
    found = rows(db, CaseRow, f"{SELECT} WHERE case_id = :id", {"id": case_id})
    return found[0] if found else None


def of_dispute(db: Connection, dispute_id: str) -> list[CaseRow]:
    """The cases that steps of a dispute belong to, the earliest first."""
    sql = f"""{SELECT} WHERE case_id IN (
                  SELECT case_id FROM event_cases WHERE event_id IN
                      (SELECT id FROM events WHERE dispute_id = :id AND {LIVE})
              ) ORDER BY filed IS NULL, filed, caption LIMIT 50"""
    return rows(db, CaseRow, sql, {"id": dispute_id})


def names(db: Connection, case_ids: Sequence[str]) -> dict[str, dict[str, list[str]]]:
    """The names of some cases by role (claimant, respondent, tool), in their order."""
    sql = """SELECT case_id, role, name FROM case_names WHERE case_id IN (SELECT value FROM json_each(:ids))
             ORDER BY case_id, role, position LIMIT 5000"""
    found: dict[str, dict[str, list[str]]] = {id: {"claimant": [], "respondent": [], "tool": []} for id in case_ids}
    for id, role, name in db.execute(sql, {"ids": json.dumps(list(case_ids))}):
        found[id][role].append(name)
    return found


def ties(db: Connection, case_id: str) -> list[CaseTie]:
    """The steps that belong to a case, the earliest first, and how each was found to."""
    sql = f"""SELECT e.id AS event_id, e.dispute_id, e.date, e.sort_date, coalesce(a.label, e.action) AS label,
                     e.direction, e.status, e.quote, ec.tied_by, d.title AS dispute
              FROM event_cases AS ec JOIN events AS e ON e.id = ec.event_id
              JOIN disputes AS d ON d.id = e.dispute_id LEFT JOIN actions AS a ON a.name = e.action
              WHERE ec.case_id = :id AND e.{LIVE} ORDER BY e.sort_date, coalesce(e.stage, 99), e.id LIMIT 500"""
    return rows(db, CaseTie, sql, {"id": case_id})


def entries(db: Connection, case_id: str) -> list[EntryRow]:
    """The newest entries of a case's docket, as CourtListener told them."""
    sql = """SELECT number, filed, description FROM docket_entries WHERE case_id = :id
             ORDER BY filed DESC, number DESC, entry_id DESC LIMIT 50"""
    return rows(db, EntryRow, sql, {"id": case_id})


def pages(db: Connection, case_id: str) -> list[str]:
    """The pages that a reference case rests on."""
    sql = "SELECT url FROM case_sources WHERE case_id = :id ORDER BY position"
    return [url for (url,) in db.execute(sql, {"id": case_id})]


def related(db: Connection, case_id: str) -> list[tuple[str, str, str]]:
    """Cases that stand in a relation with a case, either way: the relation in words, id and caption."""
    sql = """SELECT relation, c.id, c.caption, false FROM case_relations JOIN cases AS c ON c.id = other_id
             WHERE case_id = :id
             UNION SELECT relation, c.id, c.caption, true
             FROM case_relations JOIN cases AS c ON c.id = case_id WHERE other_id = :id
             ORDER BY 4, 1, 3 LIMIT 100"""
    found = [
        (TAKEN_BACK.get(relation, relation) if back else relation.replace("_", " "), str(id), str(caption))
        for relation, id, caption, back in db.execute(sql, {"id": case_id})
    ]
    return list(dict.fromkeys(found))


def _where(asked: CaseAsked) -> tuple[str, dict[str, Any]]:
    """The condition on cases, and its values."""
    clauses, values = list[str](), dict[str, Any]()
    for kind, wanted in (("court", asked.courts), ("status", asked.statuses), ("works", asked.works)):
        if wanted:
            clauses.append(f"{kind} IN (SELECT value FROM json_each(:{kind}))")
            values[kind] = json.dumps(wanted)
    if asked.origin:
        clauses.append("origin = :origin")
        values["origin"] = asked.origin
    if asked.words:
        clauses.append(
            "(instr(lower(caption), lower(:words)) OR instr(lower(coalesce(docket, '')), lower(:words))"
            " OR case_id IN (SELECT n.case_id FROM case_names AS n WHERE instr(lower(n.name), lower(:words))))"
        )
        values["words"] = asked.words
    if asked.against:
        clauses.append(
            "case_id IN (SELECT n.case_id FROM case_names AS n WHERE n.role = 'respondent' AND n.name = :against)"
        )
        values["against"] = asked.against
    return " AND ".join(clauses) or "true", values
