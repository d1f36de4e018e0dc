"""What must hold of steps whatever reports come in whatever order."""

from dataclasses import replace
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st
from making import CATALOG, report, told
from saying import GROUP, LETTER, MAKEBOT, NORTH, SOUTH, SUIT, say, steps

from disputes.linking import Told, link

names = st.sampled_from([NORTH, "North", SOUTH, GROUP, "The Paper", "Ada Winterbourne", "Winterbourne", "North Toons"])
dates = st.sampled_from([None, "2026", "2026-01", "2026-02", "2026-02-12", "2026-02-13", "2026-02-14", "2026-02-17"])


@st.composite
def reports(draw: st.DrawFn) -> list[Told]:
    def one(number: int) -> Told:
        one = told(
            report(
                f"r{number}",
                draw(st.sampled_from([LETTER, SUIT, "statement", "settlement", "ruling"])),
                tuple(draw(st.lists(names, max_size=3, unique=True))),
                tuple(draw(st.lists(st.sampled_from([MAKEBOT, "Other AI", NORTH]), max_size=2, unique=True))),
                tuple(draw(st.lists(st.sampled_from(["Filmer", "Filmer 2.0", "Rival", "Odd Tool"]), max_size=2))),
                draw(dates),
                article_id=f"a{draw(st.integers(0, 9))}",
                docket=draw(st.sampled_from([None, None, "1:26-cv-12", "26-cv-00012", "1:26-cv-99"])),
                court=draw(st.sampled_from([None, "N.D. Cal.", "High Court"])),
                status=draw(st.sampled_from(["happened", "happened", "threatened", "scheduled"])),
            ),
            draw(st.sampled_from(["2026-02-13", "2026-02-20", "2026-03-20"])),
            draw(st.sampled_from([None, "wire-1"])),
        )
        return replace(one, shares_date=draw(st.booleans()), shares_docket=draw(st.booleans()))

    return [one(number) for number in range(draw(st.integers(1, 12)))]


@settings(max_examples=300, deadline=None)
@given(reports(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(given_reports, random):
    shuffled = list(given_reports)
    random.shuffle(shuffled)
    assert link(shuffled, CATALOG) == link(given_reports, CATALOG)


@settings(max_examples=200, deadline=None)
@given(reports())
def test_every_report_is_in_one_event_and_every_event_in_one_dispute(given_reports):
    linked = link([*given_reports, *given_reports], CATALOG)
    assert sorted(id for event in linked.events for id in event.report_ids) == sorted(
        one.report.id for one in given_reports
    )
    assert sorted(id for dispute in linked.disputes for id in dispute.event_ids) == sorted(e.id for e in linked.events)
    assert {event.dispute_id for event in linked.events} == {dispute.id for dispute in linked.disputes}
    assert len({event.id for event in linked.events}) == len(linked.events)


def test_all_orders_of_one_knot_agree():
    knot = [
        say("a", date="2026-02-13"),
        say("b", date="2026-02-15"),
        say("c", date="2026-02"),
        say("d"),
        say("e", who=""),
    ]
    assert len({frozenset(steps(*order)) for order in permutations(knot)}) == 1
