"""The articles: full-text search, and one article with what was found in it marked, and why it was judged so."""

from pathlib import Path

import streamlit as st

from dashboard import queries, widgets
from dashboard.markup import counted, show
from dashboard.markup import page as address
from dashboard.queries import Connection
from dashboard.spans import segments

PAGE = 20
LONGEST = 60_000  # characters of a text on the page


def page(db: Connection, path: Path) -> None:
    """Draws the article that the address names (`?article=`), or the search. Raises StoreError."""
    wanted = st.query_params.get("article")
    if wanted:
        _article(db, wanted)
    else:
        _search(db)


def _search(db: Connection) -> None:
    show("heading.html", title="Articles", note="Full text of everything that was crawled, and how it was judged.")
    words = st.text_input(
        "Search", key="words", bind="query-params", max_chars=200, placeholder="Words that must all occur"
    )
    relevant = st.toggle("Only those about a dispute", key="relevant", bind="query-params")
    found = queries.count_hits(db, words or "", relevant_only=relevant)
    if not found:
        _nothing(words or "", relevant)
        return
    pages = -(-found // PAGE)
    number = st.pagination(min(pages, 500), key="page", bind="query-params") if pages > 1 else 1
    hits = queries.search(db, words or "", relevant_only=relevant, limit=PAGE, offset=PAGE * (number - 1))
    show(
        "section.html",
        title=counted(found, "article"),
        note="The best matches first." if words else "The newest first.",
    )
    show("hits.html", hits=hits, words=words)


def _nothing(words: str, relevant: bool) -> None:
    if words or relevant:
        widgets.notice("No article matches", "All the words must occur in an article.", "Try fewer or other words.")
    else:
        widgets.notice("No articles yet", "Nothing was crawled.", "Crawl, read and link with", "disputes run")


def _article(db: Connection, article_id: str) -> None:
    article = queries.article(db, article_id)
    if article is None:
        widgets.notice("No such article", f"There is none with the id {article_id}.", "Look for it by its words.")
        _search(db)
        return
    spans = queries.spans(db, article_id)
    known = {span.dispute_id: span.dispute for span in spans if span.dispute_id and span.dispute}
    words = st.query_params.get("words")
    show(
        "back.html", href=address("articles", words=words), label="All articles that match" if words else "All articles"
    )
    show(
        "article.html",
        article=article,
        disputes=list(known.items()),
        segments=segments(article.text[:LONGEST], spans),
        more=max(0, len(article.text) - LONGEST),
    )
