"""Patience with hosts that are busy: Retry-After is kept.

Scrapy repeats a request to a server that said when to come back at its own pace.
"""

import asyncio
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import Response

from crawler.failures import Resting

LONGEST_WAIT = 90.0  # seconds that a crawl waits for a host; a longer rest is left to the next crawl
FIRST_WAIT = 5.0  # where a busy server names no time; doubled with each try


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
