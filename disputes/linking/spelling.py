"""Misspelt names -> the names that they are one letter from: "Sara Silverman" is Sarah Silverman.

Outlets misspell people, and a person spelt in two ways is two parties, each with steps of its own. A name is taken for
another where all their words are the same but one, that is one letter from its counterpart, and where it is so near to
no third name. People whose first names end as those of a man and a woman do are two all the same.
"""

from collections.abc import Collection, Iterator

LONG = 5  # letters from which a word may be misspelt; "Kim" and "Kin" are two

VOWELS = frozenset("aeiouy")

type Gap = tuple[int, tuple[str, ...]]  # which word is left out, and the others


def misspelt(names: Collection[str], settled: Collection[str]) -> dict[str, str]:
    """Plain name -> the one that it is a misspelling of. `settled` names are none; of two others it is the shorter."""
    near: dict[str, set[str]] = {}
    for one, other in _pairs({*names, *settled}):
        if one not in settled or other not in settled:
            near.setdefault(one, set()).add(other)
            near.setdefault(other, set()).add(one)
    found: dict[str, str] = {}
    for name, (other, *more) in near.items():
        if not more and name not in settled and (other in settled or len(near[other]) > 1 or _fuller(other, name)):
            found[name] = other
    return found


def are_two(one: str, other: str) -> bool:
    """Whether a first name of the one ends in a vowel and that of the other otherwise, an "h" aside: "Maria" and
    "Mario", "Paul" and "Paula" are two people, "Sara" and "Sarah" are one."""
    firsts = (name.split()[:-1] for name in (one, other))
    ends = ({word.rstrip("h")[-1:] for word in pair} for pair in zip(*firsts, strict=True))
    return any(len(pair) > 1 and not pair.isdisjoint(VOWELS) for pair in ends)


def _fuller(one: str, other: str) -> bool:
    return (len(one), one) > (len(other), other)


def _pairs(names: Collection[str]) -> Iterator[tuple[str, str]]:
    """The names that are one letter apart, each pair once."""
    gaps: dict[Gap, list[str]] = {}
    for name in names:
        words = name.split()
        for place, word in enumerate(words):
            if len(words) > 1 and len(word) >= LONG - 1 and word.isalpha():
                gaps.setdefault((place, (*words[:place], *words[place + 1 :])), []).append(word)
    for (place, others), filling in gaps.items():
        for pair in _one_letter_apart(filling) if len(filling) > 1 else ():
            one, other = (" ".join((*others[:place], word, *others[place:])) for word in pair)
            yield one, other


def _one_letter_apart(words: Collection[str]) -> Iterator[tuple[str, str]]:
    """The pairs of words of which one has a letter more, another letter or two letters in each other's places.

    Of three words and more that differ in the same letter each is paired with two others only: that is enough to know
    that it is near to several, and a page of made-up names costs no time that grows with its square.
    """
    known = set(words)
    alike: dict[tuple[int, str], list[str]] = {}
    for word in sorted(words):
        for place in range(len(word) if len(word) >= LONG else 0):
            shorter = word[:place] + word[place + 1 :]
            swapped = word[:place] + word[place : place + 2][::-1] + word[place + 2 :]
            alike.setdefault((place, shorter), []).append(word)
            yield from ((word, other) for other in (shorter, swapped) if other in known and other != word)
    for some in alike.values():
        yield from zip(some, [*some[1:], some[0]], strict=True) if len(some) > 1 else ()
