"""Writes a summary as tagged PDF (PDF/UA-1) with Typst.

What people typed reaches Typst as JSON data only, never as Typst code. Typst runs the shipped template
alone, may read nothing but the templates, and asks no network.
"""

from __future__ import annotations

from datetime import UTC, datetime

import typst

from isp_desktop.services.summary.glyphs import Printable, printable
from isp_desktop.services.summary.outline import Outline


def as_pdf(summary: Outline) -> bytes:
    """The PDF of `summary`: the same bytes for the same summary, program and fonts.

    Where no font on this computer has some letter, its empty box is not accessible, so the file does not claim PDF/UA;
    it is still tagged, and better than no summary.
    """
    return pdf_of(printable(summary), summary.day)


def pdf_of(ready: Printable, day: str) -> bytes:
    """The same of anything that Typst takes; `day` as "YYYY-MM-DD" is when it was made."""
    if not ready.boxes:
        try:
            return _compile(ready, day, accessible=True)
        except typst.TypstError:
            pass  # letters that each have a font need not have one together
    return _compile(ready, day, accessible=False)


def _compile(ready: Printable, day: str, *, accessible: bool) -> bytes:
    pdf = ready.pages().compile(
        format="pdf",
        pdf_standards="ua-1" if accessible else None,
        timestamp=datetime.fromisoformat(day).replace(tzinfo=UTC),
    )
    assert isinstance(pdf, bytes), "a PDF without an output file comes as bytes"
    return pdf
