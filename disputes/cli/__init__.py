"""The command line, and the one place where the stages meet: each command imports the stage that it needs.

Every command prints a short summary for people, or with --json the same for programs. What failed goes to standard
error, a line each; so do progress bars, where that is a terminal. Exit status: 0 done, 1 some items failed, 2 wrong
usage or configuration.
"""

from disputes.cli import cases, correcting, digests, extracting, sources, stages, watches, ways_out
from disputes.cli.app import app, main

app.add_typer(sources.app, name="sources")
app.add_typer(cases.app, name="cases")
app.add_typer(correcting.app, name="correct")
app.add_typer(watches.app, name="watch")

__all__ = ["app", "digests", "extracting", "main", "stages", "ways_out"]
