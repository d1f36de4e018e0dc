"""A digest -> one HTML page without a script, a style sheet or an image from elsewhere, fit for an e-mail and a file.

Styles are inlined, since e-mail programs drop the others. A page that grows past the size at which they clip is made
again with shorter lists and quotes.
"""

from pathlib import Path

from disputes.digest.charts import days_chart, stages_chart
from disputes.digest.outline import columns, legend, numbers, sections, summary, title
from disputes.digest.records import Digest
from disputes.telling.lines import Limits
from disputes.telling.templates import templates

LARGEST = 100_000  # bytes; the strictest of the common e-mail programs clips at 102 KB
TIGHTER = (
    Limits(),
    Limits(entries=40, lines=8, quote=300, links=3),
    Limits(entries=20, lines=6, quote=240, links=2),
    Limits(entries=10, lines=4, quote=200, links=1),
    Limits(entries=5, lines=3, quote=140, links=1),
    Limits(entries=2, lines=1, quote=100, links=1),
    Limits(entries=1, lines=1, quote=100, links=1),
    Limits(entries=0),  # hostile names and addresses alone can fill a page: the numbers, and how much each section has
)
TEMPLATES = templates(Path(__file__).parent / "templates")


def render_html(digest: Digest) -> bytes:
    """The digest as HTML of at most `LARGEST` bytes."""
    made = b""
    for limits in TIGHTER:
        made = page(digest, limits).encode("utf-8", errors="replace")
        if len(made) <= LARGEST:
            break
    return made


def page(digest: Digest, limits: Limits) -> str:
    """The whole page, with lists and quotes of at most these limits."""
    told = sections(digest, limits)
    return TEMPLATES.get_template("digest.html").render(
        title=title(digest),
        summary=summary(digest),
        columns=columns(digest),
        numbers=numbers(digest),
        days_chart=days_chart(digest.days),
        stages_chart=stages_chart(digest.moves) if digest.moves else "",
        legend=legend(told),
        sections=told,
    )
