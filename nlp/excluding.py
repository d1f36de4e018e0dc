"""Who takes no part in a step, or acts in none, whatever speaks for it: what nlp.participation does not weigh."""

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from disputes.catalog import BODIES
from nlp import newcomers, sections
from nlp.drafting import Step, on_side
from nlp.entities import Cast, Entity

# What neither a court nor a government does, whatever it may do for or against those who do.
OF_PARTIES = frozenset("lawsuit cease_and_desist legal_threat demand court_filing appeal safeguard launch".split())


def absent(step: Step, cast: Cast, parts: Sequence[sections.Section]) -> set[Entity]:
    """Those who take no part in a step: told elsewhere, in another section, or only the body of those who take it."""
    part = sections.of(step, parts)
    return _told_elsewhere(step) | _of_members(step, cast) | (part.outside(cast) if part is not None else set())


def passive(step: Step, everybody: Sequence[Entity]) -> set[Entity]:
    """Those who may take part in a step and do not act in it."""
    neither = {e for e in everybody if e.on_bench or e.kind == "government"} if step.action in OF_PARTIES else set()
    return neither | _appealed_against(step)


def of_another(tool: Entity, step: Step) -> bool:
    """Whether a tool that the step's sentences do not name is the work of somebody who has no part in a step against
    others: "Claude" for a suit against Suno, where an article tells of Anthropic's as well. Nobody launches what is
    known to be another's, named there or not: "Google launched Imagen when Stable Diffusion emerged"."""
    developers = [e for e in on_side(step.parties, "respondent") if not e.generic]
    sents = [mention.trigger.sent for mention in step.mentions]
    here = any(tool.within(sent.start, sent.end) for sent in sents)
    if not developers or (here and (tool.tool is None or step.action != "launch")):
        return False
    makers = _house(tool.developer) if tool.developer else {tool.tool and tool.tool.developer} - {None}
    return bool(makers) and not any(makers & _house(entity) for entity in step.parties)


def _house(entity: Entity) -> set[Entity | str | None]:
    """An entity, and as the catalog knows it, with its parent."""
    return {entity, *({entity.party.id, entity.party.parent} - {None} if entity.party else ())}


def without_named(step: Step, taken: Sequence[Entity], cast: Cast, chances: Mapping[Entity, float]) -> list[Entity]:
    """Those who act without the named claimants in whose place the step's sentences tell of a group of others: it is
    theirs where none of these is named there, nor as probable."""
    sents = [mention.trigger.sent for mention in step.mentions]
    parsed = [e for mention in step.mentions for e in mention.actors]
    told = dict.fromkeys(e for mention in step.mentions if not mention.in_title for e in mention.actors)
    if step.action == "lawsuit" and (members := [e for e in told if _are_members(e, cast)]):
        suing = {e for m in cast.doc._.mentions if m.action == step.action for e in m.actors}
        bodies = [e for e in taken if e.kind in BODIES and not e.generic and e not in suing]
        taken = [*(e for e in taken if e not in bodies), *(e for e in members if bodies and e not in taken)]
    named = [e for e in taken if e.side == "claimant" and not e.generic]
    groups = [e for e in taken if e.side == "claimant" and newcomers.stand_apart(cast, e, sents)]
    best = max((1.0 if e in parsed else chances[e] for e in groups), default=0.0)
    if not groups or any(chances[e] > best or any(e.within(s.start, s.end) for s in sents) for e in named):
        return [*taken]
    return [e for e in taken if e not in named]


def _are_members(group: Entity, cast: Cast) -> bool:
    """Whether a group is of those for whom a body may act, whose name is not theirs: "the labels", beside the RIAA."""
    if not (group.generic and group.plural and group.side == "claimant") or group.kind in {"", "other", *BODIES}:
        return False
    return not any(
        root.dep_ == "pobj" and root.head.lower_ == "of" for root in cast.roots(group)
    )  # "a union of authors"


def _told_elsewhere(step: Step) -> set[Entity]:
    """Those whom another clause of the step's sentence names for a like step, and no other of its sentences for it."""
    told = {entity for mention in step.mentions for entity in (*mention.actors, *mention.targets)}
    return {entity for mention in step.mentions for entity in mention.elsewhere} - told


def _of_members(step: Step, cast: Cast) -> set[Entity]:
    """The bodies of which the step's sentences say only whose members took it, and who these are: "three members of the
    KBA, KBS, MBC and SBS, sued Naver"."""
    sents = [mention.trigger.sent for mention in step.mentions]
    found = set()
    for body in (e for e in step.parties if e.kind in BODIES and not e.generic):
        roots = [root for sent in sents for root in cast.roots(body, sent.start, sent.end)]
        beside = any(e.side == body.side and e is not body and not e.generic for e in step.actors)
        if roots and beside and all(_has_members(root) for root in roots):
            found.add(body)
    return found


def _has_members(root: Token) -> bool:
    noun = root.head.head if root.dep_ == "pobj" and root.head.lower_ == "of" else root.head
    return noun.lemma_ == "member" and root.dep_ in {"pobj", "compound", "poss"}


def _appealed_against(step: Step) -> set[Entity]:
    """Whom the step's sentences tell as the other side of an appeal: where both appeal, each does so for itself."""
    told = step.mentions if step.action == "appeal" else []
    return {e for mention in told for e in mention.targets} - {e for mention in told for e in mention.actors}
