"""Steps that are said, as they are told -> those that are steps of their own.

A statement, an answer, a threat or a letter is told in the words of what is none: what one side says of the other, what
is said of a ruling, a threat that a letter makes. What an article tells beside them decides: who speaks, whether
anybody was answered, by which other step the same was said, and whether there is more to the dispute than words.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from spacy.tokens import Span, Token

from nlp.decisions import DECISIONS
from nlp.drafting import Step
from nlp.entities import Cast, Entity
from nlp.facts import CASE_STEPS, SUITS
from nlp.joining import dates_agree, join, overlap, share
from nlp.lexicon import load
from nlp.roles import Roles
from nlp.speech import SAYING, SPEECH
from nlp.syntax import subjects

LETTER = re.compile("desist|^letters?$|^notices?$")
CERTAIN = 0.6  # the confidence from which on an answer is believed though nothing is told that it answers
# The confidence from which on words are believed where they are all there is, and that of these: most are right.
HEARD = {"statement": 0.2, "demand": 0.3}
LIKELY = 0.55
ENACTED = CASE_STEPS | {"legislation", "cease_and_desist"}  # beside which words are often only about these
COURT = frozenset("brief court file filing judge motion move papers petition pleading".split())
SAID = frozenset({"statement", "response"})
DECIDING = frozenset({"ruling", "settlement", "dismissal"})
OUTCOMES = DECISIONS | {"precedent", "victory"}
APPROVAL = frozenset("praise welcome hail applaud celebrate thank cheer commend".split())


def heard(told: Sequence[Step], doubted: Sequence[Step], cast: Cast) -> list[Step]:
    """Doubted objections and demands of an article that tells of no case and no law, so that the dispute is in them:
    of those by the same the surest, of objections one whose sentence names who speaks."""
    found: list[Step] = []
    if any(step.action in ENACTED for step in told):
        return found
    for step in sorted(doubted, key=lambda step: -step.confidence):
        said = [*told, *found]
        if step.confidence < HEARD.get(step.action, 1.0):
            continue
        if step.action == "statement" and not _names_actor(step, cast):
            continue
        if not any(other.action == step.action and share(other.actors, step.actors) for other in said):
            found.append(step)
    for step in found:
        step.confidence = LIKELY
    return found


def _names_actor(step: Step, cast: Cast) -> bool:
    return any(e.meant in step.actors for sent in _sents(step) for e in cast.in_span(sent.start, sent.end))


def own(steps: Sequence[Step], cast: Cast) -> list[Step]:
    """The steps without those that are only words of another; letters that are called by no kind by theirs."""
    roles = Roles(cast, load())
    for step in steps:
        if step.action == "statement":
            _address(step, cast)
    ceasing = [step for step in steps if step.action == "cease_and_desist"]
    called = [step for step in ceasing if _desists(step, steps)]
    letters = [s for s in ceasing if s not in called and not _one_more(s, called)]
    told = [step for step in steps if not (step in letters and _asked(step, steps))]
    for letter in letters:
        letter.action = "demand"
    return _once([step for step in told if not any(says(step, told, roles) for says in RULES.get(step.action, ()))])


def _once(steps: Sequence[Step]) -> list[Step]:
    """The steps, what the same say again joined to what they said before."""
    found: list[Step] = []
    for step in steps:
        before = next((one for one in found if _again(one, step)), None)
        if before is None:
            found.append(step)
        else:
            join(before, step)
            before.confidence = max(before.confidence, step.confidence)
    return found


def _again(one: Step, other: Step) -> bool:
    """Whether the same say the same again: who is quoted twice, and not on two days, has said one thing."""
    return (
        one.action == other.action
        and one.action in SAID
        and one.status == other.status
        and {*one.actors} == {*other.actors}
        and overlap(one.targets, other.targets)
        and not (one.date and other.date)
    )


def _address(step: Step, cast: Cast) -> None:
    """Let an objection whose sentences name none of its targets be one to the government that they name: "in protest at
    the plans of the UK government", in an article on a developer."""
    here = [entity.meant for sent in _sents(step) for entity in cast.in_span(sent.start, sent.end)]
    if any(entity in step.targets or entity.side == "respondent" for entity in here):
        return
    to = [e for e in here if e.kind == "government" and e not in step.actors and (e.type == "party" or e.human)]
    step.targets = list(dict.fromkeys(to)) or step.targets


def _desists(letter: Step, steps: Sequence[Step]) -> bool:
    """Whether to cease is what a letter says, or threatens a suit: who asks it otherwise only demands something."""
    written = any(LETTER.search(token.lower_) for sent in _sents(letter) for token in sent)
    return written or any(step.action == "legal_threat" and _between_the_same(step, letter) for step in steps)


def _one_more(letter: Step, called: Sequence[Step]) -> bool:
    """ "Paramount wrote one on Saturday": a letter like others to the same, of which no word of its own tells more."""
    verbs = {mention.verb.lemma_.lower() for mention in letter.mentions}
    asks = any(frame.action == "demand" for verb in verbs for frame in load().verbs.get(verb, ()))
    return not asks and any(share(letter.targets, other.targets) for other in called)


def _asked(letter: Step, steps: Sequence[Step]) -> bool:
    return any(step.action == "demand" and _between_the_same(step, letter) for step in steps)


def _between_the_same(one: Step, other: Step) -> bool:
    """Whether two steps may be one by who takes them against whom and when."""
    return share(one.actors, other.actors) and share(one.targets, other.targets) and dates_agree(one.date, other.date)


def _in_a_letter(step: Step, steps: Sequence[Step], roles: Roles) -> bool:
    """Whether a threat to sue is made in a cease-and-desist letter."""
    return any(other.action == "cease_and_desist" and _between_the_same(other, step) for other in steps)


def _to_nobody(step: Step, steps: Sequence[Step], roles: Roles) -> bool:
    """Whether an answer answers nobody: no step is told against who gives it, nor anything that it denies. What a
    developer says of a deal is no answer."""
    if step.confidence >= CERTAIN or any(m.framed and (m.frame.object or m.targets) for m in step.mentions):
        return False
    against = (other.parties if other.action == "settlement" else other.targets for other in steps if other is not step)
    return not any(share(step.actors, parties) for parties in against)


def _by_others(step: Step, steps: Sequence[Step], roles: Roles) -> bool:
    """Whether only the other side speaks: "OpenAI knows that it needs a licence, the association said"."""
    told = [[*_voices(sent, step, roles)] for sent in _sents(step)]
    if any(voice in step.actors for voices in told for voice in voices):
        return False
    sides = {entity.side for entity in step.actors}
    return all(any(voice.side and voice.side not in sides for voice in voices) for voices in told)


def _voices(sent: Span, step: Step, roles: Roles) -> Iterator[Entity]:
    """Who speaks in a sentence; in a complaint those who claim do."""
    for token in sent:
        if token.pos_ in {"VERB", "AUX"} and token.lemma_.lower() in SPEECH:
            speakers = _nearest(token, subjects(token))
        elif token.lower_ == "according":
            speakers = [noun for to in token.children if to.lower_ == "to" for noun in to.children]
        else:
            continue
        if any(speaker.lower_ in {"it", "they"} for speaker in speakers):
            continue  # whom these mean is too unsure
        if any(speaker.lemma_.lower() in SUITS for speaker in speakers):
            yield from (entity for entity in step.parties if entity.side == "claimant")
        else:
            yield from (entity.meant for entity in roles.entities(speakers))


def _nearest(verb: Token, speakers: list[Token]) -> list[Token]:
    """Of several subjects the one that speaks: "Suno, says the lawsuit, has copied songs"."""
    return [min(speakers, key=lambda token: (token.i < verb.i, abs(token.i - verb.i)))] if speakers else []


def _in_court(step: Step, steps: Sequence[Step], roles: Roles) -> bool:
    """Whether an answer is what a paper says that its sentence tells of ("in a motion to dismiss OpenAI says that")."""
    return _of_court(step) and any(
        other.action == "court_filing"
        and share(other.actors, step.actors)
        and other.best.sent_start == step.best.sent_start
        for other in steps
    )


def _of_a_change(step: Step, steps: Sequence[Step], roles: Roles) -> bool:
    """Whether an answer only says what was changed, and so tells the change: "said that it had blocked the names"."""
    changes = [other for other in steps if other.action == "safeguard" and share(other.actors, step.actors)]
    verbs = {mention.verb for change in changes for mention in change.mentions}
    return all(_says(sent, verbs) for sent in _sents(step))


def _says(sent: Span, verbs: set[Token]) -> bool:
    """Whether a sentence says what one of some verbs tells, and does not more than say it."""
    speaking = [token for token in sent if token.pos_ in {"VERB", "AUX"} and token.lemma_.lower() in SPEECH]
    said = {child for token in speaking for child in token.children if child.dep_ == "ccomp"}
    return bool(said & verbs) and all(token.lemma_.lower() in SAYING for token in speaking)


def _out_of_court(step: Step, steps: Sequence[Step], roles: Roles) -> bool:
    """Whether a filing is only an answer, of which its sentence tells as well, and of no court or paper."""
    return not _of_court(step) and any(
        other.action == "response" and share(other.actors, step.actors) and _starts(other) & _starts(step)
        for other in steps
    )


def _starts(step: Step) -> set[int]:
    return {sent.start for sent in _sents(step)}


def _of_court(step: Step) -> bool:
    return any(token.lemma_.lower() in COURT for sent in _sents(step) for token in sent)


def _on_a_decision(step: Step, steps: Sequence[Step], roles: Roles) -> bool:
    """Whether it is a party's comment on what was decided in its case."""
    decided = any(other.action in DECIDING and share(other.parties, step.parties) for other in steps)
    return decided and any(
        token.lemma_.lower() in OUTCOMES and token.pos_ == "NOUN" for token in step.best.trigger.sent
    )


def _approves(step: Step, steps: Sequence[Step], roles: Roles) -> bool:
    """Whether what is told as an objection is none."""
    best = step.best
    return any(verb.lemma_.lower() in APPROVAL for verb in (best.verb, best.trigger, best.trigger.sent.root))


def _on_a_law(step: Step, steps: Sequence[Step], roles: Roles) -> bool:
    """Whether it is a word to those who have just made a law: they are thanked for it, as a rule."""
    return any(other.action == "legislation" and share(other.actors, step.targets) for other in steps)


def _on_a_deal(step: Step, steps: Sequence[Step], roles: Roles) -> bool:
    """Whether partners in a deal speak of each other, and no objection is clear."""
    return step.confidence < CERTAIN and any(
        other.action == "licensing_deal" and share(other.actors, step.actors) and share(other.actors, step.targets)
        for other in steps
    )


def _sents(step: Step) -> list[Span]:
    body = [mention for mention in step.mentions if not mention.in_title] or step.mentions
    return list({mention.sent_start: mention.trigger.sent for mention in body}.values())


RULES: Mapping[str, tuple[Callable[[Step, Sequence[Step], Roles], bool], ...]] = {
    "response": (_to_nobody, _by_others, _in_court, _of_a_change, _on_a_decision),
    "statement": (_on_a_decision, _on_a_law, _on_a_deal, _approves),
    "legal_threat": (_in_a_letter,),
    "court_filing": (_out_of_court,),
}
