"""Names and docket numbers as bare words, by which two spellings are one: "Lovo, Inc." is "lovo"."""

import re
from functools import lru_cache

_LEGAL_FORMS = frozenset(
    {
        "inc",
        "corp",
        "corporation",
        "llc",
        "ltd",
        "limited",
        "co",
        "company",
        "plc",
        "lp",
        "gmbh",
        "ag",
        "sa",
        "pbc",
        "the",
    }
)

_ESTATE = re.compile(r"(?:the )?estate of (?:the )?(?:late )?(.+)", re.IGNORECASE | re.DOTALL)
_OWNER = re.compile(r"[^\W\d_a-z]\w*[’']s? ")
_ANYBODY = frozenset({"a", "an", "one", "another"})
_DOCKET = re.compile(r"(\d{2,4})[-–]([a-z]{2})[-–]0*(\d+)")


@lru_cache(maxsize=200_000)
def plain(name: str) -> str:
    """A name as bare words: lower case, no punctuation, no legal form; "the estate of Ann Lee" is Ann Lee's estate."""
    if owner := _ESTATE.fullmatch(name):
        name = f"{owner[1]} estate"
    words = re.sub(r"[^\w.]+", " ", re.sub(r"[’']s\b", "", name.lower())).replace(".", " ").split()
    return " ".join([word for word in words if word not in _LEGAL_FORMS] or words)


def plain_docket(docket: str | None) -> str | None:
    """A docket number that can be compared: without division, leading zeros and the judge's initials."""
    if not docket:
        return None
    if found := _DOCKET.search(docket.lower()):
        year, kind, number = found.groups()
        return f"{year[-2:]}-{kind}-{number}"
    return re.sub(r"^(case )?nos? (?=\d)", "", re.sub(r"[^\w]+", " ", docket.lower()).strip()) or None


def is_nameless(name: str) -> bool:
    """Whether a name is a description only, as "authors", "Three authors" and "an AI company" are.

    It has no capital at all, or ends with a common noun that is plural or stands with "a"; and nobody is named as
    whose, as in "Lee's heirs", or beside ("Lee and others"). A figure in the last word makes a name of it.
    """
    *before, last = name.split() or [""]
    if last != last.lower() or any(character.isdigit() for character in last) or _OWNER.search(name):
        return False
    plural = last.endswith("s") and not last.endswith("ss") and last != "others"
    return name == name.lower() or (bool(before) and (plural or before[0].lower() in _ANYBODY))
