"""Names that a person types: they fit as the database writes them, and one that nothing bears is said."""

import pytest
from newsdesk import Newsdesk
from typer.testing import CliRunner

from disputes.cli import app
from disputes.cli.naming import as_written
from disputes.selection import Selection
from disputes.store import Store


@pytest.fixture
def store(desk: Newsdesk) -> Store:
    desk.step("Books", "lawsuit", "2026-02-10", actors=("Ink & Sons",), tools=("Scribe",), court="S.D.N.Y.")
    desk.step("Songs", "lawsuit", "2026-02-11", actors=("Ann Ink",), court="Landgericht München I")
    return desk.save()


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        (Selection(party="INK & sons"), Selection(party="Ink & Sons")),
        (Selection(claimants=("ann ink", "Ink & Sons")), Selection(claimants=("Ann Ink", "Ink & Sons"))),
        (Selection(respondents=("modelmakers",)), Selection(respondents=("Modelmakers",))),
        (Selection(over="scribe"), Selection(over="Scribe")),
        (Selection(tools=("SCRIBE",)), Selection(tools=("Scribe",))),
        (Selection(party="open ai"), Selection(party="OpenAI")),
        *((Selection(courts=(court,)), Selection(courts=("S.D.N.Y.",))) for court in ("sdny", "SDNY", "S.D.N.Y.")),
        *(
            (Selection(courts=(f"{before}southern district of New York",)), Selection(courts=("S.D.N.Y.",)))
            for before in ("", "U.S. District Court for the ", "United States District Court for the ")
        ),
        (Selection(courts=("landgericht münchen i",)), Selection(courts=("Landgericht München I",))),
        (Selection(courts=("n.d. cal",)), Selection(courts=("N.D. Cal.",))),
        (Selection(courts=("second circuit",)), Selection(courts=("2d Cir.",))),
        (Selection(actions=("lawsuit",), since="2026-02-01"), Selection(actions=("lawsuit",), since="2026-02-01")),
    ],
)
def test_a_name_fits_however_it_is_typed(
    store: Store, capsys: pytest.CaptureFixture[str], typed: Selection, written: Selection
) -> None:
    assert as_written(store, typed) == written
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (Selection(party="Ink & Sonns"), "--party: nothing bears the name 'Ink & Sonns'; near it: Ink & Sons"),
        (Selection(claimants=("Qqq",)), "--claimant: nothing bears the name 'Qqq'"),
        (Selection(over="Scribble"), "--over: nothing bears the name 'Scribble'; near it: Scribe"),
        (Selection(courts=("S.D.N.Z.",)), "--court: nothing bears the name 'S.D.N.Z.'; near it: S.D.N.Y."),
    ],
)
def test_a_name_that_nothing_bears_is_said_in_one_line(
    store: Store, capsys: pytest.CaptureFixture[str], typed: Selection, said: str
) -> None:
    assert as_written(store, typed) == typed
    told = capsys.readouterr().err
    assert told.startswith(f"disputes: {said}") and told.count("\n") == 1


@pytest.mark.parametrize("command", [("digest", "--week", "2026-W07"), ("export",)])
def test_an_unknown_name_is_no_failure_and_a_known_one_no_notice(store: Store, command: tuple[str, ...]) -> None:
    def run(party: str) -> tuple[int, bool, bool]:
        done = CliRunner().invoke(app, ["--database", str(store.path), *command, "--party", party])
        return done.exit_code, "Books" in done.stdout, "nothing bears the name" in done.stderr

    assert run("Qqq") == (0, False, True)
    assert run("ink & sons") == (0, True, False)
