"""A verb, noun or sentence -> whether a court has decided: what is to come, set, announced or put off is no decision
yet, and what a court would not do it has refused."""

from spacy.tokens import Span, Token

from nlp.modality import FUTURE, SETTING

COMING = frozenset({"would", "may", "might", "shall"})
DECIDING = frozenset(
    "pass issue give grant come pronounce deliver hand announce follow get obtain receive make".split()
)
RULING = frozenset({"rule", "decide"})
AWAITING = frozenset({"await", "expect"})
DECISIONS = frozenset("order ruling decision judgment judgement verdict relief injunction".split())
DATES = frozenset({"date", "day"})
FORMERLY = frozenset({"had", "first", "originally", "initially"})
DISPOSED = frozenset("dismiss throw toss strike certify grant deny approve reject".split())  # done to claims by courts
ALLOWED = frozenset("order let allow block compel force stop halt delay stay permit lift enjoin bar".split())


def awaited(verb: Token) -> bool:
    """Whether a verb tells of a decision that is yet to come: "an order would be passed, the court indicated"."""
    if verb.lemma_ in RULING:
        return _to_come(verb)  # and not what it decides that others shall do
    if _of_decision(verb) and ((verb.lemma_ in DECIDING and _to_come(verb)) or verb.lemma_ in AWAITING):
        return True
    return any(awaited(child) for child in verb.children if child.dep_ in {"ccomp", "parataxis", "xcomp"})


def due(sent: Span) -> bool:
    """Whether a sentence says when a decision is due: "June 12 is the date fixed for a decision"."""
    for noun in sent:
        if noun.lemma_.lower() not in DECISIONS or noun.pos_ != "NOUN":
            continue
        of = noun.head if noun.dep_ == "pobj" and noun.head.lower_ in {"for", "of"} else None
        if of is not None and of.head.lemma_.lower() in SETTING | DATES:
            return True
        if noun.dep_ in {"nsubj", "nsubjpass"} and noun.head.lemma_ in SETTING | AWAITING:
            return True
    return False


def put_off(noun: Token) -> bool:
    """Whether a hearing was only set, and held at another time or never: "the 26th had been set for the hearing"."""
    verb = next((above for above in (noun, *noun.ancestors) if above.pos_ == "VERB"), noun)
    return verb.lemma_ in SETTING and any(child.lower_ in FORMERLY for child in verb.children)


def foretold(verb: Token) -> bool:
    """Whether a verb tells what a court says that it will do: "the claims are to be thrown out, the judge said"."""
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    return passive and verb.lemma_ in DISPOSED and _to_come(verb)


def refused(verb: Token) -> bool:
    """Whether a verb tells what a court refuses to do, and so decides: "the judge would not block the release"."""
    negated = any(child.dep_ == "neg" for child in verb.children)
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    return negated and bool(auxiliaries & {"would", "wo", "will"}) and verb.lemma_ in DISPOSED | ALLOWED


def _to_come(verb: Token) -> bool:
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    return bool(auxiliaries & (FUTURE | COMING)) or ("to" in auxiliaries and verb.head.lemma_ == "be")


def _of_decision(verb: Token) -> bool:
    """Whether a decision is what is passed, or what is to come."""
    above = [verb.head] if verb.dep_ == "xcomp" else []
    beside = (child for node in (verb, *above) for child in node.children)
    return any(c.lemma_.lower() in DECISIONS for c in beside if c.dep_ in {"nsubj", "nsubjpass", "dobj"})
