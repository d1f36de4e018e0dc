"""The parts of a page that are its furniture, taken out before the text is sought: side columns, share bars, sign-ups.

trafilatura finds most by itself; where a page's article has no telling mark-up it falls back to every paragraph there
is, and then a glossary in the margin becomes the article's end.
"""

import re

import lxml.html

FURNITURE = frozenset(
    {"side", "sidebar", "aside", "foot", "footer", "disclaimer", "promo", "related", "subscribe", "signup", "share"}
)
_PARTS = ("aside", "div", "section", "ul", "td", "p", "footer", "nav")
LARGEST = 0.4  # of the page's paragraph text: what holds more is no furniture, whatever it is called


def remove_furniture(tree: lxml.html.HtmlElement) -> None:
    """Drops, in place, the elements whose class or id calls them furniture and that hold little of the text."""
    total = _paragraphs(tree)
    for element in list(tree.iter(*_PARTS)):
        if element.getparent() is not None and _is_furniture(element) and _paragraphs(element) <= LARGEST * total:
            element.drop_tree()


def _is_furniture(element: lxml.html.HtmlElement) -> bool:
    words = re.split(r"[^a-z]+", f"{element.get('class', '')} {element.get('id', '')}".lower())
    return not FURNITURE.isdisjoint(words)


def _paragraphs(element: lxml.html.HtmlElement) -> int:
    """Characters in the paragraphs of an element, itself included."""
    return sum(len(paragraph.text_content()) for paragraph in element.iter("p"))
