"""Manners beyond Scrapy's: what robots.txt means when it cannot be read, Crawl-delay, and Retry-After.

Scrapy takes an error page for a robots.txt that allows everything, ignores Crawl-delay, and repeats a request to a
server that said when to come back at its own pace.
"""

import asyncio
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.misc import build_from_crawler

from crawler.failures import Forbidden, Resting, RobotsUnknown, judge

ROBOTS_BYTES = 512 * 1024  # RFC 9309 asks for at least 500 KiB
LONGEST_CRAWL_DELAY = 60.0
LONGEST_WAIT = 90.0  # seconds that a crawl waits for a host; a longer rest is left to the next crawl
FIRST_WAIT = 5.0  # where a busy server names no time; doubled with each try


class Robots(RobotsTxtMiddleware):
    """robots.txt after RFC 9309: 4xx allows all; a server error or silence forbids all for now. Keeps Crawl-delay."""

    async def process_request(self, request: Request) -> None:  # type: ignore[override]  # no spider: it is deprecated
        """Lets the request pass, or raises Forbidden or RobotsUnknown."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        parser = await self.robot_parser(request)
        agent = self._robotstxt_useragent or self._default_useragent
        if parser is None:
            return
        if isinstance(parser, _Unreadable):
            raise RobotsUnknown(parser.problem)
        if not parser.allowed(request.url, agent):
            self._stats.inc_value("robotstxt/forbidden")
            raise Forbidden("robots.txt forbids it")
        if delay := parser.crawl_delay(agent):
            self._slow_down(request, min(float(delay), LONGEST_CRAWL_DELAY))

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500 or response.status == 429:
            self._settle(netloc, _Unreadable(f"robots.txt cannot be read: the server answers {response.status}"))
            return
        body = response.body[:ROBOTS_BYTES] if response.status < 300 else b""
        self._settle(netloc, build_from_crawler(self._parserimpl, self.crawler, body))

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        # An IgnoreRequest is a robots.txt that leads nowhere: as good as none. Anything else is silence.
        silent = not isinstance(exc, IgnoreRequest)
        self._settle(netloc, _Unreadable(f"robots.txt cannot be read: {judge(exc).problem}") if silent else None)

    def _settle(self, netloc: str, parser: Any) -> None:
        waiting: Any = self._parsers[netloc]
        self._parsers[netloc] = parser
        waiting.callback(parser)

    def _slow_down(self, request: Request, delay: float) -> None:
        """Keeps the host's own pace where it is slower than ours, and AutoThrottle away from it."""
        downloader = self.crawler.engine.downloader
        if delay <= downloader.settings.getfloat("DOWNLOAD_DELAY"):
            return
        request.meta["autothrottle_dont_adjust_delay"] = True
        key = downloader.get_slot_key(request)
        downloader.per_slot_settings[key] = {"concurrency": 1, "delay": delay, "jitter": 0}
        if (slot := downloader.slots.get(key)) is not None:
            slot.concurrency, slot.delay, slot.jitter = 1, delay, 0


class _Unreadable:
    """Stands for a robots.txt that could not be read."""

    def __init__(self, problem: str) -> None:
        self.problem = problem


class Patience(RetryMiddleware):
    """Retries as Scrapy does, but after the time that a busy server (429, 503) asks for, and never a resting host."""

    def __init__(self, settings: Any) -> None:
        super().__init__(settings)
        self._until: dict[str, float] = {}

    async def process_request(self, request: Request) -> None:
        """Waits while the host rests; raises Resting where that is too long."""
        host = urlsplit(request.url).netloc
        while (left := self._until.get(host, 0.0) - monotonic()) > 0:
            if left > LONGEST_WAIT:
                raise Resting(f"the host asks to be left alone for {left:.0f} seconds more")
            await asyncio.sleep(left)

    def process_response(  # type: ignore[override]  # no spider: it is deprecated
        self, request: Request, response: Response
    ) -> Request | Response:
        """The response, or the request again."""
        if response.status not in {429, 503}:
            return super().process_response(request, response)
        wait = retry_after(response, datetime.now(UTC))
        if wait is None:
            wait = min(FIRST_WAIT * 2 ** request.meta.get("retry_times", 0), LONGEST_WAIT)
        host = urlsplit(request.url).netloc
        self._until[host] = max(self._until.get(host, 0.0), monotonic() + wait)
        if wait > LONGEST_WAIT:
            return response
        return self._retry(request, f"{response.status}, wait {wait:.0f} s") or response


def retry_after(response: Response, now: datetime) -> float | None:
    """Seconds that a response asks to wait, from a number or a date; None where it does not say."""
    written = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if written.isdecimal():
        return float(written[:9])
    try:
        return max(0.0, (parsedate_to_datetime(written) - now).total_seconds())
    except (ValueError, TypeError):
        return None
