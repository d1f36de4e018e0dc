"""Dates, names, sums and steps -> the words that people read, the same in every format; texts from the web cleaned.

A format escapes what comes from here for its own markup; nothing here is markup.
"""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from disputes.telling.records import Citation, Quote, Step, first_day

STAGES = ("trigger", "voice", "demand", "letter", "suit", "decision", "appeal")
ARROWS = {"up": "▲", "down": "▼", "neutral": "◆"}
UNSURE = 0.5  # a step of lower confidence is marked as such
MOST_NAMES = 4

# What turns the direction of text, hides in it or stands for nothing: a title could reorder the words after it.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff"
    "\ufff0-\uffff\ufdd0-\ufdef\U000e0000-\U000e0fff\ud800-\udfff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")  # controls, and what ends a line or a paragraph
MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
STACKED = re.compile(f"([{MARKS}]{{2}})[{MARKS}]+")


def clean(text: str | None, limit: int = 400) -> str:
    """One line of visible text, at most `limit` characters, cut between words where there are any."""
    head = (text or "")[: limit * 8]  # enough for what cleaning takes away; a hostile title has no end
    if not (head.isascii() and head.isprintable()):
        head = BREAKS.sub(" ", STACKED.sub(r"\1", INVISIBLE.sub("", head)))
    line = " ".join(head.split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    space = cut.rfind(" ", limit * 2 // 3)
    return (cut[:space] if space > 0 else cut).rstrip(" ,;:") + "…"


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: "1 step", "2,000 steps"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def quoted(quote: Quote, limit: int) -> Quote:
    """A quote within its sentence, shortened to about `limit` characters: the sentence goes before the quote does."""
    text = clean(quote.text, limit)
    room = limit - len(text)
    before, after = clean(quote.before, limit), clean(quote.after, limit)
    if len(before) + len(after) > room:
        return Quote(text)
    # Cleaning strips what joins them: a quote may begin or end within a word's reach of a comma.
    gap_before = " " if before and quote.before[-1:].isspace() else ""
    gap_after = " " if after and quote.after[:1].isspace() else ""
    return Quote(text, before + gap_before, gap_after + after)


@lru_cache(maxsize=10_000)
def day_text(partial: str) -> str:
    """A partial date in words: "20 February 2026", "February 2026", "2026"."""
    try:
        day = date.fromisoformat(first_day(partial))
    except ValueError:
        return clean(partial, 30)
    return {4: f"{day:%Y}", 7: f"{day:%B %Y}"}.get(len(partial), f"{day.day} {day:%B %Y}")


def days_text(since: date, until: date) -> str:
    """Two days in words, without saying a month or a year twice: "16 to 22 February 2026"."""
    if since == until:
        return day_text(str(until))
    same = "" if since.year == until.year else f" {since.year}"
    month = "" if (since.year, since.month) == (until.year, until.month) else f" {since:%B}"
    return f"{since.day}{month}{same} to {day_text(str(until))}"


def listed(names: Sequence[str], most: int = MOST_NAMES) -> str:
    """Names in a row: "A, B and C", "A, B, C and 9 others"."""
    shown = [clean(name, 80) for name in names]
    if len(shown) > most:
        shown = [*shown[: most - 1], f"{len(shown) - most + 1} others"]
    return " and ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))


def who(step: Step) -> str:
    """Who did it, to whom, over which tools."""
    actors, targets = listed(step.actors), listed(step.targets)
    acted = f"{actors} → {targets}" if actors and targets else actors or (targets and f"against {targets}")
    over = f"over {listed(step.tools)}" if step.tools else ""
    return ", ".join(filter(None, [acted, over]))


def when(step: Step) -> str:
    """When it took place, or will, and what that rests on where no day is known."""
    told = f"first reported on {day_text(step.first_published)}"
    if step.status == "threatened":
        return f"threatened, {told}" if not step.date else f"threatened for {day_text(step.date)}, {told}"
    if step.date is None:
        return f"date not stated, {told}"
    planned = "set for " if step.status == "scheduled" else ""
    if step.precision == "day":
        return planned + day_text(step.date)
    missing = "day not stated" if step.precision == "month" else "day and month not stated"
    return f"{planned}{day_text(step.date)} ({missing}, {told})"


def where(step: Step) -> str:
    """The court and the docket number."""
    docket = f"No. {clean(step.docket, 60)}" if step.docket else ""
    return ", ".join(filter(None, [clean(step.court, 120), docket]))


def money(amount: float | None) -> str:
    """A sum in dollars: "$1.5 billion", "$22,500"."""
    if amount is None:
        return ""
    for unit, name in ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")):
        if abs(amount) >= unit:
            return f"${amount / unit:,.2f}".rstrip("0").rstrip(".") + name
    return f"${amount:,.2f}".removesuffix(".00")


def support(step: Step) -> str:
    """How many sources tell of it, and a warning where the reading is unsure."""
    sources = "one source" if step.source_count == 1 else f"{step.source_count} independent sources"
    return sources if step.confidence >= UNSURE else f"{sources}, unsure reading (confidence {step.confidence:.0%})"


def cited(citation: Citation) -> str:
    """A source in words: the outlet and the title of its article."""
    outlet, title = clean(citation.outlet, 80), clean(citation.title, 140)
    credit = f" (after {clean(citation.credited_to, 80)})" if citation.credited_to else ""
    return (": ".join(filter(None, [outlet, title])) or "source") + credit


def stage_text(stage: int | None) -> str:
    """A stage in words: "stage 4 (suit)"; nothing beside the road."""
    if stage is None:
        return ""
    return f"stage {stage} ({STAGES[stage]})" if 0 <= stage < len(STAGES) else f"stage {stage}"


def headline(step: Step) -> str:
    """A step in one line: "Lawsuit: Disney → Midjourney, over Midjourney (threatened)"."""
    marked = "" if step.status == "happened" else f" ({step.status})"
    return ": ".join(filter(None, [clean(step.label, 80), who(step)])) + marked
