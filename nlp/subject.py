"""What was read in an article -> whether it is of our subject: the last word on relevance.

The cheap judgement (nlp.relevance) lets through what may be of our subject, since words alone do not tell a suit over
an advertisement from one over a machine. What was found then decides: which steps, how sure, by whom against whom, over
which tools. A linear model weighs it. Weights: see nlp.training.
"""

import math
from collections.abc import Iterable, Iterator, Sequence

from nlp import linear
from nlp.drafting import Step
from nlp.entities import Cast
from nlp.relevance import LABEL, Judgement
from nlp.steps import disputed

NAME = "subject"
RELEVANT = 0.5  # the probability from which on an article is of our subject
SURE = 0.97  # the score of the words from which on an article may be of our subject although every step is doubtful
AT_LARGE = frozenset({"legislation", "regulatory_action", "statement"})  # of AI, and mostly of other things in it
RIGHTS = 2  # words of rights from which on it is over these, where no word of another kind of dispute stands
LEAST = math.exp(-5)  # of a probability as a feature


def chance(
    judgement: Judgement, drafts: Sequence[Step], steps: Sequence[Step], cast: Cast, model: linear.Linear
) -> float:
    """How probable it is that an article is of our subject, by its drafts of steps and those that were kept.

    A text without a title (a sentence) is, if a step is told in it. An article in which none is sure enough is not,
    unless its words are and more than launches are told. What is done or said of AI at large is mostly over something
    else (safety, jobs), and learned so; where words of rights stand and none of others, it is not.
    """
    if not cast.doc.user_data["excerpt"].article.title:
        return float(bool(steps))
    if not steps and (judgement.score < SURE or not disputed(list(drafts))):
        return 0.0
    learned = model.probabilities(features(judgement, drafts, steps, cast))[LABEL]
    counts = judgement.counts
    over_rights = counts.get("rights", 0) >= RIGHTS and not counts.get("other")
    return max(learned, RELEVANT) if over_rights and any(step.action in AT_LARGE for step in steps) else learned


def features(judgement: Judgement, drafts: Sequence[Step], steps: Sequence[Step], cast: Cast) -> dict[str, float]:
    """What speaks for and against it."""
    counted = {name: math.log1p(count) for name, count in judgement.counts.items()}
    surest = max((step.confidence for step in steps), default=0.0)
    return {
        "judgement": linear.odds(judgement.score, least=LEAST),
        "steps": math.log1p(len(steps)),
        "drafts": math.log1p(len(drafts)),
        "surest": linear.odds(surest, least=LEAST) if steps else 0.0,
        "expected": math.log1p(sum(step.confidence for step in steps)),
        **{f"words of {name}": value for name, value in counted.items()},
        **linear.present([*_of_steps("step", steps), *_of_steps("draft", drafts), *_of_cast(cast)]),
    }


def _of_steps(name: str, steps: Iterable[Step]) -> Iterator[str]:
    some = list(steps)
    yield f"{name}s" if some else f"no {name}s"
    yield from {f"{name} of {step.action}" for step in some}
    sides = [{e.side for e in step.parties} for step in some]
    yield f"{name} between sides {any({'claimant', 'respondent'} <= both for both in sides)}"
    yield from {f"{name} by a {side}" for step in some for side in {e.side for e in step.actors}}
    yield from {f"{name} against a {side}" for step in some for side in {e.side for e in step.targets}}
    yield f"{name} over a tool {any(step.tools for step in some)}"
    yield f"{name} with somebody known {any(e.known for step in some for e in step.parties)}"
    known = any(e.known and e.side == "respondent" for step in some for e in step.parties)
    yield f"{name} with a known developer {known}"


def _of_cast(cast: Cast) -> Iterator[str]:
    tools = cast.named("tool")
    yield f"tools {bool(tools)}"
    yield f"known tools {any(e.known for e in tools)}"
    for side in ("claimant", "respondent"):
        yield f"some {side} {any(e.side == side and not e.generic for e in cast.named('party'))}"
