"""`data/courts.toml` -> a checked table: places, states and spellings, each to the court that they name."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from disputes.catalog import DATA
from disputes.errors import ConfigError

PARTS = ("Northern", "Southern", "Eastern", "Western", "Central", "Middle")
_WORD_LISTS = (
    "kinds",
    "offices",
    "names",
    "native",
    "appellate",
    "foreign_cities",
    "foreign_words",
    "country",
    "not_places",
    "not_names",
)


@dataclass(frozen=True, slots=True, eq=False)
class CourtTable:
    """Courts by the words that name them; every value that is a court is its short name ("N.D. Cal.")."""

    name_of: Mapping[str, str]  # short name -> full name
    by_place: Mapping[str, str]  # "San Francisco", "Portland, Maine"
    by_part: Mapping[tuple[str, str], str]  # ("Northern", "California")
    by_state: Mapping[str, tuple[str, ...]]  # all districts of a state
    by_short: Mapping[str, str]  # "NDCAL", "NDCA", "SDNY": spellings without stops and spaces
    state_of: Mapping[str, str]  # short name -> state
    states: Mapping[str, str]  # "Calif." -> "California"
    namesakes: frozenset[str]  # places that mean a court only where their state is named: "Athens"
    circuits: Mapping[str, str]  # "Ninth", "9th" -> "9th Cir."
    seats: Mapping[str, str]  # "San Francisco" -> "9th Cir."
    words: Mapping[str, frozenset[str]]  # the lists of [other]

    def hears_appeals(self, court: str) -> bool:
        """Whether a court, as a report states it, hears appeals only."""
        return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", court) for word in self.words["appellate"])

    def district(self, part: str, state: str) -> str | None:
        """The district of a part of a state, both as written."""
        return self.by_part.get((part.capitalize(), self.states.get(state, state)))

    def at(self, place: str, state: str | None) -> str | None:
        """The district court at a place; a state beside it decides between namesakes."""
        if state is None:
            return self.by_place.get(place) or self._of_region(place)
        state = self.states.get(state, state)
        if court := self.by_place.get(f"{place}, {state}"):
            return court
        court = self.by_place.get(place)
        if court and self.state_of[court] == state:
            return court
        return self._only(state)

    def _of_region(self, place: str) -> str | None:
        """ "Delaware" is one district, "Northern California" too; "California" is none."""
        part, _, rest = place.partition(" ")
        if part in PARTS and (court := self.district(part, rest)):
            return court
        return self._only(self.states.get(place, place))

    def _only(self, state: str) -> str | None:
        districts = self.by_state.get(state, ())
        return districts[0] if len(districts) == 1 else None

    def knows(self, place: str) -> bool:
        """Whether a place is of the United States."""
        return place in self.by_place or place in self.states or self._of_region(place) is not None


@cache
def court_table(path: Path = DATA / "courts.toml") -> CourtTable:
    """The table in a file. Raises ConfigError on the first entry that is wrong."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: {error}") from None
    districts, circuits = _tables(path, data, "districts"), _tables(path, data, "circuits")
    states = {form: name for name, forms in _tables(path, data, "states").items() for form in (name, *forms)}
    by_state: dict[str, tuple[str, ...]] = {}
    for short, entry in districts.items():
        _check_district(path, short, entry, states)
        by_state[entry["state"]] = (*by_state.get(entry["state"], ()), short)
    places = _places(path, districts)
    names = {short: _district_name(entry["part"], entry["state"]) for short, entry in districts.items()}
    names |= {short: f"U.S. Court of Appeals for the {entry['words'][0]} Circuit" for short, entry in circuits.items()}
    return CourtTable(
        name_of=names,
        by_place=places,
        by_part={(entry["part"], entry["state"]): short for short, entry in districts.items()},
        by_state=by_state,
        by_short=_spellings(districts, states),
        state_of={short: entry["state"] for short, entry in districts.items()},
        states=states,
        namesakes=frozenset(place.partition(",")[0] for place in places if "," in place),
        circuits={word: short for short, entry in circuits.items() for word in entry["words"]},
        seats={seat: short for short, entry in circuits.items() for seat in entry["seats"]},
        words={key: _strings(path, "other", key, data.get("other", {}).get(key)) for key in _WORD_LISTS},
    )


def _tables(path: Path, data: Mapping[str, Any], key: str) -> dict[str, Any]:
    """The entries of a table: lists of strings for the states, else tables. Raises ConfigError."""
    table = data.get(key)
    if not isinstance(table, dict) or not table:
        raise ConfigError(f"{path}: [{key}] is missing")
    for name, entry in table.items():
        if key == "states":
            _strings(path, key, name, entry)
        elif not isinstance(entry, dict):
            raise ConfigError(f"{path}: [{key}]: {name}: is {entry!r}")
        elif key == "circuits":
            for field in ("words", "seats"):
                _strings(path, f"circuits.{name}", field, entry.get(field))
    return table


def _strings(path: Path, table: str, key: str, value: object) -> frozenset[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ConfigError(f"{path}: [{table}]: {key}: no list of words")
    return frozenset(value)


def _check_district(path: Path, short: str, entry: Mapping[str, Any], states: Mapping[str, str]) -> None:
    if entry.get("state") not in states:
        raise ConfigError(f"{path}: [districts]: {short}: state is {entry.get('state')!r}")
    if entry.get("part") not in {"", *PARTS}:
        raise ConfigError(f"{path}: [districts]: {short}: part is {entry.get('part')!r}")
    _strings(path, f"districts.{short}", "cities", entry.get("cities"))


def _places(path: Path, districts: Mapping[str, Any]) -> dict[str, str]:
    places: dict[str, str] = {}
    for short, entry in districts.items():
        for city in entry["cities"]:
            if city in places:
                raise ConfigError(f"{path}: [districts]: {short}: {city} is also of {places[city]}")
            places[city] = short
    return places


def _district_name(part: str, state: str) -> str:
    district = state if state.startswith("District") else f"District of {state}"
    return f"U.S. District Court for the {part + ' ' if part else ''}{district}"


def _spellings(districts: Mapping[str, Any], states: Mapping[str, str]) -> dict[str, str]:
    """Short names without stops and spaces, and those with a state's every abbreviation: "NDCAL", "NDCALIF", "NDCA"."""
    spellings = {squeezed(short): short for short in districts}
    for short, entry in districts.items():
        for form, state in states.items():
            if state == entry["state"]:
                spellings.setdefault(squeezed(f"{entry['part'][:1]}D{form}"), short)
    return spellings


def squeezed(text: str) -> str:
    """In capitals, without stops, commas and spaces."""
    return re.sub(r"[\s.,]", "", text).upper()
