"""Saving what linking made: ids that stay, merges that forward, withdrawal instead of deletion, and the views."""

from dataclasses import replace

import pytest
from making import article, dispute, event, reading, report, save_links

from disputes.linking.identity import Identities, Known, identify, same_place
from disputes.store import Seen, Store
from disputes.types import Evidence, RivalValue


@pytest.fixture
def store(tmp_path):
    """Four articles with a report each, r1 to r4, told on successive days; the second is a copy of the first."""
    with Store.open(tmp_path / "disputes.db") as store:
        for number in range(1, 5):
            one = article(number, f"2026-02-2{number}", outlet=f"Outlet {number}")
            story = "a1" if number == 2 else one.id
            store.store_page(one, content_hash=str(number), story_id=story, seen=Seen(one.url, "s", "stored"))
            found = report(f"r{number}", article_id=one.id, tools=("Filmer",))
            store.save_reading(reading(found, article_id=one.id))
        yield store


def live(store: Store) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in store.rows(
        "SELECT event_id, report_id FROM event_reports JOIN events ON id = event_id"
        " WHERE withdrawn IS NULL ORDER BY 1, 2"
    ):
        found.setdefault(row["event_id"], []).append(row["report_id"])
    return found


def save(store: Store, *parts: tuple[str, tuple[str, ...]]):
    events = [event(id, reports=reports) for id, reports in parts]
    return save_links(store, events, [dispute(*events)] if events else [], at="2026-03-01T00:00:00+00:00")


def test_timeline_is_read_without_joins(store):
    one = event(reports=("r1", "r2", "r3"), tools=("Filmer", "Writer"))
    save_links(store, [replace(one, source_count=2)], [dispute(one)])
    (row,) = store.rows("SELECT * FROM timeline")
    assert (row["dispute"], row["sort_date"], row["precision"]) == ("North Pictures v. Makebot", "2026-02-13", "day")
    assert (row["action_label"], row["stage"], row["tools"]) == ("Cease-and-desist letter", 3, "Filmer; Writer")
    assert (row["sources"], row["outlet"], row["article_url"]) == (2, "Outlet 1", "https://news.example/1")


def test_dispute_summary_counts_copies_once(store):
    save(store, ("e1", ("r1", "r2")), ("e2", ("r3",)))
    (row,) = store.rows("SELECT * FROM dispute_summary")
    assert (row["events"], row["sources"], row["claimants"]) == (2, 2, "North Pictures")


def test_event_sources_lead_back_to_the_words(store):
    save(store, ("e1", ("r1", "r2")))
    rows = store.rows("SELECT * FROM event_sources ORDER BY report_id")
    assert [(row["outlet"], row["story_id"]) for row in rows] == [("Outlet 1", "a1"), ("Outlet 2", "a1")]
    assert all(article(1).text[row["start"] : row["end"]] == row["quote"] for row in rows)


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("2026-02-13", "2026-02-13"),
        ("2026-02-28", "2026-02-28"),
        ("2026-02", "2026-02-20"),  # told within its month
        ("2026", "2026-02-20"),
        ("2026-01", "2026-01-31"),  # told after it
        ("2024-02", "2024-02-29"),
        ("2023", "2023-12-31"),
        ("2026-03", "2026-03-01"),  # told before it: a date that was set
        (None, "2026-02-20"),
    ],
)
def test_sort_date_is_its_day_or_when_it_was_first_told_within_its_date(store, date, day):
    one = event(date=date)
    save_links(store, [one], [replace(dispute(), event_ids=("e1",))])
    assert store.rows("SELECT sort_date FROM timeline")[0]["sort_date"] == day


def test_rivals_are_kept_with_who_says_them(store):
    one = replace(event(reports=("r1", "r3")), rivals=(RivalValue("date", "2026-02-14", ("r3",)),))
    save_links(store, [one], [dispute(one)])
    assert tuple(store.rows("SELECT * FROM rival_values")[0]) == ("e1", "date", "2026-02-14", "r3")


def test_saving_the_same_again_changes_nothing(store):
    save(store, ("e1", ("r1", "r2")))
    before = store.rows("SELECT * FROM timeline")
    changes = save(store, ("e1", ("r1", "r2")))
    assert (changes.added, changes.kept, changes.withdrawn) == (0, 1, 0)
    assert store.rows("SELECT * FROM timeline") == before


def test_an_id_outlives_a_change_of_its_first_report(store):
    save(store, ("e1", ("r2",)))
    save(store, ("e9", ("r1", "r2")))
    assert live(store) == {"e1": ["r1", "r2"]}


def test_an_id_outlives_reading_anew(store):
    save(store, ("e1", ("r1",)))
    anew = report("r1-new", start=2)
    store.save_reading(reading(anew, version="v2"))
    save(store, ("e9", ("r1-new",)))
    assert live(store) == {"e1": ["r1-new"]}


def test_a_merge_forwards_and_withdraws(store):
    save(store, ("e1", ("r1", "r2")), ("e2", ("r3",)))
    changes = save(store, ("e9", ("r1", "r2", "r3")))
    assert (changes.withdrawn, changes.forwarded) == (1, 1)
    assert live(store) == {"e1": ["r1", "r2", "r3"]}
    assert store.current_id("e2") == "e1"
    assert store.rows("SELECT withdrawn FROM events WHERE id = 'e2'")[0]["withdrawn"] == "merged into e1"


def test_forwards_lead_to_the_last_heir(store):
    save(store, ("e1", ("r1",)), ("e2", ("r2",)), ("e3", ("r3", "r4")))
    save(store, ("e1", ("r1",)), ("e3", ("r2", "r3", "r4")))
    save(store, ("x", ("r1", "r2", "r3", "r4")))
    (heir,) = live(store)
    assert {store.current_id(id) for id in ("e1", "e2", "e3")} == {heir}


def test_a_split_keeps_the_older_part_and_gives_back_an_id(store):
    save(store, ("e1", ("r1", "r2")), ("e2", ("r3",)))
    save(store, ("e9", ("r1", "r2", "r3")))
    save(store, ("x", ("r1", "r2")), ("y", ("r3",)))
    assert live(store) == {"e1": ["r1", "r2"], "e2": ["r3"]}
    assert store.current_id("e2") == "e2"


def test_what_vanishes_is_withdrawn_with_a_reason(store):
    save(store, ("e1", ("r1",)), ("e2", ("r3",)))
    save(store, ("e1", ("r1",)))
    assert store.rows("SELECT withdrawn FROM events WHERE id = 'e2'")[0]["withdrawn"] == "no report states it any more"
    assert [row["event_id"] for row in store.rows("SELECT event_id FROM timeline")] == ["e1"]
    save(store)
    assert store.rows("SELECT * FROM dispute_summary") == []
    assert len(store.rows("SELECT * FROM events")) == 2


def test_a_failing_save_leaves_everything_as_it_was(store):
    save(store, ("e1", ("r1",)))
    bad = replace(event("e2", reports=("r3",)), date="20 Feb")
    with pytest.raises(KeyError):
        save_links(store, [bad], [dispute(id="d2")])
    assert live(store) == {"e1": ["r1"]}


def test_a_dispute_keeps_its_id_with_its_events(store):
    save(store, ("e1", ("r1",)))
    grown = [event("x", reports=("r1",), dispute_id="d9"), event("y", reports=("r3",), dispute_id="d9")]
    save_links(store, grown, [dispute(*grown, id="d9")])
    assert [row["dispute_id"] for row in store.rows("SELECT dispute_id FROM dispute_summary")] == ["d1"]


@pytest.mark.parametrize(
    ("fresh", "known", "kept", "forwards"),
    [
        ({"n": ["a"]}, [], {"n": "n"}, {}),
        ({"n": ["a", "b"]}, [Known("k", ("b",))], {"n": "k"}, {}),
        ({"n": ["a", "b"]}, [Known("k", ("a",)), Known("l", ("b",))], {"n": "k"}, {"l": "k"}),
        ({"n": ["a", "b", "c"]}, [Known("k", ("a",)), Known("l", ("b", "c"))], {"n": "l"}, {"k": "l"}),
        ({"n": ["a"], "m": ["b"]}, [Known("k", ("a", "b"))], {"n": "k", "m": "m"}, {}),
        ({"n": ["a"]}, [Known("k", ("a",), True)], {"n": "k"}, {}),
        ({"n": ["a"]}, [Known("k", ("a",)), Known("l", ("a",), True)], {"n": "k"}, {}),
        ({"k": ["b"], "n": ["a"]}, [Known("k", ("a",))], {"n": "k"}, {}),
    ],
)
def test_identify(fresh, known, kept, forwards):
    found = identify(fresh, known)
    assert isinstance(found, Identities)
    assert {**found.kept, **kept} == found.kept
    assert found.forwards == forwards
    assert len(set(found.kept.values())) == len(fresh)


def test_same_place_needs_article_action_and_overlap():
    old = [Evidence("old", "a1", "lawsuit", 10, 20)]
    new = [
        Evidence("in", "a1", "lawsuit", 15, 30),
        Evidence("behind", "a1", "lawsuit", 20, 30),
        Evidence("other", "a1", "ruling", 15, 30),
    ]
    assert same_place(new, old) == {"in": "old"}


def test_same_place_of_two_in_one_sentence_is_the_one_of_the_same_names():
    old = [Evidence("n", "a1", "lawsuit", 10, 20, "North Makebot"), Evidence("s", "a1", "lawsuit", 10, 20, "South")]
    new = [Evidence("x", "a1", "lawsuit", 12, 20, "South Makebot"), Evidence("y", "a1", "lawsuit", 12, 20, "North")]
    assert same_place(new, old) == {"x": "s", "y": "n"}


def test_what_stood_beside_is_no_other():
    old = [Evidence("n", "a1", "lawsuit", 10, 20, "North", beside="s t")]
    assert same_place([Evidence("s", "a1", "lawsuit", 10, 20, "South")], old) == {}
