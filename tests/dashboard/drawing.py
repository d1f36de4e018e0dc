"""Draws a page as Streamlit runs it but without a browser, and gives its text."""

from pathlib import Path

import html5lib
import pytest
from streamlit.testing.v1 import AppTest

TAGS = {"html", "head", "body", "div", "h1", "h2", "h3", "p", "a", "span", "small", "br", "ul", "ol", "li", "i", "code"}


TAGS |= {"table", "caption", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "blockquote", "details", "summary"}


TAGS |= {"strong", "mark", "bdi"}


def draw(monkeypatch: pytest.MonkeyPatch, page: str, path: Path, **query: str) -> AppTest:
    monkeypatch.setenv("DISPUTES_DATABASE", str(path))
    test = AppTest.from_string(f"from dashboard.app import show_page\nshow_page({page!r})", default_timeout=30)
    for key, value in query.items():
        test.query_params[key] = value
    return test.run()


def texts(test: AppTest) -> str:
    """The text of the page's HTML, which holds no element but ours and no link but to the web and to our pages."""
    found = []
    for block in test.get("html"):
        tree = html5lib.parse(block.proto.body, namespaceHTMLElements=False)
        if block.proto.body.lstrip().startswith("<style"):
            continue
        for element in tree.iter():
            assert element.tag in TAGS, element.tag
            assert not [name for name in element.attrib if name.startswith("on")]
            href = element.get("href", "https:")
            assert href.startswith(
                ("http:", "https:", "dispute", "articles", "parties", "overview", "cases", "review")
            ), href
        found.append("".join(tree.itertext()))
    return "\n".join(found)
