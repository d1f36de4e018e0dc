"""Courts and judges that news prose names, US federal courts with the short names that US lawyers use."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nlp.courts.federal import find_federal
from nlp.courts.judges import find_judges
from nlp.courts.mention import CourtMention, JudgeMention
from nlp.courts.named import find_named
from nlp.courts.table import CourtTable, court_table

__all__ = ["CourtMention", "CourtTable", "JudgeMention", "court_table", "find_courts", "find_judges", "references"]

SAME = re.compile(r"\b[Tt]h(?:e|at) (?:very )?same (?:federal |district |state )?(?:court|district)\b")


def find_courts(text: str, *, table: CourtTable | None = None) -> list[CourtMention]:
    """The courts that a text names, in order; of mentions that overlap, the first and of those the longest.

    `table` is that of `data/courts.toml` unless given. Never raises on any text; ConfigError where the file is wrong.
    """
    known = table or court_table()
    candidates = [*find_federal(text, known), *find_named(text, known)]
    kept: list[CourtMention] = []
    for mention in sorted(candidates, key=lambda mention: (mention.start, -mention.end, not mention.is_us_federal)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return _in_full(kept)


def _in_full(courts: Sequence[CourtMention]) -> list[CourtMention]:
    """ "The High Court" of an article that names one High Court more fully ("Delhi High Court") is that one."""
    names = {court.name for court in courts if not court.is_us_federal}
    fuller: dict[str, list[str]] = {
        name: [other for other in names if other.endswith(f" {name}") or other.startswith(f"{name} of ")]
        for name in names
    }
    return [
        replace(court, name=fuller[court.name][0])
        if not court.is_us_federal and len(fuller[court.name]) == 1
        else court
        for court in courts
    ]


def references(text: str, courts: Sequence[CourtMention]) -> Iterator[CourtMention]:
    """Where a text says "the same court", as mentions of the court that it named last before."""
    for hit in SAME.finditer(text):
        before = [court for court in courts if court.end <= hit.start() and court.label is not None]
        if before:
            yield replace(before[-1], start=hit.start(), end=hit.end(), text=hit[0])
