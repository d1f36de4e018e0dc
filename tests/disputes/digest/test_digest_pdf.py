"""The digest as PDF, read by a parser that is not ours: its text, its links, the same bytes each time."""

import io
from datetime import date

import pytest
from newsdesk import Newsdesk

from disputes.digest import build, render
from disputes.store import Store

try:
    import weasyprint  # noqa: F401
    from pypdf import PdfReader
except (ImportError, OSError):
    pytest.skip("WeasyPrint, the Pango that it draws with, or pypdf is not installed", allow_module_level=True)

WEEK = (date(2026, 2, 16), date(2026, 2, 22))


def links(reader: PdfReader) -> set[str]:
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    return {note["/A"]["/URI"] for note in notes if "/A" in note}


def test_the_pdf_has_the_text_and_the_links_for_every_reader(full_week: Store) -> None:
    digest = build(full_week, *WEEK)
    reader = PdfReader(io.BytesIO(render(digest, "pdf")), strict=True)
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert reader.metadata and reader.metadata.title == "Week 2026-W08: 16 to 22 February 2026"
    assert all(step.quote.text in text for step in digest.steps)
    assert {step.citations[0].url for step in digest.steps} <= links(reader)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root and root["/Lang"] == "en"


def test_the_same_week_is_the_same_file(full_week: Store) -> None:
    digest = build(full_week, *WEEK)
    assert render(digest, "pdf") == render(digest, "pdf")


def test_a_hostile_week_leads_nowhere_else(desk: Newsdesk) -> None:
    desk.step("<img src='http://127.0.0.1:9/x'>", "lawsuit", "2026-02-18", quote="<link href=file:///etc/passwd>" * 40)
    reader = PdfReader(io.BytesIO(render(build(desk.save(), *WEEK), "pdf")), strict=True)
    assert links(reader) == {"https://news.example/0"}
    assert not [image for page in reader.pages for image in page.images]
