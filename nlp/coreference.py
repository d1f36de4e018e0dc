"""Two tellings of steps -> how probable it is that they tell one step: event coreference within an article.

Each draft is held against the steps told before it and joins the likeliest, if it is likely at all (the mention-ranking
way of coreference). A linear model weighs what speaks for one step or two: sides and dates that agree or do not, how
far apart both are told, how the later one refers ("the complaint", "a second suit"), courts, tools and sums beside
them, and what the encoder makes of both. Weights: see nlp.training.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

import numpy
from spacy.tokens import Doc, Span, Token

from nlp import linear
from nlp.drafting import Step, on_side
from nlp.encoder import NAME as ENCODER
from nlp.encoder import Encoding, Floats, as_features
from nlp.entities import SIDES, Cast, Entity
from nlp.frames import StepMention
from nlp.joining import apart, dates_agree, said_to_differ, same
from nlp.syntax import once

NAME, LABEL = "coreference", "same"
JOINED = 0.5  # the probability from which on two drafts are one step
DISTANCES = (1, 40, 100, 250)  # tokens
MARKS = frozenset(
    (
        "also another separately separate second third meanwhile earlier previously later later already since then "
        "again too similar similarly other both each same different original first latest new amended further"
    ).split()
)
DETERMINERS = frozenset("the a an that this its their his her another one second both two three several".split())
CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM"})
STEPS = 40  # of one kind with which a draft is compared, those told last: more than any article of ours tells
TELLINGS = 20  # of a step that are looked at, likewise
SPANS = ("courts", "dockets")
RELATIONS = ("equal", "overlap", "group", "of neither", "of one", "differ")  # of two sets of people, the closest first


def find(
    draft: Step, steps: Sequence[Step], cast: Cast, model: linear.Linear, barred: Collection[Step] = ()
) -> tuple[float, Step | None]:
    """The step, told before, that a draft most probably tells again, and how probable that is: from JOINED on it does.

    None where no step of the kind was told before but some that it cannot tell again.
    """
    kind = [step for step in steps if step.action == draft.action][-STEPS:]
    able = [step for step in kind if draft.apart or not apart(step, draft)]
    rated = [
        (model.probabilities(features(step, draft, able, cast))[LABEL], step) for step in able if step not in barred
    ]
    return max(reversed(rated), default=(0.0, None), key=lambda pair: pair[0])


def features(step: Step, draft: Step, able: Sequence[Step], cast: Cast) -> dict[str, float]:
    """What speaks for and against one step; `able` are all that the draft may tell again, in their order."""
    rank = min(len(able) - 1 - able.index(step), 3)
    if len(step.mentions) > TELLINGS:
        step = replace(step, mentions=step.mentions[-TELLINGS:])
    plain = [
        *_of_sides(step, draft),
        *_of_takers(step, draft, cast),
        *_of_dates(step, draft),
        *_of_wording(step, draft.mentions[0]),
        *_of_beside(step, draft, cast),
        f"rank {rank} of {min(len(able), 3)}",
    ]
    known = linear.present([*plain, *(f"{step.action} {name}" for name in plain)])
    return known | _alike(step, draft, cast.doc)


def _of_sides(step: Step, draft: Step) -> Iterator[str]:
    yield f"rules say {'same' if same(step, draft) else 'different'}"
    yield f"status {step.status} {draft.status}"
    actors, targets = _relation(step.actors, draft.actors), _relation(step.targets, draft.targets)
    yield f"actors {actors}"
    yield f"targets {targets}"
    yield f"actors {actors} targets {targets}"
    # A step of many tellings has somebody in common with most drafts: its tellings are asked one by one, too.
    for role, mine in (("actors", draft.actors), ("targets", draft.targets)):
        each = [_relation(m.actors if role == "actors" else m.targets, mine) for m in step.mentions]
        yield f"{role} at best {min(each, key=RELATIONS.index)}"
        yield f"{role} at worst {max(each, key=RELATIONS.index)}"
    if set(step.apart) & set(draft.parties) or set(draft.apart) & set(step.parties):
        yield "told apart"
    for side in SIDES:
        yield f"{side}s {_relation(on_side(step.parties, side), on_side(draft.parties, side))}"


def _of_takers(step: Step, draft: Step, cast: Cast) -> Iterator[str]:
    """How those go together whom the encoder sees take part in what each sentence tells."""
    (mine,), theirs = _takers(draft, cast), _takers(step, cast)
    for side in SIDES:
        found = on_side(mine, side)
        each = [_relation(on_side(others, side), found) for others in theirs]
        yield f"{side}s seen {min(each, key=RELATIONS.index)} at best"
        yield f"{side}s seen {max(each, key=RELATIONS.index)} at worst"


def _takers(step: Step, cast: Cast) -> list[list[Entity]]:
    encoding: Encoding = cast.doc._.encoding
    for mention in step.mentions:
        if mention.sent_start not in step.takers:
            sent = mention.trigger.sent
            able = [e for e in cast.entities if e.side in SIDES and e.may_be_party and e not in mention.apart]
            seen = encoding.parts(encoding.told(sent), sent, mention.action, cast.encoded(able))
            step.takers[mention.sent_start] = [
                entity for entity, scores in zip(able, seen[:, :2], strict=True) if scores.max() > 0
            ]
    return [*step.takers.values()][-TELLINGS:]


def _relation(ours: Sequence[Entity], theirs: Sequence[Entity]) -> str:
    """How two sets of people go together."""
    if not ours or not theirs:
        return "of neither" if not ours and not theirs else "of one"
    if set(ours) == set(theirs):
        return "equal"
    if set(ours) & set(theirs):
        return "overlap"
    if all(e.generic for e in ours) or all(e.generic for e in theirs):
        return "group"
    return "differ"


def _of_dates(step: Step, draft: Step) -> Iterator[str]:
    if not step.date or not draft.date:
        yield f"dates {bool(step.date)} {bool(draft.date)}"
    elif step.date == draft.date:
        yield f"dates equal, {len(step.date)} long"
    else:
        yield f"dates {'agree' if dates_agree(step.date, draft.date) else 'differ'}"


def _of_wording(step: Step, mention: StepMention) -> Iterator[str]:
    trigger, others = mention.trigger, step.mentions
    nearest = min(others, key=lambda other: abs(other.trigger.i - trigger.i))
    distance = abs(nearest.trigger.i - trigger.i)
    together = nearest.sent_start == mention.sent_start
    yield "one sentence" if together else f"apart {sum(distance >= most for most in DISTANCES)}"
    if together:
        yield from (f"between {token.lower_}" for token in _between(nearest.trigger, trigger) if token.pos_ == "CCONJ")
        yield f"one sentence, {'same' if nearest.trigger.i == trigger.i else 'other'} word"
    words = {child.lower_ for child in trigger.children} & DETERMINERS
    yield from (f"told as {word} {trigger.tag_}" for word in words or {"-"})
    yield f"said to differ {said_to_differ(mention)}"
    yield from (f"marked {token.lower_}" for token in trigger.sent if token.lower_ in MARKS)
    yield f"same word {any(other.trigger.lemma_.lower() == trigger.lemma_.lower() for other in others)}"
    yield f"framed {nearest.framed} {mention.framed}"
    yield f"anchored {mention.anchored}"
    if all(other.in_title for other in others):
        yield "in the title only"
    elif any(other.in_title for other in others):
        yield "in the title too"
    yield f"told {min(len(others), 3)} times"


def _between(one: Token, other: Token) -> Span:
    return one.doc[min(one.i, other.i) : max(one.i, other.i)]


def _of_beside(step: Step, draft: Step, cast: Cast) -> Iterator[str]:
    """What else stands in the sentences of both."""
    both = [{m.sent_start: m.trigger.sent for m in some.mentions}.values() for some in (step, draft)]
    beside = [[_facts(sent[0]) for sent in sents] for sents in both]
    facts = [[set[str]().union(*some) for some in zip(*found, strict=True)] for found in beside]
    tools = [{e for s in some for e in cast.in_span(s.start, s.end) if e.type == "tool"} for some in both]
    *spans, numbers = zip(*facts, strict=True)
    for name, some in zip(SPANS, spans, strict=True):
        yield f"{name} {_shared(*some)}"
    yield f"tools {_shared(*tools)}"
    yield f"numbers {_shared(*numbers)}"


@once
def _facts(first: Token) -> list[set[str]]:
    """The courts, dockets and numbers in the sentence that a token opens."""
    sent, spans = first.sent, first.doc.spans
    here = [{s.label_ for s in spans.get(name, ()) if sent.start <= s.start < sent.end} for name in SPANS]
    return [*here, {token.lower_ for token in sent if token.like_num}]


def _shared[Thing](ours: set[Thing], theirs: set[Thing]) -> str:
    if not ours or not theirs:
        return "of neither" if not ours and not theirs else "of one"
    return "shared" if ours & theirs else "differ"


def _alike(step: Step, draft: Step, doc: Doc) -> dict[str, float]:
    """How alike the sentences are: by their words, and by what the encoder makes of the action that they tell."""
    encoding: Encoding = doc._.encoding
    mine = draft.mentions[0].trigger.sent
    told = encoding.told(mine)
    place = told.actions.index(step.action)
    words = _content(mine[0])
    found = []
    for sent in {m.sent_start: m.trigger.sent for m in step.mentions}.values():
        other, before = _content(sent[0]), encoding.told(sent)
        shared = len(words & other) / max(1, min(len(words), len(other)))
        same = encoding.same(told, before, step.action) if sent.start != mine.start else 0.0
        found.append((_cosine(before.vectors[place], told.vectors[place]), shared, same))
    cosine, shared, best = map(max, zip(*found, strict=True))
    worst = min(same for *_, same in found)
    known = {f"{ENCODER} alike": cosine, "words shared": shared, f"{step.action} words shared": shared}
    return known | as_features(("same at best", "same at worst"), numpy.array((best, worst)))


@once
def _content(first: Token) -> set[str]:
    """What the sentence that a token opens is about."""
    return {token.lemma_.lower() for token in first.sent if token.pos_ in CONTENT}


def _cosine(a: Floats, b: Floats) -> float:
    size = float(numpy.linalg.norm(a) * numpy.linalg.norm(b))
    return float(a @ b) / size if size else 0.0
