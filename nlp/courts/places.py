"""Reading a place name from running prose, to the right or to the left of the words that call for one."""

import re

from nlp.courts.table import CourtTable

_RUN = re.compile(r"[A-ZÀ-Þ][\w’'-]*\.?(?:[A-Z]\.)*(?:\s+[A-ZÀ-Þ][\w’'-]*\.?(?:[A-Z]\.)*){0,3}")
_STATE_AFTER = re.compile(r",\s+([A-Z][\w.’]*(?:\s[A-Z][\w.]*){0,2})")
_RUN_BEFORE = re.compile(
    r"((?:[A-ZÀ-Þ][\w’'-]*\.?(?:[A-Z]\.)*[\s-]+){0,2}[A-ZÀ-Þ][\w’-]*\.?(?:[A-Z]\.)*?)(?:['’]s)?(?:-based|-area)?[\s,]+$"
)


def place_after(text: str, start: int, table: CourtTable) -> tuple[int, str, str | None] | None:
    """End, place and stated state of a US place that begins at `start`; None where none does."""
    run = _RUN.match(text, start)
    if run is None:
        return None
    for form in _shorter(run[0]):
        place = form if form in table.by_place or form in table.states else form.rstrip(".")
        place = place.removesuffix("’s").removesuffix("'s")
        if not table.knows(place):
            continue
        end = start + len(place)
        state = _STATE_AFTER.match(text, end)
        for name in _shorter(state[1]) if state else ():
            stated = name if name in table.states else name.rstrip(".")
            if stated in table.states:
                assert state is not None
                return state.start(1) + len(stated), place, stated
        return end, place, None
    return None


def place_before(text: str, end: int, table: CourtTable) -> tuple[int, str] | None:
    """Start and name of a US place that stands right before `end`; None where none does."""
    run = _RUN_BEFORE.search(text, max(0, end - 40), end)
    if run is None:
        return None
    words = run[1]
    for match in re.finditer(r"(?<!\S)\S", words):
        place = words[match.start() :].removesuffix("’s").removesuffix("'s")
        if table.knows(place):
            return run.start(1) + match.start(), place
    return None


def _shorter(run: str) -> list[str]:
    """A run of words and its beginnings, the longest first."""
    ends = [match.end() for match in re.finditer(r"\S+", run)]
    return [run[:end] for end in reversed(ends)]
