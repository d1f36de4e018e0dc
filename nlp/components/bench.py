"""`bench`: courts, judges and captions -> `doc.spans`: courts, judges, plaintiffs and defendants, labelled by name."""

import re
from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc, Span

from nlp.courts import find_courts, find_judges
from nlp.dockets import Caption, find_captions, find_dockets
from nlp.excerpt import Excerpt

LINE_BREAK = "\u2063"  # one character, as the blank in its place is, that is neither a letter nor a blank
JUDGE = re.compile(r"\b(?:judge|magistrate)\b", re.IGNORECASE)


@Language.component("bench", assigns=["doc.spans"])
def bench(doc: Doc) -> Doc:
    """Find them over the excerpt's own text, so that the spans are the excerpt's."""
    text, lines = doc.text, _in_lines(doc)
    courts = find_courts(text)
    judges = find_judges(lines)
    people = {(judge.start, judge.end) for judge in judges}
    doc.spans["courts"] = _spans(
        doc,
        (
            (c.start, c.end, c.label or c.text)
            for c in courts
            if not JUDGE.search(c.text) and (c.start, c.end) not in people
        ),
    )
    doc.spans["judges"] = _spans(
        doc, ((j.start, j.end, j.name or text[j.start : j.end].removeprefix("a ")) for j in judges)
    )
    doc.spans["dockets"] = _spans(doc, ((d.start, d.end, d.normal) for d in find_dockets(text)))
    doc.spans["plaintiffs"], doc.spans["defendants"] = _sides(doc, find_captions(lines))
    return doc


def _in_lines(doc: Doc) -> str:
    """The text, with a mark that no name goes over where the article breaks a line: "Bartz v. Anthropic | The suit"."""
    excerpt: Excerpt = doc.user_data["excerpt"]
    ends = excerpt.ends_of_lines()
    return "".join(
        token.text + (LINE_BREAK if token.i in ends and token.whitespace_ else token.whitespace_) for token in doc
    )


def _sides(doc: Doc, captions: list[Caption]) -> tuple[list[Span], list[Span]]:
    """Where the two parties of each caption stand, in pairs."""
    pairs = []
    for caption in captions:
        if caption.plaintiff is None:
            continue
        whole = doc.text[caption.start : caption.end]
        found = []
        for place, name in (
            (whole.find(caption.plaintiff), caption.plaintiff),
            (whole.rfind(caption.defendant), caption.defendant),
        ):
            start = caption.start + place
            found += _spans(doc, [(start, start + len(name), name)])
        if len(found) == 2:
            pairs.append(found)
    return [left for left, _ in pairs], [right for _, right in pairs]


def _spans(doc: Doc, found: Iterable[tuple[int, int, str]]) -> list[Span]:
    spans = (
        doc.char_span(start, end, label=name.removeprefix("the "), alignment_mode="contract")
        for start, end, name in found
    )
    return [span for span in spans if span is not None and len(span)]
