"""Reading a place name from running prose, to the right or to the left of the words that call for one."""

import re

from nlp.courts.table import CourtTable

_WORD = r"(?:(?:St|Ste|Mt|Ft)\.|(?:[A-Z]\.)+|(?:d[’'])?[A-ZÀ-Þ][\w’'-]*)"
_RUN = re.compile(rf"{_WORD}(?:\s+(?:of\s+)?{_WORD}){{0,3}}")
_STATE_AFTER = re.compile(r",\s+([A-Z][\w.’]*(?:\s[A-Z][\w.]*){0,2})")
_RUN_BEFORE = re.compile(rf"(?P<run>(?:{_WORD}[\s-]+){{0,2}}{_WORD})[\s,]+$")
_ENDINGS = re.compile(r"['’]s$|-based$|-area$")


def place_after(text: str, start: int, table: CourtTable) -> tuple[int, str, str | None] | None:
    """End, place and stated state of a US place that begins at `start`; None where none does."""
    run = _RUN.match(text, start)
    for form in _shorter(run[0]) if run else ():
        place = _ENDINGS.sub("", form)
        if not table.knows(place) and place not in table.namesakes:
            continue
        end, state = _state_after(text, start + len(place), table)
        if state or table.knows(place):
            return end, place, state
    return None


def _state_after(text: str, end: int, table: CourtTable) -> tuple[int, str | None]:
    """Where ", California" or ", Calif." after a place ends, and its words; `end` and None where none follows."""
    run = _STATE_AFTER.match(text, end)
    for name in _shorter(run[1]) if run else ():
        stated = name if name in table.states else name.rstrip(".")
        if run and stated in table.states:
            return run.start(1) + len(stated), stated
    return end, None


def place_before(text: str, end: int, table: CourtTable) -> tuple[int, str] | None:
    """Start and name of a US place that stands right before `end`; None where none does."""
    run = _RUN_BEFORE.search(text, max(0, end - 40), end)
    if run is None:
        return None
    words = _ENDINGS.sub("", run["run"])
    for match in re.finditer(r"(?<!\S)\S", words):
        place = words[match.start() :]
        if table.knows(place):
            return run.start("run") + match.start(), place
    return None


def _shorter(run: str) -> list[str]:
    """A run of words and its beginnings, the longest first."""
    ends = [match.end() for match in re.finditer(r"\S+", run)]
    return [run[:end] for end in reversed(ends)]
