"""A digest -> Markdown that means the same in every dialect: texts from the web stay text, whatever they contain."""

import re
from collections.abc import Iterator
from urllib.parse import quote as percent_encoded

from disputes.digest.outline import Entry, Section, columns, legend, numbers, sections, summary, title
from disputes.digest.records import Digest
from disputes.telling.lines import Limits, Line, Link
from disputes.telling.records import Quote

# What can open markup anywhere in a line: HTML, links, emphasis, code, tables, mathematics, mentions, entities.
MARKUP = re.compile(r"[\\`*_{}\[\]<>|~$^@]|&(?=#?\w+;)|(?<=\w):(?=//)|(?<=\bwww)\.", re.IGNORECASE)
# What can open a block where a line, or an item of a list, begins.
BLOCK = re.compile(r"^(\s*)([#>+=-]|\d+(?=[.)]))")
ADDRESS_SAFE = ":/?#[]@!$&'*+,;=%~-._"
ENTITY = re.compile(r"&(?=#?\w+;)")


def render_markdown(digest: Digest) -> bytes:
    """The digest as CommonMark with one table in the common extension."""
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(_lines(digest))).rstrip() + "\n"
    return text.encode("utf-8", errors="replace")


def escape(text: str) -> str:
    """A text from elsewhere as plain text in Markdown; it must already be one line."""
    escaped = MARKUP.sub(lambda match: "\\" + match[0], text)
    block = BLOCK.match(escaped)
    if not block:
        return escaped
    if block[2].isdigit():
        return f"{escaped[: block.end()]}\\{escaped[block.end() :]}"
    return f"{block[1]}\\{escaped[len(block[1]) :]}"


def address(url: str) -> str:
    """An address that can neither end its link early nor be changed by it."""
    return ENTITY.sub("&amp;", percent_encoded(url, safe=ADDRESS_SAFE).replace("[", "%5B").replace("]", "%5D"))


def _lines(digest: Digest) -> Iterator[str]:
    yield f"# {title(digest)}"
    yield ""
    yield summary(digest)
    yield ""
    now, before = columns(digest)
    yield f"| | {now} | {before} | Change |"
    yield "|---|---:|---:|---:|"
    for number in numbers(digest):
        yield f"| {number.label} | {number.now} | {number.before} | {number.change} |"
    told = sections(digest, Limits())
    yield ""
    yield legend(told)
    for section in told:
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    yield ""
    yield f"## {section.heading}"
    if section.note:
        yield ""
        yield escape(section.note)
    yield ""
    for entry in section.entries:
        yield from _entry(entry)
    if section.left_off:
        yield ""
        yield f"{section.left_off} more are in the database."


def _entry(entry: Entry) -> Iterator[str]:
    if entry.heading:
        yield f"### {escape(entry.heading)}"
        yield ""
        yield f"Stage: {escape(entry.note)}"
        yield ""
    for line in entry.lines:
        yield from _line(line)
    if entry.left_off:
        yield f"- … and {entry.left_off} more"
    if entry.heading:
        yield ""


def _line(line: Line) -> Iterator[str]:
    """One item of a list; its lines end in two spaces, the line break that no dialect shows."""
    parts = [" · ".join([f"- {line.marker} **{escape(line.label)}**", *map(escape, line.facts)])]
    if line.quote.text:
        parts.append(_quote(line.quote))
    if line.links:
        more = [f"{line.more_links} more"] if line.more_links else []
        parts.append("Source: " + "; ".join([*map(_link, line.links), *more]))
    yield "  \n  ".join(parts)


def _quote(quote: Quote) -> str:
    """The sentence in quotation marks, with the quote itself emphasised where it is a part only."""
    if not quote.before and not quote.after:
        return f"“{escape(quote.text)}”"
    return f"“{escape(quote.before)}**{escape(quote.text)}**{escape(quote.after)}”"


def _link(link: Link) -> str:
    text = escape(link.text)
    return f"[{text}]({address(link.url)}), {link.published}" if link.url else f"{text}, {link.published}"
