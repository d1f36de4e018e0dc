"""News searches: one request for each query, and pages of any outlet that the answers name."""

from scrapy.http import Response

from crawler.bounded import Overrun
from crawler.feeds import Announced, FeedFault
from crawler.searches import read_search
from crawler.spiders.watch import WatchSpider
from disputes.types import Source


class SearchSpider(WatchSpider):
    """Watches searches, for what the other sources do not bring."""

    name = "search"
    kind = "search"

    async def read(self, source: Source, response: Response) -> Announced | FeedFault | Overrun:
        """The pages that a search found."""
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        return await self.desk.bounded.call(read_search, response.body, response.url, content_type)
