"""A store -> the digest of a week or of other days: Markdown, HTML for e-mail, plain text, PDF, JSON or Atom."""

from collections.abc import Callable
from importlib import import_module

from disputes.digest.build import build, period_of
from disputes.digest.corrected import kept_steps
from disputes.digest.records import Digest, Period
from disputes.digest.week import parse_week, span
from disputes.errors import ConfigError

# What a format is called -> its module, its function, and the extra that it needs.
FORMATS = {
    "md": ("markdown", "render_markdown", ""),
    "html": ("html", "render_html", ""),
    "txt": ("text", "render_text", ""),
    "pdf": ("pdf", "render_pdf", "pdf"),
    "json": ("json_format", "render_json", ""),
    "atom": ("atom", "render_atom", "export"),
}


def render(digest: Digest, format: str) -> bytes:
    """A digest in one of `FORMATS`, texts in UTF-8; the same digest gives the same bytes.

    Raises ConfigError for another format, and for one whose library is not there.
    """
    if format not in FORMATS:
        raise ConfigError(f"format: {format!r} is none of {', '.join(FORMATS)}")
    module, function, extra = FORMATS[format]
    try:
        write: Callable[[Digest], bytes] = getattr(import_module(f"disputes.digest.{module}"), function)
    except ModuleNotFoundError as error:
        raise ConfigError(f"format: {format} needs {error.name}; install the extra `{extra}`") from None
    except OSError:  # WeasyPrint is there, what it draws with is not
        raise ConfigError(f"format: {format} needs Pango (Debian: libpangoft2-1.0-0)") from None
    return write(digest)


__all__ = ["FORMATS", "Digest", "Period", "build", "kept_steps", "parse_week", "period_of", "render", "span"]
