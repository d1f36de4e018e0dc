"""Matches of the gazetteer -> entities of the catalog, and whom a form means that several of them share."""

from collections import Counter

from spacy.tokens import Span, Token

from disputes.catalog import Catalog, Party
from nlp import wordlists
from nlp.describing import descriptor_at
from nlp.entities import Cast, Entity
from nlp.evidence import acts
from nlp.lexicon import Lexicon
from nlp.syntax import LIST_MARKERS

PARTY, TOOL = "party:", "tool:"  # how a span's id begins
PEOPLE = frozenset({"individual", "government"})  # kinds of parties of which some are people
PERSONS = frozenset({"PERSON"})  # how the model labels the names of people, and names that may go on on both sides
INTRODUCING = LIST_MARKERS | {"such", "namely"}  # between what is listed and the list
NAMES = PERSONS | {"ORG", "PRODUCT", "FAC", "WORK_OF_ART"}


def add_known(cast: Cast, catalog: Catalog, lexicon: Lexicon) -> None:
    """Enter the parties and tools that `doc.spans["gazetteer"]` names, longer names first."""
    spans = list(cast.doc.spans.get("gazetteer", ()))
    strong = {span.id_ for span in spans if span.label_ != "weak"}
    companies = _tools_that_act(spans, catalog)
    entities: dict[str, Entity] = {}
    owners: dict[tuple[int, int], list[Span]] = {}
    for span in _alone(spans, strong, catalog):
        owners.setdefault((span.start, span.end), []).append(span)
    for (start, end), rivals in sorted(owners.items(), key=lambda item: (item[0][0] - item[0][1], item[0][0])):
        chosen = _owner(cast, rivals, strong, catalog, lexicon) if cast.free(start, end) else None
        if chosen is None:
            continue
        key = PARTY + companies[chosen] if chosen in companies else chosen
        if key not in entities:
            entities[key] = _entity(key, catalog)
        cast.add(entities[key], start, _with_suffix(cast, _with_country(entities[key], cast, end)))


def _alone(spans: list[Span], strong: set[str], catalog: Catalog) -> list[Span]:
    """Those that are no part of a longer name. A form that the text has as a part of one is short for that wherever it
    stands alone, save for somebody whom the text names beyond doubt."""
    parts = [_of_a_longer_name(span, catalog) for span in spans]
    short = {span.text for span, part in zip(spans, parts, strict=True) if part and span.label_ == "weak"}
    return [
        span
        for span, part in zip(spans, parts, strict=True)
        if not part and (span.text not in short or span.id_ in strong)
    ]


def _of_a_longer_name(span: Span, catalog: Catalog) -> bool:
    """Whether a form of somebody is a part of the name of somebody else: "Welch", a senator, in "Florence Welch",
    "Post", a newspaper of Denver, in "the Nairobi Post", "Times" in "the Times of Marlow"."""
    if span.label_ == "weak":
        labels = NAMES
    elif span.id_.startswith(PARTY) and _party(span.id_, catalog).kind in PEOPLE:
        labels = PERSONS
    else:
        return False
    doc, end = span.doc, span.end
    begins_before = span[0].ent_iob_ == "I" and _in_name(doc[span.start - 1], labels)
    behind = end + (end + 1 < len(doc) and doc[end].lower_ == "of")
    return begins_before or (behind < len(doc) and doc[behind].ent_iob_ == "I" and _in_name(doc[behind], labels))


def _in_name(token: Token, labels: frozenset[str]) -> bool:
    return token.ent_type_ in labels and token.is_alpha and token.tag_ in {"NNP", "NNPS"}


def _with_suffix(cast: Cast, end: int) -> int:
    """The end of a name with its legal form: "The New York Times Co."."""
    suffixes = wordlists.words().legal_suffixes - {"the"}
    while end < len(cast.doc) and end not in cast.at and cast.doc[end].lower_ in suffixes:
        if cast.doc[end].lower_ == "company" and not cast.doc[end].text[0].isupper():
            break
        end += 1
    return end


def _with_country(entity: Entity, cast: Cast, end: int) -> int:
    """The end of a company's name with the place of its branch: "Google Korea", "OpenAI Ireland"; not in "asked Google
    Korea's minister", nor where a headline ends with the company and the text begins with the place."""
    doc = cast.doc
    names = wordlists.words().countries
    if entity.type != "party" or entity.kind != "company":
        return end
    last = next((end + size for size in (2, 1) if doc[end : end + size].text in names), end)
    if end < len(doc) and doc[end].is_sent_start:
        return end
    return end if last < len(doc) and (doc[last].dep_ == "case" or doc[last].tag_ in {"NNP", "NNPS"}) else last


def _entity(key: str, catalog: Catalog) -> Entity:
    if key.startswith(PARTY):
        party = _party(key, catalog)
        label = "PERSON" if party.kind == "individual" else "ORG"
        return Entity(party.name, "party", party.kind, party.side, party=party, label=label)
    tool = catalog.tools[key.removeprefix(TOOL)]
    return Entity(tool.name, "tool", "tool", tool=tool)


def _party(key: str, catalog: Catalog) -> Party:
    return catalog.parties[key.removeprefix(PARTY)]


def _owner(cast: Cast, rivals: list[Span], strong: set[str], catalog: Catalog, lexicon: Lexicon) -> str | None:
    """Whom a form means here: itself where it is strong, else the owner of the kind that the text says ("the labels
    Sony and Universal"), else the one that the article names beyond doubt, else the one of the kind that it stands
    beside ("Disney and Universal")."""
    certain = [span.id_ for span in rivals if span.label_ != "weak"]
    if certain:
        return next((key for key in certain if key.startswith(PARTY)), certain[0])
    keys = [span.id_ for span in rivals]
    kinds = {key: _party(key, catalog).kind for key in keys if key.startswith(PARTY)}
    if len(said := _of_kind_said(rivals[0].root, kinds, lexicon)) == 1:
        return said[0]
    supported = [key for key in keys if key in strong] or [key for key in keys if _supported(key, strong, catalog)]
    if supported:
        return supported[0]
    fitting = (
        _of_kind_beside(cast, rivals[0].root, kinds)
        or _of_kind_named(kinds, strong, catalog)
        or _of_one_kind(rivals[0].root, kinds)
    )
    return fitting[0] if fitting and len({kinds[key] for key in fitting}) == 1 else None


def _of_kind_said(root: Token, kinds: dict[str, str], lexicon: Lexicon) -> list[str]:
    """Owners of the kind that the noun before a name, or before the list that it stands in, says: "record labels
    Sony and Universal", "studios such as Disney and Universal"."""
    while root.dep_ == "conj" and root.head.i < root.i:
        root = root.head
    before = root.i - 1
    while before >= 0 and (root.doc[before].is_punct or root.doc[before].lower_ in INTRODUCING):
        before -= 1
    descriptor = descriptor_at(root.doc[before], lexicon) if before >= root.sent.start else None
    family = wordlists.load().family
    return [key for key, kind in kinds.items() if descriptor and family(kind) == family(descriptor.kind)]


def _of_kind_beside(cast: Cast, root: Token, kinds: dict[str, str]) -> list[str]:
    """Owners of a kind with the parties that the form is coordinated with."""
    family = wordlists.load().family
    beside = {family(cast.at[t.i].kind) for t in _coordinated(root) if t.i in cast.at and cast.at[t.i].party}
    return [key for key, kind in kinds.items() if family(kind) in beside]


def _of_kind_named(kinds: dict[str, str], strong: set[str], catalog: Catalog) -> list[str]:
    """Claimants of a kind with some party that the article names beyond doubt."""
    named = {_party(key, catalog).kind for key in strong if key.startswith(PARTY)}
    return [key for key, kind in kinds.items() if kind in named and _party(key, catalog).side == "claimant"]


def _of_one_kind(root: Token, kinds: dict[str, str]) -> list[str]:
    """All owners, where the model takes the form for a name and they are of one kind."""
    return list(kinds) if root.ent_type_ in {"ORG", "PERSON", "GPE"} and len(set(kinds.values())) == 1 else []


def _coordinated(token: Token) -> list[Token]:
    return [token.head, *token.children] if token.dep_ == "conj" else [c for c in token.children if c.dep_ == "conj"]


def _tools_that_act(spans: list[Span], catalog: Catalog) -> dict[str, str]:
    """Tools by whose name the text calls their developer, with that: "Udio has settled", "the suit against Udio"."""
    score: Counter[str] = Counter()
    for span in spans:
        if span.id_.startswith(TOOL) and span.label_ != "weak":
            score[span.id_] += acts(span.root)
    found = {}
    for key, value in score.items():
        tool = catalog.tools[key.removeprefix(TOOL)]
        if value < 2 or not tool.developer or " " in tool.name:
            continue
        developer = catalog.parties[tool.developer]
        shared = tool.name in {developer.name, *developer.aliases, *developer.weak}
        if shared or not any(span.id_ == PARTY + tool.developer for span in spans):
            found[key] = tool.developer
    return found


def _supported(key: str, strong: set[str], catalog: Catalog) -> bool:
    """Whether the developer of an ambiguous form's owner, or its tool, is named for certain in the article."""
    kind, _, name = key.partition(":")
    if kind == "tool":
        return f"{PARTY}{catalog.tools[name].developer}" in strong
    return any(TOOL + tool.id in strong for tool in catalog.tools.values() if tool.developer == name)
