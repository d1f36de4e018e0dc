"""A report with what its article adds to it: the whole input of linking, from the store or straight from a reading."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from disputes.types import Article, PartialDate, PartyFound, Reading, Report, ToolFound


@dataclass(frozen=True, slots=True)
class Told:
    """One report, the day and the outlet that published it, and the story it is a copy of.

    `parties` and `tools` are all that its article names, so that a name in the report can be resolved.
    """

    report: Report
    published: PartialDate
    story_id: str
    outlet: str
    parties: tuple[PartyFound, ...] = ()
    tools: tuple[ToolFound, ...] = ()


def told_by(article: Article, reading: Reading, *, story_id: str = "") -> Iterator[Told]:
    """The reports of one article that was just read; without a story id it counts as a story of its own."""
    if not reading.relevant:
        return
    for report in reading.reports:
        yield Told(
            report,
            article.published,
            story_id or article.id,
            article.outlet,
            tuple(reading.parties),
            tuple(reading.tools),
        )


def all_told(read: Iterable[tuple[Article, Reading]]) -> list[Told]:
    """The reports of many articles."""
    return [told for article, reading in read for told in told_by(article, reading)]
