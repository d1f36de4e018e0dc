"""A first look, by words alone: may this be of our subject at all? Cheap enough to come before fetching and extracting.

It must hardly ever lose an article that matters, so it asks for little: of an entry, one word of AI, of rights in works
or the name of who makes AI; of a page, a word of AI (or such a name) and one of rights or of a step. The reading judges
properly later. The words are those of `data/relevance.toml`, the names the catalog's.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from disputes.catalog import DATA, load
from disputes.errors import ConfigError

type Names = Mapping[str, tuple[str, ...]]  # by their first word

_TOKEN = re.compile(r"\w+")


def entry_may_matter(title: str, summary: str) -> bool:
    """Whether a page with this title and summary is worth fetching. One that says little of itself is, in doubt."""
    said = f"{title}\n{summary}"
    if not said.strip():
        return True
    words = _words()
    of_steps = words["step"].search(said)
    return bool(
        words["ai"].search(said)
        or words["rights"].search(said)
        or any(named(said, makers()))
        or (of_steps and (not summary or any(named(said, holders()))))
    )


def page_may_matter(text: str) -> bool:
    """Whether a page with this visible text is worth extracting."""
    words = _words()
    if not (words["ai"].search(text) or any(named(text, makers()))):
        return False
    return bool(words["rights"].search(text) or words["step"].search(text))


def named(text: str, names: Names) -> Iterator[str]:
    """Every one of the names that a text says, as whole words in their own case, in order."""
    for token in _TOKEN.finditer(text):
        for name in names.get(token.group(), ()):
            end = token.start() + len(name)
            if text.startswith(name, token.start()) and not text[end : end + 1].isalnum():
                yield name
                break


@cache
def makers() -> Names:
    """The AI tools that the catalog knows, and who makes them."""
    known = load()
    forms = [form for tool in known.tools.values() for form in (tool.name, *tool.aliases, *tool.weak)]
    for developer in {tool.developer for tool in known.tools.values() if tool.developer}:
        forms += (known.parties[developer].name, *known.parties[developer].aliases)
    forms += [form for p in known.parties.values() if p.side == "respondent" for form in (p.name, *p.aliases)]
    return _by_first_word(forms)


@cache
def holders() -> Names:
    """The rights holders that the catalog knows, and their allies."""
    return _by_first_word(
        form for party in load().parties.values() if party.side == "claimant" for form in (party.name, *party.aliases)
    )


def _by_first_word(names: Iterable[str]) -> Names:
    found: dict[str, list[str]] = {}
    for name in sorted(set(names), key=len, reverse=True):
        if first := _TOKEN.match(name):
            found.setdefault(first.group(), []).append(name)
    return {first: tuple(forms) for first, forms in found.items()}


@cache
def _words() -> dict[str, re.Pattern[str]]:
    path = DATA / "relevance.toml"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        return {
            kind: re.compile("|".join(tables[kind]["words"]), re.IGNORECASE if tables[kind]["ignore_case"] else 0)
            for kind in ("ai", "rights", "step")
        }
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, re.error) as error:
        raise ConfigError(f"{path}: {error}") from None
