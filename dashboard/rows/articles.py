"""Rows on articles and what was found in them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that a search found. `snippet` marks what matched with the control characters U+0002 and U+0003."""

    article_id: str
    title: str
    outlet: str
    published: str
    url: str
    relevant: int | None
    relevance: float | None
    reason: str | None
    error: str | None
    snippet: str


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article, and how it was judged."""

    article_id: str
    title: str
    outlet: str
    byline: str | None
    published: str
    url: str
    text: str
    fetched_at: str | None
    relevant: int | None
    relevance: float | None
    reason: str | None
    version: str | None
    error: str | None


@dataclass(frozen=True, slots=True)
class SpanRow:
    """A stretch of an article's text that means something: `kind` is party, tool, step or allegation."""

    start: int
    end: int
    kind: str
    label: str
    dispute_id: str | None = None
    dispute: str | None = None
