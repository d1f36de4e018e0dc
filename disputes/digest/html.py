"""A digest -> one HTML page without a script, a style sheet or an image from elsewhere, fit for an e-mail and a file.

Styles are inlined, since e-mail programs drop the others. A page that grows past the size at which they clip is made
again with shorter lists and quotes.
"""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from disputes.digest.charts import days_chart, stages_chart
from disputes.digest.outline import Limits, columns, numbers, sections, summary, title
from disputes.digest.records import Digest

LARGEST = 100_000  # bytes; the strictest of the common e-mail programs clips at 102 KB
TIGHTER = (
    Limits(),
    Limits(entries=40, lines=8, quote=300, links=3),
    Limits(entries=20, lines=6, quote=240, links=2),
    Limits(entries=10, lines=4, quote=200, links=1),
    Limits(entries=5, lines=3, quote=140, links=1),
    Limits(entries=2, lines=1, quote=100, links=1),
)
TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def render_html(digest: Digest) -> str:
    """The digest as HTML of at most `LARGEST` bytes."""
    page = ""
    for limits in TIGHTER:
        page = _page(digest, limits)
        if len(page.encode()) <= LARGEST:
            break
    return page


def _page(digest: Digest, limits: Limits) -> str:
    return TEMPLATES.get_template("digest.html").render(
        title=title(digest),
        summary=summary(digest),
        columns=columns(digest),
        numbers=numbers(digest),
        days_chart=days_chart(digest.days),
        stages_chart=stages_chart(digest.moves) if digest.moves else "",
        sections=sections(digest, limits),
    )
