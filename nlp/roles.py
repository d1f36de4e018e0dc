"""A noun phrase's head -> the entities that it means: names, coordination, spokesmen, pronouns and epithets.

Coreference is by agreement and recency inside the article: "it" is the last subject that can be one, "the publishers"
the last named group of that kind, "the ChatGPT maker" the developer of that tool.
"""

from collections.abc import Callable, Iterable, Sequence

from spacy.tokens import Token

from disputes.catalog import BODIES
from nlp import groups, newcomers, wordlists
from nlp.bench import JURY, hears_appeals, turned_to
from nlp.describing import descriptor_at, fits, is_indefinite
from nlp.entities import SIDES, Cast, Entity
from nlp.lexicon import Descriptor, Lexicon
from nlp.makers import maker_by_tool
from nlp.people import holder
from nlp.syntax import measures, members, on_behalf

PRONOUNS = {
    "it": "thing", "its": "thing", "itself": "thing",
    "they": "plural", "their": "plural", "them": "plural", "themselves": "plural", "both": "plural",
    "he": "person", "she": "person", "his": "person", "her": "person", "him": "person",
    "himself": "person", "herself": "person",
    "we": "plural", "our": "plural",
}  # fmt: skip

NUMBERS = {word: number for number, word in enumerate("two three four five six seven eight nine ten".split(), 2)}
NUMBERS |= {"both": 2, "pair": 2, "duo": 2, "trio": 3, "quartet": 4}
ADVISERS = frozenset({"person_other", "counsel"})  # who is described so speaks and acts for others
DEFINITE = frozenset({"the", "these", "those", "both", "other"})


class Roles:
    """Resolves the heads of noun phrases within one cast."""

    def __init__(self, cast: Cast, lexicon: Lexicon) -> None:
        self.cast = cast
        self.lexicon = lexicon
        self.lenient = False  # see nlp.frames.find
        self._memo: dict[int, tuple[Entity, ...]] = {}
        self._exclude: tuple[Entity, ...] = ()

    def entities(self, tokens: Iterable[Token], exclude: Sequence[Entity] = ()) -> list[Entity]:
        """All that some noun phrases mean, in order, once each; pronouns and epithets never mean what is excluded."""
        found: dict[int, Entity] = {}
        self._exclude = tuple(exclude)
        for token in tokens:
            for member in members(token):
                if measures(member):
                    continue
                for entity in self._resolve(member) if exclude else self.resolve(member):
                    if entity not in exclude:
                        found.setdefault(id(entity), entity)
        self._exclude = ()
        named = [entity for entity in found.values() if not entity.generic]
        return named or list(found.values())

    def resolve(self, token: Token) -> tuple[Entity, ...]:
        """What one head means; empty where the text does not tell."""
        if token.i not in self._memo:
            self._memo[token.i] = ()
            self._memo[token.i] = tuple(self._resolve(token))
        return self._memo[token.i]

    def _resolve(self, token: Token) -> list[Entity]:
        entity = self.cast.at.get(token.i)
        if entity is not None:
            if entity.speaks_for is not None and not entity.known:
                return [entity.speaks_for]
            if entity.type == "person" and entity.kind == "individual" and not entity.known and entity.side == "":
                return [] if entity.votes["described:person_other"] else [entity]
            if entity.type == "tool":
                return [entity.developer] if entity.developer is not None else []
            if entity.type == "counsel":
                return self.entities(on_behalf(token))
            return [] if entity.type in {"place", "outlet", "bystander"} else [entity]
        if token.lower_ in PRONOUNS:
            return self._pronoun(token, PRONOUNS[token.lower_])
        lemma, words = token.lemma_.lower(), wordlists.words()
        if lemma in words.speakers and (whose := holder(self.cast, token)):
            return [whose]
        if lemma in words.speakers and (behalf := on_behalf(token)):
            return self.entities(behalf)
        if lemma in words.speakers:
            for child in token.children:
                if child.dep_ == "poss" and child.lower_ in PRONOUNS:
                    return self._pronoun(child, PRONOUNS[child.lower_])
        if (relative := groups.kin(self.cast, token)) is not None:
            return [relative]
        epithet = maker_by_tool(self.cast, token)
        if epithet is not None:
            return [epithet]
        descriptor = descriptor_at(token, self.lexicon)
        if descriptor and descriptor.kind not in {"tool"} and descriptor.group not in ADVISERS:
            return self._nominal(token, descriptor)
        if lemma in {"two", "three", "trio", "quartet", "pair", "duo", "side"} or token.lower_ == "parties":
            return self._as_many(token) or self._last_group(token) or self._both_sides(token)
        if (unlisted := groups.called_so(self.cast, token)) is not None:
            return [unlisted]  # "two neuroscientists": of no trade that claims by itself
        if lemma in words.speakers and token.dep_ in {"nsubj", "pobj"}:
            previous = self._before(token, lambda e: e.type == "party" and e.kind != "individual")
            return previous[-1:]
        return []

    def _pronoun(self, token: Token, kind: str) -> list[Entity]:
        if kind == "plural":
            return self._last_group(token)
        if kind == "person":
            people = self._before(token, lambda e: e.label == "PERSON" or e.kind == "individual" or e.type == "judge")
            if not people:
                return []
            person = people[-1]
            return [person.speaks_for] if person.speaks_for and not person.known else [person]
        able = {"party", "unknown", "court"} if self._decides(token) else {"party", "unknown"}
        return self._last_subject(token, lambda e: e.type in able and e.kind != "individual" and not e.plural)

    def _decides(self, token: Token) -> bool:
        """Whether a word is the subject of what only courts do: "it then certified the question"."""
        frames = self.lexicon.verbs.get(token.head.lemma_.lower(), ()) if token.dep_ == "nsubj" else ()
        return any(frame.needs == "court" for frame in frames)

    def _nominal(self, token: Token, descriptor: Descriptor) -> list[Entity]:
        """ "The company", "the publishers", "a group of authors"."""
        plural = token.tag_ in {"NNS", "NNPS"}
        definite = any(
            child.lower_ in {"the", "this", "that", "these", "those", "both", "two", "three", "its", "their", "such"}
            for child in token.children
        )
        if descriptor.group in {"court", "judge"}:
            jury = token.lemma_.lower() in JURY
            return self._sitting(token, descriptor) if jury or (definite and not plural) else []
        if plural:
            claims = descriptor.side == "claimant"
            if claims and (newcomers.in_wave(token) or newcomers.are_new(self.cast, token, descriptor.kind)):
                return groups.group(self.cast, token, descriptor)
            group = self._group_of(token, descriptor) if definite or not is_indefinite(token) else []
            return group or groups.group(self.cast, token, descriptor)
        if (
            descriptor.group in BODIES
            and not definite
            and any(c.dep_ in {"poss", "compound", "amod"} for c in token.children)
            and not measures(token)
        ):
            return groups.group(self.cast, token, descriptor)
        if descriptor.group == "government" and any(
            c.dep_ in {"poss", "compound", "amod"} and c.lower_ not in PRONOUNS for c in token.children
        ):
            return groups.group(self.cast, token, descriptor)  # "France's antitrust watchdog"
        if definite:
            found = self._before(token, lambda e: fits(e, descriptor))
            found = [e for e in found if e.type == "party"] or found
            if found:
                return found[-1:]
        return []

    def _sitting(self, token: Token, descriptor: Descriptor) -> list[Entity]:
        """The judge or court named last; where no judge was, the one court in which he can sit that was named."""
        bench = self._before(token, lambda e: e.type == descriptor.group)
        courts = self._before(token, lambda e: e.type == "court" and not hears_appeals(e))
        bench = bench or (courts if len(courts) == 1 else [])
        return ([e for e in bench if not turned_to(self.cast, e, token)] or bench)[-1:]

    def _group_of(self, token: Token, descriptor: Descriptor) -> list[Entity]:
        """The named members that a plural stands for: all that fit in the nearest sentences before that name any."""
        if any(child.lower_ in {"other", "more", "such", "many", "some"} for child in token.children):
            return []
        found = list(
            self._before(
                token,
                lambda e: (
                    fits(e, descriptor)
                    or (descriptor.group == "individual" and token.lemma_ in groups.PLAINTIFFS and e.side == "claimant")
                ),
            )
        )
        if descriptor.group == "company":
            found = _of_companies(self.cast, token, found)
        if descriptor.group == "developer" and token.lemma_ in {"defendant", "respondent"}:
            found = list(self._before(token, lambda e: e.side == "respondent"))
        return self._together(token, found)

    def _together(self, token: Token, found: list[Entity]) -> list[Entity]:
        """Those of some entities whom the nearest sentence before a token names together: as many as are said to be
        meant ("the two publishers"), else two or more, else whomever it names."""
        named: dict[int, list[Entity]] = {}
        for entity in found:
            for start in {self.cast.doc[start].sent.start for start, _ in entity.spans if start < token.i}:
                named.setdefault(start, []).append(entity)
        groups = [named[start] for start in sorted(named, reverse=True)]
        said = next((NUMBERS[word.lower_] for word in (token, *token.children) if word.lower_ in NUMBERS), 0)
        several = [group for group in groups if (len(group) == said if said else len(group) > 1)]
        if said and not several and not any(child.lower_ in DEFINITE for child in token.children):
            return []  # "three authors" are no two whom the text has named
        return next(iter([*several[:1], *groups]), [])

    def _as_many(self, token: Token) -> list[Entity]:
        """ "A teamed up with B and C; the trio sued": as many as are meant, where the last list names fewer."""
        said = NUMBERS.get(token.lemma_.lower(), 0)
        if not 0 < len(self._last_group(token)) < said:
            return []
        found = self._together(token, self._before(token, lambda e: e.type in {"party", "unknown"}))
        return found if len(found) == said else []

    def _before(self, token: Token, fits: Callable[[Entity], bool]) -> list[Entity]:
        """Entities that fit and are named before a token, the nearest last."""
        seen: list[tuple[int, Entity]] = []
        for entity in self.cast.entities:
            if (entity.generic and not entity.plural) or entity in self._exclude:
                continue
            last = max((start for start, _ in entity.spans if start < token.i), default=None)
            if last is not None and fits(entity):
                seen.append((last, entity))
        return [entity for _, entity in sorted(seen, key=lambda pair: pair[0])]

    def _last_subject(self, token: Token, fits: Callable[[Entity], bool]) -> list[Entity]:
        """The nearest subject before a token, first in its sentence, then in those before; else the nearest name."""
        sent = token.sent
        for _ in range(3):
            best = None
            for other in self.cast.doc[sent.start : min(token.i, sent.end)]:
                entity = self.cast.at.get(other.i)
                if entity is None or other.dep_ not in {
                    "nsubj",
                    "nsubjpass",
                    "agent",
                    "poss",
                    "pobj",
                    "dobj",
                    "conj",
                    "appos",
                }:
                    continue
                meant = entity.speaks_for if entity.speaks_for and not entity.known else entity
                if fits(meant) and meant not in self._exclude and other.dep_ in {"nsubj", "nsubjpass"}:
                    best = meant
            if best is not None:
                return [best]
            if sent.start == 0:
                break
            sent = self.cast.doc[sent.start - 1].sent
        return self._before(token, fits)[-1:]

    def _both_sides(self, token: Token) -> list[Entity]:
        """ "The two", "the parties": those whom the last sentence with one of each side sets against each other."""
        sent = token.sent
        for _ in range(3):
            if sent.start == 0:
                break
            sent = self.cast.doc[sent.start - 1].sent
            here = [e.meant for e in self.cast.in_span(sent.start, sent.end)]
            found = list(dict.fromkeys(e for e in here if e.type == "party" and e.side in SIDES))
            if sorted(e.side for e in found) == sorted(SIDES):
                return found
        return []

    def _last_group(self, token: Token) -> list[Entity]:
        """The last coordination of two or more parties, or group without names, before a token."""
        best: list[Entity] = []
        sent = token.sent
        for _ in range(3):
            for other in self.cast.doc[sent.start : min(token.i, sent.end)]:
                if other.dep_ in {"nsubj", "nsubjpass", "pobj", "dobj"}:
                    group = [
                        e
                        for m in members(other)
                        for e in ([self.cast.at[m.i]] if m.i in self.cast.at else [])
                        if e.type in {"party", "unknown", "person"}
                    ]
                    if len(group) > 1 or (group and group[0].plural):
                        best = group
                    elif (
                        other.tag_ == "NNS"
                        and (d := descriptor_at(other, self.lexicon))
                        and d.kind not in {"tool", "court"}
                        and d.group not in ADVISERS
                    ):
                        best = list(self.resolve(other))
            if best or sent.start == 0:
                break
            sent = self.cast.doc[sent.start - 1].sent
        return list(dict.fromkeys(best))


def _of_companies(cast: Cast, token: Token, found: list[Entity]) -> list[Entity]:
    """Of those whom "the companies" may mean, the developers where there are several; none of whom its clause names
    beside it ("the companies accuse Lantern")."""
    clause = token.head.subtree if token.head.pos_ == "VERB" else []
    beside = {cast.at[t.i] for t in clause if t.i in cast.at and not token.is_ancestor(t)}
    able = [e for e in found if e not in beside]
    makers = [e for e in able if e.side == "respondent"]
    return makers if len(makers) > 1 else able
