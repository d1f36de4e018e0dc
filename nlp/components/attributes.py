"""`attribute_table`: tags -> parts of speech and morphology, as the model's attribute ruler has them, in half the time.

The ruler tries nearly two hundred patterns at every token. Most of them only name a tag or a word, so they are looked
up; the few others are matched. What is set, and in which order, is the ruler's own doing.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from disputes.errors import ModelMissing

type Match = tuple[int, int, int, int]  # number and key of the pattern, first token, token behind the last


class AttributeTable:
    """Applies a ruler's patterns, those with one token and plain values by looking them up."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self.set_annotations: Callable[[Doc, list[Match]], None] = ruler.set_annotations
        self.strings = ruler.vocab.strings
        self.matcher = Matcher(ruler.vocab, validate=False)
        self.table: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        rules: Any = ruler.patterns
        for number, rule in enumerate(rules):
            # The ruler keys its patterns by their number, as text.
            key = self.strings.add(str(number))
            for pattern in rule["patterns"]:
                if keys := plain(pattern):
                    for tag, lower in keys:
                        place = (self.strings.add(tag) if tag else 0, self.strings.add(lower) if lower else 0)
                        self.table[place].append((number, key))
                else:
                    self.matcher.add(key, [pattern])
        self.words = {lower for _, lower in self.table}
        self._found: dict[tuple[int, int], list[tuple[int, int]]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes."""
        self.set_annotations(doc, sorted(self._matches(doc)))
        return doc

    def _matches(self, doc: Doc) -> Iterator[Match]:
        words, found = self.words, self._found
        for index, (tag, lower) in enumerate(doc.to_array(["TAG", "LOWER"]).tolist()):
            place = (tag, lower if lower in words else 0)
            if place not in found:
                found[place] = self._rules(*place)
            for number, key in found[place]:
                yield number, key, index, index + 1
        for key, start, end in self.matcher(doc, allow_missing=True, as_spans=False):
            yield int(self.strings[key]), key, start, end

    def _rules(self, tag: int, lower: int) -> list[tuple[int, int]]:
        """What is looked up for a tag and a word, the word 0 where no pattern names it."""
        places = {(tag, 0), (0, lower), (tag, lower)}
        return [rule for place in places for rule in self.table.get(place, ())]


def plain(pattern: Sequence[Mapping[str, object]]) -> list[tuple[str, str]]:
    """The pairs of tag and word ("" for any) that a pattern of one token asks for; none where it asks for more."""
    if len(pattern) != 1 or not pattern[0] or not pattern[0].keys() <= {"TAG", "LOWER"}:
        return []
    tags, words = (_values(pattern[0].get(name, "")) for name in ("TAG", "LOWER"))
    return [(tag, word) for tag in tags for word in words]


def _values(wanted: object) -> list[str]:
    """What one attribute may be; none where it is told otherwise than by plain words."""
    if isinstance(wanted, str):
        return [wanted]
    if isinstance(wanted, dict) and wanted.keys() == {"IN"}:
        return list(wanted["IN"])
    return []


@Language.factory("attribute_table", assigns=["token.pos", "token.morph", "token.lemma"], requires=["token.tag"])
def make_attribute_table(nlp: Language, name: str) -> AttributeTable:
    """The factory; takes the patterns of the pipeline's own attribute ruler, which is to be disabled then."""
    ruler = nlp.get_pipe("attribute_ruler")
    if not isinstance(ruler, AttributeRuler):
        raise ModelMissing(f"the model's attribute_ruler is none but a {type(ruler).__name__}")
    return AttributeTable(ruler)
