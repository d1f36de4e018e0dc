"""What every spider does: ask watched addresses conditionally, then have new and changed pages fetched.

A kind of source is a subclass that reads what its addresses answer (`read`). Nothing here writes to the store: results
go to the pipeline.
"""

import asyncio
from abc import abstractmethod
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure as TwistedFailure

from crawler.bounded import Overrun
from crawler.desk import Desk
from crawler.failures import judge
from crawler.feeds import Announced, Entry, FeedFault
from crawler.results import PageResult, Watched
from crawler.sources import addresses
from crawler.spiders.pages import PageSpider, Wanted, header
from disputes.types import Source

type Output = Watched | PageResult | Request

MOST_WAITING = 5_000  # entries: no further source is asked while so many wait
READ_AT_ONCE = 2  # watched addresses whose entries are in memory
REVISITS = (timedelta(days=1), timedelta(days=7))  # after the last look; most corrections come within the first days
REVISITED_AT_ONCE = 200  # of a source in one crawl
SOONEST = timedelta(hours=1)  # between two looks, whatever a feed says of changes
MOST_CHECKS = 10
LEFT_FOR = timedelta(days=14)  # that a page is tried again after it brought nothing
LEFT_AT_ONCE = 200  # of a source in one crawl


class WatchSpider(PageSpider):
    """Base of the spiders, one for each kind of source."""

    kind: ClassVar[str]

    def __init__(self, *, desk: Desk, sources: Sequence[Source], **kwargs: Any) -> None:
        super().__init__(desk=desk, sources=sources, **kwargs)
        self._reading = asyncio.Semaphore(READ_AT_ONCE)

    @abstractmethod
    async def read(self, source: Source, response: Response) -> Announced | FeedFault | Overrun:
        """What an answer of a watched address announces."""

    async def start(self) -> AsyncIterator[Any]:
        """The requests for each source, then a second look at its pages where one is due."""
        for source in self.sources:
            while len(self.backlog) > MOST_WAITING:
                await asyncio.sleep(0.05)
            for url in addresses(source):
                yield self.ask(source, url)
            for output in self.follow(list(self._due(source))):
                yield output

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
            meta=self.meta(source, url) | {"handle_httpstatus_list": [304]},
            cb_kwargs={"source": source, "url": url, "part_of": part_of},
            dont_filter=True,
            priority=10,
        )

    async def parse_watched(
        self, response: Response, source: Source, url: str, part_of: str | None
    ) -> AsyncIterator[Output]:
        """The new pages that an address announces; then, since its site answers, those that earlier crawls left."""
        if response.status == 304:
            yield Watched(source, url, 304)
        else:
            async with self._reading:
                async for output in self._announced(response, source, url, part_of):
                    yield output
        for output in self.follow(list(self._left(source))):
            yield output

    async def _announced(
        self, response: Response, source: Source, url: str, part_of: str | None
    ) -> AsyncIterator[Output]:
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
            etag=header(response, "ETag"),
            last_modified=header(response, "Last-Modified"),
            entries=len(announced.entries),
            new=tuple(new),
            unusable=announced.unusable,
            part_of=part_of,
            is_index=bool(announced.indexes) and not announced.entries,
        )
        self._tally(watched, further)
        yield watched
        for request in further:
            yield request
        wanted = [Wanted(source, part_of or url, entry) for entry in new]
        for output in self.follow([*wanted, *self._changed(source, announced.entries)]):
            yield output

    def further(self, source: Source, url: str, announced: Announced, new: Sequence[Entry]) -> Iterator[Request]:
        """Requests for what else must be asked; by default, the indexes that are announced."""
        for index in announced.indexes:
            yield self.ask(source, index)

    def watched_failed(self, failure: TwistedFailure) -> Iterator[Output]:
        """The fault of an address that brought nothing."""
        asked: dict[str, Any] = failure.request.cb_kwargs  # type: ignore[attr-defined]  # Scrapy adds it
        judged = judge(failure.value)
        yield Watched(asked["source"], asked["url"], judged.status, error=judged.problem, part_of=asked["part_of"])

    def _tally(self, watched: Watched, further: Sequence[Request]) -> None:
        parts = [request for request in further if request.cb_kwargs["part_of"]]
        if watched.part_of:
            self.desk.tally.add(watched.part_of, len(watched.new) + len(parts))
        else:
            # What an index lists may change while the index does not, so an index is never asked conditionally.
            self.desk.tally.expect(watched, len(watched.new) + len(parts), whole=len(parts) == len(further))

    def _changed(self, source: Source, entries: Sequence[Entry]) -> Iterator[Wanted]:
        """Pages that are kept, and of which the feed now gives another headline or a later change."""
        if not self.desk.settings.crawl.revisit:
            return
        latest = _iso(self.desk.clock() - SOONEST)
        for entry in entries:
            check = self.desk.store.page_check(entry.url)
            if check is None or check.checks >= MOST_CHECKS or check.checked_at > latest:
                continue
            renamed = check.announced_title and entry.title and check.announced_title != entry.title
            updated = check.announced_update and entry.updated and check.announced_update != entry.updated
            if (renamed or updated) and self.desk.claim_again(entry.url):
                yield Wanted(source, "", entry, check)

    def _left(self, source: Source) -> Iterator[Wanted]:
        """Pages that earlier crawls did not come to, or that brought nothing; no feed need announce them any more."""
        now = self.desk.clock()
        for entry in self.desk.store.left_pages(
            source.id, now=_iso(now), since=_iso(now - LEFT_FOR), limit=LEFT_AT_ONCE
        ):
            left = Entry.from_json(entry)
            if self.desk.claim(left.url):
                yield Wanted(source, "", left)

    def _due(self, source: Source) -> Iterator[Wanted]:
        """Pages with an article on the subject that are to be looked at again."""
        if not self.desk.settings.crawl.revisit:
            return
        for checks, age in enumerate(REVISITS):
            before = _iso(self.desk.clock() - age)
            for check in self.desk.store.due_checks(source.id, checks, before, REVISITED_AT_ONCE):
                if self.desk.claim_again(check.url):
                    entry = Entry(check.url, check.announced_title, updated=check.announced_update)
                    yield Wanted(source, "", entry, check)


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
