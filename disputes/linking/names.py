"""Names as outlets write them -> one key for one party or tool, across all articles.

A party of the catalog is its id. Any other name is its words without legal forms and articles; a short form
("Golden", of a person, or "Writers Alliance") takes the key of the one fuller name that contains it, if there is
exactly one.
"""

import re
from collections import Counter
from collections.abc import Iterable

from disputes.catalog import Catalog
from disputes.linking.told import Told

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
_VERSION = re.compile(r"^v?\d[\w.]*$")


class Names:
    """The keys of all names in some reports, and what to call each."""

    def __init__(self, catalog: Catalog, told: Iterable[Told]) -> None:
        self._catalog = catalog
        self._spelled: dict[str, Counter[str]] = {}
        self._fuller = _fuller_forms(catalog, told)

    def party(self, told: Told, name: str) -> str:
        """The key of a party that a report names."""
        found = next((p for p in told.parties if name == p.name), None)
        found = found or next((p for p in told.parties if name in p.aliases), None)
        written = found.name if found else name
        if found and found.party_id in self._catalog.parties:
            return str(found.party_id)
        known = self._catalog.party_by_name.get(written) or self._catalog.party_by_name.get(name)
        if known:
            return known.id
        words = plain(written)
        fuller = self._fuller.get(words, words)
        person = self._catalog.party_by_name.get(fuller)
        return person.id if person else self._remember("~" + fuller, written)

    def tool(self, told: Told, name: str) -> str:
        """The key of a tool that a report names; versions of one tool have keys of their own."""
        found = next((t for t in told.tools if name == t.name or name in t.aliases), None)
        written = found.name if found else name
        if found and found.tool_id in self._catalog.tools:
            return str(found.tool_id)
        known = self._catalog.tool_by_name.get(written) or self._catalog.tool_by_name.get(name)
        return known.id if known else self._remember("~" + plain(written), written)

    def developers(self, told: Told, tool_name: str) -> frozenset[str]:
        """The keys of those who make a tool, by its article or else by the catalog."""
        found = next((t for t in told.tools if tool_name == t.name or tool_name in t.aliases), None)
        if found and found.developer:
            return frozenset([self.party(told, found.developer)])
        known = self._catalog.tools.get(self.tool(told, tool_name))
        return frozenset([known.developer]) if known and known.developer else frozenset()

    def call_party(self, key: str) -> str:
        """What people read for a party's key."""
        known = self._catalog.parties.get(key)
        return known.name if known else self._fullest(key)

    def call_tool(self, key: str) -> str:
        """What people read for a tool's key."""
        known = self._catalog.tools.get(key)
        return known.name if known else self._fullest(key)

    def family(self, tool: str) -> str:
        """A tool's key without its version, so that a dispute over one version goes on over the next."""
        words = plain(self.call_tool(tool)).split()
        return " ".join(word for word in words if not _VERSION.match(word)) or tool

    def line(self, key: str) -> tuple[str, ...]:
        """A party and those who own it, in order."""
        line = [key]
        while (party := self._catalog.parties.get(line[-1])) and party.parent and party.parent not in line:
            line.append(party.parent)
        return tuple(line)

    def groups(self, key: str) -> frozenset[str]:
        """The trade groups that a party, or one that owns it, belongs to."""
        parties = (self._catalog.parties.get(member) for member in self.line(key))
        return frozenset(group for party in parties if party for group in party.groups)

    def related(self, one: str, other: str) -> bool:
        """Whether two parties are one, or one owns the other."""
        return one == other or one in self.line(other) or other in self.line(one)

    def _remember(self, key: str, written: str) -> str:
        self._spelled.setdefault(key, Counter())[written] += 1
        return key

    def _fullest(self, key: str) -> str:
        spelled = self._spelled.get(key)
        return min(spelled, key=lambda name: (-len(plain(name)), -spelled[name], name)) if spelled else key.lstrip("~")


def plain(name: str) -> str:
    """A name as bare words: lower case, no punctuation, no legal form."""
    words = re.sub(r"[^\w.]+", " ", re.sub(r"[’']s\b", "", name.lower())).replace(".", " ").split()
    return " ".join([word for word in words if word not in _LEGAL_FORMS] or words)


def _fuller_forms(catalog: Catalog, told: Iterable[Told]) -> dict[str, str]:
    """Short form -> the one fuller name that holds all its words, among the names of the reports.

    The catalog's people count too, under their own names; its organisations have their short forms as aliases.
    """
    people: dict[str, bool] = {}
    catalogued: dict[str, str] = {}
    for one in told:
        for party in one.parties:
            known = catalog.parties.get(party.party_id or "") or catalog.party_by_name.get(party.name)
            if known is None or known.kind == "individual":
                words = plain(known.name if known else party.name)
                people[words] = people.get(words, False) or party.kind == "individual" or known is not None
                if known:
                    catalogued[words] = known.name
    holders: dict[str, set[str]] = {}
    for words in people:
        for word in set(words.split()):
            holders.setdefault(word, set()).add(words)
    fuller = {}
    for short in people:
        parts = short.split()
        around = set.intersection(*(holders[word] for word in parts)) - {short} if parts else set()
        if len(parts) == 1:  # a surname alone; of an organisation one word is too little to go by
            around = {full for full in around if people[full] and full.split()[-1] == short}
        if len(around) == 1:
            fuller[short] = around.pop()
    ends = {short: fuller.get(full, full) for short, full in fuller.items() if short not in catalogued}
    return {short: catalogued.get(full, full) for short, full in ends.items()}
