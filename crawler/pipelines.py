"""The only writer of a crawl: results into the store, each in one transaction, so that a kill leaves no half of any.

An article and the word that its address was seen are written together; a feed's ETag only when all its pages are done.
"""

import asyncio
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Self
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.addresses import article_id
from crawler.desk import Desk, Finished
from crawler.duplicates import CONTAINED, Sketch, Stories, containment, hashed_shingles, pack, sketch_of, unpack
from crawler.page import Page
from crawler.results import PageResult, Watched
from crawler.spiders.watch import WatchSpider
from crawler.versions import change_of
from disputes.errors import StoreError
from disputes.store import PageCheck
from disputes.store.pages import Change
from disputes.types import Article

COPIED_WITHIN = timedelta(days=45)  # of the first copy's arrival; a store of years need not be read for each crawl

MOST_TRIES = 3  # of a page that is never read in time; then it is given up, or it would take its time of every crawl

# What a site yields that changed its mark-up, or shut its pages to us.
WITHOUT_TEXT = frozenset({"no_text", "not_html", "overrun", "http_error"})


class StoreWriter:
    """Item pipeline: `Watched` and `PageResult` in, rows out."""

    def __init__(self, crawler: Crawler, desk: Desk) -> None:
        self._crawler = crawler
        self._desk = desk
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
        desk.say(f"{item.source.name}: {item.error or f'{len(item.new)} new of {item.entries}'}")
        if not item.is_index:
            desk.store.note_answer(item.source.id, desk.now(), problem=item.error or "", new_entries=len(item.new))
        if item.new:
            desk.store.leave_pages(item.source.id, ((entry.url, entry.to_json()) for entry in item.new), desk.now())
        if item.part_of:
            desk.tally.settle(item.part_of, lasting=item.error is None)
            self._finish(item.part_of)
        elif item.unchanged or item.error is not None:
            self._keep_state(item)
        else:
            self._record(item, error=f"unfinished: {len(item.new)} pages to fetch")
            self._finish(item.url)

    def _page(self, item: PageResult) -> None:
        desk, item = self._desk, self._patiently(item)
        if item.check is not None:
            self._look_again(item, item.check)
        elif item.page is not None:
            self._store(item, item.page)
        elif item.lasting:
            self._judge(item, desk.store.article_at(item.led_to) if item.led_to else None)
        if item.outcome == "bug":
            desk.fault(item.urls[0], item.problem)
        elif item.problem and item.outcome != "duplicate":
            desk.page_fault(item.source.id, item.urls[0], item.problem)
        else:
            desk.came[item.source.id] += 1
        if item.lasting and item.check is None:
            desk.release(item.entry.url)
        desk.counts[item.outcome] += item.page is None
        desk.tally.settle(item.watched, lasting=item.lasting)
        self._finish(item.watched)

    def _patiently(self, item: PageResult) -> PageResult:
        """The result, of which the store knows that it is to be tried again; or after the last try, one that lasts."""
        overrun = item.outcome == "overrun"
        if item.lasting or (item.check is not None and not overrun):  # its look stays due
            return item
        source_id = "" if item.check else item.source.id
        tries = self._desk.store.leave_page(
            item.entry.url, source_id, item.entry.to_json(), self._desk.now(), overrun=overrun
        )
        if tries < MOST_TRIES:
            return item
        return replace(item, lasting=True, problem=f"{item.problem}; given up after {tries} tries")

    def _judge(self, item: PageResult, article_id: str | None = None) -> None:
        """Keeps what became of addresses that brought no new article."""
        store, source_id, now = self._desk.store, item.source.id, self._desk.now()
        with store.transaction():
            for url in item.urls:
                store.mark_seen(url, source_id, article_id, item.outcome, item.problem, now)
            store.count_for(source_id, now, pages=1, without_text=int(item.outcome in WITHOUT_TEXT))

    def _store(self, item: PageResult, page: Page) -> None:
        desk, source, now = self._desk, item.source, self._desk.now()
        packed = page.shingles or pack(hashed_shingles(page.text))
        sketch = sketch_of(packed)
        if (original := self._copied(page, sketch)) is not None:
            self._judge(replace(item, outcome="duplicate", problem=f"a copy of {page.original}"), original)
            desk.counts["duplicate"] += 1
            return
        article = self._article(item, page)
        story = self._known().story_of(article.id, sketch)
        keep = source.keep or desk.settings.crawl.keep
        with desk.store.transaction():
            added = desk.store.add_article(
                article,
                content_hash=digest(page.text),
                story_id=story,
                keep="quotes" if keep == "quotes" else "text",
            )
            outcome = "stored" if added else "duplicate"
            desk.store.count_for(source.id, now, pages=1, articles=1, characters=len(page.text))
            for url in dict.fromkeys((*item.urls, page.url)):
                if added or desk.store.article_at(url) is None:  # the address that stored it keeps its word
                    desk.store.mark_seen(url, source.id, article.id, outcome, "", now)
            if added:
                desk.store.keep_shingles(article.id, packed)
                self._keep_arrived(item, article.id, 0)
        desk.counts[outcome] += 1
        if added:
            self._known().add(article.id, story, sketch)
            desk.counts["copies"] += story != article.id
            desk.say(f"{source.name}: {page.title}")

    def _copied(self, page: Page, sketch: Sketch) -> str | None:
        """The kept article that a page says it is a copy of, where the texts bear that out."""
        original = self._desk.store.article_at(page.original) if page.original else None
        if original is None or containment(sketch.shingles(), unpack(self._desk.store.shingles(original))) < CONTAINED:
            return None
        return original

    def _article(self, item: PageResult, page: Page) -> Article:
        source = item.source
        outlet = source.name
        if source.kind == "search":
            outlet = self._desk.outlets.name(page.url) or item.entry.outlet or page.outlet or urlsplit(page.url).netloc
        return Article(
            id=article_id(page.url),
            title=page.title,
            published=page.published,
            text=page.text,
            url=page.url,
            outlet=outlet,
            byline=page.byline,
            source_id=source.id,
            published_at=page.published_at,
            fetched_at=self._desk.now(),
            language=page.language,
        )

    def _look_again(self, item: PageResult, check: PageCheck) -> None:
        """A page that is kept was fetched again: a change becomes a version of its article."""
        if not item.lasting:
            return  # no answer: the next crawl looks again
        desk, page = self._desk, item.page
        article = desk.store.article(check.article_id)
        with desk.store.transaction():
            self._keep_arrived(item, check.article_id, check.checks + 1)
            if page is None or article is None:
                return
            change = self._change(article, page)
            if change is None:
                return
            desk.store.add_version(
                article.id,
                title=page.title,
                text=page.text,
                content_hash=digest(page.text),
                change=change,
                seen_at=desk.now(),
            )
        desk.counts["changed"] += 1
        desk.say(f"{item.source.name}: changed ({change}): {page.title}")

    def _change(self, article: Article, page: Page) -> Change | None:
        """What changed since the last version; where the text is not kept, only that it did can be known."""
        store = self._desk.store
        versions = store.versions(article.id)
        title, last = (versions[-1].title, versions[-1].content_hash) if versions else (article.title, "")
        if (last or store.content_hash(article.id)) == digest(page.text):
            return None if title == page.title else "headline"
        text = versions[-1].text if versions else article.text
        if store.keeps_quotes_only(article.id):
            return "text"
        return change_of(title, text, page.title, page.text)

    def _keep_arrived(self, item: PageResult, article_id: str, checks: int) -> None:
        """What a page came with; nothing for an article that is no page."""
        store, arrived, entry = self._desk.store, item.arrived, item.entry
        if entry.text:
            return
        before = item.check if item.outcome == "unchanged" else None
        store.keep_check(
            PageCheck(
                url=entry.url,
                article_id=article_id,
                source_id=item.source.id,
                etag=before.etag if before else arrived.etag,
                last_modified=before.last_modified if before else arrived.last_modified,
                announced_title=entry.title,
                announced_update=entry.updated,
                checks=checks,
                checked_at=self._desk.now(),
            )
        )
        if arrived.raw is not None:
            store.keep_raw(
                article_id,
                url=item.urls[-1],
                content_type=arrived.content_type,
                body=arrived.raw,
                fetched_at=self._desk.now(),
            )

    def _known(self) -> Stories:
        """The stories of the last weeks, read when the first article arrives: most crawls bring none."""
        if self._desk.stories is None:
            stories = Stories(self._desk.store.shingles)
            since = (self._desk.clock() - COPIED_WITHIN).isoformat(timespec="seconds")
            for known_id, story_id, packed in self._desk.store.recent_shingles(since):
                stories.add(known_id, story_id, sketch_of(packed))
            self._desk.stories = stories
        return self._desk.stories

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


def digest(text: str) -> str:
    """By which an identical text is known."""
    return sha256(text.encode()).hexdigest()


def _left_over(finished: Finished) -> str | None:
    return f"{finished.again} pages must be tried again" if finished.again else None
