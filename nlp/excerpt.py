"""An article -> one spaCy Doc of its sentences, each token knowing where it stands in the article.

The title comes first, as a sentence of its own: it names the parties, but no quote is ever taken from it. What no
reporter writes (words of hundreds of letters, sentences of hundreds of words, control characters) is left out, as it
would cost the tokenizer and the parser time that grows with its square.
"""

import bisect
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from disputes.types import Article
from nlp import wordlists

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
ENDS = frozenset("".join(STOPS | CLOSERS))  # last characters of the tokens that may end a sentence
BULLETS = frozenset({"-", "–", "—", "•", "*", "o"})
HEADING = 12  # tokens, of which a heading has fewer
LINE = re.compile(r"[^\r\n]+")
# With the name of its site; no row of a table ("Bartz v. Anthropic | N.D. Cal. | pending since 2024").
HEADLINE_OF_A_PAGE = re.compile(r"(?!.* vs?\. )[^|•]{15,150}(?<=\w)\W? [|•] [^|•\d]{3,40}(?<![.!?:;,])")
LONGEST_FURNITURE = 25  # words
LONG_WORD = re.compile(r"\S{200,}")
LONGEST_SENTENCE = 400  # tokens
LONGEST = 20_000  # tokens
# Control characters, each to one character, so that offsets hold: those that break lines to a line break.
CONTROL = {code: " " for code in (*range(0x20), *range(0x7F, 0xA0), 0xFEFF) if code not in {0x09, 0x0A, 0x0D}}
CONTROL |= dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028, 0x2029), "\n")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Where a Doc's tokens stand: `offsets[i]` is the offset of token i in the text, IN_TITLE in the title."""

    article: Article
    offsets: tuple[int, ...]

    def in_title(self, token: Token) -> bool:
        """Whether a token belongs to the headline."""
        return self.offsets[token.i] == IN_TITLE

    def ends_of_lines(self) -> frozenset[int]:
        """The tokens behind which the article breaks the line, and the last of the title."""
        breaks = [match.start() for match in re.finditer("[\r\n]", self.article.text)]
        pairs = itertools.pairwise(self.offsets)
        return frozenset(
            index
            for index, (here, after) in enumerate(pairs)
            if here == IN_TITLE != after or bisect.bisect(breaks, here) != bisect.bisect(breaks, after)
        )

    def chars(self, span: Span) -> tuple[int, int]:
        """Character offsets of a span in the article's text."""
        last = span[-1]
        return self.offsets[span.start], self.offsets[last.i] + len(last)


def is_heading(sent: Span) -> bool:
    """Whether a sentence is a short line that no mark ends, no point of a list: "What Agence France-Presse says"."""
    return len(sent) < HEADING and sent[-1].text[-1] not in ENDS | {":"} and sent[0].text not in BULLETS


def split(doc: Doc) -> Iterator[tuple[int, int]]:
    """Sentences as token ranges: at full stops before a new sentence, and at every line break."""
    start = 0
    for index, token in enumerate(doc):
        text = token.text
        if "\n" in text and token.is_space:
            if index > start:
                yield start, index
            start = index + 1
        elif text[-1] in ENDS and _ends_sentence(doc, token):
            yield start, index + 1
            start = index + 1
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


def tame(article: Article) -> Article:
    """The article with blanks for what no reporter writes; every character that stays keeps its offset."""
    text = LINE.sub(_without_furniture, article.text.translate(CONTROL))
    text = LONG_WORD.sub(lambda word: " " * len(word[0]), text)
    title = LONG_WORD.sub(" ", article.title.translate(CONTROL))
    return article if text == article.text and title == article.title else replace(article, title=title, text=text)


def _without_furniture(line: re.Match[str]) -> str:
    """A line, blank where it is no part of the article: "Subscribe to our letter", "Writers sue Suno | The Gazette"."""
    text = line[0].strip()
    shown = wordlists.pattern("furniture").match(text) or HEADLINE_OF_A_PAGE.fullmatch(text)
    return " " * len(line[0]) if shown and len(text.split()) <= LONGEST_FURNITURE else line[0]


def make(language: Language, article: Article) -> Doc:
    """The excerpt of an article as a Doc with sentence starts set."""
    article = tame(article)
    words: list[str] = []
    spaces: list[bool] = []
    starts: list[bool | int | None] = []
    offsets: list[int] = []
    for text, in_title in ((article.title, True), (article.text, False)):
        doc = language.make_doc(text)
        for start, end in [(0, len(doc))] if in_title else split(doc):
            if end - start > LONGEST_SENTENCE or len(words) + end - start > LONGEST:
                continue
            first = len(words)
            for token in doc[start:end]:
                if token.is_space:
                    if len(words) > first:
                        spaces[-1] = True  # a tab, two spaces: one space now
                    continue
                words.append(token.text)
                spaces.append(bool(token.whitespace_))
                starts.append(len(words) == first + 1)
                offsets.append(IN_TITLE if in_title else token.idx)
            if len(words) > first:
                spaces[-1] = True  # as is a line break behind it
    doc = Doc(language.vocab, words=words, spaces=spaces, sent_starts=starts)
    doc.user_data["excerpt"] = Excerpt(article, tuple(offsets))
    doc.user_token_hooks["sent"] = sentence
    return doc


def sentence(token: Token) -> Span:
    """The sentence of a token of an excerpt: what `token.sent` gives, which spaCy seeks anew whenever it is asked."""
    known: dict[str, list[Span]] = token.doc.user_data
    if "sentences" not in known:
        known["sentences"] = [sent for sent in token.doc.sents for _ in range(len(sent))]
    return known["sentences"][token.i]
