"""A parsed excerpt and its cast -> mentions of steps: every place where a frame of `data/actions.toml` fits.

A mention is one wording of one step; the same step may be told many times (see nlp.steps).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from disputes.types import PartialDate
from nlp.cast import Cast, Entity
from nlp.lexicon import Frame, Lexicon
from nlp.modality import Modality, governed, modality
from nlp.roles import Roles
from nlp.syntax import members, objects, possessors, prepositional, subjects

BENCH = frozenset("judge court jury panel justice magistrate tribunal circuit bench chamber justices".split())
SUPPORT_CLAUSE = frozenset({"acl", "relcl"})
PRODUCTS = frozenset("tool generator assistant app model chatbot service feature engine editor product tutor".split())
SPEAKING_NOUNS = frozenset(
    (
        "statement letter complaint lawsuit suit filing motion petition brief post memo response answer action "
        "desist notice"
    ).split()
)
ACCUSING = frozenset(["accuse", "allege", "claim", "say", "argue", "contend"])


@dataclass(slots=True, eq=False)
class StepMention:
    """One wording of a step: its trigger, the verb that tells it, and its arguments as entities."""

    action: str
    frame: Frame
    trigger: Token
    verb: Token
    modality: Modality
    actors: list[Entity] = field(default_factory=list)
    targets: list[Entity] = field(default_factory=list)
    tools: list[Entity] = field(default_factory=list)
    anchored: bool = False  # whether a definite reference ("the suit"), rather than a telling
    refers: bool = False  # names no party: only ever means a step told elsewhere ("the complaint was filed on Monday")
    date: PartialDate | None = None
    in_title: bool = False

    @property
    def sent_start(self) -> int:
        """The first token of its sentence."""
        return self.trigger.sent.start


def find(doc: Doc, cast: Cast, roles: Roles, lexicon: Lexicon, *, lenient: bool = False) -> list[StepMention]:
    """All mentions in the order of the text whose actor is what the frame needs.

    `lenient` lets a party whose side is not known yet be either, so that sides can be learned from what is told.
    """
    found: list[StepMention] = []
    roles.lenient = lenient
    for token in doc:
        if token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB"):
            for key in _verb_keys(token):
                for frame in lexicon.verbs.get(key, ()):
                    found += _verb_mention(token, frame, cast, roles)
        if (token.pos_ in {"NOUN", "PROPN", "VERB", "ADJ"} or token.lower_ == "one") and token.i not in cast.at:
            keys = _noun_keys(token)
            for frame in dict.fromkeys(frame for key in keys for frame in lexicon.nouns.get(key, ())):
                found += _noun_mention(token, frame, cast, roles)
    return found


def _verb_keys(token: Token) -> list[str]:
    lemma = token.lemma_.lower()
    keys = [f"{lemma} {child.lower_}" for child in token.children if child.dep_ in {"prt", "advmod", "prep"}]
    return [*keys, lemma] if not any(child.dep_ == "prt" for child in token.children) else keys


def _noun_keys(token: Token) -> list[str]:
    lemma = token.lemma_.lower()
    doc = token.doc
    before = " ".join(doc[i].lower_ for i in range(max(0, token.i - 3), token.i))
    if lemma == "desist" or (
        lemma in {"letter", "notice", "order", "missive", "demand", "warning"} and "desist" in before
    ):
        following = doc[token.i + 1].lemma_.lower() if token.i + 1 < len(doc) else ""
        return (
            []
            if lemma == "desist" and following in {"letter", "notice", "order", "missive", "demand"}
            else ["desist letter"]
        )
    keys = [f"{child.lower_} {lemma}" for child in token.lefts if child.dep_ in {"compound", "amod", "nmod"}]
    if token.i:
        keys.append(f"{doc[token.i - 1].lower_} {lemma}")
    return [*keys, lemma]


def _heads_match(tokens: list[Token], wanted: tuple[str, ...], cast: Cast, verb: Token) -> bool:
    """Whether one of some heads is of the wanted lemmas or kinds."""
    if "CLAUSE" in wanted and any(c.dep_ in {"ccomp", "xcomp"} for c in verb.children):
        return True
    if "NONE" in wanted and not tokens:
        return True
    for token in (member for head in tokens for member in members(head)):
        lemma = token.lemma_.lower()
        if lemma in wanted or any(f"{c.lower_} {lemma}" in wanted for c in token.lefts):
            return True
        entity = cast.at.get(token.i)
        if "TOOL" in wanted and (tool_in(token, cast) is not None or _is_product(token)):
            return True
        if "PARTY" in wanted and entity is not None and entity.type in {"party", "unknown"}:
            return True
        if "RESPONDENT" in wanted and entity is not None and entity.side == "respondent":
            return True
        if "MONEY" in wanted and (token.ent_type_ == "MONEY" or token.lower_ in {"$", "million", "billion"}):
            return True
    return False


def _is_product(token: Token) -> bool:
    """A product without a name: "a new AI image generator", "the feature"."""
    words = {child.lower_ for child in token.children if child.dep_ in {"compound", "amod", "nmod", "det"}}
    return token.lemma_.lower() in PRODUCTS and bool(words & {"ai", "the"})


def tool_in(token: Token, cast: Cast) -> Entity | None:
    """The tool that a noun phrase's head is, or is called by: "Seedance", "its Seedance 2.0 video generator"."""
    for other in (token, *(c for c in token.children if c.dep_ in {"compound", "nmod", "appos", "amod"})):
        entity = cast.at.get(other.i)
        if entity is not None and entity.type == "tool":
            return entity
    return None


def _verb_mention(verb: Token, frame: Frame, cast: Cast, roles: Roles) -> Iterator[StepMention]:
    objs = objects(verb)
    subjs = subjects(verb)
    if (
        frame.passive
        and not any(c.dep_ in {"nsubjpass", "auxpass", "agent"} for c in verb.children)
        and not (verb.dep_ in {"acl", "conj"} and verb.tag_ == "VBN")
    ):
        return
    if (
        frame.object
        and not _heads_match(objs, frame.object, cast, verb)
        and not (frame.for_ and _heads_match(prepositional(verb, "for"), frame.for_, cast, verb))
    ):
        return
    if frame.not_object and _heads_match(objs, frame.not_object, cast, verb):
        return
    if frame.subject and not _heads_match([*subjs, *([] if subjs else objs)], frame.subject, cast, verb):
        return
    if frame.to and not any(
        t.lemma_.lower() in frame.to or (t.i in cast.at and cast.at[t.i].type == "court")
        for t in prepositional(verb, "to", "into", "before", deep=True)
    ):
        return
    if frame.on and not any(t.lemma_.lower() in frame.on for t in prepositional(verb, "on", deep=True)):
        return
    if frame.in_ and not any(
        t.lemma_.lower() in frame.in_ for t in prepositional(verb, "in", "through", "via", "with")
    ):
        return
    if (frame.about and not _about(verb, frame.about)) or (frame.but and _about(verb, frame.but)):
        return
    if frame.also and not _about(verb, frame.also):
        return
    if frame.needs_subject == "court" and not _bench(subjs, roles):
        return
    mood = modality(verb)
    actors = _fill(frame.actor, verb, None, subjs, objs, roles)
    targets = _fill(frame.target, verb, None, subjs, objs, roles)
    if actors and all(actor in targets for actor in actors):
        # "In suing Stability AI, the company claimed": who acts is not who is acted upon.
        actors = roles.entities(subjs, exclude=targets)
    if frame.must and not targets:
        return
    yield from _checked(StepMention(frame.action, frame, verb, verb, mood, actors, targets), subjs, roles)


def _about(verb: Token, words: tuple[str, ...]) -> bool:
    return any(token.lemma_.lower() in words or token.lower_ in words for token in verb.sent)


def _bench(tokens: list[Token], roles: Roles) -> bool:
    for token in tokens:
        if token.lemma_.lower() in BENCH:
            return True
        if any(entity.type in {"court", "judge"} for entity in roles.resolve(token)):
            return True
    return False


def _fill(
    paths: tuple[str, ...], verb: Token, noun: Token | None, subjs: list[Token], objs: list[Token], roles: Roles
) -> list[Entity]:
    for path in paths:
        if path == "NONE":
            tokens: list[Token] = []
        elif path == "subject":
            tokens = subjs
        elif path == "object":
            tokens = [*objs, *prepositional(verb, "dative")] + [
                c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP"
            ]
        elif path == "possessor":
            tokens = possessors(noun) if noun is not None else []
        elif path == "OBJECT_CONTROL":
            tokens = [
                s
                for c in verb.children
                if c.dep_ in {"ccomp", "xcomp"}
                for s in c.children
                if s.dep_ in {"nsubj", "nsubjpass"}
            ]
        else:
            tokens = (prepositional(noun, path, deep=True) if noun is not None else []) or prepositional(
                verb, path, deep=noun is None
            )
        found = roles.entities(tokens)
        found = [e for e in found if e.type in {"party", "unknown", "person", "judge", "court"}]
        if found:
            return found
    return []


def _noun_mention(noun: Token, frame: Frame, cast: Cast, roles: Roles) -> Iterator[StepMention]:
    if _denied(noun):
        return
    if (
        frame.of
        and not any(tool_in(p, cast) for p in prepositional(noun, "of"))
        and not any(
            tool_in(c, cast) or (cast.at.get(c.i, None) is not None and cast.at[c.i].type == "tool")
            for c in noun.children
            if c.dep_ in {"compound", "poss", "nmod"}
        )
    ):
        return
    if (frame.about and not _about(noun, frame.about)) or (frame.but and _about(noun, frame.but)):
        return
    actors: list[Entity] = []
    targets: list[Entity] = []
    mood: Modality = "happened"
    relations = list(_governors(noun, frame))
    for teller, relation in relations:
        mood = modality(teller) if mood == "happened" and relation != "claims" else mood
        found = _arguments(teller, relation, noun, frame, roles)
        actors = actors or found[0]
        targets = targets or [e for e in found[1] if e not in actors]
    names = [relation for _, relation in relations]
    if not relations:
        mood = governed(noun)
    verb = relations[0][0] if relations else None
    actors = [e for e in actors if e.type in {"party", "unknown", "person", "court", "judge"}]
    if not actors:
        actors = _fill(frame.actor, noun, noun, [], [], roles)
    if not targets:
        targets = _fill(tuple(p for p in frame.target if p != "subject"), noun, noun, [], [], roles)
    targets = [e for e in targets if e not in actors]
    strict = frame.strict and "support" not in names and not prepositional(noun, "against", deep=True)
    told = bool(
        actors or targets or frame.bare or (frame.approval and relations) or frame.of or (frame.both and relations)
    )
    if frame.strict and not ("support" in names or targets):
        return
    refers = (
        not told
        and not frame.strict
        and not _other(noun)
        and ("support" in names or _definite(noun))
        and bool(frame.support)
    )
    if strict or not (told or refers):
        return
    if noun.tag_ == "NNS" and frame.action == "lawsuit" and not targets and all(e.generic for e in actors):
        return  # a wave of suits without names
    if told and not relations and frame.support and not _self_standing(noun, frame):
        return
    mention = StepMention(frame.action, frame, noun, verb if verb is not None else noun, mood, actors, targets)
    mention.anchored = not relations
    if refers:
        mention.refers = True
        yield mention
        return
    yield from _checked(mention, subjects(verb) if verb is not None and names[0] == "support" else [], roles)


def _definite(noun: Token) -> bool:
    return any(
        child.lower_ in {"the", "that", "this", "its", "their"}
        for child in noun.children
        if child.dep_ in {"det", "poss"}
    )


def _other(noun: Token) -> bool:
    return any(child.lower_ in {"another", "similar", "separate", "second", "other"} for child in noun.children)


def _denied(noun: Token) -> bool:
    """ "Without a licence", "no lawsuit": named, but not there."""
    if any(child.lower_ in {"no", "any", "neither"} for child in noun.children if child.dep_ in {"det", "preconj"}):
        return True
    return noun.dep_ == "pobj" and noun.head.lower_ in {"without", "lacking", "barring"}


def _arguments(
    verb: Token, relation: str, noun: Token, frame: Frame, roles: Roles
) -> tuple[list[Entity], list[Entity]]:
    """Actors and targets by the verb that tells what happens with a noun."""
    if relation == "support":
        return roles.entities(subjects(verb)), roles.entities(prepositional(verb, *frame.target))
    if relation in {"faced", "won"}:
        return roles.entities(prepositional(verb, "from", "by")), roles.entities(subjects(verb))
    if relation == "served":
        return roles.entities(subjects(verb)), roles.entities(objects(verb))
    if relation == "said":
        actors = roles.entities(subjects(verb))
        told = [
            *objects(verb),
            *prepositional(verb, "to", "from", "against"),
            *(c for c in verb.children if c.dep_ == "dative"),
        ]
        told += [
            s
            for c in verb.children
            if c.dep_ in {"ccomp", "xcomp"}
            for s in c.children
            if s.dep_ in {"nsubj", "nsubjpass"}
        ]
        return actors, [e for e in roles.entities(told, exclude=actors) if e.type in {"party", "unknown"}]
    if relation == "ends":
        return roles.entities(
            prepositional(objects(verb)[0], "of", "with", "between", "against", deep=True)
        ) if objects(verb) else [], []
    if relation == "moves":
        return [], roles.entities([*prepositional(verb, "to", "at", "with"), *objects(verb)])
    if relation == "accuses":
        return [], roles.entities(objects(verb))
    actors = roles.entities(subjects(verb))  # "the suit in which X accuses Y"
    return actors, roles.entities(prepositional(noun, *frame.target)) or roles.entities(objects(verb), exclude=actors)


def _self_standing(noun: Token, frame: Frame) -> bool:
    """Whether a noun tells its step with no verb for it: only where it names who did it or against whom."""
    if frame.action == "ruling":
        return bool(
            possessors(noun)
            or prepositional(noun, "by", "from", "of", "for", "against")
            or any(c.dep_ in SUPPORT_CLAUSE for c in noun.children)
        )
    if frame.action == "licensing_deal":
        return bool(
            prepositional(noun, "with", "between")
            or ((possessors(noun) or prepositional(noun, "from")) and prepositional(noun, "to", "for"))
        )
    if frame.action == "demand":
        return bool(
            (possessors(noun) or prepositional(noun, "by", "from", "of"))
            and (
                prepositional(noun, "to", "against", "on", "for")
                or any(c.dep_ in {"acl", "relcl", "ccomp"} for c in noun.children)
            )
        )
    if frame.action in {"statement", "response", "regulatory_action", "legislation", "safeguard"}:
        return bool(possessors(noun) or prepositional(noun, "by", "from"))
    return True


def _governors(noun: Token, frame: Frame) -> Iterator[tuple[Token, str]]:
    """The verbs that tell what happens with a noun, each with how it does (see `_arguments`)."""
    for child in noun.children:
        if child.dep_ in SUPPORT_CLAUSE and child.lemma_ in frame.support:
            yield child, "support"
        elif child.dep_ == "relcl" and child.lemma_ in ACCUSING and frame.support:
            yield child, "claims"
        elif child.dep_ in {"acl", "relcl"} and any(c.tag_ == "TO" for c in child.children):
            # "A motion to dismiss that OpenAI had filed": the relative clause hangs on the infinitive.
            yield from (
                (c, "support") for c in child.children if c.dep_ in {"ccomp", "relcl"} and c.lemma_ in frame.support
            )
    head = _top(noun)
    if head is not noun:
        yield from (
            (clause, "support")
            for clause in head.children
            if clause.dep_ in SUPPORT_CLAUSE and clause.lemma_ in frame.support
        )
    verb = head.head
    if head.dep_ == "pobj" and head.head.pos_ == "ADP":
        prep, verb = head.head, head.head.head
        if verb.pos_ not in {"VERB", "AUX"}:
            return
        if prep.lower_ in {"off", "out", "on"} and verb.lemma_ in frame.support:
            yield verb, "support"  # "fires off a letter", read as a preposition
        elif prep.lower_ == "with" and verb.lemma_ in {"hit", "slap", "serve", "threaten"} and frame.support:
            yield verb, "served"
        elif prep.lower_ in {"in", "through", "via", "with", "by"} and noun.lemma_.lower() in SPEAKING_NOUNS:
            yield verb, "said"
        return
    if verb.pos_ not in {"VERB", "AUX"} or verb is head:
        return
    if head in objects(verb) or head.dep_ in {"dobj", "nsubjpass", "attr", "dative"}:
        for lemmas, relation in ((frame.support, "support"), (frame.faced, "faced"), (frame.won, "won")):
            if verb.lemma_ in lemmas:
                yield verb, relation
                return
    if head.dep_ == "nsubj" and verb.lemma_ in ACCUSING | {"name", "target", "seek"}:
        yield verb, "accuses"
    if head.dep_ == "nsubj" and frame.both and verb.lemma_ in {"end", "resolve", "close", "settle", "conclude", "give"}:
        yield verb, "ends"
    if head.dep_ == "nsubj" and verb.lemma_ in {"go", "come", "arrive", "reach", "land", "follow", "hit"}:
        yield verb, "moves"


def _top(noun: Token) -> Token:
    """Up through "a pair of lawsuits", "one of the letters" and coordination."""
    head = noun
    for _ in range(4):
        if head.dep_ in {"conj", "appos"} and head.head.pos_ in {"NOUN", "PROPN"}:
            head = head.head
        elif (
            head.dep_ == "pobj"
            and head.head.lower_ == "of"
            and head.head.head.pos_ in {"NOUN", "NUM", "PRON", "DET", "ADJ"}
        ):
            head = head.head.head
        else:
            break
    return head


def _checked(mention: StepMention, subjs: list[Token], roles: Roles) -> Iterator[StepMention]:
    """A mention whose actor is what its frame needs, once those that cannot be it are left out."""
    needs = mention.frame.needs
    kept = [entity for entity in mention.actors if suits(entity, needs, lenient=roles.lenient)]
    if needs in {"court", "court_or_none"}:
        bench = bool(kept) or _bench(subjs, roles)
        if needs == "court" and not bench:
            return
        if needs == "court_or_none" and mention.actors and not kept:
            return
    elif needs == "maker" and not mention.actors:
        pass  # the tool's developer, which nlp.steps fills in
    elif needs and not kept and not (needs == "party" and not mention.actors and mention.targets):
        return
    mention.actors = kept
    yield mention


def suits(entity: Entity, needs: str, *, lenient: bool = False) -> bool:
    """Whether an entity can be what a frame needs; where lenient, one whose side is not known can be either."""
    if needs in {"court", "court_or_none"}:
        return entity.type in {"court", "judge"}
    if needs in {"public", "agency", "lawmaker"}:
        return entity.kind == "government"
    if entity.type in {"court", "judge", "place"} or entity.kind == "government":
        return needs == ""
    if needs in {"claimant", "respondent"}:
        return entity.side == needs or (lenient and entity.side == "")
    if needs == "maker":
        return entity.side in {"respondent", ""} and entity.label != "PERSON"
    if needs == "objector":
        return entity.side in {"claimant", ""}
    return True
