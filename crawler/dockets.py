"""The courts' docket feeds -> entries that matter here, each told in a sentence or two of our own.

Four shapes: the RSS of PACER (every entry of a court, of the last day or so), CourtListener's Atom of a search (a case
each) and of one docket (an entry each), and the JSON of its API. The pages behind them cost fees or ask not to be
crawled, so none is fetched: what the feed says is all there is. Kept is an entry of a case that the store or a list of
cases knows, or between a rights holder and a maker of AI that the catalog knows, or against such a maker where the feed
itself says that it is over copyright.
"""

import json
import re
import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Any
from urllib.parse import urldefrag, urljoin

from crawler.addresses import refusal
from crawler.dates import day_of
from crawler.feeds import Announced, Entry, FeedFault, gather, parsed_feed, published_of
from crawler.look import holders, makers, named
from crawler.text import plain
from disputes.case import Case
from disputes.catalog import DATA
from disputes.errors import ConfigError

_DOCKET = re.compile(r"\b(?:\d{1,2}:)?(\d{2})-(?:([a-z]{2})-)?0*(\d{1,6})\b", re.IGNORECASE)  # appeals have no letters
_SHOWN = re.compile(r"\b(?:\d{1,2}:)?\d{2}-(?:[a-z]{2}-\d{1,6}|\d{2,5})\b", re.IGNORECASE)
_VERSUS = re.compile(r"\s+vs?\.?\s+", re.IGNORECASE)
_NAMED = re.compile(r"\[([^\]]{2,200})\]")  # PACER: [Order on Motion to Dismiss] (<a href="…">12</a>)
# CourtListener, of one docket: Entry #12 in Roe v. Acme, 3:26-cv-01234; what it is stands in the summary's first words.
_ENTERED = re.compile(r"^(?:Entry #(?P<number>\d+)|Minute entry from \S+) in (?P<case>.+)$")
_ENTRY_ENDS = re.compile(r"\s+(?:document )?filed by\b|\s+against\b|\s*[(\[;:]|\s*\.(?:\s|$)", re.IGNORECASE)
_DECIDED = re.compile(r"\s+(?:on|granting|denying|re|regarding|by|as|that)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"href=[\"']([^\"']+)[\"'][^>]*>\s*(\d{1,5})\s*</a>")

LONGEST_NAME = 120  # characters; what is longer is no name
KNOWN = "The case is known as a dispute over copyright and generative artificial intelligence (AI)."
BOTH = "Both sides are known from disputes over copyright and generative artificial intelligence (AI)."
SAID = "The docket calls it a copyright suit; the defendant builds generative artificial intelligence (AI)."


@dataclass(frozen=True, slots=True)
class Filing:
    """One entry of a docket as a feed gives it. `event` is "" where the feed tells of the case as a whole."""

    caption: str
    docket: str
    court: str
    event: str
    number: str
    day: str  # ISO, or ""
    link: str
    said: str  # all that the feed says, for its words

    @property
    def opens(self) -> bool:
        """Whether it is the beginning of a case."""
        return not self.event or any(pattern.match(self.event) for pattern in _words()["openings"])

    @property
    def decides(self) -> bool:
        """Whether a court decides something of weight in it."""
        words = _words()
        weighs = _any(words["decisions"], self.event) and _any(words["subjects"], self.event)
        return weighs and not _any(words["asides"], self.event)

    @property
    def pleads(self) -> bool:
        """Whether it is a paper in which a party says what it wants."""
        return _any(_words()["filings"], self.event)

    @property
    def filer(self) -> str:
        """Who filed it; "" where the docket does not say."""
        found = next((match for word in _words()["filers"] if (match := word.search(self.said))), None)
        name = found[1].strip(" ,") if found else ""
        return name if len(name) <= LONGEST_NAME else ""


def read_docket(
    body: bytes, url: str, content_type: str = "", court: str = "", known: Collection[str] = ()
) -> Announced | FeedFault:
    """The entries that matter, each with its text. `court` is in the short form of US lawyers; `known` are the docket
    numbers of cases in the store, through `docket_key`."""
    filings = _of_json(body) if body.lstrip()[:1] in {b"{", b"["} else _of_feed(body, url, content_type, court)
    if isinstance(filings, FeedFault):
        return filings
    return gather(entry for filing in filings if (entry := entry_of(filing, url, known)) is not None)


def docket_key(court: str, docket: str) -> str:
    """One form for the writings of a docket number ("3:23-cv-03417-VC", "23-cv-3417"); "" where it is none."""
    found = _DOCKET.search(docket.replace("–", "-"))
    return f"{court} {found[1]}-{(found[2] or '').lower()}-{int(found[3])}" if found else ""


def listed_dockets(cases: Iterable[Case]) -> frozenset[str]:
    """The docket numbers of cases that are known from lists, those that they had elsewhere included."""
    numbers = (
        (court or case.court or "", docket)
        for case in cases
        for docket, court in ((case.docket or "", case.court), *case.other_dockets)
    )
    return frozenset(docket_key(court, docket) for court, docket in numbers) - {""}


def entry_of(filing: Filing, base: str, known: Collection[str]) -> Entry | None:
    """What a filing is worth telling; None where it is not of our subject, or names nothing that could be told."""
    reason = _reason(filing, known)
    link = urljoin(base, filing.link)
    if reason is None or not filing.day or refusal(link):
        return None
    mark = sha256(f"{filing.docket} {filing.day} {filing.event} {filing.number}".encode()).hexdigest()[:8]
    return Entry(
        url=f"{urldefrag(link).url}#{mark}",  # a docket has one address for all its entries
        title=f"{filing.caption}: {filing.event or 'new case'}",
        published=filing.day,
        text=f"{_told(filing)}\n\n{reason}",
    )


def _reason(filing: Filing, known: Collection[str]) -> str | None:
    """Why a filing is of our subject, as a sentence."""
    if filing.docket and docket_key(filing.court, filing.docket) in known:
        return KNOWN
    if not any(named(filing.caption, makers())):
        return None
    if any(named(filing.caption, holders())):
        return BOTH
    return SAID if _any(_words()["copyright"], filing.said) else None


def _told(filing: Filing) -> str:
    place = f"in the {_court(filing.court)}" if filing.court else "in court"
    number = f", No. {filing.docket}" if filing.docket else ""
    day = _written(filing.day)
    sides = _VERSUS.split(filing.caption, maxsplit=1)
    if filing.opens and len(sides) == 2:
        return f"{_side(sides[0])} sued {_side(sides[1])} {place} on {day}. The case is {filing.caption}{number}."
    if filing.decides:
        # What it is on stands in the title alone: the motion of an "order on motion" was read as one filed that day.
        kind = _DECIDED.split(_lowered(filing.event))[0]
        court = f"the {_court(filing.court)}" if filing.court else "the court"
        return f"In {filing.caption}{number}, {court} entered its {kind} on {day}."
    if filing.pleads and filing.filer:
        return f"{_side(filing.filer)} {_did(filing)} in {filing.caption}{number}, {place}, on {day}."
    # Caption and name stand in the title alone: beside a day, either was read as a step of that day. Nor is a paper
    # told as filed where nobody says by whom: a reader would guess.
    docket = f"The docket is that of {number.lstrip(', ')}, {place}." if number else f"It is kept {place}."
    return f"The entry bears the date of {day}. Who made it, and what it holds, is not known. {docket}"


def _did(filing: Filing) -> str:
    """What a party did by a paper. What it asks for is asked for, never done."""
    if _any(_words()["amendments"], filing.event):
        return "amended the complaint"  # "filed an amended complaint" was read as a suit of that day
    return f"filed {_paper(filing)}"


def _paper(filing: Filing) -> str:
    """A paper's name within a sentence: "Motion to Dismiss" is "a motion to dismiss"; names of parties stay."""
    words = [word if not word.istitle() or word in filing.caption else word.lower() for word in filing.event.split()]
    return f"{'an' if words[0][:1].lower() in 'aeiou' else 'a'} {' '.join(words)}"


def _of_feed(body: bytes, url: str, content_type: str, court: str) -> Iterable[Filing] | FeedFault:
    parsed = parsed_feed(body, url, content_type)
    return parsed if isinstance(parsed, FeedFault) else [_of_item(item, court) for item in parsed]


def _of_item(item: Any, court: str) -> Filing:
    title, summary = plain(item.get("title", ""), 500), item.get("summary", "")
    said = f"{title} {plain(summary, 4000)}"
    docket = _SHOWN.search(said)
    if entered := _ENTERED.match(title):
        return Filing(
            caption=_caption(_SHOWN.sub("", entered["case"])).rstrip(" ,"),
            docket=docket[0] if docket else "",
            court=court,
            event=_entry_name(plain(summary, 4000)) or title.partition(" in ")[0],
            number=entered["number"] or "",
            day=day_of(published_of(item)),
            link=item.get("link", ""),
            said=said,
        )
    event, numbered = _NAMED.search(plain(summary, 4000)), _NUMBERED.search(summary)
    return Filing(
        caption=_caption(_SHOWN.sub("", title)),
        docket=docket[0] if docket else "",
        court=court or plain(item.get("author", ""), 100),
        event=event[1].strip() if event else "",
        number=numbered[2] if numbered else "",
        day=day_of(published_of(item)),
        link=item.get("link", ""),
        said=said,
    )


def _entry_name(said: str) -> str:
    """What an entry is called, of all that is said of it: "MOTION to Dismiss. Filed by …" is a "Motion to Dismiss".

    Capitals are for names alone.
    """
    name = _ENTRY_ENDS.split(said.strip(), maxsplit=1)[0][:LONGEST_NAME]
    words = [word.lower() if len(word) > 1 and word.isupper() else word for word in name.split()]
    return " ".join(words)[:1].upper() + " ".join(words)[1:]


def _of_json(body: bytes) -> Iterable[Filing] | FeedFault:
    try:
        results = json.loads(body)["results"]
        return [_of_result(result) for result in results if isinstance(result, dict)]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        return FeedFault(f"JSON, but not a list of cases ({type(error).__name__})")


def _of_result(result: dict[str, Any]) -> Filing:
    def text(name: str) -> str:
        return plain(str(result.get(name) or ""), 500)

    return Filing(
        caption=_caption(text("caseName")),
        docket=text("docketNumber"),
        court=text("court_citation_string"),
        event=text("short_description"),
        number=text("document_number"),
        day=text("entry_date_filed") or text("dateFiled"),
        link=text("docket_absolute_url") or text("absolute_url"),
        said=" ".join(text(name) for name in ("caseName", "suitNature", "cause", "description")),
    )


def _caption(title: str) -> str:
    return re.sub(r"^[\s:–-]+|\s*-[A-Z]{2,4}(?:-[A-Z]{2,4})*(?=\s)|[\s:–-]+$", "", title)


def _side(names: str) -> str:
    return re.sub(r",?\s+et\.? al\.?$", " and others", names.strip())


def _lowered(event: str) -> str:
    return event[:1].lower() + event[1:] if event[1:2].islower() else event


def _written(day: str) -> str:
    moment = date.fromisoformat(day)
    return f"{moment:%B} {moment.day}, {moment.year}"


def _court(short: str) -> str:
    """A court's name in full: "N.D. Cal." -> "U.S. District Court for the Northern District of California"."""
    return _courts().get(short, short)


@cache
def _courts() -> dict[str, str]:
    path = DATA / "courts.toml"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        districts = {
            short: f"U.S. District Court for {_district(place['part'], place['state'])}"
            for short, place in tables["districts"].items()
        }
        circuits = {
            short: f"U.S. Court of Appeals for the {circuit['words'][0]} Circuit"
            for short, circuit in tables["circuits"].items()
        }
        return districts | circuits
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise ConfigError(f"{path}: {error}") from None


def _district(part: str, state: str) -> str:
    """A district in full; the capital's is called as the place is: "the District of Columbia"."""
    return f"the {state}" if state.startswith("District of ") else f"the {part} District of {state}".replace("  ", " ")


@cache
def _words() -> dict[str, tuple[re.Pattern[str], ...]]:
    path = DATA / "dockets.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return {
            kind: tuple(re.compile(word, re.IGNORECASE) for word in table[kind])
            for kind in ("openings", "decisions", "subjects", "asides", "filings", "amendments", "filers", "copyright")
        }
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, re.error) as error:
        raise ConfigError(f"{path}: {error}") from None


def _any(patterns: Iterable[re.Pattern[str]], text: str) -> bool:
    return any(pattern.search(text) for pattern in patterns)
