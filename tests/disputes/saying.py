"""Reports in articles of their own, and the steps that linking makes of them."""

from making import CATALOG, report, told

from disputes.linking import Told, link

LETTER, SUIT = "cease_and_desist", "lawsuit"
APART = {frozenset("a"), frozenset("b")}
NORTH, SOUTH, GROUP, MAKEBOT = "North Pictures", "South Studios", "Film Group", "Makebot"


def steps(*reports: Told) -> set[frozenset[str]]:
    return {frozenset(event.report_ids) for event in link(reports, CATALOG).events}


def say(id: str, action: str = LETTER, who=NORTH, whom=MAKEBOT, date=None, published="2026-02-20", **more) -> Told:
    """A report in an article of its own; several names are separated by commas."""
    actors, targets = (tuple(filter(None, (names or "").split(", "))) for names in (who, whom))
    more = {"article_id": f"article-{id}", **more}
    return told(report(id, action, actors, targets, more.pop("tools", ()), date, **more), published)
