"""Articles as JSON Lines in, predictions out, one for each line and in the order of the lines.

A line that is no article, or that cannot be read, becomes an object with `id`, `line` and `error` in its place; the
rest goes on. Only `id`, `title`, `published` and `text` are looked at.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from itertools import batched
from typing import Any, Protocol

from disputes.catalog import Catalog
from disputes.errors import BadArticle
from disputes.stages import Reader
from disputes.types import Allegation, Article, PartyFound, Reading, Report, ToolFound

BATCH = 32

type Prediction = dict[str, Any]
type Clusters = Callable[[Iterable[tuple[Article, Reading]]], dict[str, str]]


class Relearner(Reader, Protocol):
    """A reader whose catalog can be changed."""

    def use(self, catalog: Catalog) -> None: ...


@dataclass(frozen=True, slots=True)
class Line:
    """A line of input: an article under an id of its own (two lines may bear one id), or what is wrong with it."""

    number: int
    id: str | int | None
    article: Article | None
    error: str = ""


def parse(line: bytes, number: int) -> Line:
    """One line of input. What is wrong with it is told, never raised."""
    given: Any = None
    try:
        given = _object(line)
        article_id = _id(given)
        article = Article(
            id=f"{number}:{article_id}",
            title=_text(given, "title", default=""),
            published=_date(given),
            text=_text(given, "text"),
        )
        return Line(number, article_id, article)
    except BadArticle as problem:
        known = given.get("id") if isinstance(given, dict) else None
        return Line(number, known if _is_id(known) else None, None, str(problem))


def predict(lines: Iterable[bytes], reader: Reader) -> Iterator[Prediction]:
    """A prediction or an error for each line that is not empty, a batch in memory at a time."""
    for line, reading in _read(lines, reader):
        yield _answer(line, reading, {})


def predict_linked(lines: Iterable[bytes], reader: Reader, clusters: Clusters) -> Iterator[Prediction]:
    """As `predict`, each event with its `cluster`; nothing comes out before everything is in."""
    read = list(_read(lines, reader))
    labels = clusters(
        [(line.article, reading) for line, reading in read if line.article and isinstance(reading, Reading)]
    )
    for line, reading in read:
        yield _answer(line, reading, labels)


def predict_unseen(
    annotated: Iterable[tuple[Mapping[str, Any], bytes]], reader: Relearner, catalog: Catalog
) -> Iterator[Prediction]:
    """As `predict`, each article read as if nobody had entered its own parties and tools in the catalog.

    Takes every annotated article with its line.
    """
    for record, line in annotated:
        own = [entry for field in ("parties", "tools") for entry in record.get(field) or ()]
        reader.use(catalog.without(form for entry in own for form in (entry["name"], *(entry.get("aliases") or ()))))
        yield from predict([line], reader)
    reader.use(catalog)


def prediction(article_id: str | int | None, reading: Reading, labels: dict[str, str] | None = None) -> Prediction:
    """A reading in the form of the annotations."""
    return {
        "id": article_id,
        "relevant": reading.relevant,
        "parties": [_party(party) for party in reading.parties] if reading.relevant else [],
        "tools": [_tool(tool) for tool in reading.tools] if reading.relevant else [],
        "events": [_event(report, labels or {}) for report in reading.reports] if reading.relevant else [],
        "allegations": [_allegation(claim) for claim in reading.allegations] if reading.relevant else [],
    }


def _read(lines: Iterable[bytes], reader: Reader) -> Iterator[tuple[Line, Reading | str]]:
    parsed = (parse(line, number) for number, line in enumerate(lines, 1) if line.strip())
    for batch in batched(parsed, BATCH):
        results = iter(reader.read([line.article for line in batch if line.article]))
        for line in batch:
            if line.article is None:
                yield line, line.error
                continue
            result = next(results)
            yield line, result if isinstance(result, Reading) else result.problem


def _answer(line: Line, reading: Reading | str, labels: dict[str, str]) -> Prediction:
    if isinstance(reading, str):
        return {"id": line.id, "line": line.number, "error": reading}
    return prediction(line.id, reading, labels)


def _object(line: bytes) -> dict[str, Any]:
    try:
        given = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadArticle(f"no UTF-8: byte {error.start} is {line[error.start]:#04x}") from None
    except RecursionError:
        raise BadArticle("no JSON: nested too deeply") from None
    except ValueError as error:
        raise BadArticle(f"no JSON: {error}") from None
    if not isinstance(given, dict):
        raise BadArticle(f"no object but {type(given).__name__}")
    return given


def _is_id(value: object) -> bool:
    return (isinstance(value, str) and _is_unicode(value)) or (isinstance(value, int) and not isinstance(value, bool))


def _is_unicode(text: str) -> bool:
    """Whether a text can be written as UTF-8: JSON may hold half a surrogate pair."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _id(given: dict[str, Any]) -> str | int:
    value: Any = given.get("id")
    if value is None:
        raise BadArticle("id: missing")
    if not _is_id(value):
        raise BadArticle(f"id: {value!r:.60s} is neither text nor number")
    article_id: str | int = value
    return article_id


def _text(given: dict[str, Any], field: str, *, default: str | None = None) -> str:
    value = given.get(field, default)
    if value is None:
        value = default
    if value is None:
        raise BadArticle(f"{field}: missing")
    if not isinstance(value, str):
        raise BadArticle(f"{field}: no text but {type(value).__name__}")
    if not _is_unicode(value):
        raise BadArticle(f"{field}: holds half a surrogate pair")
    if default is None and not value.strip():
        raise BadArticle(f"{field}: empty")
    return value


def _date(given: dict[str, Any]) -> str:
    """The day of publication; a time behind the day is left off."""
    value = given.get("published")
    if value is None:
        raise BadArticle("published: missing")
    try:
        if not isinstance(value, str):
            raise ValueError
        return (date.fromisoformat(value) if len(value) <= 10 else datetime.fromisoformat(value).date()).isoformat()
    except ValueError:
        raise BadArticle(f"published: {value!r:.60s} is no ISO date") from None


def _party(party: PartyFound) -> Prediction:
    return {"name": party.name, "aliases": list(party.aliases), "kind": party.kind, "side": party.side}


def _tool(tool: ToolFound) -> Prediction:
    return {"name": tool.name, "aliases": list(tool.aliases), "developer": tool.developer}


def _allegation(claim: Allegation) -> Prediction:
    return {
        "developer": claim.developer,
        "material": claim.material,
        "status": claim.status,
        "evidence": claim.quote,
    }


def _event(report: Report, labels: dict[str, str]) -> Prediction:
    fields = asdict(report)
    named = {name: list(fields[name]) for name in ("actors", "targets", "tools")}
    plain = {name: fields[name] for name in ("status", "court", "docket", "amount_usd")}
    event = {
        "action": report.action,
        **named,
        "date": report.date,
        "precision": report.precision,
        **plain,
        "evidence": report.quote,
        "credited_to": report.credited_to,
        "confidence": round(report.confidence, 3),
    }
    return event | ({"cluster": labels[report.id]} if report.id in labels else {})
