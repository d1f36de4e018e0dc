"""schema.toml -> docs/schema.md, and the check that it says something of everything that is in a database."""

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from disputes.store.connection import Connection

type Schema = dict[str, dict[str, str]]

_INTERNAL = ("sqlite_%", "articles_fts_%", "\\_sqlite\\_%")


def sentences() -> Schema:
    """What schema.toml says: table or view -> "about", "example" (a query, of views) or column -> sentence."""
    return tomllib.loads((files("disputes.store") / "schema.toml").read_text(encoding="utf-8"))


def columns(store: Connection) -> dict[str, list[tuple[str, str]]]:
    """Table or view -> its columns with their types, as the database has them, in its order."""
    conditions = " AND ".join("name NOT LIKE ? ESCAPE '\\'" for _ in _INTERNAL)
    names = store.rows(
        f"SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND {conditions} ORDER BY rowid", _INTERNAL
    )
    return {
        row["name"]: [
            (column["name"], column["type"])
            for column in store.rows("SELECT name, type FROM pragma_table_info(?) ORDER BY cid", [row["name"]])
        ]
        for row in names
    }


def to_markdown() -> str:
    """The documentation of the newest schema."""
    with TemporaryDirectory() as folder, Connection.open(Path(folder) / "empty.db") as store:
        return "\n".join(_lines(columns(store), sentences()))


def _lines(found: dict[str, list[tuple[str, str]]], said: Schema) -> Iterator[str]:
    yield "# The database"
    yield ""
    yield "Made by `disputes schema`. Analysts start with the views, which need no joins: `timeline`,"
    yield "`dispute_summary`, `event_sources`, and below them those that answer one question each; each has an example."
    yield ""
    for table, its_columns in found.items():
        yield f"## {table}"
        yield ""
        yield said[table]["about"]
        yield ""
        yield "| column | type | meaning |"
        yield "|---|---|---|"
        for column, kind in its_columns:
            yield f"| {column} | {kind.lower()} | {said[table][column].replace('|', chr(92) + '|')} |"
        yield ""
        if example := said[table].get("example"):
            yield from ("```sql", example.strip() + ";", "```", "")
