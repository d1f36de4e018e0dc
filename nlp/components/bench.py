"""`bench`: courts and judges of the text -> `doc.spans["courts"]` and `doc.spans["judges"]`, each labelled by its name."""

import re
from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc, Span

from nlp.courts import find_courts, find_judges

JUDGE = re.compile(r"\b(?:judge|magistrate)\b", re.IGNORECASE)


@Language.component("bench", assigns=["doc.spans"])
def bench(doc: Doc) -> Doc:
    """Find them over the excerpt's own text, so that the spans are the excerpt's."""
    text = doc.text
    courts = find_courts(text)
    judges = find_judges(text)
    people = {(judge.start, judge.end) for judge in judges}
    doc.spans["courts"] = _spans(doc, ((c.start, c.end, c.text) for c in courts if not JUDGE.search(c.text) and (c.start, c.end) not in people))
    doc.spans["judges"] = _spans(doc, ((j.start, j.end, j.name or text[j.start : j.end].removeprefix("a ")) for j in judges))
    return doc


def _spans(doc: Doc, found: Iterable[tuple[int, int, str]]) -> list[Span]:
    spans = (doc.char_span(start, end, label=name.removeprefix("the "), alignment_mode="contract") for start, end, name in found)
    return [span for span in spans if span is not None and len(span)]
