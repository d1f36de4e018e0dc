"""`reported.jsonl`: what real reports tell, and which steps are one.

A report of a step a line: where and when it was published, who (as that article writes it) did what to whom, when and
in which court, as far as the article says; `sentence` numbers its sentence, `step` is the step of the real world. Facts
alone, with their source; no text of any outlet.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import comb
from pathlib import Path
from typing import Any

from disputes.case import Case
from disputes.catalog import Catalog
from disputes.linking import Told, link
from disputes.linking.told import told_in
from disputes.types import PartyFound, Report, ToolFound

type Line = dict[str, Any]

REPORTED = Path(__file__).with_name("reported.jsonl")
SENTENCE = 100  # characters from the start of one sentence to that of the next


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of reports: `both` are put together and are one step."""

    both: int
    put: int
    one: int

    @property
    def precision(self) -> float:
        """The share of the pairs put together that are one step."""
        return self.both / self.put

    @property
    def recall(self) -> float:
        """The share of the pairs that are one step that are put together."""
        return self.both / self.one

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.both / (self.put + self.one)


def lines() -> list[Line]:
    """All reports, those of an article one after another, each with an id."""
    found = [json.loads(line) for line in REPORTED.read_text(encoding="utf-8").splitlines()]
    return [{**line, "id": f"{line['article']}:{number}"} for number, line in enumerate(found)]


def told(reports: Sequence[Line], known: Catalog) -> Iterator[Told]:
    """Reports as linking gets them."""
    for article, some in groupby(reports, key=lambda line: line["article"]):
        group = list(some)
        parties = {name: _party(known, name, *rest) for line in group for name, *rest in line["parties"]}
        tools = {name: _tool(known, name) for line in group for name in line["tools"]}
        read = [_report(line) for line in group]
        named = tuple(parties.values()), tuple(tools.values())
        yield from told_in(read, group[0]["published"], article, group[0]["outlet"], *named)


def pairs(reports: Sequence[Line], known: Catalog, cases: Sequence[Case]) -> Pairs:
    """How the reports are put together."""
    linked = link(told(reports, known), known, cases=cases)
    ours = {report_id: event.id for event in linked.events for report_id in event.report_ids}
    steps = [(line["action"], line["step"]) for line in reports]
    events = [ours[line["id"]] for line in reports]
    return Pairs(_pairs(zip(events, steps, strict=True)), _pairs(events), _pairs(steps))


def _pairs(groups: Iterable[object]) -> int:
    return sum(comb(count, 2) for count in Counter(groups).values())


def _report(line: Line) -> Report:
    who = (tuple(line[role]) for role in ("actors", "targets", "tools"))
    start = line["sentence"] * SENTENCE
    facts = (line["date"], line["status"], line["court"], line["docket"], None)
    return Report(
        line["id"], line["article"], line["action"], *who, *facts, start, start + SENTENCE - 1, line["id"], 0.9
    )


def _party(known: Catalog, name: str, aliases: Sequence[str], kind: str, side: Any) -> PartyFound:
    id = next((known.party_by_name[form].id for form in (name, *aliases) if form in known.party_by_name), None)
    return PartyFound(name, tuple(aliases), kind, side, id)


def _tool(known: Catalog, name: str) -> ToolFound:
    tool = known.tool_by_name.get(name)
    return ToolFound(name, (), tool.developer if tool else None, tool.id if tool else None)
