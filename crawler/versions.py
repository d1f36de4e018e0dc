"""An article as it is kept and as its page says it now -> what kind of change that is, if any.

Every change is kept. One of substance makes the article be read again: other words, a note of correction, another
headline. Only case, marks, spacing and slips of the pen are slight. A page that shows a part of what it showed before
has put up a wall, and takes nothing back.
"""

import re
from difflib import SequenceMatcher

from disputes.store.pages import Change

# How outlets begin a note that something was wrong or was added.
_NOTE = re.compile(
    r"^\W*(?:correction|clarification|corrected|editor[’']?s note|update[d]?\b|an? (?:earlier|previous) version"
    r"|this (?:article|story|post|report|piece) (?:has been|was) (?:amended|corrected|updated|changed))",
    re.IGNORECASE | re.MULTILINE,
)
_WORD = re.compile(r"\w+(?:[.,’'-]\w+)*")
SLIP = 0.75  # two words this alike, without a digit in either, differ by a slip
CUT = 0.6  # of the text before: what is shorter and says nothing new is a part of it


def change_of(title: str, text: str, new_title: str, new_text: str) -> Change | None:
    """How an article changed, the weightiest first; None where not one character did."""
    if (title, text) == (new_title, new_text):
        return None
    before, after = _words(text), _words(new_text)
    if len(_NOTE.findall(new_text)) > len(_NOTE.findall(text)):
        return "correction"
    if len(after) < CUT * len(before) and _is_within(after, before):
        return "cut"
    if _differ(before, after):
        return "text"
    return "headline" if _differ(_words(title), _words(new_title)) else "slight"


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _differ(before: list[str], after: list[str]) -> bool:
    """Whether any word is another, and not just spelt another way."""
    if before == after:
        return False
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal" and (
            j - i != m - k or not all(_is_slip(*pair) for pair in zip(before[i:j], after[k:m], strict=True))
        ):
            return True
    return False


def _is_slip(one: str, other: str) -> bool:
    if any(character.isdigit() for character in one + other):
        return one == other
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= SLIP


def _is_within(part: list[str], whole: list[str]) -> bool:
    """Whether nearly all of a text's runs of three words stand in another."""
    runs = [tuple(part[at : at + 3]) for at in range(len(part) - 2)]
    known = {tuple(whole[at : at + 3]) for at in range(len(whole) - 2)}
    return bool(runs) and sum(run in known for run in runs) >= 0.9 * len(runs)
