"""The figures of disputes: kept by linking, taken away by whatever changes an event, and never wrong."""

import pytest
from making import article, dispute, event, reading, report, save_links

from disputes.store import Seen, Store


@pytest.fixture
def store(tmp_path):
    """A dispute d1 with the events e1 (two reports) and e2."""
    with Store.open(tmp_path / "disputes.db") as store:
        for number in range(1, 4):
            one = article(number, f"2026-02-2{number}")
            store.store_page(one, content_hash=str(number), story_id=one.id, seen=Seen(one.url, "s", "stored"))
            store.save_reading(reading(report(f"r{number}", article_id=one.id), article_id=one.id))
        events = [event("e1", reports=("r1", "r2")), event("e2", reports=("r3",))]
        save_links(store, events, [dispute(*events)])
        yield store


def figures(store):
    return [tuple(row) for row in store.rows("SELECT events, sources FROM dispute_summary")]


def test_what_was_counted_is_not_counted_again(store):
    assert figures(store) == [(2, 3)]
    assert (store.count_disputes(), store.count_disputes()) == (1, 0)
    assert figures(store) == [(2, 3)]


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("UPDATE events SET withdrawn = 'x' WHERE id = (SELECT min(id) FROM events)", 1),
        ("DELETE FROM event_reports WHERE report_id = 'r2'", 2),
        ("UPDATE events SET confidence = 0.5", 2),
    ],
)
def test_figures_are_right_before_they_are_counted_anew(store, sql, found):
    store.count_disputes()
    with store.transaction() as connection:
        connection.execute(sql)
    before = figures(store)
    assert before[0][0] == found
    assert store.count_disputes() == 1
    assert figures(store) == before
