"""Articles -> readings: the only way out of spaCy.

An article is judged cheaply first; what is worth it is parsed in part, its cast and steps are found, and turned into
the records that the other stages know. One article that breaks the pipeline is a ReadFault in its place.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from disputes.catalog import DATA, Catalog, Party, Publication, Tool
from disputes.linking.plain import is_nameless
from disputes.types import Allegation, Article, Mention, PartyFound, Reading, Report, Side, ToolFound
from nlp import build, excerpt, frames, linear, relevance, standing, subject
from nlp.bench import is_anyone
from nlp.cast import Cast, Entity
from nlp.entities import SIDES
from nlp.excerpt import IN_TITLE, Excerpt
from nlp.publications import find_credit
from nlp.relevance import Judgement, Machines
from nlp.steps import Step

VERSION = "7"  # of the code: another one whenever it reads something otherwise
BATCH = 32  # articles in memory at a time
CONCERNED = 0.3  # the probability from which on a tool that no step is over is one of the dispute
PARSED = 8  # articles parsed at a time: beyond that, arrays outgrow what the allocator keeps for the next
WORDS_KEPT = 50_000  # about 20 MB, and all that is not rare
LONGEST = 1_000_000  # characters; spaCy reads no more, and no news article comes near
OTHER_DATA = frozenset(
    {
        *("held_out.jsonl", "held_out_mixed.jsonl", "held_out_true.jsonl", "held_out_wire.jsonl"),
        *("linking.toml", "scoring.toml", "sources.toml"),
    }
)  # no part of the reading


@dataclass(frozen=True, slots=True)
class ReadFault:
    """An article that could not be read, and why."""

    article_id: str
    problem: str


class Reader:
    """Reads articles with one model and one catalog; `version` names the pipeline and the data that it reads with."""

    def __init__(self, catalog: Catalog, model: str, *, encoder: bool = True) -> None:
        self.language = build.build(model, encoder=encoder)
        self.subject = linear.load(subject.NAME)
        self.version = _version(self.language.meta["name"], self.language.meta["version"])
        self.use(catalog)

    def use(self, catalog: Catalog) -> None:
        """Read with this catalog from now on."""
        self.machines = _machines(catalog)
        self.publications = catalog.publication_by_name
        for name in ("gazetteer", "cast", "drafts", "steps", "allegations"):
            component: Any = self.language.get_pipe(name)
            component.use(catalog)

    def read(self, articles: Iterable[Article]) -> Iterator[Reading | ReadFault]:
        """Readings in the order of the articles, a batch in memory at a time; nothing of it is kept."""
        remaining = iter(articles)
        while batch := list(islice(remaining, BATCH)):
            with self._zone():
                results = self._read(batch)
            yield from results

    def _zone(self) -> AbstractContextManager[object]:
        """Where what spaCy makes for a batch dies with it; the first words are learned for good, to be at hand."""
        return self.language.memory_zone() if len(self.language.vocab) > WORDS_KEPT else nullcontext()

    def _read(self, batch: list[Article]) -> list[Reading | ReadFault]:
        """A batch's readings. What is worth parsing is parsed together; each by itself where that fails."""
        found: dict[int, Reading | ReadFault] = {}
        worth: list[tuple[int, Judgement]] = []
        for place, article in enumerate(batch):
            outcome = self._judge(article)
            if isinstance(outcome, Judgement):
                worth.append((place, outcome))
            else:
                found[place] = outcome
        try:
            docs = [excerpt.make(self.language, batch[place]) for place, _ in worth]
            for (place, judgement), doc in zip(worth, self.language.pipe(docs, batch_size=PARSED), strict=True):
                found[place] = self._finish(doc, batch[place], judgement)
        except Exception:  # one of them: which, shows when each is read by itself
            for place, judgement in worth:
                found[place] = self._read_alone(batch[place], judgement)
        return [found[place] for place in range(len(batch))]

    def _judge(self, article: Article) -> Judgement | Reading | ReadFault:
        """The judgement that makes an article worth parsing, or what is to be said of it without."""
        if len(article.text) + len(article.title) > LONGEST:
            return ReadFault(article.id, f"{len(article.text)} characters are more than can be read ({LONGEST})")
        try:
            tame = excerpt.tame(article)
            judgement = relevance.judge(tame.title, tame.text, self.machines)
        except Exception as error:  # the edge of the stage: one bad article stops nothing
            return _fault(article, error)
        if judgement.worth_reading:
            return judgement
        return Reading(article.id, False, judgement.score, judgement.reason, version=self.version)

    def _read_alone(self, article: Article, judgement: Judgement) -> Reading | ReadFault:
        try:
            doc = self.language(excerpt.make(self.language, article))
            return self._finish(doc, article, judgement)
        except Exception as error:  # the edge of the stage: one bad article stops nothing
            return _fault(article, error)

    def reading(self, doc: Doc, article: Article, judgement: Judgement) -> Reading:
        """The reading of an article that has gone through the pipeline."""
        chance = subject.chance(judgement, doc._.drafts, doc._.steps, doc._.cast, self.subject)
        if chance < subject.RELEVANT:
            reason = f"{judgement.reason}; what is read in it speaks against it ({len(doc._.steps)} steps)"
            return Reading(article.id, False, chance, reason, version=self.version)
        return _reading(doc, article, replace(judgement, score=chance), self.version, self.publications)

    def _finish(self, doc: Doc, article: Article, judgement: Judgement) -> Reading:
        reading = self.reading(doc, article, judgement)
        doc.user_data.clear()  # the cast knows the doc and the doc its cast: let go of both at once
        return reading


def _machines(catalog: Catalog) -> Machines:
    """What stands for AI by its name alone: tools, and their developers but for houses that do much else."""
    makers = {tool.developer for tool in catalog.tools.values()}
    owners = {party.parent for party in catalog.parties.values()}
    alone = [
        party
        for party in catalog.parties.values()
        if party.id in makers and party.side == "respondent" and not (party.parent or party.id in owners)
    ]
    houses = relevance.versatile()
    return Machines(
        _short([*catalog.tools.values(), *(party for party in alone if party.id not in houses)]),
        _short(party for party in alone if party.id in houses),
    )


def _short(entries: Iterable[Party | Tool]) -> frozenset[str]:
    """The names of one or two words that entries are known by wherever they stand."""
    forms = (form for e in entries for form in (e.name, *e.aliases) if form not in e.weak)
    return frozenset(form for form in forms if form.count(" ") <= 1)


def _fault(article: Article, error: Exception) -> ReadFault:
    """What went wrong, in one line that can be written as UTF-8."""
    problem = " ".join(f"{type(error).__name__}: {error}".split())
    return ReadFault(article.id, problem[:300].encode(errors="replace").decode())


def _version(name: str, version: str, folder: Path = DATA) -> str:
    """Names code, model and data: articles read under another one are read again."""
    digest = hashlib.sha256(f"{VERSION} {name} {version}".encode())
    for path in sorted([*folder.glob("*.toml"), *folder.glob("*.jsonl"), *folder.glob("learned/*")]):
        if path.name not in OTHER_DATA:
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return f"{VERSION}-{name}-{version}-{digest.hexdigest()[:8]}"


def _reading(
    doc: Doc, article: Article, judgement: Judgement, version: str, publications: Mapping[str, Publication]
) -> Reading:
    steps: list[Step] = doc._.steps
    reason = judgement.reason if steps else f"{judgement.reason}; no step found"
    cast: Cast = doc._.cast
    if cast.full or len(doc._.mentions) >= frames.MOST:
        reason += "; of more names or steps than are read, the last are left out"
    for step in steps:
        step.actors = [e for e in step.actors if not is_anyone(e, cast)]
    parties = _parties(cast, steps)
    names = {id(entity): found.name for entity, found in parties}
    tools = _tools(cast, steps, names)
    tool_names = {id(entity): found.name for entity, found in tools}
    reports = _apart([_report(step, doc, article, names, tool_names, publications) for step in steps])
    return Reading(
        article.id,
        True,
        judgement.score,
        reason,
        tuple(found for _, found in parties),
        tuple(found for _, found in tools),
        tuple(_mentions(doc, [*parties, *tools])),
        reports,
        tuple(_allegations(doc, article, names)),
        version=version,
    )


def _apart(reports: Sequence[Report]) -> tuple[Report, ...]:
    """The same, with an id of its own for each: one sentence may tell two steps of the same parties on two dates."""
    seen: Counter[str] = Counter()
    found = []
    for report in reports:
        number = seen[report.id]
        seen[report.id] += 1
        found.append(replace(report, id=_digest(f"{report.id}|{number}")) if number else report)
    return tuple(found)


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _parties(cast: Cast, steps: list[Step]) -> list[tuple[Entity, PartyFound]]:
    found: dict[int, Entity] = {}
    for step in steps:
        for entity in step.parties:
            found.setdefault(id(entity), entity)
    for entity in cast.named("party"):
        if not entity.generic and entity.side in SIDES and standing.is_somebody(entity, cast):
            found.setdefault(id(entity), entity)
    return [(entity, _party(entity)) for entity in found.values()]


def _party(entity: Entity) -> PartyFound:
    shown = [form for form in entity.forms if is_nameless(form) == entity.generic]
    name = max(shown, key=len, default=entity.name) if entity.type != "judge" else entity.name
    side: Side = entity.side if entity.side in {"claimant", "respondent", "neutral"} else "claimant"  # type: ignore[assignment]
    forms = dict.fromkeys(form for one in (entity, *entity.judges) for form in one.forms)
    aliases = tuple(form for form in forms if form != name)
    return PartyFound(name, aliases, entity.kind or "company", side, entity.party.id if entity.party else None)


def _tools(cast: Cast, steps: Sequence[Step], names: dict[int, str]) -> list[tuple[Entity, ToolFound]]:
    told = dict.fromkeys(entity for step in steps for entity in step.tools)
    found = [e for e in cast.named("tool") if e in told or standing.on_a_side(e, cast, CONCERNED)]
    found += [e for e in told if e.type == "party"]
    return [(entity, _tool(entity, names)) for entity in found]


def _tool(entity: Entity, names: dict[int, str]) -> ToolFound:
    """A tool as the article names it; one that bears its developer's name is that developer's."""
    maker = entity if entity.type == "party" else entity.developer
    developer = names.get(id(maker), maker.name) if maker else None
    name = max(entity.forms, key=len)
    aliases = tuple(form for form in entity.forms if form != name)
    return ToolFound(name, aliases, developer, entity.tool.id if entity.tool else None)


def _mentions(doc: Doc, found: list[tuple[Entity, PartyFound | ToolFound]]) -> Iterator[Mention]:
    place: Excerpt = doc.user_data["excerpt"]
    seen: set[tuple[int, int]] = set()
    for entity, record in found:
        for start, end in entity.spans:
            if place.offsets[start] != IN_TITLE and (start, end) not in seen:
                seen.add((start, end))
                first, last = place.chars(doc[start:end])
                yield Mention(first, last, record.name, "tool" if isinstance(record, ToolFound) else "party")


def _allegations(doc: Doc, article: Article, names: Mapping[int, str]) -> Iterator[Allegation]:
    place: Excerpt = doc.user_data["excerpt"]
    for claim in doc._.allegations:
        start, end = place.chars(claim.token.sent)
        developer = names.get(id(claim.developer), claim.developer.name)
        yield Allegation(developer, claim.material, claim.status, start, end, article.text[start:end])


def _report(
    step: Step,
    doc: Doc,
    article: Article,
    names: dict[int, str],
    tools: dict[int, str],
    publications: Mapping[str, Publication],
) -> Report:
    place: Excerpt = doc.user_data["excerpt"]
    start, end = place.chars(step.best.trigger.sent)
    actors = tuple(names[id(e)] for e in step.actors)
    targets = tuple(names[id(e)] for e in step.targets)
    key = "|".join([article.id, step.action, str(start), *actors, ">", *targets])
    return Report(
        _digest(key),
        article.id,
        step.action,
        actors,
        targets,
        tuple(tools[id(e)] for e in step.tools if id(e) in tools),
        step.date,
        step.status,
        step.court,
        step.docket,
        step.amount,
        start,
        end,
        article.text[start:end],
        confidence=round(step.confidence, 3),
        credited_to=find_credit(article.text[start:end], publications, parties=[*actors, *targets]),
    )
