"""What a reader wants to see -> the conditions of a query, every value bound.

Which steps match is asked of the table `events` and not of the view `timeline`: over a million events that takes a
sixth of the time.
"""

from disputes.selection import Condition, Selection, condition, condition_of_disputes

LIVE = "withdrawn IS NULL"
SUIT = 4  # the stage of the ladder at which a dispute is before a court
REACHED = """CASE WHEN dispute_summary.stage > 0 OR EXISTS (
    SELECT 1 FROM disputes AS d JOIN events AS e ON e.id = d.stage_event_id
    WHERE d.id = dispute_summary.dispute_id AND e.stage = 0
) THEN dispute_summary.stage END"""  # none, where no step has a place on the ladder: a licence alone is no launch


def of_events(filters: Selection) -> Condition:
    """The condition on rows of `events`, withdrawn ones left out, and its values."""
    where, values = condition(filters, of="", id="id")
    return f"{LIVE} AND {where}", values


def of_disputes(filters: Selection) -> Condition:
    """The condition on rows of `dispute_summary`, and its values: where steps are asked for, with one that matches."""
    if not filters.narrows_steps:
        return condition_of_disputes(filters)
    where, values = of_events(filters)
    return f"dispute_id IN (SELECT dispute_id FROM events WHERE {where})", values
