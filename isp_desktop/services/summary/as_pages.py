"""Draws a summary's pages as pictures, for looking at it before it is handed on."""

from __future__ import annotations

from isp_desktop.services.summary.glyphs import printable
from isp_desktop.services.summary.outline import Outline


def as_pages(summary: Outline, ppi: float) -> list[bytes]:
    """Each page as a PNG of `ppi` pixels an inch; made as the PDF is, from the same template and the same fonts."""
    pages = printable(summary).pages().compile(format="png", ppi=ppi)
    assert pages is not None, "pictures without an output file come as bytes"
    return [pages] if isinstance(pages, bytes) else list(pages)
