"""Text from the web made harmless: no markup, no control characters, a bounded length, one kind of blank."""

import re
import unicodedata
from html import unescape

import nh3

_KEPT = frozenset("\n\t")
_HYPHENATION = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))


def clean(text: str) -> str:
    """Text in NFC without control characters, zero-width marks or lone surrogates; line ends are "\\n"."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_HYPHENATION)
    text = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))
    harmful = {c for c in set(text) - _KEPT if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co"}}
    return text.translate(dict.fromkeys(map(ord, harmful))) if harmful else text


def plain(markup: str, limit: int) -> str:
    """Markup as one line of plain text, at most `limit` characters."""
    text = markup[: limit * 20]
    if "<" in text or "&" in text:
        text = unescape(nh3.clean(text, tags=set()))
    return re.sub(r"\s+", " ", clean(text)).strip()[:limit]
