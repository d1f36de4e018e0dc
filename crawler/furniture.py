"""The parts of a page that are its furniture, taken out before the text is sought: side columns, share bars, sign-ups.

trafilatura finds most by itself; where a page's article has no telling mark-up it falls back to every paragraph there
is, and then a glossary in the margin becomes the article's end. Where the mark-up does tell, all else can go at once,
which saves half of the time that a page takes.
"""

import re
from collections.abc import Iterable

import lxml.html

FURNITURE = frozenset(
    {"side", "sidebar", "aside", "foot", "footer", "disclaimer", "promo", "related", "subscribe", "signup", "share"}
)
_PARTS = ("aside", "div", "section", "ul", "td", "p", "footer", "nav")
LARGEST = 0.4  # of the page's paragraph text: what holds more is no furniture, whatever it is called
PROSE = 80  # characters: shorter paragraphs are teasers, captions and buttons
ENOUGH = 800  # characters of prose, before an article element is trusted to be the article
NEARLY_ALL = 0.995  # of the page's prose: what stands outside may be a note of correction


def remove_furniture(tree: lxml.html.HtmlElement) -> None:
    """Drops, in place, the elements whose class or id calls them furniture and that hold little of the text."""
    paragraphs = [(paragraph, len(paragraph.text_content())) for paragraph in tree.iter("p")]
    _keep_article_alone(tree, paragraphs)
    total = sum(length for _, length in paragraphs)
    for element in [element for element in tree.iter(*_PARTS) if _is_furniture(element)]:
        if element.getparent() is not None and _held(element) <= LARGEST * total:
            element.drop_tree()


def _keep_article_alone(tree: lxml.html.HtmlElement, paragraphs: Iterable[tuple[lxml.html.HtmlElement, int]]) -> None:
    """Drops all that stands about the one article element that holds the page's prose, where there is one."""
    articles = {id(element): element for element in tree.iter("article")}
    total, held = 0, dict.fromkeys(articles, 0)
    for paragraph, length in paragraphs:
        if length < PROSE:
            continue
        total += length
        outermost = [id(parent) for parent in paragraph.iterancestors("article")][-1:]
        for ident in outermost:
            held[ident] += length
    found = next((ident for ident, length in held.items() if length >= max(ENOUGH, NEARLY_ALL * total)), None)
    if found is None:
        return
    kept = articles[found]
    while (parent := kept.getparent()) is not None and parent.tag != "html":
        for other in list(parent):
            if other is not kept:
                parent.remove(other)
        kept = parent


def _is_furniture(element: lxml.html.HtmlElement) -> bool:
    name = f"{element.get('class', '')} {element.get('id', '')}"
    return name != " " and not FURNITURE.isdisjoint(re.split(r"[^a-z]+", name.lower()))


def _held(element: lxml.html.HtmlElement) -> int:
    """Characters in the paragraphs of an element, itself included."""
    return sum(len(paragraph.text_content()) for paragraph in element.iter("p"))
