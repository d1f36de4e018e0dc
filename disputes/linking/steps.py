"""Claims -> steps: which reports speak of the same real-world step.

Claims are taken in an order that depends on nothing but themselves: the most precise dates first, of those the best
supported. Each joins the step that fits it, or opens a new one. A claim that is vague (no date, a coarser one, a side
that it does not name) joins only where exactly one step fits, since two steps made one is worse than one shown twice.
A date that a claim shares with another step of its sentence is its own only where no step bears it out otherwise: of
an action that is expected once, it may join the one step that fits it without that date. Of several steps of such an
action that fit, a vague claim means the one that most tell by far, if there is such a one.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from disputes.linking.blocks import EVER, NEVER, days_of, may_be_undated
from disputes.linking.claims import Claim
from disputes.linking.fitting import RECENT, Fit, Step, fit
from disputes.linking.names import Names
from disputes.linking.rules import Rule, Rules

MANIFOLD = 2  # by so many times as many stories one of several steps must be told to be the one that is meant
OPENED = "the first to tell it"
BORROWED = "its date may be of the other step that its sentence tells"

type Key = tuple[str, str]
type Month = tuple[int, int]


def find_steps(claims: Iterable[Claim], names: Names, rules: Rules) -> list[Step]:
    """Every claim in exactly one step, whatever order they come in."""
    by_action: dict[str, list[Claim]] = {}
    for claim in claims:
        by_action.setdefault(claim.told.report.action, []).append(claim)
    return [
        step
        for action in sorted(by_action)
        for step in _steps_of_one_action(by_action[action], names, rules.of(action))
    ]


def _steps_of_one_action(claims: list[Claim], names: Names, rule: Rule) -> list[Step]:
    steps: list[Step] = []
    index = _Index(rule)
    borrowed = _borrowed(claims, rule)
    for claim in _in_order(claims, borrowed):
        near = index.near(claim, names)
        step, why = _choose(_fits(near, claim, names, rule), claim, rule)
        if step is None and claim.told.report.id in borrowed:
            undated = replace(claim, date=None)
            step, why = _choose(_fits(near, undated, names, rule), undated, rule)
            if step:
                claim, why = undated, f"{why}; {BORROWED}"
        if step is None:
            step = Step([claim])
            steps.append(step)
        step.add(claim, why)
        index.hold(step, claim, names)
    return steps


def _fits(near: Iterable[Step], claim: Claim, names: Names, rule: Rule) -> list[Fit]:
    return [found for step in near if (found := fit(step, claim, names, rule))]


class _Index:
    """Where the steps are that a claim may fit: under a key, by the month of the first that told it."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._held: dict[Key, dict[Month | None, dict[int, Step]]] = {}

    def hold(self, step: Step, claim: Claim, names: Names) -> None:
        """Files a step under the keys of a claim that it took in; one without month under None."""
        opened = step.opener.date or ""
        month = (int(opened[:4]), int(opened[5:7])) if len(opened) > 4 else None
        for key in _keys(claim, names, all_sides=True):
            self._held.setdefault(key, {}).setdefault(month, {})[id(step)] = step

    def near(self, claim: Claim, names: Names) -> list[Step]:
        """The steps under a claim's keys, in the months that it may mean, in the order in which they were filed."""
        first, last = days_of(claim, self._rule)
        bounds = (_month(first), _month(last)) if first > NEVER and last < EVER else None
        found: dict[int, Step] = {}
        for key in _keys(claim, names):
            for month, steps in self._held.get(key, {}).items():
                if bounds is None or month is None or key[0] in {"docket", "suit"} or bounds[0] <= month <= bounds[1]:
                    found.update(steps)
        return list(found.values())


def _month(ordinal: int) -> Month:
    day = date.fromordinal(ordinal)
    return day.year, day.month


def _borrowed(claims: Iterable[Claim], rule: Rule) -> set[str]:
    """The reports whose date may be that of another step in their sentence, unless two say it in words of their own."""
    said: dict[tuple[object, ...], dict[str, set[str]]] = {}
    for claim in claims:
        if may_be_undated(claim, rule):
            said.setdefault(_wording(claim), {}).setdefault(claim.told.report.quote, set()).add(claim.told.report.id)
    return {id for by_words in said.values() if len(by_words) == 1 for ids in by_words.values() for id in ids}


def _in_order(claims: list[Claim], borrowed: set[str]) -> list[Claim]:
    stories: dict[tuple[object, ...], set[str]] = {}
    for claim in claims:
        stories.setdefault(_wording(claim), set()).add(claim.told.story_id)
    support = Counter({wording: len(found) for wording, found in stories.items()})

    def rank(claim: Claim) -> tuple[object, ...]:
        report = claim.told.report
        return (
            -len(claim.date or ""),
            report.id in borrowed,
            not claim.doers,
            not claim.others,
            -support[_wording(claim)],
            claim.date or "",
            claim.told.published,
            report.article_id,
            report.id,
        )

    return sorted(claims, key=rank)


def _wording(claim: Claim) -> tuple[object, ...]:
    return claim.date, claim.doers, claim.others


def _keys(claim: Claim, names: Names, *, all_sides: bool = False) -> Iterator[Key]:
    """Where a claim's step may be found: by who acts, by docket, by the known case, and by the other side where nobody
    is said to act."""
    for key in sorted(claim.doers):
        yield from (("doer", relative) for relative in names.line(key))
    if all_sides or not claim.doers:
        for key in sorted(claim.others):
            yield from (("other", relative) for relative in names.line(key))
    if claim.docket:
        yield "docket", claim.docket
    if claim.suit:
        yield "suit", claim.suit


def _choose(fits: list[Fit], claim: Claim, rule: Rule) -> tuple[Step | None, str]:
    """The step that a claim joins: the best of those that fit surely, else the only one that fits at all; and why."""
    if sure := [fit for fit in fits if not fit.vague]:
        return _joining(min(sure, key=_closeness))
    if len(fits) <= 1:
        return _joining(fits[0], "no other fits") if fits else (None, OPENED)
    court = claim.told.report.court
    narrowings: tuple[Callable[[Fit], bool], ...] = (
        lambda fit: fit.docket,
        lambda fit: fit.whole,
        lambda fit: (fit.step.opener.date or "") <= claim.told.published,
        lambda fit: bool(court) and court in fit.step.courts,
        lambda fit: bool(claim.tools & fit.step.tools),
        lambda fit: claim.doers == fit.step.doers,
        lambda fit: claim.others == fit.step.others,
        lambda fit: fit.apart <= RECENT,
    )
    for narrow in narrowings:
        fits = [fit for fit in fits if narrow(fit)] or fits
    if len(fits) == 1:
        return _joining(fits[0], "no other fits as well")
    if rule.reach is None and (known := _best_known(fits)):
        return _joining(known, "most tell of it")
    as_vague = [fit for fit in fits if not _is_finer(fit.step.opener, claim)]
    return _joining(min(as_vague, key=_closeness)) if as_vague else (None, f"{OPENED}; {len(fits)} steps would fit")


def _best_known(fits: list[Fit]) -> Fit | None:
    """The one whose step twice as many stories tell as any other's, if there is one; copies are one story."""
    told = {id(fit): len({claim.told.story_id for claim in fit.step.claims}) for fit in fits}
    most, *others = sorted(fits, key=lambda fit: (-told[id(fit)], _closeness(fit)))
    clear = all(told[id(most)] >= MANIFOLD * told[id(fit)] for fit in others)
    return most if clear else None


def _joining(fit: Fit, beside: str = "") -> tuple[Step, str]:
    return fit.step, "; ".join(filter(None, [fit.why, beside]))


def _closeness(fit: Fit) -> tuple[object, ...]:
    return not fit.docket, fit.apart, -fit.shared, fit.step.opener.told.report.id


def _is_finer(one: Claim, other: Claim) -> bool:
    return len(one.date or "") > len(other.date or "")
