"""A trigger's verb -> whether the step happened, is threatened or scheduled, or did not happen at all.

What is asked, denied, supposed or pending is never told as done.
"""

from typing import Literal

from spacy.tokens import Token

type Modality = Literal["happened", "threatened", "scheduled", "hypothetical"]

MAYBE = frozenset("could may might would can should must ca shall".split())
FUTURE = frozenset({"will", "'ll", "wo"})
NEGATIONS = frozenset({"neg"})
NEVER = frozenset({"never", "no", "neither", "without", "nor", "yet"})
PLANS = frozenset(
    (
        "plan intend expect prepare schedule set due vow promise pledge want aim hope consider weigh mull "
        "threaten mean slate poise decide"
    ).split()
)
REFUSALS = frozenset(["decline", "refuse", "fail", "stop", "avoid", "deny", "consider"])
CONDITIONS = frozenset({"if", "whether", "unless", "until", "lest", "should"})


def modality(token: Token) -> Modality:
    """The modality of the verb that tells a step (or of the verb that governs the noun that names it)."""
    verb = token
    for _ in range(5):
        own = _own_modality(verb)
        if own != "happened":
            return own
        if verb.dep_ == "ccomp" and verb.head.lemma_ in {"deny", "dispute", "doubt"}:
            return "hypothetical"
        if verb.dep_ in {"acl", "relcl"} and any(child.lower_ in RANKS for child in verb.head.children):
            return "happened"  # "the third publisher to sue"
        infinitive = verb.tag_ == "VB" and any(child.tag_ == "TO" and child.dep_ == "aux" for child in verb.children)
        if (
            infinitive
            and verb.dep_ in {"acl", "advcl", "relcl", "ccomp", "pcomp", "pobj"}
            and verb.head.lemma_ not in PLANS
        ):
            # "Asking for the case to be thrown out", "a motion to dismiss": what is wanted, not what was done.
            return "hypothetical"
        if verb.dep_ == "xcomp" and verb.head.pos_ in {"VERB", "AUX", "ADJ"}:
            verb = verb.head
            if verb.lemma_ in {"have", "need"}:
                return "hypothetical" if any(child.lower_ == "yet" for child in verb.children) else "scheduled"
            if verb.lemma_ in REFUSALS:
                return "hypothetical"
            if verb.lemma_ in PLANS:
                return "threatened" if _own_modality(verb) == "happened" else "hypothetical"
            if verb.lemma_ in {
                "ask",
                "urge",
                "order",
                "want",
                "tell",
                "require",
                "demand",
                "force",
                "allow",
                "persuade",
                "press",
                "call",
                "invite",
                "request",
                "need",
                "bid",
            }:
                return "hypothetical"
        elif (
            verb.dep_ in {"conj"}
            and verb.head.pos_ in {"VERB", "AUX"}
            and not any(c.dep_ in {"nsubj", "nsubjpass", "aux"} and c.tag_ != "TO" for c in verb.children)
        ):
            verb = verb.head
        elif (
            verb.dep_ in {"ccomp", "acl"}
            and verb.head.lemma_
            in {
                "let",
                "allow",
                "help",
                "permit",
                "enable",
                "demand",
                "ask",
                "request",
                "require",
                "insist",
                "urge",
                "want",
                "bid",
                "motion",
                "effort",
                "attempt",
                "plan",
                "right",
                "threat",
                "order",
                "call",
            }
            and verb.tag_ in {"VB", "VBP"}
        ):
            return "hypothetical"
        else:
            break
    return "happened"


UNREAL = frozenset(
    (
        "threaten consider mull weigh avoid plan prepare want contemplate risk fear prevent foresee expect shrink "
        "avert exclude"
    ).split()
)
UNREAL_NOUNS = frozenset(
    "threat prospect possibility risk fear warning talk plan option likelihood spectre specter ultimatum".split()
)
RANKS = frozenset("first second third fourth fifth latest last newest only next".split())


SAYING = frozenset(
    "say announce warn tell vow confirm declare state add promise pledge insist threaten write note reveal".split()
)
WEIGHING = frozenset(["consider", "weigh", "mull", "explore", "contemplate", "examine", "study", "discuss"])
INTENTIONS = frozenset(["intention", "plan", "threat", "right", "readiness", "intent", "vow", "pledge"])


def announced(token: Token) -> Modality:
    """For a suit that has not been filed: happened where it is announced or threatened aloud, threatened where it is
    said to be considered, hypothetical where nobody says that it will come."""
    if _own_negated(token):
        return "hypothetical"
    node = token
    for _ in range(5):
        head = node.head
        if node.lemma_ in WEIGHING or head.lemma_ in WEIGHING:
            return "threatened"
        if head is node:
            break
        if head.lemma_ in SAYING | PLANS and node.dep_ in {"ccomp", "xcomp", "parataxis", "dobj", "pobj", "prep"}:
            return "happened"
        if head.lemma_.lower() in INTENTIONS | UNREAL_NOUNS:
            return "happened"
        node = head
    if any(child.lemma_ in SAYING and child.dep_ in {"parataxis", "ccomp"} for child in node.children):
        return "happened"
    return "happened" if any(child.lower_ in FUTURE for child in token.children) else "hypothetical"


def _own_negated(verb: Token) -> bool:
    return any(child.dep_ == "neg" or child.lower_ in {"never", "neither", "no"} for child in verb.children) or any(
        child.dep_ == "mark" and child.lower_ in {"if", "whether"} for child in verb.children
    )


def governed(noun: Token) -> Modality:
    """The modality of a step that a noun names with no telling verb: "threatened with legal action" is none."""
    head = noun
    for _ in range(8):
        if head.lemma_.lower() in UNREAL_NOUNS and head is not noun:
            return "hypothetical"
        above = head.head
        if above is head or above.pos_ in {"VERB", "AUX"}:
            break
        head = above
    verb = head.head
    if (
        verb.pos_ in {"VERB", "AUX"}
        and verb.lemma_ in UNREAL
        and head.dep_ in {"dobj", "prep", "pobj", "xcomp", "nsubjpass"}
    ):
        return "hypothetical"
    return "happened"


def _own_modality(verb: Token) -> Modality:
    for child in verb.children:
        if child.dep_ in NEGATIONS or (child.dep_ == "advmod" and child.lower_ in NEVER - {"yet"}):
            return "hypothetical"
        if child.dep_ == "mark" and child.lower_ in CONDITIONS:
            return "hypothetical"
        if child.dep_ == "advmod" and child.lower_ == "if":
            return "hypothetical"
        if child.dep_ in {"nsubj", "nsubjpass"} and child.lower_ in {"none", "nobody", "neither"}:
            return "hypothetical"
        if child.dep_ in {"nsubj", "nsubjpass", "dobj"} and any(
            g.lower_ in {"no", "neither"} and g.dep_ in {"det", "preconj", "cc"} for g in child.children
        ):
            return "hypothetical"
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if auxiliaries & FUTURE:
        return "scheduled"
    if auxiliaries & MAYBE:
        return "hypothetical"
    if (
        verb.dep_ in {"ROOT", "ccomp", "conj", "relcl"}
        and "to" in auxiliaries
        and ({"is", "are"} & auxiliaries or verb.head.lemma_ == "be")
    ):
        return "scheduled"
    return "happened"
