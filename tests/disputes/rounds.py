"""Articles that are read round by round, linked after each, and all that linking says of them."""

from dataclasses import replace

from making import CATALOG, article, reading

from disputes.case import Case
from disputes.linking import load_rules
from disputes.relinking import relink
from disputes.store import Seen, Store
from disputes.types import Report

NORTH, SOUTH, GROUP, MAKEBOT = "North Pictures", "South Studios", "Film Group", "Makebot"
RULES = load_rules()
CASES = [
    Case(
        "k1", "reference", "Winterbourne v. Makebot, Inc.", "N.D. Cal.", docket="1:26-cv-12", filed="2026-02-12",
        claimants=("Ada Winterbourne",), respondents=("Makebot",),
    ),
    Case(
        "k2", "reference", "North Pictures v. Makebot, Inc.", filed="2026-02-13", claimants=("North Pictures",),
        respondents=("Makebot",),
    ),
    Case(
        "k3", "reference", "Winterbourne v. Makebot, Inc.", "High Court", filed="2026-02-17",
        claimants=("Winterbourne", "North Pictures"), respondents=("Makebot", "Other AI"),
    ),
]  # fmt: skip


def put(store: Store, number: int, *reports: Report, published="2026-02-20", story="", relevant=True) -> None:
    """Keeps an article with a reading of it, in the place of any before."""
    one = article(number, published, outlet=f"Outlet {number % 4}")
    store.store_page(one, content_hash=str(number), story_id=story or one.id, seen=Seen(one.url, "s", "stored"))
    found = reading(*(replace(r, article_id=one.id, id=f"{one.id}-{r.id}") for r in reports), article_id=one.id)
    store.save_reading(replace(found, relevant=relevant), at="t")


def link(store: Store):
    return relink(store, CATALOG, RULES, CASES, at="2026-03-01T00:00:00+00:00")


def dump(store: Store) -> tuple[object, ...]:
    """All that linking says, without the ids, which depend on what came first."""
    reports: dict[str, frozenset[tuple[str, str]]] = {}
    for row in store.rows("SELECT event_id, report_id, joined_by FROM event_reports"):
        reports[row["event_id"]] = reports.get(row["event_id"], frozenset()) | {(row["report_id"], row["joined_by"])}
    skip = {"event_id", "dispute_id"}
    events = {
        (reports[row["event_id"]], row["dispute_id"]): tuple(row[key] for key in row.keys() if key not in skip)  # noqa: SIM118
        for row in store.rows("SELECT t.*, e.placed_by FROM timeline AS t JOIN events AS e ON e.id = t.event_id")
    }
    rivals = {
        (reports[row["event_id"]], *tuple(row)[1:])
        for row in store.rows(
            "SELECT v.* FROM rival_values AS v JOIN events AS e ON id = event_id WHERE withdrawn IS NULL"
        )
    }
    members: dict[str, frozenset[object]] = {}
    for found, dispute_id in events:
        members[dispute_id] = members.get(dispute_id, frozenset()) | {found}
    disputes = {
        members[row["id"]]: (
            tuple(row)[1:7],
            *(reports.get(row[f"{what}_event_id"]) for what in ("stage", "direction", "status")),
        )
        for row in store.rows(
            "SELECT id, title, stage, direction, status, since, latest, stage_event_id, direction_event_id,"
            " status_event_id FROM disputes WHERE withdrawn IS NULL"
        )
    }
    ties = {(reports[tie.event_id], tie.by) for tie in store.case_ties()}
    captions = sorted((case.caption, case.origin) for case in store.cases())
    return {found: values for (found, _), values in events.items()}, rivals, disputes, ties, captions
