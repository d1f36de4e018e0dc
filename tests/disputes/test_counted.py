"""Figures of disputes, parties, outlets and letters: kept by linking, taken away by what changes one, never wrong."""

import pytest
from making import CATALOG, article, dispute, event, put, reading, report, save_links

from disputes.explore.metadata import queries
from disputes.stages import link_reports
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


PLAIN = """
SELECT n.name,
    (SELECT count(*) FROM dispute_names AS d JOIN disputes AS x ON x.id = d.dispute_id
     WHERE d.name = n.name AND d.role = 'claimant' AND x.withdrawn IS NULL),
    (SELECT count(*) FROM dispute_names AS d JOIN disputes AS x ON x.id = d.dispute_id
     WHERE d.name = n.name AND d.role = 'respondent' AND x.withdrawn IS NULL),
    count(DISTINCT iif(n.role = 'actor', e.id, NULL)),
    count(DISTINCT iif(n.role = 'target', e.id, NULL)),
    count(DISTINCT iif(n.role = 'actor' AND e.stage = 4 AND e.direction = 'up', e.id, NULL)),
    count(DISTINCT iif(n.role = 'target' AND e.stage = 4 AND e.direction = 'up', e.id, NULL)),
    min(e.sort_date), max(e.sort_date)
FROM event_names AS n JOIN events AS e ON e.id = n.event_id
WHERE n.role IN ('actor', 'target') AND e.withdrawn IS NULL AND e.status = 'happened'
GROUP BY n.name ORDER BY n.name
"""


@pytest.fixture
def parties(store):
    """Two disputes more: over suits with several who sue, a party on both sides, a threat alone, a namesake tool."""
    three = [
        event("s1", "lawsuit", "2026-01-10", dispute_id="d2", actors=("South Studios", "The Paper"), reports=("r1",)),
        event("s2", "lawsuit", "2026-02", dispute_id="d2", targets=("Other AI", "North Pictures"), reports=("r2",)),
        event("s3", dispute_id="d3", actors=("Only Threatens",), tools=("Makebot",), status="threatened"),
    ]
    kept = [event("e1", reports=("r1", "r2")), event("e2", reports=("r3",))]
    made = [dispute(*kept), dispute(*three[:2], id="d2"), dispute(three[2], id="d3")]
    save_links(store, [*kept, *three], made)
    store.count_parties()
    return store


def plainly(store):
    return [tuple(row) for row in store.rows(PLAIN)]


def as_shown(store):
    return [tuple(row) for row in store.rows("SELECT * FROM party_summary ORDER BY party")]


def test_parties_are_counted_as_plain_sql_counts_them(parties):
    names = [party for party, *_ in plainly(parties)]
    assert names == ["Makebot", "North Pictures", "Other AI", "South Studios", "The Paper"]
    assert as_shown(parties) == plainly(parties)
    assert parties.count_parties() == 0
    assert parties.rows("SELECT * FROM parties_to_count") == []


SUITS = "(SELECT id FROM events WHERE stage = 4)"


@pytest.mark.parametrize(
    ("sql", "again"),
    [
        (f"UPDATE events SET withdrawn = 'x' WHERE id IN {SUITS}", 5),
        (f"UPDATE events SET status = 'threatened' WHERE id IN {SUITS}", 5),
        (f"UPDATE events SET stage = 3 WHERE id IN {SUITS}", 5),
        (f"UPDATE events SET direction = 'down' WHERE id IN {SUITS}", 5),
        ("UPDATE events SET sort_date = '2020-01-01' WHERE date = '2026-02'", 2),
        ("UPDATE events SET confidence = 0.5, dispute_id = (SELECT min(id) FROM disputes)", 0),
        ("UPDATE events SET status = 'happened'", 2),
        ("DELETE FROM events WHERE stage = 4", 2),
        ("DELETE FROM event_names WHERE name = 'The Paper'", 0),
        ("UPDATE event_names SET name = 'A Newspaper' WHERE name = 'The Paper'", 1),
        ("UPDATE event_names SET role = 'tool' WHERE name = 'Other AI'", 0),
        ("INSERT INTO event_names SELECT id, 'actor', 7, 'Newcomer' FROM events", 1),
        ("INSERT INTO event_names SELECT id, 'tool', 7, 'North Pictures' FROM events", 0),
        ("UPDATE disputes SET withdrawn = 'x'", 2),
        ("UPDATE disputes SET title = 'x'", 0),
        ("DELETE FROM dispute_names WHERE role = 'respondent'", 1),
        ("INSERT INTO dispute_names SELECT id, 'claimant', 7, 'The Paper' FROM disputes", 1),
        ("UPDATE dispute_names SET role = 'claimant', position = 7 WHERE role = 'respondent'", 1),
    ],
)
def test_figures_of_parties_are_right_before_they_are_counted_anew(parties, sql, again):
    with parties.transaction() as connection:
        connection.execute(sql)
    assert as_shown(parties) == plainly(parties)
    assert parties.count_parties() == again
    assert as_shown(parties) == plainly(parties)


def test_linking_counts_parties_and_outlets_and_follows_letters(tmp_path):
    with Store.open(tmp_path / "linked.db") as store:
        put(store, 1, report("r1", date="2026-02-13"), report("r2", "lawsuit", actors=("South Studios",)))
        link_reports(store, CATALOG, now=lambda: "2026-03-01T00:00:00+00:00")
        counted = [tuple(row) for row in store.rows("SELECT * FROM party_counts ORDER BY party")]
        assert counted == plainly(store) != []
        assert len(store.rows("SELECT * FROM letter_suits")) == 1
        assert len(store.rows("SELECT * FROM outlet_counts")) == 1


OUTLETS = """
SELECT p.outlet, count(DISTINCT p.id), count(DISTINCT iif(g.relevant, p.id, NULL)), count(DISTINCT e.id),
    count(DISTINCT iif(p.published = e.first_published, e.id, NULL)), max(p.published)
FROM articles AS p
LEFT JOIN readings AS g ON g.article_id = p.id
LEFT JOIN event_reports AS er ON er.article_id = p.id
LEFT JOIN events AS e ON e.id = er.event_id AND e.withdrawn IS NULL
WHERE p.outlet <> '' GROUP BY p.outlet ORDER BY p.outlet
"""
NEW_ARTICLE = "INSERT INTO articles (id, url, title, published, text, outlet, story_id)"


@pytest.fixture
def outlets(store):
    """Three outlets of which one has no name; two report the event e1, one of them on its first day, and one e2."""
    with store.transaction() as connection:
        for number, (outlet, day) in enumerate(
            [("The Paper", "2026-02-21"), ("Wire", "2026-02-22"), ("", "2026-02-23")]
        ):
            values = (outlet, day, f"r{number + 1}")
            connection.execute(
                "UPDATE articles SET outlet = ?, published = ?"
                " WHERE id = (SELECT article_id FROM event_reports WHERE report_id = ?)",
                values,
            )
        connection.execute("UPDATE events SET first_published = '2026-02-21'")
    store.count_outlets()
    return store


def told_by(store):
    shown = [tuple(row) for row in store.rows("SELECT * FROM outlet_summary ORDER BY outlet")]
    return shown, [tuple(row) for row in store.rows(OUTLETS)]


def test_outlets_are_counted_as_plain_sql_counts_them(outlets):
    shown, plain = told_by(outlets)
    assert shown == plain == [("The Paper", 1, 1, 1, 1, "2026-02-21"), ("Wire", 1, 1, 1, 0, "2026-02-22")]
    assert outlets.count_outlets() == 0


OF_WIRE = "(SELECT id FROM articles WHERE outlet = 'Wire')"


@pytest.mark.parametrize(
    ("sql", "again"),
    [
        (f"{NEW_ARTICLE} VALUES ('n', 'n', '', '2026-02-25', '', 'Wire', 'n')", 1),
        (f"{NEW_ARTICLE} VALUES ('n', 'n', '', '2026-02-25', '', 'Newcomer', 'n')", 1),
        ("UPDATE articles SET published = '2026-02-21' WHERE outlet = 'Wire'", 1),
        ("UPDATE articles SET outlet = 'The Paper' WHERE outlet = 'Wire'", 1),
        ("UPDATE articles SET title = 'x'", 0),
        ("DELETE FROM articles WHERE outlet = 'Wire'", 0),
        (f"UPDATE readings SET relevant = 0 WHERE article_id = {OF_WIRE}", 1),
        (f"DELETE FROM readings WHERE article_id = {OF_WIRE}", 1),
        (f"DELETE FROM event_reports WHERE article_id = {OF_WIRE}", 1),
        (f"INSERT INTO event_reports (event_id, report_id, article_id) SELECT id, 'n', {OF_WIRE} FROM events", 1),
        (f"UPDATE event_reports SET article_id = {OF_WIRE}", 2),
        ("UPDATE events SET first_published = '2026-02-22'", 2),
        ("UPDATE events SET withdrawn = 'x'", 2),
        ("UPDATE events SET confidence = 0.5", 0),
        ("DELETE FROM events", 2),
    ],
)
def test_figures_of_outlets_are_right_before_they_are_counted_anew(outlets, sql, again):
    with outlets.transaction() as connection:
        connection.execute(sql)
    shown, plain = told_by(outlets)
    assert shown == plain
    assert outlets.count_outlets() == again
    assert told_by(outlets) == (shown, plain)


def test_an_article_that_is_read_is_counted(outlets):
    with outlets.transaction() as connection:
        connection.execute(f"DELETE FROM readings WHERE article_id = {OF_WIRE}")
    outlets.count_outlets()
    wire = outlets.rows("SELECT id FROM articles WHERE outlet = 'Wire'")[0]["id"]
    outlets.save_reading(reading(article_id=wire))
    shown, plain = told_by(outlets)
    assert shown == plain and shown[1][2] == 1


LETTER = "(SELECT min(id) FROM events WHERE action = 'cease_and_desist')"
FIRST_SUIT = "(SELECT id FROM events WHERE action = 'lawsuit' ORDER BY sort_date, id LIMIT 1)"
OTHERS = (
    "id, dispute_id, action, stage, direction, date, precision, first_published, sort_date, status, quote,"
    " best_report_id, source_count, confidence"
)


@pytest.fixture
def letters(store):
    """Two letters that a suit followed and one of another dispute that none did; what followed them is kept."""
    events = [
        event("e1", reports=("r1",)),
        event("e2", "legal_threat", "2026-02", reports=("r2",)),
        event("e3", "lawsuit", "2026-03-02", reports=("r3",)),
        event("e4", "lawsuit", "2026-03-04"),
        event("o1", "cease_and_desist", "2026-02-21", dispute_id="d2", targets=("Other AI",)),
        event("o2", "statement", "2026-03-05", dispute_id="d2", targets=("Other AI",)),
    ]
    save_links(store, events, [dispute(*events[:4]), dispute(*events[4:], id="d2")])
    store.follow_letters()
    return store


def followed(store):
    """What the view says of each letter, and what it says where nothing is kept."""
    sql = (
        "SELECT letter_date, suit_date, days, days_least, days_most, letter_by FROM letters_and_suits"
        " ORDER BY letter_date, days_least, days_most"
    )
    said = [tuple(row) for row in store.rows(sql)]
    with pytest.raises(KeyError), store.transaction() as connection:
        connection.execute("DELETE FROM letter_suits")
        plain = [tuple(row) for row in store.rows(sql)]
        raise KeyError  # so that what is kept stays
    return said, plain


def test_what_followed_letters_is_kept(letters):
    said, plain = followed(letters)
    assert [row[1:5] for row in said] == [("2026-03-02", None, 10, 29), ("2026-03-02", 17, 17, 17), (None,) * 4]
    assert said == plain
    assert letters.follow_letters() == 0


@pytest.mark.parametrize(
    ("sql", "again"),
    [
        (f"UPDATE events SET withdrawn = 'x' WHERE id = {FIRST_SUIT}", 2),
        (f"UPDATE events SET withdrawn = 'x' WHERE id = {LETTER}", 1),
        (f"UPDATE events SET status = 'threatened' WHERE id = {FIRST_SUIT}", 2),
        (f"UPDATE events SET stage = 5 WHERE id = {FIRST_SUIT}", 2),
        ("UPDATE events SET stage = 4, direction = 'up' WHERE action = 'statement'", 1),
        (f"UPDATE events SET direction = 'down' WHERE id = {FIRST_SUIT}", 2),
        (f"UPDATE events SET date = '2026-03', precision = 'month' WHERE id = {FIRST_SUIT}", 2),
        (f"UPDATE events SET precision = NULL WHERE id = {FIRST_SUIT}", 2),
        ("UPDATE events SET first_published = '2026-02-15' WHERE action = 'legal_threat'", 2),
        ("UPDATE events SET sort_date = '2026-03-09' WHERE date = '2026-03-02'", 2),
        (
            "UPDATE events SET dispute_id = (SELECT dispute_id FROM events WHERE action = 'statement')"
            f" WHERE id = {FIRST_SUIT}",
            3,
        ),
        (f"DELETE FROM events WHERE id = {FIRST_SUIT}", 2),
        (f"DELETE FROM events WHERE id = {LETTER}", 1),
        (
            f"INSERT INTO events ({OTHERS}) SELECT 'new', dispute_id, 'lawsuit', 4, 'up', '2026-03-01', 'day',"
            f" '2026-03-01', '2026-03-01', status, quote, best_report_id, 1, 1.0 FROM events WHERE id = {FIRST_SUIT}",
            2,
        ),
        ("UPDATE events SET confidence = 0.5, quote = 'Else.', source_count = 9", 0),
        ("UPDATE events SET sort_date = '2020-01-01' WHERE action = 'statement'", 0),
    ],
)
def test_what_followed_letters_is_right_before_it_is_looked_up_anew(letters, sql, again):
    with letters.transaction() as connection:
        connection.execute(sql)
    said, plain = followed(letters)
    assert said == plain
    assert letters.follow_letters() == again
    assert followed(letters) == (said, plain)


def test_letters_that_led_to_a_suit_are_put_in_order_by_an_index(letters):
    ready = next(query.sql for query in queries() if query.name == "letters_that_led_to_a_suit")
    plan = [row["detail"] for row in letters.rows(f"EXPLAIN QUERY PLAN {ready}")]
    assert plan[0] == "MERGE (UNION ALL)"  # not every letter there is with all its names, to be sorted then
    assert any("letter_suits_soonest" in step for step in plan)
