"""Writes a summary as a Word document, with the shipped template or an organization's own.

A template is a Word document with docxtpl's marks; resources/reports/README.md lists the names it may use. It is run in
Jinja's sandbox, since templates are passed around, and what people typed only ever goes in as text.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _
from isp_desktop.domain.resources import resource
from isp_desktop.domain.summary import VisitSummary
from isp_desktop.services.summary.outline import Outline
from isp_desktop.services.summary.word_body import WordBody, inert
from isp_desktop.services.summary.word_context import Body, context

# Of a page to be taken in at a glance, as the printed one: margins in mm; size, space before and after in points.
_TOP, _BOTTOM, _SIDES = 19, 17, 20
_TIGHT = {
    "Normal": (9, 0, 2),
    "List Bullet": (9, 0, 0),
    "Heading 1": (11.5, 10, 2),
    "Title": (20, 0, 2),
    "Subtitle": (9.5, 0, 6),
    "Fact": (9, 0, 0),
}
_LINE_SPACING = 1.1
_PLUM = RGBColor(0x6A, 0x3D, 0x9A)
# What python-docx and its readers raise for a file that is no sound Word document.
_UNREADABLE = (
    OpcError,
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,  # of XML
    KeyError,
    ValueError,
    AttributeError,
    NotImplementedError,
    RuntimeError,
)
# What a wrong expression in a template raises besides Jinja's own errors, e.g. {{ title / 2 }}.
_UNWORKABLE = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError)


def as_word(outline: Outline, template: Path | None = None, told: VisitSummary | None = None) -> bytes:
    """The .docx of `outline`, laid out by `template` or by the shipped one; `told` has what it may ask for by name.

    Raises:
        BadInput: `template` is no Word document, or has a mark that cannot be followed.
    """
    path = template or resource("reports/visit.docx")
    document = _opened(path)
    word = document.get_docx()
    names = context(outline, WordBody(word, outline.photos), told)
    _fill(document, names, path)
    _check(word, path)
    _mark(word, outline.mark)
    if outline.compact and template is None:
        _tighten(word)
    _describe(word, outline)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _opened(path: Path) -> DocxTemplate:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadInput(
            _("The template “{name}” cannot be read; check that it is still there.").format(name=path.name)
        ) from error
    document = DocxTemplate(io.BytesIO(content))
    try:
        document.init_docx()
        # Read here, where it can be told what is wrong.
        for part in ("styles", "element"):
            getattr(document.get_docx(), part)
    except _UNREADABLE as error:
        raise BadInput(
            _(
                "The template “{name}” is not a Word document; open it in Word, save it as .docx and choose it again."
            ).format(name=path.name)
        ) from error
    return document


def _environment() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_as_xml,
    )


def _as_xml(value: object) -> Markup:
    if isinstance(value, Body):
        return value.__html__()
    return value if isinstance(value, Markup) else inert(str(value))


def _fill(document: DocxTemplate, names: dict[str, Any], path: Path) -> None:
    try:
        document.render(names, _environment(), autoescape=True)
    except UndefinedError as error:
        known = ", ".join(names)
        raise BadInput(
            _(
                "The template “{name}” asks for “{word}”, which this paper does not have; "
                "correct the name in Word, where these can be used: {known}."
            ).format(name=path.name, word=_asked_for(error), known=known)
        ) from error
    except TemplateSyntaxError as error:
        raise BadInput(
            _(
                "The template “{name}” has a mark that cannot be understood ({mark}); correct it in Word and try again."
            ).format(name=path.name, mark=_near(error))
        ) from error
    except (TemplateError, *_UNWORKABLE) as error:
        raise BadInput(
            _(
                "The template “{name}” has a mark that cannot be followed ({mark}); correct it in Word and try again."
            ).format(name=path.name, mark=str(error).rstrip("."))
        ) from error


def _asked_for(error: UndefinedError) -> str:
    """The name at fault: Jinja puts it last between single quotes."""
    quoted: list[str] = re.findall(r"'([^']*)'", error.message or "")
    return quoted[-1] if quoted else "an unknown name"


def _near(error: TemplateSyntaxError) -> str:
    """The words of the template around the mistake, as docxtpl hands them over."""
    lines = list(getattr(error, "docx_context", ()))
    at = min(error.lineno - 1, 3)
    words = " ".join(lines[at].split()) if at < len(lines) else ""
    return words[:60] or str(error.message)


def _check(word: WordDocument, path: Path) -> None:
    """A body may only stand where a paragraph may; elsewhere Word would refuse the file."""
    if word.element.xpath("//w:t/* | //w:r//w:p[not(ancestor::w:txbxContent)]"):
        raise BadInput(
            _(
                "The template “{name}” has a body inside a line of text; "
                "give it a paragraph of its own, written {mark}."
            ).format(name=path.name, mark="{{p part.body }}")
        )


def _mark(word: WordDocument, mark: str) -> None:
    """Puts the mark at the head of every page."""
    if not mark:
        return
    for section in word.sections:
        section.different_first_page_header_footer = False
        head = section.header.paragraphs[0]
        head.text = mark
        head.runs[0].bold = True
        head.runs[0].font.color.rgb = _PLUM


def _tighten(word: WordDocument) -> None:
    """Gives the shipped template's page the room of the printed one."""
    for section in word.sections:
        section.top_margin, section.bottom_margin = Mm(_TOP), Mm(_BOTTOM)
        section.left_margin = section.right_margin = Mm(_SIDES)
    for name, (size, before, after) in _TIGHT.items():
        style = word.styles[name]
        assert isinstance(style, ParagraphStyle), "the shipped template has these styles"
        style.font.size = Pt(size)
        room = style.paragraph_format
        room.space_before, room.space_after, room.line_spacing = Pt(before), Pt(after), _LINE_SPACING


def _describe(word: WordDocument, outline: Outline) -> None:
    properties = word.core_properties
    properties.title, properties.author = outline.title[:255], outline.author[:255]
    properties.last_modified_by = properties.author
    properties.language = outline.language
    properties.comments = ""
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), outline.language)
