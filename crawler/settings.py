"""The project's settings -> Scrapy's, with everything spelt out that matters for safety and manners.

Scrapy's defaults are not ours: it would open a remote-control port, follow `file://` links out of feeds, accept any
certificate, read a gigabyte into memory and ignore robots.txt.
"""

from typing import Any

from disputes.settings import Settings

MAX_REDIRECTS = 5
SHORTEST_DELAY = 0.001  # seconds: with none at all Scrapy starts all that waits for a host, whatever its concurrency
MAX_THROTTLE = 60.0  # seconds between two requests to a host that answers ever more slowly


def scrapy_settings(settings: Settings) -> dict[str, Any]:
    """Settings for a crawl, complete: nothing is taken from a scrapy.cfg or the environment."""
    return _manners(settings) | _safety(settings) | _parts()


def _manners(settings: Settings) -> dict[str, Any]:
    crawl = settings.crawl
    return {
        "USER_AGENT": crawl.user_agent,
        "ROBOTSTXT_USER_AGENT": crawl.user_agent.split("/")[0].split(" ")[0],
        "CONCURRENT_REQUESTS": 32,
        "CONCURRENT_ITEMS": 2,  # for each of them Scrapy starts a task at every answer; the one writer needs no more
        "CONCURRENT_REQUESTS_PER_DOMAIN": crawl.concurrency_per_domain,
        "DOWNLOAD_DELAY": max(crawl.delay, SHORTEST_DELAY if crawl.concurrency_per_domain == 1 else 0.0),
        "DOWNLOAD_DELAY_JITTER": 0.25,
        "AUTOTHROTTLE_ENABLED": crawl.delay > 0,
        "AUTOTHROTTLE_START_DELAY": crawl.delay,
        "AUTOTHROTTLE_MAX_DELAY": max(MAX_THROTTLE, crawl.delay),
        "AUTOTHROTTLE_TARGET_CONCURRENCY": float(crawl.concurrency_per_domain),
        "RETRY_TIMES": 2,
        "RETRY_GIVE_UP_LOG_LEVEL": "INFO",  # what is given up is recorded as a fault
        "COOKIES_ENABLED": False,
        "REFERER_ENABLED": False,
    }


def _safety(settings: Settings) -> dict[str, Any]:
    crawl = settings.crawl
    return {
        "REMOTE_CONTROL_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "DOWNLOAD_HANDLERS": {"data": None, "file": None, "ftp": None, "s3": None},
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DOWNLOAD_MAXSIZE": crawl.max_size,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_TIMEOUT": crawl.timeout,
        "DOWNLOAD_FAIL_ON_DATALOSS": True,
        "DNS_TIMEOUT": min(10.0, crawl.timeout),
        "REDIRECT_MAX_TIMES": MAX_REDIRECTS,
        "METAREFRESH_ENABLED": False,
        "HTTPPROXY_ENABLED": False,  # a proxy would resolve names itself, and addresses could not be checked
        "HTTPCACHE_ENABLED": False,
        "MEMUSAGE_ENABLED": False,
        "LOG_LEVEL": "WARNING",
        "STATS_DUMP": False,
        "DOWNLOADER_STATS": False,
        "LOGSTATS_INTERVAL": 0,
    }


def _parts() -> dict[str, Any]:
    return {
        "BOT_NAME": "disputes",
        "DOWNLOADER_MIDDLEWARES": {
            "crawler.guard.AddressGuard": 60,
            "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
            "crawler.robots.Robots": 100,
            "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
            "crawler.politeness.Patience": 550,
        },
        # What each answer and each item would pass for nothing: the guard bounds addresses, and nothing is followed.
        "SPIDER_MIDDLEWARES": {
            "scrapy.spidermiddlewares.start.StartSpiderMiddleware": None,
            "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
            "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
            "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
        },
        "ITEM_PIPELINES": {"crawler.pipelines.StoreWriter": 100},
        "TWISTED_DNS_RESOLVER": "scrapy.resolver.CachingThreadedResolver",  # the guard checks what this one remembers
    }
