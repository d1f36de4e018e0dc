"""Case numbers and case captions in news prose: "3:23-cv-03223-AMO", "[2025] EWHC 2863 (Ch)", "Bartz v. Anthropic".

Numbers are recognised by the form that a court system gives them; nothing here knows a case.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Docket:
    """A case number; `article[start:end] == text`. `normal` has plain hyphens and spaces, and no judge's initials."""

    start: int
    end: int
    text: str
    normal: str


@dataclass(frozen=True, slots=True)
class Caption:
    """The name of a case; `article[start:end]` is all of it.

    `plaintiff` is None for "In re …", whose matter ("OpenAI Copyright Infringement Litigation") is the `defendant`.
    """

    start: int
    end: int
    plaintiff: str | None
    defendant: str


_DASH = "[-‐‑–—]"
_US_CASE = re.compile(
    rf"(?<![\w-])(?P<normal>(?:\d{{1,2}}\s?:\s?)?(?:20)?\d{{2}}\s?{_DASH}\s?(?:cv|cr|md|mc|mj|ap|bk|ml|CV|CR|MD|MC|ML|Civ\.?|civ)"
    rf"\s?(?:{_DASH}\s?|\s)\d{{1,6}})(?!\d)(?:\s?[-‐‑–]\s?[A-Z]{{2,4}}|\s\([A-Z]{{2,4}}\))*"
)
_US_CIVIL = re.compile(r"(?<![\w-])\d{2}\s(?:Civ|Cr|MD)\.?\s\d{3,6}(?!\d)(?:\s?\([A-Z]{2,4}\))*")
_APPEAL = re.compile(
    rf"\b(?:Nos?\.|Numbers?|numbers?|[Cc]ase|[Dd]ocket|appeal)\s*(?:no\.?|number|No\.?)?:?\s*(?P<normal>\d{{2}}{_DASH}\d{{2,6}})\b(?!{_DASH})"
)
_OTHERS = (
    r"\[\d{4}\]\s+(?:EWHC|EWCA|UKSC|UKPC|UKUT|UKIPTrib|CSOH|CSIH|NIQB|IEHC|FCA|FCAFC|HCA|NZHC|SGHC|HKCFI)"
    r"(?:\s+(?:Civ|Crim))?\s+\d{1,5}(?:\s+\([A-Z][A-Za-z]{1,5}\))?",  # neutral citations
    r"\d{4}\s(?:ONSC|BCSC|FCA?|SCC|QCCS|ABKB)\s\d{1,5}",  # Canadian neutral citations
    r"(?:C|T)[-‑–]\d{1,4}/\d{2}(?:\sP)?",  # Court of Justice and General Court of the EU
    r"\d{1,4}\s(?:HK\s)?(?:O|S|U|C|W|Qs|Ls)\s\d{1,5}/\d{2}",  # German regional and higher regional courts
    r"[IVX]{1,4}\s?[a-z]?\sZR\s\d{1,4}/\d{2}",  # Bundesgerichtshof
    r"(?:CS|C\.S\.|W\.?P|FAO|RFA|O\.?M\.?P)\s?\.?\s?(?:\((?:COMM|C|CIVIL|OS|Comm)\.?\))?\s?(?:No\.?\s?)?\d{1,5}"
    r"\s?(?:/|of)\s?\d{4}",  # India
    r"(?:Commercial|Comm\.|Civil)\s(?:IPR?\s)?Suit\s(?:\(L\)\s)?(?:No\.?\s)?\d{1,5}\s?(?:/|of)\s?\d{4}",  # Bombay
    r"(?:CV|T|S|A|VLC)[-‑–](?:[A-Z][-‑–])?(?:S[-‑–])?\d{2,6}[-‑–]\d{2,8}(?:[-‑–]\d{2}[A-Z]{2})?",  # Canadian registries
    r"(?:HC|IL|CL|QB|KB|IP|CP)[-‑–]\d{4}[-‑–]\d{5,6}",  # Business and Property Courts, London
    r"(?<=RG )\d{2}/\d{4,5}",  # French general list
)
# A text without this holds no case number: a digit before a slash, bracket or hyphen, or a court's letters.
_HINT = re.compile(r"\d(?:\s?[-‐‑–—/\]]|\s(?:Civ|Cr|MD|HK|O|S|U|C|W|Qs|Ls|of|[A-Z]{4}|SCC|FC|FCA)\b)")
_OTHER = re.compile(r"(?<![\w-])(?:" + "|".join(f"(?:{form})" for form in _OTHERS) + r")(?![\w-])")


def find_dockets(text: str) -> list[Docket]:
    """The case numbers of a text, in order, each once. Never raises."""
    kept: list[Docket] = []
    for docket in sorted(_candidates(text), key=lambda docket: (docket.start, -docket.end)):
        if not kept or docket.start >= kept[-1].end:
            kept.append(docket)
    return kept


def _candidates(text: str) -> Iterator[Docket]:
    if not _HINT.search(text):
        return
    for hit in _US_CASE.finditer(text):
        yield Docket(hit.start(), hit.end(), hit[0], _us_normal(hit["normal"]))
    for hit in _US_CIVIL.finditer(text):
        yield Docket(hit.start(), hit.end(), hit[0], _plain(re.sub(r"\s?\([A-Z]+\)$", "", hit[0])))
    for hit in _APPEAL.finditer(text):
        yield Docket(hit.start("normal"), hit.end(), hit["normal"], _plain(hit["normal"]))
    for hit in _OTHER.finditer(text):
        yield Docket(hit.start(), hit.end(), hit[0], _plain(hit[0]))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(_DASH, "-", text))


def _us_normal(text: str) -> str:
    """ "1 : 25 – MD – 3143" -> "1:25-md-3143"."""
    squeezed = re.sub(
        r"(?<=[\d:a-z.-])\s?([:-])\s?|\s", lambda hit: hit[1] or "-", _plain(text).lower().replace("civ.", "cv")
    )
    return squeezed.replace("civ", "cv")


_WORD = (
    r"(?:[A-ZÀ-Þ0-9][\w’'.-]*|\([A-Z][\w.]*\)|&|of|de|et\s+al\.?|others|and\s+(?:others|another)|the|for|on|d/b/a"
    r"|ex\s+rel\.?)"
)
_ENDING = r"(?:Inc|LLC|L\.L\.C|Ltd|LTD|Limited|PBC|P\.B\.C|Corp|Co|LP|L\.P|LLP|PLC|plc|GmbH|AG|N\.V|S\.A|et\s+al)\b\.?"
_SIDE = rf"{_WORD}(?:,?\s+{_ENDING}|\s+{_WORD})*"
_VERSUS = re.compile(r"(?<=\S)\s{1,4}(?:(?:v|vs)\.?|\./\.)\s+(?=[A-ZÀ-Þ0-9])")
_BEFORE = re.compile(rf"(?<!\w)(?:{_WORD}(?:,?\s+(?={_ENDING})|\s+))*(?:{_ENDING}|{_WORD}|,\s+{_ENDING})$")
_AFTER = re.compile(rf"{_SIDE}")
_IN_RE = re.compile(r"\bIn\s+[Rr]e:?\s+(?=[A-Z])")
# Where a name ends and a sentence begins: "v. Stability. Judge Orrick ruled", "v. Meta Platforms, Inc. The judge".
_FULL_STOP = re.compile(rf"(?:(?:[a-z]{{4}}|AI|\b[A-Z]{{3,}})\.|{_ENDING}(?<=\.))(?=\s+(?!{_ENDING})[A-Z])")
_LEADING = re.compile(
    r"(?:(?:\d{1,2}[.)]|In|The|As|See|At|For|On|Of|And|But|Both|With|After|Before|While|Unlike|Like|When|Since|Under|From|By|of|the|for"
    r"|on|de|case)\s+)+"
)
_TRAILING = re.compile(
    r"(?:,|\s+(?:of|de|the|for|on|and|&|[A-Z]\w*day|In))+$|(?<!\bInc)(?<!\bLtd)(?<!Corp)(?<!\bCo)(?<!\bal)(?:(?<=[a-z])|(?<=AI))\.$"
)


def find_captions(text: str) -> list[Caption]:
    """The case captions of a text, in order: "Kadrey v. Meta", "GEMA vs. Suno", "In re OpenAI Copyright Litigation"."""
    captions = [caption for hit in _VERSUS.finditer(text) if (caption := _versus(text, hit))]
    captions += [caption for hit in _IN_RE.finditer(text) if (caption := _in_re(text, hit))]
    return sorted(captions, key=lambda caption: caption.start)


def _versus(text: str, hit: re.Match[str]) -> Caption | None:
    before = _BEFORE.search(text, max(0, hit.start() - 90), hit.start())
    after = _AFTER.match(text, hit.end(), min(len(text), hit.end() + 110))
    if before is None or after is None:
        return None
    start = before.start()
    for end in _FULL_STOP.finditer(before[0]):
        start = before.start() + end.end()
    while text[start].isspace():
        start += 1
    if lead := _LEADING.match(text, start, hit.start()):
        start = lead.end()
    stop = _FULL_STOP.search(after[0])
    defendant = _TRAILING.sub("", after[0][: stop.end()] if stop else after[0])
    plaintiff = text[start : hit.start()]
    if not (plaintiff[:1].isupper() or plaintiff[:1].isdigit()) or not re.search("[A-Z]", defendant):
        return None
    return Caption(start, hit.end() + len(defendant), plaintiff, defendant)


def _in_re(text: str, hit: re.Match[str]) -> Caption | None:
    after = _AFTER.match(text, hit.end(), min(len(text), hit.end() + 110))
    if after is None:
        return None
    matter = re.search(r"^.*?\bLitigation\b", after[0]) or after
    name = _TRAILING.sub("", matter[0])
    return Caption(hit.start(), hit.end() + len(name), None, name)
