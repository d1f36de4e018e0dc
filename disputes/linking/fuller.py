"""Which short name stands for which full one: by the words that it shares, or because articles use it beside that.

A misspelt name stands for the right one (`spelling`).
"""

from collections.abc import Collection, Iterable, Mapping

from disputes.catalog import Catalog
from disputes.likeness import same_name
from disputes.linking.plain import plain
from disputes.linking.spelling import are_two, misspelt

type WrittenParty = tuple[str, str, str | None, tuple[str, ...]]  # name, kind, the catalog's id, aliases


def plain_forms(catalog: Catalog) -> dict[str, str]:
    """The catalog's names of organisations and estates as bare words -> the party: "OpenAI, Inc." is "OpenAI"; not
    where two have the same."""
    found: dict[str, set[str]] = {}
    for name, party in catalog.party_by_name.items():
        words = plain(name)
        if party.kind != "individual" or words.endswith(" estate"):
            found.setdefault(words, set()).add(party.id)
    return {words: next(iter(ids)) for words, ids in found.items() if len(ids) == 1}


def fuller_forms(catalog: Catalog, written: Collection[WrittenParty]) -> dict[str, str]:
    """Short form -> the one fuller name that it stands for, among the names of the reports.

    It holds all the words of the short one, or articles use the short one beside it. The catalog's people count too,
    under their own names; its organisations have their short forms as aliases.
    """
    people: dict[str, bool] = {}
    catalogued: dict[str, str] = {}
    for name, kind, party_id, _ in written:
        known = catalog.parties.get(party_id or "") or catalog.party_by_name.get(name)
        if known is None or known.kind == "individual":
            words = plain(known.name if known else name)
            people[words] = people.get(words, False) or kind == "individual" or known is not None
            if known:
                catalogued[words] = known.name
    slips = _slips(catalog, written)
    spelt = {words: person for words, person in people.items() if words not in slips}
    holders = _by_word(spelt)
    fuller = {short: full for short in spelt if (full := _containing(short, spelt, holders))} | slips
    for short, full in _beside(written, people).items():
        if _end(full, fuller) != short:  # a right name that an article uses beside a misspelt one
            fuller.setdefault(short, full)
    ends = {short: _end(short, fuller) for short in fuller if short not in catalogued}
    return {short: catalogued.get(full, full) for short, full in ends.items()}


def _slips(catalog: Catalog, written: Collection[WrittenParty]) -> dict[str, str]:
    """The misspelt names: people's of each other, and anybody's of the catalog's; its people by their own names.

    Two organisations that nobody lists may well be called almost the same.
    """
    settled: tuple[dict[str, str], dict[str, str]] = {}, {}  # of organisations, of people
    named: tuple[set[str], set[str]] = set(), set()
    for name, party in catalog.party_by_name.items():
        settled[party.kind == "individual"][plain(name)] = party.name
    for name, kind, party_id, _ in written:
        if party_id not in catalog.parties and name not in catalog.party_by_name:
            named[kind == "individual"].add(plain(name))
    firms, people = (misspelt(names - known.keys(), known) for names, known in zip(named, settled, strict=True))
    right = {slip: settled[1].get(meant, meant) for slip, meant in people.items() if not are_two(slip, meant)}
    return {slip: meant for slip, meant in firms.items() if meant in settled[0]} | right


def _by_word(people: Mapping[str, bool]) -> dict[str, set[str]]:
    holders: dict[str, set[str]] = {}
    for words in people:
        for word in set(words.split()):
            holders.setdefault(word, set()).add(words)
    return holders


def _containing(short: str, people: Mapping[str, bool], holders: Mapping[str, set[str]]) -> str | None:
    """The one name that holds all words of a short one."""
    parts = short.split()
    around = set.intersection(*(holders[word] for word in parts)) - {short} if parts else set()
    if len(parts) == 1:  # a surname alone, or an organisation without what it deals in: "Kestrel" of "Kestrel Pictures"
        around = {full for full in around if _is_surname(short, full) and people[full]} or {
            full for full in around if _is_firm(short, full) and not people[full]
        }
    return around.pop() if len(around) == 1 else None


def _is_surname(short: str, full: str) -> bool:
    return full.split()[-1] == short


def _is_firm(short: str, full: str) -> bool:
    """Whether an organisation's one telling word is before one that tells only what it is."""
    first, *rest = full.split()
    return first == short and len(rest) == 1 and same_name(short, full) > 0 and same_name(rest[0], full) == 0


def _beside(written: Iterable[WrittenParty], people: Mapping[str, bool]) -> dict[str, str]:
    """Names that articles use beside one other name, and no article beside a third: "Lumenar" for "Lumenar AI"."""
    used: dict[str, set[str]] = {}
    for name, _, _, aliases in written:
        for alias in aliases:
            if plain(alias) != plain(name) and any(character.isupper() for character in alias):
                used.setdefault(plain(alias), set()).add(plain(name))
    return {
        short: full
        for short, (full, *more) in used.items()
        if not more and short in people and full in people and not _is_mutual(short, full, used)
    }


def _is_mutual(short: str, full: str, used: Mapping[str, set[str]]) -> bool:
    """Whether each is used for the other, and this one is the longer, which then stands for both."""
    return short in used.get(full, ()) and (len(short), short) > (len(full), full)


def _end(short: str, fuller: Mapping[str, str]) -> str:
    """The last of a chain of fuller names."""
    seen = {short}
    while (full := fuller.get(short)) is not None and full not in seen:
        seen.add(full)
        short = full
    return short
