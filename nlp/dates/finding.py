"""All date expressions of a text, each once, with what the words around it say of tense and relation.

Finders overlap ("Monday" in "Monday, May 12"): of candidates that share characters the one that begins first stays,
and of those the longest. Those that are a title in quotation marks go.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from nlp.dates import spans
from nlp.dates.absolute import Order, months, numeric, ranges, years
from nlp.dates.clause import is_attributive, is_dateline, relation_of, tense_of
from nlp.dates.distances import distances, same, windows
from nlp.dates.feasts import feasts, numbered_days
from nlp.dates.found import Found
from nlp.dates.mention import DateMention, Kind, anchored
from nlp.dates.places import days_by_place, of_a_year
from nlp.dates.relative import deictic_days, periods
from nlp.dates.weekdays import named_days


def find_dates(text: str, published: date, *, order: Order | None = None) -> list[DateMention]:
    """The date expressions of an article, in order, resolved against the day on which it was published.

    `order` is how the outlet writes numeric dates ("12/02/2026"), where that is known. Never raises on any text.
    """
    mentions = [_mention(text, found, published) for found in _without_overlap(_candidates(text, published, order))]
    return [mention for mention in _with_named_anchors(text, mentions) if mention]


def _candidates(text: str, published: date, order: Order | None) -> Iterator[Found]:
    yield from ranges(text, published)
    yield from months(text, published)
    yield from of_a_year(text, published)
    yield from days_by_place(text, published)
    yield from numeric(text, order)
    yield from years(text)
    yield from named_days(text, published)
    yield from deictic_days(text, published)
    yield from periods(text, published)
    yield from distances(text, published)
    yield from windows(text, published)
    yield from feasts(text, published)
    yield from numbered_days(text, published)
    yield from same(text)


def _without_overlap(candidates: Iterable[Found]) -> Iterator[Found]:
    end = 0
    for found in sorted(candidates, key=lambda found: (found.start, -found.end)):
        if found.start >= end:
            yield found
            end = found.end


def _mention(text: str, found: Found, published: date) -> DateMention | None:
    """The mention of a candidate; None where it is the title of something."""
    start, end = found.start, found.end
    if start and text[start - 1] in '"“‘' and text[end : end + 1] in {'"', "”", "’"}:
        return None
    attributive = found.attributive or is_attributive(text, start, end)
    relation = relation_of(text, start)
    tense = found.tense or tense_of(text, found, relation, published, attributive)
    kind: Kind = "dateline" if is_dateline(text, found) else found.kind
    return DateMention(
        start=start,
        end=end,
        text=text[start:end],
        kind=kind,
        past=spans.partial(found.past),
        future=spans.partial(found.future),
        tense=tense,
        relation=relation,
        attributive=attributive,
        offset=found.offset,
        unit=found.unit,
        weekday=found.weekday,
        within=found.within,
        anchor_named=found.anchor_named,
    )


_LINK = re.compile(r"\s+(?:the\s+|his\s+|her\s+|its\s+|their\s+)?$")


def _with_named_anchors(text: str, mentions: list[DateMention | None]) -> list[DateMention | None]:
    """Anchored mentions whose anchor is itself a date ("the day after Christmas") get theirs at once."""
    kept = list(mentions)
    for index, mention in enumerate(mentions[:-1]):
        following = mentions[index + 1]
        if mention and following and mention.anchor_named and _LINK.fullmatch(text[mention.end : following.start]):
            kept[index] = _resolved(mention, following)
    return kept


def _resolved(mention: DateMention, anchor: DateMention) -> DateMention:
    return replace(
        mention, past=anchored(mention, anchor.past), future=anchored(mention, anchor.future), tense=anchor.tense
    )
