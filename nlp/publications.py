"""Whose reporting a sentence rests on: "As per Variety", "Reuters reported", "told Politico", "The Guardian writes".

An outlet that sues, is sued or speaks for itself is no credit: what counts is the frame in which its name stands. Known
outlets come from the catalog; others are recognised by the form of their name ("the Anytown Herald").
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from disputes.catalog import Publication


@dataclass(frozen=True, slots=True)
class Credit:
    """An outlet credited by a text; `text[start:end]` is its name there, `outlet` that of the catalog or text."""

    start: int
    end: int
    outlet: str


_WORD = r"(?:[A-ZÀ-Þ0-9][\w.&’'-]*|of|the)"
_RUN = re.compile(rf"(?:[Tt]he\s+)?(?P<name>[A-ZÀ-Þ0-9][\w.&’'-]*(?:\s+{_WORD}){{0,5}})")
_RUN_BEFORE = re.compile(rf"(?:[Tt]he\s+)?(?P<name>[A-ZÀ-Þ0-9][\w.&’'-]*(?:\s+{_WORD}){{0,5}}),?\s+$")
_CREDITS = (
    r"[Aa]ccording\s+to|[Aa]s\s+per|[Pp]er|[Vv]ia|[Cc]iting|[Hh]at[- ]tip(?:\s+to)?|"
    r"(?:[Ff]irst\s+|[Ee]arlier\s+|[Pp]reviously\s+)?(?:reported|revealed|broken|covered|published|seen|reviewed|obtained|viewed|spotted"
    r"|noted|detailed|uncovered)"
    r"(?:\s+(?:on\s+)?[A-Z][a-z]+day|\s+earlier|\s+first)?\s+(?:by|in)|"
    r"(?:report|reports|reporting|story|article|scoop|investigation|interview|exclusive|piece)\s+(?:by|in|from|with|for|to)|"
    r"told|tells|telling|(?:statement|email|comment|comments|spoke|speaking|speaks)\s+(?:to|with)"
)
_BEFORE = re.compile(rf"(?<![\w-])(?P<frame>{_CREDITS})\s+(?=[A-ZÀ-Þ0-9]|the\s+[A-ZÀ-Þ0-9])")
_STRONG = re.compile(
    r"report|reveal|broke|cover|scoop|stor|told|tell|interview|seen|review|obtain|view|citing|spoke|speak|comment|statement|email",
    re.IGNORECASE,
)
_VERB = (
    r"(?:(?:has|have|had|was|first|also|earlier|previously|exclusively|separately)\s+)*(?:reported|reports|writes|wrote|revealed"
    r"|reveals|notes|noted|learned|broke\s+the\s+(?:news|story)|(?:the\s+)?first\s+to\s+report|which\s+(?:first\s+)?reported(?:\s+the)?)\b"
)
_AFTER = re.compile(
    rf"{_VERB}(?!\s+(?:a\s+)?(?:revenue|profit|earnings|sales|loss|losses|results|quarterly|net|income|to\s+the))"
)
_INVERTED = re.compile(r"(?:,|[”\"])\s+(?:reports|reported|writes|wrote|notes)\s+(?=[A-ZÀ-Þ]|the\s+[A-ZÀ-Þ])")
_DATELINE = re.compile(r"\((?=[A-Z])")
_OWN_WORDS = re.compile(
    r"['’]s?\s+(?:\w+\s+){0,2}(?:complaint|lawsuit|suit|lawyers?|attorneys?|counsel|filings?|motion|claims?|allegations?|spokes\w+"
    r"|statement|parent|owner|publisher|chief|executive)\b|\s+(?:spokes\w+|lawyers?|attorneys?|complaint|lawsuit|suit|executives?)\b"
)
_SHAPE = re.compile(
    r"\b(?:Times|Post|Journal|News|Tribune|Herald|Guardian|Gazette|Chronicle|Magazine|Reporter|Weekly|Daily|Telegraph|Observer"
    r"|Examiner|Dispatch|Independent|Mail|Globe|Inquirer|Sentinel|Courier|Bulletin|Insider)$"
)
_CALENDAR = re.compile(
    r"\s+(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December).*$"
)


def find_credit(sentence: str, publications: Mapping[str, Publication], *, parties: Collection[str] = ()) -> str | None:
    """The outlet whose reporting a sentence rests on, by its name in the catalog; None where it rests on none.

    `publications` is `Catalog.publication_by_name`. An outlet among the article's `parties` is credited only where it
    is said to report or to have been told, not where a step is "according to" it.
    """
    return next((credit.outlet for credit in find_credits(sentence, publications, parties=parties)), None)


def find_credits(text: str, publications: Mapping[str, Publication], *, parties: Collection[str] = ()) -> list[Credit]:
    """All outlets credited by a text, in order. Never raises."""
    credits = {credit.start: credit for credit in _candidates(text, publications, frozenset(parties))}
    return [credits[start] for start in sorted(credits)]


def _candidates(text: str, publications: Mapping[str, Publication], parties: frozenset[str]) -> Iterator[Credit]:
    for frame in _BEFORE.finditer(text):
        credit = _name_at(text, frame.end(), publications)
        if credit and (credit.outlet not in parties or _STRONG.search(frame["frame"])):
            yield credit
    for frame in _INVERTED.finditer(text):
        if credit := _name_at(text, frame.end(), publications):
            yield credit
    for frame in _AFTER.finditer(text):
        if credit := _name_before(text, frame.start(), publications):
            yield credit
    for frame in _DATELINE.finditer(text, 0, min(len(text), 160)):
        credit = _name_at(text, frame.end(), publications)
        if credit and re.match(r"\)\s*[-–—]", text[credit.end : credit.end + 4]):
            yield credit


def _name_at(text: str, start: int, publications: Mapping[str, Publication]) -> Credit | None:
    """The outlet whose name begins at an offset, unless the name goes on or owns what is credited."""
    run = _RUN.match(text, start)
    if run is None:
        return None
    words = _CALENDAR.sub("", run["name"])
    for form in _beginnings(words):
        name = re.sub(r"['’]s?$|[.,]+$", "", form)
        outlet = _outlet(name, publications)
        if outlet is None:
            continue
        end = run.start("name") + len(name)
        rest = words[len(form) :].split()
        ended = form[-1] in ".,"
        if (rest and rest[0][0].isupper() and not ended) or _OWN_WORDS.match(text, end):
            return None
        return Credit(run.start("name"), end, outlet)
    return None


def _name_before(text: str, end: int, publications: Mapping[str, Publication]) -> Credit | None:
    """The outlet whose name ends right before an offset, unless it is the end of a longer name ("Thomson Reuters")."""
    run = _RUN_BEFORE.search(text, max(0, end - 80), end)
    if run is None:
        return None
    words = run["name"]
    for piece in re.finditer(r"(?<!\S)\S+", words):
        name = words[piece.start() :].rstrip(",")
        outlet = _outlet(name, publications)
        if outlet is None:
            continue
        before = words[: piece.start()].split()
        if (
            before
            and before[-1][0].isupper()
            and before[-1] not in {"The", "As", "But", "And", "While", "When", "On", "In"}
        ):
            return None
        start = run.start("name") + piece.start()
        return Credit(start, start + len(name), outlet)
    return None


def _outlet(name: str, publications: Mapping[str, Publication]) -> str | None:
    """The canonical name of an outlet, with or without its article; an unknown one by the form of its name."""
    for form in (name, f"The {name}", f"the {name}", name.removeprefix("The ")):
        if form in publications:
            return publications[form].name
    return name if _SHAPE.search(name) and " " in name else None


def _beginnings(words: str) -> list[str]:
    ends = [piece.end() for piece in re.finditer(r"\S+", words)]
    return [words[:end] for end in reversed(ends)]
