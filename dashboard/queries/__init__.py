"""The only way from the dashboard into the store: a read-only connection in, typed rows out, every value bound.

Lists are limited in SQL and figures are counted over indexes, so that a page costs the same over a large store as over
a small one.
"""

from dashboard.queries import cases, history, parties, review
from dashboard.queries.articles import article, count_hits, outlets, search, spans
from dashboard.queries.disputes import (
    ORDERS,
    busiest,
    count_disputes,
    dispute,
    disputes,
    names,
    names_of,
    rivals,
    sources,
)
from dashboard.queries.filtering import SUIT
from dashboard.queries.health import any_source, faults, feeds, freshness, runs, totals
from dashboard.queries.marks import charted, steps_charted
from dashboard.queries.opening import Connection, opened
from dashboard.queries.steps import any_steps, count_steps, courts, ladder, moves, steps, suits_by_month, upcoming

__all__ = [
    "ORDERS",
    "SUIT",
    "Connection",
    "any_source",
    "any_steps",
    "article",
    "busiest",
    "cases",
    "charted",
    "count_disputes",
    "count_hits",
    "count_steps",
    "courts",
    "dispute",
    "disputes",
    "faults",
    "feeds",
    "freshness",
    "history",
    "ladder",
    "moves",
    "names",
    "names_of",
    "opened",
    "outlets",
    "parties",
    "review",
    "rivals",
    "runs",
    "search",
    "sources",
    "spans",
    "steps",
    "steps_charted",
    "suits_by_month",
    "totals",
    "upcoming",
]
