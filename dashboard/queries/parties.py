"""Parties and tools: lists with their figures, one party's suits and deeds, and who stands against whom."""

from typing import Literal

from dashboard.queries.filtering import LIVE, SUIT, of_disputes
from dashboard.queries.opening import Connection, number, rows
from dashboard.rows import Count, Deed, NameRow, Opponent, Pair
from disputes.selection import Selection

type Role = Literal["actor", "target"]

ORDERS = {
    "disputes": "disputes DESC, latest DESC, name",
    "open": "open DESC, disputes DESC, name",
    "latest": "latest DESC, name",
    "name": "name COLLATE NOCASE, name",
}
SIDES = ("claimant", "respondent")


def parties(
    db: Connection, words: str = "", side: str = "", *, order: str = "disputes", limit: int = 25, offset: int = 0
) -> list[NameRow]:
    """The parties of disputes whose names hold the words; `side` is one of SIDES or empty for both."""
    return _named(db, (side,) if side else SIDES, words, order, limit, offset)


def tools(
    db: Connection, words: str = "", *, order: str = "disputes", limit: int = 25, offset: int = 0
) -> list[NameRow]:
    """The tools that disputes are about, whose names hold the words."""
    return _named(db, ("tool",), words, order, limit, offset)


def count_names(db: Connection, roles: tuple[str, ...], words: str = "") -> int:
    """How many names there are in some roles of disputes (claimant, respondent, tool) that hold the words."""
    where, values = _of_roles(roles, words)
    return number(db, f"SELECT count(DISTINCT name) FROM dispute_names AS n WHERE {where}", values)


def _named(db: Connection, roles: tuple[str, ...], words: str, order: str, limit: int, offset: int) -> list[NameRow]:
    where, values = _of_roles(roles, words)
    sql = f"""SELECT name, count(DISTINCT d.id) AS disputes,
                     count(DISTINCT CASE WHEN d.status = 'open' THEN d.id END) AS open,
                     count(DISTINCT CASE WHEN n.role = 'claimant' THEN d.id END) AS claims,
                     count(DISTINCT CASE WHEN n.role = 'respondent' THEN d.id END) AS defends,
                     max(d.stage) AS stage, min(d.since) AS since, max(d.latest) AS latest
              FROM dispute_names AS n JOIN disputes AS d ON d.id = n.dispute_id
              WHERE {where} AND d.{LIVE}
              GROUP BY name ORDER BY {ORDERS[order]} LIMIT :limit OFFSET :offset"""
    return rows(db, NameRow, sql, {**values, "limit": limit, "offset": offset})


def _of_roles(roles: tuple[str, ...], words: str) -> tuple[str, dict[str, str]]:
    listed = ", ".join(f"'{role}'" for role in roles)
    where = f"n.role IN ({listed}) AND n.name <> ''"
    return (f"{where} AND instr(lower(n.name), lower(:words))", {"words": words}) if words else (where, {})


def known(db: Connection, name: str, roles: tuple[str, ...]) -> bool:
    """Whether any dispute, step or case knows the name in one of the roles."""
    listed = ", ".join(f"'{role}'" for role in roles)
    sql = f"""SELECT EXISTS (SELECT 1 FROM dispute_names WHERE name = :name AND role IN ({listed}))
                  OR EXISTS (SELECT 1 FROM event_names WHERE name = :name AND role IN ({listed}))
                  OR EXISTS (SELECT 1 FROM case_names WHERE name = :name AND role IN ({listed}))"""
    return bool(number(db, sql, {"name": name}))


def opponents(db: Connection, name: str, role: Role, limit: int = 100) -> list[Opponent]:
    """Whom a party sued (`role` actor), or who sued it (target): those of steps up to the court that happened.

    Asked from its disputes on, since they are few and its steps may be a hundred thousand: hence CROSS JOIN, which
    keeps the order, and the plus, which keeps the index of names out of it.
    """
    other = "target" if role == "actor" else "actor"
    sql = f"""SELECT theirs.name AS name, :role AS role, count(DISTINCT e.id) AS suits, min(e.sort_date) AS first,
                     max(e.sort_date) AS latest, group_concat(DISTINCT e.dispute_id) AS disputes
              FROM (SELECT DISTINCT dispute_id FROM dispute_names
                    WHERE name = :name AND role IN ('claimant', 'respondent')) AS known
              CROSS JOIN events AS e INDEXED BY events_suits ON e.dispute_id = known.dispute_id
                    AND e.{LIVE} AND e.status = 'happened' AND e.stage = {SUIT} AND e.direction = 'up'
              CROSS JOIN event_names AS mine ON mine.event_id = e.id AND mine.role = :role AND +mine.name = :name
              CROSS JOIN event_names AS theirs ON theirs.event_id = e.id AND theirs.role = '{other}'
                    AND theirs.name <> :name
              GROUP BY theirs.name ORDER BY latest DESC, suits DESC, theirs.name LIMIT :limit"""
    return rows(db, Opponent, sql, {"name": name, "role": role, "limit": limit})


def deeds(db: Connection, name: str) -> list[Deed]:
    """How often a party did each thing, and how often it was done to it; what happened alone, along the ladder."""
    sql = f"""SELECT e.action, coalesce(a.label, e.action) AS label,
                     count(DISTINCT CASE WHEN n.role = 'actor' THEN e.id END) AS did,
                     count(DISTINCT CASE WHEN n.role = 'target' THEN e.id END) AS met
              FROM event_names AS n JOIN events AS e ON e.id = n.event_id LEFT JOIN actions AS a ON a.name = e.action
              WHERE n.name = :name AND n.role IN ('actor', 'target') AND e.{LIVE} AND e.status = 'happened'
              GROUP BY e.action ORDER BY coalesce(a.position, 999), e.action"""
    return rows(db, Deed, sql, {"name": name})


def beside(db: Connection, name: str, roles: tuple[str, ...], asked: str, limit: int = 12) -> list[Count]:
    """The names in the role `asked` of the disputes that know `name` in one of the roles, those of most disputes
    first."""
    listed = ", ".join(f"'{role}'" for role in roles)
    sql = f"""SELECT other.name AS name, count(DISTINCT other.dispute_id) AS count
              FROM dispute_names AS mine JOIN dispute_names AS other ON other.dispute_id = mine.dispute_id
              JOIN disputes AS d ON d.id = mine.dispute_id
              WHERE mine.name = :name AND mine.role IN ({listed}) AND other.role = :asked AND other.name <> :name
                    AND d.{LIVE}
              GROUP BY other.name ORDER BY 2 DESC, other.name LIMIT :limit"""
    return rows(db, Count, sql, {"name": name, "asked": asked, "limit": limit})


def pairs(db: Connection, filters: Selection, limit: int) -> list[Pair]:
    """Who stands against whom in the disputes that match: claimant and respondent, those of most disputes first.

    Asked from the disputes on, hence CROSS JOIN: from the names on, every dispute is looked up once for each.
    """
    where, values = of_disputes(filters)
    sql = f"""SELECT c.name AS claimant, r.name AS respondent, count(DISTINCT d.dispute_id) AS disputes,
                     count(DISTINCT CASE WHEN d.status = 'open' THEN d.dispute_id END) AS open,
                     max(d.stage) AS stage, max(d.latest) AS latest
              FROM (SELECT * FROM (SELECT id AS dispute_id, status, stage, latest FROM disputes WHERE {LIVE})
                    WHERE {where}) AS d
              CROSS JOIN dispute_names AS c ON c.dispute_id = d.dispute_id AND c.role = 'claimant'
              CROSS JOIN dispute_names AS r ON r.dispute_id = d.dispute_id AND r.role = 'respondent'
              WHERE c.name <> r.name
              GROUP BY 1, 2 ORDER BY 3 DESC, 6 DESC, 1, 2 LIMIT :limit"""
    return rows(db, Pair, sql, {**values, "limit": limit})
