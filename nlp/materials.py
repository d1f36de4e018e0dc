"""Noun phrases -> what they call works or training data: "LibGen", "millions of pirated books", "the studio's films".

Data sets, shadow libraries and platforms stand in the catalog; works are told by the head of their noun phrase, and a
data set that is in no list by being called by its name ("a dataset called Nightshelf-2").
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Token
from spacy.util import filter_spans

from disputes.catalog import Catalog
from nlp.roles import Roles
from nlp.wording import Works

LONGEST = 14  # tokens of a description; a longer noun phrase is cut at its left
OWNERS = frozenset({"its", "their", "his", "her", "our"})
LEADING = re.compile(r"^(?:the|a|an|some|any|these|those|this|that|whose|such|all|other|of|own|both)\s+", re.IGNORECASE)


class Materials:
    """Finds materials by name and by description."""

    def __init__(self, language: Language, works: Works) -> None:
        self.language = language
        self.works = works
        self.names: Mapping[str, str] = {}
        self.matcher = PhraseMatcher(language.vocab)
        self._patterns: dict[str, Doc] = {}

    def use(self, catalog: Catalog) -> None:
        """Look for this catalog's data sets, shadow libraries and platforms from now on."""
        self.names = {form: m.name for form, m in catalog.material_by_name.items() if m.kind != "works"}
        self.matcher = PhraseMatcher(self.language.vocab)
        for form in self.names:
            if form not in self._patterns:
                self._patterns[form] = self.language.make_doc(form)
            self.matcher.add(form, [self._patterns[form]])

    def named(self, doc: Doc) -> list[tuple[Token, str]]:
        """The head of each stretch that names a material, with its canonical name, in order."""
        spans = filter_spans(self.matcher(doc, as_spans=True))
        found = [(span.root, self.names[span.label_]) for span in spans]
        return sorted(
            found + list(self._called(doc, {token.i for span in spans for token in span})), key=lambda pair: pair[0].i
        )

    def _called(self, doc: Doc, taken: set[int]) -> Iterator[tuple[Token, str]]:
        for verb in doc:
            if verb.lemma_ not in {"call", "name", "dub", "know", "title"} or verb.dep_ not in {"acl", "relcl"}:
                continue
            if verb.head.lemma_.lower() not in self.works.called - {"tool"}:
                continue
            below = [c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as"]
            for token in (c for parent in (verb, *below) for c in parent.children):
                if token.pos_ == "PROPN" and token.dep_ in {"oprd", "dobj", "pobj", "attr"} and token.i not in taken:
                    yield token, _name(token)

    def described(self, heads: Iterable[Token], roles: Roles) -> list[str]:
        """What the noun phrases with these heads, and those coordinated with them, call works."""
        found: dict[str, None] = {}
        for head in heads:
            for token in _coordinated(head):
                if self.is_work(token, roles):
                    found.setdefault(_description(token, roles))
        return [text for text in found if text]

    def is_work(self, head: Token, roles: Roles) -> bool:
        """Whether a noun phrase's head, or what it is a number or copy of, is a work."""
        if head.pos_ not in {"NOUN", "PROPN", "NUM", "PRON", "DET", "ADJ"}:
            return False
        lemma = head.lemma_.lower()
        if lemma in self.works.wrappers or head.tag_ == "CD" or head.lower_ in self.works.wrappers:
            below = [
                pobj for prep in head.children if prep.lower_ == "of" for pobj in prep.children if pobj.dep_ == "pobj"
            ]
            if any(self.is_work(pobj, roles) for pobj in below):
                return True
        if head.pos_ not in {"NOUN", "PROPN"} or (head.ent_type_ and head.pos_ == "PROPN"):
            return False
        if any(child.dep_ == "compound" and child.lower_ in {"ai", "search"} for child in head.children):
            return False
        return lemma in self.works.plain or (lemma in self.works.vague and self._marked(head, roles))

    def _marked(self, head: Token, roles: Roles) -> bool:
        """Whether a word beside it makes a vague noun a work: "copyrighted material", "the authors' works"."""
        left = [child for child in head.children if child.dep_ in {"amod", "compound", "nmod", "poss"}]
        if any(
            token.lower_ in self.works.marks or token.lemma_.lower() in self.works.plain
            for child in left
            for token in child.subtree
        ):
            return True
        if any(child.dep_ == "poss" and child.pos_ == "NOUN" for child in left):
            return True
        owners = [e for c in left if c.dep_ == "poss" or c.pos_ == "PROPN" for e in roles.resolve(c)]
        return any(entity.side != "respondent" for entity in owners)


def _coordinated(head: Token, depth: int = 0) -> Iterator[Token]:
    yield head
    if depth > 4:
        return
    for child in head.children:
        if child.dep_ in {"conj", "appos"} and child.pos_ in {"NOUN", "PROPN", "NUM"}:
            yield from _coordinated(child, depth + 1)
        elif child.dep_ == "prep" and child.lower_ in {"including", "like"}:
            yield from (
                token for pobj in child.children if pobj.dep_ == "pobj" for token in _coordinated(pobj, depth + 1)
            )


def _description(head: Token, roles: Roles) -> str:
    """The noun phrase without article and clauses; "its articles" with the name of whose they are."""
    doc = head.doc
    last = head
    while inner := next(
        (p for c in last.children if c.lower_ == "of" and c.i > last.i for p in c.children if p.dep_ == "pobj"), None
    ):
        last = inner
        if last.pos_ == "PROPN" or last.i - head.i > LONGEST:
            break
    start = max(head.left_edge.i, head.i - LONGEST)
    words = [_word(doc[index], roles) for index in range(start, last.i + 1) if not in_perfect(doc[index])]
    text = " ".join("".join(words).split())
    while (shorter := LEADING.sub("", text)) != text:
        text = shorter
    return text.strip(" ,;:\"“”‘’'")


def in_perfect(verb: Token) -> bool:
    """Whether it is the "copied" of "had copied lyrics" where the parser takes that for an attribute."""
    head = verb.head
    if verb.dep_ != "amod" or verb.tag_ != "VBN" or head.dep_ != "dobj":
        return False
    return head.head.lemma_ == "have" and head.head.i + 1 == verb.i


def _word(token: Token, roles: Roles) -> str:
    if token.dep_ == "poss" and token.lower_ in OWNERS:
        owners = roles.resolve(token)
        named = [owner.name for owner in owners if not owner.generic and owner.side != "respondent"]
        if len(named) == len(owners) == 1:
            return f"{named[0]}’s "
        return "the " if token.i and token.nbor(-1).lower_ == "of" else ""
    return token.text_with_ws


def _name(token: Token) -> str:
    left = [child for child in token.children if child.dep_ in {"compound", "nmod", "nummod"}]
    right = [child for child in token.children if child.dep_ == "nummod" and child.i > token.i]
    return token.doc[min([token.i, *(c.left_edge.i for c in left)]) : max([token.i, *(c.i for c in right)]) + 1].text
