"""What is told of a case -> the suit in which it stands, where an article states that only by the way.

A ruling, a hearing or a motion between rights holders and a developer was brought before the court by a suit. Who tells
only of the former names it all the same: in the case's caption ("Bartz v. Anthropic"), as a noun beside the sides ("the
Times's case against OpenAI"), or in a sentence that was doubted for itself ("the actor had gone to court"). Nothing is
told of a suit that no sentence states.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from nlp import standing
from nlp.completing import tools_of
from nlp.courts import court_table
from nlp.drafting import Step, on_side
from nlp.entities import SIDES, Cast, Entity
from nlp.facts import CASE_STEPS, CASES, SUITS
from nlp.fitting import is_another
from nlp.frames import StepMention
from nlp.joining import overlap, refer, share
from nlp.lexicon import Frame, load
from nlp.roles import Roles
from nlp.syntax import prepositional
from nlp.telling import Telling
from nlp.venues import follow

ACTION = "lawsuit"
STATED = 0.7  # how many of the suits that are found here are right, by all measured articles
CLAIMED = 0.5  # the chance from which on a sentence states a suit of which it names only who brought it
DISPUTING = 0.8  # the chance from which on a name that no list has takes part in the dispute, and not in a precedent
BESIDE = 6  # tokens between a caption and its docket
NAMING = frozenset({"NOUN", "PROPN", "PRON"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
PLEAS = frozenset({"petition", "plea"})  # what brings a case where nobody in particular is sued; a motion elsewhere


@dataclass(frozen=True, slots=True)
class Case:
    """Who stands against whom in a step that was taken in court."""

    step: Step
    claimants: list[Entity]
    respondents: list[Entity]

    def holds(self, suit: Step) -> bool:
        """Whether a suit may be the one in which the step was taken."""
        return overlap(suit.actors, self.claimants) and overlap(suit.targets, self.respondents)


def stated(steps: Sequence[Step], doubted: Sequence[Step], doc: Doc) -> list[Step]:
    """The suits that an article states beside the steps that it tells; `doubted` are those that were not believed."""
    cast: Cast = doc._.cast
    roles = Roles(cast, load())
    body = [telling for telling in doc._.tellings if not doc.user_data["excerpt"].in_title(telling.sent[0])]
    references = [m for m in doc._.mentions if m.action == ACTION and m.refers and not m.in_title]
    cases = [*_cases(steps)]
    told = [step for step in steps if step.action == ACTION]
    found: list[Step] = []
    for suit in _captioned(steps, cast):
        if not any(
            share(suit.actors, other.actors) and share(suit.targets, other.targets) for other in (*told, *found)
        ):
            found.append(suit)
    for case in cases:
        here = [*told, *found]
        if any(case.holds(suit) for suit in here):
            continue
        stating = _doubted(case, doubted) or _named(case, body, here, roles) or _referred(case, references, here)
        if stating is not None:
            found.append(stating)
    if not told and len(found) == 1:
        for mention in references:
            if mention.chance >= CLAIMED:
                refer(found, mention)
    for suit in found:
        suit.confidence = STATED
        suit.tools = suit.tools or tools_of(suit, cast)
        for case in cases:
            if case.holds(suit):
                follow(suit, case.step)
    return found


def _cases(steps: Sequence[Step]) -> Iterator[Case]:
    """Who stands against whom in court, the surest first."""
    for step in sorted(steps, key=lambda step: -step.confidence):
        claimants, respondents = (on_side(step.parties, side) for side in SIDES)
        friends = step.action == "court_filing" and bool(on_side(step.actors, "claimant"))
        if step.action in CASE_STEPS - {ACTION} and step.status != "threatened" and claimants and not friends:
            yield Case(step, claimants, respondents)


def _captioned(steps: Sequence[Step], cast: Cast) -> Iterator[Step]:
    """The suits that captions name between those who take part in what is told: those of others are precedents."""
    telling = {mention.trigger.sent.start for step in steps for mention in step.mentions if not mention.in_title}
    taking = {entity for step in steps for entity in step.parties}
    excerpt = cast.doc.user_data["excerpt"]
    heading: set[frozenset[Entity]] = set()
    met: set[frozenset[Entity]] = set()  # a page of thousands of captions names few
    for left, right in zip(cast.doc.spans["plaintiffs"], cast.doc.spans["defendants"], strict=True):
        named = [[e.meant for e in cast.in_span(span.start, span.end)] for span in (left, right)]
        claimants, respondents = ([e for e in some if e.side == side] for some, side in zip(named, SIDES, strict=True))
        sides = frozenset((*claimants, *respondents))
        if excerpt.in_title(left[0]):
            heading.add(sides)
            continue
        if sides in met or not (taking & {*claimants} and taking & {*respondents}):
            continue
        met.add(sides)
        if telling == {left.sent.start} and sides in heading:
            continue  # an entry of a docket, where the caption is an address
        if any(_disputes(e, claimants, cast) for e in respondents):
            suit = _suit(claimants, respondents, cast.doc[right.start - 1])
            suit.docket = number_behind(right)
            yield suit


def number_behind(sued: Span) -> str | None:
    """The docket behind a caption, unless it is that of an appeal ("Bartz v. Anthropic, 9th Cir., No. 25-1234")."""
    courts, dockets = (
        [span.label_ for span in sued.doc.spans[key] if 0 <= span.start - sued.end < reach]
        for key, reach in (("courts", 2 * BESIDE), ("dockets", BESIDE))
    )
    return next(iter(dockets), None) if not any(map(court_table().hears_appeals, courts)) else None


def _disputes(sued: Entity, claimants: Sequence[Entity], cast: Cast) -> bool:
    """Whether whom a caption names is a party of the dispute: known, or named elsewhere too, as who sues is."""
    elsewhere = any(len(e.spans) > 1 for e in (sued, *claimants))
    return sued.known or (elsewhere and standing.on_a_side(sued, cast, DISPUTING))


def _doubted(case: Case, doubted: Sequence[Step]) -> Step | None:
    """A suit that was not believed by itself, and that what was done in it bears out."""
    for suit in doubted:
        chance = max((m.chance for m in suit.mentions if not m.in_title), default=0.0)
        if suit.action != ACTION or suit.status != "happened" or not suit.actors or not case.holds(suit):
            continue
        if chance >= CLAIMED:
            suit.targets = suit.targets or [*case.respondents]
            return suit
    return None


def _named(case: Case, body: Sequence[Telling], told: Sequence[Step], roles: Roles) -> Step | None:
    """The suit that a noun names beside its sides; what its end tells of it is told of the settlement."""
    if case.step.action == "settlement":
        return None
    apart = not any(share(suit.targets, case.respondents) or share(suit.actors, case.claimants) for suit in told)
    rated = []
    for telling in body:
        named = {e.meant for e in roles.cast.in_span(telling.sent.start, telling.sent.end)}
        for noun in telling.sent:
            if noun.lemma_.lower() not in SUITS | CASES | PLEAS or noun.pos_ == "VERB" or is_another(noun):
                continue
            below = _below(noun, roles)
            sides = [bool(named & {*some}) for some in (case.claimants, case.respondents)]
            whole = _meets(case, named | below)
            alone = any(sides) and apart and not _strangers(case, named, SIDES[sides[0]])
            if (whole or alone) and _names(noun, case, below, roles, whole=whole, only=not told):
                rated.append((whole, telling.chances[ACTION], noun))
    if not rated:
        return None
    _, chance, noun = max(rated, key=lambda rating: rating[:2])
    suit = _suit(case.claimants, case.respondents, noun)
    suit.mentions[0].chance = chance
    return suit


def _below(noun: Token, roles: Roles) -> set[Entity]:
    """Whom the phrase of a noun means: "their suit against the start-up"."""
    return {e for token in noun.subtree if token.pos_ in NAMING for e in roles.resolve(token)}


def _meets(case: Case, entities: Set[Entity]) -> bool:
    """Whether some are of both sides of a case, or of the only one that is known."""
    return bool(entities & {*case.claimants}) and (bool(entities & {*case.respondents}) or not case.respondents)


def _strangers(case: Case, named: Set[Entity], side: str) -> list[Entity]:
    """Parties of a side that have a name and no part in a case."""
    return [e for e in named - {*case.step.parties} if e.type == "party" and e.side == side and not e.generic]


def _names(noun: Token, case: Case, below: Set[Entity], roles: Roles, *, whole: bool, only: bool) -> bool:
    """Whether a noun means the suit of a case: beside names of its sides, or as "the suit" where no other is told."""
    lemma = noun.lemma_.lower()
    if lemma not in SUITS | (CASES if whole else set()) | (set() if case.respondents else PLEAS):
        return False
    against = roles.entities(prepositional(noun, "against", deep=True))
    if against and not share(against, case.respondents):
        return False  # "its case against another start-up"
    definite = lemma in SUITS and any(child.lower_ == "the" for child in noun.lefts)
    roots = (root for entity in case.step.parties for root in _roots(entity, noun.sent, roles.cast))
    return (only and definite) or (whole and bool(below & {*case.step.parties})) or any(_tied(noun, r) for r in roots)


def _referred(case: Case, references: Sequence[StepMention], told: Sequence[Step]) -> Step | None:
    """The suit of which a sentence that names nobody tells more, where no other is told in the article."""
    for mention in () if told or case.step.action == "settlement" else references:
        if mention.chance >= CLAIMED:
            sides = [*case.claimants], [*case.respondents]
            return Step(ACTION, *sides, [], "happened", mention.date, mentions=[mention])
    return None


def _roots(entity: Entity, sent: Span, cast: Cast) -> list[Token]:
    """The heads of what names an entity, or who speaks for it, in a sentence."""
    here = (e for e in cast.in_span(sent.start, sent.end) if e.meant is entity)
    return [root for e in here for root in cast.roots(e, sent.start, sent.end)]


def _tied(noun: Token, root: Token) -> bool:
    """Whether a name stands beside a noun: below it ("the case of the Times against OpenAI"), below the verb that it is
    the subject of ("the suit says that OpenAI"), or with it below one verb ("in the case Getty claimed")."""
    above = [root, *root.ancestors]
    if noun in above or (noun.dep_ in SUBJECTS and noun.head in above):
        return True
    verb = next((node for node in noun.ancestors if node.pos_ in {"VERB", "AUX"}), None)
    over = next((node for node in root.ancestors if node.pos_ in {"VERB", "AUX"}), None)
    return verb is over


def _suit(claimants: Sequence[Entity], respondents: Sequence[Entity], trigger: Token) -> Step:
    mention = StepMention(ACTION, Frame(ACTION), trigger, trigger, "happened", [*claimants], [*respondents])
    return Step(ACTION, [*claimants], [*respondents], [], "happened", mentions=[mention])
