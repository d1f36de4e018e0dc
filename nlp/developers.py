"""A word that tells a use -> the developers who did it.

By the parse where it says so; else by what was trained ("used to train ChatGPT"), by whom the sentence accuses, or by
the one developer of whom it speaks.
"""

from collections.abc import Iterable

from spacy.tokens import Token

from nlp.cast import Cast, Entity
from nlp.materials import in_perfect
from nlp.roles import Roles
from nlp.syntax import is_passive, members, objects, possessors, prepositional, subjects
from nlp.wording import Use, Wording

ACCUSING = frozenset({"accuse", "sue"})


class Developers:
    """Who used what, in one excerpt."""

    def __init__(self, cast: Cast, roles: Roles, wording: Wording) -> None:
        self.cast = cast
        self.roles = roles
        self.wording = wording

    def use(self, verb: Token) -> Use | None:
        """The entry that a verb of use has in `data/allegations.toml`."""
        return self.wording.uses.get(verb.lemma_.lower()) if verb.pos_ != "NOUN" else None

    def holds(self, verb: Token) -> bool:
        """ "Apple's training data included": what holds the material belongs to whoever trained."""
        works = self.wording.works
        return verb.lemma_ in works.holding and any(
            s.lemma_.lower() in works.holds and self.owner(s) for s in subjects(verb)
        )

    def of(self, token: Token) -> list[Entity]:
        """Who used it: by the parse, else by what was trained, else the one developer of whom the sentence speaks."""
        if token.pos_ == "NOUN":
            return self._of_noun(token)
        if self.holds(token) and self.use(token) is None:
            return self._respondents(o for s in subjects(token) if (o := self.owner(s)))
        actors = use_subjects(token)
        owned = [o for a in actors if a.lemma_.lower() not in self.wording.said.people if (o := self.owner(a))]
        training = (use := self.use(token)) is not None and use.training
        found = self._respondents(actors, unsided=training) or self._respondents(owned)
        if found:
            return found
        verb = token.head.head if in_perfect(token) else token
        if actors and not self._inherits(verb):
            return self._maker(token) if self._is_product(actors[0]) else []
        return self._accused(verb) or self._maker(token) or (self._nearest(token) if self._agentless(token) else [])

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

    def owner(self, token: Token) -> Token | None:
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
                    told = [other for s in subjects(above) for other in (self.owner(s), s) if other is not None]
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
            use = self.use(child) if child is not token and child.pos_ == "VERB" else None
            if use is not None and use.training:
                heads += objects(child)
            elif child.lower_ == "training":
                heads += [*prepositional(child, "of", "for"), *possessors(child), *objects(child)]
        for head in heads:
            at = self.cast.at.get(head.i)
            owner = self.owner(head)
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
        together = any(set(map(id, every)) <= set(map(id, step.targets)) for step in self.cast.doc._.steps or ())
        return every if len(every) == 1 or together else []

    def _of_noun(self, noun: Token) -> list[Entity]:
        found = self._respondents([*possessors(noun), *prepositional(noun, "by")])
        if found or possessors(noun) or prepositional(noun, "by"):
            return found
        wrong = any(child.lower_ in self.wording.nouns.wrong for child in noun.children)
        return self._accused(noun) or self._maker(noun) or (self._nearest(noun) if wrong else [])


def use_objects(verb: Token) -> list[Token]:
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


def use_subjects(verb: Token) -> list[Token]:
    return subjects(verb.head.head) if in_perfect(verb) else subjects(verb)
