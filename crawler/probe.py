"""A few addresses, fetched as the crawler would fetch them, with nothing stored: what checking a source is made of.

`fetch` starts a process of its own, as a crawl does, with the same settings, guards and manners: `main` is it.
"""

import base64
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import scrapy
from scrapy import Request
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from twisted.python.failure import Failure as TwistedFailure

from crawler.bounded import Bounded
from crawler.crawl import QUICKLY, CrawlFailed
from crawler.desk import Desk
from crawler.failures import judge
from crawler.guard import ALLOW_PRIVATE
from crawler.outlets import Outlets
from crawler.robots import PAGE
from crawler.settings import scrapy_settings
from crawler.sources import made
from disputes.settings import Settings
from disputes.store import Store
from disputes.types import Source

_COMMAND = [sys.executable, "-P", "-c", QUICKLY + "from crawler.probe import main; main()"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one address. `problem` is "" where it answered well; header names are in lower case."""

    asked: str
    landed: str = ""
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    problem: str = ""
    crawl_delay: float = 0.0


def fetch(
    settings: Settings,
    urls: Sequence[str],
    sources: Sequence[Source],
    *,
    allow_private: bool = False,
    page: bool = False,
) -> list[Answer]:
    """The answers of some addresses, in their order. `page`: they are articles, for which reservations count.

    `sources` tell which sites are off limits. Raises CrawlFailed where the process broke off.
    """
    job = {
        "settings": settings.model_dump_json(),
        "urls": list(urls),
        "sources": [asdict(source) for source in sources],
        "allow_private": allow_private,
        "page": page,
    }
    done = subprocess.run(_COMMAND, input=json.dumps(job) + "\n", capture_output=True, text=True, encoding="utf-8")
    if done.returncode or not done.stdout:
        said = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise CrawlFailed(f"the check broke off (exit status {done.returncode}): {said[:300]}")
    answers = {raw["asked"]: Answer(**raw | {"body": base64.b64decode(raw["body"])}) for raw in json.loads(done.stdout)}
    return [answers.get(url, Answer(url, problem="no answer")) for url in urls]


class ProbeSpider(scrapy.Spider):
    """Fetches each address once."""

    name = "probe"

    def __init__(
        self, *, desk: Desk, urls: Sequence[str], meta: dict[str, Any], found: list[Answer], **kw: Any
    ) -> None:
        super().__init__(**kw)
        self.desk = desk
        self._urls, self._meta, self._found = urls, meta, found

    async def start(self) -> AsyncIterator[Request]:
        """A request for each address."""
        for url in dict.fromkeys(self._urls):
            yield Request(
                url, self.came, errback=self.failed, meta=dict(self._meta), cb_kwargs={"asked": url}, dont_filter=True
            )

    def came(self, response: Response, asked: str) -> Iterator[Request]:
        """Keeps an answer."""
        headers = {name.decode("latin-1").lower(): response.headers.get(name) or b"" for name in response.headers}
        said = {name: value.decode("latin-1") for name, value in headers.items()}
        delay = float(response.meta.get("crawl_delay", 0))
        self._found.append(Answer(asked, response.url, response.status, said, response.body, "", delay))
        yield from ()

    def failed(self, failure: TwistedFailure) -> Iterator[Request]:
        """Keeps why none came."""
        judged = judge(failure.value)
        asked = failure.request.cb_kwargs["asked"]  # type: ignore[attr-defined]  # Scrapy adds it
        self._found.append(Answer(asked, status=judged.status, problem=judged.problem))
        yield from ()


def main() -> None:
    """Runs the job on standard input, in a store that is thrown away."""
    job = json.loads(sys.stdin.readline())
    settings = Settings.model_validate_json(job["settings"])
    outlets = Outlets(made(entry) for entry in job["sources"])
    found: list[Answer] = []
    options = scrapy_settings(settings) | {"ITEM_PIPELINES": {}}
    meta = {ALLOW_PRIVATE: job["allow_private"] or settings.crawl.allow_private, PAGE: job["page"]}
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "probe.db") as store:
        bounded = Bounded(workers=0, seconds=1)
        desk = Desk(settings, store, bounded, 0, say=lambda line: None, outlets=outlets)
        process = AsyncCrawlerProcess(options)
        process.crawl(ProbeSpider, desk=desk, urls=job["urls"], meta=meta, found=found)
        process.start()
    answers = [asdict(answer) | {"body": base64.b64encode(answer.body).decode("ascii")} for answer in found]
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as out:
        json.dump(answers, out)
