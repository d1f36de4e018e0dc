"""Names as outlets write them -> one key for one party or tool, across all articles.

A party of the catalog is its id. Any other name is its words without legal forms and articles; a short form
("Golden", of a person, or "Writers Alliance") takes the key of the one fuller name that contains it, if there is
exactly one.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from disputes.catalog import Catalog
from disputes.linking.fuller import WrittenParty, fuller_forms, plain_forms
from disputes.linking.plain import plain
from disputes.linking.told import Told
from disputes.types import PartyFound, ToolFound

_VERSION = re.compile(r"^v?\d[\w.]*$")


@dataclass(frozen=True, slots=True)
class Amendments:
    """What people decided about parties: names that mean another party, and what parties are to be called."""

    same: Mapping[str, str] = field(default_factory=dict)  # plain name -> the party's name
    called: Mapping[str, str] = field(default_factory=dict)  # the party's name -> its new name


type WrittenTool = tuple[str, str | None]  # name, the catalog's id


@dataclass(frozen=True, slots=True)
class Written:
    """Every name that the readings have, once: all that the keys of names depend on."""

    parties: frozenset[WrittenParty]
    tools: frozenset[WrittenTool]

    @classmethod
    def by(cls, told: Iterable[Told]) -> "Written":
        """The names in some reports."""
        parties: set[WrittenParty] = set()
        tools: set[WrittenTool] = set()
        for one in told:
            parties.update((party.name, party.kind, party.party_id, party.aliases) for party in one.parties)
            tools.update((tool.name, tool.tool_id) for tool in one.tools)
        return cls(frozenset(parties), frozenset(tools))


class Names:
    """The keys of all names in some reports, and what to call each."""

    def __init__(self, catalog: Catalog, written: Written, amendments: Amendments | None = None) -> None:
        self._catalog = catalog
        self._amendments = amendments or Amendments()
        self._fuller = fuller_forms(catalog, written.parties)
        self._plain = plain_forms(catalog)
        self._spelled: dict[str, str] = {}
        self._families: dict[str, str] = {}
        self._lines: dict[str, tuple[str, ...]] = {}
        self._bodies: dict[str, frozenset[str]] = {}
        self._article: tuple[tuple[PartyFound, ...], tuple[ToolFound, ...]] = (), ()
        self._parties_in: dict[str, PartyFound] = {}  # by every form that the article has of each
        self._tools_in: dict[str, ToolFound] = {}
        self._keys_in: dict[str, str] = {}  # of parties, found so far
        self._called = {self._party_key(name, name): new for name, new in self._amendments.called.items()}
        parties = {name for name, _, party_id, _ in written.parties if party_id not in catalog.parties}
        self._tool_keys = {name: self._tool_key(name) for name, id in written.tools if id not in catalog.tools}
        self._party_keys = {name: self.party_named(name) for name in parties}
        self._read = {
            party_id if party_id in catalog.parties else self._party_key(name, name)
            for name, _, party_id, _ in written.parties
        }
        for name, key in (*self._tool_keys.items(), *self._party_keys.items()):
            self._remember(key, name)

    def resolved(self) -> dict[str, tuple[str, ...]]:
        """Each name that the catalog has not, with its keys and what these are called.

        Where this differs between two linkings, what bears the name must be looked at again.
        """
        found: dict[str, tuple[str, ...]] = {}
        for name, key in (*self._tool_keys.items(), *self._party_keys.items()):
            found[name] = (*found.get(name, ()), key, self._spelled[key])
        return found

    def amended(self) -> tuple[object, ...]:
        """What people decided about parties, by the keys that these have today."""
        same = {name: self._party_key(party, party) for name, party in self._amendments.same.items()}
        return tuple(sorted(same.items())), tuple(sorted(self._called.items()))

    def is_read(self, name: str) -> bool:
        """Whether any article names the party that bears a name, whatever people say that it means."""
        return self._party_key(name, name) in self._read

    def party(self, told: Told, name: str) -> str:
        """The key of a party that a report names."""
        self._enter(told)
        if name not in self._keys_in:
            self._keys_in[name] = self._party_in(name)
        return self._keys_in[name]

    def _enter(self, told: Told) -> None:
        """Learns the forms of an article's names; its reports come one after another, and share them."""
        if told.parties is self._article[0] and told.tools is self._article[1]:
            return
        self._article, self._keys_in = (told.parties, told.tools), {}
        self._parties_in, self._tools_in = {}, {}
        for party in told.parties:
            self._parties_in.setdefault(party.name, party)
        for party in told.parties:
            for alias in party.aliases:
                self._parties_in.setdefault(alias, party)
        for tool in told.tools:
            for form in (tool.name, *tool.aliases):
                self._tools_in.setdefault(form, tool)

    def _party_in(self, name: str) -> str:
        found = self._parties_in.get(name)
        written = found.name if found else name
        if other := self._other_name(written, name):
            return self._party_key(other, other)
        if found and found.party_id in self._catalog.parties:
            return str(found.party_id)
        return self._party_key(written, name)

    def tool(self, told: Told, name: str) -> str:
        """The key of a tool that a report names; versions of one tool have keys of their own."""
        self._enter(told)
        found = self._tools_in.get(name)
        if found and found.tool_id in self._catalog.tools:
            return str(found.tool_id)
        return self._tool_key(found.name if found else name)

    def party_named(self, name: str) -> str:
        """The key of a party that a person or a list names, outside any article."""
        other = self._other_name(name, name) or name
        return self._party_key(other, other)

    def party_listed(self, name: str) -> str:
        """The key of a party of a list, the same whatever fuller names articles have."""
        name = self._other_name(name) or name
        known = self._catalog.party_by_name.get(name)
        return known.id if known else self._plain.get(plain(name), "~" + plain(name))

    def tool_named(self, name: str) -> str:
        """The key of a tool that a person or a list names, outside any article."""
        return self._tool_key(name)

    def developers(self, told: Told, tool_name: str) -> frozenset[str]:
        """The keys of those who make a tool, by its article or else by the catalog."""
        self._enter(told)
        found = self._tools_in.get(tool_name)
        if found and found.developer:
            return frozenset([self.party(told, found.developer)])
        maker = self.maker(self.tool(told, tool_name))
        return frozenset([maker]) if maker else frozenset()

    def maker(self, tool: str) -> str | None:
        """The key of who makes the tool of a key, where the catalog knows."""
        known = self._catalog.tools.get(tool)
        return known.developer if known else None

    def call_party(self, key: str) -> str:
        """What people read for a party's key."""
        known = self._catalog.parties.get(key)
        name = known.name if known else self._fullest(key)
        return self._called.get(key, name)

    def call_tool(self, key: str) -> str:
        """What people read for a tool's key."""
        known = self._catalog.tools.get(key)
        return known.name if known else self._fullest(key)

    def family(self, tool: str) -> str:
        """A tool's key without its version, so that a dispute over one version goes on over the next."""
        if tool not in self._families:
            words = plain(self.call_tool(tool)).split()
            self._families[tool] = " ".join(word for word in words if not _VERSION.match(word)) or tool
        return self._families[tool]

    def is_known(self, key: str) -> bool:
        """Whether a key is that of a party of the catalog."""
        return key in self._catalog.parties

    def line(self, key: str) -> tuple[str, ...]:
        """A party and those who own it, in order."""
        if key not in self._lines:
            line = [key]
            while (party := self._catalog.parties.get(line[-1])) and party.parent and party.parent not in line:
                line.append(party.parent)
            self._lines[key] = tuple(line)
        return self._lines[key]

    def groups(self, key: str) -> frozenset[str]:
        """The trade groups that a party, or one that owns it, belongs to."""
        if key not in self._bodies:
            parties = (self._catalog.parties.get(member) for member in self.line(key))
            self._bodies[key] = frozenset(group for party in parties if party for group in party.groups)
        return self._bodies[key]

    def related(self, one: str, other: str) -> bool:
        """Whether two parties are one, or one owns the other."""
        return one == other or one in self.line(other) or other in self.line(one)

    def _other_name(self, *names: str) -> str | None:
        """The name of the party that people say these names mean, if they do; chains are followed to their end."""
        if not self._amendments.same:
            return None
        key = next((key for key in map(plain, names) if key in self._amendments.same), "")
        found = None
        seen: set[str] = set()
        while key in self._amendments.same and key not in seen:
            seen.add(key)
            found = self._amendments.same[key]
            key = plain(found)
        return found

    def _party_key(self, written: str, name: str) -> str:
        known = self._catalog.party_by_name.get(written) or self._catalog.party_by_name.get(name)
        if known:
            return known.id
        words = plain(written)
        if words in self._plain:
            return self._plain[words]
        fuller = self._fuller.get(words, words)
        if fuller in self._plain:
            return self._plain[fuller]
        person = self._catalog.party_by_name.get(fuller)
        return person.id if person else "~" + fuller

    def _tool_key(self, name: str) -> str:
        known = self._catalog.tool_by_name.get(name)
        return known.id if known else "~" + plain(name)

    def _remember(self, key: str, written: str) -> None:
        held = self._spelled.get(key)
        if held is None or _neatness(written) < _neatness(held):
            self._spelled[key] = written

    def _fullest(self, key: str) -> str:
        return self._spelled.get(key, key.lstrip("~"))


def _neatness(name: str) -> tuple[object, ...]:
    """Of several spellings of one name the one to show comes first: all its words, no capitals throughout."""
    words = name.split()
    return -len(plain(name)), sum(word.isupper() for word in words), sum(word.islower() for word in words), name
