"""One party: its group and members, whom it sues and who sues it, its disputes and steps. One tool: who makes it, who
disputes over it."""

from pathlib import Path
from typing import Any

from dashboard import downloads, queries, widgets
from dashboard.markup import clip, show
from dashboard.markup import page as address
from dashboard.queries import Connection
from dashboard.rows import CaseAsked, Deed, Fact, Opponent
from dashboard.views import facts, tables
from disputes.catalog import Catalog, Party
from disputes.selection import Selection

TRADE = ("trade_group", "union", "collecting_society")  # parties with members, where others have a group
PARTY_ROLES = ("claimant", "respondent", "actor", "target")
SUITS = 8  # opponents that are shown unasked, of either side


def party(db: Connection, path: Path, catalog: Catalog, name: str) -> None:
    """Draws the page of a party, by its name or by one of its other names."""
    known = catalog.party_by_name.get(name)
    name = known.name if known else name
    show("back.html", href=address("parties"), label="All parties and tools")
    if not known and not queries.parties.known(db, name, PARTY_ROLES):
        widgets.notice(
            "No such party", f"None is called {clip(name, 100)}.", "Look for it by a part of its name.", alone=True
        )
        return
    widgets.titled(name)
    filters = Selection(party=name)
    _party_head(db, catalog, name, known, filters)
    _suits(db, name)
    if _matters(db, path, filters) == "steps":
        _deeds(queries.parties.deeds(db, name))


def _party_head(db: Connection, catalog: Catalog, name: str, known: Party | None, filters: Selection) -> None:
    head: dict[str, Any] = {
        "parent": catalog.parties.get(known.parent) if known and known.parent else None,
        "groups": [catalog.parties[group] for group in known.groups] if known else [],
        "together": "Members" if known and known.kind in TRADE else "Its group",
        "members": _members(catalog, known) if known else [],
        "makes": [tool.name for tool in catalog.tools.values() if known and tool.developer == known.id],
        "over": [tool.name for tool in queries.parties.beside(db, name, ("claimant", "respondent"), "tool")],
        "disputes": queries.count_disputes(db, filters),
        "open": queries.count_disputes(db, filters, open_only=True),
        "named": queries.cases.count_cases(db, CaseAsked(words=name[: widgets.LONGEST_WORDS])),
        "cases": queries.cases.count_cases(db, CaseAsked(against=name)),
    }
    show("party.html", name=name, party=known, most=widgets.LONGEST_WORDS, **head)
    rows = facts.of_party(name, known, **head)
    downloads.offer("the facts", "facts", downloads.Rows(Fact, lambda: rows))


def tool(db: Connection, path: Path, catalog: Catalog, name: str) -> None:
    """Draws the page of a tool, by its name or by one of its other names."""
    known = catalog.tool_by_name.get(name)
    name = known.name if known else name
    show("back.html", href=address("parties", show="Tools"), label="All tools")
    if not known and not queries.parties.known(db, name, ("tool",)):
        widgets.notice(
            "No such tool", f"None is called {clip(name, 100)}.", "Look for it by a part of its name.", alone=True
        )
        return
    widgets.titled(name)
    filters = Selection(over=name)
    head: dict[str, Any] = {
        "developer": developer(catalog, name),
        "claimants": [count.name for count in queries.parties.beside(db, name, ("tool",), "claimant")],
        "respondents": [count.name for count in queries.parties.beside(db, name, ("tool",), "respondent")],
        "disputes": queries.count_disputes(db, filters),
        "open": queries.count_disputes(db, filters, open_only=True),
    }
    show("tool.html", name=name, tool=known, **head)
    rows = facts.of_tool(name, known, **head)
    downloads.offer("the facts", "facts", downloads.Rows(Fact, lambda: rows))
    _matters(db, path, filters)


def _matters(db: Connection, path: Path, filters: Selection) -> str:
    """The disputes or the steps of a party or a tool, as the reader chooses: the largest have a hundred thousand steps,
    which only those wait for who ask. Gives the choice."""
    show("section.html", title="Disputes and steps", note="")
    kind = widgets.one_of("Table", {"disputes": "Disputes", "steps": "Steps"}, "table")
    (tables.steps if kind == "steps" else tables.disputes)(db, path, filters, queries.ladder(db))
    return kind


def developer(catalog: Catalog, tool: str) -> str | None:
    """Who makes a tool, where the reference data know."""
    known = catalog.tool_by_name.get(tool)
    maker = catalog.developer_of(known) if known else None
    return maker.name if maker else None


def _members(catalog: Catalog, known: Party) -> list[Party]:
    """Those who belong to a party: as members of a trade group, or as its companies."""
    return sorted(
        (other for other in catalog.parties.values() if known.id in (other.parent, *other.groups)),
        key=lambda other: other.name.casefold(),
    )


def _suits(db: Connection, name: str) -> None:
    sued = queries.parties.opponents(db, name, "actor")
    suing = queries.parties.opponents(db, name, "target")
    show("section.html", title="Suits", note="" if sued or suing else "No suit by it or against it is on record.")
    if sued or suing:
        show("suits.html", sued=sued, suing=suing, most=SUITS)
        downloads.offer("the suits", "suits", downloads.Rows(Opponent, lambda: [*sued, *suing]))


def _deeds(deeds: list[Deed]) -> None:
    if not deeds:
        return
    show("section.html", title="What it did, what was done to it", note="Counted in steps that happened.")
    show(
        "table.html",
        caption="Along the ladder of escalation",
        columns=["Step", "By it", "Against it"],
        rows=[[deed.label, deed.did, deed.met] for deed in deeds],
    )
    downloads.offer("the steps by kind", "deeds", downloads.Rows(Deed, lambda: deeds))
