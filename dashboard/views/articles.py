"""The articles: full-text search, and one article with what was found in it marked, and why it was judged so."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from dashboard import downloads, queries, widgets
from dashboard.markup import counted, show
from dashboard.markup import page as address
from dashboard.queries import Connection
from dashboard.rows import Asked, Hit, SpanRow
from dashboard.spans import segments

PAGE = 20
PAGES = 500  # that can be turned to
LONGEST = 60_000  # characters of a text on the page
MARKED = 300  # places that are listed under a text
FOUND = {  # what is counted in an article, and how
    "step": ("sentence that tells a step", "sentences that tell a step"),
    "party": ("party", "parties"),
    "tool": ("AI tool", "AI tools"),
    "allegation": ("allegation", "allegations"),
}
VERDICTS = {
    "": "All",
    "about": "About a dispute",
    "not": "Not about one",
    "unread": "Not read yet",
    "failed": "Could not be read",
}


def page(db: Connection, path: Path) -> None:
    """Draws the article that the address names (`?article=`), or the search. Raises StoreError."""
    wanted = st.query_params.get("article")
    if wanted:
        _article(db, path, wanted)
    else:
        _search(db, path)


@st.cache_data(ttl=30, show_spinner=False, max_entries=8)
def _outlets(path: Path, _db: Connection) -> list[str]:
    return widgets.short(queries.outlets(_db))


def _search(db: Connection, path: Path) -> None:
    show("heading.html", title="Articles", note="Full text of everything that was crawled, and how it was judged.")
    words = widgets.words("Search", "words", placeholder="Words that must all occur", longest=200)
    verdict = widgets.one_of("Verdict", VERDICTS, "verdict")
    asked = _filters(db, path, words, verdict)
    found = queries.count_hits(db, asked)
    if not found:
        _nothing(asked)
        return
    begin = widgets.offset(min(found, PAGE * PAGES), size=PAGE)
    hits = queries.search(db, asked, limit=PAGE, offset=begin)
    show(
        "section.html",
        title=counted(found, "article"),
        note="The best matches first." if words else "The newest first.",
    )
    show("hits.html", hits=hits, words=words)

    def everything() -> Sequence[Hit]:
        with queries.opened(path) as own:
            return queries.search(own, asked, limit=downloads.MOST)

    downloads.offer(counted(found, "article"), "articles", downloads.Rows(Hit, everything))


def _filters(db: Connection, path: Path, words: str, verdict: str) -> Asked:
    with st.sidebar:
        show("section.html", title="Filters", note="They stand in the address: copy it to share this view.")
        outlets = widgets.choose("Outlets", widgets.asked_too(_outlets(path, db), "outlet"), "outlet")
        since, until = widgets.day("From", "from"), widgets.day("To", "to")
    return Asked(words, verdict, outlets, since, until)


def _nothing(asked: Asked) -> None:
    if asked == Asked():
        widgets.notice("No articles yet", "Nothing was crawled.", "Crawl, read and link with", "disputes run")
    else:
        widgets.notice(
            "No article matches", "All the words must occur, and every filter must match.", "Try fewer or other ones."
        )


def _found(spans: Sequence[SpanRow]) -> str:
    """How much was found in an article, by kind: names each once, sentences each by its place."""
    seen = {
        kind: {span.label if kind in ("party", "tool") else span.start for span in spans if span.kind == kind}
        for kind in FOUND
    }
    return ", ".join(counted(len(what), *FOUND[kind]) for kind, what in seen.items() if what) or "nothing"


def _article(db: Connection, path: Path, article_id: str) -> None:
    article = queries.article(db, article_id)
    if article is None:
        widgets.notice("No such article", f"There is none with the id {article_id}.", "Look for it by its words.")
        _search(db, path)
        return
    widgets.titled(article.title)
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
        found=_found(spans),
        spans=spans[:MARKED],
        more=max(0, len(article.text) - LONGEST),
    )
    if spans:
        found = counted(len(spans), "place that was marked", "places that were marked")
        downloads.offer(found, f"article-{article_id[:40]}", downloads.Rows(SpanRow, lambda: spans))
