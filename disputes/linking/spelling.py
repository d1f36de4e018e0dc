"""Misspelt names -> the names that they are one letter from: "Sara Silverman" is Sarah Silverman.

Outlets misspell people, and a person spelt in two ways is two parties, each with steps of its own. A name is taken for
another where all their words are the same but one, that is one letter from its counterpart, and where it is so near to
no third name.
"""

from collections.abc import Collection, Iterator

LONG = 5  # letters from which a word may be misspelt; "Kim" and "Kin" are two

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
    """Two words that are so have a form in common, if a letter may be left out of each."""
    forms: dict[str, list[str]] = {}
    for word in sorted(words):
        for form in {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}:
            forms.setdefault(form, []).append(word)
    met = {(one, other) for alike in forms.values() for at, one in enumerate(alike) for other in alike[at + 1 :]}
    yield from (pair for pair in sorted(met) if _is_slip(*pair))


def _is_slip(one: str, other: str) -> bool:
    """Whether a letter is left out, put in, put for another or changed places with its neighbour."""
    short, long = sorted((one, other), key=len)
    if len(long) < LONG:
        return False
    start = next((place for place, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    rest, longer = short[start:], long[start:]
    if len(short) < len(long):
        return rest == longer[1:]
    return rest[1:] == longer[1:] or (rest[1::-1] == longer[:2] and rest[2:] == longer[2:])
