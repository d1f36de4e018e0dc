"""Linking round by round is linking from nothing, whatever came in which round and whatever people decided."""

from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from making import report
from rounds import GROUP, MAKEBOT, NORTH, SOUTH, dump, link, put

from disputes import corrections
from disputes.correction import Editor
from disputes.errors import BadCorrection
from disputes.store import Store
from disputes.types import Report

NO_SHRINK = (Phase.explicit, Phase.reuse, Phase.generate)  # a failure opens many stores: minutes of shrinking


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


@cache
def empty() -> bytes:
    """The file of a store that holds nothing yet."""
    with TemporaryDirectory() as folder:
        Store.open(Path(folder) / "empty.db").close()
        return (Path(folder) / "empty.db").read_bytes()


def fresh(folder: str, name: str) -> Store:
    """A store of its own, copied: to make its tables anew takes longer than what is done in it."""
    path = Path(folder) / name
    path.write_bytes(empty())
    return Store.open(path)


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
    with TemporaryDirectory() as folder, fresh(folder, "a.db") as by_rounds, fresh(folder, "b.db") as at_once:
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
    with TemporaryDirectory() as folder, fresh(folder, "a.db") as store:
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
