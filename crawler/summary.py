"""What a crawl did, in numbers and lines.

A dead link is the web's daily business: it is told and kept, and fails no crawl. What fails one is what somebody has to
see to: a source that does not answer, one none of whose pages came, or an error of the program.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from crawler.desk import Desk

FEWEST = 5  # pages without which nothing is said of a source as a whole


@dataclass(frozen=True, slots=True)
class CrawlSummary:
    """What a crawl did. `faults` and `unread` are lines for a person: what and where.

    `faults` are what failed of the crawl, `unread` the single pages that brought nothing.
    """

    sources: int  # asked
    unchanged: int  # of their addresses, answered 304
    failed_sources: int
    entries: int  # announced
    articles: int  # new in the store
    copies: int  # of these, copies of a story that was there
    duplicates: int  # addresses that led to an article that was there
    faults: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @classmethod
    def of(cls, desk: "Desk") -> Self:
        """From the counts of a crawl."""
        counts = desk.counts
        return cls(
            sources=counts["sources"],
            unchanged=counts["unchanged"],
            failed_sources=counts["failed_sources"],
            entries=counts["entries"],
            articles=counts["stored"],
            copies=counts["copies"],
            duplicates=counts["duplicate"],
            faults=(*desk.faults, *_shut(desk)),
            unread=tuple(line for lines in desk.unread.values() for line in lines),
        )


def _shut(desk: "Desk") -> Iterator[str]:
    """A line for each source that was asked for pages and gave none."""
    for source_id, lines in desk.unread.items():
        if len(lines) >= FEWEST and not desk.came[source_id]:
            yield f"source {source_id}: none of {len(lines)} pages could be read, the last: {lines[-1]}"
