"""What every spider does: ask watched addresses conditionally, then fetch the pages that are new, one result for each.

A kind of source is a subclass that reads what its addresses answer (`read`). Nothing here writes to the store: results
go to the pipeline.
"""

from abc import abstractmethod
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any, ClassVar

import scrapy
from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure as TwistedFailure

from crawler.addresses import canonical
from crawler.bounded import Overrun
from crawler.desk import Desk
from crawler.failures import judge
from crawler.feeds import Announced, Entry, FeedFault
from crawler.guard import ALLOW_PRIVATE
from crawler.page import Fetched, PageFault, read_page
from crawler.results import PageResult, Watched
from disputes.types import Source

type Output = Watched | PageResult | Request


class WatchSpider(scrapy.Spider):
    """Base of the spiders, one for each kind of source."""

    kind: ClassVar[str]

    def __init__(self, *, desk: Desk, sources: Sequence[Source], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.desk = desk
        self.sources = sources

    @abstractmethod
    async def read(self, source: Source, response: Response) -> Announced | FeedFault | Overrun:
        """What an answer of a watched address announces."""

    async def start(self) -> AsyncIterator[Request]:
        """One request for each source."""
        for source in self.sources:
            yield self.ask(source, source.url)

    def ask(self, source: Source, url: str, part_of: str | None = None) -> Request:
        """A request for a watched address: conditional where an earlier answer gave validators."""
        state = None if part_of else self.desk.store.feed_state(url)
        headers = {}
        if state is not None and state.etag:
            headers["If-None-Match"] = state.etag
        if state is not None and state.last_modified:
            headers["If-Modified-Since"] = state.last_modified
        return Request(
            url,
            self.parse_watched,
            headers=headers,
            errback=self.watched_failed,
            meta=self._meta(source) | {"handle_httpstatus_list": [304]},
            cb_kwargs={"source": source, "url": url, "part_of": part_of},
            dont_filter=True,
            priority=10,
        )

    async def parse_watched(
        self, response: Response, source: Source, url: str, part_of: str | None
    ) -> AsyncIterator[Output]:
        """The new pages that an address announces."""
        if response.status == 304:
            yield Watched(source, url, 304)
            return
        announced = await self.read(source, response)
        if isinstance(announced, (FeedFault, Overrun)):
            yield Watched(source, url, response.status, error=announced.problem, part_of=part_of)
            return
        new = [entry for entry in announced.entries if self.desk.claim(entry.url)]
        further = list(self.further(source, url, announced, new))
        watched = Watched(
            source,
            url,
            response.status,
            etag=_header(response, "ETag"),
            last_modified=_header(response, "Last-Modified"),
            entries=len(announced.entries),
            new=len(new),
            unusable=announced.unusable,
            part_of=part_of,
            is_index=bool(announced.indexes) and not announced.entries,
        )
        self._tally(watched, further)
        yield watched
        for request in further:
            yield request
        for entry in new:
            yield self.page_request(source, part_of or url, entry)

    def further(self, source: Source, url: str, announced: Announced, new: Sequence[Entry]) -> Iterator[Request]:
        """Requests for what else must be asked; by default, the indexes that are announced."""
        for index in announced.indexes:
            yield self.ask(source, index)

    def watched_failed(self, failure: TwistedFailure) -> Iterator[Output]:
        """The fault of an address that brought nothing."""
        asked = _asked(failure)
        judged = judge(failure.value)
        yield Watched(asked["source"], asked["url"], judged.status, error=judged.problem, part_of=asked["part_of"])

    def _tally(self, watched: Watched, further: Sequence[Request]) -> None:
        parts = [request for request in further if request.cb_kwargs["part_of"]]
        if watched.part_of:
            self.desk.tally.add(watched.part_of, watched.new + len(parts))
        else:
            # What an index lists may change while the index does not, so an index is never asked conditionally.
            self.desk.tally.expect(watched, watched.new + len(parts), whole=len(parts) == len(further))

    def page_request(self, source: Source, watched: str, entry: Entry) -> Request:
        """A request for a page."""
        return Request(
            entry.url,
            self.parse_page,
            errback=self.page_failed,
            meta=self._meta(source),
            cb_kwargs={"source": source, "watched": watched, "entry": entry},
            dont_filter=True,
        )

    async def parse_page(
        self, response: Response, source: Source, watched: str, entry: Entry
    ) -> AsyncIterator[PageResult]:
        """The article on a page, or why there is none."""
        landed = canonical(response.url)
        urls = tuple(dict.fromkeys((entry.url, landed)))
        if landed != entry.url and self.desk.store.is_seen(landed):
            yield PageResult(source, watched, urls[:1], outcome="duplicate", problem=f"leads to {landed}")
            return
        fetched = Fetched(
            body=response.body,
            url=response.url,
            content_type=_header(response, "Content-Type") or "",
            robots_tag=_header(response, "X-Robots-Tag") or "",
            tdm_reservation=_header(response, "tdm-reservation") or "",
            title=entry.title,
            published=entry.published,
            byline=entry.byline,
            language=source.language,
        )
        page = await self.desk.bounded.call(read_page, fetched, self.desk.clock().date())
        if isinstance(page, Overrun):
            yield PageResult(source, watched, urls, outcome="overrun", problem=page.problem)
        elif isinstance(page, PageFault):
            yield PageResult(source, watched, urls, outcome=page.kind, problem=page.problem)
        else:
            yield PageResult(source, watched, urls, page)

    def page_failed(self, failure: TwistedFailure) -> Iterator[PageResult]:
        """The fault of a page that did not come."""
        asked = _asked(failure)
        judged = judge(failure.value)
        yield PageResult(
            asked["source"],
            asked["watched"],
            (asked["entry"].url,),
            outcome=judged.outcome,
            problem=judged.problem,
            lasting=judged.lasting,
        )

    def _meta(self, source: Source) -> dict[str, Any]:
        return {ALLOW_PRIVATE: source.allow_private or self.desk.settings.crawl.allow_private}


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1").strip() if value else None


def _asked(failure: TwistedFailure) -> dict[str, Any]:
    """What was passed along with the request that failed."""
    request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy adds it
    return request.cb_kwargs
