"""`gazetteer`: names of the catalog -> `doc.spans["gazetteer"]`, and entities that the statistical recogniser keeps.

A span's id is "party:ID" or "tool:ID"; its label is "weak" for a form that means its owner only where a stronger form
of it stands in the same article.
"""

from collections.abc import Iterator

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from disputes.catalog import Catalog
from nlp.describing import kind_by_name

LABELS = {"individual": "PERSON"}


class Gazetteer:
    """Matches the catalog's names in the case in which they are written; without a catalog it finds nothing."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.matcher: PhraseMatcher | None = None
        self.labels: dict[str, str] = {}
        self._patterns: dict[str, Doc] = {}

    def use(self, catalog: Catalog) -> None:
        """Look for the names of this catalog from now on."""
        self.matcher = PhraseMatcher(self.language.vocab)
        self.labels = {f"party:{p.id}": LABELS.get(p.kind, "ORG") for p in catalog.parties.values()}
        for key, strength, form in _forms(catalog):
            if form not in self._patterns:
                self._patterns[form] = self.language.make_doc(form)
            self.matcher.add(f"{strength}|{key}", [self._patterns[form]])

    def __call__(self, doc: Doc) -> Doc:
        """Set the spans, and the strong ones as entities."""
        if self.matcher is None:
            return doc
        spans = []
        for key, start, end in self.matcher(doc):
            strength, _, owner = self.language.vocab.strings[key].partition("|")
            spans.append(Span(doc, start, end, label=strength, span_id=owner))
        spans = [span for span in spans if not _begins_another_name(span)]
        kept = {(span.start, span.end) for span in filter_spans(spans)}
        # Owners of one form all stay: the cast chooses between them by what else the article names.
        doc.spans["gazetteer"] = [span for span in spans if (span.start, span.end) in kept]
        strong = filter_spans([span for span in doc.spans["gazetteer"] if span.label_ == "strong"])
        doc.set_ents(
            [Span(doc, s.start, s.end, label=self.labels.get(s.id_, "PRODUCT")) for s in strong], default="missing"
        )
        return doc


def _begins_another_name(span: Span) -> bool:
    """Whether one word of the catalog is the first of an organisation's name that is not its own: "Apple" in "Apple
    Valley Press"; "Apple Books" and "Sony Music Group" are theirs."""
    doc, end = span.doc, span.end
    while end < len(doc) and doc[end].tag_ in {"NNP", "NNPS"} and doc[end].is_title and not doc[end].is_sent_start:
        end += 1
    rest = [kind_by_name(token.text) for token in doc[span.end : end]]
    return len(span) == 1 and len(rest) > 1 and rest[-1] is not None and not all(rest)


def _forms(catalog: Catalog) -> Iterator[tuple[str, str, str]]:
    for prefix, entries in (("party", catalog.parties.values()), ("tool", catalog.tools.values())):
        for entry in entries:
            for form in (entry.name, *entry.aliases):
                yield f"{prefix}:{entry.id}", "weak" if form in entry.weak else "strong", form
            for form in entry.weak:
                yield f"{prefix}:{entry.id}", "weak", form


@Language.factory("gazetteer", assigns=["doc.ents", "doc.spans"])
def make_gazetteer(nlp: Language, name: str) -> Gazetteer:
    """The factory; call `use(catalog)` on the component that it makes."""
    return Gazetteer(nlp)
