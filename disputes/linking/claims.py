"""A report with its names resolved: what the comparison of two reports looks at, and nothing else."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from disputes.catalog import BODIES
from disputes.linking.decisions import Decisions
from disputes.linking.names import Names
from disputes.linking.plain import is_nameless, plain_docket
from disputes.linking.rules import Rule, Rules
from disputes.linking.suits import Asked, Suits
from disputes.linking.told import Told
from disputes.types import PartialDate, Side

type Keys = tuple[str, ...]

INSTITUTIONS = ("court", "government")  # kinds that a place has one of: "the UK government" is a name
TRANSFERRED = 3  # years by which a docket number may be younger than a step of its case


@dataclass(frozen=True, slots=True)
class Claim:
    """One report; parties and tools as keys.

    `doers` and `others` are whom linking compares, by the action's rule: for a step that both sides take together all
    are doers, for one that a court takes those on whom it decides. A group without a name ("authors") is none of them.
    """

    told: Told
    date: PartialDate | None  # when, unless it cannot be
    doers: frozenset[str]
    others: frozenset[str]
    tools: frozenset[str]
    docket: str | None
    names: tuple[Keys, Keys, Keys]  # keys of actors, targets, tools, in order
    sides: tuple[tuple[str, Side], ...]
    makers: frozenset[str]  # who makes the tools
    suit: str | None = None  # the known case that it is a step of, where that is plain
    federal: bool | None = None  # whether its court is a federal one of the United States, where it names one
    bench: frozenset[str] = frozenset()  # who decides, of a step that a court takes
    bodies: frozenset[str] = frozenset()  # those of its parties that speak for others, as a trade group does
    ties: tuple[str, ...] = ()  # corrections of its event: their reports are looked at together
    marked: bool = False  # whether any correction is about it


def resolve(all_told: Iterable[Told], names: Names, rules: Rules, decisions: Decisions, suits: Suits) -> list[Claim]:
    """Every report as a claim; a report that comes twice comes once."""
    once = {told.report.id: told for told in all_told}
    return [claim_of(once[id], names, rules, decisions, suits) for id in sorted(once)]


def _nameless(told: Told, names: Names, rules: Rules) -> frozenset[str]:
    """Those who are described only, of all that a report names; "Authors" may begin a sentence."""
    one_of_a_kind = {party.name for party in told.parties if party.kind in INSTITUTIONS}
    return frozenset(
        name
        for name in (*told.report.actors, *told.report.targets)
        if (is_nameless(name) or (name.endswith("s") and rules.made_by(name))) and name not in one_of_a_kind
        if not names.is_known(names.party(told, name))
    )


def _compared(
    told: Told, actors: Keys, targets: Keys, nameless: frozenset[str], rule: Rule
) -> tuple[frozenset[str], frozenset[str]]:
    doers, others = (
        frozenset(key for key, name in zip(keys, said, strict=True) if name not in nameless)
        for keys, said in ((actors, told.report.actors), (targets, told.report.targets))
    )
    if rule.sides == "pooled":
        return doers | others, frozenset()
    if rule.sides == "decided":
        return (others or doers), frozenset()
    return doers, others


def _asked(claim: Claim, nameless: frozenset[str], rules: Rules) -> Asked:
    """Who sues whom: as the action says that a case begins with, else by the sides on which the article has them."""
    told = claim.told
    rule = rules.of(told.report.action)
    compared = claim.doers | claim.others
    claimants, respondents = (
        frozenset(key for key, side in claim.sides if side == wanted and key in compared)
        for wanted in ("claimant", "respondent")
    )
    suing = {party.name for party in told.parties if party.side == "claimant"}
    if rule.opens:
        claimants, respondents, suing = claim.doers, claim.others, {*told.report.actors}
    unnamed = tuple(sorted(nameless & suing))
    said = claim.date, told.published, told.report.court, claim.docket
    return Asked(claimants, respondents, *said, unnamed, rule.opens)


def _keys(told: Told, side: Keys, names: Names) -> Keys:
    """The key of each name on a side; one that is only a part of another, or its initials, takes that one's.

    Of "the Dunmore Courier (DC)", reports may list all of "Dunmore Courier", "Courier" and "DC".
    """
    keys = [names.party(told, name) for name in side]
    fuller = {key: full for key in keys for full in keys if key != full and _is_part(key, full)}
    return tuple(fuller.get(fuller.get(key, key), fuller.get(key, key)) for key in keys)


def _is_part(short: str, full: str) -> bool:
    """Whether one key that is no catalog's is within another, or its initials."""
    if not short.startswith("~") or not full.startswith("~"):
        return False
    part, words = short[1:].split(), full[1:].split()
    ends = (words[: len(part)], words[-len(part) :])
    initials = ("".join(word[0] for word in words), "".join(word[0] for word in words if len(word) > 3))
    return len(part) < len(words) and (part in ends or (len(part) == 1 and len(part[0]) > 1 and part[0] in initials))


def _possible(date: PartialDate | None, docket: str | None, rules: Rules) -> PartialDate | None:
    """A date, unless it is of something else: of a law, or from years before its case began.

    A case may bear a younger number than its first step, after a transfer or a consolidation.
    """
    if date is None or date < rules.earliest[: len(date)]:
        return None
    year = re.match(r"(\d\d)-[a-z]{2}-", docket or "")
    return None if year and int(date[:4]) < 2000 + int(year[1]) - TRANSFERRED else date


def claim_of(told: Told, names: Names, rules: Rules, decisions: Decisions, suits: Suits) -> Claim:
    """One report as a claim."""
    report = told.report
    claim, nameless = _claim(replace(told, beside=()), names, rules)
    known = None
    if rules.of(report.action).in_court and report.status == "happened":
        known = suits.meant(_asked(claim, nameless, rules), _asked_beside(told, names, rules))
    return replace(claim, suit=known, ties=decisions.ties.get(report.id, ()), marked=report.id in decisions.marked)


def _claim(told: Told, names: Names, rules: Rules) -> tuple[Claim, frozenset[str]]:
    """What a report says, and whom of all that it names it only describes."""
    report = told.report
    rule = rules.of(report.action)
    actors, targets = (_keys(told, side, names) for side in (report.actors, report.targets))
    tools = tuple(dict.fromkeys(names.tool(told, name) for name in report.tools))
    makers = frozenset[str]().union(*(names.developers(told, name) for name in report.tools))
    nameless = _nameless(told, names, rules)
    doers, others = _compared(told, actors, targets, nameless, rule)
    if not others and not doers & makers and doers:
        others = makers
    actors, targets = tuple(dict.fromkeys(actors)), tuple(dict.fromkeys(targets))
    named = {*actors, *targets}
    parties = [(key, party) for party in told.parties if (key := names.party(told, party.name)) in named]
    docket = None if rule.opens and told.shares_docket else plain_docket(report.docket)
    claim = Claim(
        *(told, _possible(report.date, docket, rules), doers, others, frozenset(tools), docket),
        *((actors, targets, tools), tuple((key, party.side) for key, party in parties), makers),
        federal=report.court in rules.federal if report.court else None,
        bench=frozenset(actors) if rule.sides == "decided" else frozenset(),
        bodies=frozenset(key for key, party in parties if party.kind in BODIES),
    )
    return claim, nameless


def _asked_beside(told: Told, names: Names, rules: Rules) -> Iterator[Asked]:
    """What an article says of other suits than a report's, unless it says the same of them in one place."""
    report = told.report
    for other in told.beside if rules.of(report.action).opens else ():
        there = other.report
        again = (there.actors, there.targets) == (report.actors, report.targets)
        one_place = there.start < report.end and report.start < there.end
        if rules.of(there.action).opens and there.status == "happened" and not (again and one_place):
            yield _asked(*_claim(other, names, rules), rules)
