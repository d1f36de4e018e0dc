"""Databases of other versions: older ones are brought up to date, newer ones refused."""

import pytest
from making import article
from sqlite_utils import Database

from disputes.errors import StoreError
from disputes.store import Store
from disputes.store.migrations import MIGRATIONS, STEPS, statements


def test_a_database_of_a_newer_version(store):
    store.db["_sqlite_migrations"].insert({"migration_set": "disputes", "name": "9999_later", "applied_at": "2030"})
    with pytest.raises(StoreError, match="newer version"):
        Store.open(store.path)


@pytest.mark.parametrize("step", STEPS)
def test_a_database_of_an_older_version_is_brought_up_to_date(tmp_path, step):
    path = tmp_path / "old.db"
    old = Database(path)
    MIGRATIONS.apply(old, stop_before=step)
    old.close()
    with pytest.raises(StoreError, match="of an older version or empty"):
        Store.open(path, read_only=True)
    with Store.open(path) as store:
        assert store.add_article(article(), content_hash="h", story_id="a1")
        assert not MIGRATIONS.pending(store.db)
        assert [row["rowid"] for row in store.rows("SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'letter'")]


@pytest.mark.parametrize("read_only", [True, False])
def test_a_database_of_another_program_is_left_as_it_is(tmp_path, read_only):
    path = tmp_path / "places.sqlite"
    other = Database(path)
    other["moz_places"].insert({"url": "https://news.example/"})
    other.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="database of another program"):
        Store.open(path, read_only=read_only)
    assert path.read_bytes() == before


def test_a_stage_that_nothing_reached_is_taken_from_an_older_database(tmp_path):
    old = Database(tmp_path / "old.db")
    MIGRATIONS.apply(old, stop_before="0057_no_stage")
    rows = [("licence", None, "happened", 0), ("launch", 0, "happened", 0), ("suit", 4, "happened", 4)]
    for id, stage, status, kept in [*rows, ("threat", 0, "threatened", 0)]:
        told = {"direction": "up", "first_published": "2026", "sort_date": "2026-01-01", "quote": "", "confidence": 1}
        old["disputes"].insert(
            {"id": id, "title": id, "stage": kept, "direction": "up", "status": "open", "since": "", "latest": ""}
            | {"stage_event_id": id}
        )
        old["events"].insert(
            {"id": id, "dispute_id": id, "action": id, "stage": stage, "status": status}
            | {"best_report_id": "", "source_count": 1}
            | told
        )
    old.close()
    with Store.open(tmp_path / "old.db") as store:
        found = {row["id"]: tuple(row)[1:] for row in store.rows("SELECT id, stage, stage_event_id FROM disputes")}
        shown = {row["dispute_id"]: row["stage"] for row in store.rows("SELECT * FROM dispute_summary")}
    assert found == {"licence": (None, None), "launch": (0, "launch"), "suit": (4, "suit"), "threat": (None, None)}
    assert shown == {id: stage for id, (stage, _) in found.items()}


def test_a_script_is_taken_statement_by_statement():
    trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN\n    DELETE FROM b; -- all;\n    DELETE FROM c;\nEND;\n"
    script = (
        f"-- Why; and what.\nCREATE TABLE a (b TEXT);\n\n{trigger}INSERT INTO a VALUES ('one;\ntwo');\n-- The end.\n"
    )
    assert [part.strip() for part in statements(script)] == [
        "-- Why; and what.\nCREATE TABLE a (b TEXT);",
        trigger.strip(),
        "INSERT INTO a VALUES ('one;\ntwo');",
        "-- The end.",
    ]


@pytest.mark.parametrize("script", ["", "\n\n", "SELECT 1", "SELECT 1;"])
def test_a_script_may_end_anyhow(script):
    assert list(statements(script)) == [script] * bool(script.strip())
