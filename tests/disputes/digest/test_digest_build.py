"""What belongs to a week, and what moves a dispute in it."""

from datetime import UTC, date, datetime

import pytest
from making import save_links
from newsdesk import Newsdesk

from disputes.digest import Digest, build, period_of
from disputes.store import Store
from disputes.telling.steps import web_address
from disputes.types import Source

WEEK = (date(2026, 2, 16), date(2026, 2, 22))


def labels(digest: Digest) -> list[tuple[str, str]]:
    return [(step.dispute, step.action) for step in digest.steps]


@pytest.mark.parametrize(
    ("dated", "published", "present"),
    [
        ("2026-02-16", "2026-02-16", True),
        ("2026-02-22", "2026-03-01", True),  # told later, but dated to the day
        ("2026-02-23", "2026-02-22", False),
        ("2026-02-15", "2026-02-16", False),
        ("2026-02", "2026-02-16", True),
        ("2026-02", "2026-03-02", False),
        ("2026", "2026-02-22", True),
        ("2023", "2026-02-18", False),  # told as background of this week's news
        (None, "2026-02-22", True),
        (None, "2026-02-23", False),
    ],
)
def test_a_step_is_in_the_week_by_its_day_else_by_its_first_report(
    desk: Newsdesk, dated: str | None, published: str, present: bool
) -> None:
    desk.step("Books", "lawsuit", dated, published)
    digest = build(desk.save(), *WEEK)
    assert bool(digest.steps) is present
    assert digest.counts.suits == int(present)


def test_says_on_what_the_place_of_a_step_rests(desk: Newsdesk) -> None:
    desk.step("Books", "lawsuit", "2026-02-17", "2026-02-18")
    desk.step("Songs", "lawsuit", "2026-02", "2026-02-18")
    steps = build(desk.save(), *WEEK).steps
    assert [(step.day, step.placed_by) for step in steps] == [("2026-02-17", "date"), ("2026-02-18", "first report")]


@pytest.mark.parametrize("status", ["threatened", "scheduled"])
def test_only_what_happened_moves_a_dispute(desk: Newsdesk, status: str) -> None:
    desk.step("Books", "lawsuit", "2026-02-18", status=status)
    digest = build(desk.save(), *WEEK)
    assert not digest.moves
    assert (len(digest.threatened), len(digest.coming)) == ((1, 0) if status == "threatened" else (0, 1))


def test_tells_where_a_dispute_stood_and_stands(full_week: Store) -> None:
    moves = {move.title: (move.stage_before, move.stage_after, move.direction, move.is_new) for move in build(
        full_week, *WEEK
    ).moves}  # fmt: skip
    assert moves == {
        "Old quarrel": (1, 4, "up", False),
        "Songs": (4, 4, "down", False),
        "Films": (None, 1, "up", True),
        "Books": (4, 5, "neutral", False),
    }


def test_the_last_step_that_points_somewhere_decides_the_direction(desk: Newsdesk) -> None:
    desk.step("Songs", "lawsuit", "2026-02-16")
    desk.step("Songs", "settlement", "2026-02-18")
    desk.step("Songs", "hearing", "2026-02-19")
    assert [move.direction for move in build(desk.save(), *WEEK).moves] == ["down"]


def test_counts_the_week_against_the_week_before(full_week: Store) -> None:
    counts = build(full_week, *WEEK).counts
    assert (counts.steps, counts.up, counts.down, counts.suits, counts.rulings) == (5, 3, 1, 1, 1)
    assert (counts.disputes, counts.new_disputes, counts.threats) == (4, 1, 1)
    assert build(full_week, date(2026, 2, 23), date(2026, 3, 1)).counts_before == counts


def test_tells_what_was_reported_late_and_counts_what_is_old(full_week: Store) -> None:
    digest = build(full_week, *WEEK)
    assert [(step.dispute, step.action) for step in digest.late] == [("Images", "demand")]
    assert digest.older == 1


def test_coming_dates_stay_until_they_pass(full_week: Store) -> None:
    assert [
        len(build(full_week, day, day).coming) for day in (date(2026, 2, 20), date(2026, 3, 3), date(2026, 3, 4))
    ] == [
        0,  # not announced yet
        1,
        0,
    ]


def test_the_quote_stands_in_its_sentence_and_its_article_comes_first(full_week: Store) -> None:
    step = next(step for step in build(full_week, *WEEK).steps if step.action == "cease_and_desist")
    assert step.quote.before == "Late on Tuesday, "
    assert [(source.outlet, source.published) for source in step.citations] == [("Trade Paper", "2026-02-17")]


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("In Concord v. Anthropic, ", ", a judge said. More.", ("In Concord v. Anthropic, ", ", a judge said.")),
        ("Cut off " + "x" * 300, " y" * 300, ("", "")),
        ("A heading\n\nThen ", "\n\nNext", ("Then ", "")),
    ],
)
def test_finds_the_ends_of_the_sentence(desk: Newsdesk, before: str, after: str, shown: tuple[str, str]) -> None:
    desk.step("Books", "ruling", "2026-02-18", before=before, quote="the claim stays", after=after)
    quote = build(desk.save(), *WEEK).steps[0].quote
    assert (quote.before, quote.after) == shown


def test_a_source_that_fails_and_one_that_fell_quiet_are_told(desk: Newsdesk) -> None:
    for day in ("2026-01-20", "2026-01-27", "2026-02-03", "2026-02-10"):
        desk.article(day, source_id="daily")
        desk.article(day, source_id="steady")
    desk.article("2026-02-18", source_id="steady")
    store = desk.save()
    store.record_feed("https://x.example/feed", source_id="dead", checked_at="2026-02-20T01:00:00Z", error="refused")
    silences = build(store, *WEEK).silences
    assert [(silence.source_id, silence.last_published) for silence in silences] == [
        ("dead", None),
        ("daily", "2026-02-10"),
    ]


def test_an_alarm_that_stood_at_the_end_of_the_week_is_told(desk: Newsdesk) -> None:
    store = desk.save()
    store.keep_sources([Source("wire", "The Wire", "https://wire.example/rss", "feed")])
    store.note_answer("wire", "2026-02-10T00:00:00+00:00", new_entries=1)
    store.note_answer("wire", "2026-02-22T00:00:00+00:00", problem="refused")
    [silence] = build(store, *WEEK).silences
    assert (silence.source_id, silence.problem) == (
        "wire",
        "The Wire has not answered for 13 days: refused.",
    )
    early = datetime(2026, 2, 11, tzinfo=UTC)
    assert build(store, *WEEK, as_of=early).silences == ()
    assert build(store, date(2026, 2, 2), date(2026, 2, 8)).silences == ()


def test_withdrawn_steps_are_not_told(full_week: Store) -> None:
    save_links(full_week, [], [])
    assert not build(full_week, *WEEK).moves


@pytest.mark.parametrize(
    ("today", "label"),
    [(date(2026, 2, 25), "2026-W08"), (date(2026, 11, 22), "2026-W08"), (date(2026, 2, 4), "2026-W03")],
)
def test_without_a_week_it_is_the_last_finished_or_that_of_the_newest_data(
    full_week: Store, today: date, label: str
) -> None:
    assert period_of(full_week, today).label == label


def test_reads_a_store_opened_for_reading_only(full_week: Store) -> None:
    with Store.open(full_week.path, read_only=True) as store:
        assert build(store, *WEEK) == build(full_week.db, *WEEK)


@pytest.mark.parametrize(
    "url",
    [
        None, "", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//host/x", "https://", "http://[",
        "https://user:pw@host/", "https://host/a b", "https://host\\@evil/", "https://host/\u202ex",
    ],
)  # fmt: skip
def test_only_plain_web_addresses_are_links(url: str | None) -> None:
    assert web_address(url) is None
