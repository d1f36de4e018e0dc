"""A digest -> plain text, for the part of a mail that is read without markup, on a watch, or aloud."""

from collections.abc import Iterator
from textwrap import wrap

from disputes.digest.outline import Entry, columns, legend, numbers, sections, summary, title
from disputes.digest.records import Digest
from disputes.telling.lines import Limits, Line

WIDTH = 76


def render_text(digest: Digest) -> bytes:
    """The digest in lines of at most `WIDTH` characters; addresses stand whole, on lines of their own."""
    return ("\n".join(_lines(digest)).rstrip() + "\n").encode("utf-8", errors="replace")


def _lines(digest: Digest) -> Iterator[str]:
    yield from wrap(title(digest), WIDTH)
    yield ""
    yield from wrap(summary(digest), WIDTH)
    yield ""
    now, before = columns(digest)
    yield f"{'':24}{now:>16}{before:>20}"
    for number in numbers(digest):
        yield f"{number.label:24}{number.now:>16}{number.before:>20}"
    told = sections(digest, Limits())
    if marked := legend(told):
        yield ""
        yield from wrap(marked, WIDTH)
    for section in told:
        yield ""
        yield ""
        yield section.heading.upper()
        yield from wrap(section.note, WIDTH)
        for entry in section.entries:
            yield from _entry(entry)
        if section.left_off:
            yield f"{section.left_off} more are in the database."


def _entry(entry: Entry) -> Iterator[str]:
    if entry.heading:
        yield ""
        yield from wrap(entry.heading, WIDTH)
        yield from wrap(entry.note, WIDTH)
    for line in entry.lines:
        yield ""
        yield from _line(line)
    if entry.left_off:
        yield f"  … and {entry.left_off} more"


def _line(line: Line) -> Iterator[str]:
    told = " · ".join([f"{line.marker} {line.label}", *line.facts])
    yield from wrap(told, WIDTH, subsequent_indent="  ")
    if line.quote.text:
        words = f"“{line.quote.before}{line.quote.text}{line.quote.after}”"
        yield from wrap(words, WIDTH, initial_indent="  ", subsequent_indent="  ")
    for link in line.links:
        yield from wrap(f"{link.text}, {link.published}", WIDTH, initial_indent="  ", subsequent_indent="  ")
        if link.url:
            yield f"  {link.url}"
