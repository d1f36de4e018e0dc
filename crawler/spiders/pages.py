"""Fetching pages: what is announced waits its turn, is judged by its words, fetched, and made a result of its own."""

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

import scrapy
from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure as TwistedFailure

from crawler.addresses import canonical, same_site
from crawler.backlog import Backlog
from crawler.bounded import Overrun
from crawler.desk import Desk
from crawler.failures import judge
from crawler.feeds import Entry
from crawler.guard import ALLOW_PRIVATE
from crawler.look import entry_may_matter
from crawler.page import Fetched, Page, PageFault, read_page
from crawler.results import Arrived, PageResult
from crawler.robots import PAGE
from disputes.errors import StoreError
from disputes.store import PageCheck
from disputes.types import Source

UNCHANGED = 304


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page to be fetched: for which source, announced where, and the last look at it where it is kept already."""

    source: Source
    watched: str
    entry: Entry
    check: PageCheck | None = None

    @property
    def host(self) -> str:
        """Where it waits in line."""
        return urlsplit(self.entry.url).netloc


class PageSpider(scrapy.Spider):
    """Base of spiders that fetch pages."""

    def __init__(self, *, desk: Desk, sources: Sequence[Source], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.desk = desk
        self.sources = sources
        limits = desk.settings.crawl
        # Without a delay the next stand ready. With one, they would be asked for although the host begged for a rest.
        self.backlog: Backlog[Wanted] = Backlog(at_once=limits.concurrency_per_domain * (1 if limits.delay else 2))

    def follow(self, wanted: Sequence[Wanted]) -> Iterator[Request | PageResult]:
        """Results for what needs no page, requests for what does and has its turn; the rest waits."""
        hosts = dict.fromkeys(one.host for one in wanted)
        for one in wanted:
            if one.entry.text:
                yield _told_by_entry(one)
            elif one.check is None and _judged_by_entry(one.source) and not _may_matter(one.entry):
                yield PageResult(one.source, one.watched, one.entry, (one.entry.url,), outcome="off_topic")
            else:
                self.backlog.add(one.host, one)
        for host in hosts:
            yield from self._next(host)

    def _next(self, host: str) -> Iterator[Request]:
        for wanted in self.backlog.take(host):
            yield self._request(wanted)

    def _request(self, wanted: Wanted) -> Request:
        check, headers = wanted.check, {}
        if check is not None and check.etag:
            headers["If-None-Match"] = check.etag
        if check is not None and check.last_modified:
            headers["If-Modified-Since"] = check.last_modified
        meta = self.meta(wanted.source, wanted.entry.url) | {PAGE: True}
        return Request(
            wanted.entry.url,
            self.parse_page,
            headers=headers,
            errback=self.page_failed,
            meta=meta | ({"handle_httpstatus_list": [UNCHANGED]} if check else {}),
            cb_kwargs={"wanted": wanted},
            dont_filter=True,
        )

    async def parse_page(self, response: Response, wanted: Wanted) -> AsyncIterator[PageResult | Request]:
        """The article on a page, or why there is none; then the next page of the host."""
        try:
            result = await self._result(response, wanted)
        except StoreError:
            raise
        except Exception as error:  # the edge: a page that nobody foresaw is a fault of its own, and the rest goes on
            problem = f"bug: {type(error).__name__}: {str(error)[:200]}"
            result = PageResult(
                wanted.source, wanted.watched, wanted.entry, (wanted.entry.url,), None, "bug", problem, lasting=False
            )
        yield result
        self.backlog.done(wanted.host)
        for request in self._next(wanted.host):
            yield request

    async def _result(self, response: Response, wanted: Wanted) -> PageResult:
        source, entry = wanted.source, wanted.entry
        landed = entry.url if response.url == entry.url else canonical(response.url)
        urls = tuple(dict.fromkeys((entry.url, landed)))
        about = PageResult(source, wanted.watched, entry, urls, check=wanted.check)
        if response.status == UNCHANGED:
            return replace(about, outcome="unchanged")
        if wanted.check is None and landed != entry.url and self.desk.store.is_seen(landed):
            return replace(about, urls=urls[:1], outcome="duplicate", problem=f"leads to {landed}", led_to=landed)
        fetched = Fetched(
            body=response.body,
            url=response.url,
            content_type=header(response, "Content-Type") or "",
            robots_tag=header(response, "X-Robots-Tag") or "",
            tdm_reservation=header(response, "tdm-reservation") or "",
            title=entry.title,
            published=entry.published,
            byline=entry.byline,
            language=source.language,
            look=source.judge != "none",
        )
        page = await self.desk.bounded.call(read_page, fetched, self.desk.today())
        if isinstance(page, Overrun):
            outcome = "overrun" if page.begun else "postponed"
            return replace(about, outcome=outcome, problem=page.problem, lasting=page.lasting)
        if isinstance(page, PageFault):
            return replace(about, outcome=page.kind, problem=page.problem)
        keep_raw = (source.keep or self.desk.settings.crawl.keep) == "raw"
        arrived = Arrived(
            header(response, "ETag"),
            header(response, "Last-Modified"),
            fetched.content_type,
            response.body if keep_raw else None,
        )
        return replace(about, page=page, arrived=arrived)

    def page_failed(self, failure: TwistedFailure) -> Iterator[PageResult | Request]:
        """The fault of a page that did not come; then the next page of the host."""
        wanted: Wanted = failure.request.cb_kwargs["wanted"]  # type: ignore[attr-defined]  # Scrapy adds it
        judged = judge(failure.value)
        yield PageResult(
            wanted.source,
            wanted.watched,
            wanted.entry,
            (wanted.entry.url,),
            outcome=judged.outcome,
            problem=judged.problem,
            lasting=judged.lasting,
            check=wanted.check,
        )
        self.backlog.done(wanted.host)
        yield from self._next(wanted.host)

    def meta(self, source: Source, url: str) -> dict[str, Any]:
        """What a request says of itself to the middlewares."""
        allow = source.allow_private or self.desk.settings.crawl.allow_private
        return {ALLOW_PRIVATE: allow, "pace": source.delay if same_site(url, source.url) else 0.0}


def header(response: Response, name: str) -> str | None:
    """A header's value as text, if it is there."""
    value = response.headers.get(name)
    return value.decode("latin-1").strip() if value else None


def _judged_by_entry(source: Source) -> bool:
    return source.judge == "entry" or (source.kind == "search" and source.judge != "none")


def _may_matter(entry: Entry) -> bool:
    return entry_may_matter(entry.title, entry.summary)


def _told_by_entry(wanted: Wanted) -> PageResult:
    """The article that an entry is by itself."""
    entry, source = wanted.entry, wanted.source
    page = Page(
        url=entry.url,
        title=entry.title,
        text=entry.text,
        byline=entry.byline,
        published=entry.published[:10],
        published_at=entry.published if len(entry.published) > 10 else "",
        language=source.language,
    )
    return PageResult(source, wanted.watched, entry, (entry.url,), page)
