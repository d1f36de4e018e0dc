"""Names that a person types -> as the database writes them, by which a selection finds them.

A name fits whatever its case, stops and spaces, and by what else the catalog and the table of courts call its bearer:
"sdny" is S.D.N.Y. What neither they nor the database know selects nothing, as a quiet week does; so it is said.
"""

import sys
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal

from disputes.selection import Selection
from disputes.terminal import one_line

if TYPE_CHECKING:
    from disputes.store import Store

type Kind = Literal["party", "tool", "court"]

# A field of a selection -> its option, and what bears its names.
FIELDS: dict[str, tuple[str, Kind]] = {
    "claimants": ("claimant", "party"),
    "respondents": ("respondent", "party"),
    "tools": ("tool", "tool"),
    "courts": ("court", "court"),
    "party": ("party", "party"),
    "over": ("over", "tool"),
}
WRITTEN: dict[Kind, str] = {
    "party": """select name from event_names where role in ('actor', 'target')
        union select name from dispute_names where role in ('claimant', 'respondent') order by 1""",
    "tool": """select name from event_names where role = 'tool'
        union select name from dispute_names where role = 'tool' order by 1""",
    "court": "select distinct court from events where court is not null order by 1",
}


def as_written(store: "Store", selection: Selection) -> Selection:
    """The selection with its names as the database writes them.

    A name that nothing bears stays as it is, and is said in one line on standard error, with those that are near.
    """
    found = dict[str, str | tuple[str, ...]]()
    for field, (option, kind) in FIELDS.items():
        asked = getattr(selection, field)
        if isinstance(asked, str):
            found[field] = _written(store, option, kind, asked)
        elif asked:
            found[field] = tuple(_written(store, option, kind, name) for name in asked)
    return replace(selection, **found)  # type: ignore[arg-type]


def _written(store: "Store", option: str, kind: Kind, name: str) -> str:
    names = [str(row[0]) for row in store.rows(WRITTEN[kind])]
    if name in names:
        return name
    known = _known(kind) | {_plain(written): written for written in names}
    if written := known.get(_plain(name)):
        return written
    near = dict.fromkeys(known[form] for form in get_close_matches(_plain(name), known, cutoff=0.7))
    hint = f"; near it: {', '.join(near)}" if near else ""
    print(f"disputes: --{option}: nothing bears the name {one_line(repr(name) + hint)}", file=sys.stderr)
    return name


def _known(kind: Kind) -> dict[str, str]:
    """What reference data calls its entries, plain -> the name that linking gives them."""
    if kind == "court":
        return _courts()
    from disputes import catalog

    entries = catalog.load()
    by_name = entries.party_by_name if kind == "party" else entries.tool_by_name
    return {_plain(form): entry.name for form, entry in by_name.items()}


def _courts() -> dict[str, str]:
    """US federal courts: "SDNY", "Southern District of New York", "Second Circuit", "2d Cir." and the name in full."""
    from nlp.courts import court_table

    table = court_table()
    forms = dict(table.by_short)
    for short, full in table.name_of.items():
        forms |= dict.fromkeys(
            [short, full, full.replace("U.S.", "United States"), full.partition(" for the ")[2]], short
        )
    for word, short in table.circuits.items():
        forms |= dict.fromkeys([f"{word} Circuit", f"{word} Cir."], short)
    return {_plain(form): short for form, short in forms.items()}


def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold())) or name
