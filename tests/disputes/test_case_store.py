"""Cases in the store: what goes in comes out, what goes is withdrawn, and what a docket says is kept beside it."""

from dataclasses import replace

import pytest
from making import article, dispute, event, reading, report, save_links

from disputes.case import Case, DocketEntry, Refresh, Tie
from disputes.store import Seen, Store

CASE = Case(
    "cand-3-26-cv-00012", "reference", "North Pictures v. Makebot, Inc.", "N.D. Cal.", "cand", "US", "3:26-cv-00012",
    claimants=("North Pictures", "South Studios"), respondents=("Makebot",), tools=("Filmer",), status="pending",
    filed="2026-02", status_on="2026-03-01", former_captions=("Doe v. Makebot",), sources=("https://list.example/1",),
    other_dockets=(("5:26-cv-00012", None), ("26-1234", "9th Cir.")), relations=(("consolidated_into", "mdl"),),
    unconfirmed="filing date", note="Two lists disagree.",
)  # fmt: skip


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "disputes.db") as store:
        one = article()
        store.store_page(one, content_hash="1", story_id=one.id, seen=Seen(one.url, "s", "stored"))
        store.save_reading(reading(report()))
        save_links(store, [event()], [dispute(event())])
        yield store


def test_what_goes_in_comes_out(store):
    other = replace(CASE, id="another", docket=None, relations=())
    store.save_cases([CASE, other], [Tie("e1", CASE.id, "docket")])
    assert store.cases() == [other, CASE]
    assert store.case_ties() == [Tie("e1", CASE.id, "docket")]


def test_a_case_that_goes_is_withdrawn_and_can_come_back(store):
    store.save_cases([CASE], [Tie("e1", CASE.id, "docket")])
    store.save_cases([], [])
    assert store.cases() == []
    assert store.rows("SELECT withdrawn FROM cases")[0]["withdrawn"]
    store.save_cases([CASE], [])
    assert store.cases() == [CASE]


def test_the_summary_is_read_without_joins(store):
    store.save_cases([CASE], [Tie("e1", CASE.id, "caption")])
    (row,) = store.rows("SELECT * FROM case_summary")
    assert (row["claimants"], row["former_captions"]) == ("North Pictures; South Studios", "Doe v. Makebot")
    assert (row["other_dockets"], row["consolidated_into"]) == ("5:26-cv-00012; 26-1234", "mdl")
    assert (row["events"], row["dispute_ids"], row["origin"]) == (1, "d1", "reference")


def test_what_a_docket_says_is_kept_beside_the_case(store):
    entries = (DocketEntry(8, 12, "2026-03-03", "ORDER"), DocketEntry(7, 11, "2026-03-01", "MOTION"))
    said = Refresh(
        CASE.id, "2026-03-04T00:00:00+00:00", "3:26-cv-00012", "North", "2026-02-13", None, None, "", entries
    )
    store.save_cases([CASE], [])
    for refresh in (replace(said, entries=()), said):
        store.save_refresh(refresh)
    assert store.refreshes() == {CASE.id: said}
