"""A trigger's verb -> whether the step happened, is threatened or scheduled, or did not happen at all.

What is asked, denied, supposed or pending is never told as done.
"""

from itertools import takewhile
from typing import Literal

from spacy.tokens import Token

from nlp.speech import SAYING

type Modality = Literal["happened", "threatened", "scheduled", "hypothetical"]

MAYBE = frozenset("could may might would can should must ca shall".split())
OUGHT = frozenset({"should", "must", "shall"})
FUTURE = frozenset({"will", "'ll", "wo"})
PLANS = frozenset(
    (
        "plan intend expect prepare schedule set due vow promise pledge want aim hope consider weigh mull "
        "threaten mean slate poise decide go hop"  # "hop" is what the lemmatizer makes of "hoped"
    ).split()
)
REFUSALS = frozenset("decline refuse fail stop avoid deny consider try attempt".split())
ORDERS = frozenset(
    "ask urge order want tell require demand force allow persuade press call invite request need bid beg".split()
)
# Verbs and nouns whose clause says what somebody wants or may do: "insists that X stop", "a request that X pay".
WISHES = frozenset(
    (
        "let allow help permit enable demand ask request require insist urge want bid motion effort attempt plan right "
        "threat order call rumour rumor suggestion idea hope possibility fear proposal"
    ).split()
)
OBLIGING = frozenset({"have", "need"})
DOUBTS = frozenset({"deny", "dispute", "doubt"})
CONDITIONS = frozenset({"if", "whether", "unless", "until", "lest", "should", "case"})
PENDING = frozenset({"when", "before", "once", "after"})
LIKELY = frozenset({"likely", "possible", "unlikely", "probable", "conceivable", "imminent"})
# Prepositions before a gerund that did not come true: "instead of suing", "short of suing", "decided against suing".
AVERTING = frozenset({"against", "without", "instead", "than"})
AVERTED = frozenset("short instead intention threat possibility prospect idea refrain stop prevent shrink risk".split())
INSTEAD = frozenset({"instead of", "rather than", "short of"})
SETTING = frozenset("set schedule slate fix adjourn postpone delay list book calendar plan intend expect".split())
WEIGHING = frozenset("consider weigh mull explore contemplate examine study discuss".split())
OPPOSING = frozenset("objection challenge opposition appeal resistance".split())  # to what is there
INTENTIONS = frozenset("intention plan threat right readiness intent vow pledge".split())
UNREAL = frozenset(
    (
        "threaten consider mull weigh avoid plan prepare want contemplate risk fear prevent foresee expect shrink "
        "avert exclude seek await imagine propose rule reject refuse decline oppose"
    ).split()
)
UNREAL_NOUNS = frozenset(
    (
        "threat prospect possibility risk fear warning talk negotiation plan option likelihood spectre specter "
        "ultimatum ground basis hope chance"
    ).split()
)
# Verbs whose object comes into being by them: "threatened to take action", unlike "refused to dismiss the action".
CREATING = frozenset("take file bring lodge launch start begin mount pursue initiate commence institute open".split())
RANKS = frozenset("first second third fourth fifth latest last newest only next".split())


def modality(token: Token) -> Modality:
    """The modality of the verb that tells a step (or of the verb that governs the noun that names it)."""
    verb = token
    for _ in range(5):
        own = _own(verb)
        if own != "happened":
            return own
        if verb.dep_ in {"acl", "relcl"} and any(child.lower_ in RANKS for child in verb.head.children):
            return "happened"  # "the third publisher to sue"
        if verb.dep_ in {"acl", "relcl", "xcomp", "advcl"} and verb.head.lower_ in RANKS:
            verb = verb.head.head  # "was the first to sue" happened, "would be the first to sue" did not
            continue
        if _wanted(verb) or _averted(verb):
            return "hypothetical"
        if verb.dep_ == "xcomp" and verb.head.pos_ in {"VERB", "AUX", "ADJ"}:
            governed_by = _control(verb.head)
            if governed_by is not None:
                return governed_by
            verb = verb.head
        elif verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"} and not _stands_alone(verb):
            verb = verb.head
        else:
            break
    return "happened"


def told_as_past(verb: Token) -> bool:
    """Whether a verb tells outright of what is over: "was heard", "took effect", not "said" or "set down for May"."""
    tenses = [verb, *(child for child in verb.children if child.dep_ in {"aux", "auxpass"})]
    return verb.lemma_ not in SAYING | SETTING and any(token.tag_ == "VBD" for token in tenses)


def told_as_done(verb: Token) -> bool:
    """Whether a verb tells of what was done: as past (see `told_as_past`), or in the perfect ("has struck a deal")."""
    perfect = verb.tag_ == "VBN" and any(c.dep_ == "aux" and c.tag_ in {"VBZ", "VBP"} for c in verb.children)
    return told_as_past(verb) or (perfect and verb.lemma_ not in SAYING)


def obliged(verb: Token) -> bool:
    """Whether a verb tells what somebody cannot but do: "will have to turn to the Court of Appeal"; who had to, did."""
    return verb.dep_ == "xcomp" and verb.head.lemma_ in OBLIGING and verb.head.tag_ in {"VB", "VBP", "VBZ"}


def _control(head: Token) -> Modality | None:
    """What a verb or adjective makes of its infinitive: "plans to sue", "has yet to rule", "is unlikely to sue"."""
    if head.pos_ == "ADJ":
        return "scheduled" if head.lower_ in {"due", "set"} and _own(head.head) == "happened" else "hypothetical"
    if head.lemma_ in OBLIGING:
        return "hypothetical" if any(child.lower_ == "yet" for child in head.children) else "scheduled"
    if head.lemma_ in REFUSALS | ORDERS:
        return "hypothetical"
    if head.lemma_ in PLANS and any(child.lower_ == "had" for child in head.children):
        return "hypothetical"  # "had hoped to settle"
    if head.lemma_ in PLANS:
        return "threatened" if _own(head) == "happened" else "hypothetical"
    return None


def _wanted(verb: Token) -> bool:
    """ "Asking for the case to be thrown out", "a motion to dismiss": what is wanted, not what was done."""
    infinitive = any(child.tag_ == "TO" and child.dep_ == "aux" for child in verb.children)
    if infinitive and verb.dep_ in {"acl", "advcl", "relcl", "ccomp", "pcomp", "pobj"}:
        return verb.head.lemma_ not in PLANS or verb.dep_ in {"ccomp", "acl", "relcl"}
    if verb.dep_ == "ccomp" and verb.head.lemma_ in DOUBTS:
        return True
    return verb.dep_ in {"ccomp", "acl"} and verb.head.lemma_.lower() in WISHES and verb.tag_ in {"VB", "VBP", "VBN"}


def _averted(verb: Token) -> bool:
    """A verb after words that say it did not come to that, however they are parsed."""
    before = verb.doc[max(verb.sent.start, verb.i - 2) : verb.i].text.lower()
    if before in INSTEAD:
        return True
    if verb.dep_ not in {"pcomp", "pobj"}:
        return False
    preposition = verb.head
    return preposition.lower_ in AVERTING or preposition.head.lemma_.lower() in AVERTED | AVERTING


def _stands_alone(verb: Token) -> bool:
    """Whether a coordinated verb has a subject or an auxiliary of its own."""
    return any(child.dep_ in {"nsubj", "nsubjpass", "aux"} and child.tag_ != "TO" for child in verb.children)


def announced(token: Token) -> Modality:
    """For a suit that has not been filed: happened where it is announced or threatened aloud, threatened where it is
    said to be considered, hypothetical where nobody says that it will come."""
    if _negated(token) or _conditional(token) or _averted(token):
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


def weighed(noun: Token) -> bool:
    """Whether a noun names what somebody thinks of doing: "is considering a cease-and-desist letter"."""
    verb = noun.head
    return noun.dep_ == "dobj" and verb.lemma_ in WEIGHING and _own(verb) == "happened" and not is_there(noun)


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
    if verb.pos_ not in {"VERB", "AUX"}:
        return "happened"
    if verb.lemma_ in UNREAL and head.dep_ in {"dobj", "prep", "pobj", "xcomp", "nsubjpass"}:
        return "happened" if _opposed(noun, verb) else "hypothetical"
    if head is noun and head.dep_ == "dobj" and verb.lemma_ in CREATING:
        return modality(verb)
    if head is noun and head.dep_ == "nsubj" and any(c.lower_ in LIKELY for c in verb.children):
        return "hypothetical"
    if (
        head.dep_ in {"nsubj", "nsubjpass"}
        and head is noun
        and (maybe := [c for c in verb.children if c.lower_ in MAYBE])
    ):
        there = is_there(noun) and not any(c.lower_ in OUGHT for c in maybe)
        return "happened" if there else "hypothetical"  # "a lawsuit would be the next step"
    return "happened"


def is_there(noun: Token) -> bool:
    """Whether a noun names what the text knows: "the settlement could change the market", "its suit may fail"."""
    return any(c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in {"the", "this", "that"}) for c in noun.children)


def _opposed(noun: Token, verb: Token) -> bool:
    """Whether a noun is what an objection is to, and so is there: "rejected the objections to her order"."""
    between = (*takewhile(lambda above: above != verb, noun.ancestors), *(c for c in verb.children if c.dep_ == "dobj"))
    return any(other.lemma_.lower() in OPPOSING and other.i < noun.i for other in between)


def _own(verb: Token) -> Modality:
    """The modality that a verb's own negation, conjunction and auxiliaries give it."""
    if _negated(verb) or _conditional(verb):
        return "hypothetical"
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if auxiliaries & FUTURE:
        return "scheduled"
    if auxiliaries & MAYBE:
        return "scheduled" if "would" in auxiliaries and announces(verb) else "hypothetical"
    set_for = "to" in auxiliaries and ({"is", "are"} & auxiliaries or verb.head.lemma_ == "be")
    return "scheduled" if set_for and verb.dep_ in {"ROOT", "ccomp", "conj", "relcl"} else "happened"


def announces(verb: Token) -> bool:
    """ "X said that it would appeal": what whoever speaks says of itself."""
    head = verb.head
    own = any(child.dep_ == "nsubj" and child.lower_ in {"it", "he", "she", "they"} for child in verb.children)
    return own and verb.dep_ == "ccomp" and head.lemma_ in SAYING and head.tag_ == "VBD" and _own(head) == "happened"


def _negated(verb: Token) -> bool:
    for child in verb.children:
        if child.dep_ == "neg" or (
            child.dep_ in {"advmod", "preconj", "cc"} and child.lower_ in {"never", "neither", "no"}
        ):
            return True
        if child.dep_ in {"nsubj", "nsubjpass"} and child.lower_ in {"none", "nobody", "neither"}:
            return True
        if child.dep_ in {"nsubj", "nsubjpass", "dobj"} and any(
            below.lower_ in {"no", "neither"} and below.dep_ in {"det", "preconj", "cc"} for below in child.children
        ):
            return True
    return False


def _conditional(verb: Token) -> bool:
    """ "If X sues", "had X sued", "were X to sue": nothing of it has happened."""
    for child in verb.children:
        if child.dep_ in {"mark", "advmod"} and child.lower_ in CONDITIONS:
            return True
        if child.dep_ in {"mark", "advmod"} and child.lower_ in PENDING and verb.tag_ in {"VBZ", "VBP"}:
            return True  # "when Disney sues", "before it files suit": not yet
    start = verb.left_edge.i
    if start > verb.sent.start + 1 and [t.lower_ for t in verb.doc[start - 2 : start]] == ["in", "case"]:
        return True  # parsed as part of the clause before
    subjects = [child.i for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}]
    inverted = [c for c in verb.children if c.dep_ in {"aux", "auxpass"} and c.lower_ in {"had", "were", "should"}]
    return bool(subjects and inverted and inverted[0].i < min(subjects) and verb.dep_ in {"advcl", "ccomp"})
