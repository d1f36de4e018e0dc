"""A step -> the line that people read of it, in words and without markup: what pages, mails and feeds lay out alike.

`Limits` shortens it: a page that grows past what a program shows loses its end without a word, while a shortened list
says how much it leaves off.
"""

from dataclasses import dataclass

from disputes.telling.records import Citation, Quote, Step
from disputes.telling.wording import ARROWS, cited, clean, day_text, money, quoted, support, when, where, who


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is shown: entries of a section, lines of an entry, characters of a quote, links of a line."""

    entries: int = 60
    lines: int = 12
    quote: int = 400
    links: int = 4


@dataclass(frozen=True, slots=True)
class Link:
    """A source; without an address only its words."""

    text: str
    url: str | None
    published: str


@dataclass(frozen=True, slots=True)
class Line:
    """One step: its marker and label, its facts, the quote that states it, and where that stands."""

    marker: str
    meaning: str  # of the marker, for who does not see it
    label: str
    facts: tuple[str, ...]
    quote: Quote
    links: tuple[Link, ...]
    more_links: int


def line(step: Step, limits: Limits, *, dispute: bool = False) -> Line:
    """A step in words; with the name of its dispute where the heading above does not give it."""
    facts = (
        clean(step.dispute, 160) if dispute else "",
        when(step),
        who(step),
        where(step),
        money(step.amount_usd),
        support(step),
    )
    links = tuple(map(_link, step.citations[: limits.links]))
    return Line(
        marker=ARROWS[step.direction] if step.status == "happened" else "○",
        meaning=step.direction if step.status == "happened" else step.status,
        label=clean(step.label, 80),
        facts=tuple(filter(None, facts)),
        quote=quoted(step.quote, limits.quote),
        links=links,
        more_links=len(step.citations) - len(links),
    )


def _link(citation: Citation) -> Link:
    return Link(cited(citation), citation.url, day_text(citation.published))
