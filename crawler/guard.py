"""The gate that every request passes, redirects and robots.txt included: only http(s), only public addresses.

Names are resolved here through the resolver whose memory the connection then uses, so that a name cannot lead to one
address while it is checked and to another while it is fetched.
"""

from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.utils.defer import maybe_deferred_to_future

from crawler.addresses import is_public, literal_address, refusal
from crawler.failures import Refused

ALLOW_PRIVATE = "allow_private"  # the key in a request's meta


class AddressGuard:
    """Downloader middleware; stands before robots.txt is asked."""

    def __init__(self) -> None:
        self._private_origins: set[str] = set()

    @classmethod
    def from_crawler(cls, _crawler: Crawler) -> Self:
        """As Scrapy makes its components."""
        return cls()

    async def process_request(self, request: Request) -> None:
        """Lets the request pass or raises Refused."""
        if problem := refusal(request.url):
            raise Refused(problem)
        parts = urlsplit(request.url)
        if request.meta.get(ALLOW_PRIVATE):
            self._private_origins.add(parts.netloc)
            return
        # robots.txt is asked by a request of Scrapy's own, which bears no mark of the source it is for.
        if parts.netloc in self._private_origins and request.meta.get("dont_obey_robotstxt"):
            return
        address = await _resolve(parts.hostname or "")
        if address is not None and not is_public(address):
            raise Refused(f"{parts.hostname} leads into a private network ({address})")


async def _resolve(host: str) -> str | None:
    """The IP address of a host; None where there is none, which the download then reports."""
    if literal := literal_address(host):
        return literal
    from twisted.internet import reactor

    try:
        address: str = await maybe_deferred_to_future(reactor.resolve(host))  # type: ignore[arg-type]  # takes a str
    except Exception:  # the resolver's many ways of saying no
        return None
    return address
