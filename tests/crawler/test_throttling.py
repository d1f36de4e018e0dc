"""A host that answers slowly is asked more slowly: what Scrapy's AutoThrottle makes of the delay, answer by answer."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from crawl_site import Answer, Site, item, page, rss, run_child, source

from crawler.crawl import crawl
from disputes.settings import CrawlSettings, Settings

OUR_DELAY = 0.05
SLOW = 1.0  # seconds that a slow page takes
RECORD = """
import json
from scrapy.extensions.throttle import AutoThrottle
real = AutoThrottle._response_downloaded
def record(self, response, request, spider):
    slot = self.crawler.engine.downloader.slots[request.meta["download_slot"]]
    before = slot.delay
    real(self, response, request, spider)
    path = "/" + request.url.split("/", 3)[3]
    with open({log!r}, "a") as log:
        print(json.dumps([path, response.status, request.meta["download_latency"], before, slot.delay]), file=log)
AutoThrottle._response_downloaded = record
"""


@dataclass(frozen=True)
class Answered:
    """One answer: how long it took, and the seconds between two requests to its host before it and after."""

    path: str
    status: int
    latency: float
    before: float
    after: float


def crawled(site: Site, folder: Path) -> list[Answered]:
    """Crawls a site's feed, one request after another, and gives the answers of the site in their order."""
    log = folder / "answers.jsonl"
    settings = Settings(database=folder / "disputes.db", crawl=CrawlSettings(delay=OUR_DELAY))
    with pytest.MonkeyPatch.context() as patch:
        run_child(patch, RECORD.format(log=str(log)))
        crawl(settings, [source("s", site.base + "/feed.xml")])
    return [Answered(*json.loads(line)) for line in log.read_text().splitlines()]


def _after_a_while(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(SLOW)
    body = page(1).encode()
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body) + body)


@pytest.fixture(scope="module")
def slowing(site_of: Callable[[dict[str, Answer]], Site], tmp_path_factory: pytest.TempPathFactory) -> list[Answered]:
    """The answers of a site whose second page takes long, and two of whose later ones are errors, which are quick."""
    pages = {"/p0": Answer(page(0)), "/slow": Answer(act=_after_a_while)}
    pages |= {"/gone": Answer("", 404), "/broken": Answer("", 500), "/p2": Answer(page(2))}
    site = site_of(pages | {"/feed.xml": rss("".join(item(path) for path in pages))})
    return crawled(site, Path(tmp_path_factory.mktemp("slowing")))


def test_a_host_that_answers_slowly_is_asked_more_slowly(slowing: list[Answered]) -> None:
    slow = next(answer for answer in slowing if answer.path == "/slow")
    assert slow.after == slow.latency >= SLOW
    later = slowing[slowing.index(slow) + 1 :]
    assert [answer.before for answer in later] == [slow.after, *(answer.after for answer in later[:-1])]


def test_errors_do_not_make_it_faster(slowing: list[Answered]) -> None:
    """They come quickly, as a host in trouble gives them."""
    errors = [answer for answer in slowing if answer.path in ("/gone", "/broken")]
    assert [answer.status for answer in errors] == [404, 500, 500, 500]
    for answer in errors:
        assert answer.before >= SLOW
        assert answer.after == max(answer.before, answer.latency)


def test_good_answers_make_it_faster_again_never_below_our_own_delay(slowing: list[Answered]) -> None:
    good = [answer for answer in slowing if answer.status == 200]
    assert {"/p0", "/slow", "/p2"} <= {answer.path for answer in good}
    for answer in good:
        assert answer.after == max(answer.latency, (answer.before + answer.latency) / 2, OUR_DELAY)


@pytest.mark.parametrize(("wish", "kept"), [(0.4, True), (OUR_DELAY / 5, False)])
def test_what_a_host_wishes_counts_where_it_is_slower_than_we_are(
    site_of: Callable[[dict[str, Answer]], Site], tmp_path: Path, wish: float, kept: bool
) -> None:
    """However quickly it answers; and a wish to be asked faster than we ask anybody is none."""
    site = site_of({f"/p{number}": Answer(page(number)) for number in range(3)})
    site.pages["/feed.xml"] = rss("".join(item(f"/p{number}") for number in range(3)))
    site.pages["/robots.txt"] = Answer(f"User-agent: *\nCrawl-delay: {wish}", type="text/plain")
    answers = [answer for answer in crawled(site, tmp_path) if answer.path != "/robots.txt"]
    assert {"/feed.xml", "/p0", "/p1", "/p2"} <= {answer.path for answer in answers}
    assert all((answer.before, answer.after) == (wish, wish) for answer in answers) == kept
    assert all(answer.after >= OUR_DELAY for answer in answers)
