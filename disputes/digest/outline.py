"""A digest -> its headings, paragraphs and lines in order, in words: what Markdown and HTML both lay out.

Holding the outline apart from the markup keeps the formats saying the same.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from disputes.digest.amending import MARKER, correction_line
from disputes.digest.records import Correction, Digest, Move, Silence
from disputes.telling.lines import Limits, Line, line
from disputes.telling.records import Quote, Step
from disputes.telling.wording import ARROWS, clean, day_text, days_text, listed, stage_text

MEANINGS = {
    ARROWS["up"]: "points up",
    ARROWS["down"]: "points down",
    ARROWS["neutral"]: "points neither way",
    "○": "has not happened, or is silent",
    MARKER: "corrected",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """Lines under a heading of their own, or under none."""

    heading: str
    note: str
    lines: tuple[Line, ...]
    left_off: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the digest; `note` says what it holds where its heading does not."""

    heading: str
    note: str
    entries: tuple[Entry, ...]
    left_off: int = 0


@dataclass(frozen=True, slots=True)
class Number:
    """A row of the numbers: this period, the one before, the difference."""

    label: str
    now: int
    before: int
    change: str


def title(digest: Digest) -> str:
    """What the digest is called."""
    period = digest.period
    days = days_text(period.since, period.until)
    of = f" — {clean(words, 120)}" if (words := digest.selection.in_words()) else ""
    return (f"Week {period.label}: {days}" if "W" in period.label else days) + of


def columns(digest: Digest) -> tuple[str, str]:
    """What the columns of the numbers are called: the period and the one before."""
    return ("This week", "Week before") if "W" in digest.period.label else ("These days", "As many days before")


def summary(digest: Digest) -> str:
    """The period in one sentence."""
    rose, fell = len(digest.moved("up")), len(digest.moved("down"))
    if not digest.moves:
        return "No step that moves a dispute was found in these days."
    moved = f"{_count(rose, 'dispute').capitalize()} went up and {fell or 'none'} came down"
    return (
        f"{moved if rose or fell else 'No dispute went up or came down'}; {_count(digest.counts.suits, 'new suit')}, "
        f"{_count(digest.counts.rulings, 'ruling')}, {_count(digest.counts.new_disputes, 'new dispute')}."
    )


def numbers(digest: Digest) -> tuple[Number, ...]:
    """The table of the period against the one before."""
    labels = {
        "steps": "Steps that happened",
        "up": "… pointing up",
        "down": "… pointing down",
        "disputes": "Disputes with a step",
        "new_disputes": "New disputes",
        "suits": "New suits",
        "rulings": "Rulings",
        "threats": "Threatened steps",
        "articles": "Articles on disputes",
        "outlets": "Outlets of these",
    }
    pairs = ((label, getattr(digest.counts, key), getattr(digest.counts_before, key)) for key, label in labels.items())
    return tuple(Number(label, now, before, change(now, before)) for label, now, before in pairs)


def sections(digest: Digest, limits: Limits) -> tuple[Section, ...]:
    """All that has something to tell, in the order in which it is read."""
    late_note = "Known since these days only; the days themselves lie before."
    if digest.older:
        late_note += f" {_count(digest.older, 'step')} of older times first read of in these days left out."
    found = [
        _moves("What went up", digest.moved("up"), limits),
        _moves("What came down", digest.moved("down"), limits),
        _moves("Other steps", digest.moved("neutral"), limits, "Filings, hearings and answers that point neither way."),
        _new(digest.new_disputes, limits),
        _steps("New suits", digest.suits, limits),
        _steps("Rulings", digest.rulings, limits),
        _steps("Money", digest.money, limits, "Sums claimed, awarded, settled or licensed, the largest first."),
        _steps("Threatened", digest.threatened, limits, "Announced or demanded; nothing of it has happened yet."),
        _steps("Coming dates", digest.coming, limits, "Set as of the end of these days; dates move."),
        _steps("Reported late", digest.late, limits, late_note),
        _corrected(digest.corrected, limits),
        _silent(digest.silences, limits),
    ]
    return tuple(section for section in found if section.entries or section.left_off)


def legend(told: Iterable[Section]) -> str:
    """What the markers of the lines mean, in one line; nothing where there is none."""
    used = {line.marker for section in told for entry in section.entries for line in entry.lines}
    return " · ".join(f"{marker} {meaning}" for marker, meaning in MEANINGS.items() if marker in used)


def _moves(heading: str, moves: Iterable[Move], limits: Limits, note: str = "") -> Section:
    return _section(heading, note, moves, limits, lambda move: _entry(move, move.steps, limits))


def _new(moves: Iterable[Move], limits: Limits) -> Section:
    note = "Nothing that happened in these was known from before; each with its first step."
    return _section("New disputes", note, moves, limits, lambda move: _entry(move, move.steps[:1], limits))


def _entry(move: Move, steps: tuple[Step, ...], limits: Limits) -> Entry:
    sides = " v. ".join(filter(None, [listed(move.claimants), listed(move.respondents)]))
    lines = tuple(line(step, limits) for step in steps[: limits.lines])
    note = "; ".join(filter(None, [stages(move), sides]))
    return Entry(clean(move.title, 160), note, lines, len(steps) - len(lines))


def _steps(heading: str, steps: Iterable[Step], limits: Limits, note: str = "") -> Section:
    def entry(step: Step) -> Entry:
        return Entry("", "", (line(step, limits, dispute=True),))

    return _section(heading, note, steps, limits, entry)


def _corrected(corrections: Iterable[Correction], limits: Limits) -> Section:
    def entry(correction: Correction) -> Entry:
        return Entry("", "", (correction_line(correction, limits),))

    note = "What earlier digests told otherwise."
    return _section("Corrected since last week", note, corrections, limits, entry)


def _silent(silences: Iterable[Silence], limits: Limits) -> Section:
    def entry(silence: Silence) -> Entry:
        last = f"newest article of {day_text(silence.last_published)}" if silence.last_published else "no article yet"
        facts = (clean(silence.problem, 200), last)
        return Entry("", "", (Line("○", "silent", clean(silence.source_id, 80), facts, Quote(""), (), 0),))

    note = "What they would have brought is missing above."
    return _section("Sources that fell silent", note, silences, limits, entry)


def _section[Item](
    heading: str, note: str, items: Iterable[Item], limits: Limits, entry: Callable[[Item], Entry]
) -> Section:
    """A section of as many entries as the limits allow."""
    every = tuple(items)
    return Section(heading, note, tuple(map(entry, every[: limits.entries])), max(len(every) - limits.entries, 0))


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def stages(move: Move) -> str:
    """From which stage to which a dispute moved."""
    after = stage_text(move.stage_after)
    if move.is_new:
        return f"new, at {after}" if after else "new"
    before = stage_text(move.stage_before)
    if before == after:
        return f"stays at {after}" if after else "beside the road to court"
    return f"from {before} to {after}" if before else f"now at {after}"


def change(now: int, before: int) -> str:
    """A difference with its sign."""
    return "±0" if now == before else f"{now - before:+d}".replace("-", "−")
