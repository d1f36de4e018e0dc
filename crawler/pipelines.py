"""The only writer of a crawl: results into the store, each in one transaction, so that a kill leaves no half of any.

An article and the word that its address was seen are written together; a feed's ETag only when all its pages are done.
"""

import asyncio
from datetime import timedelta
from hashlib import sha256
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.addresses import article_id
from crawler.desk import Desk, Finished
from crawler.duplicates import Stories
from crawler.page import Page
from crawler.results import PageResult, Watched
from crawler.spiders.watch import WatchSpider
from disputes.errors import StoreError
from disputes.types import Article

COPIED_WITHIN = timedelta(days=45)  # of the first copy's arrival; a store of years need not be read for each crawl

WITHOUT_TEXT = frozenset({"no_text", "not_html", "overrun"})  # a site that changed its mark-up yields these


class StoreWriter:
    """Item pipeline: `Watched` and `PageResult` in, rows out."""

    def __init__(self, crawler: Crawler, desk: Desk) -> None:
        self._crawler = crawler
        self._desk = desk
        self._stories: Stories | None = None
        self._closing: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes its components; the spider is there already."""
        spider = crawler.spider
        assert isinstance(spider, WatchSpider)
        return cls(crawler, spider.desk)

    async def process_item(self, item: Watched | PageResult) -> Watched | PageResult:
        """Writes one result. A store that cannot be written ends the crawl."""
        if self._desk.fatal is not None:
            raise DropItem("the store failed", log_level="DEBUG")
        try:
            if isinstance(item, Watched):
                self._watched(item)
            else:
                self._page(item)
        except StoreError as error:
            self._desk.fatal = error
            self._closing = asyncio.get_running_loop().create_task(
                self._crawler.engine.close_spider_async(reason="store failed")
            )
        return item

    def _watched(self, item: Watched) -> None:
        desk = self._desk
        desk.counts["unchanged"] += item.unchanged
        desk.counts["entries"] += item.entries
        desk.counts["unusable"] += item.unusable
        if item.unusable:
            desk.say(f"{item.source.name}: {item.unusable} entries without a usable address at {item.url}")
        if item.error is not None:
            desk.counts["failed_sources"] += 1
            desk.fault(item.url, item.error)
        desk.say(f"{item.source.name}: {item.error or f'{item.new} new of {item.entries}'}")
        if not item.is_index:
            desk.store.note_answer(item.source.id, desk.now(), problem=item.error or "", new_entries=item.new)
        if item.part_of:
            desk.tally.settle(item.part_of, lasting=item.error is None)
            self._finish(item.part_of)
        elif item.unchanged or item.error is not None:
            self._keep_state(item)
        else:
            self._record(item, error=f"unfinished: {item.new} pages to fetch")
            self._finish(item.url)

    def _page(self, item: PageResult) -> None:
        desk = self._desk
        if item.page is not None:
            self._store(item, item.page)
        elif item.lasting:
            with desk.store.transaction():
                for url in item.urls:
                    desk.store.mark_seen(url, item.source.id, None, item.outcome, item.problem, desk.now())
                without_text = int(item.outcome in WITHOUT_TEXT)
                desk.store.count_for(item.source.id, desk.now(), pages=1, without_text=without_text)
        if item.problem and item.outcome != "duplicate":
            desk.fault(item.urls[0], item.problem)
        desk.counts[item.outcome] += item.page is None
        desk.tally.settle(item.watched, lasting=item.lasting)
        self._finish(item.watched)

    def _store(self, item: PageResult, page: Page) -> None:
        desk, source = self._desk, item.source
        article = Article(
            id=article_id(page.url),
            title=page.title,
            published=page.published,
            text=page.text,
            url=page.url,
            outlet=source.name,
            byline=page.byline,
            source_id=source.id,
            published_at=page.published_at,
            fetched_at=desk.now(),
            language=page.language,
        )
        story = self._known().story_of(article.id, page.text)
        with desk.store.transaction():
            added = desk.store.add_article(article, content_hash=sha256(page.text.encode()).hexdigest(), story_id=story)
            outcome = "stored" if added else "duplicate"
            desk.store.count_for(source.id, desk.now(), pages=1, articles=1, characters=len(page.text))
            for url in dict.fromkeys((*item.urls, page.url)):
                desk.store.mark_seen(url, source.id, article.id, outcome, "", desk.now())
        desk.counts[outcome] += 1
        if added:
            self._known().add(article.id, story, page.text)
            desk.counts["copies"] += story != article.id
            desk.say(f"{source.name}: {page.title}")

    def _known(self) -> Stories:
        """The stories of the last weeks, read when the first article arrives: most crawls bring none."""
        if self._stories is None:
            self._stories = Stories()
            since = (self._desk.clock() - COPIED_WITHIN).isoformat(timespec="seconds")
            for row in self._desk.store.rows(
                "SELECT id, story_id, text FROM articles WHERE fetched_at >= ? ORDER BY number", [since]
            ):
                self._stories.add(row["id"], row["story_id"], row["text"])
        return self._stories

    def _finish(self, url: str) -> None:
        finished = self._desk.tally.finished(url)
        if finished is not None:
            self._record(finished.watched, error=_left_over(finished), keep_validators=finished.keep_validators)

    def _record(self, item: Watched, *, error: str | None, keep_validators: bool = False) -> None:
        self._desk.store.record_feed(
            item.url,
            source_id=item.source.id,
            checked_at=self._desk.now(),
            etag=item.etag if keep_validators else None,
            last_modified=item.last_modified if keep_validators else None,
            status=item.status,
            error=error,
            items=item.entries,
        )

    def _keep_state(self, item: Watched) -> None:
        """After a 304 or a fault: what the last good answer said stays."""
        before = self._desk.store.feed_state(item.url)
        self._desk.store.record_feed(
            item.url,
            source_id=item.source.id,
            checked_at=self._desk.now(),
            etag=before.etag if before else None,
            last_modified=before.last_modified if before else None,
            status=item.status,
            error=item.error,
            items=before.items if before else None,
        )


def _left_over(finished: Finished) -> str | None:
    return f"{finished.again} pages must be tried again" if finished.again else None
