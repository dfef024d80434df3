"""Draws a summary's pages as pictures, for looking at it before it is handed on."""

from __future__ import annotations

from isp_desktop.services.summary.glyphs import Printable, printable
from isp_desktop.services.summary.outline import Outline


def as_pages(summary: Outline, ppi: float) -> list[bytes]:
    """Each page as a PNG of `ppi` pixels an inch; made as the PDF is, from the same template and the same fonts."""
    return pages_of(printable(summary), ppi)


def pages_of(ready: Printable, ppi: float) -> list[bytes]:
    """The same of anything that Typst takes."""
    pages = ready.pages().compile(format="png", ppi=ppi)
    assert pages is not None, "pictures without an output file come as bytes"
    return [pages] if isinstance(pages, bytes) else list(pages)
