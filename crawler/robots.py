"""What a site says to crawlers in files of fixed places: robots.txt after RFC 9309, and the TDM Reservation Protocol's
`/.well-known/tdmrep.json`.

Each file is asked once a crawl, conditionally, and kept in the store. For robots.txt, 4xx allows all; where the server
fails or is silent, the copy that is kept counts for a month, and without one nothing may be fetched for now.
"""

import asyncio
import json
import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser

from crawler.desk import Desk
from crawler.failures import Forbidden, Reserved, RobotsUnknown, judge
from crawler.guard import ALLOW_PRIVATE
from crawler.pace import slow_down
from disputes.store import SiteFile

PAGE = "page"  # the key in a request's meta that tells a page from a feed
LARGEST = 512 * 1024  # RFC 9309 asks for at least 500 KiB
KEPT = timedelta(days=30)  # a copy counts where the server does not answer
TDM_FRESH = timedelta(hours=24)  # most sites have no such file, and need not be asked again at once
TDM_FILE = "/.well-known/tdmrep.json"


@dataclass(frozen=True, slots=True)
class Said:
    """What a site says in a file: nothing where it has none; `problem` where that could not be learnt."""

    body: bytes = b""
    problem: str = ""


class Robots:
    """Downloader middleware: a request passes at the site's own pace, or is Forbidden, Reserved, or RobotsUnknown."""

    def __init__(self, crawler: Crawler, desk: Desk) -> None:
        self._crawler = crawler
        self._desk = desk
        self._agent = crawler.settings["ROBOTSTXT_USER_AGENT"]
        self._parsed: dict[bytes, ProtegoRobotParser] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes its components; the spider is there already."""
        desk = getattr(crawler.spider, "desk", None)
        assert isinstance(desk, Desk)
        return cls(crawler, desk)

    async def process_request(self, request: Request) -> None:
        """Lets the request pass, or raises."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        pace = float(request.meta.get("pace", 0))
        if self._desk.settings.crawl.obey_robots:
            pace = max(pace, await self._obey(request))
        if pace:
            slow_down(self._crawler, request, pace)

    async def _obey(self, request: Request) -> float:
        """The delay that the site asks for, in seconds."""
        parts = urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        said = await self._ask(origin + "/robots.txt", request, fresh=timedelta(0))
        if said.problem:
            raise RobotsUnknown(f"robots.txt cannot be read: {said.problem}")
        if said.body not in self._parsed:
            self._parsed[said.body] = ProtegoRobotParser.from_crawler(self._crawler, said.body)
        rules = self._parsed[said.body]
        if not rules.allowed(request.url, self._agent):
            raise Forbidden("robots.txt forbids it")
        if request.meta.get(PAGE) and rules.allowed(origin + TDM_FILE, self._agent):
            reserved = await self._ask(origin + TDM_FILE, request, fresh=TDM_FRESH)
            if reserves(reserved.body, parts.path or "/"):
                raise Reserved(f"{TDM_FILE}: the owner reserves text and data mining")
        delay = float(rules.crawl_delay(self._agent) or 0)
        request.meta["crawl_delay"] = delay
        return delay

    async def _ask(self, url: str, request: Request, *, fresh: timedelta) -> Said:
        """What a file says, asked once a crawl."""
        allow_private = bool(request.meta.get(ALLOW_PRIVATE))
        key = url, allow_private
        if key not in self._desk.said:
            self._desk.said[key] = asyncio.ensure_future(self._fetch(url, allow_private, fresh))
        return await asyncio.shield(self._desk.said[key])

    async def _fetch(self, url: str, allow_private: bool, fresh: timedelta) -> Said:
        kept = self._desk.store.site_file(url)
        age = self._desk.clock() - datetime.fromisoformat(kept.checked_at) if kept else KEPT
        if kept and timedelta(0) <= age < fresh:
            return Said(kept.body)
        try:
            response = await self._crawler.engine.download_async(_request(url, kept, allow_private))
        except Exception as error:
            judged = judge(error)
            nowhere = isinstance(error, IgnoreRequest) and judged.lasting  # as good as none
            return Said() if nowhere else _instead(kept, age, judged.problem)
        if response.status >= 500 or response.status == 429:
            return _instead(kept, age, f"the server answers {response.status}")
        file = _file(url, response, kept, self._desk.now())
        self._desk.store.keep_site_file(file)
        return Said(file.body)


def reserves(body: bytes, path: str) -> bool:
    """Whether a tdmrep.json reserves the rights of mining for a path: the first rule that fits it decides."""
    try:
        rules = json.loads(body)
    except (ValueError, RecursionError):
        return False
    for rule in rules if isinstance(rules, list) else ():
        location = rule.get("location") if isinstance(rule, dict) else None
        if isinstance(location, str) and _fits(location, path):
            return str(rule.get("tdm-reservation")) == "1"
    return False


def _fits(location: str, path: str) -> bool:
    """Whether a path begins as a location says; "*" stands for anything, and "$" ends it."""
    pattern = re.escape(location[:500]).replace(r"\*", ".*")
    return re.match(pattern.removesuffix(r"\$") + ("$" if location.endswith("$") else ""), path) is not None


def _request(url: str, kept: SiteFile | None, allow_private: bool) -> Request:
    headers = {"If-None-Match": kept and kept.etag, "If-Modified-Since": kept and kept.last_modified}
    return Request(
        url,
        callback=NO_CALLBACK,
        headers={name: value for name, value in headers.items() if value},
        meta={"dont_obey_robotstxt": True, ALLOW_PRIVATE: allow_private},
        priority=1000,
    )


def _instead(kept: SiteFile | None, age: timedelta, problem: str) -> Said:
    return Said(kept.body) if kept and age < KEPT else Said(problem=problem)


def _file(url: str, response: Response, kept: SiteFile | None, now: str) -> SiteFile:
    if response.status == 304 and kept:
        return replace(kept, checked_at=now)

    def header(name: str) -> str | None:
        value: Any = response.headers.get(name)
        return value.decode("latin-1").strip() if value else None

    body = response.body[:LARGEST] if response.status < 300 else b""
    return SiteFile(url, response.status, body, header("ETag"), header("Last-Modified"), now)
