"""RSS and Atom feeds."""

from scrapy.http import Response

from crawler.bounded import Overrun
from crawler.feeds import Announced, FeedFault, read_feed
from crawler.spiders.watch import WatchSpider
from disputes.types import Source


class FeedSpider(WatchSpider):
    """Watches feeds."""

    name = "feed"
    kind = "feed"

    async def read(self, source: Source, response: Response) -> Announced | FeedFault | Overrun:
        """The entries of a feed."""
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        return await self.desk.bounded.call(read_feed, response.body, response.url, content_type)
