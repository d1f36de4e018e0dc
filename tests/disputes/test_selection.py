"""The filters of exports, digests and alerts: they select the same on screen, and they say what is wrong."""

import pytest
from newsdesk import Newsdesk

from dashboard import queries
from disputes.cli.choosing import select
from disputes.errors import ConfigError
from disputes.selection import Selection, condition
from disputes.store import Store


@pytest.fixture
def store(desk: Newsdesk) -> Store:
    """Steps that each differ in one thing."""
    desk.step("Books", "lawsuit", "2026-02-10", court="N.D. Cal.", docket="1:26-cv-00001")
    desk.step("Books", "hearing", "2026-03-10", "2026-02-20", status="scheduled", court="N.D. Cal.")
    desk.step("Songs", "statement", "2026-02-12", actors=("Songwriters",), tools=("Humming",))
    desk.step("Songs", "settlement", "2026-02", "2026-02-25", targets=("Tunesmith",), amount_usd=5e6)
    desk.step("Films", "ruling", "2025-01-05", direction="down", before="The dubbing of voices came up. ")
    return desk.save()


def selected(store: Store, selection: Selection) -> list[str]:
    where, values = condition(selection)
    return [
        row["event_id"] for row in store.rows(f"select t.event_id from timeline t where {where} order by 1", values)
    ]


CASES: list[tuple[dict[str, object], int]] = [
    ({}, 5),
    ({"claimants": ("Ink & Sons",)}, 5),
    ({"claimants": ("Songwriters",)}, 0),  # no claimant of a dispute, though an actor of a step
    ({"respondents": ("Modelmakers",), "actions": ("lawsuit", "ruling")}, 2),
    ({"tools": ("Scribe",), "since": "2026-02-12"}, 3),
    ({"party": "Songwriters"}, 1),
    ({"over": "Humming"}, 1),
    ({"statuses": ("scheduled",)}, 1),
    ({"stages": (4, 5)}, 3),
    ({"directions": ("down",)}, 2),
    ({"standings": ("open",)}, 5),
    ({"standings": ("settled",)}, 0),
    ({"since": "2026-02-10", "until": "2026-02-12"}, 2),
    ({"courts": ("N.D. Cal.",)}, 2),
    ({"topic": "dubbing voices"}, 1),
    ({"topic": "dubbing silence"}, 0),
    ({"topic": 'AND "NEAR( *'}, 0),
    ({"party": "x' or '1'='1"}, 0),
]


@pytest.mark.parametrize(("wanted", "number"), CASES)
def test_selects_what_the_dashboard_selects(store: Store, wanted: dict[str, object], number: int) -> None:
    found = selected(store, Selection(**wanted))  # type: ignore[arg-type]
    with queries.opened(store.path) as db:
        shown = queries.steps(db, Selection(**wanted), limit=100)  # type: ignore[arg-type]
    assert len(found) == number and found == sorted(step.event_id for step in shown)


def test_an_id_that_went_in_a_merge_leads_to_its_heir(store: Store) -> None:
    heir = store.rows("select dispute_id from timeline where dispute = 'Books'")[0][0]
    with store.transaction() as connection:
        connection.execute("insert into forwards (old_id, new_id, reason) values ('old', ?, 'test')", [heir])
    assert selected(store, Selection(dispute_id="old")) == selected(store, Selection(dispute_id=heir)) != []


@pytest.mark.parametrize(
    ("wanted", "problem"),
    [
        ({"statuses": ("hapened",)}, "statuses: 'hapened' is none of happened, threatened, scheduled"),
        ({"directions": ("left",)}, "directions"),
        ({"standings": ("",)}, "standings"),
        ({"since": "soon"}, "since: 'soon' is no day"),
        ({"until": "2026-02-30"}, "until"),
        ({"since": "20260216"}, "since: '20260216' is no day"),
        ({"until": "2026-W08-1"}, "until: '2026-W08-1' is no day"),
        ({"topic": " "}, "topic: no words"),
    ],
)
def test_what_is_wrong_is_named(wanted: dict[str, object], problem: str) -> None:
    with pytest.raises(ConfigError, match=problem):
        Selection(**wanted)  # type: ignore[arg-type]


def test_a_party_and_a_tool_go_by_any_name_of_theirs() -> None:
    wanted = select(party="openai", over="CHATGPT", claimant=["NYT", "Nobody Known"])
    assert (wanted.party, wanted.over) == ("OpenAI", "ChatGPT")
    assert wanted.claimants == ("The New York Times", "Nobody Known")


def test_is_the_same_after_a_round_trip_and_reads_well() -> None:
    wanted = Selection(party="Disney", actions=("lawsuit",), stages=(4,), since="2026-01-01")
    assert Selection.from_json(wanted.to_json()) == wanted and not wanted.empty
    assert wanted.in_words() == "Disney; lawsuit; stage 4; 2026-01-01"
    assert Selection().to_json() == "{}" and Selection().empty and Selection().in_words() == ""
