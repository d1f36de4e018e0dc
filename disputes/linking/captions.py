"""Captions of cases in running text, and when two mean one case: "Lehrman v. Lovo" is "Lehrman v. Lovo, Inc."."""

import re

from disputes.linking.plain import plain

# Up to six words before and behind a "v", each with a capital or a small word between two that have one.
_NAME = r"(?:[A-ZÀ-Þ0-9][\w.&’'-]*,?)(?:\s+(?:of|the|and|for|de|von|&|[A-ZÀ-Þ0-9][\w.&’'-]*,?)){0,6}"
_CAPTION = re.compile(rf"({_NAME})\s+(?:v|vs)\.?\s+({_NAME})")
_BEFORE = re.compile(r"^(?:In|See|And|But|With|After|Since|Under|From)\s+(?!re\b)")  # a sentence may open with these
_TELLS_NOTHING = frozenset("the of and for in re us u s america international group".split())

type Caption = tuple[str, str]  # first claimant, first respondent, as plain words


def captions_in(text: str) -> list[Caption]:
    """The captions that a text names, each once, in order."""
    found = [(plain(_BEFORE.sub("", one[1])), plain(one[2])) for one in _CAPTION.finditer(text)]
    return list(dict.fromkeys(pair for pair in found if all(pair)))


def caption_of(text: str) -> Caption | None:
    """A caption by itself, as a list of cases has it; None where it names no two sides ("In re …")."""
    sides = re.split(r"\s+v\.?\s+", text, maxsplit=1)
    return (plain(sides[0]), plain(sides[1])) if len(sides) == 2 and all(map(plain, sides)) else None


def same_caption(one: Caption, other: Caption) -> bool:
    """Whether two captions may be of one case: on both sides the words of the shorter open or close the longer."""
    return all(_within(short, long) for short, long in zip(one, other, strict=True))


def _within(one: str, other: str) -> bool:
    short, long = sorted((one.split(), other.split()), key=len)
    telling = [word for word in short if word not in _TELLS_NOTHING]
    return bool(telling) and (long[: len(short)] == short or long[-len(short) :] == short)
