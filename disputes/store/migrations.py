"""Every version of the schema, oldest first: one `.sql` file a step, run once, in a transaction, and recorded.

A step that was released is never edited; a change is a new file at the end.
"""

import sqlite3
from collections.abc import Iterator
from importlib.resources import files

from sqlite_utils import Database, Migrations

MIGRATIONS = Migrations("disputes")
STEPS = (
    "0001_tables",
    "0002_search",
    "0003_views",
    "0010_sources",
    "0011_pages",
    "0020_corrections",
    "0021_cases",
    "0022_linking",
    "0030_indexes_of_screens",
    "0031_dispute_counts",
    "0032_indexes_of_review",
    "0040_digests",
    "0041_watches",
    "0042_views",
    "0043_letters_and_suits",
    "0044_dating_of_letters",
    "0050_circles",
    "0051_doubtful_alarms",
    "0052_indexes_of_filters",
    "0053_following",
    "0054_indexes_of_queries",
    "0055_pages_left",
    "0056_party_counts",
    "0057_no_stage",
    "0058_letter_suits",
    "0059_outlet_counts",
    "0060_index_of_named_disputes",
)


def unknown(db: Database) -> list[str]:
    """The steps that a database records and this program does not have: it was written by a newer version."""
    return [step.name for step in MIGRATIONS.applied(db) if step.name not in STEPS]


def _register(step: str) -> None:
    def apply(db: Database) -> None:
        for statement in statements((files("disputes.store") / "sql" / f"{step}.sql").read_text(encoding="utf-8")):
            db.execute(statement)

    MIGRATIONS(name=step)(apply)


def statements(script: str) -> Iterator[str]:
    """The statements of a script, each of which ends its line.

    sqlite-utils asks after every character within a transaction whether one is complete, and with all steps that took
    most of the time in which a new store is made.
    """
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement


for _step in STEPS:
    _register(_step)
