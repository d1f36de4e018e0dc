"""The bytes of a listing page -> the articles it links to and the next page, by the CSS selectors of its source."""

import lxml.html
from cssselect import GenericTranslator, SelectorError
from lxml import etree
from w3lib.encoding import html_to_unicode

from crawler.addresses import absolute
from crawler.feeds import Announced, Entry, FeedFault, gather
from crawler.text import plain

MAX_LINKS = 1_000


def read_listing(
    body: bytes, url: str, content_type: str, link_selector: str, next_selector: str
) -> Announced | FeedFault:
    """The links of a listing, titles from their texts; `indexes` holds the next page, if there is one."""
    if "html" not in content_type.lower():
        return FeedFault(f"is {plain(content_type, 60) or 'of no stated type'}, not HTML")
    _, text = html_to_unicode(content_type, body)
    try:
        tree = lxml.html.document_fromstring(
            text.encode("utf-8", "replace"), parser=lxml.html.HTMLParser(encoding="utf-8")
        )
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        return FeedFault(f"cannot be parsed as HTML ({error})")
    links = _select(tree, link_selector)
    if not links:
        return FeedFault(f"nothing matches link_selector {link_selector!r}")
    following = [absolute(url, link.get("href", "")) for link in _select(tree, next_selector)] if next_selector else []
    return gather((_entry(link, url) for link in links[:MAX_LINKS]), tuple(link for link in following if link)[:1])


def selector_problem(selector: str) -> str | None:
    """What is wrong with a CSS selector; None where it is sound."""
    try:
        GenericTranslator().css_to_xpath(selector)
    except SelectorError as error:
        return str(error)
    return None


def _select(tree: lxml.html.HtmlElement, selector: str) -> list[lxml.html.HtmlElement]:
    found = tree.xpath(GenericTranslator().css_to_xpath(selector))
    return (
        [element for element in found if isinstance(element, lxml.html.HtmlElement)] if isinstance(found, list) else []
    )


def _entry(link: lxml.html.HtmlElement, base: str) -> Entry | None:
    address = absolute(base, link.get("href", "")) if link.get("href") else None
    return Entry(address, plain(link.text_content(), 500)) if address else None
