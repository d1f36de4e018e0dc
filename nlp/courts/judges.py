"""Finder for judges, named or not: "U.S. District Judge Ann Lee", "Mrs Justice Joanna Smith", "a federal judge"."""

import re

from nlp.courts.mention import JudgeMention
from nlp.courts.table import CourtTable, court_table
from nlp.dates.words import MONTHS, WEEKDAYS

_NAME_WORD = r"(?:[A-ZÀ-Þ][\w’'-]*[a-zà-ÿ][\w’'-]*|[A-Z]\.(?:[A-Z]\.)*)"
_NAME = rf"{_NAME_WORD}(?:\s+(?:(?:van|von|de|der|la|al|bin)\s+)*{_NAME_WORD}){{0,3}}(?:,?\s+(?:Jr|Sr|II|III)\b\.?)?"
_TITLE = (
    r"(?:(?:[Ss]enior|[Cc]hief|[Pp]residing|[Ff]ormer|[Rr]etired|[Aa]ssociate|[Aa]cting|[Ll]ead)\s+)*"
    r"(?:(?:U\.\s?S\.|US|United\s+States|[Ff]ederal|[Ss]tate)\s+)?"
    r"(?:(?:[Ss]enior|[Cc]hief|[Dd]istrict|[Cc]ircuit|[Mm]agistrate|[Bb]ankruptcy|[Aa]ppeals?"
    r"|[Ss]uperior|[Hh]igh|[Cc]ounty|[Ss]upreme)\s+"
    r"(?:[Cc]ourt\s+)?)*"
    r"(?:(?:(?:Mrs?|Ms|Lord|Lady|Madam|Sir|Dame|Chief|Associate)\.?\s+)+Justice|[Jj]udge|Justice|[Mm]agistrate|Master)"
)
_JUDGE = re.compile(
    r"(?:[Jj]udge|Justice|[Mm]agistrate(?!\s+[Jj]udge)|Master)\b(?!['’]s|\s+(?:Department|Ministry|League|Minister|Secretary))"
)
_TITLE_BEFORE = re.compile(rf"(?<![\w.])(?P<title>{_TITLE})$")
_NAMED = re.compile(rf",?\s+(?:\([^()\n]{{1,60}}\)\s+)?(?P<name>{_NAME})")  # "Judge (and former clerk) Ada Quill"
_HONOURED = re.compile(rf"(?<![\w.])(?<!Rt )(?<!Rt. )(?P<title>Hon(?:\.|ou?rable))\s+(?P<name>{_NAME})")  # in dockets
_APPOSED = re.compile(rf"(?P<name>{_NAME})(?:\s+(?:DBE|KC|QC))?,\s+(?:an?|another)\s+$")
# Where the judge acts, who is nobody named before: "the archive of Van der Meij, a judge in Amsterdam ruled".
_ACTS = re.compile(
    r"(?:\s+(?:of|in|at|for|on)\s+(?:the\s+)?[A-ZÀ-Þ][\w.’'-]*(?:\s+(?:(?:of|the|for)\s+)*[A-ZÀ-Þ][\w.’'-]*)*)?"
    r"\s+(?:has|had|is|was|will|would|may|said|held|found|told|wrote|gave|threw"
    r"|(?!appointed|nominated|based|known|assigned|named|elected|seated)[a-z]+ed)\b"
)
_FEDERAL = re.compile(r"\b(?:[Ff]ederal|U\.\s?S\.|US|United\s+States|[Dd]istrict|[Mm]agistrate)\b")
_CALENDAR = frozenset({*MONTHS, *WEEKDAYS})


def find_judges(text: str, *, table: CourtTable | None = None) -> list[JudgeMention]:
    """The judges of a text, in order. Never raises on any text.

    `table` is that of `data/courts.toml` unless given: it lists the words that end a name in a headline.
    """
    stops = (table or court_table()).words["not_names"] | _CALENDAR
    mentions = []
    for hit in _JUDGE.finditer(text):
        if hit.start() and text[hit.start() - 1].isalnum():
            continue
        title = _TITLE_BEFORE.search(text, max(0, hit.start() - 60), hit.end())
        if title and (mention := _judge(text, title, stops)):
            mentions.append(mention)
    for hit in _HONOURED.finditer(text):
        name = _trimmed(hit["name"], stops)
        titled = any(other.start < hit.end() and hit.start() < other.end for other in mentions)
        if name and _is_person(name) and not titled:
            mentions.append(_mention(text, hit.start(), hit.start("name") + len(name), name, hit["title"]))
    return sorted(mentions, key=lambda mention: mention.start)


def _judge(text: str, title: re.Match[str], stops: frozenset[str]) -> JudgeMention | None:
    start, end = title.span()
    after = _NAMED.match(text, end)
    name = _trimmed(after["name"], stops) if after else None
    if after and name and (_is_person(name) or not (text[end] == "," or title["title"] == "judge")):
        return _mention(text, start, after.start("name") + len(name), name, title["title"])
    before = _APPOSED.search(text, max(0, start - 60), start)
    name = _trimmed_front(before["name"], stops) if before and not _ACTS.match(text, end) else None
    if before and name and _is_person(name):
        return _mention(text, before.end("name") - len(name), end, name, title["title"])
    return _mention(text, start, end, None, title["title"]) if _FEDERAL.search(title["title"]) else None


def _mention(text: str, start: int, end: int, name: str | None, title: str) -> JudgeMention:
    return JudgeMention(start, end, text[start:end], name, title)


def _trimmed(name: str, stops: frozenset[str]) -> str | None:
    """A name without the weekday or verb that follows it; None where nothing is left."""
    kept = 0
    for word in re.finditer(r"\S+", name):
        bare = word[0].removesuffix("’s").removesuffix("'s")
        if bare.rstrip(".,") in stops:
            break
        kept = word.start() + len(bare)
        if bare != word[0]:
            break
    return name[:kept].rstrip(",") or None


def _trimmed_front(name: str, stops: frozenset[str]) -> str | None:
    words = name.split()
    while words and words[0] in stops:
        words.pop(0)
    return " ".join(words) or None


def _is_person(name: str) -> bool:
    return len(name.split()) >= 2
