"""A group of events -> the dispute that they make: who against whom over what, and where it stands."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from disputes.linking.identity import stable_id
from disputes.linking.merging import Merged
from disputes.linking.names import Names
from disputes.linking.rules import Rules
from disputes.timeline import in_order, standing
from disputes.types import Dispute, Event, PartialDate

TITLE_NAMES = 3


def dispute_of(
    members: Sequence[Merged], names: Names, rules: Rules, as_of: PartialDate
) -> tuple[Dispute, list[Event]]:
    """The dispute of some events (one at least), and those events under its id, as they followed each other."""
    events = in_order([one.event for one in members])
    claimants = _ranked(members, lambda one: one.claimants)
    respondents = _ranked(members, lambda one: one.respondents)
    others = _ranked(members, lambda one: one.others)
    tools = _ranked(members, lambda one: one.tools)
    now = standing(
        events,
        closes={action: rule.closes for action, rule in rules.items() if rule.closes},
        as_of=as_of,
        timeless=frozenset(action for action, rule in rules.items() if rule.reach is None),
    )
    dispute_id = stable_id("d", min(events, key=lambda event: (event.first_published, event.id)).id)
    who, whom = tuple(map(names.call_party, claimants)), tuple(map(names.call_party, respondents))
    what = tuple(map(names.call_tool, tools))
    dispute = Dispute(
        id=dispute_id,
        title=title(who or tuple(map(names.call_party, others)), whom, what),
        claimants=who,
        respondents=whom,
        tools=what,
        stage=now.stage,
        direction=now.direction,
        status=now.status,
        since=now.since,
        latest=now.latest,
        event_ids=tuple(event.id for event in events),
    )
    return dispute, [replace(event, dispute_id=dispute_id) for event in events]


def title(who: Sequence[str], whom: Sequence[str], what: Sequence[str]) -> str:
    """ "A and B v. C over T"; a tool that is called like its maker is not said twice."""
    tools = [tool for tool in what if tool not in whom]
    head = " v. ".join(filter(None, [_listed(who), _listed(whom)]))
    return " over ".join(filter(None, [head, _listed(tools)])) or "Parties not named"


def _listed(names: Sequence[str]) -> str:
    if len(names) > TITLE_NAMES:
        return f"{', '.join(names[: TITLE_NAMES - 1])} and {len(names) - TITLE_NAMES + 1} others"
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _ranked(members: Sequence[Merged], keys: Callable[[Merged], Sequence[str]]) -> list[str]:
    """The keys of all members, those of most events first, then in the order of their first event."""
    count: dict[str, int] = {}
    for one in sorted(members, key=lambda one: (one.event.first_published, one.event.id)):
        for key in keys(one):
            count[key] = count.get(key, 0) + 1
    return sorted(count, key=lambda key: -count[key])
