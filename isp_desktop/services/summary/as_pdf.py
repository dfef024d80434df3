"""Writes a summary as tagged PDF (PDF/UA-1) with Typst.

What people typed reaches Typst as JSON data only, never as Typst code. Typst runs the shipped template
alone, may read nothing but the templates, and asks no network.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime
from functools import cache

import msgspec
import typst

from isp_desktop.domain.resources import resource
from isp_desktop.services.summary.outline import Outline

# Scripts and symbols that the shipped faces lack; for these the computer's own fonts are worth their loading time.
_OTHER_SCRIPTS = re.compile("[\u0530-\u1cff\u2c00-\uaaff\uac00-\ud7ff\uf900-\uffef\U00010000-\U0010ffff]")
_NOT_SHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
# How many different picture signs are put into words before the file is made without them.
_NAMED = 40


def as_pdf(summary: Outline) -> bytes:
    """The PDF of `summary`: the same bytes for the same summary, program and fonts."""
    data = msgspec.json.encode(summary).decode()
    if not _OTHER_SCRIPTS.search(data):
        try:
            return _compile(data, summary.day, with_system_fonts=False)
        except typst.TypstError:
            pass  # some rarer letter or sign is missing from our faces: the computer may have it
    return _with_system_fonts(data, summary.day)


def _with_system_fonts(data: str, day: str) -> bytes:
    named: set[str] = set()
    while True:
        try:
            return _compile(data, day, with_system_fonts=True)
        except typst.TypstError as error:
            sign = _symbol_not_shown(error)
            if sign is None or sign in named or len(named) >= _NAMED:
                break
            named.add(sign)
            # With the sign go the joiners and variants that only mean something next to a picture.
            data = re.sub(
                f"\u200d?{re.escape(sign)}[\ufe0e\ufe0f]?\u200d?", f"[{unicodedata.name(sign).lower()}]", data
            )
    # No font on this computer has some letter. Its empty box is not accessible, so the file must not claim PDF/UA;
    # it is still tagged, and better than no summary.
    return _compile(data, day, with_system_fonts=True, accessible=False)


def _symbol_not_shown(error: typst.TypstError) -> str | None:
    """The picture sign that no font has, to be put into words; letters cannot be."""
    found = _NOT_SHOWN.search(error.message)
    sign = found[1][:1] if found else ""
    is_symbol = bool(sign) and unicodedata.category(sign) in ("So", "Sk", "Sm") and bool(unicodedata.name(sign, ""))
    return sign if is_symbol else None


def _compile(data: str, day: str, *, with_system_fonts: bool, accessible: bool = True) -> bytes:
    compiler = typst.Compiler(
        input=resource("reports/visit.typ"),
        font_paths=_fonts(with_system_fonts),
        sys_inputs={"summary": data},
    )
    pdf = compiler.compile(
        format="pdf",
        pdf_standards="ua-1" if accessible else None,
        timestamp=datetime.fromisoformat(day).replace(tzinfo=UTC),
    )
    assert isinstance(pdf, bytes), "a PDF without an output file comes as bytes"
    return pdf


@cache
def _fonts(with_system_fonts: bool) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=with_system_fonts, font_paths=[resource("fonts")])
