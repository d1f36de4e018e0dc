"""A group of events -> the dispute that they make: who against whom over what, and where it stands."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from disputes.correction import Correction
from disputes.linking.grouping import Group
from disputes.linking.identity import stable_id
from disputes.linking.merging import Merged
from disputes.linking.names import Names
from disputes.linking.rules import Rules
from disputes.timeline import in_order, standing
from disputes.types import Dispute, Event, PartialDate

MADE = ("stage", "direction", "status")  # by one event each
TITLE_NAMES = 3
SHARE = 0.25  # of the events that name the most named one: a party or tool named in fewer is there by chance


def dispute_of(group: Group, names: Names, rules: Rules, as_of: PartialDate) -> tuple[Dispute, list[Event]]:
    """The dispute of a group of events (one at least), and those events under its id, as they followed each other."""
    events = in_order([one.event for one in group.members])
    claimants = _ranked(group.members, lambda one: one.claimants)
    respondents = _often(_ranked(group.members, lambda one: one.respondents))
    others = _ranked(group.members, lambda one: one.others)
    tools = _ranked(group.members, lambda one: one.tools)
    now = standing(
        events,
        closes={action: rule.closes for action, rule in rules.by_action.items() if rule.closes},
        as_of=as_of,
        timeless=frozenset(action for action, rule in rules.by_action.items() if rule.reach is None),
    )
    dispute_id = stable_id("d", min(events, key=lambda event: (event.first_published, event.id)).id)
    who, whom = tuple(map(names.call_party, claimants)), tuple(map(names.call_party, respondents))
    what = tuple(map(names.call_tool, tools))
    head = _one_of_a_family(_of(respondents, _often(tools), names), names)
    dispute = Dispute(
        id=dispute_id,
        title=title(who or tuple(map(names.call_party, others)), whom, head),
        claimants=who,
        respondents=whom,
        tools=what,
        stage=now.stage,
        direction=now.direction,
        status=now.status,
        since=now.since,
        latest=now.latest,
        event_ids=tuple(event.id for event in events),
        stage_event_id=now.stage_event_id,
        direction_event_id=now.direction_event_id,
        status_event_id=now.status_event_id,
    )
    placed = [replace(event, dispute_id=dispute_id, placed_by=group.placed.get(event.id, "")) for event in events]
    return _as_set(dispute, group.corrections), placed


def title(who: Sequence[str], whom: Sequence[str], what: Sequence[str]) -> str:
    """ "A and B v. C over T"; groups without a name ("three authors") only where nobody has one."""
    named = [name for name in who if not name.partition(" ")[0].islower()]
    head = " v. ".join(filter(None, [_listed(named or who), _listed(whom)]))
    return " over ".join(filter(None, [head, _listed(what)])) or "Parties not named"


def _as_set(dispute: Dispute, corrections: Sequence[Correction]) -> Dispute:
    """A dispute with what people set and confirmed; no event made so what they set."""
    values: dict[str, Any] = {}
    for one in corrections:
        if one.kind == "set" and one.field:
            values[one.field] = tuple(one.new_value) if isinstance(one.new_value, list) else one.new_value
            if one.field in MADE:
                values[f"{one.field}_event_id"] = None
        elif one.kind == "confirm":
            values["confirmed_by"] = one.id
    return replace(dispute, **values)


def _listed(names: Sequence[str]) -> str:
    if len(names) > TITLE_NAMES:
        return f"{', '.join(names[: TITLE_NAMES - 1])} and {len(names) - TITLE_NAMES + 1} others"
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _ranked(members: Sequence[Merged], keys: Callable[[Merged], Sequence[str]]) -> dict[str, int]:
    """The keys of all members with the number of events, those of most events first, then those that came first."""
    count: dict[str, int] = {}
    for one in sorted(members, key=lambda one: (one.event.first_published, one.event.id)):
        for key in keys(one):
            count[key] = count.get(key, 0) + 1
    return {key: count[key] for key in sorted(count, key=lambda key: -count[key])}


def _often(ranked: Mapping[str, int]) -> list[str]:
    """The keys that are there by more than chance: one statement to three developers makes no dispute with all."""
    most = max(ranked.values(), default=0)
    return [key for key, count in ranked.items() if count >= SHARE * most]


def _of(respondents: Sequence[str], tools: Sequence[str], names: Names) -> list[str]:
    """The tools after which a dispute with some respondents can be called: none that is known to be another's, which a
    letter to several may name, and none that is only another name of one of them ("Midjourney Inc.")."""
    owners = {owner for key in respondents for owner in names.line(key)}

    def theirs(tool: str) -> bool:
        maker = names.maker(tool)
        return not owners or maker is None or maker in owners or bool({*names.line(maker)} & {*respondents})

    return [tool for tool in tools if theirs(tool) and names.party_named(names.call_tool(tool)) not in respondents]


def _one_of_a_family(tools: Sequence[str], names: Names) -> list[str]:
    """Of each tool the version that most events name: "Seedance 2.0", not "Seedance 2.0 and Seedance"."""
    first: dict[str, str] = {}
    for key in tools:
        first.setdefault(names.family(key), names.call_tool(key))
    return list(first.values())
