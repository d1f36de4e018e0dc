"""The lexicon's frames -> which sentences could tell a step at all, by their words alone.

Parsing costs a hundred times what this test costs, and half of the sentences of a news article fail it. It asks less
of a sentence than nlp.frames does of its parse: every word that a frame cannot do without has to stand in it, in any
form and anywhere. What a frame asks of names (a tool, a party) is left to the parse.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from nlp.frames import BENCH
from nlp.lexicon import Frame, Lexicon

VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Need:
    """What a sentence must hold for one frame with one trigger: one lemma out of each set, and no barred word."""

    action: str
    sets: tuple[frozenset[str], ...]
    barred: frozenset[str]

    def met(self, words: Collection[str], lemmas: Collection[str]) -> bool:
        """Whether a sentence of these words and lemmas meets it."""
        return self.barred.isdisjoint(words) and not any(wanted.isdisjoint(lemmas) for wanted in self.sets)


class Triggers:
    """Tests sentences by the lexicon's triggers; `irregular` maps forms that no rule makes ("brought") to lemmas."""

    def __init__(self, lexicon: Lexicon, irregular: Mapping[str, Iterable[str]] | None = None) -> None:
        self.needs: dict[str, tuple[Need, ...]] = {}
        for key, need in _needs(lexicon):
            self.needs[key] = (*self.needs.get(key, ()), need)
        wanted = {word for needs in self.needs.values() for need in needs for words in need.sets for word in words}
        wanted |= self.needs.keys()
        self.lemmas: dict[str, tuple[str, ...]] = {}
        for lemma in wanted:
            for form in inflected(lemma):
                self._add(form, lemma)
        for form, lemmas in (irregular or {}).items():
            for lemma in wanted.intersection(lemmas):
                self._add(form, lemma)

    def _add(self, form: str, lemma: str) -> None:
        if lemma not in self.lemmas.get(form, ()):
            self.lemmas[form] = (*self.lemmas.get(form, ()), lemma)

    def found(self, words: Collection[str]) -> bool:
        """Whether a sentence of these words, in small letters, could tell a step."""
        lemmas = {lemma for word in words for lemma in self.lemmas.get(word, ())}
        return any(need.met(words, lemmas) for lemma in lemmas for need in self.needs.get(lemma, ()))


def inflected(lemma: str) -> Iterator[str]:
    """All regular forms of a verb or noun, and some that are none: a wrong one costs nothing."""
    yield from (lemma, f"{lemma}s", f"{lemma}es", f"{lemma}ed", f"{lemma}ing", f"{lemma}'s")
    if lemma.endswith("e"):
        yield from (f"{lemma}d", f"{lemma[:-1]}ing")
    elif lemma.endswith("y"):
        yield from (f"{lemma[:-1]}ies", f"{lemma[:-1]}ied")
    elif len(lemma) > 2 and lemma[-1] not in VOWELS and lemma[-2] in VOWELS:
        yield from (f"{lemma}{lemma[-1]}ed", f"{lemma}{lemma[-1]}ing")


def _needs(lexicon: Lexicon) -> Iterator[tuple[str, Need]]:
    for key, frames in lexicon.verbs.items():
        verb, *particle = key.split()
        for frame in frames:
            sets = (*(frozenset({word}) for word in particle), *_words(frame), *_arguments(frame))
            yield verb, Need(frame.action, sets, frozenset(frame.but))
    for key, frames in lexicon.nouns.items():
        first, *rest = key.split()
        for frame in frames:
            # "A letter to cease and desist" is one of the nouns too: its first word is enough.
            sets = tuple(frozenset({word, "desist"}) for word in rest)
            yield first, Need(frame.action, (*sets, *_words(frame), *_telling(frame)), frozenset(frame.but))


def _words(frame: Frame) -> Iterator[frozenset[str]]:
    """What any frame asks of the words around its trigger."""
    if frame.about:
        yield frozenset(frame.about)


def _arguments(frame: Frame) -> Iterator[frozenset[str]]:
    """What a verb's frame asks of its arguments, where it names words."""
    for words, others in (
        (frame.object, frame.for_),
        (frame.subject, ()),
        (frame.to, BENCH),
        (frame.on, ()),
        (frame.in_, ()),
    ):
        if words and not any(word.isupper() for word in words):
            yield frozenset(word.split()[-1] for word in (*words, *others))


def _telling(frame: Frame) -> Iterator[frozenset[str]]:
    """What a noun's frame asks of the verb that tells it, where the noun alone tells nothing."""
    if frame.strict:
        yield frozenset(word.split()[0] for word in (*frame.support, *frame.faced, *frame.won, *frame.target))
