"""The newest steps as an Atom feed, one entry a step with an id that stays; of one dispute where one is selected.

A step comes again, as an update of its entry, when another article reports it. A feed is a window, not an archive: it
holds the steps first reported last, up to `MOST`.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import BinaryIO

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from disputes.selection import Selection, condition
from disputes.store.connection import Connection, foreseen
from disputes.telling.identity import urn_of
from disputes.telling.records import Step, first_day
from disputes.telling.steps import newest
from disputes.telling.wording import cited, clean, headline, money, quoted, support, when, where

MOST = 200  # entries
QUOTE = 600  # characters
EMPTY = "1970-01-01"  # when a feed without entries was last updated


def to_atom(store: Connection, selection: Selection, out: BinaryIO) -> int:
    """The feed, newest entries first."""
    where, values = condition(selection)
    with foreseen(store.path):
        steps = newest(store.db, where, values, MOST)
    out.write(_selected(steps, selection))
    return len(steps)


def of_dispute(steps: Sequence[Step], selection: Selection) -> bytes:
    """The same feed of one dispute whose selected steps are at hand, in whatever order."""
    in_order = sorted(
        sorted(steps, key=lambda step: step.event_id), key=lambda step: step.first_published, reverse=True
    )
    return _selected(in_order[:MOST], selection)


def _selected(steps: Sequence[Step], selection: Selection) -> bytes:
    of_one = selection.dispute_id is not None and steps
    name = steps[0].dispute if of_one else selection.in_words() or "steps between rights holders and AI companies"
    return feed(steps, f"Disputes: {clean(name, 200)}", selection.to_json())


def feed(steps: Sequence[Step], title: str, key: str) -> bytes:
    """A feed of these steps, in their order; `key` is what its own id is made of."""
    generator = FeedGenerator()
    generator.id(urn_of("feed", key))
    generator.title(title)
    generator.author(name="disputes")
    generator.generator("disputes")
    generator.updated(max((_updated(step) for step in steps), default=_moment(EMPTY)))
    for step in steps:
        generator.add_entry(_entry(step), order="append")
    return bytes(generator.atom_str(pretty=True))


def _entry(step: Step) -> FeedEntry:
    entry = FeedEntry()
    entry.id(urn_of("event", step.event_id))
    entry.title(headline(step))
    entry.published(_moment(first_day(step.first_published)))
    entry.updated(_updated(step))
    for name in dict.fromkeys(clean(citation.outlet, 80) for citation in step.citations[:5]):
        entry.author(name=name or "unknown outlet")
    urls = [citation.url for citation in step.citations if citation.url]
    for number, url in enumerate(dict.fromkeys(urls[:5])):
        entry.link(href=url, rel="alternate" if number == 0 else "related")
    entry.category([{"term": step.action, "label": clean(step.label, 80)}, {"term": step.direction}])
    entry.content(_told(step), type="text")
    return entry


def _told(step: Step) -> str:
    quote = quoted(step.quote, QUOTE)
    facts = " · ".join(filter(None, [when(step), where(step), money(step.amount_usd), support(step)]))
    sources = "; ".join(cited(citation) for citation in step.citations[:5])
    words = f"“{quote.before}{quote.text}{quote.after}”" if quote.text else ""
    return "\n\n".join(filter(None, [clean(step.dispute, 160), facts, words, f"Source: {sources}" if sources else ""]))


def _updated(step: Step) -> datetime:
    """When its newest report was published."""
    published = [first_day(citation.published) for citation in step.citations]
    return _moment(max([first_day(step.first_published), *published]))


def _moment(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=UTC)
