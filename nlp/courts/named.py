"""Finder for courts that are known by their own name: of the US states and of other countries, by the form of the name.

"Munich Regional Court", "regional court in Munich", "Court of Appeal", "Los Angeles Superior Court" are found by what
courts are called, not by a list of courts. Also the supreme courts, told apart by the words around them.
"""

import re
from collections.abc import Iterator
from functools import cache

from nlp.courts.federal import SUPREME, federal
from nlp.courts.mention import CourtMention
from nlp.courts.table import CourtTable
from nlp.dates.words import MONTHS, WEEKDAYS

_WORD = r"(?:(?:St|Ste|Mt|Ft)\.|(?:[A-Z]\.)+|[A-ZÀ-Þ][\w’'-]*)"
_COURT = re.compile(r"[Cc]ourt\b(?!\s*[-–]|['’]?s?\s+[Hh]ouse)")
_PLACE_RUN = re.compile(
    rf"(?:\b(?:{_WORD}[\s-]+(?:(?:am|an der|of|de|do|and|upon)\s+)?){{0,3}}{_WORD}?)(?:['’]s|(?<=s)['’])?\s+$"
)
_PLACE_AFTER = re.compile(
    rf"\s+(?:in|of|for|at)\s+(?:the\s+)?(?P<place>{_WORD}(?:\s+(?:am\s+|of\s+|and\s+)?{_WORD}){{0,3}})"
)
_OFFICE_AFTER = re.compile(rf"\s+(?:in|of|for)\s+(?:the\s+)?(?P<place>{_WORD}(?:\s+(?:of\s+|and\s+)?{_WORD}){{0,3}})")
_NUMBER = re.compile(r"\s+No\.\s?\d+\b")
_CALENDAR = frozenset({*MONTHS, *WEEKDAYS})
_US_BEFORE = re.compile(r"(?:the\s+)?(?P<us>U\.\s?S\.|US|United\s+States)\s+$")
_UNITED_STATES = frozenset({"U.S.", "US", "U.S", "United States", "America’s", "America's"})


def find_named(text: str, table: CourtTable) -> Iterator[CourtMention]:
    """Courts by their own name, overlapping ones included."""
    kinds, offices, others = _patterns(table)
    for hit in _COURT.finditer(text):
        office = offices.match(text, hit.end()) if text[hit.start()] == "C" else None
        if office:
            yield _with_office(text, hit, office, table)
        elif kind := kinds.search(text, max(0, hit.start() - 28), hit.start()):
            if mention := _of_kind(text, hit, kind, table):
                yield mention
        elif mention := _of_city(text, hit, table):
            yield mention
    for other in others.finditer(text):
        if not _inside_word(text, other.start(), other.end()):
            yield _named(text, other.start(), other.end())


def _inside_word(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()


@cache
def _patterns(table: CourtTable) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    kinds, offices, names, native = (
        "|".join(re.escape(word).replace("’", "['’]") for word in sorted(table.words[key], key=len, reverse=True))
        for key in ("kinds", "offices", "names", "native")
    )
    small = {word.lower() for word in table.words["kinds"]} - {"federal"}  # "federal court in" is of the United States
    lower = "|".join(re.escape(word) for word in sorted(small, key=len, reverse=True))
    return (
        re.compile(rf"\b(?P<kind>{kinds}|(?P<lower>{lower}))\s+$"),
        re.compile(rf"\s+of\s+(?:{offices})\b"),
        re.compile(rf"{names}|(?:{native})(?:\s+(?:de\s+|di\s+|d['’])?{_WORD}(?:\s+I\b)?)?"),
    )


def _named(text: str, start: int, end: int) -> CourtMention:
    return CourtMention(start, end, text[start:end], None, text[start:end], False)


def _with_office(text: str, hit: re.Match[str], office: re.Match[str], table: CourtTable) -> CourtMention:
    """ "Court of Appeal", "Delaware Court of Chancery", "Court of Justice of the European Union"."""
    after = _place_after(_OFFICE_AFTER, text, office.end())
    start = hit.start()
    kind = re.compile(r"(?:Federal|Supreme|European|High|Superior|State)\s+$").search(text, max(0, start - 12), start)
    if kind:
        start = kind.start()
    start = _left_of(text, start, table)
    return _named(text, start, after.end() if after else office.end())


def _place_after(pattern: re.Pattern[str], text: str, end: int) -> re.Match[str] | None:
    """The place that stands behind a court's name; "in September" is none."""
    after = pattern.match(text, end)
    return after if after and after["place"].split()[0].rstrip(".,") not in _CALENDAR else None


def _left_of(text: str, start: int, table: CourtTable) -> int:
    """Where the capitalised words before a court's name begin, a leading "The" or "In" left out."""
    run = _PLACE_RUN.search(text, max(0, start - 48), start)
    if run is None:
        return start
    words = list(re.finditer(r"\S+", run[0]))
    kept = start
    for word in reversed(words):
        if {word[0], word[0].rstrip(".,")} & (table.words["not_places"] | _CALENDAR):
            break
        if word[0][0].isupper():
            kept = run.start() + word.start()
    return kept


def _of_kind(text: str, hit: re.Match[str], kind: re.Match[str], table: CourtTable) -> CourtMention | None:
    """A place with a kind of court, in either order; without a place only a name in capitals ("the High Court")."""
    start = _left_of(text, kind.start(), table)
    place = re.sub(r"['’]s?\s*$", "", text[start : kind.start()].strip())
    after = _place_after(_PLACE_AFTER, text, hit.end())
    named = text[hit.start()] == "C" and kind["lower"] is None
    if kind["kind"].lower() == "supreme":
        return _supreme(text, start, hit, place, after, named=named)
    if place in _UNITED_STATES or (kind["kind"] == "Federal" and not place and after is None):
        return None
    if kind["kind"] == "Federal" and table.knows(place.rpartition(" of ")[2]):
        return None  # "Ona Wang of Manhattan Federal Court": of the United States
    if kind["kind"].lower() == "district" and place and table.knows(place):
        return federal(text, start, hit.end(), table.at(place, None), table)
    if place:
        return _named(text, start, _numbered(text, hit.end()))
    if after and _is_place(after["place"], table, named=named):
        return _named(text, kind.start(), after.end())
    return _named(text, kind.start(), hit.end()) if named and kind["kind"] in {"High", "Crown"} else None


def _numbered(text: str, end: int) -> int:
    """Where a court's name ends that its number goes with: "Commercial Court No. 5"."""
    number = _NUMBER.match(text, end)
    return number.end() if number else end


def _is_place(place: str, table: CourtTable, *, named: bool) -> bool:
    """A place that may follow "court in": of another country, or of any where the court stands in capitals."""
    return (named or not table.knows(place)) and place.split()[0] not in table.words["not_places"] | _CALENDAR


def _supreme(
    text: str,
    start: int,
    hit: re.Match[str],
    place: str,
    after: re.Match[str] | None,
    *,
    named: bool,
) -> CourtMention | None:
    """Of a country or state that is named beside it; of the United States where none is."""
    own = text.rindex("Supreme" if named else "supreme", 0, hit.start())
    of_states = after is not None and after["place"].startswith("United States")
    if after and not of_states and text.startswith(" of ", hit.end()):
        return _named(text, own, after.end())
    if place and place not in _UNITED_STATES:
        return _named(text, start, hit.end())
    lead = _US_BEFORE.search(text, max(0, own - 16), own)
    if not named or (lead is None and not of_states and _is_foreign(text)):
        return _named(text, own, hit.end()) if named else None
    start, end = lead.start("us") if lead else own, after.end() if after and of_states else hit.end()
    return CourtMention(start, end, text[start:end], SUPREME, SUPREME, True)


_FOREIGN = re.compile(r"\b(?:High Court|Court of Appeal\b|EWHC|EWCA|UKSC|Lords|Parliament)")


def _is_foreign(text: str) -> bool:
    """Whether a text that names a supreme court without a country speaks of another country's courts."""
    return bool(_FOREIGN.search(text)) and "Circuit" not in text


def _of_city(text: str, hit: re.Match[str], table: CourtTable) -> CourtMention | None:
    """ "a Munich court", "a court in Hamburg", "the Court of Rome": the cities of the table only."""
    after = _place_after(_PLACE_AFTER, text, hit.end())
    cities = table.words["foreign_cities"]
    if after:
        words = after["place"].split()
        for count in range(len(words), 0, -1):
            place = " ".join(words[:count])
            opening = ("in ", "at ", "of ") if text[hit.start()] == "C" else ("in ", "at ")
            if place in cities and text[hit.end() :].lstrip().startswith(opening):
                return _named(text, hit.start(), after.start("place") + len(place))
    start = _left_of(text, hit.start(), table)
    place = re.sub(r"['’]s?\s*$", "", text[start : hit.start()].strip())
    for form in (place, place.rpartition(" ")[2]):
        if form in cities:
            return _named(text, text.rindex(form, 0, hit.start()), hit.end())
    return None
