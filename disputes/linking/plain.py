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

_DOCKET = re.compile(r"(\d{2,4})[-–]([a-z]{2})[-–]0*(\d+)")


@lru_cache(maxsize=200_000)
def plain(name: str) -> str:
    """A name as bare words: lower case, no punctuation, no legal form."""
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
    """Whether a name is a description only, as "a group of authors" is: a name has a capital or a figure somewhere."""
    return name == name.lower() and not any(character.isdigit() for character in name)
