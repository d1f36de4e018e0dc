"""Dates, courts, dockets and sums of an article -> the steps that they belong to.

Each is found over the plain text and tied to a step by the parse: a date to the verb or noun that governs it, a court
to the step's own sentence, then to its case.
"""

import datetime
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from disputes.types import Article
from nlp.courts import CourtMention, find_courts
from nlp.dates import DateMention, anchored, find_dates, resolve
from nlp.dockets import Docket, find_dockets
from nlp.excerpt import IN_TITLE, Excerpt
from nlp.frames import StepMention
from nlp.money import Money, find_money

if TYPE_CHECKING:
    from nlp.steps import Step

CASE_STEPS = frozenset({"lawsuit", "court_filing", "hearing", "ruling", "appeal", "dismissal", "settlement"})
PAID_STEPS = frozenset({"lawsuit", "settlement", "licensing_deal", "ruling", "demand", "regulatory_action"})


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
        self._starts = [(offset, index) for index, offset in enumerate(excerpt.offsets) if offset != IN_TITLE]
        published = _day(article.published)
        self.published = published.isoformat()
        self.dates: list[Placed[DateMention]] = self._place(find_dates(article.text, published))
        self.courts: list[Placed[CourtMention]] = self._place(find_courts(article.text))
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
        return self.doc.user_data["excerpt"].offsets[token.i]

    def token_at(self, offset: int) -> Token | None:
        """The token at a character offset of the text, where the excerpt has it."""
        index = bisect_right(self._starts, (offset, len(self.doc))) - 1
        if index < 0:
            return None
        start, token = self._starts[index]
        return self.doc[token] if offset < start + len(self.doc[token]) + 1 else None

    def date_mentions(self, mentions: list[StepMention]) -> None:
        """Tie each date to the mention whose words govern it, and resolve it in the tense of that mention."""
        by_sentence: dict[int, list[StepMention]] = {}
        for mention in mentions:
            by_sentence.setdefault(mention.sent_start, []).append(mention)
        last: str | None = None
        for placed in self.dates:
            date = placed.fact
            if date.relation not in {"on", "by"}:
                continue
            rivals = by_sentence.get(placed.token.sent.start, [])
            tense = "future" if any(m.modality == "scheduled" for m in rivals[:1]) else date.tense
            value = anchored(date, last) if date.kind == "anchored" else resolve(date, tense)
            if value is None:
                continue
            for mention in _governed(placed.token, rivals):
                if mention.date is None or len(value) > len(mention.date):
                    mention.date = value
                    last = value

    def fill(self, step: "Step", steps: "list[Step]") -> None:
        """Court, docket and sum of a step."""
        sentences = {m.sent_start for m in step.mentions if not m.in_title}
        if step.action in CASE_STEPS:
            step.court = self._court(step, sentences)
            step.docket = self._docket(step, sentences, steps)
        if step.action in PAID_STEPS:
            step.amount = self._amount(sentences)

    def _court(self, step: "Step", sentences: set[int]) -> str | None:
        own = [p for p in self.courts if p.token.sent.start in sentences]
        labels = [p.fact.label for p in own if p.fact.label] or self._sole()
        return labels[0] if labels else None

    def _sole(self) -> list[str]:
        """The article's only court, where it names no other."""
        labels = list(dict.fromkeys(p.fact.label for p in self.courts if p.fact.label))
        return labels if len(labels) == 1 else []

    def _docket(self, step: "Step", sentences: set[int], steps: "list[Step]") -> str | None:
        own = [p for p in self.dockets if p.token.sent.start in sentences]
        if own:
            return own[0].fact.normal
        if len({p.fact.normal for p in self.dockets}) == 1 and len([s for s in steps if s.action == "lawsuit"]) <= 1:
            return self.dockets[0].fact.normal
        return None

    def _amount(self, sentences: set[int]) -> float | None:
        sums = [p.fact for p in self.money if p.token.sent.start in sentences and p.fact.currency == "USD" and p.fact.amount and not p.fact.per_item]
        return max((s.amount for s in sums if s.amount), default=None)


def _day(published: str) -> datetime.date:
    parts = [int(part) for part in published[:10].split("-")]
    return datetime.date(*[*parts, 1, 1][:3])


def _within(noun: Token, verb: Token) -> bool:
    return noun.dep_ == "pobj" and noun.head.lower_ in {"in", "at", "during"} and noun.head.head is verb


def _governed(token: Token, rivals: list[StepMention]) -> list[StepMention]:
    """The mentions that a date belongs to: the nearest trigger or telling verb above it; alone in its sentence, that one."""
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
