"""Date expressions of English news prose, resolved against the day of publication, with no model behind it.

find_dates(text, published) -> mentions;  resolve(mention, tense) and anchored(mention, anchor) -> partial dates
"""

from nlp.dates.absolute import Order
from nlp.dates.finding import find_dates
from nlp.dates.mention import DateMention, Kind, Relation, Tense, Unit, anchor_of, anchored, resolve

__all__ = [
    "DateMention",
    "Kind",
    "Order",
    "Relation",
    "Tense",
    "Unit",
    "anchor_of",
    "anchored",
    "find_dates",
    "resolve",
]
