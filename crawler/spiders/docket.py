"""Docket feeds: PACER's, of a court, and CourtListener's. What they announce is its own article; no page is fetched."""

from collections.abc import Sequence
from typing import Any

from scrapy.http import Response

from crawler.bounded import Overrun
from crawler.desk import Desk
from crawler.dockets import docket_key, read_docket
from crawler.feeds import Announced, FeedFault
from crawler.spiders.watch import WatchSpider
from disputes.types import Source


class DocketSpider(WatchSpider):
    """Watches dockets for cases that are known, and for parties that are."""

    name = "docket"
    kind = "docket"

    def __init__(self, *, desk: Desk, sources: Sequence[Source], **kwargs: Any) -> None:
        super().__init__(desk=desk, sources=sources, **kwargs)
        cases = desk.store.rows("SELECT DISTINCT court, docket FROM events WHERE docket <> '' AND withdrawn IS NULL")
        self._known = frozenset(docket_key(row["court"] or "", row["docket"]) for row in cases) - {""}

    async def read(self, source: Source, response: Response) -> Announced | FeedFault | Overrun:
        """The entries of a docket feed that matter here."""
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        return await self.desk.bounded.call(
            read_docket, response.body, response.url, content_type, source.court, self._known
        )
