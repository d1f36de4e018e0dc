"""Finders for US federal courts: districts and circuits by name, short name and city, the Supreme Court, the panel."""

import re
from collections.abc import Iterator
from functools import cache

from nlp.courts.mention import CourtMention
from nlp.courts.places import place_after, place_before
from nlp.courts.table import PARTS, CourtTable, squeezed
from nlp.dates.words import MONTHS, WEEKDAYS

_US = r"(?:U\.\s?S\.|US|United\s+States)"
_PART = rf"(?P<part>{'|'.join(PARTS)})"
_COURT_BEFORE = re.compile(
    rf"(?:(?:(?:{_US}|[Ff]ederal)\s+)?(?:[Dd]istrict\s+)?[Cc]ourt(?:house)?,?\s+(?:(?:for|in|of|at)\s+)?(?:the\s+)?"
    rf"(?:{_US}\s+)?|{_US}\s+)$"
)
SUPREME = "U.S. Supreme Court"
PANEL = "J.P.M.L."
PANEL_NAME = "U.S. Judicial Panel on Multidistrict Litigation"


def find_federal(text: str, table: CourtTable) -> Iterator[CourtMention]:
    """All US federal courts of a text, overlapping ones included."""
    yield from _districts(text, table)
    yield from _short_names(text, table)
    yield from _by_place(text, table)
    yield from _whole_states(text, table)
    yield from _circuits(text, table)
    yield from _panels(text)
    yield from _filed_in(text, table)


def federal(text: str, start: int, end: int, short: str | None, table: CourtTable) -> CourtMention:
    """The mention of a federal court, with its full name where it is singled out."""
    words = text[start:end]
    return CourtMention(start, end, words, short, table.name_of.get(short or "", words), True)


@cache
def _district_patterns(states: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    state = "(?P<state>" + "|".join(map(re.escape, states)) + r")(?![a-z])"
    return (
        re.compile(
            rf"{_PART}\s+(?:(?:{_US}|[Ff]ederal|[Jj]udicial)\s+)*[Dd]istrict(?:\s+[Cc]ourt)?"
            rf"(?:\s+(?:of|in|for)\s+|,\s+)(?:the\s+[Ss]tate\s+of\s+)?{state}"
        ),
        re.compile(rf"{state}(?:['’]s)?\s+{_PART}\s+(?:[Ff]ederal\s+)?District(?:\s+Court)?(?!\s+of)"),
        re.compile(rf"{_PART}\s+{state}"),
    )


_COURT_OR_JUDGE = re.compile(
    r"\b(?:[Jj]udge|[Cc]ourt)\b[^.;\n]{0,60}?(?:\.[^.;\n]{1,20})?\b(?:for|of|in)\s+(?:the\s+)?$"
)
_COURT_AFTER = re.compile(r"(?:['’]s)?\s+(?:(?:federal|district|U\.S\.|US)\s+)+(?:court|judge)\b")


def _districts(text: str, table: CourtTable) -> Iterator[CourtMention]:
    """ "the Northern District of California", "California's Northern District", "for Northern California"."""
    if not any(part in text for part in PARTS):
        return
    states = tuple(sorted(table.states, key=len, reverse=True))
    forward, backward, region = _district_patterns(states)
    for hit in forward.finditer(text):
        if short := table.district(hit["part"], hit["state"]):
            lead = _COURT_BEFORE.search(text, max(0, hit.start() - 48), hit.start())
            yield federal(text, lead.start() if lead else hit.start(), hit.end(), short, table)
    for hit in backward.finditer(text):
        if short := table.district(hit["part"], hit["state"]):
            yield federal(text, hit.start(), hit.end(), short, table)
    for hit in region.finditer(text):
        short = table.district(hit["part"], hit["state"])
        if short and _COURT_OR_JUDGE.search(text, max(0, hit.start() - 90), hit.start()):
            yield federal(text, hit.start(), hit.end(), short, table)
        elif short and (after := _COURT_AFTER.match(text, hit.end())):
            yield federal(text, hit.start(), after.end(), short, table)


_SHORT = re.compile(r"(?:[NSEWCM]\.\s?D\.\s?|[NSEWCM]D\s?|D\.\s?)[A-Z][A-Za-z]*\.?(?:\s?[A-Z][A-Za-z]*\.?){0,2}")


def _short_names(text: str, table: CourtTable) -> Iterator[CourtMention]:
    """ "N.D. Cal.", "SDNY", "D. Mass.", "S.D. New York"."""
    for hit in _SHORT.finditer(text):
        if hit.start() and (text[hit.start() - 1].isalnum() or text[hit.start() - 1] in ".&-"):
            continue
        pieces = list(re.finditer(r"[A-Z][a-z]*\.?", hit[0]))
        for piece in reversed(pieces):
            words = hit[0][: piece.end()]
            if short := table.by_short.get(squeezed(words)):
                if not text[hit.start() + len(words) : hit.start() + len(words) + 1].isalnum():
                    yield federal(text, hit.start(), hit.start() + len(words), short, table)
                break


_FEDERAL = re.compile(
    rf"(?:[Ff]ederal|{_US})(?P<mid>(?:\s+(?:[Dd]istrict|[Tt]rial|[Mm]agistrate|[Ss]enior|[Cc]hief|[Aa]ppeals?|[Aa]ppellate"
    r"|[Cc]ircuit))*)\s+(?P<noun>[Cc]ourt(?:house|room)?|[Jj]udge|[Jj]ury)\b"
)
_PLACE_LEAD = re.compile(
    r"(?:\s+(?:[A-ZÀ-Þ][\w’'-]*\.?\s+){1,4}?|,?\s+)(?:in|at|for|of)\s+(?:the\s+)?"
    r"(?:(?:downtown|nearby|state of)\s+)?(?=[A-ZÀ-Þ])"
)


def _by_place(text: str, table: CourtTable) -> Iterator[CourtMention]:
    """ "federal court in San Francisco", "Manhattan federal judge", "U.S. District Judge Ann Lee in Boston"."""
    for hit in _FEDERAL.finditer(text):
        appeals, is_judge = "ppe" in hit["mid"], hit["noun"].lower() == "judge"
        if "ircuit" in hit["mid"]:
            continue
        lead = _PLACE_LEAD.match(text, hit.end())
        place = place_after(text, lead.end(), table) if lead else None
        if lead and place and (is_judge or not lead[0].strip()[:1].isupper()):
            end, name, state = place
            short = table.seats.get(name) if appeals else table.at(name, state)
            start = lead.end() if lead[0].strip()[:1].isupper() else hit.start()
            if short or not appeals:
                yield federal(text, start, end, short, table)
        elif before := place_before(text, hit.start(), table):
            short = table.seats.get(before[1]) if appeals else table.at(before[1], None)
            if short or not appeals:
                yield federal(text, before[0], hit.end(), short, table)


_OF_PLACE = re.compile(
    r"[Dd]istrict(?P<court>\s+[Cc]ourt(?:house)?)?,?\s+(?:(?:of|in|for)\s+)?(?:the\s+)?(?P<of>District\s+of\s+)?(?=[A-ZÀ-Þ])"
)
_US_BEFORE = re.compile(rf"(?:{_US}|[Ff]ederal)\s+$")


def _whole_states(text: str, table: CourtTable) -> Iterator[CourtMention]:
    """ "the District of Delaware", "U.S. District Court, District of Massachusetts", "a district court in Oakland"."""
    for hit in _OF_PLACE.finditer(text):
        place = (hit["of"] and place_after(text, hit.start("of"), table)) or place_after(text, hit.end(), table)
        if not place:
            continue
        end, name, state = place
        before = _US_BEFORE if hit["court"] else _COURT_BEFORE
        lead = before.search(text, max(0, hit.start() - 48), hit.start())
        if hit["court"]:
            short = table.at(name, state)
        elif hit[0].startswith("District of") and name in table.states:
            short = table.at(table.states[name], None)
        else:
            continue
        if short and (hit["court"] or lead or short not in _CITY_DISTRICTS):
            yield federal(text, lead.start() if lead else hit.start(), end, short, table)


_CITY_DISTRICTS = frozenset({"D.D.C."})  # "District of Columbia" is first of all a place


@cache
def _circuit_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    word = "|".join(re.escape(word) for word in words)
    return re.compile(
        rf"(?:(?:{_US}\s+)?Court\s+of\s+Appeals\s+(?:for|of|in)\s+the\s+)?(?P<word>{word})\s+(?:{_US}\s+)?"
        rf"Cir(?:\.|cuit(?!\s+(?:Judge|judge|Court(?!\s+of\s+Appeals)|City|[Bb]oard))"
        rf"(?:\s+(?:{_US}\s+)?(?:Court\s+of\s+Appeals|[Aa]ppeals\s+[Cc]ourt|court\s+of\s+appeals))?)"
    )


def _circuits(text: str, table: CourtTable) -> Iterator[CourtMention]:
    """ "the Ninth Circuit", "9th U.S. Circuit Court of Appeals", "2d Cir."."""
    if "Cir" not in text:
        return
    for hit in _circuit_pattern(tuple(sorted(table.circuits, key=len, reverse=True))).finditer(text):
        if hit.start() == 0 or not text[hit.start() - 1].isalnum():
            yield federal(text, hit.start(), hit.end(), table.circuits[hit["word"]], table)


_PANEL = re.compile(
    rf"(?:(?:{_US}|[Ff]ederal)\s+)?(?:Judicial\s+)?Panel\s+on\s+Multi-?\s?[Dd]istrict\s+Litigation(?:\s+Panel)?"
    rf"|JPML|(?:{_US}|[Ff]ederal)\s+judicial\s+panel|MDL\s+[Pp]anel"
)


def _panels(text: str) -> Iterator[CourtMention]:
    """The panel that brings the cases of several districts together."""
    if "anel" not in text and "JPML" not in text:
        return
    for hit in _PANEL.finditer(text):
        yield CourtMention(hit.start(), hit.end(), hit[0], PANEL, PANEL_NAME, True)


_PARTY = r"(?:\s+(?:against|with|over)?\s*[^.,;:()]{1,40}?)?"  # "sued the start-up in", "a case against Fennec in"
_FILED_IN = re.compile(
    rf"(?:[Ff]iled|[Ll]odged|\b[Ss]ue(?:d|s)?{_PARTY}|to court{_PARTY}|[Ll]itigation(?:\s+with\s+[^.,;:()]{{1,40}}?)?"
    r"|\b(?:law)?suits?(?:\s+against\s+[^.,;:()]{1,40}?)?|\b(?<!state )(?<!county )(?:judges?|jury|jurors|magistrate))"
    r"(?:\s+(?:on\s+)?[A-Z][a-z]+day)?\s+in\s+(?=[A-ZÀ-Þ])"
)
_PLACE_COURT = re.compile(r"court\b(?!\s+of\b)")
_STATE_COURT = re.compile(r"\s+(?:state|superior|county|civil)\b")
_NAME_GOES_ON = re.compile(rf"\s+(?!(?:{'|'.join((*MONTHS, *WEEKDAYS))})\b)[A-ZÀ-Þ]")  # "in Delaware Superior Court"


def _filed_in(text: str, table: CourtTable) -> Iterator[CourtMention]:
    """ "Sued it in Delaware", "a judge in Oakland", "a Manhattan court": copyright is federal alone (28 U.S.C. § 1338):
    the place tells."""
    for hit in _FILED_IN.finditer(text):
        place = place_after(text, hit.end(), table)
        short = table.at(place[1], place[2]) if place else None
        if place and short and not (_STATE_COURT.match(text, place[0]) or _NAME_GOES_ON.match(text, place[0])):
            yield federal(text, hit.end(), place[0], short, table)
    for hit in _PLACE_COURT.finditer(text):
        before = place_before(text, hit.start(), table)
        if before and (short := table.at(before[1], None)):
            yield federal(text, before[0], hit.end(), short, table)
