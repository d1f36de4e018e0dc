"""The process that one crawl runs in: a job as one line of JSON in, lines of progress and a summary out.

Twisted's reactor starts only once in a process, and a crawl must be stoppable by a kill, so `crawler.crawl` starts
this afresh each time. When the other end of standard input is gone, the crawl stops too.
"""

import contextlib
import gc
import json
import logging
import os
import signal
import sys
import threading
from collections.abc import Sequence
from dataclasses import asdict
from typing import IO, Any

import scrapy.core.downloader.handlers.http11  # noqa: F401  # it asks for the whole stack thrice, which is short now
from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from twisted.python.failure import Failure

from crawler import clock
from crawler.bounded import Bounded
from crawler.desk import Desk
from crawler.outlets import Outlets
from crawler.settings import scrapy_settings
from crawler.sources import addresses, enabled, made
from crawler.spiders.docket import DocketSpider
from crawler.spiders.feed import FeedSpider
from crawler.spiders.listing import ListingSpider
from crawler.spiders.news_sitemap import NewsSitemapSpider
from crawler.spiders.search import SearchSpider
from crawler.spiders.watch import WatchSpider
from crawler.summary import CrawlSummary
from disputes.errors import DisputesError, StoreError
from disputes.settings import Settings
from disputes.store import Store
from disputes.store.lock import alone
from disputes.types import Source

SPIDERS: tuple[type[WatchSpider], ...] = (DocketSpider, FeedSpider, NewsSitemapSpider, ListingSpider, SearchSpider)
PAGE_SECONDS = 20.0
MAX_WORKERS = 4


def main() -> None:
    """Runs the job on standard input. Exit status 0 when a summary or an error was written, whatever it says."""
    job = json.loads(sys.stdin.readline())
    out = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)  # whatever else prints must not be taken for an answer
    settings = Settings.model_validate_json(job["settings"])
    sources = [made(entry) for entry in job["sources"]]
    logging.disable(logging.INFO)  # Scrapy makes a record of every request, whatever its handler leaves out
    gc.freeze()  # what is imported by now stays: the collector need not go through it again and again
    threading.Thread(target=_stop_when_orphaned, daemon=True).start()
    try:
        with alone(settings.database, "crawl"), Store.open(settings.database) as store:
            store.keep_sources(sources)
            asked = [source for source in enabled(sources) if not job["only"] or source.id in job["only"]]
            summary = _crawl(settings, asked, Outlets(sources), store, out)
        _write(out, {"summary": asdict(summary)})
    except StoreError as error:
        _write(out, {"error": str(error), "kind": type(error).__name__})
    except DisputesError as error:
        _write(out, {"error": str(error), "kind": "CrawlFailed"})


def _crawl(settings: Settings, sources: Sequence[Source], outlets: Outlets, store: Store, out: IO[str]) -> CrawlSummary:
    bounded = Bounded(workers=min((os.cpu_count() or 1) + 1, MAX_WORKERS), seconds=PAGE_SECONDS)
    recorded = store.last_run("crawl")
    run_id = store.start_run("crawl", clock.now().isoformat(timespec="seconds"))
    desk = Desk(settings, store, bounded, run_id, say=lambda line: _say(out, line), outlets=outlets, recorded=recorded)
    desk.counts["sources"] = len(sources)
    if any(_answers_anew(store, url) for source in sources for url in addresses(source)):
        bounded.warm()  # while Scrapy starts and the first answers come
    try:
        _run_spiders(desk, sources)
    finally:
        bounded.close()
    if desk.fatal is not None:
        raise desk.fatal
    summary = CrawlSummary.of(desk)
    store.finish_run(
        run_id, desk.now(), done=summary.articles, failed=desk.counts["faults"], skipped=desk.counts["duplicate"]
    )
    return summary


def _answers_anew(store: Store, url: str) -> bool:
    """Whether an address cannot be asked conditionally, so that there will be something to read."""
    state = store.feed_state(url)
    return state is None or not (state.etag or state.last_modified)


def _run_spiders(desk: Desk, sources: Sequence[Source]) -> None:
    """One spider after another: side by side, each would keep its own count of the requests to a host."""
    process = AsyncCrawlerProcess(scrapy_settings(desk.settings))
    waiting = [(spider, chosen) for spider in SPIDERS if (chosen := [s for s in sources if s.kind == spider.kind])]

    def start_next(_: Any = None) -> None:
        if not waiting or desk.stopped or desk.fatal is not None:
            return
        spider, chosen = waiting.pop(0)
        crawler = process.create_crawler(spider)
        _listen(crawler, desk)
        task = process.crawl(crawler, desk=desk, sources=chosen)
        task.add_done_callback(lambda done: _note_end(done, crawler, desk))
        task.add_done_callback(start_next)

    start_next()
    if process.crawlers:
        process.start()


def _listen(crawler: Crawler, desk: Desk) -> None:
    """Exceptions that nobody foresaw are faults of their page; one from the store ends the crawl."""

    def note(failure: Failure, response: Any = None, **_: Any) -> None:
        if isinstance(failure.value, StoreError):
            desk.fatal = failure.value
            return
        place = getattr(response, "url", "crawler")
        desk.fault(place, f"bug: {type(failure.value).__name__}: {str(failure.value)[:200]}")

    crawler.signals.connect(note, signal=signals.spider_error, weak=False)
    crawler.signals.connect(note, signal=signals.item_error, weak=False)


def _note_end(task: Any, crawler: Crawler, desk: Desk) -> None:
    """A crawl that did not start, or did not finish, does not show in any exit status: it must be asked."""
    name = crawler.spidercls.name
    if task.cancelled():
        desk.fatal = desk.fatal or DisputesError(f"the {name} spider was cancelled")
    elif (error := task.exception()) is not None:
        problem = error if isinstance(error, StoreError) else None
        desk.fatal = desk.fatal or problem or DisputesError(f"the {name} spider did not start: {error}")
    elif (reason := crawler.stats.get_value("finish_reason")) == "shutdown":
        desk.stopped = True
    elif reason != "finished":
        desk.fatal = desk.fatal or DisputesError(f"the {name} spider ended early: {reason}")


def _stop_when_orphaned() -> None:
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)


def _say(out: IO[str], line: str) -> None:
    with contextlib.suppress(BrokenPipeError):  # nobody listens any more: the crawl is told to stop elsewhere
        _write(out, {"progress": line})


def _write(out: IO[str], message: dict[str, Any]) -> None:
    out.write(json.dumps(message) + "\n")
