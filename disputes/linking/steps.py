"""Claims -> steps: which reports speak of the same real-world step.

Claims are taken in an order that depends on nothing but themselves: the most precise dates first, of those the best
supported. Each joins the step that fits it, or opens a new one. A claim that is vague (no date, a coarser one, a side
that it does not name) joins only where exactly one step fits, since two steps made one is worse than one shown twice.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from disputes.linking.claims import Claim
from disputes.linking.days import first_day, is_prefix, last_day
from disputes.linking.names import Names
from disputes.linking.rules import CAUTIOUS, Rule, Rules

type Agreement = Literal["yes", "partly", "unsaid", "no"]

OPPOSITE = Rule(days=0, sides="overlap")
RECENT = 10  # days before publication within which a vague report most likely means the step of that time


@dataclass(slots=True)
class Step:
    """Claims of one step; the first, which opened it, fixes its date."""

    claims: list[Claim]
    doers: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    tools: set[str] = field(default_factory=set)
    dockets: set[str] = field(default_factory=set)
    courts: set[str] = field(default_factory=set)
    by_article: dict[str, list[Claim]] = field(default_factory=dict)

    @property
    def opener(self) -> Claim:
        """The claim that opened the step."""
        return self.claims[0]

    def add(self, claim: Claim) -> None:
        """Takes in a claim that is not in `claims` yet, or the opener."""
        if claim is not self.opener:
            self.claims.append(claim)
        self.by_article.setdefault(claim.told.report.article_id, []).append(claim)
        self.doers |= claim.doers
        self.others |= claim.others
        self.tools |= claim.tools
        self.dockets |= {claim.docket} if claim.docket else set()
        self.courts |= {claim.told.report.court} if claim.told.report.court else set()


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a claim fits a step. `vague`: it fits only if no other step does as well."""

    step: Step
    vague: bool
    docket: bool
    apart: int  # days between the two dates
    shared: int  # names in common


def find_steps(claims: Iterable[Claim], names: Names, rules: Rules) -> list[Step]:
    """Every claim in exactly one step, whatever order they come in."""
    by_action: dict[str, list[Claim]] = {}
    for claim in claims:
        by_action.setdefault(claim.told.report.action, []).append(claim)
    return [
        step
        for action in sorted(by_action)
        for step in _steps_of_one_action(by_action[action], names, rules.get(action, CAUTIOUS))
    ]


def _steps_of_one_action(claims: list[Claim], names: Names, rule: Rule) -> list[Step]:
    steps: list[Step] = []
    index: dict[tuple[str, str], list[Step]] = {}
    for claim in _in_order(claims):
        near = {id(step): step for key in _keys(claim, names) for step in index.get(key, ())}
        fits = [fit for step in near.values() if (fit := _fit(step, claim, names, rule))]
        step = _choose(fits, claim)
        if step is None:
            step = Step([claim])
            steps.append(step)
        step.add(claim)
        for key in _keys(claim, names, all_sides=True):
            held = index.setdefault(key, [])
            if not any(step is other for other in held):
                held.append(step)
    return steps


def _in_order(claims: list[Claim]) -> list[Claim]:
    stories: dict[tuple[object, ...], set[str]] = {}
    for claim in claims:
        stories.setdefault(_wording(claim), set()).add(claim.told.story_id)
    support = Counter({wording: len(found) for wording, found in stories.items()})

    def rank(claim: Claim) -> tuple[object, ...]:
        report = claim.told.report
        return (
            -len(report.date or ""),
            not claim.doers,
            not claim.others,
            -support[_wording(claim)],
            report.date or "",
            claim.told.published,
            report.article_id,
            report.id,
        )

    return sorted(claims, key=rank)


def _wording(claim: Claim) -> tuple[object, ...]:
    return claim.told.report.date, claim.doers, claim.others


def _keys(claim: Claim, names: Names, *, all_sides: bool = False) -> Iterator[tuple[str, str]]:
    """Where a claim's step may be found: by who acts, by docket, and by the other side where nobody is said to act."""
    for key in sorted(claim.doers):
        yield from (("doer", relative) for relative in names.line(key))
    if all_sides or not claim.doers:
        for key in sorted(claim.others):
            yield from (("other", relative) for relative in names.line(key))
    if claim.docket:
        yield "docket", claim.docket


def _choose(fits: list[Fit], claim: Claim) -> Step | None:
    """The step that a claim joins: the best of those that fit surely, else the only one that fits at all."""
    if sure := [fit for fit in fits if not fit.vague]:
        return min(sure, key=_closeness).step
    if len(fits) <= 1:
        return fits[0].step if fits else None
    court = claim.told.report.court
    narrowings = (
        lambda fit: fit.docket,
        lambda fit: bool(court) and court in fit.step.courts,
        lambda fit: bool(claim.tools & fit.step.tools),
        lambda fit: claim.doers == fit.step.doers,
        lambda fit: claim.others == fit.step.others,
        lambda fit: fit.apart <= RECENT,
    )
    for narrow in narrowings:
        fits = [fit for fit in fits if narrow(fit)] or fits
    if len(fits) == 1:
        return fits[0].step
    as_vague = [fit for fit in fits if not _is_finer(fit.step.opener, claim)]
    return min(as_vague, key=_closeness).step if as_vague else None


def _closeness(fit: Fit) -> tuple[object, ...]:
    return not fit.docket, fit.apart, -fit.shared, fit.step.opener.told.report.id


def _is_finer(one: Claim, other: Claim) -> bool:
    return len(one.told.report.date or "") > len(other.told.report.date or "")


def _fit(step: Step, claim: Claim, names: Names, rule: Rule) -> Fit | None:
    """How a claim fits a step, or None where they are two."""
    if not _may_share_article(step, claim) or not _same_standing(step.opener, claim):
        return None
    docket = claim.docket in step.dockets
    if claim.docket and step.dockets and not docket:
        return None
    if rule.same_tools and claim.tools and step.tools and not claim.tools & step.tools:
        return None
    acting = _agree(claim.doers, step.doers, names, rule)
    opposite = _agree(claim.others, step.others, names, OPPOSITE)
    if opposite == "no" and rule.to_all and _one_day_and_tool(step, claim):
        opposite = "yes"
    if "no" in (acting, opposite) or (acting == "unsaid" and opposite != "yes" and not docket):
        return None
    if acting == "unsaid" and not docket and not (claim.told.report.date and step.opener.told.report.date):
        return None  # who acts is all that could tell it from any other step
    apart, vague = _apart(step, claim, rule)
    if docket and rule.reach is None:
        apart, vague = apart or 0, False
    if apart is None:
        return None
    shared = len(claim.doers & step.doers) + len(claim.others & step.others)
    half_named = acting != "yes" or (opposite == "unsaid" and bool(claim.others) != bool(step.others))
    return Fit(step, vague or (half_named and not docket), docket, apart, shared)


def _may_share_article(step: Step, claim: Claim) -> bool:
    """An article that tells two steps apart is believed, unless it says the very same of both."""
    report = claim.told.report
    for other in step.by_article.get(report.article_id, ()):
        before = other.told.report
        one_place = before.start < report.end and report.start < before.end
        one_day = before.date is not None and before.date == report.date
        if other.doers != claim.doers or other.others != claim.others or not (one_place or one_day):
            return False
    return True


def _one_day_and_tool(step: Step, claim: Claim) -> bool:
    date = step.opener.told.report.date
    same_day = date is not None and len(date) == 10 and date == claim.told.report.date
    return same_day and (not claim.tools or not step.tools or bool(claim.tools & step.tools))


def _same_standing(one: Claim, other: Claim) -> bool:
    """What is threatened is never taken for what happened; what was scheduled for a day and happened then is one."""
    standings = {one.told.report.status, other.told.report.status}
    if standings == {"scheduled", "happened"}:
        date = one.told.report.date
        return date is not None and len(date) == 10 and date == other.told.report.date
    return len(standings) == 1


def _agree(some: frozenset[str], held: set[str], names: Names, rule: Rule) -> Agreement:
    """Whether two lists of names may be of one step; "unsaid" where one is empty, "partly" where too little is said."""
    if not some or not held:
        return "unsaid"
    shared = sum(any(names.related(one, other) for other in held) for one in some)
    if rule.sides in ("pooled", "decided"):
        return "yes" if shared > 1 else "partly" if shared and min(len(some), len(held)) == 1 else "no"
    if rule.sides == "same":
        return "yes" if 2 * shared > len(some) + len(held) - shared else "no"
    return "yes" if shared else "no"


def _apart(step: Step, claim: Claim, rule: Rule) -> tuple[int | None, bool]:
    """Days between a claim and a step, None where they are too many; and whether a vague date made it so."""
    opener, report = step.opener.told, claim.told.report
    held, date = opener.report.date, report.date
    if held and date:
        if len(held) == len(date) == 10:
            days = abs(first_day(held) - first_day(date))
            courts_differ = report.court and step.courts and report.court not in step.courts
            return (None if days > rule.days or (days and courts_differ) else days), False
        return (0 if is_prefix(held, date) else None), len(held) != len(date)
    published = last_day(claim.told.published)
    if held or date:  # one of them has a date
        when, said = (held, published) if held else (date, last_day(opener.published))
        apart = max(0, said - last_day(when or ""))
        early = said + 1 < first_day(when or "") and report.status == "happened"
        return (None if early or (rule.reach is not None and apart > rule.reach) else apart), True
    apart = abs(published - last_day(opener.published))
    return (None if rule.reach is not None and apart > rule.reach else apart), True
