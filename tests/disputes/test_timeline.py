"""Where a dispute stands, by its events."""

from dataclasses import replace

import pytest
from making import event

from disputes.linking import load_rules
from disputes.timeline import in_order, standing

CLOSES = {action: rule.closes for action, rule in load_rules().by_action.items() if rule.closes}
TIMELESS = frozenset(action for action, rule in load_rules().by_action.items() if rule.reach is None)


def where(*events, as_of="2026-03-01"):
    return standing(events, closes=CLOSES, as_of=as_of, timeless=TIMELESS)


LETTER = event("1", "cease_and_desist", "2026-02-13")
SUIT = event("2", "lawsuit", "2026-02-20")
SOUTH_SUIT = event("3", "lawsuit", "2026-02-21", actors=("South Studios",))
JOINT_SUIT = event("2", "lawsuit", "2026-02-20", actors=("South Studios", "The Paper", "North Pictures"))
CLASS_SUIT = event("2", "lawsuit", "2026-02-20", actors=("Ada Winterbourne",))
THREAT = event("4", "lawsuit", "2026-02-25", status="threatened")
SETTLED = event("5", "settlement", "2026-02-26", actors=("North Pictures", "Makebot"), targets=())
SOUTH_SETTLED = event("12", "settlement", "2026-02-27", actors=("South Studios", "Makebot"), targets=())
PAPER_SETTLED = event("13", "settlement", "2026-02-28", actors=("The Paper", "Makebot"), targets=())
CLASS_ACTION = event("2", "lawsuit", "2026-02-20", actors=("North Pictures", "South Studios", "Ada", "Bert"))
TWO_SETTLED = event("12", "settlement", "2026-02-27", actors=("North Pictures", "South Studios"), targets=())
FILING = event("6", "court_filing", "2026-02-27")
LAUNCH = event("7", "launch", "2026-02", actors=("Makebot",), targets=())
WON = event("8", "ruling", "2026-02-24", direction="down")
APPEAL = event("9", "appeal", "2026-02-28")
LICENCE = event("11", "licensing_deal", "2026-02-28", actors=("North Pictures", "Makebot"), targets=())
NEXT_LETTER = event("10", "cease_and_desist", "2026-02-28", actors=("South Studios",))


@pytest.mark.parametrize(
    ("events", "stage", "direction", "status"),
    [
        ([LETTER], 3, "up", "open"),
        ([LETTER, THREAT], 3, "up", "open"),  # a threat moves nothing
        ([THREAT], None, "neutral", "open"),
        ([LAUNCH], 0, "neutral", "open"),
        ([LICENCE], None, "down", "licensed"),  # no launch is reported
        ([LICENCE, LAUNCH], 0, "down", "licensed"),
        ([SUIT, FILING], 4, "up", "open"),  # a filing points nowhere
        ([SUIT, SETTLED], 4, "down", "settled"),
        ([SUIT, SETTLED, FILING], 4, "down", "settled"),  # papers after a settlement do not reopen it
        ([SUIT, SOUTH_SUIT, SETTLED], 4, "down", "open"),  # one of two who sued has settled
        ([JOINT_SUIT, SETTLED], 4, "down", "open"),  # one of three who sued together has
        ([JOINT_SUIT, SETTLED, SOUTH_SETTLED], 4, "down", "open"),  # two of three have, one after the other
        ([JOINT_SUIT, SETTLED, SOUTH_SETTLED, PAPER_SETTLED], 4, "down", "settled"),
        ([CLASS_ACTION, SETTLED], 4, "down", "open"),  # one of four
        ([CLASS_ACTION, TWO_SETTLED], 4, "down", "settled"),  # the first named of four
        ([CLASS_SUIT, SETTLED], 4, "down", "settled"),  # the one suit there is, its side named otherwise
        ([SUIT, SETTLED, NEXT_LETTER], 4, "up", "open"),
        ([SUIT, WON], 5, "down", "decided"),
        ([SUIT, WON, FILING], 5, "down", "open"),
        ([SUIT, WON, APPEAL], 6, "up", "open"),
    ],
)
def test_standing(events, stage, direction, status):
    found = where(*reversed(events))
    assert (found.stage, found.direction, found.status) == (stage, direction, status)


def test_each_is_told_with_the_event_that_made_it_so():
    found = where(LETTER, SUIT, FILING, SETTLED)
    assert (found.stage_event_id, found.direction_event_id, found.status_event_id) == ("2", "5", "5")
    dormant = where(LETTER, SUIT, as_of="2030-01-01")
    assert (dormant.stage_event_id, dormant.direction_event_id, dormant.status_event_id) == ("2", "2", "2")
    assert where(LETTER).status_event_id == "1"
    assert (where(LICENCE).stage_event_id, where(LAUNCH).stage_event_id) == (None, "7")


def test_a_year_without_a_step_is_dormant():
    assert where(LETTER, as_of="2027-02-13").status == "open"
    assert where(LETTER, as_of="2027-02-14").status == "dormant"
    assert where(SUIT, SETTLED, as_of="2030-01-01").status == "settled"


def test_since_and_latest_are_its_first_and_last_step():
    found = where(SUIT, LAUNCH, LETTER)
    assert (found.since, found.latest) == ("2026-02", "2026-02-20")


def test_an_undated_lawsuit_retold_later_is_not_the_latest():
    retold = event("11", "lawsuit", None, first_published="2027-01-01")
    assert where(SUIT, SETTLED, retold).status == "settled"


def test_what_is_known_by_its_month_comes_after_the_letters_that_it_answers():
    answer = replace(event("11", "safeguard", "2026-02", actors=("Makebot",)), first_published="2026-02-16")
    assert in_order([answer, SUIT, LETTER]) == [LETTER, answer, SUIT]
    assert where(LETTER, answer).direction == "down"
