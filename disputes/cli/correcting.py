"""Corrections by a person: each is kept on record, and linking lays it over what was read, at once."""

import getpass
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated

import typer

from disputes import corrections
from disputes.cli.app import AsJson, check_database, now
from disputes.cli.app import app as program
from disputes.cli.options import shared
from disputes.correction import Correction, Editor
from disputes.settings import Settings
from disputes.store import Store
from disputes.terminal import end, say

app = typer.Typer(
    help="Correct events, disputes and parties; every correction is kept on record.", no_args_is_help=True
)
Id = Annotated[str, typer.Argument(help="The id of an event or a dispute.")]


def _editor(
    *,
    why: Annotated[str, typer.Option(help="Why, in words for a person.")],
    who: Annotated[str | None, typer.Option(help="Who decides it; by default the user of this computer.")] = None,
    source: Annotated[str, typer.Option(help="The address or document on which it rests.")] = "",
) -> Editor:
    return Editor(who or getpass.getuser(), now(), why, source)


decided = shared(_editor, "by")


@app.command("merge")
@decided
def merge(
    context: typer.Context,
    ids: Annotated[list[str], typer.Argument(help="Events, or disputes, that are one; the first lends its id.")],
    by: Editor,
    as_json: AsJson = False,
) -> None:
    """Make several events one event, or several disputes one dispute."""
    _correct(context, lambda store: corrections.merge(store, ids, by), as_json)


@app.command("split")
@decided
def split(
    context: typer.Context,
    id: Id,
    parts: Annotated[list[str], typer.Argument(help="Reports of the event, or events of the dispute, that leave.")],
    by: Editor,
    as_json: AsJson = False,
) -> None:
    """Take reports out of an event, or events out of a dispute."""
    _correct(context, lambda store: corrections.split(store, id, parts, by), as_json)


@app.command("reject")
@decided
def reject(context: typer.Context, id: Id, by: Editor, as_json: AsJson = False) -> None:
    """Withdraw an event that never took place, or a dispute that is of another subject."""
    _correct(context, lambda store: corrections.reject(store, id, by), as_json)


@app.command("confirm")
@decided
def confirm(context: typer.Context, id: Id, by: Editor, as_json: AsJson = False) -> None:
    """Say that an event or a dispute was checked and is right."""
    _correct(context, lambda store: corrections.confirm(store, id, by), as_json)


@app.command("assign")
@decided
def assign(
    context: typer.Context,
    event: Annotated[str, typer.Argument(help="The event.")],
    by: Editor,
    dispute: Annotated[str | None, typer.Argument(help="The dispute; none for one of its own.")] = None,
    as_json: AsJson = False,
) -> None:
    """Put an event into another dispute."""
    _correct(context, lambda store: corrections.assign(store, event, dispute, by), as_json)


@app.command("set")
@decided
def set_field(
    context: typer.Context,
    id: Id,
    field: Annotated[str, typer.Argument(help="The field: action, actors, date, title, status and so on.")],
    by: Editor,
    value: Annotated[str | None, typer.Argument(help='The value, names parted by ";"; none for nothing.')] = None,
    as_json: AsJson = False,
) -> None:
    """Set a field of an event or a dispute."""
    _correct(context, lambda store: corrections.set_field(store, id, field, value, by), as_json)


@app.command("rename")
@decided
def rename(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The party, as it is called now.")],
    new_name: Annotated[str, typer.Argument(help="What it is to be called.")],
    by: Editor,
    as_json: AsJson = False,
) -> None:
    """Change what a party is called."""
    _correct(context, lambda store: corrections.rename_party(store, name, new_name, by), as_json)


@app.command("alias")
@decided
def alias(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The party.")],
    other: Annotated[str, typer.Argument(help="Another name that means it.")],
    by: Editor,
    as_json: AsJson = False,
) -> None:
    """Add a name by which a party is known."""
    _correct(context, lambda store: corrections.add_alias(store, name, other, by), as_json)


@app.command("merge-parties")
@decided
def merge_parties(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The party that is another one.")],
    into: Annotated[str, typer.Argument(help="The party that it is.")],
    by: Editor,
    as_json: AsJson = False,
) -> None:
    """Make two parties one."""
    _correct(context, lambda store: corrections.merge_parties(store, name, into, by), as_json)


@app.command("undo")
@decided
def undo(
    context: typer.Context,
    correction: Annotated[str, typer.Argument(help="The id of the correction.")],
    by: Editor,
    as_json: AsJson = False,
) -> None:
    """Take a correction back."""
    _correct(context, lambda store: corrections.undo(store, correction, by), as_json)


@app.command("list")
def list_corrections(context: typer.Context, as_json: AsJson = False) -> None:
    """Every correction, and what became of it. Exit status 1 where one finds nothing to correct any more."""
    settings: Settings = context.obj
    with Store.open(settings.database, read_only=True) as store:
        effects = store.correction_effects()
    say(
        [asdict(one) for one in effects],
        [_line(one.correction, one.state, one.detail) for one in effects] or ["Nothing was corrected"],
        as_json=as_json,
    )
    end([f"correction {one.correction.id}: {one.detail}" for one in effects if one.state == "lost"])


@app.command("export")
def export_examples(context: typer.Context) -> None:
    """Print the articles that corrections are about as annotated examples, as JSON Lines: what `score` measures by."""
    from disputes.corrections.examples import examples

    settings: Settings = context.obj
    with Store.open(settings.database, read_only=True) as store:
        for example in examples(store):
            sys.stdout.write(json.dumps(example, ensure_ascii=False) + "\n")


@program.command()
def history(context: typer.Context, id: Id, as_json: AsJson = False) -> None:
    """How an event or a dispute came to be as it is."""
    from disputes.history import history as history_of
    from disputes.history import lines

    settings: Settings = context.obj
    with Store.open(settings.database, read_only=True) as store:
        told = history_of(store, id)
    say(told, lines(told), as_json=as_json)


def _correct(context: typer.Context, make: Callable[[Store], Correction], as_json: bool) -> None:
    """Keeps a correction, links, and says what became of it."""
    from disputes import catalog
    from disputes.stages import link_reports

    settings: Settings = context.obj
    check_database(settings.database)
    with Store.open(settings.database) as store:
        made = make(store)
        link_reports(store, catalog.load(), now=now)
        effect = next(one for one in store.correction_effects() if one.correction.id == made.id)
    say(effect, [_line(made, effect.state, effect.detail)], as_json=as_json)


def _line(one: Correction, state: str, detail: str) -> str:
    value = "; ".join(one.new_value) if isinstance(one.new_value, list) else one.new_value
    what = " ".join(str(part) for part in (one.kind, one.subject, one.field, value) if part is not None)
    return f"{one.id}  {state}  {what}  by {one.editor.who}: {one.editor.why}" + (f"  ({detail})" if detail else "")
