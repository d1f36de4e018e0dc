"""How fast a host is asked: its own wish (Crawl-delay, or what its source's entry says) before the settings'."""

from scrapy import Request
from scrapy.crawler import Crawler

LONGEST = 60.0  # seconds between two requests, whatever a site says


def slow_down(crawler: Crawler, request: Request, delay: float) -> None:
    """Keeps a host's own pace, in seconds, where it is slower than ours, and AutoThrottle away from it."""
    assert crawler.engine is not None
    downloader = crawler.engine.downloader
    delay = min(delay, LONGEST)
    if delay <= downloader.settings.getfloat("DOWNLOAD_DELAY"):
        return
    request.meta["autothrottle_dont_adjust_delay"] = True
    key = downloader.get_slot_key(request)
    downloader.per_slot_settings[key] = {"concurrency": 1, "delay": delay, "jitter": 0}
    if (slot := downloader.slots.get(key)) is not None:
        slot.concurrency, slot.delay, slot.jitter = 1, delay, 0
