"""The store: pages, readings, runs; what is kept, what is replaced, and what a user is told when it cannot be."""

import os
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import TEXT, article, reading, report

from disputes.errors import StoreError
from disputes.store import FeedState, Seen, Store
from disputes.types import Allegation, Mention, PartyFound, Reading, ToolFound

SEEN = Seen("https://news.example/1?from=feed", "paper", "stored", at="2026-02-20T10:00:00+00:00")


@pytest.fixture
def store(tmp_path: Path):
    with Store.open(tmp_path / "new" / "folder" / "disputes.db") as store:
        yield store


def put(store: Store, number: int = 1, **more: str) -> None:
    assert store.add_article(article(number, **more), content_hash=f"h{number}", story_id=f"a{number}")


def test_open_sets_up_the_connection(store):
    pragmas = {name: store.rows(f"PRAGMA {name}")[0][0] for name in ("journal_mode", "foreign_keys", "busy_timeout")}
    assert pragmas == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 30_000}


def test_every_table_is_strict(store):
    loose = store.rows(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict"
        " AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'"
    )
    assert [row["name"] for row in loose] == []


def test_opening_again_changes_nothing(store):
    put(store)
    with Store.open(store.path) as again:
        assert again.article("a1") == article()
        assert again.rows("SELECT count(*) FROM actions")[0][0] > 10


def test_actions_follow_their_file(store):
    with store.transaction() as connection:
        connection.execute("UPDATE actions SET label = 'old' WHERE name = 'lawsuit'")
    with Store.open(store.path) as again:
        assert again.rows("SELECT label, stage FROM actions WHERE name = 'lawsuit'")[0]["label"] == "Lawsuit"


def test_store_page_keeps_article_and_both_addresses(store):
    assert store.store_page(article(), content_hash="h", story_id="a1", seen=SEEN)
    assert not store.store_page(article(), content_hash="h", story_id="a1", seen=SEEN)
    assert store.is_seen(SEEN.url)
    assert store.is_seen(article().url)
    assert store.article_with_content("h") == "a1"
    assert [text.story_id for text in store.story_texts()] == ["a1"]


def test_one_address_is_one_article(store):
    put(store)
    second = replace(article(2), url=article(1).url)
    assert not store.store_page(second, content_hash="h2", story_id="a2", seen=SEEN)
    assert store.rows("SELECT article_id FROM seen_urls WHERE url = ?", [SEEN.url])[0]["article_id"] == "a1"


def test_mark_seen_keeps_the_last_word(store):
    store.mark_seen("https://x.example/", "paper", None, "failed", "timeout", "2026-02-20")
    store.mark_seen("https://x.example/", "paper", None, "no_article")
    assert [tuple(row) for row in store.rows("SELECT outcome, detail FROM seen_urls")] == [("no_article", "")]


def test_feed_state_comes_back(store):
    assert store.feed_state("https://x.example/feed") is None
    for etag in ('"1"', '"2"'):
        store.record_feed(
            "https://x.example/feed", source_id="x", checked_at="2026-02-20", etag=etag, status=200, items=3
        )
    expected = FeedState("https://x.example/feed", "x", '"2"', None, "2026-02-20", 200, None, 3)
    assert store.feed_states() == [expected]


def test_reading_comes_back_as_it_was_saved(store):
    put(store)
    whole = Reading(
        *("a1", True, 0.75, "names a letter"),
        parties=(PartyFound("North Pictures", ("North", "the studio’s"), "studio", "claimant", "north"),),
        tools=(ToolFound("Filmer", (), None, None),),
        mentions=(Mention(0, 14, "North Pictures", "party"),),
        reports=(report(tools=("Filmer",), date="2026-02", docket="1:26-cv-1", amount_usd=1.5e9),),
        allegations=(Allegation("Makebot", "films", "alleged", 0, 5, TEXT[:5]),),
        version="v1",
    )
    store.save_reading(whole, at="2026-02-20T10:00:00+00:00")
    assert store.reading("a1") == whole


def test_reading_again_replaces_the_whole(store):
    put(store)
    store.save_reading(reading(report("r1"), report("r2", "response", ("Makebot",))))
    store.save_reading(reading(report("r2", "response", ("Makebot",)), version="v2"))
    assert [row["id"] for row in store.rows("SELECT id FROM reports")] == ["r2"]
    assert len(store.rows("SELECT * FROM found_parties")) == 1


def test_a_report_found_twice_is_kept_once(store):
    put(store)
    store.save_reading(reading(report("r1"), report("r1")))
    assert len(store.load_reports()) == 1


def test_unread_are_those_without_a_reading_of_this_version(store):
    for number in range(1, 6):
        put(store, number)
    store.save_reading(reading(article_id="a1", version="v2"))
    store.save_reading(reading(article_id="a2", version="v1"))
    store.save_read_fault("a3", "too long", "v2")
    assert store.count_unread("v2") == 3
    assert [one.id for one in store.unread_articles("v2")] == ["a2", "a4", "a5"]


def test_each_unread_article_comes_once_while_readings_are_saved(store):
    for number in range(1, 451):
        put(store, number)
    ids = []
    for one in store.unread_articles("v1"):
        ids.append(one.id)
        store.save_reading(Reading(one.id, False, 0.1, "", version="v1"))
    assert ids == [f"a{number}" for number in range(1, 451)]


def test_a_fault_takes_away_what_an_older_version_found(store):
    put(store)
    store.save_reading(reading(report()))
    store.save_read_fault("a1", "broke", "v2")
    assert store.load_reports() == []
    assert store.rows("SELECT error FROM readings")[0]["error"] == "broke"


def test_load_reports_leaves_out_what_is_not_relevant(store):
    put(store)
    store.save_reading(replace(reading(report()), relevant=False))
    assert store.load_reports() == []


def test_runs_and_faults_are_logged(store):
    run = store.start_run("read", "2026-02-20T10:00:00+00:00")
    store.record_fault(run, "read", "a1", "too long", "2026-02-20T10:00:01+00:00")
    store.finish_run(run, "2026-02-20T10:00:02+00:00", done=3, failed=1)
    assert tuple(store.rows("SELECT stage, done, failed, skipped FROM runs")[0]) == ("read", 3, 1, 0)
    assert store.rows("SELECT place FROM faults WHERE run_id = ?", [run])[0]["place"] == "a1"


@pytest.mark.parametrize("words", ["letter", "cease-and-desist", 'say "no', "a:b AND"])
def test_search_survives_vacuum_and_odd_words(store, words):
    for number in range(1, 4):
        put(store, number)
    with store.transaction() as connection:
        connection.execute("DELETE FROM articles WHERE id = 'a1'")
    store.db.vacuum()
    found = [row["id"] for row in store.db["articles"].search(words, quote=True)]
    assert found == (["a2", "a3"] if words == "letter" else [])
    store.db.execute("INSERT INTO articles_fts (articles_fts) VALUES ('integrity-check')")


def test_a_dangling_reading_is_refused(store):
    with pytest.raises(sqlite3.IntegrityError):
        store.save_reading(reading(article_id="nowhere"))


@pytest.mark.parametrize("published", ["", "20 Feb", "2026-2-1"])
def test_a_date_of_no_precision_is_refused(store, published):
    with pytest.raises(sqlite3.IntegrityError):
        put(store, published=published)


@settings(max_examples=30, deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"])), title=st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back(tmp_path_factory, text, title):
    with Store.open(tmp_path_factory.mktemp("any") / "disputes.db") as store:
        given = replace(article(), text=text, title=title)
        store.add_article(given, content_hash="h", story_id="s")
        assert store.article("a1") == given


# What a user is told.


def test_no_database_to_read(tmp_path):
    with pytest.raises(StoreError, match=r"none\.db: no such database"):
        Store.open(tmp_path / "none.db", read_only=True)


def test_what_is_no_database(tmp_path):
    path = tmp_path / "letter.db"
    path.write_bytes(b"Dear Sir or Madam, " * 99)
    with pytest.raises(StoreError, match=r"letter\.db: is not a SQLite database"):
        Store.open(path)


def test_a_folder_that_is_a_file(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="file"):
        Store.open(tmp_path / "file" / "disputes.db")


def test_a_locked_database(store):
    other = sqlite3.connect(store.path)
    other.execute("BEGIN IMMEDIATE")
    with Store.open(store.path, busy_seconds=0.05) as impatient, pytest.raises(StoreError, match="locked"):
        impatient.start_run("read", "now")
    other.rollback()
    other.close()


def test_reading_goes_on_while_another_writes(store):
    put(store)
    with store.transaction(), Store.open(store.path, read_only=True) as reader:
        assert reader.article("a1") is not None
    with Store.open(store.path, read_only=True) as reader, pytest.raises(StoreError, match="not writable"):
        reader.start_run("read", "now")


def test_a_full_disk(store):
    store.db.execute(f"PRAGMA max_page_count = {store.rows('PRAGMA page_count')[0][0] + 2}")
    with pytest.raises(StoreError, match="full"):
        put(store, text="letter " * 100_000)
    assert store.article("a1") is None


def test_an_empty_database_is_not_made_ready_by_a_reader(tmp_path):
    sqlite3.connect(tmp_path / "empty.db").execute("VACUUM").connection.close()
    (tmp_path / "empty.db").touch()
    with pytest.raises(StoreError, match="older version or empty"):
        Store.open(tmp_path / "empty.db", read_only=True)


KILLED = """
import os, sys
from pathlib import Path
from making import article, reading, report
from disputes.store import Store
store = Store.open(Path(sys.argv[1]))
store.add_article(article(), content_hash="h", story_id="s")
store.save_reading(reading(*(report(f"old{i}") for i in range(50)), version="v1"))
print("ready", flush=True)
version = 1
while True:
    version += 1
    store.save_reading(reading(*(report(f"{version}-{i}") for i in range(50)), version=f"v{version}"))
"""


def test_kill_leaves_one_whole_reading(tmp_path):
    path = tmp_path / "disputes.db"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen([sys.executable, "-c", KILLED, path], stdout=subprocess.PIPE, env=environment) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        with pytest.raises(subprocess.TimeoutExpired):
            child.wait(0.3)
        os.kill(child.pid, signal.SIGKILL)
    with Store.open(path) as store:
        assert len(store.load_reports()) == 50
        assert len({row["id"].split("-")[0] for row in store.rows("SELECT id FROM reports")} - {"old"}) <= 1
        assert store.rows("PRAGMA integrity_check")[0][0] == "ok"
