"""What stands in the tiles of the overview and at the head of a party's and of a tool's page, as rows for a file."""

from collections.abc import Iterable, Sequence

from dashboard.rows import Fact, Moves, Step
from disputes.catalog import Party, Tool


def of_tiles(stretches: dict[int, Moves], ahead: Sequence[Step], *, open: int, all: int) -> list[Fact]:
    """The tiles of the overview: what happened in stretches of days, how many disputes match, and what comes next."""
    rows = []
    for days, moves in stretches.items():
        counts = {"steps": moves.total, "up": moves.up, "down": moves.down, "neutral": moves.neutral}
        told = {"from": moves.since, "to": moves.until} | counts
        rows += [Fact(f"{days} days", name, value) for name, value in told.items()]
    rows += [Fact("Disputes", "open", open), Fact("Disputes", "that match", all)]
    for step in ahead[:1]:
        told = {"date": step.sort_date, "step": step.action_label, "dispute": step.dispute, "id": step.dispute_id}
        rows += [Fact("Ahead", name, value) for name, value in told.items()]
    return rows


def of_party(
    name: str,
    party: Party | None,
    *,
    parent: Party | None,
    groups: Iterable[Party],
    together: str,
    members: Iterable[Party],
    makes: Iterable[str],
    over: Iterable[str],
    disputes: int,
    open: int,
    named: int,
    cases: int,
) -> list[Fact]:
    """The head of a party's page, a row a name; `together` says what its `members` are to it, `named` are the court
    cases that name it, `cases` those against it."""
    heard = "named by articles" if disputes or not named else "named in court cases alone"
    unknown = f"not in the lists of known parties; {heard}"
    rows = [
        *_standing(name, disputes, open),
        Fact(name, "What it is", party.kind.replace("_", " ") if party else unknown),
        *_each(name, "Country", [party.country] if party and party.country else []),
        *_each(name, "Also called", party.aliases if party else ()),
        *_each(name, "Belongs to", [parent.name] if parent else []),
        *_each(name, "Member of", (group.name for group in groups)),
        *_each(name, together, (member.name for member in members)),
        *_each(name, "Makes", makes),
    ]
    if named:
        rows += [Fact(name, "Court cases", named), Fact(name, "Court cases against it", cases)]
    return [*rows, *_each(name, "Disputes over", over)]


def of_tool(
    name: str,
    tool: Tool | None,
    *,
    developer: str | None,
    claimants: Iterable[str],
    respondents: Iterable[str],
    disputes: int,
    open: int,
) -> list[Fact]:
    """The head of a tool's page, a row a name."""
    heard = "named by articles" if disputes else "named in court cases alone"
    unknown = f"not in the list of known tools; {heard}"
    return [
        *_standing(name, disputes, open),
        Fact(name, "What it is", tool.kind.replace("_", " ") if tool else unknown),
        *_each(name, "Made by", [developer] if developer else []),
        *_each(name, "Also called", tool.aliases if tool else ()),
        *_each(name, "Claimants", claimants),
        *_each(name, "Respondents", respondents),
    ]


def _standing(of: str, disputes: int, open: int) -> list[Fact]:
    return [Fact(of, "Disputes", disputes), Fact(of, "Open disputes", open)]


def _each(of: str, name: str, values: Iterable[str]) -> list[Fact]:
    return [Fact(of, name, value) for value in values]
