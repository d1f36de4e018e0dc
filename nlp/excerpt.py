"""An article -> one spaCy Doc of the sentences that can matter, each token knowing where it stands in the article.

Parsing costs far more than tokenising, so only sentences that hold a trigger word or a name that may matter are kept.
The title comes first, as a sentence of its own: it names the parties, but no quote is ever taken from it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from disputes.types import Article

IN_TITLE = -1
STOPS = frozenset({".", "!", "?", "…", "?!", "!?"})
CLOSERS = frozenset({'"', "”", "’", "'", ")", "]", "»", "''"})
# Words that open a sentence even after an abbreviation: "… Media Inc. The judge …".
OPENERS = frozenset(
    (
        "The A An In On At It He She They We But And After Before Since While When As That This These Those Its "
        "Their His Her According However Meanwhile Both No Not For From With"
    ).split()
)
HEADLINE_SMALL = re.compile(r"^[a-z]")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Where a Doc's tokens stand: `offsets[i]` is the offset of token i in the text, IN_TITLE in the title."""

    article: Article
    offsets: tuple[int, ...]

    def in_title(self, token: Token) -> bool:
        """Whether a token belongs to the headline."""
        return self.offsets[token.i] == IN_TITLE

    def chars(self, span: Span) -> tuple[int, int]:
        """Character offsets of a span in the article's text."""
        last = span[-1]
        return self.offsets[span.start], self.offsets[last.i] + len(last)


def split(doc: Doc) -> Iterator[tuple[int, int]]:
    """Sentences as token ranges: at full stops before a new sentence, and at every line break."""
    start = 0
    for token in doc:
        if token.is_space and "\n" in token.text:
            if token.i > start:
                yield start, token.i
            start = token.i + 1
        elif _ends_sentence(doc, token) and token.i + 1 > start:
            yield start, token.i + 1
            start = token.i + 1
    if start < len(doc):
        yield start, len(doc)


def _ends_sentence(doc: Doc, token: Token) -> bool:
    if token.i + 1 >= len(doc):
        return False
    after = doc[token.i + 1]
    if after.text in CLOSERS and after.whitespace_ != "" and after.i + 1 < len(doc):
        return False
    if token.text in CLOSERS and token.i and doc[token.i - 1].text in STOPS:
        return _opens(after) and bool(token.whitespace_)
    if token.text in STOPS:
        return bool(token.whitespace_) and _opens(after) and not _initial(doc, token)
    return len(token) > 2 and token.text.endswith(".") and after.text in OPENERS and "." not in token.text[:-1]


def _opens(token: Token) -> bool:
    return token.text[0].isupper() or token.text[0].isdigit() or token.text[0] in "\"“‘'([•-–—*"


ABBREVIATIONS = frozenset(
    (
        "bros mr ms mrs dr sen rep gov gen hon prof assn mt lt col no nos v vs art sec jr sr st ft al ed vol pp "
        "dept civ cal supp inc corp ltd co cf fed cir"
    ).split()
)


def _initial(doc: Doc, token: Token) -> bool:
    if token.i > 0 and doc[token.i - 1].lower_ in ABBREVIATIONS and not doc[token.i - 1].whitespace_:
        return True  # "(No. 3:23-cv-03417)"
    return token.i > 0 and len(doc[token.i - 1]) == 1 and doc[token.i - 1].is_upper and not doc[token.i - 1].whitespace_


def make(language: Language, article: Article, keep: re.Pattern[str] | None = None) -> Doc:
    """The excerpt of an article as a Doc with sentence starts set; `keep` selects sentences by their text."""
    words: list[str] = []
    spaces: list[bool] = []
    starts: list[bool | int | None] = []
    offsets: list[int] = []

    def add(doc: Doc, start: int, end: int, *, title: bool) -> None:
        first = True
        for token in doc[start:end]:
            if token.is_space:
                continue
            words.append(token.text)
            spaces.append(
                bool(token.whitespace_) or token.i + 1 == end or doc[token.i + 1].is_space
                if token.i + 1 < len(doc)
                else True
            )
            starts.append(first)
            offsets.append(IN_TITLE if title else token.idx)
            first = False

    title = language.make_doc(article.title)
    add(title, 0, len(title), title=True)
    body = language.make_doc(article.text)
    for start, end in split(body):
        if keep is None or keep.search(body[start:end].text):
            add(body, start, end, title=False)
    doc = Doc(language.vocab, words=words, spaces=spaces, sent_starts=starts)
    doc.user_data["excerpt"] = Excerpt(article, tuple(offsets))
    return doc
