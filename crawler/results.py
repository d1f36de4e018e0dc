"""What the spiders hand to the pipeline: what became of each watched address and of each page, as values."""

from dataclasses import dataclass

from crawler.feeds import Entry
from crawler.page import Page
from disputes.store import PageCheck
from disputes.types import Source


@dataclass(frozen=True, slots=True)
class Watched:
    """How a feed, sitemap or listing answered: how many entries, and the new ones; or an error, or unchanged (304).

    A further page of a listing is `part_of` the listing's own address, which is finished only when all its pages are.
    """

    source: Source
    url: str
    status: int | None
    etag: str | None = None
    last_modified: str | None = None
    entries: int = 0
    new: tuple[Entry, ...] = ()  # of these, what is to be fetched
    unusable: int = 0  # entries without an address that may be fetched
    error: str | None = None
    part_of: str | None = None
    is_index: bool = False  # names only other addresses, and its answer says nothing of them

    @property
    def unchanged(self) -> bool:
        """Whether the server said that nothing is new."""
        return self.status == 304


@dataclass(frozen=True, slots=True)
class Arrived:
    """The page as it came: its validators, and its bytes where they are to be kept."""

    etag: str | None = None
    last_modified: str | None = None
    content_type: str = ""
    raw: bytes | None = None


@dataclass(frozen=True, slots=True)
class PageResult:
    """What became of one page. `urls` are all its addresses: as announced, as fetched.

    `watched` is where it was announced. Where it is not `lasting`, the next crawl asks again. `check` is the last look
    at a page that is kept already and was looked at again.
    """

    source: Source
    watched: str
    entry: Entry
    urls: tuple[str, ...]
    page: Page | None = None
    outcome: str = "stored"
    problem: str = ""
    lasting: bool = True
    led_to: str = ""  # the address of an article that is kept already, where the page led to one
    arrived: Arrived = Arrived()
    check: PageCheck | None = None
