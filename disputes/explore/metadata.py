"""schema.toml and queries.toml -> what Datasette shows of a database: titles, meanings, facets and ready queries."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from disputes.store.schema import sentences

FACETS = {
    "timeline": ["action", "status", "direction", "court"],
    "dispute_summary": ["stage", "status", "direction"],
    "party_steps": ["part", "action", "status"],
    "money": ["action", "status"],
    "coming_dates": ["action", "court"],
    "case_summary": ["origin", "status", "court"],
    "event_rivals": ["field"],
    "articles": ["outlet"],
    "steps_by_month": ["action", "direction"],
}
SORTED = {"timeline": "sort_date", "party_steps": "sort_date", "coming_dates": "sort_date", "money": "amount_usd"}
SORTED |= {"dispute_summary": "latest", "party_summary": "suits_against", "tool_summary": "disputes"}
SORTED |= {"outlet_summary": "steps", "steps_by_month": "month", "event_sources": "published"}
# What is for the program alone, not for who queries.
HIDDEN = ("watches", "alerts", "alarms_told", "mailings", "digests", "digest_steps", "seen_urls", "_sqlite_migrations")
ABOUT = "Steps in disputes over copyright and AI, each with the sentence and the article that say so."
LIMITS = "Read by a program, and wrong at the rate that the project publishes: open the source before you quote a step."


@dataclass(frozen=True, slots=True)
class Query:
    """A query that stands ready. `sample` has a value for each of its fields."""

    name: str
    title: str
    description: str
    sql: str
    sample: dict[str, str]


def queries() -> list[Query]:
    """The ready queries, in the order of the file."""
    found = tomllib.loads((files("disputes.explore") / "queries.toml").read_text(encoding="utf-8"))
    return [
        Query(name, entry["title"], entry["description"], entry["sql"].strip(), entry.get("try", {}))
        for name, entry in found.items()
    ]


def metadata(database: str) -> dict[str, Any]:
    """What Datasette calls metadata, for a database that it knows by this name."""
    tables = {table: _table(table, said) for table, said in sentences().items()}
    tables |= {name: {**tables.get(name, {}), "hidden": True} for name in HIDDEN}
    return {
        "title": "disputes",
        "description": f"{ABOUT} {LIMITS}",
        "databases": {
            database: {
                "description": f"{ABOUT} Begin with the ready queries and the views.",
                "tables": tables,
                "queries": {query.name: _query(query) for query in queries()},
            }
        },
    }


def _table(name: str, said: dict[str, str]) -> dict[str, Any]:
    columns = {column: sentence for column, sentence in said.items() if column not in ("about", "example")}
    title = name.replace("_", " ").capitalize()
    told: dict[str, Any] = {"title": title, "description": said["about"], "columns": columns}
    if name in FACETS:
        told["facets"] = FACETS[name]
    if name in SORTED:
        told["sort_desc"] = SORTED[name]
    if name == "articles":
        told["label_column"] = "title"
    return told


def _query(query: Query) -> dict[str, Any]:
    return {"title": query.title, "description": query.description, "sql": query.sql}
