"""The timeline as FollowTheMoney entities, one JSON object a line, for Aleph and for graphs of who meets whom.

Parties become companies, organisations, persons or public bodies; a docket becomes a court case with its parties; a
step becomes an event, and each article that reports it an article, with a mention that ties the two. Ids are the
same in every export, so that loading a newer one replaces what was there. An entity is written whenever a step needs
it: consumers merge entities of one id.
"""

import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from disputes.catalog import Catalog, load
from disputes.selection import Selection, condition
from disputes.store.connection import Connection, foreseen
from disputes.telling.identity import uuid_of
from disputes.telling.records import Citation, Step, is_suit
from disputes.telling.steps import tell
from disputes.telling.wording import clean, headline

type Entity = dict[str, object]

# The kind of a party, as the catalog has it -> the schema of FollowTheMoney. An unknown party is a legal entity.
SCHEMAS = {
    **dict.fromkeys(("company", "news_publisher", "studio", "record_label", "music_publisher"), "Company"),
    **dict.fromkeys(("trade_group", "collecting_society", "union"), "Organization"),
    **dict.fromkeys(("government", "court"), "PublicBody"),
    "book_publisher": "Company",
    "individual": "Person",
}
REMEMBERED = 100_000  # entities that are not written again; past it, some are, which changes nothing
ENCODER = json.JSONEncoder(ensure_ascii=False)


def to_ftm(store: Connection, selection: Selection, out: BinaryIO) -> int:
    """One entity a line; the number of lines."""
    catalog = load()
    written: set[str] = set()
    number = 0
    for step in _steps(store, selection):
        for entity in entities(step, catalog, written):
            out.write(ENCODER.encode(entity).encode() + b"\n")
            number += 1
    return number


def _steps(store: Connection, selection: Selection) -> Iterator[Step]:
    """The selected steps; what the store fails with on the way is its error, not the output's."""
    where, values = condition(selection)
    with foreseen(store.path):
        yield from tell(store.db, where, values)


def entities(step: Step, catalog: Catalog, written: set[str]) -> Iterator[Entity]:
    """A step and what it names that is not `written` yet, what others point to first.

    The step itself and its mentions are no other step's, and not remembered.
    """
    for name in dict.fromkeys((*step.actors, *step.targets)):
        if _new(f"party {name}", written):
            yield _party(name, catalog)
    if step.docket:
        yield from _case(step, written)
    for citation in step.citations:
        if _new(f"article {citation.article_id}", written):
            yield _article(citation)
    yield _event(step)
    for citation in step.citations:
        yield _entity(
            "Documentation",
            f"{step.event_id} {citation.article_id}",
            document=[_id("article", citation.article_id)],
            entity=[_id("event", step.event_id)],
            role=["reports"],
            date=[citation.published],
        )


def _new(key: str, written: set[str]) -> bool:
    """Whether it was not written before; from now on it was, while there is room to remember."""
    if key in written:
        return False
    if len(written) < REMEMBERED:
        written.add(key)
    return True


def _party(name: str, catalog: Catalog) -> Entity:
    known = catalog.party_by_name.get(name)
    schema = SCHEMAS.get(known.kind, "LegalEntity") if known else "LegalEntity"
    country = [known.country.lower()] if known and known.country else []
    return _entity(schema, name, "party", name=[clean(name, 300)], country=country)


def _case(step: Step, written: set[str]) -> Iterator[Entity]:
    docket, case = step.docket or "", f"{step.court or ''} {step.docket}"
    filed = [step.date] if step.date and is_suit(step) and step.status == "happened" else []
    first, dated = _new(f"case {case}", written), bool(filed) and _new(f"filed {case}", written)
    if first or dated:  # again where only a later step knows when it was filed
        yield _entity(
            "CourtCase",
            case,
            name=[f"{clean(step.dispute, 160)} ({clean(docket, 60)})"],
            caseNumber=[clean(docket, 60)],
            court=[clean(step.court, 120)] if step.court else [],
            fileDate=filed,
        )
    sides = (("plaintiff", step.actors), ("defendant", step.targets)) if is_suit(step) else ()
    for role, names in sides:
        for name in names:
            part = f"{case} {role} {name}"
            if _new(f"part {part}", written):
                yield _entity(
                    "CourtCaseParty",
                    part,
                    case=[_id("CourtCase", case)],
                    party=[_id("party", name)],
                    role=[role],
                )


def _article(citation: Citation) -> Entity:
    return _entity(
        "Article",
        citation.article_id,
        "article",
        title=[clean(citation.title, 300)],
        publisher=[clean(citation.outlet, 120)] if citation.outlet else [],
        publishedAt=[citation.published],
        sourceUrl=[citation.url] if citation.url else [],
    )


def _event(step: Step) -> Entity:
    return _entity(
        "Event",
        step.event_id,
        "event",
        name=[headline(step)],
        date=[step.date] if step.date else [],
        organizer=[_id("party", name) for name in step.actors],
        involved=[_id("party", name) for name in step.targets],
        summary=[clean(step.quote.text, 2000)],
        description=[clean(step.dispute, 160)],
        keywords=[step.action, step.status, step.direction, *(clean(tool, 120) for tool in step.tools)],
        sourceUrl=[citation.url for citation in step.citations if citation.url],
    )


def _entity(schema: str, id: str, kind: str = "", /, **properties: list[str]) -> Entity:
    kept: Mapping[str, list[str]] = {name: values for name, values in properties.items() if values}
    return {"id": _id(kind or schema, id), "schema": schema, "properties": kept}


def _id(kind: str, id: str) -> str:
    return f"disputes-{uuid_of(kind, id)}"
