"""The gate that every request passes, redirects and robots.txt included: only http(s), only public addresses.

Names are resolved here through the resolver whose memory the connection then uses, so that a name cannot lead to one
address while it is checked and to another while it is fetched.
"""

from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.utils.defer import maybe_deferred_to_future

from crawler.addresses import is_public, literal_address, refusal
from crawler.desk import Desk
from crawler.failures import Refused

ALLOW_PRIVATE = "allow_private"  # the key in a request's meta


class AddressGuard:
    """Downloader middleware; stands before robots.txt is asked."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes its components; the spider is there already."""
        desk = getattr(crawler.spider, "desk", None)
        assert isinstance(desk, Desk)
        return cls(desk)

    async def process_request(self, request: Request) -> None:
        """Lets the request pass, or raises Refused, or CannotResolveHostError for a name that leads nowhere."""
        if self._desk.fatal is not None:
            raise Refused("the crawl is ending")
        if problem := refusal(request.url):
            raise Refused(problem)
        if reason := self._desk.outlets.off_limits(request.url):
            raise Refused(f"off limits by the file of sources: {reason}")
        if request.meta.get(ALLOW_PRIVATE):
            return
        parts = urlsplit(request.url)
        address = await _resolve(parts.hostname or "")
        if not is_public(address):
            raise Refused(f"{parts.hostname} leads into a private network ({address})")


async def _resolve(host: str) -> str:
    """The IP address of a host. Raises CannotResolveHostError: left to the download, a name could lead inside then."""
    if literal := literal_address(host):
        return literal
    from twisted.internet import reactor

    try:
        address: str = await maybe_deferred_to_future(reactor.resolve(host))  # type: ignore[arg-type]  # takes a str
    except Exception as error:  # the resolver's many ways of saying no
        raise CannotResolveHostError(host) from error
    return address
