"""The bytes of a news sitemap -> its entries with title and date, or the sitemaps that an index names.

Scrapy's own reader drops title and date, so this one reads the elements by their names with lxml: no entities, no
network, no DTD. Call `read_sitemap` through `crawler.bounded`.
"""

from collections.abc import Iterator

from lxml import etree

from crawler.addresses import absolute
from crawler.dates import parse_time
from crawler.feeds import Announced, Entry, FeedFault, gather, unpack
from crawler.text import plain

MAX_SITEMAP_BYTES = 20_000_000
MAX_INDEXES = 50
MAX_ENTRIES = 50_000  # the protocol's own limit


def read_sitemap(body: bytes, url: str, content_type: str = "") -> Announced | FeedFault:
    """The articles of a news sitemap, or the addresses of the sitemaps in an index.

    Places without news elements are sections, archives and the like: indexes list them beside the news, and they are
    passed over.
    """
    unpacked = unpack(body, MAX_SITEMAP_BYTES)
    if isinstance(unpacked, FeedFault):
        return unpacked
    root = _root(unpacked)
    name = etree.QName(root).localname if root is not None and isinstance(root.tag, str) else ""
    if root is None or name not in {"urlset", "sitemapindex"}:
        return FeedFault(f"not a sitemap (its root is {name or 'no element'})")
    places = list(_children(root, "url" if name == "urlset" else "sitemap"))[:MAX_ENTRIES]
    if name == "sitemapindex":
        links = [absolute(url, _text(place, "loc")) for place in places]
        return gather((), tuple(dict.fromkeys(link for link in links if link))[:MAX_INDEXES])
    return gather(_entry(place, news, url) for place in places for news in _children(place, "news"))


def _root(body: bytes) -> etree._Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        return etree.fromstring(body, parser)
    except etree.XMLSyntaxError:
        return None


def _entry(place: etree._Element, news: etree._Element, base: str) -> Entry | None:
    link = absolute(base, location) if (location := _text(place, "loc")) else None
    if link is None:
        return None
    return Entry(
        link,
        plain(_text(news, "title"), 500),
        published=parse_time(_text(news, "publication_date")),
        updated=parse_time(_text(place, "lastmod")),
    )


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Children by local name: the namespaces in the wild are misspelt in a dozen ways."""
    return parent.iterchildren(f"{{*}}{name}")


def _text(parent: etree._Element, name: str) -> str:
    child = next(_children(parent, name), None)
    return (child.text or "").strip() if child is not None else ""
