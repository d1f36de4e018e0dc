"""Docket feeds: PACER's, of a court, and CourtListener's. What they announce is its own article; no page is fetched."""

from collections.abc import Sequence
from typing import Any

from scrapy.http import Response

from crawler.bounded import Overrun
from crawler.desk import Desk
from crawler.dockets import docket_key, listed_dockets, read_docket
from crawler.feeds import Announced, FeedFault
from crawler.spiders.watch import WatchSpider
from disputes.cases.reference import load_cases
from disputes.types import Source


class DocketSpider(WatchSpider):
    """Watches dockets for cases that our reports or other people's lists know, and for parties that are known."""

    name = "docket"
    kind = "docket"

    def __init__(self, *, desk: Desk, sources: Sequence[Source], **kwargs: Any) -> None:
        super().__init__(desk=desk, sources=sources, **kwargs)
        told = desk.store.rows("SELECT DISTINCT court, docket FROM events WHERE docket <> '' AND withdrawn IS NULL")
        ours = frozenset(docket_key(row["court"] or "", row["docket"]) for row in told) - {""}
        self._known = ours | listed_dockets(load_cases())

    async def read(self, source: Source, response: Response) -> Announced | FeedFault | Overrun:
        """The entries of a docket feed that matter here."""
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        return await self.desk.bounded.call(
            read_docket, response.body, response.url, content_type, source.court, self._known
        )
