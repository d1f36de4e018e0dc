import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from crawl_site import Answer, Site, articles, item, page, rss, source
from scrapy.http import Response

from crawler.crawl import crawl
from crawler.politeness import retry_after
from crawler.settings import scrapy_settings
from disputes.settings import CrawlSettings, Settings


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("Sun, 01 Mar 2026 10:00:30 GMT", 30.0),
        ("Sun, 01 Mar 2026 09:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("", None),
    ],
)
def test_retry_after(written: str, seconds: float | None) -> None:
    response = Response("http://example.com/", status=429, headers={"Retry-After": written})
    assert retry_after(response, datetime(2026, 3, 1, 10, tzinfo=UTC)) == seconds


def test_crawl_delay_is_kept_and_the_agent_is_honest(
    site_of: Callable[[dict[str, Answer]], Site], settings: Settings
) -> None:
    times: dict[str, float] = {}

    def timed(number: int) -> Answer:
        def act(handler) -> None:  # type: ignore[no-untyped-def]
            times[handler.path] = time.monotonic()
            body = page(number).encode()
            handler.wfile.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body) + body
            )

        return Answer(act=act)

    site = site_of({f"/p{number}": timed(number) for number in range(3)})
    site.pages["/feed.xml"] = rss("".join(item(f"/p{number}") for number in range(3)))
    site.pages["/robots.txt"] = Answer("User-agent: *\nCrawl-delay: 0.5", type="text/plain")
    crawl(settings, [source("s", site.base + "/feed.xml")])
    gaps = [later - earlier for earlier, later in zip(sorted(times.values()), sorted(times.values())[1:], strict=False)]
    assert len(articles(settings)) == 3
    assert min(gaps) > 0.45
    assert site.headers["/p1"]["User-Agent"] == settings.crawl.user_agent
    assert "Referer" not in site.headers["/p1"]


def test_scrapy_is_set_up_safely() -> None:
    chosen = scrapy_settings(Settings(crawl=CrawlSettings(user_agent="disputes/9 (+mailto:desk@example.com)")))
    expected = {
        "ROBOTSTXT_USER_AGENT": "disputes",
        "USER_AGENT": "disputes/9 (+mailto:desk@example.com)",
        "REMOTE_CONTROL_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DOWNLOAD_MAXSIZE": 5_000_000,
        "DOWNLOAD_TIMEOUT": 30,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": 1.0,
        "AUTOTHROTTLE_ENABLED": True,
        "COOKIES_ENABLED": False,
    }
    assert {key: chosen[key] for key in expected} == expected
    assert set(chosen["DOWNLOAD_HANDLERS"].values()) == {None}
