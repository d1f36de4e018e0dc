"""Reading and linking as stages: what a second run does, what a fault does, and what the log says."""

import pytest
from making import CATALOG, article
from test_extract import Plain

from disputes.stages import link_reports, read_articles
from disputes.store import Store


def clock() -> str:
    return "2026-02-21T08:00:00+00:00"


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "disputes.db") as store:
        for number, text in enumerate(["One letter.", "Rain.", "This will break.", "Another letter."], 1):
            store.add_article(article(number, text=text), content_hash=str(number), story_id=f"a{number}")
        yield store


def test_read_then_link_gives_a_timeline(store):
    steps = []
    summary = read_articles(store, Plain(), now=clock, step=lambda: steps.append(1))
    assert (summary.read, summary.relevant, summary.reports, summary.failed, len(steps)) == (3, 2, 2, 1, 4)
    assert summary.faults == ("article a3: broke",)
    linked = link_reports(store, CATALOG, now=clock)
    assert (linked.reports, linked.events, linked.disputes, linked.changes.added) == (2, 1, 1, 1)
    assert store.rows("SELECT dispute, sources FROM timeline")[0]["sources"] == 2


def test_a_second_run_reads_nothing(store):
    read_articles(store, Plain(), now=clock)
    assert read_articles(store, Plain(), now=clock).read == 0
    assert [(row["done"], row["failed"]) for row in store.rows("SELECT * FROM runs")] == [(3, 1), (0, 0)]


def test_a_new_version_reads_everything_anew(store):
    read_articles(store, Plain(), now=clock)
    newer = Plain()
    newer.version = "newer"
    assert read_articles(store, newer, now=clock).read == 3


def test_a_run_that_breaks_off_goes_on_where_it_stopped(store):
    def interrupt() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_articles(store, Plain(), now=clock, step=interrupt)
    assert store.rows("SELECT finished_at FROM runs")[0]["finished_at"] is None
    assert read_articles(store, Plain(), now=clock).read == 2
    assert len(store.load_reports()) == 2


def test_linking_again_changes_nothing(store):
    read_articles(store, Plain(), now=clock)
    link_reports(store, CATALOG, now=clock)
    before = store.rows("SELECT * FROM events")
    changes = link_reports(store, CATALOG, now=clock).changes
    assert (changes.added, changes.withdrawn) == (0, 0)
    assert store.rows("SELECT * FROM events") == before
