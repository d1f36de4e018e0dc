"""The options by which every way out is narrowed down, the same for exports, digests and alerts."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from disputes.cli.app import day
from disputes.cli.options import Command, shared
from disputes.errors import ConfigError
from disputes.selection import Selection

if TYPE_CHECKING:
    from disputes.store import Store


def _option(name: str, help: str) -> Any:
    return typer.Option(f"--{name}", help=help, rich_help_panel="What to tell of")


def select(
    *,
    claimant: Annotated[list[str] | None, _option("claimant", "Disputes of this rights holder, or of another.")] = None,
    respondent: Annotated[
        list[str] | None, _option("respondent", "Disputes with this AI developer, or another.")
    ] = None,
    tool: Annotated[list[str] | None, _option("tool", "Disputes over this AI tool, or another.")] = None,
    standing: Annotated[list[str] | None, _option("standing", "Disputes that are open, settled, and so on.")] = None,
    action: Annotated[list[str] | None, _option("action", "Steps of this kind, such as lawsuit.")] = None,
    status: Annotated[list[str] | None, _option("status", "happened, threatened or scheduled.")] = None,
    stage: Annotated[list[int] | None, _option("stage", "Steps of this stage, 0 to 6.")] = None,
    direction: Annotated[list[str] | None, _option("direction", "up, down or neutral.")] = None,
    court: Annotated[list[str] | None, _option("court", "Steps in this court.")] = None,
    dispute: Annotated[str | None, _option("dispute", "The steps of this dispute, by its id.")] = None,
    party: Annotated[str | None, _option("party", "Steps in which this party acts or is acted on.")] = None,
    over: Annotated[str | None, _option("over", "Steps that name this tool.")] = None,
    topic: Annotated[str | None, _option("topic", "Steps told in articles that hold all these words.")] = None,
    since: Annotated[str | None, _option("since", "The first day.")] = None,
    until: Annotated[str | None, _option("until", "The last day.")] = None,
) -> Selection:
    """What the options ask for; a party or a tool goes by any of the names that the catalog has for it.

    Raises ConfigError for an action, a stage, a status or a day that there is not.
    """
    from disputes import catalog

    known = catalog.load()
    for name in action or ():
        if name not in known.actions:
            raise ConfigError(f"--action: {name!r} is none of {', '.join(known.actions)}")
    stages = sorted({rung.stage for rung in known.actions.values() if rung.stage is not None})
    for wanted in stage or ():
        if wanted not in stages:
            raise ConfigError(f"--stage: {wanted} is none of {', '.join(map(str, stages))}")
    parties = {form.casefold(): entry.name for form, entry in known.party_by_name.items()}
    made = {form.casefold(): entry.name for form, entry in known.tool_by_name.items()}
    return Selection(
        claimants=tuple(parties.get(name.casefold(), name) for name in claimant or ()),
        respondents=tuple(parties.get(name.casefold(), name) for name in respondent or ()),
        tools=tuple(made.get(name.casefold(), name) for name in tool or ()),
        standings=tuple(standing or ()),
        actions=tuple(action or ()),
        statuses=tuple(status or ()),
        stages=tuple(stage or ()),
        directions=tuple(direction or ()),
        courts=tuple(court or ()),
        since=str(day("since", since)) if since else None,
        until=str(day("until", until)) if until else None,
        dispute_id=dispute,
        party=parties.get(party.casefold(), party) if party else None,
        over=made.get(over.casefold(), over) if over else None,
        topic=topic,
    )


def check_dispute(store: "Store", selection: Selection) -> None:
    """Raises ConfigError where the dispute that is asked for is not there."""
    if selection.dispute_id and not store.has_dispute(selection.dispute_id):
        raise ConfigError(f"--dispute: no dispute has the id {selection.dispute_id!r}")


def narrowed(*, days: bool = True) -> Callable[[Command], Command]:
    """Gives a command the options of `select`, and its `selection` what they ask for; with `days`, since and until."""
    return shared(select, "selection", without=() if days else ("since", "until"))
