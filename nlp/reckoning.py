"""Steps of which no date is told for itself -> the date that a sentence makes for them out of others' dates.

"One day after the label had ended its suit": the end of the suit lies a day before what is told beside it. "The Times
sued in December, eight other papers in April": of as many dates as steps of a kind, each has its own. "It was in June
that the Times sued": so it was, whatever other date is near. All lie in how a sentence is built, so they hold whatever
nlp.dating, which weighs each date by itself, makes of them.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from disputes.types import PartialDate
from nlp.dates import DateMention, anchor_of, anchored, resolve
from nlp.dealing import in_turn
from nlp.drafting import Step
from nlp.facts import Facts, Placed
from nlp.frames import StepMention
from nlp.joining import dates_agree

type Dated = Placed[DateMention]

COMING = frozenset("come follow arrive".split())  # "the ruling comes two months after": it is what is reported

LED_TO = {
    "lawsuit": frozenset("court_filing hearing ruling settlement dismissal appeal".split()),
    "court_filing": frozenset({"ruling"}),
}  # what comes after a step in its case, on a day of its own


def reckon(steps: Sequence[Step], facts: Facts) -> None:
    """Set the dates that sentences make for steps."""
    for here, dates in _by_sentence(steps, facts):
        _deal_out(here, dates, facts)
        for placed in dates:
            _stress(here, placed, facts)
            _approve(here, placed)
            _precede(here, placed)
            if placed.fact.anchor_named and placed.fact.offset:
                _count_back(here, placed, dates, facts)


def deal(steps: Sequence[Step], facts: Facts) -> None:
    """Set the dates that sentences tell in turn, for steps of which it is known by now that they are several."""
    for here, dates in _by_sentence(steps, facts):
        _deal_out(here, dates, facts)


def _by_sentence(steps: Sequence[Step], facts: Facts) -> Iterator[tuple[list[Step], list[Dated]]]:
    """The steps and the dates of each sentence that has dates."""
    told: dict[int, dict[Step, None]] = {}
    for step in steps:
        for mention in step.mentions:
            told.setdefault(mention.sent_start, {})[step] = None
    for start, dates in sorted(facts.dates_of.items()):
        yield list(told.get(start, ())), dates


def _stress(here: Sequence[Step], placed: Dated, facts: Facts) -> None:
    """ "It was on Monday that X sued": a sentence built to say when what its clause tells took place."""
    clause = _cleft(placed.token) if placed.fact.relation == "on" and not placed.fact.attributive else None
    value = resolve(placed.fact, "past") if placed.fact.kind != "anchored" else None
    if clause is None or value is None or value > facts.published[: len(value)]:
        return
    for step in here:
        told = [m.trigger for m in _told(step, placed.token.sent)]
        sharper = step.date is not None and len(step.date) > len(value) and dates_agree(step.date, value)
        if step.status == "happened" and not sharper and any(_verb_of(trigger) == clause for trigger in told):
            step.date = value


def _approve(here: Sequence[Step], placed: Dated) -> None:
    """ "The settlement that X and Y worked out won approval on Tuesday" dates the approval alone."""
    approved = {step.date for step in here if step.mentions[0].frame.approval}
    for step in here:
        only = _only_there(step, placed)
        if step.action == "settlement" and only and step.date in approved and not step.mentions[0].frame.approval:
            step.date = None


def _precede(here: Sequence[Step], placed: Dated) -> None:
    """ "The judge threw out an amended complaint in April" dates the ruling, and nothing of what had led to it."""
    verb = _verb_of(placed.token)
    for step in here:
        told = _told(step, placed.token.sent)
        led_to = [o for o in here if o.action in LED_TO.get(step.action, ()) and o.date == step.date]
        own = any(m.verb == verb or m.trigger == verb for m in told)
        if led_to and not own and _only_there(step, placed):
            step.date = None


def _only_there(step: Step, placed: Dated) -> bool:
    return all(m.in_title or m.sent_start == placed.token.sent.start for m in step.mentions)


def _cleft(token: Token) -> Token | None:
    """The verb of the clause to which "it was ... that" gives a date, or none."""
    head = token.head if token.dep_ != "pobj" else token.head.head
    if head.lemma_ != "be" or not any(c.lower_ == "it" and c.dep_ in {"nsubj", "expl"} for c in head.children):
        return None
    clauses = (c for c in head.children if c.dep_ in {"ccomp", "advcl", "relcl", "acl"} and c.i > token.i)
    return next((c for c in clauses if any(w.lower_ == "that" and w.head == c for w in c.lefts)), None)


def _verb_of(token: Token) -> Token | None:
    return next((t for t in (token, *token.ancestors) if t.pos_ in {"VERB", "AUX"}), None)


def _count_back(here: Sequence[Step], placed: Dated, dates: Sequence[Dated], facts: Facts) -> None:
    """ "Two weeks after X had sued": X's suit lies two weeks before what the clause around it tells."""
    clause = _anchor(facts.span(placed))
    if clause is None:
        return
    inside = [step for step in here if all(_within(m, clause) for m in _told(step, placed.token.sent))]
    outside = [step for step in here if step not in inside]
    own = [p for p in dates if clause.start <= p.token.i < clause.end]
    if own or not inside:
        return
    told = _told_beside(placed, outside, [p for p in dates if p is not placed], facts)
    value = anchor_of(placed.fact, told)
    for step in inside:
        only = _only_there(step, placed)
        if value and value <= facts.published[: len(value)] and (only or step.date is None):
            step.date = value


def _anchor(words: Span) -> Span | None:
    """The clause or phrase that "after" or "before" opens at the end of some words."""
    last = words[-1]
    if last.dep_ == "mark":
        top = last.head
    else:
        top = next((child for child in last.children if child.dep_ in {"pobj", "pcomp"}), last)
    behind = [token.i for token in top.subtree if token.i > last.i]
    return last.doc[last.i + 1 : max(behind) + 1] if behind and top.i > last.i else None


def _told_beside(placed: Dated, outside: Sequence[Step], dates: Sequence[Dated], facts: Facts) -> PartialDate | None:
    """When that took place from which is counted: by a date beside the distance, by the step told there, or by the
    report itself, where that is what comes then."""
    last = placed.token
    for other in dates:
        gap = last.doc[facts.span(other).end : placed.token.i]
        if (
            other.token.i < placed.token.i
            and len(gap) <= 2
            and all(t.is_punct or t.lower_ in {"just", "only"} for t in gap)
        ):
            return resolve(other.fact, "past") if other.fact.kind != "anchored" else None
    known = {step.date for step in outside if step.date and step.status == "happened"}
    if len(known) == 1:
        return known.pop()
    verb = next((t for t in (last, *last.ancestors) if t.pos_ == "VERB" and t.dep_ != "advcl"), None)
    if not known and verb is not None and verb.lemma_ in COMING and verb.tag_ in {"VBZ", "VBP"}:
        return facts.published
    return None


def _deal_out(here: Sequence[Step], dates: Sequence[Dated], facts: Facts) -> None:
    """As many dates as steps of a kind, in turn with the names of those who took them: to each its own."""
    sent = dates[0].token.sent
    for action in {step.action for step in here}:
        alike = [step for step in here if step.action == action and step.status == "happened"]
        others = [m.trigger for step in here if step.action != action for m in _told(step, sent)]
        own = [p for p in dates if _may_date(p, others)]
        turns = in_turn(alike, [p.token for p in own], sent) or _counted(alike, own, sent)
        for step, value in zip(turns, _values(own), strict=False):
            if value and value <= facts.published[: len(value)]:
                step.date = value


def _counted(alike: Sequence[Step], dates: Sequence[Dated], sent: Span) -> Sequence[Step]:
    """Steps of the same parties which one wording tells as often as it dates them (see `dated_apart`)."""
    words = {m.trigger.i for step in alike for m in _told(step, sent)}
    one = len(words) == 1 and all(step.parties == alike[0].parties for step in alike)
    return alike if one and len(alike) == len(dates) > 1 else ()


def _may_date(placed: Dated, others: Sequence[Token]) -> bool:
    """Whether a date says when something took place, and not that which another kind of step tells."""
    if placed.fact.relation != "on" or placed.fact.kind == "dateline" or placed.fact.attributive:
        return False
    above = next((t for t in placed.token.ancestors if t.pos_ in {"VERB", "AUX"}), None)
    return above is None or above not in others


def _values(dates: Sequence[Dated]) -> Iterator[PartialDate | None]:
    last: PartialDate | None = None
    for placed in dates:
        date = placed.fact
        last = anchored(date, last) if date.kind == "anchored" else resolve(date, "past")
        yield last


def _told(step: Step, sent: Span) -> list[StepMention]:
    return [m for m in step.mentions if m.sent_start == sent.start]


def _within(mention: StepMention, words: Span) -> bool:
    return words.start <= mention.trigger.i < words.end
