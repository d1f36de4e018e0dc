"""A parsed excerpt -> its cast: who and what the article names, typed by the catalog and by the text's own words.

Names come from the gazetteer, the statistical entities and runs of proper nouns; forms of one name are joined
(acronyms in brackets, surnames, legal suffixes). What stands in no list is typed by how the text describes it ("the
start-up Suno", "its video generator") and later by what it does.
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from disputes.catalog import Catalog, Party, Tool
from nlp.excerpt import Excerpt
from nlp.lexicon import Descriptor, Lexicon
from nlp.syntax import members

SUFFIXES = frozenset(
    "inc inc. corp corp. corporation llc ltd ltd. limited co co. company plc lp gmbh ag the sa pbc".split()
)
TITLES = frozenset("mr ms mrs dr sir dame lord lady judge justice professor prof rep sen baroness president".split())
NOT_NAMES = re.compile(
    r"^(?:AI|A\.I\.|CEO|CTO|COO|CFO|DMCA|LLMs?|GPUs?|API|FAQ|TL;DR|Internet|Web|English|American|British|German|French|"
    r"Chinese|Japanese|European|Indian|Korean|Canadian|U\.?S\.?A?|U\.?K\.?|EU|Act|Bill|Congress|Section .*|Rule .*|"
    r"Article .*|"
    r".* Act|.* Law|Hollywood|Big Tech|Big AI|Silicon Valley|GAI|RAG|Title .*|Part .*|Copyright|Fair Use|Update|UPDATE|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|"
    r"September|October|November|December|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?|"
    r"Chair(?:man|woman|person)?|President|Director|Minister|Spokes\w+|Chief|Founder|Readers?|Works?|Newer|"
    r"Generative AI|Gen AI|Ors|Anor|Yesterday|Today|Tomorrow|Rep\.?|Sen\.?|Co\.?|Inc\.?|LLC|Ltd\.?|Corp\.?|PBC|Sir|"
    r"X|IP|PDF|Hon\.?|Judge|Court|District|PT|ET|GMT|CET|Q[1-4]|Background|\W*|\d.*|I|Mr\.?|Ms\.?|Mrs\.?|Dr\.?)$"
)
STATUTES = re.compile(r"\b(?:Act|Law|Bill|Code|Constitution|Rules?|Directive|Amendment|Treaty|Convention)$")
ARTIFICIAL = Descriptor("tool", "tool", "")
ENTITY_LABELS = frozenset({"ORG", "PERSON", "PRODUCT", "GPE", "NORP", "FAC", "WORK_OF_ART", "LOC"})
COMPANY_TAIL = re.compile(
    r"\b(?:Inc|Corp|Corporation|LLC|Ltd|Limited|Labs?|Technologies|AI|PBC|GmbH|AG|plc|Systems|Intelligence)\.?$"
)
CLAIMANT_TAILS = (
    (
        re.compile(
            r"\b(?:Association|Guild|Alliance|Federation|Coalition|Council|Society|Institute|League|Collective)\b"
        ),
        "trade_group",
    ),
    (re.compile(r"\b(?:Union)\b"), "union"),
    (
        re.compile(
            r"\b(?:Times|Post|Tribune|Herald|Gazette|Daily|News|Journal|Guardian|Chronicle|Press|Media|Magazine|Zeitung|Broadcasting)\b"
        ),
        "news_publisher",
    ),
    (re.compile(r"\b(?:Records|Recordings|Music)\b"), "record_label"),
    (re.compile(r"\b(?:Pictures|Studios?|Films?|Entertainment|Animation)\b"), "studio"),
    (re.compile(r"\b(?:Publishing|Publishers|Books|Verlag)\b"), "book_publisher"),
)
PUBLIC_TAILS = re.compile(
    r"\b(?:Ministry|Commission|Department|Agency|Office|Authority|Parliament|Senate|House of \w+|"
    r"Government|Bundestag|Bureau|Committee|Council of State)\b"
)
LAW_FIRM = re.compile(r"\b(?:LLP|Law Group|Chambers|& Partners|Solicitors)$")
FAMILIES = {"music_publisher": "record_label", "book_publisher": "news_publisher", "union": "trade_group"}
OFFICES = frozenset(
    "rep sen senator congressman congresswoman representative minister mp mep commissioner governor secretary".split()
)
BODIES = re.compile(
    r"(?:Association|Guild|Alliance|Federation|Coalition|Council|Society|Institute|Union|League|Collective|Ministry|Department|Office|Bureau|Committee|Academy|Board|House)"
)
VERSION = re.compile(r"(?:\d+(?:\.\d+)?|[vV]\d+(?:\.\d+)?|\d+[a-z]|\d+B)$")


@dataclass(slots=True, eq=False)
class Entity:
    """One who or what, with every stretch of the excerpt that names it.

    `type` is party, tool, court, judge, person (a spokesman, a lawyer), place or unknown; `speaks_for` is the party
    that a person stands for. `votes` collects what the text says of its side.
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
    label: str = ""
    generic: bool = False
    plural: bool = False
    votes: Counter[str] = field(default_factory=Counter)

    @property
    def known(self) -> bool:
        """Whether the catalog knows it."""
        return self.party is not None or self.tool is not None


class Cast:
    """The entities of one excerpt, found by token."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.entities: list[Entity] = []
        self.at: dict[int, Entity] = {}

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

    def named(self, *types: str) -> list[Entity]:
        """The entities of these types, in the order of their first mention."""
        return sorted((entity for entity in self.entities if entity.type in types), key=lambda entity: entity.spans[0])

    def in_span(self, start: int, end: int) -> list[Entity]:
        """The entities that a stretch of tokens names, in order."""
        return list(dict.fromkeys(self.at[index] for index in range(start, end) if index in self.at))


def clean(span: Span) -> str:
    """A name without article and possessive."""
    text = re.sub(r"\s+", " ", span.text).strip(" ,;:.\"“”‘’'()[]")
    text = re.sub(r"[’']s?$", "", text)
    tail = span.text.rstrip("\"”’'")
    if tail.endswith(".") and span[-1].text.endswith(".") and len(span[-1]) > 1:
        text += "."
    return re.sub(r"^(?:[Tt]he|THE|[Aa]n?)\s+", "", text)


def words_of(name: str) -> tuple[str, ...]:
    """A name's telling words, lower case, for comparing."""
    words = re.sub(r"[^\w&-]+", " ", name.lower()).split()
    return tuple(word for word in words if word not in SUFFIXES) or tuple(words)


def assemble(doc: Doc, catalog: Catalog, lexicon: Lexicon) -> Cast:
    """The cast of a parsed excerpt; expects the gazetteer's matches in `doc.spans["gazetteer"]` and courts and judges
    in `doc.spans["courts"]` and `doc.spans["judges"]`."""
    cast = Cast(doc)
    _add_bench(cast)
    _add_known(cast, catalog)
    excerpt: Excerpt = doc.user_data["excerpt"]
    for start, end in _caption_parties(cast):
        _add_candidate(cast, start, end, "")
    candidates = list(_candidates(cast))
    headlines = {sent.start for sent in doc.sents if excerpt.in_title(sent[0]) or not running_case(sent)}
    for start, end, label in candidates:
        if doc[start].sent.start not in headlines:
            _add_candidate(cast, start, end, label)
    for start, end, label in candidates:
        # Headlines are in capitals all over: only a name that the text bears out is one.
        if doc[start].sent.start in headlines and _same_entity(cast, clean(doc[start:end]), label) is not None:
            _add_candidate(cast, start, end, label)
    _join_acronyms(cast)
    for entity in cast.entities:
        if _is_place(cast, entity):
            entity.type = "place"
        elif LAW_FIRM.search(entity.name) and not entity.known:
            entity.type = "counsel"
    for entity in cast.entities:
        _describe(cast, entity, lexicon)
    for side, vote in (("plaintiffs", "claimant"), ("defendants", "respondent")):
        for span in doc.spans.get(side, ()):
            for entity in cast.in_span(span.start, span.end):
                entity.votes[vote] += 3
    _seat_judges(cast)
    _mark_outlets(cast, frozenset(catalog.publication_by_name))
    _join_versions(cast)
    _link_people(cast, lexicon)
    _link_developers(cast, catalog)
    return cast


def _add_bench(cast: Cast) -> None:
    for key, kind in (("courts", "court"), ("judges", "judge")):
        by_name: dict[str, Entity] = {}
        for span in cast.doc.spans.get(key, ()):
            name = span.label_ or clean(span)
            words = words_of(name)
            known = next(
                (e for n, e in by_name.items() if kind == "judge" and words_of(n)[-1:] == words[-1:]), by_name.get(name)
            )
            entity = known or Entity(name, kind, "court", "neutral")
            if known and len(name) > len(known.name):
                known.name = name
            by_name[name] = entity
            if not any(index in cast.at for index in range(span.start, span.end)):
                cast.add(entity, span.start, span.end)


def _seat_judges(cast: Cast) -> None:
    """Judges speak for the court that the text names with them; all for the one court that it names so at all."""
    judges = cast.named("judge")
    courts = [e for e in cast.named("court") if any(form[0].isupper() for form in e.forms)]
    trial = [e for e in courts if not re.search(r"Appeal|Circuit|Supreme|Cir\.", " ".join(e.forms))]
    named = [judge for judge in judges if judge.name[0].isupper()]
    for judge in judges:
        if judge not in named and len(named) == 1:
            # "A federal judge in Manhattan", named later.
            for span in judge.spans:
                cast.add(named[0], *span)
            cast.entities.remove(judge)
    seats: dict[int, Entity] = {}
    for judge in named:
        for _start, end in judge.spans:
            beside = [
                e
                for e in cast.in_span(end, min(end + 6, len(cast.doc)))
                if e in courts and cast.doc[end].lower_ in {"of", "for", "in", "on", "at", ","}
            ]
            if beside:
                seats[id(judge)] = beside[0]
    distinct = list(dict.fromkeys(seats.values())) or trial
    for judge in named:
        judge.speaks_for = seats.get(id(judge)) or (distinct[0] if len(distinct) == 1 else None)


def _add_known(cast: Cast, catalog: Catalog) -> None:
    spans = list(cast.doc.spans.get("gazetteer", ()))
    strong = {span.id_ for span in spans if span.label_ != "weak"}
    companies = _product_names_that_act(cast, spans, catalog)
    entities: dict[str, Entity] = {}
    owners: dict[tuple[int, int], list[Span]] = {}
    for span in spans:
        owners.setdefault((span.start, span.end), []).append(span)
    for (start, end), rivals in sorted(owners.items(), key=lambda item: (item[0][0] - item[0][1], item[0][0])):
        if any(index in cast.at for index in range(start, end)):
            continue
        chosen = _owner(cast, rivals, strong, catalog)
        if chosen is None:
            continue
        key = f"party:{companies[chosen]}" if chosen in companies else chosen
        if key not in entities:
            entities[key] = _known_entity(key, catalog)
        while (
            end < len(cast.doc)
            and cast.doc[end].lower_ in SUFFIXES - {"the"}
            and (cast.doc[end].lower_ != "company" or cast.doc[end].text[0].isupper())
            and end not in cast.at
        ):
            end += 1  # "The New York Times Co."
        cast.add(entities[key], start, end)


def _known_entity(key: str, catalog: Catalog) -> Entity:
    kind, _, name = key.partition(":")
    if kind == "party":
        party = catalog.parties[name]
        label = "PERSON" if party.kind == "individual" else "ORG"
        return Entity(party.name, "party", party.kind, party.side, party=party, label=label)
    tool = catalog.tools[name]
    return Entity(tool.name, "tool", "tool", tool=tool)


def _owner(cast: Cast, rivals: list[Span], strong: set[str], catalog: Catalog) -> str | None:
    """Whom a form means here: itself where it is strong, else the owner that the article names beyond doubt, else the
    one of the kind that it stands beside ("Disney and Universal")."""
    certain = [span.id_ for span in rivals if span.label_ != "weak"]
    parties = [key for key in certain if key.startswith("party:")]
    if certain:
        return (parties or certain)[0]
    supported = [span.id_ for span in rivals if _supported(span.id_, strong, catalog)]
    if supported:
        return supported[0]
    beside = {cast.at[t.i].kind for t in _coordinated(rivals[0].root) if t.i in cast.at and cast.at[t.i].party}
    beside = {FAMILIES.get(kind, kind) for kind in beside}
    kinds = {s.id_: catalog.parties[s.id_.partition(":")[2]].kind for s in rivals if s.id_.startswith("party:")}
    fitting = [key for key, kind in kinds.items() if FAMILIES.get(kind, kind) in beside]
    if not fitting:
        named = {catalog.parties[key.partition(":")[2]].kind for key in strong if key.startswith("party:")}
        fitting = [
            key
            for key, kind in kinds.items()
            if kind in named and catalog.parties[key.partition(":")[2]].side == "claimant"
        ]
    if not fitting and rivals[0].root.ent_type_ in {"ORG", "PERSON", "GPE"} and len(set(kinds.values())) == 1:
        fitting = list(kinds)
    return fitting[0] if fitting and len({kinds[key] for key in fitting}) == 1 else None


def _coordinated(token: Token) -> list[Token]:
    return [token.head, *token.children] if token.dep_ == "conj" else [c for c in token.children if c.dep_ == "conj"]


def _product_names_that_act(cast: Cast, spans: list[Span], catalog: Catalog) -> dict[str, str]:
    """Tools by whose name the text calls their developer: "Udio has settled", "the suit against Udio"."""
    score: Counter[str] = Counter()
    for span in spans:
        if span.id_.startswith("tool:") and span.label_ != "weak":
            score[span.id_] += _acts(span.root) or 0
    found = {}
    for key, value in score.items():
        developer = catalog.tools[key.partition(":")[2]].developer
        forms = (
            {catalog.parties[developer].name, *catalog.parties[developer].aliases, *catalog.parties[developer].weak}
            if developer
            else set()
        )
        name = catalog.tools[key.partition(":")[2]].name
        if (
            value >= 2
            and developer
            and (name in forms or not any(span.id_ == f"party:{developer}" for span in spans))
            and " " not in name
        ):
            found[key] = developer
    return found


def _join_versions(cast: Cast) -> None:
    """ "Seedance" is the "Seedance 2.0" that the article speaks of, where it speaks of one version only."""
    tools = cast.named("tool")
    for short in tools:
        longer = [
            t for t in tools if t is not short and VERSION.search(t.name) and t.name.rsplit(" ", 1)[0] == short.name
        ]
        if len(longer) == 1:
            for span in short.spans:
                cast.add(longer[0], *span)
            cast.entities.remove(short)


def _supported(key: str, strong: set[str], catalog: Catalog) -> bool:
    """Whether an ambiguous form's owner, or its developer, is named beyond doubt elsewhere in the article."""
    if key in strong:
        return True
    kind, _, name = key.partition(":")
    if kind == "tool":
        developer = catalog.tools[name].developer
        return f"party:{developer}" in strong
    return any(f"tool:{tool.id}" in strong for tool in catalog.tools.values() if tool.developer == name)


def _candidates(cast: Cast) -> Iterator[tuple[int, int, str]]:
    """Spans that may be names: the model's entities, then runs of proper nouns that it left."""
    doc = cast.doc
    taken = set(cast.at) | _dateline(doc)
    for ent in doc.ents:
        start, end = ent.start, ent.end
        if ent.label_ in ENTITY_LABELS and start in taken:
            continue
        # "Oakhurst" + "Gazette": two entities with nothing between them are one name.
        while (
            end < len(doc)
            and doc[end].ent_type_ in ENTITY_LABELS - {"NORP"}
            and doc[end].ent_iob_ == "B"
            and doc[end - 1].ent_type_ != "NORP"
            and not doc[end].is_sent_start
            and doc[end].text[0].isupper()
            and end not in taken
        ):
            end += 1
            while end < len(doc) and doc[end].ent_iob_ == "I":
                end += 1
        while start < end and (doc[start].lower_ in {"the", "a", "an"} or doc[start].is_punct):
            start += 1
        while end > start and (doc[end - 1].lower_ in {"'s", "’s", "'", "’"} or doc[end - 1].is_punct):
            end -= 1
        if ent.label_ in ENTITY_LABELS and start < end and not taken & set(range(start, end)):
            for first, last in _pieces(doc, start, end):
                piece = _prefix(doc, first, taken), _complement(doc, first, last, taken)
                if _plausible(doc, *piece):
                    taken.update(range(*piece))
                    yield *piece, ent.label_
    index = 0
    while index < len(doc):
        if index not in taken and _proper(doc[index]):
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
        else:
            index += 1


def _caption_parties(cast: Cast) -> Iterator[tuple[int, int]]:
    """The names in captions that the gazetteer does not know: "Bartz" in "Bartz et al. v. Anthropic"."""
    for side in ("plaintiffs", "defendants"):
        for span in cast.doc.spans.get(side, ()):
            end = next((t.i for t in span if t.lower_ in {"et", "&", ","}), span.end)
            if end > span.start and not any(index in cast.at for index in range(span.start, span.end)):
                yield span.start, end


def _is_place(cast: Cast, entity: Entity) -> bool:
    """Whether a name that the model takes for a place never acts in the text."""
    if entity.known or entity.label not in {"GPE", "LOC", "NORP", "FAC"}:
        return False
    roots = [cast.doc[start:end].root for start, end in entity.spans]
    if not any(root.has_vector for root in roots):
        return False  # places of the news are words that the model knows
    return not any(
        root.dep_ in {"nsubj", "nsubjpass", "dobj", "appos", "conj"}
        or (root.dep_ == "pobj" and root.head.lower_ in {"by", "against"})
        for root in roots
    )


def _dateline(doc: Doc) -> set[int]:
    """The tokens of "LOS ANGELES, Feb. 20 (Reuters) -" at the head of the text: a place and an agency, no parties."""
    excerpt: Excerpt = doc.user_data["excerpt"]
    start = next((token.i for token in doc if not excerpt.in_title(token)), len(doc))
    for index in range(start, min(start + 16, len(doc))):
        if doc[index].text in {"-", "–", "—", "--", "―"}:
            head = doc[start]
            return set(range(start, index)) if head.is_upper or any(t.text == "(" for t in doc[start:index]) else set()
        if doc[index].is_sent_start and index > start:
            break
    return set()


def _pieces(doc: Doc, start: int, end: int) -> list[tuple[int, int]]:
    """A span that the model ran over a coordination, cut at its commas and at "and" between longer names."""
    cuts = [
        i
        for i in range(start, end)
        if doc[i].text in {",", ";", "vs.", "v.", "v", "vs"}
        or (doc[i].lower_ == "and" and start and doc[start - 1].lower_ == "between")
    ]
    bounds = [start, *[i + 1 for i in cuts], end + 1]
    return [(a, b - 1) for a, b in itertools.pairwise(bounds) if b - 1 > a]


def _complement(doc: Doc, start: int, end: int, taken: set[int]) -> int:
    """The end of "Alliance of Regional Publishers", "Guild of Lyric Writers": "of" belongs to such a name."""
    if not BODIES.fullmatch(doc[end - 1].text) or end + 1 >= len(doc) or doc[end].lower_ not in {"of", "for"}:
        return end
    last = end + 1
    while (
        last < len(doc)
        and doc[last].lower_ in {"the", "and", "&"} | set()
        and last + 1 < len(doc)
        and doc[last + 1].text[0].isupper()
    ):
        last += 1
    first_name = last
    while last < len(doc) and doc[last].text[0].isupper() and last not in taken and not doc[last].is_sent_start:
        last += 1
        if (
            last + 1 < len(doc)
            and doc[last].lower_ in {"and", "&"}
            and doc[last + 1].text[0].isupper()
            and doc[last + 1].tag_ in {"NNPS", "NNS"}
        ):
            last += 1
    return last if last > first_name else end


def _prefix(doc: Doc, start: int, taken: set[int]) -> int:
    """The beginning of "Photographers' Alliance", which the model cuts at the apostrophe."""
    if (
        start > 1
        and doc[start - 1].text in {"'", "’", "'s", "’s"}
        and BODIES.search(doc[start].text)
        and doc[start - 2].text[0].isupper()
        and doc[start - 2].text.endswith("s")
    ):
        first = start - 2
        while (
            first > 0 and doc[first - 1].text[0].isupper() and first - 1 not in taken and not doc[first].is_sent_start
        ):
            first -= 1
        return first + (doc[first].lower_ == "the")
    return start


def _proper(token: Token) -> bool:
    if token.is_sent_start and token.text[0].isupper() and token.is_alpha and not token.is_stop:
        # A word that the model does not know in small letters is a name, whatever the tagger says.
        return token.tag_ in {"NNP", "NNPS"} or not token.vocab[token.lower_].has_vector
    if token.tag_ in {"NNP", "NNPS"}:
        return token.text[0].isupper() and token.ent_type_ not in {"DATE", "TIME", "MONEY", "LAW"}
    # A name that the tagger took for a common word: capitalised inside a sentence.
    return (
        token.text[0].isupper()
        and not token.is_sent_start
        and token.pos_ in {"NOUN", "ADJ", "X"}
        and token.dep_ != "amod"
        and token.i > 0
        and running_case(token.sent)
    )


def running_case(sent: Span) -> bool:
    """Whether a sentence is in running case, so that a capital letter tells a name."""
    long = [other for other in sent if other.is_alpha and len(other) > 3]
    return sum(other.text[0].isupper() for other in long) < 0.75 * max(1, len(long))


def _joins(doc: Doc, index: int, taken: set[int]) -> bool:
    """ "&" and version numbers inside a name: "Simon & Schuster", "Seedance 2.0"."""
    if index + 1 < len(doc) and doc[index].text in {"&", "-"}:
        return _proper(doc[index + 1]) and index + 1 not in taken
    return (
        bool(VERSION.fullmatch(doc[index].text))
        and doc[index - 1].text[0].isupper()
        and doc[index].ent_type_ not in {"DATE"}
        and len(doc[index]) < 5
    )


def _plausible(doc: Doc, start: int, end: int) -> bool:
    text = clean(doc[start:end])
    whole = end
    while whole < len(doc) and doc[whole].text[0].isupper() and doc[whole].tag_ in {"NNP", "NNPS"} and whole - end < 4:
        whole += 1
    if whole > end and STATUTES.search(doc[start:whole].text):
        return False
    if len(text) < 2 or NOT_NAMES.match(text) or not any(c.isupper() for c in text):
        return False
    if end - start == 1 and doc[start].pos_ in {"VERB", "ADV", "PRON", "DET", "ADP", "SCONJ", "CCONJ", "AUX"}:
        return False
    if end - start == 1 and doc[start].is_sent_start:
        # A capital at the head of a sentence tells nothing of a word that the model knows in small letters.
        again = any(t.text == doc[start].text and not t.is_sent_start for t in doc)
        return (
            again
            or not doc.vocab[doc[start].lower_].has_vector
            or (doc[start].ent_type_ != "" and doc[start].tag_ == "NNP")
        )
    return True


def _add_candidate(cast: Cast, start: int, end: int, label: str) -> None:
    """Join a name to an entity that it is a form of, or make a new one."""
    # A version number belongs to the name: "Sora" + "2".
    if (
        end < len(cast.doc)
        and label != "GPE"
        and VERSION.fullmatch(cast.doc[end].text)
        and len(cast.doc[end]) < 5
        and end not in cast.at
    ):
        after = cast.doc[end + 1] if end + 1 < len(cast.doc) else None
        if after is None or after.pos_ not in {"NOUN"} or after.lemma_ in {"model", "tool", "generator", "app"}:
            end += 1
    name = clean(cast.doc[start:end])
    definite = (start > 0 and cast.doc[start - 1].lower_ == "the") or cast.doc[start].lower_ == "the"
    same = _same_entity(cast, name, label, definite=definite)
    if same is not None:
        cast.add(same, start, end)
        if len(name) > len(same.name) and not same.known and same.type in {"unknown", "person"}:
            same.name = name
        return
    entity = Entity(name, "person" if label == "PERSON" else "unknown", label=label)
    if start and cast.doc[start - 1].lower_.rstrip(".") in OFFICES:
        entity.type, entity.kind, entity.side = "party", "government", "neutral"
    cast.add(entity, start, end)


def _same_entity(cast: Cast, name: str, label: str, *, definite: bool = False) -> Entity | None:
    words = words_of(name)
    if not words:
        return None
    for entity in cast.entities:
        if entity.generic:
            continue
        for form in (*entity.forms, entity.name, *(entity.party.aliases if entity.party else ())):
            other = words_of(form)
            if words == other or "".join(words) == "".join(other):
                return entity
    for entity in reversed(cast.entities):
        if entity.generic or entity.type in {"court"}:
            continue
        for form in (entity.name, *entity.forms):
            other = words_of(form)
            surname = (
                len(words) == 1
                and len(other) > 1
                and words[0] == other[-1]
                and (entity.label == "PERSON" or entity.kind in {"individual", "court"})
            )
            surname |= (
                len(other) == 1
                and len(words) > 1
                and words[-1] == other[0]
                and label == "PERSON"
                and entity.label == "PERSON"
            )
            prefix = (
                len(words) < len(other)
                and other[: len(words)] == words
                and len(words[0]) > 2
                and entity.type != "tool"
                and entity.kind != "individual"
                and entity.label != "PERSON"
            )
            longer = (
                len(other) < len(words)
                and words[: len(other)] == other
                and len(other[0]) > 3
                and entity.type == "unknown"
                and label != "PERSON"
                and not VERSION.search(name)
            )
            # "the Guild", "the Office": the last word of an organisation's name, with its article.
            last = (
                definite
                and len(words) == 1 < len(other)
                and words[0] == other[-1]
                and entity.label != "PERSON"
                and entity.kind != "individual"
            )
            if surname or prefix or longer or last:
                return entity
    return None


ACRONYM = re.compile(r"^[A-Z][A-Za-z&-]{1,9}$")


def _join_acronyms(cast: Cast) -> None:
    """ "Content Overseas Distribution Association (CODA)": what stands in brackets after a name is a form of it."""
    doc = cast.doc
    for entity in list(cast.entities):
        for _start, end in list(entity.spans):
            after = end + 1 if end < len(doc) and doc[end].lower_ in {"'s", "’s"} else end
            if after + 2 < len(doc) and doc[after].text == "(":
                close = next((i for i in range(after + 1, min(after + 5, len(doc))) if doc[i].text == ")"), None)
                if close is None:
                    continue
                text = doc[after + 1 : close].text.strip("\"“”’' ")
                if not ACRONYM.match(text) or not _abbreviates(text, entity.name):
                    continue
                _absorb(cast, entity, text, after + 1, close)


def _abbreviates(acronym: str, name: str) -> bool:
    capitals = [c for c in acronym.upper() if c.isalpha()]
    initials = [word[0].upper() for word in re.findall(r"\w+", name)]
    return capitals[0] in initials[:2] and (
        len(capitals) <= 2 or sum(c in initials for c in capitals) >= len(capitals) - 1
    )


def _absorb(cast: Cast, entity: Entity, form: str, start: int, end: int) -> None:
    other = next((cast.at[i] for i in range(start, end) if i in cast.at), None)
    if other is entity:
        return
    if other is not None and not other.known:
        for span in other.spans:
            cast.add(entity, *span)
        cast.entities.remove(other)
    elif other is None:
        cast.add(entity, start, end)
        for token in cast.doc:
            if token.text == form and token.i not in cast.at:
                cast.add(entity, token.i, token.i + 1)


def descriptor_at(token: Token, lexicon: Lexicon) -> Descriptor | None:
    """What a common noun says, read with the word before it where that tells more ("music publisher").

    An AI that bears a person's trade is a tool: "the AI composer Hymnal", "its AI tutor".
    """
    lemma = token.lemma_.lower()
    before = [child.lower_ for child in token.lefts if child.dep_ in {"compound", "amod", "nmod"}]
    if token.i:
        before.append(token.nbor(-1).lower_)
    found = next(
        (lexicon.descriptors[f"{word} {lemma}"] for word in before if f"{word} {lemma}" in lexicon.descriptors), None
    )
    found = found or lexicon.descriptors.get(lemma)
    artificial = "ai" in before or any(grandchild.lower_ == "ai" for child in token.lefts for grandchild in child.lefts)
    if artificial and token.tag_ == "NN" and (found is None or found.kind == "individual"):
        return ARTIFICIAL
    return found


def described_by(cast: Cast, start: int, end: int) -> Iterator[Token]:
    """The common nouns that the text applies to the name at tokens [start, end)."""
    doc = cast.doc
    root = doc[start:end].root
    for child in root.children:
        if (child.dep_ == "appos" and child.pos_ == "NOUN") or (
            child.i < start
            and child.dep_ in {"compound", "nmod", "appos", "amod"}
            and child.pos_ == "NOUN"
            and child.i not in cast.at
        ):
            yield child
    head = root.head
    if root.dep_ in {"appos", "nmod"} and head.pos_ == "NOUN" and head.i not in cast.at:
        yield head
    if root.dep_ == "conj" and head.i in cast.at and head.i != root.i and cast.at[head.i] is not cast.at.get(root.i):
        group = head
        while group.dep_ == "conj" and group.head.i in cast.at:
            group = group.head
        if group.dep_ == "appos" and group.head.pos_ == "NOUN" and group.head.tag_ == "NNS":
            yield group.head
        for child in group.children:
            if child.dep_ in {"compound", "nmod"} and child.tag_ == "NNS":
                yield child
    if root.dep_ == "pobj" and head.lower_ in {"like", "as", "including"} and head.head.pos_ == "NOUN":
        yield head.head
    if root.dep_ == "pobj" and head.lower_ == "as" and head.head.lower_ == "such" and head.head.head.pos_ == "NOUN":
        yield head.head.head
    if root.dep_ == "nsubj" and head.lemma_ == "be":
        yield from (child for child in head.children if child.dep_ == "attr" and child.pos_ == "NOUN")
    if root.dep_ == "compound" and head.pos_ == "NOUN" and head.i not in cast.at:
        yield head


def _describe(cast: Cast, entity: Entity, lexicon: Lexicon) -> None:
    """Type an entity by the text's own words for it; the catalog's word stands where it has one."""
    groups: Counter[str] = Counter()
    found: dict[str, Descriptor] = {}
    for start, end in entity.spans:
        root = cast.doc[start:end].root
        for noun in described_by(cast, start, end):
            descriptor = descriptor_at(noun, lexicon)
            if descriptor is None or (noun is root.head and root.dep_ == "compound" and descriptor.kind != "tool"):
                continue
            groups[descriptor.group] += 1
            found[descriptor.group] = descriptor
    entity.votes.update({f"described:{group}": count for group, count in groups.items()})
    if entity.type in {"court", "judge", "place", "counsel"} or entity.known or entity.kind == "government":
        return
    best = groups.most_common(1)[0][0] if groups else ""
    tail = _by_tail(entity.name)
    product, actor = _tool_evidence(cast, entity), _actor_evidence(cast, entity)
    if product >= 2 and product > actor and not tail and best not in {"person_other", "judge", "individual"}:
        entity.type, entity.kind, entity.label = "tool", "tool", "PRODUCT"
    elif best == "judge":
        entity.type, entity.kind, entity.side = "judge", "court", "neutral"
    elif best == "person_other":
        entity.type, entity.kind = "person", "individual"
    elif best and best not in {"company", "tool"} and not (found[best].kind == "individual" and tail):
        descriptor = found[best]
        entity.type, entity.kind, entity.side = "party", descriptor.kind, descriptor.side
        if tail and descriptor.side == tail[1] == "claimant":
            entity.kind = tail[0]
    elif tail and (entity.label != "PERSON" or _by_tail(entity.name.split()[-1])):
        entity.type, (entity.kind, entity.side) = "party", tail
    elif best == "company":
        entity.type, entity.kind = "party", "company"


PRODUCT_HEADS = frozenset(
    (
        "model app chatbot conversation log output prompt generator tool subscriber user cameo query response "
        "answer assistant interface version api feature rollout launch release search platform bot code- "
        "completion subscription"
    ).split()
)
PRODUCT_VERBS = frozenset(
    (
        "train use power drive underpin launch release unveil build develop query prompt promote market debut "
        "introduce call name retrain run deploy fine-tune"
    ).split()
)
PRODUCT_OF = frozenset(
    "training user version launch release output answer rollout copy model make train update".split()
)
CAMEL = re.compile(r"[A-Z][a-z]+(?:[A-Z][a-z]+)+|[A-Z][a-z]+-?\d+|[A-Za-z]+GPT")
ACTOR_VERBS = frozenset(
    (
        "say sue argue announce deny claim tell accuse file respond settle agree add call write sign allege "
        "contend reply state decline insist pay raise hire acquire"
    ).split()
)
LAUNCH_VERBS = frozenset(["launch", "unveil", "release", "debut", "introduce"])
OWNED = frozenset(
    (
        "lawyer executive ceo spokesperson lawsuit suit chief office tool model chatbot app generator founder counsel"
    ).split()
)
SUED_VERBS = frozenset(["sue", "accuse", "countersue", "join", "tell", "ask", "urge", "settle"])


def _tool_evidence(cast: Cast, entity: Entity) -> int:
    """How much the text speaks of a name as of a product."""
    score = 2 * entity.votes["described:tool"]
    score += 2 * bool(
        VERSION.search(entity.name) and " " in entity.name and entity.label not in {"GPE", "LOC", "FAC", "LAW"}
    )
    for start, end in entity.spans:
        root = cast.doc[start:end].root
        head = root.head
        if root.dep_ in {"compound", "nmod", "poss"} and head.lemma_.lower() in PRODUCT_HEADS | {"training"}:
            score += 1
        if root.dep_ in {"dobj", "nsubjpass", "oprd"} and head.lemma_ in PRODUCT_VERBS | MAKERS:
            score += 1 + (head.lemma_ in LAUNCH_VERBS)
        owners = [child for child in root.children if child.dep_ == "poss" and child.i in cast.at]
        score += sum(cast.at[child.i].type in {"party", "unknown"} for child in owners)
        if root.dep_ == "pobj" and head.lower_ == "behind":
            score += 1
        if (
            root.dep_ == "pobj"
            and head.lower_ in {"of", "with", "from", "on"}
            and head.head.lemma_.lower() in PRODUCT_OF
        ):
            score += 2
        if root.dep_ == "oprd" and head.lemma_ in {"call", "name", "dub"} and head.dep_ == "acl":
            score += 2
        score += start < end and bool(CAMEL.fullmatch(cast.doc[end - 1].text)) and root.dep_ not in {"nsubj", "poss"}
        if root.dep_ == "conj" and head.i in cast.at and cast.at[head.i].type == "tool":
            score += 2
    return score


def _actor_evidence(cast: Cast, entity: Entity) -> int:
    """How much the text speaks of a name as of somebody who acts or is acted against."""
    score = 2 * sum(
        count
        for key, count in entity.votes.items()
        if key.startswith("described:") and key not in {"described:tool", "described:company"}
    )
    return score + sum(_acts(cast.doc[start:end].root) for start, end in entity.spans)


def _acts(root: Token) -> int:
    """How much one mention speaks as of somebody who acts."""
    head = root.head
    while root.dep_ in {"conj", "appos"} and head.pos_ in {"NOUN", "PROPN"}:
        root, head = head, head.head
    if root.dep_ == "nsubj" and head.lemma_ in ACTOR_VERBS:
        return 2
    if root.dep_ in {"dobj", "nsubjpass"} and head.lemma_ in SUED_VERBS:
        return 3
    if root.dep_ == "pobj" and (head.lower_ in {"against", "between"} or head.dep_ == "agent"):
        return 2
    return 2 * (root.dep_ == "poss" and head.lemma_ in OWNED)


REPORTING = frozenset("report write note say reveal learn describe publish observe".split())


def _mark_outlets(cast: Cast, publications: frozenset[str]) -> None:
    """A publisher that the text only cites ("Reuters reported", "told Politico") is no party here."""
    publications = publications | {name.removeprefix("The ") for name in publications}
    for entity in cast.entities:
        cited = entity.kind == "news_publisher" or entity.name in publications
        if (
            cited
            and (entity.known or publications & set(entity.forms))
            and all(_cites(cast.doc[start:end].root) for start, end in entity.spans)
        ):
            entity.type = "outlet"


def _cites(root: Token) -> bool:
    head = root.head
    if root.dep_ == "nsubj" and head.lemma_ in REPORTING:
        return not any(child.dep_ in {"dobj"} and child.lemma_ in {"letter", "statement"} for child in head.children)
    if root.dep_ in {"dobj", "dative"} and head.lemma_ == "tell":
        return True
    if root.dep_ == "pobj":
        above = head.head
        return (
            head.lower_ in {"per", "via"}
            or above.lower_ == "according"
            or (head.lower_ == "to" and head.i and head.nbor(-1).lower_ == "according")
            or (
                head.lower_ in {"by", "with", "to", "in"}
                and above.lemma_ in {"report", "interview", "publish", "see", "cite", "review", "piece", "article"}
            )
        )
    if root.dep_ == "poss":
        return head.lemma_ in {
            "request",
            "question",
            "report",
            "reporting",
            "inquiry",
            "article",
            "reporter",
            "account",
        }
    return root.i > 0 and root.nbor(-1).text == "(" and root.i + 1 < len(root.doc) and root.nbor(1).text == ")"


def _by_tail(name: str) -> tuple[str, str] | None:
    if PUBLIC_TAILS.search(name):
        return "government", "neutral"
    for pattern, kind in CLAIMANT_TAILS:
        if pattern.search(name):
            return kind, "claimant"
    if COMPANY_TAIL.search(name):
        return "company", "respondent" if re.search(r"\bAI\b", name) else ""
    return None


def _link_people(cast: Cast, lexicon: Lexicon) -> None:
    """Executives, lawyers and spokesmen to the party that they speak for."""
    for person in cast.named("person", "unknown"):
        if person.known:
            continue
        for start, end in person.spans:
            root = cast.doc[start:end].root
            organisation = _employer(cast, root, start, lexicon)
            if organisation is not None:
                person.speaks_for, person.type = organisation, "person"
                break


def _title_before(cast: Cast, start: int, lexicon: Lexicon) -> Entity | None:
    """ "RIAA Chairman and CEO Mitch Glazier": up from the name over its titles to whose they are."""
    index, titles = start - 1, 0
    while index >= 0 and start - index < 10:
        token = cast.doc[index]
        entity = cast.at.get(index)
        if entity is not None and entity.type in {"party", "unknown"} and titles:
            return entity
        descriptor = lexicon.descriptors.get(token.lower_)
        if descriptor is not None and descriptor.group == "person_other":
            titles += 1
        elif token.lower_ not in {
            "and",
            "&",
            "'s",
            "’s",
            "'",
            "’",
            ",",
            "executive",
            "legal",
            "general",
            "chief",
            "vice",
            "senior",
            "operating",
            "-",
        }:
            return None
        index -= 1
    return None


def _employer(cast: Cast, root: Token, start: int, lexicon: Lexicon) -> Entity | None:
    """ "OpenAI CEO Sam Altman", "Mitch Glazier, its chairman", "Frank Pine, executive editor for MediaNews"."""
    if (found := _title_before(cast, start, lexicon)) is not None:
        return found
    left = [child for child in root.children if child.i < start and child.dep_ in {"compound", "nmod", "poss", "appos"}]
    role_before = any((d := descriptor_at(child, lexicon)) and d.group == "person_other" for child in left)
    if role_before:
        for child in left:
            if child.i in cast.at and cast.at[child.i].type in {"party", "unknown"}:
                return cast.at[child.i]
            for below in child.children:
                if below.i in cast.at and cast.at[below.i].type in {"party", "unknown"}:
                    return cast.at[below.i]
    for child in root.children:
        if child.dep_ == "appos":
            descriptor = descriptor_at(child, lexicon)
            if descriptor and descriptor.group == "person_other":
                if (found := holder(cast, child)) is not None:
                    return found
                if any(c.dep_ == "poss" and c.lower_ in {"its", "their"} for c in child.children):
                    before = [
                        e
                        for e in cast.named("party", "unknown")
                        if e.spans[0][0] < start and e.kind != "individual" and e.label != "PERSON"
                    ]
                    return max(before, key=lambda e: max(s for s, _ in e.spans if s < start), default=None)
    if root.dep_ == "appos" and (d := descriptor_at(root.head, lexicon)) and d.group == "person_other":
        return holder(cast, root.head)
    return None


def holder(cast: Cast, noun: Token) -> Entity | None:
    """Whose chairman, lawyer or spokesman a noun means, where a name says so beside it."""
    for child in noun.children:
        if (
            child.dep_ in {"poss", "compound", "nmod"}
            and child.i in cast.at
            and cast.at[child.i].type in {"party", "unknown"}
        ):
            return cast.at[child.i]
        if child.dep_ == "prep" and child.lower_ in {"of", "for", "at", "from", "with"}:
            for pobj in child.children:
                for token in members(pobj):
                    if token.i in cast.at and cast.at[token.i].type in {"party", "unknown"}:
                        return cast.at[token.i]
                if (found := holder(cast, pobj)) is not None:
                    return found
    return None


MAKERS = frozenset(
    "make develop create build release launch own operate unveil introduce train offer run produce".split()
)


def _link_developers(cast: Cast, catalog: Catalog) -> None:
    """Tools to their developers: by the catalog, by "OpenAI's Sora", by "Seedance, which ByteDance launched"."""
    by_id = {entity.party.id: entity for entity in cast.entities if entity.party}
    for tool in cast.named("tool"):
        if tool.tool is not None and tool.tool.developer in by_id:
            tool.developer = by_id[tool.tool.developer]
            continue
        votes: Counter[int] = Counter()
        for start, end in tool.spans:
            for maker in _makers(cast, start, end):
                votes[id(maker)] += 1
        for entity in cast.entities:
            if votes and id(entity) == votes.most_common(1)[0][0]:
                tool.developer = entity
                entity.votes["owns a tool"] += 1


def _makers(cast: Cast, start: int, end: int) -> Iterable[Entity]:
    doc = cast.doc
    root = doc[start:end].root
    nodes = [root, root.head] if root.dep_ in {"appos", "compound", "nmod"} else [root]
    nodes += [child for child in root.children if child.dep_ == "appos"]
    for node in nodes:
        for child in node.children:
            if (
                child.dep_ in {"poss", "compound", "nmod"}
                and child.i in cast.at
                and cast.at[child.i].type in {"party", "unknown"}
            ):
                yield cast.at[child.i]
            if child.dep_ == "prep" and child.lower_ in {"by", "from", "of"}:
                yield from (
                    cast.at[p.i] for p in child.children if p.i in cast.at and cast.at[p.i].type in {"party", "unknown"}
                )
            if child.dep_ in {"relcl", "acl"} and child.lemma_ in MAKERS:
                yield from (
                    cast.at[p.i]
                    for g in child.children
                    for p in [g, *g.children]
                    if p.dep_ in {"nsubj", "pobj"} and p.i in cast.at and cast.at[p.i].type in {"party", "unknown"}
                )
    if root.dep_ == "dobj" and root.head.lemma_ in MAKERS:
        for child in root.head.children:
            if child.dep_ == "nsubj":
                if child.i in cast.at and cast.at[child.i].type in {"party", "unknown"}:
                    yield cast.at[child.i]
                elif child.lower_ in {"which", "that", "who"} and root.head.head.i in cast.at:
                    yield cast.at[root.head.head.i]
