"""What a query gives and a page shows: one frozen record a kind of row; and what a reader asks for."""

from dashboard.rows.articles import ArticleRow, Hit, SpanRow
from dashboard.rows.asked import Asked, CaseAsked
from dashboard.rows.cases import CaseRow, CaseTie, EntryRow
from dashboard.rows.health import FaultRow, FeedRow, Freshness, RunRow, ScoreRow, Totals
from dashboard.rows.history import Change, CorrectionRow, Standing, Withdrawn
from dashboard.rows.parties import Deed, NameRow, NewName, Opponent, Pair
from dashboard.rows.timeline import Charted, Count, DisputeRow, Fact, Gathered, Moves, Rival, Rung, SourceRow, Step

__all__ = [
    "ArticleRow",
    "Asked",
    "CaseAsked",
    "CaseRow",
    "CaseTie",
    "Change",
    "Charted",
    "CorrectionRow",
    "Count",
    "Deed",
    "DisputeRow",
    "EntryRow",
    "Fact",
    "FaultRow",
    "FeedRow",
    "Freshness",
    "Gathered",
    "Hit",
    "Moves",
    "NameRow",
    "NewName",
    "Opponent",
    "Pair",
    "Rival",
    "RunRow",
    "Rung",
    "ScoreRow",
    "SourceRow",
    "SpanRow",
    "Standing",
    "Step",
    "Totals",
    "Withdrawn",
]
