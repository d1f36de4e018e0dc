"""Dates, courts, dockets and sums of an article -> the steps that they belong to.

Each is found over the plain text and tied to a step by the parse: a date to the verb or noun that governs it, a court
to the step's own sentence, then to its case.
"""

import datetime
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span, Token

from disputes.types import Article
from nlp.courts import CourtMention, court_table, find_courts, references
from nlp.courts.places import place_after
from nlp.dates import DateMention, anchored, find_dates, resolve
from nlp.dockets import Docket, find_dockets
from nlp.entities import SIDES, Entity
from nlp.excerpt import IN_TITLE, Excerpt
from nlp.frames import StepMention
from nlp.money import Money, find_money

if TYPE_CHECKING:
    from nlp.steps import Step

CASE_STEPS = frozenset({"lawsuit", "court_filing", "hearing", "ruling", "appeal", "dismissal", "settlement"})
PLACED = frozenset({"lawsuit", "ruling"})  # which the place where they are brought or given tells the court of
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

    def span(self, placed: Placed[DateMention]) -> Span:
        """The words of a date."""
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

    def fill(self, steps: "list[Step]") -> None:
        """Court and docket of every step: its own sentence's, else its case's, else the article's only one.

        From elsewhere no court of appeal is taken but for an appeal: cases begin in lower courts.
        """
        own = {id(step): {m.sent_start for m in step.mentions if not m.in_title} for step in steps}
        case = [step for step in steps if step.action in CASE_STEPS]
        for step in case:
            step.court = self._first(self.courts, own[id(step)], lambda c: c.label)
            step.docket = self._first(self.dockets, own[id(step)], lambda d: d.normal)
        for step in case:
            for other in case:
                if other is not step and _same_case(step, other):
                    step.court = step.court or (other.court if _may_sit(other.court, step) else None)
                    step.docket = step.docket or other.docket
        for step in case:
            step.court = step.court or self._seat(step)
        for name, found in (
            ("court", {p.fact.label for p in self.courts} - {None}),
            ("docket", {p.fact.normal for p in self.dockets}),
        ):
            if len(found) == 1:
                value = next(iter(found))
                for step in case:
                    mine = _main(step, case) and (name == "docket" or _may_sit(value, step))
                    if getattr(step, name) is None and mine:
                        setattr(step, name, value)

    def _seat(self, step: "Step") -> str | None:
        """ "Brought a case against Fennec AI in Delaware", "in Chicago a judge denied": as copyright is federal alone
        (28 U.S.C. § 1338), the place tells the court, where nothing else does."""
        if step.action not in PLACED:
            return None
        table = court_table()
        for mention in step.mentions:
            said = [c for c in mention.trigger.children if c.dep_ in {"acl", "amod"}]  # "a case pending in Delaware"
            for node in (mention.trigger, mention.verb, *said):
                for noun in (c for p in node.children if p.lower_ == "in" for c in p.children if c.dep_ == "pobj"):
                    first = self.doc[noun.left_edge.i : noun.i + 1]
                    place = None if mention.in_title else place_after(first.text, 0, table)
                    if place and (court := table.at(place[1], place[2])):
                        return court
        return None

    def _first[Fact](
        self, placed: list[Placed[Fact]], sentences: set[int], label: Callable[[Fact], str | None]
    ) -> str | None:
        return next((text for p in placed if p.token.sent.start in sentences and (text := label(p.fact))), None)


def _same_case(a: "Step", b: "Step") -> bool:
    """Whether two steps are between the same parties: both sides meet."""
    ours, theirs = {id(e) for e in a.parties}, {id(e) for e in b.parties}
    shared = [e for e in a.parties if id(e) in ours & theirs]
    return {"claimant", "respondent"} <= {e.side for e in shared}


def _may_sit(court: str | None, step: "Step") -> bool:
    """Whether a step whose sentences name no court may be before one."""
    return court is not None and (step.action == "appeal" or not court_table().hears_appeals(court))


def _main(step: "Step", case: "list[Step]") -> bool:
    """Whether a step belongs to the case that most of the article's steps are about: that of the suit told first."""
    suits = [s for s in case if s.action == "lawsuit"]
    if not suits or step is suits[0] or _same_case(step, suits[0]):
        return True
    return len(suits) == 1 and not any(
        ours and theirs and ours.isdisjoint(theirs)
        for ours, theirs in zip(_by_side(step), _by_side(suits[0]), strict=True)
    )


def _by_side(step: "Step") -> list[set[Entity]]:
    return [{e for e in step.parties if e.side == side} for side in SIDES]


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
