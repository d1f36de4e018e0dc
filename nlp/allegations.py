"""A parsed excerpt, its cast and materials -> which training data or works a developer is said to have used.

A use is a verb ("trained on", "scraped", "fed into") or noun ("its use of") with a material beside it and a developer
who did it; whoever admits or finds it stands above it in the parse. What would be used or never was is none.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from disputes.types import AllegationStatus
from nlp.cast import Cast, Entity
from nlp.developers import Developers, use_objects
from nlp.materials import Materials, in_perfect
from nlp.roles import Roles
from nlp.said import is_real, status_of
from nlp.syntax import objects, prepositional
from nlp.wording import Wording

RANK: dict[AllegationStatus, int] = {"alleged": 0, "admitted": 1, "found": 2}
# How far a material's name may hang below the use that it belongs to.
DEPTH = 9
NAMING = frozenset({"call", "name", "dub", "know", "abbreviate", "shorten", "title"})
HOLDING = frozenset("include contain host hold take gather find comprise store maintain create make".split())


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
        self.developers = Developers(cast, roles, wording)
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
            developers = self.developers.of(token)
            status = status_of(token, developers, self.roles, self.wording)
            for developer in developers:
                yield from (Claim(developer, material, status, token) for material in dict.fromkeys(found))

    def _tells(self, token: Token) -> bool:
        """Whether a token can tell a use."""
        if token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB"):
            return self.developers.use(token) is not None or self.developers.holds(token)
        lemma = token.lemma_.lower()
        return (
            token.pos_ == "NOUN"
            and token.i not in self.cast.at
            and lemma in self.wording.nouns.of | self.wording.nouns.on
        )

    def _use_above(self, token: Token) -> Token | None:
        """The use that a named material hangs below: "used a tool called Library Genesis to access books"."""
        below = token
        prepositions: list[str] = []
        for _ in range(DEPTH):
            above = below.head
            for clause in below.children:
                use = self.developers.use(clause) if clause.dep_ in {"relcl", "acl"} else None
                if use is not None and use.object and below in use_objects(clause):
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
            if (
                above.pos_ in {"VERB", "AUX"}
                and above.lemma_ not in NAMING | HOLDING
                and self.developers.use(above) is None
            ):
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
        if self.developers.holds(use):
            return below.dep_ in {"dobj", "attr"}
        frame = self.developers.use(use)
        return (
            frame is not None
            and (frame.object or below.dep_ == "appos")
            and below.dep_ in {"dobj", "nsubjpass", "attr", "oprd", "appos", "ccomp"}
        )

    def _used_by(self, use: Token, preposition: str) -> bool:
        frame = self.developers.use(use)
        if frame is None:
            return preposition in {"of", "on", "from", "including"}
        return (
            preposition in frame.by
            or (frame.sources and preposition in {"from", "via", "through", "off", "on", "using"})
            or preposition in {"including", "like"}
        )

    def _described(self, token: Token) -> list[str]:
        """Works by description, where this wording has them."""
        if self.developers.holds(token) and self.developers.use(token) is None:
            return self.materials.described(self._unnamed(objects(token)), self.roles)
        use = self.developers.use(token)
        if use is None:
            return self.materials.described(self._unnamed(self._beside_noun(token)), self.roles)
        heads = [h for h in use_objects(token) if h is not token] if use.object else []
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


def _joined(claims: Iterable[Claim]) -> list[Claim]:
    """One of each developer and material: "books" and "millions of pirated books" are one, told best by the longer."""
    kept: list[Claim] = []
    for claim in claims:
        for index, other in enumerate(kept):
            if other.developer is claim.developer and _same(other.material, claim.material):
                kept[index] = max(other, claim, key=lambda c: (RANK[c.status], len(c.material.split())))
                break
        else:
            kept.append(claim)
    return kept


def _same(first: str, second: str) -> bool:
    """Whether the words of one name hold the other's."""
    a, b = set(first.casefold().split()), set(second.casefold().split())
    return a <= b or b <= a
