"""A store and a condition -> steps as people are told of them, with their sources and each quote in its sentence."""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from sqlite_utils import Database

from disputes.telling.records import Citation, Quote, Step

CONTEXT = 240  # characters around a quote that may show its sentence

UNFIT_IN_ADDRESS = re.compile(r"[\s\\\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# A full stop after an initial, "v." or a title ends no sentence: "Concord v. Anthropic", "the U.S. District Court".
NO_END = "".join(rf"(?<!\b{word}\.)" for word in ("[A-Z]", "v", "vs", "No", "Inc", "Corp", "Mr", "Ms", "Dr", "Cal"))
SENTENCE_END = re.compile(rf"[.!?…]{NO_END}[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\s*\n\s*")
ENDED = re.compile(r"[.!?…][\"”’')\]]*\s*$")

type Row = sqlite3.Row

# Not all of the view's columns: for those of the article it would look up three tables more, and `SOURCES` has them.
TOLD = """
select t.event_id, t.dispute_id, t.dispute, t.action, t.action_label, t.stage, t.direction, t.status, t.date,
       t.precision, e.first_published, t.actors, t.targets, t.tools, t.court, t.docket, t.amount_usd, t.quote,
       t.sources, t.confidence
from timeline t join events e on e.id = t.event_id
where {where} order by {order}
"""
IN_TIME = "t.sort_date, t.event_id"
NEWEST_FIRST = "e.first_published desc, t.event_id"
# What a condition on `timeline t` asks, of the table alone. SQLite would look up all that the view joins for every row
# that is counted, and sort a million such rows for the first hundred.
STANDING = """(
    select id as event_id, dispute_id, action, status, stage, direction, court, sort_date, first_published
    from events where withdrawn is null
) t"""
NEWEST = f"select t.event_id from {STANDING} where {{where}} order by t.first_published desc, t.event_id limit :most"
BATCH = 500
SOURCES = """
select s.*, e.best_report_id = s.report_id as is_best,
       iif(e.best_report_id = s.report_id, substr(a.text, max(s.start - :context, 0) + 1, min(s.start, :context)), '')
           as before,
       iif(e.best_report_id = s.report_id, substr(a.text, s."end" + 1, :context), '') as after
from event_sources s join events e on e.id = s.event_id join articles a on a.id = s.article_id
where s.event_id in (select value from json_each(:ids))
order by s.event_id, is_best desc, s.published, s.outlet, s.url, s.report_id
"""


def tell(
    db: Database, where: str = "true", values: Mapping[str, Any] | None = None, *, order: str = IN_TIME
) -> Iterator[Step]:
    """The steps that a condition on `timeline t` finds, each with its sources; a batch in memory at a time."""
    cursor = db.conn.execute(TOLD.format(where=where, order=order), values or {})
    with closing(cursor):
        while rows := cursor.fetchmany(BATCH):
            ids = json.dumps([row["event_id"] for row in rows])
            sources: dict[str, list[Row]] = {}
            for source in db.conn.execute(SOURCES, {"ids": ids, "context": CONTEXT}):
                sources.setdefault(source["event_id"], []).append(source)
            yield from (_step(row, sources.get(row["event_id"], [])) for row in rows)


def newest(db: Database, where: str, values: Mapping[str, Any], most: int) -> list[Step]:
    """The steps first reported last among those that a condition on `timeline t` finds, the newest first."""
    ids = [row["event_id"] for row in db.conn.execute(NEWEST.format(where=where), {**values, "most": most})]
    found = "t.event_id in (select value from json_each(:ids))"
    return list(tell(db, found, {"ids": json.dumps(ids)}, order=NEWEST_FIRST))


def _step(row: Row, sources: list[Row]) -> Step:
    return Step(
        event_id=row["event_id"],
        dispute_id=row["dispute_id"],
        dispute=row["dispute"],
        action=row["action"],
        label=row["action_label"],
        stage=row["stage"],
        direction=row["direction"],
        status=row["status"],
        date=row["date"],
        precision=row["precision"],
        first_published=row["first_published"],
        actors=names(row["actors"]),
        targets=names(row["targets"]),
        tools=names(row["tools"]),
        court=row["court"],
        docket=row["docket"],
        amount_usd=row["amount_usd"],
        quote=_quote(row["quote"], sources),
        source_count=row["sources"],
        confidence=row["confidence"],
        citations=tuple(_citations(sources)),
    )


def names(joined: str | None) -> tuple[str, ...]:
    """The names that a view has joined with semicolons."""
    return tuple(filter(None, joined.split("; "))) if joined else ()


def _citations(sources: Iterable[Row]) -> Iterator[Citation]:
    """One an article, the one that is quoted first."""
    seen = set()
    for row in sources:
        if row["article_id"] not in seen:
            seen.add(row["article_id"])
            yield Citation(
                outlet=row["outlet"] or "",
                title=row["title"],
                url=web_address(row["url"]),
                published=row["published"],
                article_id=row["article_id"],
                credited_to=row["credited_to"],
            )


@lru_cache(maxsize=1_000)
def web_address(url: str | None) -> str | None:
    """The address if a reader may follow it: http or https, with a host, no credentials and nothing invisible."""
    if not url or UNFIT_IN_ADDRESS.search(url):
        return None
    try:
        parts = urlsplit(url)
        fit = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
    except ValueError:
        return None
    return url if fit else None


def _quote(text: str, sources: list[Row]) -> Quote:
    """The quote within its sentence, as far as the article's text shows where that begins and ends."""
    best = next((row for row in sources if row["is_best"] and row["quote"] == text), None)
    if best is None or not text:
        return Quote(text)
    before = _after_last_end(best["before"], text[0], cut=best["start"] > CONTEXT)
    return Quote(text, before, "" if ENDED.search(text) else _until_first_end(best["after"]))


def _after_last_end(before: str, following: str, *, cut: bool) -> str:
    """What stands between the end of the sentence before and the quote; nothing if the window shows no such end."""
    ends = [match.end() for match in SENTENCE_END.finditer(before + following)]
    if not ends:
        return "" if cut else before
    return before[ends[-1] :]


def _until_first_end(after: str) -> str:
    """What stands between the quote and the end of its sentence; nothing if the window shows no end."""
    match = SENTENCE_END.search(after)
    if match:
        return after[: match.end()].rstrip()
    return after if len(after) < CONTEXT else ""
