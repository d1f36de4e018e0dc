"""Linking again: only what changed is looked at, with the same result as from nothing; nothing lost on a kill."""

import multiprocessing
import os
import signal
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from making import CATALOG, article, reading, report

from disputes import corrections
from disputes.case import Case
from disputes.correction import Editor
from disputes.errors import BadCorrection
from disputes.linking import Linker, load_rules
from disputes.relinking import relink
from disputes.store import Seen, Store
from disputes.types import Reading, Report

NO_SHRINK = (Phase.explicit, Phase.reuse, Phase.generate)  # a failure opens many stores: minutes of shrinking
NORTH, SOUTH, GROUP, MAKEBOT = "North Pictures", "South Studios", "Film Group", "Makebot"
NAMES = [
    "North",
    NORTH,
    SOUTH,
    GROUP,
    "The Paper",
    "Ada Winterbourne",
    "Winterbourne",
    "Bo Winterbourne",
    "North Toons",
]
CASES = [
    Case(
        "k1", "reference", "Winterbourne v. Makebot, Inc.", "N.D. Cal.", docket="1:26-cv-12", filed="2026-02-12",
        claimants=("Ada Winterbourne",), respondents=("Makebot",),
    ),
    Case(
        "k2", "reference", "North Pictures v. Makebot, Inc.", filed="2026-02-13", claimants=("North Pictures",),
        respondents=("Makebot",),
    ),
    Case(
        "k3", "reference", "Winterbourne v. Makebot, Inc.", "High Court", filed="2026-02-17",
        claimants=("Winterbourne", "North Pictures"), respondents=("Makebot", "Other AI"),
    ),
]  # fmt: skip


def put(store: Store, number: int, *reports: Report, published="2026-02-20", story="", relevant=True) -> None:
    """Keeps an article with a reading of it, in the place of any before."""
    one = article(number, published, outlet=f"Outlet {number % 4}")
    store.store_page(one, content_hash=str(number), story_id=story or one.id, seen=Seen(one.url, "s", "stored"))
    found = reading(*(replace(r, article_id=one.id, id=f"{one.id}-{r.id}") for r in reports), article_id=one.id)
    store.save_reading(replace(found, relevant=relevant), at="t")


def link(store: Store):
    return relink(store, CATALOG, load_rules(), CASES, at="2026-03-01T00:00:00+00:00")


def dump(store: Store) -> tuple[object, ...]:
    """All that linking says, without the ids, which depend on what came first."""
    reports: dict[str, frozenset[tuple[str, str]]] = {}
    for row in store.rows("SELECT event_id, report_id, joined_by FROM event_reports"):
        reports[row["event_id"]] = reports.get(row["event_id"], frozenset()) | {(row["report_id"], row["joined_by"])}
    skip = {"event_id", "dispute_id"}
    events = {
        (reports[row["event_id"]], row["dispute_id"]): tuple(row[key] for key in row.keys() if key not in skip)  # noqa: SIM118
        for row in store.rows("SELECT t.*, e.placed_by FROM timeline AS t JOIN events AS e ON e.id = t.event_id")
    }
    rivals = {
        (reports[row["event_id"]], *tuple(row)[1:])
        for row in store.rows(
            "SELECT v.* FROM rival_values AS v JOIN events AS e ON id = event_id WHERE withdrawn IS NULL"
        )
    }
    members: dict[str, frozenset[object]] = {}
    for found, dispute_id in events:
        members[dispute_id] = members.get(dispute_id, frozenset()) | {found}
    disputes = {
        members[row["id"]]: (
            tuple(row)[1:7],
            *(reports.get(row[f"{what}_event_id"]) for what in ("stage", "direction", "status")),
        )
        for row in store.rows(
            "SELECT id, title, stage, direction, status, since, latest, stage_event_id, direction_event_id,"
            " status_event_id FROM disputes WHERE withdrawn IS NULL"
        )
    }
    ties = {(reports[tie.event_id], tie.by) for tie in store.case_ties()}
    captions = sorted((case.caption, case.origin) for case in store.cases())
    return {found: values for (found, _), values in events.items()}, rivals, disputes, ties, captions


@st.composite
def told(draw: st.DrawFn, number: int) -> Report:
    return report(
        f"r{number}",
        draw(st.sampled_from(["cease_and_desist", "lawsuit", "statement", "settlement", "ruling"])),
        tuple(draw(st.lists(st.sampled_from(NAMES), max_size=2, unique=True))),
        tuple(draw(st.lists(st.sampled_from([MAKEBOT, "Other AI", NORTH]), max_size=2, unique=True))),
        tuple(draw(st.lists(st.sampled_from(["Filmer", "Rival", "Odd Tool"]), max_size=1))),
        draw(st.sampled_from([None, "2026", "2026-02", "2026-02-12", "2026-02-13", "2026-02-17"])),
        docket=draw(st.sampled_from([None, None, "1:26-cv-12", "1:26-cv-99"])),
        status=draw(st.sampled_from(["happened", "happened", "scheduled"])),
        start=number * 4,
    )


@st.composite
def rounds(draw: st.DrawFn) -> list[list[tuple[int, dict[str, object], list[Report]]]]:
    """Rounds of reading: in each some articles, new or read anew, or found to be of another subject."""
    return [
        [
            (
                number,
                {
                    "published": "2026-02-20" if number % 2 else "2026-03-20",
                    "story": draw(st.sampled_from(["", "wire"])),
                    "relevant": draw(st.integers(0, 5)) > 0,
                },
                [draw(told(place)) for place in range(draw(st.integers(0, 3)))],
            )
            for number in draw(st.lists(st.integers(0, 7), min_size=1, max_size=4, unique=True))
        ]
        for _ in range(draw(st.integers(1, 4)))
    ]


@settings(max_examples=60, deadline=None, phases=NO_SHRINK)
@given(rounds())
def test_linking_round_by_round_is_linking_from_nothing(given_rounds):
    with (
        TemporaryDirectory() as folder,
        Store.open(Path(folder) / "a.db") as by_rounds,
        Store.open(Path(folder) / "b.db") as at_once,
    ):
        for one in given_rounds:
            for store in (by_rounds, at_once):
                for number, more, reports in one:
                    put(store, number, *reports, **more)
            link(by_rounds)
        link(at_once)
        assert dump(by_rounds) == dump(at_once)


@st.composite
def wishes(draw: st.DrawFn) -> list[tuple[str, int, int]]:
    """What somebody wants otherwise: a verb, and which of the events or disputes that stand."""
    verbs = ["merge", "split", "reject", "confirm", "assign", "alone", "case", "status", "disputes", "undo"]
    places = st.integers(0, 5)
    return draw(st.lists(st.tuples(st.sampled_from(verbs), places, places), max_size=2))


def correct(store: Store, verb: str, one: int, other: int, at: str) -> None:
    """Makes one wish a correction, where what is there allows it."""
    by = Editor("ann", at, "she knows better")
    rows = store.rows("SELECT id, dispute_id FROM events WHERE withdrawn IS NULL ORDER BY quote, sort_date, id")
    if not rows:
        return
    event, (second, dispute) = rows[one % len(rows)]["id"], rows[other % len(rows)]
    reports = [row[0] for row in store.rows("SELECT report_id FROM event_reports WHERE event_id = ?", [event])]
    every = store.corrections()
    make = {
        "merge": lambda: corrections.merge(store, [event, second], by),
        "split": lambda: corrections.split(store, event, sorted(reports)[:1], by),
        "reject": lambda: corrections.reject(store, event, by),
        "confirm": lambda: corrections.confirm(store, dispute, by),
        "assign": lambda: corrections.assign(store, event, dispute, by),
        "alone": lambda: corrections.assign(store, event, None, by),
        "case": lambda: corrections.set_field(store, event, "case", "k1", by),
        "status": lambda: corrections.set_field(store, dispute, "status", "settled", by),
        "disputes": lambda: corrections.merge(store, [rows[one % len(rows)]["dispute_id"], dispute], by),
        "undo": lambda: corrections.undo(store, every[one % len(every)].id, by) if every else None,
    }[verb]
    with suppress(BadCorrection):
        make()


@settings(max_examples=40, deadline=None, phases=NO_SHRINK)
@given(rounds(), st.lists(wishes(), min_size=4, max_size=4))
def test_what_people_decided_is_laid_over_alike_from_nothing(given_rounds, wanted):
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "a.db") as store:
        for number, (articles, said) in enumerate(zip(given_rounds, wanted, strict=False)):
            for article_number, more, reports in articles:
                put(store, article_number, *reports, **more)
            link(store)
            for place, wish in enumerate(said):
                correct(store, *wish, at=f"2026-03-01T0{number}:0{place}:00+00:00")
            link(store)
        before = dump(store), [effect.state for effect in store.correction_effects()]
        store.db.conn.execute("DELETE FROM linked_with")
        link(store)
        assert (dump(store), [effect.state for effect in store.correction_effects()]) == before


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "disputes.db") as store:
        yield store


def letters(store: Store, count: int) -> None:
    """Letters a week apart by senders of their own."""
    for number in range(count):
        put(store, number, report("r", actors=(f"Sender {number} Ltd",), date=f"2026-02-{number + 10}"))


def test_only_what_new_reports_touch_is_looked_at_again(store):
    letters(store, 8)
    assert link(store).looked_at == 8
    put(store, 20, report("r", actors=("Sender 3 Ltd",), date="2026-02-13"))
    assert link(store).looked_at == 2
    assert link(store).looked_at == 0


def test_only_the_disputes_that_an_event_touches_are_made_again(store, monkeypatch):
    letters(store, 8)
    link(store)
    placed: list[int] = []
    place = Linker.place
    monkeypatch.setattr(
        Linker, "place", lambda self, merged, as_of: placed.append(len(merged)) or place(self, merged, as_of)
    )
    put(store, 20, report("r", "lawsuit", actors=("Sender 3 Ltd",), date="2026-02-19"))
    link(store)
    assert placed == [2]
    assert store.rows("SELECT count(*) FROM timeline")[0][0] == 9


def test_a_dispute_that_nothing_touches_falls_dormant_with_the_days(store):
    letters(store, 2)
    link(store)
    put(store, 20, report("r", actors=("Late Sender Ltd",), date="2027-04-01"), published="2027-04-02")
    link(store)
    found = store.rows("SELECT status, count(*) FROM disputes GROUP BY 1 ORDER BY 1")
    assert [tuple(row) for row in found] == [("dormant", 2), ("open", 1)]


def test_reading_again_with_the_same_result_is_no_change(store):
    letters(store, 3)
    link(store)
    store.save_reading(
        reading(
            replace(report("r", actors=("Sender 1 Ltd",), date="2026-02-11"), article_id="a1", id="a1-r"),
            article_id="a1",
        )
    )
    assert link(store).looked_at == 0


def test_a_fuller_name_makes_who_bears_the_short_one_be_looked_at_again(store):
    put(store, 1, report("r", actors=("Winterbourne",), date="2026-02-13"))
    link(store)
    put(store, 2, report("r", actors=("Ada Winterbourne",), date="2026-02-13"))
    link(store)
    rows = store.rows("SELECT actors, sources FROM timeline")
    assert [tuple(row) for row in rows] == [("Ada Winterbourne", 2)]


def test_other_rules_link_everything_anew(store):
    letters(store, 3)
    link(store)
    rules = replace(load_rules(), earliest="2013")
    assert relink(store, CATALOG, rules, CASES, at="t").looked_at == 3


def test_ids_stay_when_everything_is_linked_anew(store):
    letters(store, 4)
    link(store)
    before = store.rows("SELECT event_id, dispute_id FROM timeline ORDER BY 1")
    relink(store, CATALOG, replace(load_rules(), earliest="2013"), CASES, at="t")
    assert store.rows("SELECT event_id, dispute_id FROM timeline ORDER BY 1") == before
    assert store.rows("SELECT * FROM link_changes") == []


def test_an_article_that_is_read_otherwise_withdraws_its_event_and_says_so(store):
    letters(store, 2)
    link(store)
    store.save_reading(Reading("a1", False, 0.1, "about the weather"), at="t")
    assert link(store).changes.withdrawn == 1
    rows = store.rows("SELECT change, reason FROM link_changes WHERE thing = 'event'")
    assert [tuple(row) for row in rows] == [("withdrawn", "no report states it any more")]


def test_a_value_that_changes_is_logged_with_old_and_new(store):
    put(store, 1, report("r", date="2026-02"))
    link(store)
    put(store, 2, report("r", date="2026-02-13"))
    link(store)
    rows = store.rows("SELECT field, old_value, new_value FROM link_changes WHERE thing = 'event'")
    assert [tuple(row) for row in rows] == [("date", "2026-02", "2026-02-13")]


def test_two_that_become_one_are_logged_and_forwarded(store):
    put(store, 1, report("r", date="2026-02-10"))
    put(store, 2, report("r", date="2026-02-14"))
    link(store)
    ids = {row["event_id"] for row in store.rows("SELECT event_id FROM timeline")}
    put(store, 2, report("r", date="2026-02-10"))
    link(store)
    (left,) = [row["event_id"] for row in store.rows("SELECT event_id FROM timeline")]
    (gone,) = ids - {left}
    assert store.current_id(gone) == left
    assert store.rows("SELECT change, new_value FROM link_changes WHERE thing_id = ?", [gone])[0]["new_value"] == left


def test_one_that_becomes_two_is_logged_and_the_older_part_keeps_the_id(store):
    put(store, 1, report("r", date="2026-02-10"), published="2026-02-12")
    put(store, 2, report("r", date="2026-02-10"))
    link(store)
    (one,) = [row["event_id"] for row in store.rows("SELECT event_id FROM timeline")]
    put(store, 2, report("r", date="2026-02-17"))
    link(store)
    kept = store.rows("SELECT report_id FROM event_reports WHERE event_id = ?", [one])
    assert [row["report_id"] for row in kept] == ["a1-r"]
    assert [row["change"] for row in store.rows("SELECT change FROM link_changes WHERE thing = 'event'")] == ["split"]


def test_a_kill_amid_linking_leaves_what_stood(store, tmp_path):
    letters(store, 5)
    link(store)
    put(store, 9, report("r", date="2026-02-13"))
    before = dump(store)
    child = multiprocessing.get_context("spawn").Process(target=_link_and_die, args=(store.path,))
    child.start()
    child.join(60)
    assert child.exitcode == -signal.SIGKILL
    assert dump(store) == before
    assert link(store).changes.added == 1


def _link_and_die(path: Path) -> None:
    with Store.open(path) as store:
        store.keep_linked = lambda *_: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[method-assign]
        link(store)


def test_what_a_rule_joined_is_told(store):
    put(store, 1, report("r", date="2026-02-13"))
    put(store, 2, report("r", date="2026-02"))
    link(store)
    rows = store.rows("SELECT joined_by FROM event_reports ORDER BY report_id")
    assert rows[0]["joined_by"] == "the first to tell it"
    assert rows[1]["joined_by"] == "the same who act on whom; 2026-02 holds 2026-02-13; no other fits"
