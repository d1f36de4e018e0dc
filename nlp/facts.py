"""Dates, courts, dockets and sums of an article, each found over the plain text, and where its parse has them.

A date is tied to the mentions of steps whose verb or noun governs it; courts and dockets get their steps in nlp.venues.
"""

import datetime
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from disputes.types import Article
from nlp.courts import CourtMention, find_courts, references
from nlp.dates import DateMention, anchored, find_dates, resolve
from nlp.dockets import Docket, find_dockets
from nlp.excerpt import IN_TITLE, Excerpt
from nlp.frames import StepMention
from nlp.money import Money, find_money

CASE_STEPS = frozenset({"lawsuit", "court_filing", "hearing", "ruling", "appeal", "dismissal", "settlement"})
SUITS = frozenset({"lawsuit", "suit", "litigation", "complaint"})
CASES = frozenset("case action proceeding proceedings fight battle dispute".split())  # which may be of anything else
DATING = 0.5  # the chance from which on a sentence without a frame surely tells a step


@dataclass(frozen=True, slots=True)
class Placed[Fact]:
    """A fact and the token where it begins."""

    fact: Fact
    token: Token


class Facts:
    """The dates, courts, dockets and sums of one article, by token."""

    def __init__(self, doc: Doc) -> None:
        excerpt: Excerpt = doc.user_data["excerpt"]
        article: Article = excerpt.article
        self.doc = doc
        self.text = article.text
        self._starts = [(offset, index) for index, offset in enumerate(excerpt.offsets) if offset != IN_TITLE]
        published = _day(article.published)
        self.published = published.isoformat()
        self.dates: list[Placed[DateMention]] = self._place(find_dates(article.text, published))
        courts = find_courts(article.text)
        self.dated = sorted(placed.token.i for placed in self.dates)
        self.dates_of: dict[int, list[Placed[DateMention]]] = {}  # by the first token of their sentence
        for placed in self.dates:
            self.dates_of.setdefault(placed.token.sent.start, []).append(placed)
        self.courts: list[Placed[CourtMention]] = self._place([*courts, *references(article.text, courts)])
        self.dockets: list[Placed[Docket]] = self._place(find_dockets(article.text))
        self.money: list[Placed[Money]] = self._place(find_money(article.text))

    def _place(self, found: Iterable[object]) -> list[Placed]:  # type: ignore[type-arg]
        placed = []
        for fact in found:
            token = self.token_at(fact.start)  # type: ignore[attr-defined]
            if token is not None and fact.end > self._offset(token):  # type: ignore[attr-defined]
                placed.append(Placed(fact, token))
        return placed

    def _offset(self, token: Token) -> int:
        excerpt: Excerpt = self.doc.user_data["excerpt"]
        return excerpt.offsets[token.i]

    def token_at(self, offset: int) -> Token | None:
        """The token at a character offset of the text, where the excerpt has it."""
        index = bisect_right(self._starts, (offset, len(self.doc))) - 1
        if index < 0:
            return None
        start, token = self._starts[index]
        return self.doc[token] if offset < start + len(self.doc[token]) + 1 else None

    def span(self, placed: Placed[DateMention] | Placed[CourtMention]) -> Span:
        """The words of a date or court."""
        last = self.token_at(placed.fact.end - 1)
        return self.doc[placed.token.i : (last.i if last is not None else placed.token.i) + 1]

    def date_mentions(self, mentions: list[StepMention]) -> None:
        """Tie each date to the mentions whose words govern it, and resolve it in their tense.

        A sentence that is only thought to tell a step dates it, by nlp.dating, but keeps it apart from no other.
        """
        by_sentence: dict[int, list[StepMention]] = {}
        for mention in mentions:
            by_sentence.setdefault(mention.sent_start, []).append(mention)
        last: str | None = None
        for placed in self.dates:
            date = placed.fact
            if date.relation not in {"on", "by"} or date.kind == "dateline":
                continue
            rivals = by_sentence.get(placed.token.sent.start, [])
            owners = _described(placed.token, rivals) if date.attributive else _governed(placed.token, rivals)
            future = any(mention.modality == "scheduled" for mention in owners or rivals[:1])
            value = (
                anchored(date, last) if date.kind == "anchored" else resolve(date, "future" if future else date.tense)
            )
            if value is None:
                continue
            for mention in owners:
                if mention.date is None or len(value) > len(mention.date):
                    mention.date = value
                    last = value
        for mention in mentions:
            if not mention.framed and mention.chance < DATING:
                mention.date = None


def _day(published: str) -> datetime.date:
    parts = [int(part) for part in published[:10].split("-")]
    return datetime.date(*[*parts, 1, 1][:3])


def _described(token: Token, rivals: list[StepMention]) -> list[StepMention]:
    """The step whose noun a date describes: "the June 2025 decision", "Friday's ruling"."""
    node = token
    for _ in range(4):
        if hits := [m for m in rivals if m.trigger.i == node.i]:
            return hits
        node = node.head
    return []


def _within(noun: Token, verb: Token) -> bool:
    return noun.dep_ == "pobj" and noun.head.lower_ in {"in", "at", "during"} and noun.head.head is verb


def _governed(token: Token, rivals: list[StepMention]) -> list[StepMention]:
    """The mentions that a date belongs to: the nearest trigger or telling verb above it, or the only one there."""
    if not rivals:
        return []
    node = token
    for _ in range(8):
        hits = [m for m in rivals if node.i in {m.trigger.i, m.verb.i}]
        if hits:
            # "On Thursday, in a short hearing, he declared …": what is held in the clause has its date too.
            return [*hits, *(m for m in rivals if m not in hits and m.verb is m.trigger and _within(m.trigger, node))]
        if node.head is node:
            break
        node = node.head
    if len({m.trigger.i for m in rivals}) == 1:
        return rivals
    below = [m for m in rivals if m.verb.head.i == node.i or m.trigger.head.i == node.i]
    return below[:1]
