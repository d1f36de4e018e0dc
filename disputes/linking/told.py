"""A report with what its article adds to it: the whole input of linking, from the store or straight from a reading."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from disputes.types import Article, PartialDate, PartyFound, Reading, Report, ToolFound


@dataclass(frozen=True, slots=True)
class Told:
    """One report, the day and the outlet that published it, and the story it is a copy of.

    `parties` and `tools` are all that its article names, so that a name in the report can be resolved.
    `shares_date`: its sentence gives the same date to another step as well, and may mean it of that one alone, as in
    "two studios had sent letters by then, and on Tuesday a third did". `shares_docket`: its article gives the same case
    number to a step of the same kind that others take. `beside` are the article's other reports.
    """

    report: Report
    published: PartialDate
    story_id: str
    outlet: str
    parties: tuple[PartyFound, ...] = ()
    tools: tuple[ToolFound, ...] = ()
    shares_date: bool = False
    shares_docket: bool = False
    beside: tuple["Told", ...] = ()


def told_in(
    reports: Sequence[Report],
    published: PartialDate,
    story_id: str,
    outlet: str,
    parties: tuple[PartyFound, ...],
    tools: tuple[ToolFound, ...],
) -> Iterator[Told]:
    """All reports of one article, in their order."""
    alone = [
        Told(
            *(report, published, story_id, outlet, parties, tools),
            *(_shares_date(report, reports), _shares_docket(report, reports)),
        )
        for report in reports
    ]
    for number, one in enumerate(alone):
        yield replace(one, beside=(*alone[:number], *alone[number + 1 :])) if len(alone) > 1 else one


def _shares_date(report: Report, reports: Sequence[Report]) -> bool:
    return report.date is not None and any(
        other.date == report.date and other.start < report.end and report.start < other.end
        for other in reports
        if other is not report
    )


def _shares_docket(report: Report, reports: Sequence[Report]) -> bool:
    """A suit and its countersuit may: who brings the one answers the other."""
    return bool(report.docket) and any(
        other.docket == report.docket
        and other.action == report.action
        and {*other.actors}.isdisjoint((*report.actors, *report.targets))
        and {*report.actors}.isdisjoint(other.targets)
        for other in reports
        if other is not report
    )


def told_by(article: Article, reading: Reading, *, story_id: str = "") -> Iterator[Told]:
    """The reports of one article that was just read; without a story id it counts as a story of its own."""
    if not reading.relevant:
        return
    named = tuple(reading.parties), tuple(reading.tools)
    yield from told_in(reading.reports, article.published, story_id or article.id, article.outlet, *named)


def all_told(read: Iterable[tuple[Article, Reading]]) -> list[Told]:
    """The reports of many articles."""
    return [told for article, reading in read for told in told_by(article, reading)]
