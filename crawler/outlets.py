"""Whose page an address is, by the sites of the sources: what an article that a search found is credited to, and whose
pages are never fetched, because the owner forbids robots or collection."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from courlan import extract_domain

from disputes.types import Source


class Outlets:
    """The sites of all sources, those that are not enabled included."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._names: dict[str, str] = {}
        self._closed: dict[str, str] = {}
        for source in sources:
            if source.kind in {"docket", "search"} or not (domain := _domain(source.homepage)):
                continue
            self._names.setdefault(domain, source.name)
            if source.off_limits:
                self._closed.setdefault(domain, source.reason)

    def name(self, url: str) -> str:
        """The outlet at an address; "" where no source is of that site."""
        return self._names.get(_domain(url), "")

    def off_limits(self, url: str) -> str:
        """Why no page of this site may be fetched; "" where it may."""
        return self._closed.get(_domain(url), "") if self._closed else ""


def _domain(url: str) -> str:
    """The registered domain of an address, or its host where it has none."""
    host = urlsplit(url).netloc if url else ""
    return (extract_domain(url) or host) if host else ""
