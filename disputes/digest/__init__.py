"""A store -> the digest of a week or of other days, as Markdown, as HTML for e-mail, or as JSON."""

from collections.abc import Callable

from disputes.digest.build import build, period_of
from disputes.digest.html import render_html
from disputes.digest.json_format import render_json
from disputes.digest.markdown import render_markdown
from disputes.digest.records import Digest, Period
from disputes.digest.week import parse_week, span
from disputes.errors import ConfigError

FORMATS: dict[str, Callable[[Digest], str]] = {"md": render_markdown, "html": render_html, "json": render_json}


def render(digest: Digest, format: str) -> str:
    """A digest in one of `FORMATS`; the same digest gives the same text. Raises ConfigError for another format."""
    try:
        return FORMATS[format](digest)
    except KeyError:
        raise ConfigError(f"format: {format!r} is none of {', '.join(FORMATS)}") from None


__all__ = ["FORMATS", "Digest", "Period", "build", "parse_week", "period_of", "render", "span"]
