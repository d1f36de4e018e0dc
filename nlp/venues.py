"""Courts and docket numbers of an article -> the steps that they are of.

A step has those of its own sentence, else of its case, else the article's only ones. A sentence that names several
deals them out: in turn with those whose steps it tells ("Suno in Boston, Udio in New York"), else to the step whose
verb or noun governs each ("the Third Circuit reversed what a court in Delaware had held").
"""

import re
from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Span, Token

from nlp.courts import CourtMention, court_table
from nlp.courts.places import place_after
from nlp.dealing import in_turn
from nlp.dockets import Docket
from nlp.drafting import Step
from nlp.entities import SIDES, Entity
from nlp.facts import CASE_STEPS, CASES, SUITS, Facts, Placed
from nlp.frames import StepMention

PLACED = frozenset({"lawsuit", "ruling"})  # which the place where they are brought or given tells the court of

OF_APPEAL = re.compile(r"\d\d-\d{3,4}|C-\d+/\d\d")  # "25-1234" of a circuit, "C-250/25" of the Court of Justice

type Named = tuple[Token, str]  # where a court or docket is told, and its name
type Told = dict[int, set[int]]  # of each step, by its id, the beginnings of the sentences that tell it


def fill(steps: Sequence[Step], facts: Facts) -> None:
    """Court and docket of every step.

    From elsewhere than its sentences no court of appeal is taken but for an appeal: cases begin in lower courts.
    """
    case = [step for step in steps if step.action in CASE_STEPS]
    first = next((step for step in case if step.action == "lawsuit"), None)
    told = {id(step): {m.sent_start for m in step.mentions if not m.in_title} for step in case}
    _from_sentences(case, told, facts)
    labels = {p.fact.label for p in facts.courts}
    for step in case:
        sits = [e.name for e in step.actors if e.type == "court" and e.name in labels]
        if len(sits) == 1 and (step.court or _seat(step, facts) is None):
            step.court = sits[0]
    higher = [label for label in labels if label is not None and court_table().hears_appeals(label)]
    for step in case:
        if step.action == "appeal" and step.court is None and len(higher) == 1 and _main(step, case):
            step.court = higher[0]
    _share(case, first, facts)
    for step in case:
        step.court = step.court or _seat(step, facts)
    _share(case, first, facts)
    courts, dockets = {p.fact.label for p in facts.courts} - {None}, {p.fact.normal for p in facts.dockets}
    for step in case:
        if step.court is None and len(courts) == 1 and _main(step, case):
            court = next(iter(courts))
            holders = [one for one in case if one.court == court]
            near = not holders or any({*one.parties} & {*step.parties} for one in holders)
            step.court = court if near and _may_sit(court, step) and not _abroad(step, court, facts) else None
    for step in case:
        if step.docket is None and len(dockets) == 1 and _main(step, case):
            docket = next(iter(dockets))
            holders = [one for one in case if one.docket == docket]
            step.docket = docket if _of_case(holders, step, first) and _may_bear(docket, step) else None


def _share(case: Sequence[Step], first: Step | None, facts: Facts) -> None:
    """Give steps what others of their case have; `first` is the suit that the article tells first."""
    for step in case:
        for other in case:
            if other is not step and same_case(step, other):
                if _may_sit(other.court, step) and not _abroad(step, other.court, facts):
                    step.court = step.court or other.court
                if _of_suit(other, step, first) and _may_bear(other.docket, step):
                    step.docket = step.docket or other.docket


def _of_case(holders: Sequence[Step], step: Step, first: Step | None) -> bool:
    """Whether the number that these steps have may be another's too: not where all are of a case with other parties."""
    sides = [bool(some) for some in _by_side(step)]
    return not holders or any(
        _agree(one, step) and (not all(sides) or not all(_by_side(one)) or _of_suit(one, step, first))
        for one in holders
    )


def _agree(one: Step, other: Step) -> bool:
    """Whether nothing puts two steps before different courts, each of which has a number of its own for a case."""
    return not (one.court and other.court) or one.court == other.court


def _of_suit(one: Step, step: Step, first: Step | None) -> bool:
    """Whether a step is of the same case as another, which may be of many ("an order merges the cases"): that is told
    under the number of the suit that the article tells first."""
    others = [e for e in _by_side(one)[0] - _by_side(step)[0] if not e.generic]
    apart = bool(others) and step.action == "lawsuit" and step is not first
    return _agree(one, step) and same_case(one, step) and not apart


def _may_bear(docket: str | None, step: Step) -> bool:
    """Whether a step whose sentences name no number may have this: that of an appeal is of what was done there."""
    if docket is None or step.action == "appeal" or not OF_APPEAL.fullmatch(docket):
        return docket is not None
    return court_table().hears_appeals(step.court) if step.court else step.action != "lawsuit"


def follow(suit: Step, step: Step) -> None:
    """Give a suit the court and the number of a step of its case, if it has none; not those of an appeal."""
    if step.action != "appeal" and (step.court is None or _may_sit(step.court, suit)):
        suit.court = suit.court or step.court
        if _agree(suit, step) and _may_bear(step.docket, suit):
            suit.docket = suit.docket or step.docket


def _from_sentences(case: Sequence[Step], told: Told, facts: Facts) -> None:
    """Give steps what their own sentences name, the first sentence that names any first."""
    for start in sorted({start for starts in told.values() for start in starts}):
        here = [step for step in case if start in told[id(step)]]
        sent = here[0].mentions[0].trigger.doc[start].sent
        courts, dockets = _named(facts.courts, sent, _label), _named(facts.dockets, sent, _normal)
        for step, court in _dealt(here, courts, [*courts, *_at_places(sent, facts)], sent):
            if len(here) == 1 or step.action != "lawsuit" or _may_sit(court, step):
                step.court = step.court or court
        for step, docket in _dealt(here, dockets, dockets, sent):
            step.docket = step.docket or docket


def _label(court: CourtMention) -> str | None:
    return court.label


def _normal(docket: Docket) -> str | None:
    return docket.normal


def _named[Fact](placed: Sequence[Placed[Fact]], sent: Span, name: Callable[[Fact], str | None]) -> list[Named]:
    return [(p.token, text) for p in placed if p.token.sent.start == sent.start and (text := name(p.fact))]


def _at_places(sent: Span, facts: Facts) -> Iterator[Named]:
    """What a sentence says by a place alone ("Suno in Boston"), and not in the name of a court."""
    spans = [facts.span(p) for p in facts.courts if p.token.sent.start == sent.start]
    for token in sent:
        placed = token.dep_ == "dobj" or (token.dep_ == "pobj" and token.head.lower_ == "in")
        named = any(span.start <= token.i < span.end for span in spans)
        if placed and not named and (court := _court_in(token, facts)):
            yield token, court


def _dealt(
    here: Sequence[Step], named: Sequence[Named], wide: Sequence[Named], sent: Span
) -> Iterator[tuple[Step, str]]:
    """Steps of one sentence, each with what is its own; `wide` are all that may be dealt out in turn."""
    served = set()
    for action in {step.action for step in here}:
        alike = [step for step in here if step.action == action]
        for offered in (sorted(wide, key=lambda pair: pair[0].i), named):
            if found := in_turn(alike, [token for token, _ in offered], sent):
                for step, (_, name) in zip(found, offered, strict=True):
                    served.add(id(step))
                    yield step, name
                break
    rest = {step: _own(step, here, named, sent) for step in here if id(step) not in served}
    several = len({name for _, name in named}) > 1
    for step, own in rest.items():
        elsewhere = (
            several and step.action == "lawsuit" and any(rest[other] and same_case(step, other) for other in rest)
        )
        alone = len(here) == 1 and step.action != "ruling"  # "the Supreme Court" may well be that of a province
        left = [name for _, name in named if alone or step.action == "hearing" or _may_sit(name, step)]
        if own or (left and not elsewhere):
            yield step, (own or left)[0]


def _own(step: Step, here: Sequence[Step], named: Sequence[Named], sent: Span) -> list[str]:
    """Of what a sentence names, that which takes the step itself, or which its words govern."""
    bench = {
        i
        for e in step.actors
        if e.on_bench
        for first, last in e.within(sent.start, sent.end)
        for i in range(first, last)
    }
    acting = [name for token, name in named if token.i in bench]
    own = acting or [name for token, name in named if step in _governing(token, here, sent)]
    if step.action == "appeal":  # "appealed to the Second Circuit against a verdict in the Southern District"
        higher = [name for _, name in named if court_table().hears_appeals(name)]
        own = [name for name in own if name in higher] or higher or own
    return own


def _governing(token: Token, here: Sequence[Step], sent: Span) -> list[Step]:
    """The steps that the nearest word above a token which tells any names, else those that it is the verb of."""
    for node in (token, *token.ancestors):
        told = [(step, m) for step in here for m in step.mentions if m.sent_start == sent.start]
        over = [step for step, m in told if m.trigger.i == node.i] or [step for step, m in told if m.verb.i == node.i]
        if over:
            return over
    return []


def _seat(step: Step, facts: Facts) -> str | None:
    """ "Brought a case against Fennec AI in Delaware", "in Chicago a judge denied": as copyright is federal alone
    (28 U.S.C. § 1338), the place tells the court, where nothing else does."""
    for mention in step.mentions:
        nouns = [*(_places(mention) if step.action in PLACED else ()), *_before_suits(mention)]
        for noun in () if mention.in_title else nouns:
            if court := _court_in(noun, facts):
                return court
    return None


def _places(mention: StepMention) -> Iterator[Token]:
    """The nouns that may be the place of a step: "sued in Chicago", "sued Fennec AI in Chicago", "chose Chicago", "in
    Chicago, where it sued"."""
    trigger, verb = mention.trigger, mention.verb
    said = [c for c in trigger.children if c.dep_ in {"acl", "amod"}]  # "a case pending in Delaware"
    sued = [c for c in (*verb.children, *_objects(verb, "against")) if c.dep_ in {"dobj", "pobj"}]
    sued += [name for noun in sued for name in noun.children if name.dep_ == "appos"]
    for node in (trigger, verb, *said, *(noun for noun in sued if noun.pos_ == "PROPN")):
        yield from _objects(node, "in")
    if not mention.framed:  # "sued Colorado" tells the defendant
        yield from (noun for noun in verb.children if noun.dep_ == "dobj" and noun.pos_ == "PROPN")
    if verb.dep_ == "relcl" and any(child.lower_ == "where" for child in verb.children):
        yield verb.head


def elsewhere(step: Step, court: str | None, facts: Facts) -> bool:
    """Whether the words of a step put it at a place that is not known for a court's: "its case in the UK"."""
    return any(_court_in(noun, facts) != court for noun in _unnamed(step, facts))


def _abroad(step: Step, court: str | None, facts: Facts) -> bool:
    """The same, of places that surely are some: "sued in the United States" is nowhere else than the courts there."""
    home = court_table().words["country"] if court in court_table().name_of else ()
    sure = [noun for noun in _unnamed(step, facts) if noun.ent_type_ == "GPE" and noun.text not in home]
    return any(_court_in(noun, facts) != court for noun in sure)


def _unnamed(step: Step, facts: Facts) -> list[Token]:
    """The names that may be the place of a step, in no date and in no name of a court."""
    spans = [*map(facts.span, facts.dates), *map(facts.span, facts.courts)]
    known = {token.i for span in spans for token in span}
    return [n for m in step.mentions for n in _places(m) if n.pos_ == "PROPN" and n.i not in known]


def _before_suits(mention: StepMention) -> Iterator[Token]:
    """The places of suits that the words of a step govern: "filed in its Delaware action a notice"."""
    for node in (mention.trigger, mention.verb):
        for suit in (node, *(c for p in node.children for c in (p, *p.children))):
            if suit.lemma_ in SUITS | CASES and suit.dep_ != "compound":
                before = [c for c in suit.lefts if c.dep_ == "compound"]
                yield from before if len(before) == 1 and before[0].pos_ == "PROPN" else ()


def _objects(node: Token, preposition: str) -> list[Token]:
    return [c for p in node.children if p.lower_ == preposition for c in p.children if c.dep_ == "pobj"]


def _court_in(noun: Token, facts: Facts) -> str | None:
    """The federal district court of a place of the United States; of one elsewhere, the only court of the article that
    bears its name ("in Munich", where that names the Munich Regional Court)."""
    table = court_table()
    if table.knows(noun.doc[noun.left_edge.i : noun.i + 1].text) or noun.text in table.namesakes:
        for end in (noun.i + 1, noun.i + 4):  # "in Washington, D.C."
            place = place_after(noun.doc[noun.left_edge.i : min(end, noun.sent.end)].text, 0, table)
            if place and (court := table.at(place[1], place[2])):
                return court
        return None
    bearing = {p.fact.label for p in facts.courts if not p.fact.is_us_federal and noun.text in p.fact.name.split()}
    return bearing.pop() if len(bearing) == 1 and noun.pos_ == "PROPN" else None


def same_case(a: Step, b: Step) -> bool:
    """Whether two steps are between the same parties: both sides meet."""
    ours, theirs = {id(e) for e in a.parties}, {id(e) for e in b.parties}
    shared = [e for e in a.parties if id(e) in ours & theirs]
    return {"claimant", "respondent"} <= {e.side for e in shared}


def _may_sit(court: str | None, step: Step) -> bool:
    """Whether a step whose sentences name no court may be before one."""
    return court is not None and (step.action == "appeal" or not court_table().hears_appeals(court))


def _main(step: Step, case: Sequence[Step]) -> bool:
    """Whether a step belongs to the case that most of the article's steps are about: that of the suit told first."""
    suits = [s for s in case if s.action == "lawsuit"]
    if not suits or step is suits[0] or same_case(step, suits[0]):
        return True
    return len(suits) == 1 and not any(
        ours and theirs and ours.isdisjoint(theirs)
        for ours, theirs in zip(_by_side(step), _by_side(suits[0]), strict=True)
    )


def _by_side(step: Step) -> list[set[Entity]]:
    return [{e for e in step.parties if e.side == side} for side in SIDES]
