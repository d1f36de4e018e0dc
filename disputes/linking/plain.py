"""A name as bare words, by which two spellings of it are one: "Lovo, Inc." is "lovo"."""

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


@lru_cache(maxsize=200_000)
def plain(name: str) -> str:
    """A name as bare words: lower case, no punctuation, no legal form."""
    words = re.sub(r"[^\w.]+", " ", re.sub(r"[’']s\b", "", name.lower())).replace(".", " ").split()
    return " ".join([word for word in words if word not in _LEGAL_FORMS] or words)
