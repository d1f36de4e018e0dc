"""The weekly digest: told in a format, and mailed."""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from disputes.cli.app import AsJson, app, day, now, today
from disputes.cli.choosing import check_dispute, narrowed
from disputes.cli.naming import as_written
from disputes.errors import ConfigError
from disputes.selection import Selection
from disputes.settings import Settings, mail_to
from disputes.terminal import end, say, write_bytes

if TYPE_CHECKING:
    from disputes.digest import Digest, Period
    from disputes.store import Store


@app.command()
@narrowed(days=False)
def digest(
    context: typer.Context,
    selection: Selection,
    week: Annotated[str | None, typer.Option(help="A week such as 2026-W08; by default the last one.")] = None,
    since: Annotated[str | None, typer.Option(help="The first day, with --until instead of a week.")] = None,
    until: Annotated[str | None, typer.Option(help="The last day.")] = None,
    watch: Annotated[str | None, typer.Option(help="What this watch waits for, instead of everything.")] = None,
    format: Annotated[str, typer.Option(help="md, html, txt, pdf, json or atom.")] = "md",
    output: Annotated[Path | None, typer.Option(help="A file to write, instead of standard output.")] = None,
    send: Annotated[bool, typer.Option("--send", help="Mail it, once, to who is named in the settings.")] = False,
    to: Annotated[list[str] | None, typer.Option(help="Mail it to this address instead; may be given again.")] = None,
    as_json: AsJson = False,
) -> None:
    """What moved in a week: up, down, threatened, still to come, corrected."""
    from disputes.digest import build, render
    from disputes.store import Store

    settings: Settings = context.obj
    if week and (since or until):
        raise ConfigError("digest: either --week or --since and --until")
    if bool(since) != bool(until):
        raise ConfigError("digest: --since and --until go together")
    if to and not send:
        raise ConfigError("digest: --to says where --send mails it; without --send nothing is mailed")
    if output and send:
        raise ConfigError("digest: either --output or --send")
    with Store.open(settings.database, read_only=True) as store:
        period = _period(store, week, since, until)
        wanted = _watched(store, watch, selection) if watch else as_written(store, selection)
        check_dispute(store, wanted)
        told = build(store, period.since, period.until, wanted, as_of=datetime.fromisoformat(now()))
    if send:
        _send(settings, told, to or list(settings.mail.to), as_json=as_json)
        return
    made = render(told, "json" if as_json else format)
    if output is None:
        sys.stdout.buffer.write(made)
    else:
        write_bytes(output, made)
    if "W" in period.label and period.until < today():
        _keep(settings, told)


def _period(store: "Store", week: str | None, since: str | None, until: str | None) -> "Period":
    from disputes.digest import parse_week, period_of, span

    if week:
        return parse_week(week)
    if since or until:
        return span(day("since", since), day("until", until))
    return period_of(store, today())


def _watched(store: "Store", name: str, selection: Selection) -> Selection:
    if not selection.empty:
        raise ConfigError("digest: either --watch or what to tell of")
    return store.watch(name).selection


def _keep(settings: Settings, told: "Digest") -> None:
    """Keeps a finished digest, so that a later one can tell what was corrected; where the store can be written to."""
    from disputes.digest.keeping import keep
    from disputes.errors import StoreError
    from disputes.store import Store

    try:
        with Store.open(settings.database) as store:
            keep(store, told, at=now())
    except StoreError as error:
        print(f"disputes: the digest is not kept, corrections to it will not be told: {error}", file=sys.stderr)


def _send(settings: Settings, told: "Digest", recipients: list[str], *, as_json: bool) -> None:
    from disputes.digest.keeping import keep
    from disputes.digest.sending import send_digest
    from disputes.store import Store

    if told.period.until >= today():
        raise ConfigError(f"digest: {told.period.label} has not ended; what is sent once is sent whole")
    mail = mail_to(settings.mail, recipients)
    with Store.open(settings.database) as store:
        summary = send_digest(store, told, mail, now=now)
        keep(store, told, at=now())
    say(summary, [summary.line], as_json=as_json)
    end(summary.faults)
