"""A parsed excerpt, its cast and materials -> which training data or works a developer is said to have used.

A use is a verb ("trained on", "scraped", "fed into") or noun ("its use of") with a material beside it and a developer
who did it; whoever admits or finds it stands above it in the parse. What would be used or never was is none.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from disputes.types import AllegationStatus
from nlp.cast import Cast, Entity
from nlp.materials import Materials, in_perfect
from nlp.roles import Roles
from nlp.said import is_real, status_of
from nlp.syntax import is_passive, members, objects, possessors, prepositional, subjects
from nlp.wording import Use, Wording

RANK: dict[AllegationStatus, int] = {"alleged": 0, "admitted": 1, "found": 2}
# How far a material's name may hang below the use that it belongs to.
DEPTH = 9
ACCUSING = frozenset({"accuse", "sue"})
NAMING = frozenset({"call", "name", "dub", "know", "abbreviate", "shorten", "title"})
HOLDING = frozenset(
    {"include", "contain", "host", "hold", "take", "gather", "find", "comprise", "store", "maintain", "create", "make"}
)


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """A developer's use of a material, as one sentence tells it: `token` is the word that tells the use."""

    developer: Entity
    material: str
    status: AllegationStatus
    token: Token


def find(doc: Doc, cast: Cast, roles: Roles, materials: Materials, wording: Wording) -> list[Claim]:
    """One claim for each developer and material, by its strongest telling, in the order of the text."""
    return _joined(Search(doc, cast, roles, materials, wording).claims())


class Search:
    """One excerpt's claims."""

    def __init__(self, doc: Doc, cast: Cast, roles: Roles, materials: Materials, wording: Wording) -> None:
        self.doc = doc
        self.cast = cast
        self.roles = roles
        self.materials = materials
        self.wording = wording
        self.named: dict[int, list[str]] = {}
        self.material_tokens: set[int] = set()
        for token, name in materials.named(doc):
            self.material_tokens.add(token.i)
            if (use := self._use_above(token)) is not None:
                self.named.setdefault(use.i, []).append(name)

    def claims(self) -> Iterator[Claim]:
        """Every wording of every use."""
        place = self.doc.user_data["excerpt"]
        for token in self.doc:
            if place.in_title(token) or not self._tells(token):
                continue
            found = [*self.named.get(token.i, ()), *self._described(token)]
            if not found or not is_real(token, self.wording):
                continue
            developers = self.developers(token)
            status = status_of(token, developers, self.roles, self.wording)
            for developer in developers:
                yield from (Claim(developer, material, status, token) for material in dict.fromkeys(found))

    def _tells(self, token: Token) -> bool:
        """Whether a token can tell a use."""
        if token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB"):
            return self._use(token) is not None or self._holds(token)
        lemma = token.lemma_.lower()
        return (
            token.pos_ == "NOUN"
            and token.i not in self.cast.at
            and lemma in self.wording.nouns.of | self.wording.nouns.on
        )

    def _use(self, verb: Token) -> Use | None:
        return self.wording.uses.get(verb.lemma_.lower())

    def _holds(self, verb: Token) -> bool:
        """ "Apple's training data included": what holds the material belongs to whoever trained."""
        works = self.wording.works
        return verb.lemma_ in works.holding and any(
            s.lemma_.lower() in works.holds and self._owner(s) for s in subjects(verb)
        )

    def _use_above(self, token: Token) -> Token | None:
        """The use that a named material hangs below: "used a tool called Library Genesis to access books"."""
        below = token
        prepositions: list[str] = []
        for _ in range(DEPTH):
            above = below.head
            for clause in below.children:
                use = self._use(clause) if clause.dep_ in {"relcl", "acl"} else None
                if use is not None and use.object and below in _objects(clause):
                    return clause  # "the LibGen files that Meta torrented"
            if above is below:
                return None
            if below.dep_ == "prep":
                prepositions.append(below.lower_)
            elif (
                below.dep_ == "dobj" and prepositions and self._tells(above) and self._used_by(above, prepositions[-1])
            ):
                return above  # "trained its models on": hung on the models
            if self._tells(above) and self._fits(above, below):
                return above
            if above.pos_ in {"VERB", "AUX"} and above.lemma_ not in NAMING | HOLDING and self._use(above) is None:
                return None
            if above.pos_ in {"VERB", "AUX"} and below.dep_ in {"nsubj", "advcl"} and above.lemma_ not in NAMING:
                return self._relative_use(above)
            below = above
        return None

    def _relative_use(self, verb: Token) -> Token | None:
        return verb.head if verb.dep_ in {"relcl", "acl"} and self._tells(verb.head) else None

    def _fits(self, use: Token, below: Token) -> bool:
        """Whether what hangs there is what was used, and not who used it or why."""
        if below.dep_ in {"prep", "agent", "dative", "prt"}:
            return below.lower_ in {
                "on",
                "from",
                "off",
                "with",
                "of",
                "via",
                "through",
                "using",
                "upon",
                "including",
                "like",
                "to",
                "into",
            } and self._used_by(use, below.lower_)
        if use.pos_ == "NOUN":
            return below.dep_ in {"compound", "nmod"}
        if below.dep_ in {"nsubj", "csubj"}:
            return False
        if self._holds(use):
            return below.dep_ in {"dobj", "attr"}
        frame = self._use(use)
        return (
            frame is not None
            and (frame.object or below.dep_ == "appos")
            and below.dep_ in {"dobj", "nsubjpass", "attr", "oprd", "appos", "ccomp"}
        )

    def _used_by(self, use: Token, preposition: str) -> bool:
        frame = self._use(use)
        if frame is None:
            return preposition in {"of", "on", "from", "including"}
        return (
            preposition in frame.by
            or (frame.sources and preposition in {"from", "via", "through", "off", "on", "using"})
            or preposition in {"including", "like"}
        )

    def _described(self, token: Token) -> list[str]:
        """Works by description, where this wording has them."""
        if self._holds(token) and self._use(token) is None:
            return self.materials.described(self._unnamed(objects(token)), self.roles)
        use = self._use(token) if token.pos_ != "NOUN" else None
        if use is None:
            return self.materials.described(self._unnamed(self._beside_noun(token)), self.roles)
        heads = [h for h in _objects(token) if h is not token] if use.object else []
        beside = token.head.head if in_perfect(token) else token
        heads += prepositional(beside, *use.by, deep=use.training)
        return self.materials.described(self._unnamed(heads), self.roles)

    def _beside_noun(self, noun: Token) -> list[Token]:
        nouns = self.wording.nouns
        lemma = noun.lemma_.lower()
        heads = prepositional(noun, "of") if lemma in nouns.of else []
        return heads + (prepositional(noun, "on") if lemma in nouns.on else [])

    def _unnamed(self, heads: Iterable[Token]) -> list[Token]:
        taken = self.material_tokens
        return [
            head
            for head in heads
            if head.i not in taken and taken.isdisjoint(c.i for c in head.children if c.i < head.i)
        ]

    def developers(self, token: Token) -> list[Entity]:
        """Who used it: by the parse, else by what was trained, else the one developer of whom the sentence speaks."""
        if token.pos_ == "NOUN":
            return self._of_noun(token)
        if self._holds(token) and self._use(token) is None:
            return self._respondents(o for s in subjects(token) if (o := self._owner(s)))
        actors = _subjects(token)
        owned = [o for a in actors if a.lemma_.lower() not in self.wording.said.people if (o := self._owner(a))]
        training = (use := self._use(token)) is not None and use.training
        found = self._respondents(actors, unsided=training) or self._respondents(owned)
        if found:
            return found
        if actors and not self._inherits(token):
            return self._maker(token) if self._is_product(actors[0]) else []
        return self._accused(token) or self._maker(token) or (self._nearest(token) if self._agentless(token) else [])

    def _respondents(self, tokens: Iterable[Token], *, unsided: bool = False) -> list[Entity]:
        """The developers that some noun phrases mean; a plural without article speaks of everybody.

        `unsided` takes companies as well whose side nothing else tells.
        """
        telling = [token for token in tokens if not self._general(token)]
        found = [e for e in self.roles.entities(telling) if not e.generic]
        sided = [e for e in found if e.side == "respondent"]
        if sided or not unsided:
            return sided
        return [
            e
            for e in found
            if not e.side and e.type in {"party", "unknown"} and e.label not in {"PERSON", "GPE", "NORP"}
        ]

    def _general(self, token: Token) -> bool:
        if token.lemma_.lower() in self.wording.said.people and token.i not in self.cast.at:
            return True
        named = (*members(token), *(c for c in token.children if c.dep_ in {"compound", "nmod", "amod"}))
        if token.pos_ == "PRON" or any(other.i in self.cast.at for other in named):
            return False
        determined = any(child.dep_ in {"det", "poss", "nummod"} for child in token.children)
        return token.tag_ == "NNS" and not determined

    def _owner(self, token: Token) -> Token | None:
        """Whose product or data it is: "its models", "Apple's training data", "the OpenAI model"."""
        for child in [*possessors(token), *(c for c in token.children if c.dep_ in {"compound", "nmod", "amod"})]:
            if child.i in self.cast.at or child.dep_ == "poss":
                return child
        return None

    def _is_product(self, token: Token) -> bool:
        return token.lemma_.lower() in self.wording.works.products and not self._general(token)

    def _inherits(self, token: Token) -> bool:
        """Whether the subject is only that of a governing verb, which may speak of another: "sued X for copying"."""
        own = any(c.dep_ in {"nsubj", "nsubjpass", "agent", "csubj"} for c in token.children)
        return not own and token.dep_ in {"pcomp", "advcl", "xcomp", "acl", "conj"}

    def _accused(self, token: Token) -> list[Entity]:
        """ "Sued OpenAI for using", "accuses the start-up of copying", "a suit against Suno over scraping"."""
        above = token
        light = token.pos_ == "NOUN" and token.dep_ == "dobj"  # "stopped training on", "engaged in copying"
        for _ in range(5):
            if above.head is above:
                return []
            above = above.head
            if above.pos_ in {"VERB", "AUX"}:
                told = [
                    *objects(above),
                    *prepositional(above, "against", "dative"),
                    *(c for c in above.children if c.dep_ == "dative"),
                ]
                if light:
                    told = [other for s in subjects(above) for other in (self._owner(s), s) if other is not None]
                found = self._respondents(told, unsided=above.lemma_ in ACCUSING)
                light = False
            else:
                found = self._respondents([*prepositional(above, "against", "by"), *possessors(above)])
            if found:
                return found
        return []

    def _maker(self, token: Token) -> list[Entity]:
        """The developer of what was trained: "used to train ChatGPT", "fed into its model"."""
        heads = [*objects(token), *prepositional(token, "into", "in", "behind", "for", "to")]
        for child in token.subtree:
            use = self._use(child) if child is not token and child.pos_ == "VERB" else None
            if use is not None and use.training:
                heads += objects(child)
            elif child.lower_ == "training":
                heads += [*prepositional(child, "of", "for"), *possessors(child), *objects(child)]
        for head in heads:
            at = self.cast.at.get(head.i)
            owner = self._owner(head)
            if at is not None and at.type == "tool" and at.developer is not None:
                return [at.developer]
            told = owner or (head if head.pos_ == "PRON" and head.dep_ == "nsubjpass" else None)
            if told is not None and (found := self._respondents([told])):
                return found
        return []

    def _agentless(self, token: Token) -> bool:
        """ "Millions of books were copied": somebody did, and the sentence is about one who trains."""
        return is_passive(token) or self._inherits(token)

    def _nearest(self, token: Token) -> list[Entity]:
        """The only developer of whom the sentence speaks; failing one, those of the article
        where there is one, or all are accused together."""
        inside = {other.i for other in token.subtree}  # "videos taken from YouTube" says whose they were
        at = [i for i in range(token.sent.start, token.sent.end) if i in self.cast.at and i not in inside]
        named = [self.cast.at[i] for i in at]
        makers = [e.developer if e.type == "tool" else e for e in named]
        found = list(dict.fromkeys(e for e in makers if e is not None and e.side == "respondent" and not e.generic))
        if found:
            return found if len(found) == 1 else []
        every = [e for e in self.cast.named("party") if e.side == "respondent" and not e.generic]
        together = any(set(map(id, every)) <= set(map(id, step.targets)) for step in self.doc._.steps or ())
        return every if len(every) == 1 or together else []

    def _of_noun(self, noun: Token) -> list[Entity]:
        found = self._respondents([*possessors(noun), *prepositional(noun, "by")])
        if found or possessors(noun) or prepositional(noun, "by"):
            return found
        wrong = any(child.lower_ in self.wording.nouns.wrong for child in noun.children)
        return self._accused(noun) or self._maker(noun) or (self._nearest(noun) if wrong else [])


def _objects(verb: Token) -> list[Token]:
    """As `objects`, and "have copied [lyrics]" where the parser takes the participle for an attribute."""
    if in_perfect(verb):
        return [verb.head]
    found = objects(verb)
    if not found and verb.dep_ in {"xcomp", "ccomp"} and verb.head.dep_ == "relcl":
        return [verb.head.head]  # "books that it has admitted using"
    if not found:
        # "Copied and processed images".
        return [o for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB" for o in objects(c) if o.i > c.i]
    return found


def _subjects(verb: Token) -> list[Token]:
    return subjects(verb.head.head) if in_perfect(verb) else subjects(verb)


def _joined(claims: Iterable[Claim]) -> list[Claim]:
    """One of each developer and material: "books" and "millions of pirated books" are one, told best by the longer."""
    kept: list[Claim] = []
    for claim in claims:
        for index, other in enumerate(kept):
            if other.developer is claim.developer and (longer := _same(other.material, claim.material)):
                best = claim if RANK[claim.status] > RANK[other.status] else other
                kept[index] = Claim(best.developer, longer, best.status, best.token)
                break
        else:
            kept.append(claim)
    return kept


def _same(first: str, second: str) -> str | None:
    """The longer of two names whose words hold the other's; None where they differ."""
    a, b = set(first.casefold().split()), set(second.casefold().split())
    if a <= b or b <= a:
        return first if len(a) >= len(b) else second
    return None
