"""A parsed excerpt -> stretches that may be names: the model's entities, then the runs of proper nouns that it left.

What the model cuts too short or too long is mended here ("Photographers' | Alliance", "X and Y" as one); what cannot
be a name of anybody (days, statutes, capitals at the head of a sentence) is left out.
"""

import itertools
import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from nlp import lexicon, wordlists
from nlp.dates.words import MONTHS, WEEKDAYS
from nlp.describing import descriptor_at
from nlp.entities import Cast, clean, is_version
from nlp.excerpt import Excerpt
from nlp.forms import SMALL
from nlp.syntax import once

type Candidate = tuple[int, int, str]  # first token, token behind the last, the model's label

ENTITY_LABELS = frozenset({"ORG", "PERSON", "PRODUCT", "GPE", "NORP", "FAC", "WORK_OF_ART", "LOC"})
JOINABLE_LABELS = ENTITY_LABELS - {"NORP"}
COMMON_POS = frozenset({"VERB", "ADV", "PRON", "DET", "ADP", "SCONJ", "CCONJ", "AUX"})
ARTICLES = frozenset({"the", "a", "an"})
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
DASHES = frozenset({"-", "–", "—", "--", "―"})
SEPARATORS = frozenset({",", ";", "vs.", "v.", "v", "vs"})
WHEN = frozenset({"on", "in", "since", "until", "last", "this", "next", "late", "early", "mid"})
DATELINE = 16  # tokens at the head of the text in which a dateline ends
DATELINES = 6  # sentences at the head of the text of which one may begin with it
CAPITALS = 0.75  # share of longer words with a capital from which on a sentence is set as a headline


def candidates(cast: Cast) -> Iterator[Candidate]:
    """Spans that may be names, those with the model's label first; none of them names an entity of the cast."""
    taken = set(cast.at) | _dateline(cast.doc) | {t.i for span in cast.doc.spans.get("dockets", ()) for t in span}
    yield from _entities(cast.doc, taken)
    yield from _runs(cast.doc, taken)


def caption_names(cast: Cast) -> Iterator[tuple[int, int]]:
    """The names in captions that the gazetteer does not know: "Bartz" in "Bartz et al. v. Anthropic"."""
    for side in ("plaintiffs", "defendants"):
        for span in cast.doc.spans.get(side, ()):
            end = next((t.i for t in span if t.lower_ in {"et", "&", ","}), span.end)
            no_name = wordlists.pattern("no_name").match(clean(cast.doc[span.start : end]))  # "and Ors v. Fennec"
            if end > span.start and cast.free(span.start, span.end) and not no_name:
                yield span.start, end


def running_case(sent: Span) -> bool:
    """Whether a sentence is in running case, so that a capital letter tells a name."""
    long = [other for other in sent if other.is_alpha and len(other) > 3]
    return sum(_capital(other) for other in long) < CAPITALS * max(1, len(long))


def _entities(doc: Doc, taken: set[int]) -> Iterator[Candidate]:
    """The model's entities, mended; what they take is added to `taken`."""
    for ent in doc.ents:
        if ent.label_ not in ENTITY_LABELS or ent.start in taken:
            continue
        start, end = _trimmed(doc, _behind_trade(ent), _extended(doc, ent.end, taken))
        taken.update(range(ent.start, min(start, end)))
        if start >= end or taken & set(range(start, end)):
            continue
        for first, last in _pieces(doc, start, end):
            piece = _prefix(doc, first, taken), _complement(doc, first, last, taken)
            if _plausible(doc, *piece):
                taken.update(range(*piece))
                yield *piece, ent.label_


def _extended(doc: Doc, end: int, taken: set[int]) -> int:
    """ "Oakhurst" + "Gazette": two entities with nothing between them are one name."""
    while end < len(doc) and _goes_on(doc, end) and end not in taken:
        end += 1
        while end < len(doc) and doc[end].ent_iob_ == "I":
            end += 1
    return end


def _goes_on(doc: Doc, index: int) -> bool:
    token = doc[index]
    return (
        token.ent_type_ in JOINABLE_LABELS
        and token.ent_iob_ == "B"
        and doc[index - 1].ent_type_ != "NORP"
        and not token.is_sent_start
        and _capital(token)
    )


def _trimmed(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """A span without article, day or description before, and possessive or sum behind ("awarded Vox Records | $12")."""
    end = next((token.i for token in doc[start + 1 : end] if token.is_currency), end)
    if start + 1 < end and _is_day(doc[start]):
        start += 1
    while start < end and (doc[start].lower_ in ARTICLES or doc[start].is_punct or _describes(doc, start, end)):
        start += 1
    while end > start and (doc[end - 1].lower_ in POSSESSIVES or doc[end - 1].is_punct):
        end -= 1
    return start, end


def _describes(doc: Doc, index: int, end: int) -> bool:
    """Whether a common noun stands before a name that the model runs it into: "food magazine | Larder & Spoon"."""
    return doc[index].pos_ in {"NOUN", "ADJ"} and doc[index].is_lower and any(map(_capital, doc[index + 1 : end]))


def _behind_trade(ent: Span) -> int:
    """Where a person's name starts that the head of a sentence gives with a trade: "Novelist | Jorge Pardo"."""
    trade = descriptor_at(ent[0], lexicon.load()) if ent[0].is_sent_start and ent.label_ == "PERSON" else None
    return ent.start + (len(ent) > 2 and trade is not None and trade.kind == "individual")


def _is_day(token: Token) -> bool:
    """Whether a weekday or a month dates what happened ("on Monday Anvil Films sued", "said Monday"): no part of a name
    behind it."""
    if token.i == 0 or token.text not in MONTHS.keys() | WEEKDAYS.keys():
        return False
    before = token.nbor(-1)
    return before.lower_ in WHEN or (token.text in WEEKDAYS and before.pos_ == "VERB")


def _runs(doc: Doc, taken: set[int]) -> Iterator[Candidate]:
    """Runs of proper nouns among the tokens that are not taken."""
    index = 0
    while index < len(doc):
        if index in taken or not _proper(doc[index]) or _is_day(doc[index]):
            index += 1
            continue
        end = index + 1
        while (
            end < len(doc)
            and end not in taken
            and (_proper(doc[end]) or _joins(doc, end, taken))
            and not doc[end].is_sent_start
        ):
            end += 1
        end = _complement(doc, index, end, taken)
        if _plausible(doc, index, end):
            yield index, end, ""
        index = end


def _dateline(doc: Doc) -> set[int]:
    """The tokens of "LOS ANGELES, Feb. 20 (Reuters) -" at the head of the text: a place and an agency, no parties. What
    a page shows above it (its headline again, a caption) may stand before."""
    excerpt: Excerpt = doc.user_data["excerpt"]
    heads = [sent.start for sent in doc.sents if not excerpt.in_title(sent[0])][:DATELINES]
    found = ((start, _end_of_dateline(doc, start)) for start in heads)
    return next((set(range(start, end)) for start, end in found if end > start), set())


def _end_of_dateline(doc: Doc, start: int) -> int:
    """The token behind a dateline that begins at `start`, and `start` where none does: none goes on in small letters,
    as "The Larkfield Writers Union (LWU) sued Quillon AI - its first suit" does."""
    for index in range(start, min(start + DATELINE, len(doc))):
        if doc[index].text in DASHES:
            capitals = doc[start].is_upper and doc[start].is_alpha and len(doc[start]) > 1
            return index if capitals or any(t.text == "(" for t in doc[start:index]) else start
        if index > start and (doc[index].is_sent_start or _runs_on(doc[index])):
            break
    return start


def _runs_on(token: Token) -> bool:
    """Whether a word belongs to a sentence, to no place, day or agency."""
    return token.is_lower and token.is_alpha and token.lower_ not in SMALL


def _pieces(doc: Doc, start: int, end: int) -> list[tuple[int, int]]:
    """A span that the model ran over a coordination, cut at its commas, at "and" behind "between", and at an "and" on
    one side of which stands what the text names alone elsewhere."""
    between = start > 0 and doc[start - 1].lower_ == "between"
    cuts = [
        i
        for i in range(start, end)
        if doc[i].text in SEPARATORS
        or (doc[i].lower_ == "and" and (between or _alone(doc, start, i, end) or _alone(doc, i + 1, end, end)))
        or (doc[i].text in POSSESSIVES and _alone(doc, i + 1, end, end))  # "Sam Altman's | OpenAI"
    ]
    bounds = [start, *[i + 1 for i in cuts], end + 1]
    return [(a, b - 1) for a, b in itertools.pairwise(bounds) if b - 1 > a]


def _alone(doc: Doc, first: int, last: int, end: int) -> bool:
    """Whether the text names elsewhere, with no "and" beside it, what stands at the tokens [first, last)."""
    if last <= first:
        return False
    name = re.escape(doc[first:last].text)
    return (
        re.search(
            rf"(?<!\band )(?<!& )\b{name}\b(?! (?:and|&) )", doc[: max(0, first - 1)].text + " | " + doc[end:].text
        )
        is not None
    )


def _complement(doc: Doc, start: int, end: int, taken: set[int]) -> int:
    """The end of "Alliance of Regional Publishers", "Guild of Lyric Writers": "of" belongs to such a name."""
    body = wordlists.pattern("body")
    if not body.fullmatch(doc[end - 1].text) or end + 1 >= len(doc) or doc[end].lower_ not in {"of", "for"}:
        return end
    last = end + 1
    while last + 1 < len(doc) and doc[last].lower_ in {"the", "and", "&"} and _capital(doc[last + 1]):
        last += 1
    first_name = last
    while last < len(doc) and _capital(doc[last]) and last not in taken and not doc[last].is_sent_start:
        last += 1
        if _and_more(doc, last):
            last += 1
    return last if last > first_name else end


def _and_more(doc: Doc, index: int) -> bool:
    """Whether a name goes on with "and Publishers", a plural with a capital."""
    return (
        index + 1 < len(doc)
        and doc[index].lower_ in {"and", "&"}
        and _capital(doc[index + 1])
        and doc[index + 1].tag_ in {"NNPS", "NNS"}
    )


def _prefix(doc: Doc, start: int, taken: set[int]) -> int:
    """The beginning of "Photographers' Alliance", which the model cuts at the apostrophe."""
    if not (
        start > 1
        and doc[start - 1].text in POSSESSIVES
        and wordlists.pattern("body").search(doc[start].text)
        and _capital(doc[start - 2])
        and doc[start - 2].text.endswith("s")
    ):
        return start
    first = start - 2
    while first > 0 and _capital(doc[first - 1]) and first - 1 not in taken and not doc[first].is_sent_start:
        first -= 1
    return first + (doc[first].lower_ == "the")


def _capital(token: Token) -> bool:
    return token.text[0].isupper()


def _proper(token: Token) -> bool:
    """Whether a token may belong to a name."""
    if token.is_sent_start and _capital(token) and token.is_alpha and not token.is_stop:
        # A word that the model does not know in small letters is a name, whatever the tagger says.
        return token.tag_ in {"NNP", "NNPS"} or not token.vocab[token.lower_].has_vector
    if token.tag_ in {"NNP", "NNPS"}:
        return _capital(token) and token.ent_type_ not in {"DATE", "TIME", "MONEY", "LAW"}
    # A name that the tagger took for a common word: capitalised inside a sentence.
    return (
        _capital(token)
        and not token.is_sent_start
        and token.pos_ in {"NOUN", "ADJ", "X"}
        and token.dep_ != "amod"
        and token.i > 0
        and running_case(token.sent)
    )


def _joins(doc: Doc, index: int, taken: set[int]) -> bool:
    """ "&" and version numbers inside a name: "Simon & Schuster", "Seedance 2.0"."""
    if index + 1 < len(doc) and doc[index].text in {"&", "-"}:
        return _proper(doc[index + 1]) and index + 1 not in taken
    return is_version(doc[index]) and _capital(doc[index - 1]) and doc[index].ent_type_ != "DATE"


def _plausible(doc: Doc, start: int, end: int) -> bool:
    """Whether a stretch may name somebody, or something made."""
    text = clean(doc[start:end])
    if _statute(doc, start, end):
        return False
    if len(text) < 2 or wordlists.pattern("no_name").match(text) or not any(c.isupper() for c in text):
        return False
    if end - start > 1:
        return True
    if doc[start].pos_ in COMMON_POS:
        return False
    return not doc[start].is_sent_start or _name_at_head(doc[start])


def _statute(doc: Doc, start: int, end: int) -> bool:
    """Whether a stretch is the beginning of a law's name, of which the model saw only a part."""
    whole = end
    while whole < len(doc) and whole - end < 4 and _capital(doc[whole]) and doc[whole].tag_ in {"NNP", "NNPS"}:
        whole += 1
    return whole > end and wordlists.pattern("statute").search(doc[start:whole].text) is not None


@once
def _inside(first: Token) -> frozenset[str]:
    """The words that stand elsewhere than at the head of a sentence, in the text that a token opens."""
    return frozenset(token.text for token in first.doc if not token.is_sent_start)


def _name_at_head(token: Token) -> bool:
    """A capital at the head of a sentence tells nothing of a word that the model knows in small letters."""
    return (
        token.text in _inside(token.doc[0])
        or not token.vocab[token.lower_].has_vector
        or (token.ent_type_ != "" and token.tag_ == "NNP")
    )
