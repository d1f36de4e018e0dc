"""An article in sections headed by cases ("2. Hendrix v. Apple") -> whom a step of each is between.

Round-ups of cases tell of each by itself: who is named in other sections alone takes no part in what is told here, and
"the plaintiffs" are those of the case above.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Span

from nlp.drafting import Step
from nlp.entities import SIDES, Cast, Entity
from nlp.excerpt import BULLETS, STOPS, Excerpt
from nlp.names import running_case

LONGEST = 25  # tokens of a heading
FEWEST = 2  # headings that name a case from which on headings part an article


@dataclass(frozen=True, slots=True)
class Section:
    """Where a section stands, and who stands on either side of the case that heads it, if one does."""

    start: int
    end: int
    claimants: tuple[Entity, ...]
    respondents: tuple[Entity, ...]

    def outside(self, cast: Cast) -> set[Entity]:
        """The parties of the article that the section does not name."""
        return {e for e in cast.entities if e.side in SIDES and not e.within(self.start, self.end)}


def find(cast: Cast) -> list[Section]:
    """The sections of an article, none where it is not parted so."""
    doc = cast.doc
    captions = list(zip(doc.spans.get("plaintiffs", ()), doc.spans.get("defendants", ()), strict=True))
    if len(captions) < FEWEST:
        return []
    heads: dict[int, tuple[tuple[Entity, ...], ...]] = {}
    for line in (line for line in _lines(doc) if _heads(line)):
        sides = [pair for pair in captions if line.start <= pair[0].start and pair[1].end <= line.end]
        if sides or not running_case(line):
            heads[line.start] = tuple(
                tuple(e.meant for e in cast.in_span(s.start, s.end)) for s in next(iter(sides), ())
            )
    if sum(map(bool, heads.values())) < FEWEST:
        return []
    starts = [*heads, len(doc)]
    return [Section(start, end, *(heads[start] or ((), ()))) for start, end in pairwise(starts)]


def holding(place: int, sections: Sequence[Section]) -> Section | None:
    """The section in which a token stands."""
    index = bisect_right(sections, place, key=lambda section: section.start) - 1
    return sections[index] if index >= 0 and place < sections[index].end else None


def of(step: Step, sections: Sequence[Section]) -> Section | None:
    """The section that alone tells a step."""
    found = {holding(mention.trigger.i, sections) for mention in step.mentions if not mention.in_title}
    return found.pop() if len(found) == 1 else None


def apart(one: Section | None, other: Section | None) -> bool:
    """Whether two sections are of two cases."""
    return one is not None and other is not None and one is not other


def _heads(line: Span) -> bool:
    """Whether a line may head a section; a case in a list heads nothing."""
    return FEWEST < len(line) <= LONGEST and line[-1].text not in {*STOPS, ";", ","} and line[0].text not in BULLETS


def _lines(doc: Doc) -> list[Span]:
    """The lines of the article, which several sentences may fill: "2.", "Hendrix v. Apple"."""
    excerpt: Excerpt = doc.user_data["excerpt"]
    bounds = [0, *sorted(index + 1 for index in excerpt.ends_of_lines()), len(doc)]
    return [doc[a:b] for a, b in pairwise(bounds) if b > a and not excerpt.in_title(doc[a])]
