"""What a reader wants to see -> the conditions of a query, every value bound.

Which steps match is asked of the table `events` and not of the view `timeline`: over a million events that takes a
sixth of the time.
"""

import json
from typing import Any

from dashboard.rows import Filters

type Condition = tuple[str, dict[str, Any]]

LIVE = "withdrawn IS NULL"
SUIT = 4  # the stage of the ladder at which a dispute is before a court


def of_events(filters: Filters) -> Condition:
    """The condition on rows of `events`, withdrawn ones left out, and its values."""
    clauses, values = _of_names(filters)
    listed = {
        "action": filters.actions,
        "status": filters.statuses,
        "stage": filters.stages,
        "direction": filters.directions,
    }
    for column, wanted in listed.items():
        if wanted:
            clauses.append(f"{column} IN (SELECT value FROM json_each(:{column}))")
            values[column] = json.dumps(wanted)
    for sign, key, day in ((">=", "since", filters.since), ("<=", "until", filters.until)):
        if day:
            clauses.append(f"sort_date {sign} :{key}")
            values[key] = day
    for key, name, roles in (("party", filters.party, "'actor', 'target'"), ("over", filters.over, "'tool'")):
        if name is not None:
            clauses.append(f"id IN (SELECT event_id FROM event_names WHERE name = :{key} AND role IN ({roles}))")
            values[key] = name
    return " AND ".join([LIVE, *clauses]), values


def of_disputes(filters: Filters) -> Condition:
    """The condition on rows of `dispute_summary`, and its values."""
    if filters.of_steps:
        where, values = of_events(filters)
        return f"dispute_id IN (SELECT dispute_id FROM events WHERE {where})", values
    clauses, values = _of_names(filters)
    for key, name, roles in (
        ("party", filters.party, "'claimant', 'respondent'"),
        ("over", filters.over, "'tool'"),
    ):
        if name is not None:
            clauses.append(
                f"dispute_id IN (SELECT dispute_id FROM dispute_names WHERE name = :{key} AND role IN ({roles}))"
            )
            values[key] = name
    return " AND ".join(clauses) or "true", values


def _of_names(filters: Filters) -> tuple[list[str], dict[str, Any]]:
    """The conditions on a dispute's id, standing and names."""
    clauses, values = list[str](), dict[str, Any]()
    if filters.dispute_id is not None:
        clauses.append("dispute_id = :dispute")
        values["dispute"] = filters.dispute_id
    if filters.standings:
        clauses.append(
            "dispute_id IN (SELECT id FROM disputes WHERE status IN (SELECT value FROM json_each(:standings)))"
        )
        values["standings"] = json.dumps(filters.standings)
    for role, wanted in {
        "claimant": filters.claimants,
        "respondent": filters.respondents,
        "tool": filters.tools,
    }.items():
        if wanted:
            clauses.append(
                f"dispute_id IN (SELECT dispute_id FROM dispute_names WHERE role = '{role}' "
                f"AND name IN (SELECT value FROM json_each(:{role})))"
            )
            values[role] = json.dumps(wanted)
    return clauses, values
