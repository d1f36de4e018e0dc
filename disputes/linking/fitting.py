"""How a report fits a step: by who acts on whom, case number, tool and date; and in words, for those who ask why."""

from dataclasses import dataclass, field
from typing import Literal

from disputes.linking.claims import Claim
from disputes.linking.days import first_day, is_prefix, last_day
from disputes.linking.names import Names
from disputes.linking.rules import Rule

type Agreement = Literal["yes", "partly", "unsaid", "no"]

RECENT = 10  # days before publication within which a vague report most likely means the step of that time
SEVERAL = 2  # of more, as of the signers of an open letter, outlets name those whom they please
OPPOSITE = Rule(days=0, sides="overlap")
WHO = {False: "the same who act on whom", True: "of who acts on whom no more is said than fits"}


@dataclass(slots=True)
class Step:
    """Claims of one step; the first, which opened it, fixes its date."""

    claims: list[Claim]
    joined: dict[str, str] = field(default_factory=dict)  # report id -> which rule joined it
    doers: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    tools: set[str] = field(default_factory=set)
    dockets: set[str] = field(default_factory=set)
    courts: set[str] = field(default_factory=set)
    benches: set[str] = field(default_factory=set)  # who decides, where that is how the step is taken
    suits: set[str] = field(default_factory=set)  # known cases that its reports mean
    federal: set[bool] = field(default_factory=set)  # whether its courts are federal ones of the United States
    bodies: set[str] = field(default_factory=set)
    standings: set[str] = field(default_factory=set)
    by_article: dict[str, list[Claim]] = field(default_factory=dict)

    @property
    def opener(self) -> Claim:
        """The claim that opened the step."""
        return self.claims[0]

    def add(self, claim: Claim, why: str) -> None:
        """Takes in a claim that is not in `claims` yet, or the opener; `why` says which rule joined it."""
        self.joined[claim.told.report.id] = why
        if claim is not self.opener:
            self.claims.append(claim)
        self.by_article.setdefault(claim.told.report.article_id, []).append(claim)
        self.bodies |= claim.bodies
        self.standings.add(claim.told.report.status)
        self.doers |= claim.doers
        self.others |= claim.others
        self.tools |= claim.tools
        self.suits |= {claim.suit} if claim.suit else set()
        self.dockets |= {claim.docket} if claim.docket else set()
        self.courts |= {claim.told.report.court} if claim.told.report.court else set()
        self.benches |= claim.bench
        self.federal |= {claim.federal} if claim.federal is not None else set()


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a claim fits a step. `vague`: it fits only if no other step does as well."""

    step: Step
    vague: bool
    whole: bool  # whether both say who acts on whom, as far as one of them does
    docket: bool
    apart: int  # days between the two dates
    shared: int  # names in common
    why: str


def fit(step: Step, claim: Claim, names: Names, rule: Rule) -> Fit | None:
    """How a claim fits a step, or None where they are two."""
    if not _may_share_article(step, claim) or not _same_standing(step, claim):
        return None
    if claim.suit and step.suits and claim.suit not in step.suits:
        return None
    docket = claim.docket in step.dockets or claim.suit in step.suits
    if not docket and ((claim.docket and step.dockets) or not _may_share_court(step, claim, rule)):
        return None
    if rule.same_tools and not _may_share_tool(step, claim, names):
        return None
    acting, opposite = _who(step, claim, names, rule)
    if "no" in (acting, opposite) or (acting == "unsaid" and opposite != "yes" and not docket):
        return None
    if acting == "unsaid" and not docket and not (claim.date and step.opener.date):
        return None  # who acts is all that could tell it from any other step
    apart, vague, when = _apart(step, claim, rule)
    if docket and rule.reach is None:
        apart, vague, when = apart or 0, False, when if apart is not None else "one such step in a case"
    if apart is None:
        return None
    elsewhere = rule.sides == "decided" and acting == "partly" and not docket and not _same_bench(step, claim)
    if elsewhere and not _about_the_day(step, claim, apart):
        return None  # one of the parties alone says little of what was decided
    shared = len(claim.doers & step.doers) + len(claim.others & step.others)
    half_named = acting != "yes" or (opposite == "unsaid" and bool(claim.others) != bool(step.others))
    who = WHO[half_named] if not docket else f"case {claim.suit or claim.docket}"
    return Fit(step, vague or (half_named and not docket), not half_named, docket, apart, shared, f"{who}; {when}")


def _who(step: Step, claim: Claim, names: Names, rule: Rule) -> tuple[Agreement, Agreement]:
    """Whether those who act may be the same, and those on whom."""
    if claim.suit in step.suits and (rule.opens or rule.sides == "decided"):
        return "yes", "yes"  # by whomever of its parties it is told
    acting = _agree(claim.doers, step.doers, names, rule)
    if acting == "no" and rule.sides == "same" and _with_members(step, claim):
        acting = "partly"
    opposite = _agree(claim.others, step.others, names, OPPOSITE)
    if opposite == "no" and rule.to_all and _one_day_and_tool(step, claim):
        opposite = "yes"
    return acting, opposite


def _may_share_article(step: Step, claim: Claim) -> bool:
    """An article that tells two steps apart is believed, unless it says the very same of both."""
    report = claim.told.report
    for other in step.by_article.get(report.article_id, ()):
        before = other.told.report
        one_place = before.start < report.end and report.start < before.end
        if other.date and claim.date and not is_prefix(other.date, claim.date):
            one_place = False  # "sued in June 2025, and again in September": one sentence, two steps
        one_day = other.date is not None and other.date == claim.date
        if other.doers != claim.doers or other.others != claim.others or not (one_place or one_day):
            return False
    return True


def _may_share_court(step: Step, claim: Claim, rule: Rule) -> bool:
    """Whether one court may have what two reports tell: not one in London and one in Delaware.

    Within the United States a suit may be told under the court that it was transferred to; who decides is told apart.
    """
    if claim.federal is None or not step.courts or claim.told.report.court in step.courts:
        return True
    return claim.federal in step.federal and not (claim.federal and rule.sides == "decided")


def _may_share_tool(step: Step, claim: Claim, names: Names) -> bool:
    """Whether both are over one tool; on one day "Sora" and "Sora 2" are one, else two versions are two."""
    if not claim.tools or not step.tools or claim.tools & step.tools:
        return True
    families = {names.family(tool) for tool in step.tools}
    return _one_day(step, claim) and any(names.family(tool) in families for tool in claim.tools)


def _about_the_day(step: Step, claim: Claim, apart: int) -> bool:
    """Whether a step was told in the days after it; a month or a year holds too many."""
    coarse = any(len(date) < 10 for date in (step.opener.date, claim.date) if date)
    return apart <= RECENT and not coarse


def _with_members(step: Step, claim: Claim) -> bool:
    """Whether one report has a trade group or a union act, and the other the same with some of its members."""
    few, many = sorted((claim.doers, frozenset(step.doers)), key=len)
    return few <= many and not claim.bodies.isdisjoint(few & step.bodies)


def _same_bench(step: Step, claim: Claim) -> bool:
    """Whether one court or one judge is said to decide."""
    return claim.told.report.court in step.courts or not claim.bench.isdisjoint(step.benches)


def _one_day(step: Step, claim: Claim) -> bool:
    """Whether both have one date, known to the day."""
    return claim.date is not None and len(claim.date) == 10 and claim.date == step.opener.date


def _one_day_and_tool(step: Step, claim: Claim) -> bool:
    return _one_day(step, claim) and (not claim.tools or not step.tools or bool(claim.tools & step.tools))


def _same_standing(step: Step, claim: Claim) -> bool:
    """What is threatened is never taken for what happened; what was scheduled for a day and happened then is one."""
    status = claim.told.report.status
    if status in step.standings:
        return True
    return {*step.standings, status} == {"scheduled", "happened"} and _one_day(step, claim)


def _agree(some: frozenset[str], held: set[str], names: Names, rule: Rule) -> Agreement:
    """Whether two lists of names may be of one step; "unsaid" where one is empty, "partly" where too little is said."""
    if not some or not held:
        return "unsaid"
    shared = sum(any(names.related(one, other) for other in held) for one in some)
    if rule.sides in ("pooled", "decided"):
        return "yes" if shared > 1 else "partly" if shared and min(len(some), len(held)) == 1 else "no"
    if rule.sides == "same":
        mostly = 2 * shared > len(some) + len(held) - shared
        return "yes" if mostly or (shared and min(len(some), len(held)) > SEVERAL) else "no"
    return "yes" if shared else "no"


def _apart(step: Step, claim: Claim, rule: Rule) -> tuple[int | None, bool, str]:
    """Days between a claim and a step, None where they are too many; whether a vague date made it so; and in words."""
    opener, report = step.opener, claim.told.report
    held, date = opener.date, claim.date
    if held and date:
        if len(held) == len(date) == 10:
            days = abs(first_day(held) - first_day(date))
            courts_differ = report.court and step.courts and report.court not in step.courts
            near = days <= rule.days and not (days and courts_differ)
            return days if near else None, False, f"{_days(days)} apart" if days else "the same day"
        return (0 if is_prefix(held, date) else None), len(held) != len(date), _holding(held, date)
    published = last_day(claim.told.published)
    if held or date:  # one of them has a date
        when, said = (held, published) if held else (date, last_day(opener.told.published))
        apart = max(0, said - last_day(when or ""))
        early = said + 1 < first_day(when or "") and report.status == "happened"
        close = not early and (rule.reach is None or apart <= rule.reach)
        return apart if close else None, True, f"told without a date {_days(apart)} after it"
    apart = abs(published - last_day(opener.told.published))
    close = rule.reach is None or apart <= rule.reach
    return apart if close else None, True, f"both told without a date, {_days(apart)} apart"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def _holding(held: str, date: str) -> str:
    return f"both of {date}" if held == date else f"{min(held, date, key=len)} holds {max(held, date, key=len)}"
