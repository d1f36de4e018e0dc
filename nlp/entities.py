"""Who and what an excerpt names, each with every stretch of text that names it, and how names are cleaned and compared.

The other modules of the cast find entities, type them and tie them together; what they agree on stands here.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from spacy.tokens import Doc, Span, Token

from disputes.catalog import Party, Tool
from nlp import wordlists
from nlp.encoder import Encoding, Named

VERSION = re.compile(r"(?:\d+(?:\.\d+)?|[vV]\d+(?:\.\d+)?|\d+[a-z]|\d+B)$")
MOST = 400  # entities that an article is read with: the longest lists of a case's plaintiffs and lawyers have 100
NAMES_KEPT = 10_000  # of which the words are known: those of some hundred articles
LONGEST_VERSION = 4  # characters; what is longer is a year with a letter or an amount


SIDES = ("claimant", "respondent")  # the two that a dispute has


@dataclass(slots=True, eq=False)
class Entity:
    """One who or what, with every stretch of the excerpt that names it.

    `type` is party, tool, court, judge, person (a spokesman, a lawyer), place, outlet (only cited), counsel, bystander
    (no part of the dispute) or unknown; `speaks_for` is the party that a person stands for, `judges` are those who
    decide for a court. `votes` collects what the text says of its side.
    """

    name: str
    type: str
    kind: str = ""
    side: str = ""
    spans: list[tuple[int, int]] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    party: Party | None = None
    tool: Tool | None = None
    developer: "Entity | None" = None
    speaks_for: "Entity | None" = None
    judges: "list[Entity]" = field(default_factory=list)
    label: str = ""
    generic: bool = False
    plural: bool = False
    votes: Counter[str] = field(default_factory=Counter)

    @property
    def known(self) -> bool:
        """Whether the catalog knows it."""
        return self.party is not None or self.tool is not None

    @property
    def may_be_party(self) -> bool:
        """Whether it is a party, or a name of which nothing else is known."""
        return self.type in {"party", "unknown"}

    @property
    def on_bench(self) -> bool:
        """Whether it is a court or a judge."""
        return self.type in {"court", "judge"}

    @property
    def human(self) -> bool:
        """Whether it is, or by its name seems to be, one person."""
        return self.label == "PERSON" or self.kind == "individual"

    def within(self, start: int, end: int) -> list[tuple[int, int]]:
        """Those of its stretches that begin in the tokens [start, end)."""
        return [span for span in self.spans if start <= span[0] < end]

    @property
    def meant(self) -> "Entity":
        """Whom the text means by it: for a spokesman the party that he speaks for."""
        return self.speaks_for if self.speaks_for and not self.known else self


class Cast:
    """The entities of one excerpt, found by token."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.entities: list[Entity] = []
        self.at: dict[int, Entity] = {}
        self._heads: dict[tuple[int, int], Token] = {}  # of stretches, as far as they were asked for

    def add(self, entity: Entity, start: int, end: int) -> None:
        """Record that the tokens [start, end) name an entity."""
        entity.spans.append((start, end))
        form = clean(self.doc[start:end])
        if form and form not in entity.forms:
            entity.forms.append(form)
        if entity not in self.entities:
            self.entities.append(entity)
        for index in range(start, end):
            self.at[index] = entity

    def give(self, entity: Entity, start: int, end: int) -> None:
        """Let the tokens [start, end) name an entity instead of those whose names stand there."""
        for other in self.in_span(start, end):
            other.spans = [span for span in other.spans if not start <= span[0] < end]
            if not other.spans:
                self.entities.remove(other)
        self.add(entity, start, end)

    def merge(self, gone: Entity, into: Entity) -> None:
        """Let one entity have all that names another."""
        for span in gone.spans:
            self.add(into, *span)
        self.entities.remove(gone)

    def named(self, *types: str) -> list[Entity]:
        """The entities of these types, in the order of their first mention."""
        return sorted((entity for entity in self.entities if entity.type in types), key=lambda entity: entity.spans[0])

    def in_span(self, start: int, end: int) -> list[Entity]:
        """The entities that a stretch of tokens names, in order."""
        return list(dict.fromkeys(self.at[index] for index in range(start, end) if index in self.at))

    def free(self, start: int, end: int) -> bool:
        """Whether a stretch of tokens names nothing yet."""
        return not any(index in self.at for index in range(start, end))

    def party_at(self, token: Token) -> Entity | None:
        """The entity that a token names, where it may be a party."""
        entity = self.at.get(token.i)
        return entity if entity is not None and entity.may_be_party else None

    def mentions(self, entity: Entity) -> list[Span]:
        """All stretches that name an entity."""
        return [self.doc[start:end] for start, end in entity.spans]

    def end_of_name(self, index: int) -> int:
        """The token behind the name that a token is part of."""
        return next(end for start, end in self.at[index].spans if start <= index < end)

    def roots(self, entity: Entity, start: int = 0, end: int | None = None) -> list[Token]:
        """The heads of the stretches that name an entity, of those that begin in the tokens [start, end)."""
        spans = entity.within(start, len(self.doc) if end is None else end)
        return [self.head(first, last) for first, last in spans]

    def head(self, start: int, end: int) -> Token:
        """The head of the tokens [start, end)."""
        if (start, end) not in self._heads:
            self._heads[start, end] = self.doc[start:end].root
        return self._heads[start, end]

    def encoded(self, entities: Iterable[Entity]) -> list[Named]:
        """What the encoder makes of some entities where they are named."""
        encoding: Encoding = self.doc._.encoding
        return [encoding.named(self.doc, entity.spans) for entity in entities]

    @property
    def full(self) -> bool:
        """Whether it takes nobody else."""
        return len(self.entities) >= MOST


def clean(span: Span) -> str:
    """A name without article and possessive; with the full stop of an abbreviation ("Inc."), not of its sentence."""
    text = re.sub(r"\s+", " ", span.text).strip(" ,;:.\"“”‘’'()[]")
    text = re.sub(r"[’']s?$", "", text)
    tail = span.text.rstrip("\"”’'")
    if tail.endswith(".") and re.fullmatch(r"\D+\.", span[-1].text):
        text += "."
    return re.sub(r"^(?:[Tt]he|THE|[Aa]n?)\s+", "", text)


@lru_cache(maxsize=NAMES_KEPT)
def words_of(name: str) -> tuple[str, ...]:
    """A name's telling words, lower case, for comparing."""
    words = re.sub(r"[^\w&-]+", " ", name.lower()).split()
    lists = wordlists.words()
    if len(words) > 1 and words[0] in lists.honorifics:
        words = words[1:]
    suffixes = lists.legal_suffixes
    return tuple(word for word in words if word not in suffixes) or tuple(words)


def is_version(token: Token) -> bool:
    """Whether a token is a version number, as in "Sora 2"."""
    return bool(VERSION.fullmatch(token.text)) and len(token) <= LONGEST_VERSION
