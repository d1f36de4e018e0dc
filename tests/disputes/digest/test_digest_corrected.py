"""What was told and stands otherwise now is corrected in the next digest, once."""

from dataclasses import replace
from datetime import date

import pytest
from newsdesk import Newsdesk

from disputes.digest import Digest, build, render
from disputes.digest.keeping import keep
from disputes.selection import Selection
from disputes.store import Store

WEEK, NEXT, THIRD = (
    (date(2026, 2, day), date(2026, 2, day + 6)) if day < 23 else (date(2026, 2, 23), date(2026, 3, 1))
    for day in (9, 16, 23)
)
AT = "2026-03-02T06:00:00+00:00"


@pytest.fixture
def told(desk: Newsdesk) -> Newsdesk:
    """A week that was told to readers: a letter and a suit."""
    desk.step("Books", "cease_and_desist", "2026-02-13")
    desk.step("Songs", "lawsuit", "2026-02-12", court="S.D.N.Y.", amount_usd=1e6)
    keep(desk.save(), build(desk.store, *WEEK), at=AT)
    return desk


def corrections(store: Store, days: tuple[date, date] = NEXT) -> list[tuple[str, dict[str, tuple[object, object]]]]:
    return [
        (found.kind, {change.field: (change.before, change.now) for change in found.changes})
        for found in build(store, *days).corrected
    ]


def test_what_stands_as_told_is_no_correction(told: Newsdesk) -> None:
    assert corrections(told.store) == []
    assert "Corrected" not in render(build(told.store, *NEXT), "md").decode()


@pytest.mark.parametrize(
    ("change", "field", "before", "now"),
    [
        ({"date": "2026-02-14"}, "date", "2026-02-13", "2026-02-14"),
        ({"court": "N.D. Cal."}, "court", None, "N.D. Cal."),
        ({"actors": ("Paper House", "Ink & Sons")}, "actors", ["Ink & Sons"], ["Ink & Sons", "Paper House"]),
        ({"status": "threatened"}, "status", "happened", "threatened"),
    ],
)
def test_a_changed_field_is_told_with_both_values(
    told: Newsdesk, change: dict[str, object], field: str, before: object, now: object
) -> None:
    told.events[0] = replace(told.events[0], **change)  # type: ignore[arg-type]
    assert corrections(told.save()) == [("changed", {field: (before, now)})]


def test_the_correction_has_words_quote_and_link_in_every_format(told: Newsdesk) -> None:
    told.events[0] = replace(told.events[0], date="2026-02-14")
    digest = build(told.save(), *NEXT)
    for format in ("md", "html", "txt"):
        text = render(digest, format).decode()
        assert "corrected since last week" in text.casefold() and "told in 2026-W07" in text
        assert "13 February 2026 → 14 February 2026" in " ".join(text.split())
        assert "https://news.example/0" in text


def test_what_a_person_put_right_is_told_with_the_reason(told: Newsdesk) -> None:
    event_id = told.store.rows("select event_id from timeline where dispute = 'Books'")[0][0]
    told.events[0] = replace(told.events[0], date="2026-02-14")
    with told.save().transaction() as connection:
        connection.execute(
            "insert into corrections (id, kind, subject_kind, subject, who, at, why)"
            " values ('c1', 'set', 'event', ?, 'desk', ?, 'the letter itself bears this date')",
            [event_id, AT],
        )
        connection.execute(
            "insert into link_changes (at, thing, thing_id, change, field, correction_id)"
            " values (?, 'event', ?, 'changed', 'date', 'c1')",
            [AT, event_id],
        )
    text = render(build(told.store, *NEXT), "md").decode()
    assert "put right by hand: the letter itself bears this date" in text and "desk" not in text


def test_a_withdrawn_step_is_told_with_the_quote_that_it_had(told: Newsdesk) -> None:
    del told.events[0]
    digest = build(told.save(), *NEXT)
    text = render(digest, "md").decode()
    assert [found.kind for found in digest.corrected] == ["withdrawn"]
    assert "no report states it any more" in text and "https://news.example/0" in text
    assert "saw a cease\\_and\\_desist" in text


def test_a_merged_step_is_told_with_its_heir(told: Newsdesk) -> None:
    suit, letter = told.events[1], told.events.pop(0)
    told.events[0] = replace(suit, report_ids=(*suit.report_ids, *letter.report_ids))
    digest = build(told.save(), *NEXT)
    found = {correction.kind: correction.step for correction in digest.corrected}
    assert found["merged"] == found["changed"] and found["merged"] and found["merged"].action == "lawsuit"
    text = " ".join(render(digest, "txt").decode().split())
    assert "is the same step as another one: Lawsuit" in text and "https://news.example/1" in text


def test_what_was_corrected_is_not_corrected_again(told: Newsdesk) -> None:
    told.events[0] = replace(told.events[0], date="2026-02-14")
    del told.events[1]
    store = told.save()
    keep(store, build(store, *NEXT), at=AT)
    assert len(corrections(store, NEXT)) == 2  # the same week still says so
    assert corrections(store, THIRD) == []


def test_a_step_that_is_back_is_told_as_restored(told: Newsdesk) -> None:
    letter = told.events.pop(0)
    keep(told.save(), build(told.store, *NEXT), at=AT)
    told.events.insert(0, letter)
    assert corrections(told.save(), THIRD) == [("restored", {})]


def test_what_came_to_pass_is_news_and_no_correction(desk: Newsdesk) -> None:
    desk.step("Books", "lawsuit", "2026-02-12", status="threatened")
    keep(desk.save(), build(desk.store, *WEEK), at=AT)
    desk.events[0] = replace(desk.events[0], status="happened")
    assert corrections(desk.save()) == []


def test_a_week_is_kept_as_it_was_first_told(told: Newsdesk) -> None:
    told.events[0] = replace(told.events[0], date="2026-02-14")
    assert not keep(told.save(), build(told.store, *WEEK), at=AT)
    assert len(corrections(told.store)) == 1


def test_each_selection_is_kept_for_itself(told: Newsdesk) -> None:
    told.events[0] = replace(told.events[0], date="2026-02-14")
    part = Selection(actions=("lawsuit",))
    digest: Digest = build(told.save(), *NEXT, part)
    assert digest.corrected == () and keep(told.store, digest, at=AT)


@pytest.mark.parametrize("selection", [Selection(party="Songwriters"), Selection(topic="piano rolls")])
def test_a_party_and_a_topic_have_digests_of_their_own(desk: Newsdesk, selection: Selection) -> None:
    desk.step("Songs", "lawsuit", "2026-02-12", actors=("Songwriters",), before="Piano rolls came up. ")
    desk.step("Books", "cease_and_desist", "2026-02-13")
    assert [step.dispute for step in build(desk.save(), *WEEK).steps] == ["Songs", "Books"]
    digest = build(desk.store, *WEEK, selection)
    assert [step.dispute for step in digest.steps] == ["Songs"] and digest.counts.articles == 1


def test_a_selection_has_a_digest_of_its_own(full_week: Store) -> None:
    digest = build(full_week, date(2026, 2, 16), date(2026, 2, 22), Selection(actions=("settlement",)))
    assert [step.dispute for step in digest.steps] == ["Songs"]
    assert (digest.counts.steps, digest.counts.articles, digest.moves[0].stage_before) == (1, 1, 4)
    assert "# Week 2026-W08: 16 to 22 February 2026 — settlement" in render(digest, "md").decode()
