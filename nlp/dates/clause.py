"""How a date stands in its clause: its relation to the step, the tense of the clause, and whether it dates the article.

Read from a few words to either side, which is right for most; a caller with a parse passes the tense it knows instead.
"""

import re
from datetime import date

from nlp.dates.found import Found
from nlp.dates.mention import Relation, Tense
from nlp.dates.words import either

_RELATIONS: dict[str, Relation] = {
    "by": "by",
    "no later than": "by",
    "before": "before",
    "prior to": "before",
    "ahead of": "before",
    "until": "until",
    "till": "until",
    "through": "until",
    "after": "after",
    "since": "since",
    "as of": "since",
    "effective": "since",
    "starting": "since",
    "between": "between",
}
_RELATION = re.compile(
    rf"\b(?P<word>{either(','.join(_RELATIONS))})\s+(?:the\s+)?(?:(?:end|middle|start|close)\s+of\s+)?(?:the\s+)?$"
)
_BE = r"(?:is|are|was|were)"
_SET = r"(?:set|fixed|scheduled|slated|due|planned|calendared)"
_FUTURE_BEFORE = re.compile(
    rf"\b(?:will|shall|must|going to|{_BE} (?:now |also |currently )?(?:to|set|due|scheduled|expected|slated|likely)"
    rf"|(?:has|have) (?:to\b|until\b|been (?:set|scheduled|given until))|{_SET} (?:for|to|on|in)"
    r"|deadlines? (?:of|is|for)|no later than|plans? to|upcoming|expires?|[’']ll)\b"
    r"(?:(?!\b(?:was|were|had)\b)[^.;:!?\n])*$"
)
_BREAK_BEFORE = re.compile(
    r".*(?:[.;:!?\n—–(]|,\s+(?:said|according|the|he|she|it|they|who|which|after|as|where|when)\b"
    r"|\b(?:said|after|which|who|that was)\b)",
    re.DOTALL,
)
_FUTURE_AFTER = re.compile(
    r"[^.;:!?\n]{0,70}?\b(?:will|shall|must|(?:is|are) (?:to|set|due|scheduled|fixed|the (?:date|day|deadline)))\b"
)
_PERFECT_AFTER = re.compile(r",?\s+(?:[\w’'.-]+\s+){1,4}had\b")  # "By Wednesday it had a letter"
_OPENING = re.compile(r"(?:^|[.!?:;\n•]\s*|[\"“])(?:[Oo]n|[Ii]n|[Aa]t|[Bb]y|[Ff]rom|[Uu]ntil|[Aa]fter)?\s*$")
_PAST_AFTER = re.compile(
    r"\b(?:[a-z]{2,}ed|said|told|sent|won|sued|took|brought|made|gave|held|found|ruled|was|were|had|came|saw|put|wrote)\b"
)
_NO_NOUNS = (
    "on|in|at|of|for|to|against|is|was|will|and|or|with|as|had|has|by|from|the|a|an|that|after|before|over|when|who"
    "|which|but|said"
)
_ATTRIBUTE = re.compile(rf"(?:['’]s\s+|s['’]\s+|\s+|-)(?!(?:{_NO_NOUNS})\b)[a-z]{{3}}")
_DETERMINER = re.compile(r"(?:\b(?:[Aa]n?|[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Tt]hat|[Tt]his)|['’]s|s['’])\s+$")
_POSSESSIVE = re.compile(r"['’]s?\s+\w")
_DATELINE_AFTER = re.compile(r"\)?\s*(?:\([A-Z][A-Za-z]+(?: [A-Z]\w+)?\)\s*[-–—]|[-–—]{1,2}\s*[A-Z\"“])")
_DATELINE_BEFORE = re.compile(
    r"\b(?:[Uu]pdated|UPDATED|[Pp]ublished|PUBLISHED|[Pp]osted|[Ll]ast modified)(?: on| at)?:?\s*$"
)
_PLACE = re.compile(r"(?:[A-Z][\w.’'-]*[\s,]*|[/(–—-]\s*)*")


def is_attributive(text: str, start: int, end: int) -> bool:
    if _POSSESSIVE.match(text, end):
        return True
    return bool(_DETERMINER.search(text, max(0, start - 8), start) and _ATTRIBUTE.match(text, end))


def relation_of(text: str, start: int) -> Relation:
    hit = _RELATION.search(text, max(0, start - 28), start)
    if hit is None and text.startswith(("between", "Between"), start):
        return "between"
    return _RELATIONS[" ".join(hit["word"].lower().split())] if hit else "on"


def is_dateline(text: str, found: Found) -> bool:
    """ "April 30 (UPI) --", "WASHINGTON, DC (June 24, 2024) –", "Updated September 29, 2023": dates the article."""
    if found.kind not in {"absolute", "yearless"} or found.past is None or found.past[0] != found.past[1]:
        return False
    if _DATELINE_BEFORE.search(text, max(0, found.start - 20), found.start):
        return True
    line = text.rfind("\n", 0, found.start) + 1
    place = text[line : found.start]
    return len(place) < 60 and bool(_DATELINE_AFTER.match(text, found.end) and _PLACE.fullmatch(place))


def tense_of(text: str, found: Found, relation: Relation, published: date, attributive: bool) -> Tense | None:
    """Future where the clause is about what is to come, or where the past reading lies most of a year back."""
    if found.past == found.future or found.past is None or found.future is None or attributive:
        return None
    head = text[max(0, found.start - 90) : found.start]
    if relation in {"by", "until"}:
        return None if _OPENING.search(head) and _PERFECT_AFTER.match(text, found.end) else "future"
    cut = _BREAK_BEFORE.match(head)
    if _FUTURE_BEFORE.search(head[cut.end() :] if cut else head):
        return "future"
    ahead = _FUTURE_AFTER.match(text, found.end) if _OPENING.search(head) else None
    if ahead and not _PAST_AFTER.search(ahead[0]):
        return "future"
    if found.kind == "yearless" and found.past[0] == found.past[1]:
        far, near = (published - found.past[1]).days, (found.future[0] - published).days
        return "future" if far > 300 and 0 < near <= 65 else None
    return None
