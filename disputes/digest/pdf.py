"""A digest -> PDF, tagged for screen readers (PDF/UA), from the same page as the e-mail but without its shortening."""

import logging

from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher

from disputes.digest.html import page
from disputes.digest.outline import title
from disputes.digest.records import Digest
from disputes.telling.identity import uuid_of
from disputes.telling.lines import Limits

PAPER = """
@page { size: A4; margin: 18mm 16mm; @bottom-right { content: counter(page) " / " counter(pages); font-size: 9pt } }
body { font-size: 10.5pt !important }
main { max-width: none !important; padding: 0 !important }
li, table { break-inside: avoid }
h2, h3 { break-after: avoid }
"""


def render_pdf(digest: Digest) -> bytes:
    """The digest as a PDF that fetches nothing; the same digest gives the same bytes."""
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    document = HTML(string=page(digest, Limits()), url_fetcher=URLFetcher(allowed_protocols=["data"]))
    identifier = uuid_of("digest", f"{title(digest)} {digest.selection.to_json()}").encode("ascii")
    made: bytes = document.write_pdf(stylesheets=[CSS(string=PAPER)], pdf_variant="pdf/ua-1", pdf_identifier=identifier)
    return made
