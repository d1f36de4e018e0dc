"""`data/sources.toml` -> the sources that are watched, each checked: a wrong entry is a ConfigError that names file,
entry and field."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints
from urllib.parse import quote_plus

from crawler.addresses import refusal
from crawler.listings import selector_problem
from disputes.errors import ConfigError
from disputes.types import Source

_TYPES: dict[str, Any] = get_type_hints(Source)
REQUIRED = ("id", "name", "url", "kind")
QUERY = "{query}"


def load_sources(path: Path) -> list[Source]:
    """Every source in a file, in its order, those that are not enabled included. Raises ConfigError."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from None
    if unknown := data.keys() - {"source"}:
        raise ConfigError(f"{path}: unknown table {min(unknown)!r}; each source is a [[source]]")
    entries = data.get("source", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ConfigError(f"{path}: each source is a [[source]]")
    sources = [_source(path, number, entry) for number, entry in enumerate(entries, 1)]
    _check_unique(path, sources)
    return sources


def enabled(sources: Iterable[Source]) -> list[Source]:
    """The sources that are asked."""
    return [source for source in sources if source.enabled]


def _source(path: Path, number: int, entry: dict[str, Any]) -> Source:
    place = f"{path}: source {entry.get('id') or f'number {number}'!s}"
    for field in REQUIRED:
        if not entry.get(field):
            raise ConfigError(f"{place}: {field} is missing")
    for field, value in entry.items():
        if field not in _TYPES:
            raise ConfigError(f"{place}: unknown field {field!r}")
        if problem := _type_problem(_TYPES[field], value):
            raise ConfigError(f"{place}: {field}: {problem}")
    source = made(entry)
    for field, problem in _problems(source):
        raise ConfigError(f"{place}: {field}: {problem}")
    return source


def made(entry: dict[str, Any]) -> Source:
    """A source of what TOML or JSON holds, where lists stand for tuples."""
    fields: dict[str, Any] = {
        field: tuple(value) if isinstance(value, list) else value for field, value in entry.items()
    }
    return Source(**fields)


def addresses(source: Source) -> list[str]:
    """What is asked: the source's address, or one for each of its queries."""
    return [source.url.replace(QUERY, quote_plus(query)) for query in source.queries] or [source.url]


def _type_problem(wanted: Any, value: Any) -> str | None:
    if get_origin(wanted) is Literal:
        allowed = get_args(wanted)
        return None if value in allowed else f"{value!r} is none of {', '.join(map(repr, allowed))}"
    if get_origin(wanted) is tuple:
        fits = isinstance(value, list) and all(isinstance(part, str) for part in value)
        return None if fits else f"{value!r} is no list of texts"
    kinds = set(get_args(wanted)) - {NoneType} if isinstance(wanted, UnionType) else {wanted}
    if type(value) in kinds or (float in kinds and type(value) is int):
        return None
    return f"{value!r} is no {' or '.join(sorted(kind.__name__ for kind in kinds))}"


def _problems(source: Source) -> Iterable[tuple[str, str]]:
    if problem := refusal(source.url):
        yield "url", f"{source.url}: {problem}"
    if source.homepage and (problem := refusal(source.homepage)):
        yield "homepage", f"{source.homepage}: {problem}"
    if not source.enabled and not source.reason:
        yield "reason", "is missing: why is it not enabled?"
    if source.kind == "listing" and not source.link_selector:
        yield "link_selector", "is missing: a listing needs it"
    for field in ("link_selector", "next_selector"):
        selector = getattr(source, field)
        if selector and (problem := selector_problem(selector)):
            yield field, problem
    if source.kind == "search" and (not source.queries or QUERY not in source.url):
        yield "queries", f"are missing, or {QUERY} in the address: a search needs both"
    if source.off_limits and (source.enabled or not source.homepage):
        yield "off_limits", "is for a source that is not enabled and names its homepage"
    for field, least in (("max_pages", 1), ("max_silence_hours", 1), ("items_per_week", 0), ("delay", 0)):
        value = getattr(source, field)
        if value is not None and value < least:
            yield field, f"{value} is less than {least}"


def _check_unique(path: Path, sources: list[Source]) -> None:
    for field in ("id", "url"):
        seen: set[str] = set()
        for source in sources:
            value = getattr(source, field)
            if value in seen:
                raise ConfigError(f"{path}: source {source.id}: {field}: {value!r} stands twice")
            seen.add(value)
