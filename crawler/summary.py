"""What a crawl did, in numbers and lines."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from crawler.desk import Desk


@dataclass(frozen=True, slots=True)
class CrawlSummary:
    """What a crawl did. `faults` are lines for a person: what and where."""

    sources: int  # asked
    unchanged: int  # of their addresses, answered 304
    failed_sources: int
    entries: int  # announced
    articles: int  # new in the store
    copies: int  # of these, copies of a story that was there
    duplicates: int  # addresses that led to an article that was there
    faults: tuple[str, ...] = ()

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
            faults=tuple(desk.faults),
        )
