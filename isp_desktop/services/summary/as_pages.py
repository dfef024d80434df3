"""Draws a summary's pages as pictures, for looking at it before it is handed on."""

from __future__ import annotations

from functools import cache

import msgspec
import typst

from isp_desktop.domain.resources import resource
from isp_desktop.services.summary.outline import Outline


def as_pages(summary: Outline, ppi: float) -> list[bytes]:
    """Each page as a PNG of `ppi` pixels an inch; made as the PDF is, from the same template and the same fonts."""
    compiler = typst.Compiler(
        input=resource("reports/visit.typ"),
        font_paths=_fonts(),
        sys_inputs={"summary": msgspec.json.encode(summary).decode()},
    )
    pages = compiler.compile(format="png", ppi=ppi)
    assert pages is not None, "pictures without an output file come as bytes"
    return [pages] if isinstance(pages, bytes) else list(pages)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=True, font_paths=[resource("fonts")])
