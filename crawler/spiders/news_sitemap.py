"""News sitemaps, and indexes of them."""

from collections.abc import Iterator, Sequence

from scrapy import Request
from scrapy.http import Response

from crawler.bounded import Overrun
from crawler.feeds import Announced, Entry, FeedFault
from crawler.sitemaps import read_sitemap
from crawler.spiders.watch import WatchSpider
from disputes.types import Source


class NewsSitemapSpider(WatchSpider):
    """Watches news sitemaps; an index leads to its sitemaps, but an index in an index leads nowhere."""

    name = "news_sitemap"
    kind = "news_sitemap"

    async def read(self, source: Source, response: Response) -> Announced | FeedFault | Overrun:
        """The articles of a sitemap, or the sitemaps of an index."""
        return await self.desk.bounded.call(read_sitemap, response.body, response.url)

    def further(self, source: Source, url: str, announced: Announced, new: Sequence[Entry]) -> Iterator[Request]:
        """The sitemaps that the source's own address lists, but never that address again."""
        if url == source.url:
            yield from (self.ask(source, index) for index in announced.indexes if index != url)
