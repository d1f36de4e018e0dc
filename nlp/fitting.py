"""Whether the words around a verb or noun, and its arguments, fit what a frame of `data/actions.toml` asks for."""

from spacy.tokens import Token

from nlp import wordlists
from nlp.bench import BENCH
from nlp.entities import Cast, Entity
from nlp.governors import SUPPORT_CLAUSE
from nlp.lexicon import Frame
from nlp.roles import Roles
from nlp.syntax import members, once, possessors, prepositional

FROM_AUTHOR = frozenset({"statement", "response", "regulatory_action", "legislation", "safeguard"})


def fits_verb(verb: Token, frame: Frame, subjs: list[Token], objs: list[Token], roles: Roles) -> bool:
    """Whether a verb with its logical subjects and objects is what a frame describes."""
    cast = roles.cast
    return (
        (not frame.passive or _passive(verb))
        and _object_fits(verb, frame, objs, cast)
        and not (frame.not_object and _any_of(objs, frame.not_object, cast, verb))
        and not (frame.subject and not _any_of(subjs or objs, frame.subject, cast, verb))
        and _prepositions_fit(verb, frame, cast)
        and _sentence_fits(verb, frame)
        and (frame.needs_subject != "court" or names_bench(subjs, roles))
    )


def fits_noun(noun: Token, frame: Frame, cast: Cast) -> bool:
    """Whether a noun is what a frame describes, before it is asked who did what with it."""
    return not _denied(noun) and (not frame.of or _of_tool(noun, cast)) and _sentence_fits(noun, frame, also=False)


def names_bench(tokens: list[Token], roles: Roles) -> bool:
    """Whether one of some heads is a court or judge, by its word or by whom it means."""
    for token in tokens:
        if token.lemma_.lower() in BENCH or any(entity.on_bench for entity in roles.resolve(token)):
            return True
    return False


def suits(entity: Entity, needs: str, *, lenient: bool = False) -> bool:
    """Whether an entity can be what a frame needs; where lenient, one whose side is not known can be either."""
    if needs in {"court", "court_or_none"}:
        return entity.on_bench
    needs = needs.removesuffix("_or_none")
    if needs in {"public", "agency", "lawmaker"}:
        return entity.kind == "government"
    if entity.on_bench or entity.type == "place" or entity.kind == "government":
        return needs == ""
    if needs in {"claimant", "respondent"}:
        return entity.side == needs or (lenient and entity.side == "")
    if needs == "maker":
        return entity.side in {"respondent", ""} and entity.label != "PERSON"
    if needs == "objector":
        return entity.side in {"claimant", ""}
    return True


def is_definite(noun: Token) -> bool:
    """ "The suit", "its suit": one told elsewhere."""
    return any(
        child.lower_ in {"the", "that", "this", "its", "their"}
        for child in noun.children
        if child.dep_ in {"det", "poss"}
    )


def is_another(noun: Token) -> bool:
    """ "Another suit", "a similar suit": not the one told elsewhere."""
    return any(child.lower_ in {"another", "similar", "separate", "second", "other"} for child in noun.children)


def self_standing(noun: Token, frame: Frame) -> bool:
    """Whether a noun tells its step with no verb for it: only where it names who did it or against whom."""
    if frame.action == "ruling":
        by_whom = possessors(noun) or prepositional(noun, "by", "from", "of", "for", "against")
        return bool(by_whom or any(c.dep_ in SUPPORT_CLAUSE for c in noun.children))
    if frame.action == "licensing_deal":
        owned = possessors(noun) or prepositional(noun, "from")
        return bool(prepositional(noun, "with", "between") or (owned and prepositional(noun, "to", "for")))
    if frame.action == "demand":
        by_whom = possessors(noun) or prepositional(noun, "by", "from", "of")
        for_what = prepositional(noun, "to", "against", "on", "for") or any(
            c.dep_ in {"acl", "relcl", "ccomp"} for c in noun.children
        )
        return bool(by_whom and for_what)
    if frame.action in FROM_AUTHOR:
        return bool(possessors(noun) or prepositional(noun, "by", "from"))
    return True


def _passive(verb: Token) -> bool:
    if any(c.dep_ in {"aux", "auxpass"} and c.lower_ == "being" for c in verb.children):
        return False  # "the case is being dropped": not done yet
    return any(c.dep_ in {"nsubjpass", "auxpass", "agent"} for c in verb.children) or (
        verb.dep_ in {"acl", "conj"} and verb.tag_ == "VBN"
    )


def _object_fits(verb: Token, frame: Frame, objs: list[Token], cast: Cast) -> bool:
    """The object is what the frame wants, or what follows "for" is."""
    return (
        not frame.object
        or _any_of(objs, frame.object, cast, verb)
        or bool(frame.for_ and _any_of(prepositional(verb, "for"), frame.for_, cast, verb))
    )


def _prepositions_fit(verb: Token, frame: Frame, cast: Cast) -> bool:
    to = prepositional(verb, "to", "into", "before", deep=True) if frame.to else []
    if frame.to and not any(
        t.lemma_.lower() in frame.to or ("court" in frame.to and _is(t, "court", cast)) for t in to
    ):
        return False
    if frame.not_to and any(below.lower_ in frame.not_to for t in to for below in t.subtree):
        return False
    if frame.on and not any(t.lemma_.lower() in frame.on for t in prepositional(verb, "on", deep=True)):
        return False
    within = prepositional(verb, "in", "through", "via", "with") if frame.in_ else []
    return not frame.in_ or any(t.lemma_.lower() in frame.in_ for t in within)


def _sentence_fits(token: Token, frame: Frame, *, also: bool = True) -> bool:
    """The sentence has the words that the frame asks for, and none that it forbids."""
    if (frame.about and not _about(token, frame.about)) or (frame.but and _about(token, frame.but)):
        return False
    return not (also and frame.also) or _about(token, frame.also)


def _about(token: Token, words: tuple[str, ...]) -> bool:
    return not _vocabulary(token.sent[0]).isdisjoint(words)


@once
def _vocabulary(first: Token) -> frozenset[str]:
    """The words of the sentence that a token opens, and their lemmas."""
    return frozenset(word for token in first.sent for word in (token.lower_, token.lemma_.lower()))


def _any_of(tokens: list[Token], wanted: tuple[str, ...], cast: Cast, verb: Token) -> bool:
    """Whether one of some heads is of the wanted lemmas or kinds."""
    if "CLAUSE" in wanted and any(c.dep_ in {"ccomp", "xcomp"} for c in verb.children):
        return True
    if "NONE" in wanted and not tokens:
        return True
    return any(_wanted(member, wanted, cast) for head in tokens for member in members(head))


def _wanted(token: Token, wanted: tuple[str, ...], cast: Cast) -> bool:
    lemma = token.lemma_.lower()
    if lemma in wanted or any(f"{c.lower_} {lemma}" in wanted for c in token.lefts):
        return True
    if "TOOL" in wanted and (_names_tool(token, cast) or _is_product(token)):
        return True
    if "PARTY" in wanted and cast.party_at(token) is not None:
        return True
    if "RESPONDENT" in wanted and token.i in cast.at and cast.at[token.i].side == "respondent":
        return True
    return "MONEY" in wanted and (token.ent_type_ == "MONEY" or token.lower_ in {"$", "million", "billion"})


def _is_product(token: Token) -> bool:
    """A product without a name: "a new AI image generator", "the feature"."""
    words = {child.lower_ for child in token.children if child.dep_ in {"compound", "amod", "nmod", "det"}}
    return token.lemma_.lower() in wordlists.words().plain_products and bool(words & {"ai", "the"})


def _names_tool(token: Token, cast: Cast) -> bool:
    """Whether a noun phrase's head is, or is called by, a tool: "Seedance", "its Seedance 2.0 video generator"."""
    return any(
        _is(other, "tool", cast)
        for other in (token, *(c for c in token.children if c.dep_ in {"compound", "nmod", "appos", "amod"}))
    )


def _is(token: Token, kind: str, cast: Cast) -> bool:
    return token.i in cast.at and cast.at[token.i].type == kind


def _of_tool(noun: Token, cast: Cast) -> bool:
    """ "The launch of Sora", "Sora's launch"."""
    return any(_names_tool(p, cast) for p in prepositional(noun, "of")) or any(
        _names_tool(c, cast) for c in noun.children if c.dep_ in {"compound", "poss", "nmod"}
    )


def _denied(noun: Token) -> bool:
    """ "Without a licence", "no lawsuit": named, but not there."""
    if any(child.lower_ in {"no", "any", "neither"} for child in noun.children if child.dep_ in {"det", "preconj"}):
        return True
    return noun.dep_ == "pobj" and noun.head.lower_ in {"without", "lacking", "barring"}
