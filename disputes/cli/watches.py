"""Alerts: who waits for what, and sending what is new."""

import re
from dataclasses import asdict, replace
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from disputes.cli.app import AsJson, now
from disputes.cli.choosing import check_dispute, narrowed
from disputes.cli.naming import as_written
from disputes.errors import ConfigError
from disputes.selection import Selection
from disputes.settings import Settings
from disputes.telling.wording import counted
from disputes.terminal import end, say

if TYPE_CHECKING:
    from disputes.alerts import AlertSummary, Targets
    from disputes.store import Store
    from disputes.store.alerts import Watch

app = typer.Typer(help="Alerts: be told of new steps, once each.", no_args_is_help=True)


@app.command("add")
@narrowed(days=False)
def add_watch(
    context: typer.Context,
    selection: Selection,
    to: Annotated[str, typer.Option(help="An Apprise address, or the name of a target in the environment.")],
    name: Annotated[str | None, typer.Option(help="What to call it; by default, what it waits for.")] = None,
    wait_below: Annotated[
        float | None,
        typer.Option(help="A step of one source, surer than this or not, waits for a second one if not.", min=0, max=1),
    ] = None,
    quiet: Annotated[str | None, typer.Option(help="Hours in which nothing is sent, such as 22:00-07:00.")] = None,
    zone: Annotated[str, typer.Option(help="The time zone of the quiet hours.")] = "UTC",
    bundle: Annotated[
        int, typer.Option(help="Minutes between two messages, each with all steps since; 0: a message a step.", min=0)
    ] = 0,
    background: Annotated[
        bool, typer.Option("--background", help="Also steps that were long past when first reported.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Wait for steps of a party, tool, dispute, court, action, stage or topic; what is known already is not sent."""
    from disputes.alerts.timing import check_zone, parse_quiet
    from disputes.store import Store
    from disputes.store.alerts import Watch

    settings: Settings = context.obj
    if selection.empty:
        raise ConfigError("watch: say what to wait for, such as --party")
    begin, finish = parse_quiet(quiet) if quiet else (None, None)
    by_name = "://" not in to
    watch = Watch(
        name=name or _name_of(selection),
        selection=selection,
        target=to if by_name else "",
        wait_below=wait_below,
        quiet_from=begin,
        quiet_until=finish,
        zone=check_zone(zone),
        bundle_minutes=bundle,
        background=background,
        added_at=now(),
    )
    targets = _targets(settings)
    _check_target(targets, watch, to)
    with Store.open(settings.database) as store:
        check_dispute(store, selection)
        watch = replace(watch, selection=as_written(store, selection))
        with store.transaction():  # no watch without its address, whenever the program is killed
            known = store.add_watch(watch)
            if not by_name:
                targets.keep(watch.name, to)
    are = counted(known, "step is", "steps are")
    line = f"Watching {watch.name}: {are} known already, new ones are sent by `disputes watch send`"
    say({"name": watch.name, "known": known}, [line], as_json=as_json)


@app.command("list")
def list_watches(context: typer.Context, as_json: AsJson = False) -> None:
    """Every watch: what it waits for, and how many steps it was told of."""
    from disputes.store import Store

    settings: Settings = context.obj
    with Store.open(settings.database, read_only=True) as store:
        found = [(watch, store.alerts_sent(watch.name)) for watch in store.watches()]
    lines = [_line(watch, sent) for watch, sent in found] or ["Nobody waits for anything"]
    say([_shown(watch, sent) for watch, sent in found], lines, as_json=as_json)


@app.command("remove")
def remove_watch(context: typer.Context, name: str, as_json: AsJson = False) -> None:
    """Wait no longer."""
    from disputes.store import Store

    settings: Settings = context.obj
    with Store.open(settings.database) as store:
        name = store.watch(name).name
        store.remove_watch(name)
    _targets(settings).forget(name)
    say({"removed": name}, [f"Removed {name}"], as_json=as_json)


@app.command("send")
def send_watches(context: typer.Context, as_json: AsJson = False) -> None:
    """Send every new step to who waits for it, once, and alarms over sources to the operator."""
    from disputes.store import Store

    settings: Settings = context.obj
    with Store.open(settings.database) as store:
        summary = send(store, settings)
    say(summary, [summary.line], as_json=as_json)
    end(summary.faults)


def send_if_watched(store: "Store", settings: Settings) -> "AlertSummary | None":
    """What `watch send` does, where anybody waits for anything; None where nobody does."""
    if not store.watches() and not settings.notify.operator.get_secret_value():
        return None
    return send(store, settings)


def send(store: "Store", settings: Settings) -> "AlertSummary":
    """Sends every new step to who waits for it. Raises ConfigError where the extra `notify` is not installed."""
    targets = _targets(settings)
    from disputes.alerts import send_alerts

    return send_alerts(store, targets, settings.notify, now=datetime.fromisoformat(now()))


def _targets(settings: Settings) -> "Targets":
    try:
        from disputes.alerts import Targets
    except ModuleNotFoundError as error:
        raise ConfigError(f"watch: needs {error.name}; install the extra `notify`") from None
    return Targets(settings.database, settings.notify)


def _check_target(targets: "Targets", watch: "Watch", to: str) -> None:
    from disputes.alerts.targets import check

    check(targets.of(watch.name, watch.target) if watch.target else to)


def _name_of(selection: Selection) -> str:
    return re.sub(r"[^\w]+", "-", selection.in_words().casefold()).strip("-")[:60] or "watch"


def _shown(watch: "Watch", sent: int) -> dict[str, Any]:
    return {**asdict(watch), "selection": watch.selection.in_words(), "sent": sent}


def _line(watch: "Watch", sent: int) -> str:
    quiet = f", quiet {watch.quiet_from}-{watch.quiet_until} {watch.zone}" if watch.quiet_from else ""
    bundle = f", a message every {watch.bundle_minutes} minutes at most" if watch.bundle_minutes else ""
    waits = f", waits for a second source below {watch.wait_below:g}" if watch.wait_below is not None else ""
    to = watch.target or "an address of its own"
    return f"{watch.name}: {watch.selection.in_words()} → {to}; {sent} sent{waits}{quiet}{bundle}"
