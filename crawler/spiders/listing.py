"""Listing pages: links picked by CSS, page after page as long as a page brings something new."""

from collections.abc import Iterator, Sequence
from typing import Any

from scrapy import Request
from scrapy.http import Response

from crawler.bounded import Overrun
from crawler.desk import Desk
from crawler.feeds import Announced, Entry, FeedFault
from crawler.listings import read_listing
from crawler.spiders.watch import WatchSpider
from disputes.types import Source


class ListingSpider(WatchSpider):
    """Watches pages of links.

    Paging stops at a page without anything new, but only where the crawl before came to the listing's end: otherwise
    what it left undone may stand behind pages that it did finish.
    """

    name = "listing"
    kind = "listing"

    def __init__(self, *, desk: Desk, sources: Sequence[Source], **kwargs: Any) -> None:
        super().__init__(desk=desk, sources=sources, **kwargs)
        self._asked: dict[str, set[str]] = {source.id: {source.url} for source in sources}
        states = {source.id: desk.store.feed_state(source.url) for source in sources}
        self._finished = {ident for ident, state in states.items() if state is not None and state.error is None}

    async def read(self, source: Source, response: Response) -> Announced | FeedFault | Overrun:
        """The links of a listing and its next page."""
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        return await self.desk.bounded.call(
            read_listing, response.body, response.url, content_type, source.link_selector, source.next_selector
        )

    def further(self, source: Source, url: str, announced: Announced, new: Sequence[Entry]) -> Iterator[Request]:
        """The next page, if it may bring anything and the source's limit is not reached."""
        asked = self._asked[source.id]
        if not new and source.id in self._finished:
            return
        for following in announced.indexes:
            if len(asked) < source.max_pages and following not in asked:
                asked.add(following)
                yield self.ask(source, following, part_of=source.url)
