"""What a reader wants to see -> the conditions of a query, every value bound.

Which steps match is asked of the table `events` and not of the view `timeline`: over a million events that takes a
sixth of the time.
"""

from disputes.selection import Condition, Selection, condition, condition_of_disputes

LIVE = "withdrawn IS NULL"
SUIT = 4  # the stage of the ladder at which a dispute is before a court


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
