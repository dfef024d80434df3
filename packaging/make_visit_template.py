"""Makes resources/reports/visit.docx, the Word template of a visit's summary.

Run it as `python packaging/make_visit_template.py`. The template is committed; run this after changing it here,
and look at the result in Word or LibreOffice.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle
from docx.text.paragraph import Paragraph

INK, INK2, INK3 = "1F1E1C", "55514A", "6B665E"
ACCENT, WARM, LINE, SUNKEN = "0E6470", "9C4508", "D3CFC7", "F2F0EC"
SERIF, SANS, FIXED = "Georgia", "Arial", "Courier New"
TARGET = Path(__file__).resolve().parent.parent / "resources" / "reports" / "visit.docx"

BALLAST = ("/thumbnail", "/stylesWithEffects", "/customXml")

# name, face, size, colour, bold, space before, space after
TEXT_STYLES = (
    ("Normal", SERIF, 10.5, INK, False, 0, 7),
    ("Title", SERIF, 24, INK, True, 0, 6),
    ("Subtitle", SANS, 10, INK2, False, 0, 14),
    ("Heading 1", SERIF, 14, ACCENT, True, 20, 6),
    ("Heading 2", SERIF, 11.5, INK, True, 14, 5),
    ("Heading 3", SERIF, 10.5, INK, True, 12, 5),
    ("Heading 4", SERIF, 10.5, INK2, True, 12, 5),
    ("Heading 5", SERIF, 10.5, INK2, False, 12, 5),
    ("List Bullet", SERIF, 10.5, INK, False, 0, 7),
    ("List Number", SERIF, 10.5, INK, False, 0, 7),
    ("Quote", SERIF, 10.5, INK2, False, 4, 9),
    ("Code Block", FIXED, 9, INK, False, 4, 9),
    ("Fact", SANS, 9.5, INK, False, 0, 2),
    ("Notice", SANS, 9.5, WARM, False, 12, 6),
    ("Table Head", SANS, 8.5, INK3, True, 3, 3),
    ("Table Text", SANS, 9, INK, False, 3, 3),
    ("Footer", SANS, 8, INK3, False, 0, 0),
)


def make() -> WordDocument:
    """The template, not yet saved."""
    document = Document()
    _drop_ballast(document)
    _clear_styles(document)
    for name, *look in TEXT_STYLES:
        _set_style(_style(document, name), *look)
    _finish_styles(document)
    _add_table_style(document)
    _set_page(document)
    _write(document)
    _write_footer(document)
    _describe(document)
    return document


def _drop_ballast(document: WordDocument) -> None:
    """Leave out what python-docx's starting document carries along: a thumbnail, a second style sheet, custom XML."""
    for rels in (document.part.rels, document.part.package.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.endswith(BALLAST)]:
            del rels[key]


def _clear_styles(document: WordDocument) -> None:
    """Keep of python-docx's own styles only those named here; take theme fonts and numbering from them."""
    element = document.styles.element
    kept = {name.lower() for name, *_ in TEXT_STYLES} | {"default paragraph font", "normal table", "no list"}
    for style in element.findall(qn("w:style")):
        if style.find(qn("w:name")).get(qn("w:val")).lower() not in kept:
            element.remove(style)
            continue
        for tag in ("w:link", "w:pPr", "w:rPr"):
            for child in style.findall(qn(tag)):
                style.remove(child)
    fonts = element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:rFonts')}")
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for kind in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{kind}"), SERIF)


def _style(document: WordDocument, name: str) -> ParagraphStyle:
    if name in document.styles:
        return document.styles[name]
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    return style


def _set_style(
    style: ParagraphStyle, face: str, size: float, colour: str, bold: bool, before: float, after: float
) -> None:
    _set_font(style, face, size, colour, bold)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.25
    style.quick_style = True


def _set_font(style: CharacterStyle, face: str, size: float, colour: str, bold: bool) -> None:
    style.font.name, style.font.size, style.font.bold = face, Pt(size), bold
    style.font.color.rgb = RGBColor.from_string(colour)
    properties = style.element.rPr
    properties.rFonts.set(qn("w:cs"), face)
    # Scripts written from right to left have a size and a weight of their own.
    properties.append(parse_xml(f'<w:szCs {nsdecls("w")} w:val="{round(size * 2)}"/>'))
    if bold:
        properties.find(qn("w:b")).addnext(parse_xml(f"<w:bCs {nsdecls('w')}/>"))


def _finish_styles(document: WordDocument) -> None:
    styles = document.styles
    for level in range(1, 6):
        styles[f"Heading {level}"].paragraph_format.keep_with_next = True
        properties = styles[f"Heading {level}"].element.get_or_add_pPr()
        properties.append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{level - 1}"/>'))
    for name in ("List Bullet", "List Number"):
        styles[name].element.get_or_add_pPr().append(parse_xml(f"<w:contextualSpacing {nsdecls('w')}/>"))
    styles["Title"].paragraph_format.line_spacing = 1.05
    styles["Table Head"].paragraph_format.keep_with_next = True
    styles["Quote"].paragraph_format.left_indent = Mm(6)
    styles["Fact"].paragraph_format.left_indent = Mm(30)
    styles["Fact"].paragraph_format.first_line_indent = Mm(-30)
    styles["Fact"].paragraph_format.tab_stops.add_tab_stop(Mm(30))
    styles["Notice"].paragraph_format.left_indent = Mm(4)
    _border(styles["Fact"], ("top", "bottom"), LINE, 4, 6)
    _border(styles["Notice"], ("left",), WARM, 18, 8)
    _border(styles["Quote"], ("left",), LINE, 12, 8)
    _border(styles["Footer"], ("top",), LINE, 4, 6)
    shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{SUNKEN}"/>')
    styles["Code Block"].element.get_or_add_pPr().insert(0, shade)
    label = styles.add_style("Fact Label", WD_STYLE_TYPE.CHARACTER)
    label.font.color.rgb = RGBColor.from_string(INK3)


def _border(style: ParagraphStyle, sides: tuple[str, ...], colour: str, eighths: int, space: int) -> None:
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{space}" w:color="{colour}"/>' for side in sides
    )
    # Before spacing and indents, as the order of the schema asks.
    style.element.get_or_add_pPr().insert(0, parse_xml(f"<w:pBdr {nsdecls('w')}>{lines}</w:pBdr>"))


def _add_table_style(document: WordDocument) -> None:
    edge = f'w:val="single" w:sz="4" w:space="0" w:color="{LINE}"'
    document.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="VisitTable">'
            '<w:name w:val="Visit Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/><w:tblPr>'
            f"<w:tblBorders><w:bottom {edge}/><w:insideH {edge}/></w:tblBorders>"
            '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="170" w:type="dxa"/></w:tblCellMar>'
            "</w:tblPr></w:style>"
        )
    )


def _set_page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin, section.bottom_margin = Mm(24), Mm(26)
    section.footer_distance = Mm(13)


def _write(document: WordDocument) -> None:
    document.add_paragraph("{{ title }}", "Title")
    document.add_paragraph("{{ when }}", "Subtitle")
    document.add_paragraph("{%p for fact in facts %}")
    fact = document.add_paragraph(style="Fact")
    fact.add_run("{{ fact.label }}", "Fact Label")
    fact.add_run("\t{{ fact.value }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p if notice %}")
    document.add_paragraph("{{ notice }}", "Notice")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p for part in parts %}")
    document.add_paragraph("{{ part.heading }}", "Heading 1")
    document.add_paragraph("{{p part.body }}")
    document.add_paragraph("{%p endfor %}")


def _write_footer(document: WordDocument) -> None:
    footer = document.sections[0].footer.paragraphs[0]
    footer.style = document.styles["Footer"]
    footer.paragraph_format.tab_stops.add_tab_stop(Mm(160), alignment=2)
    # The mark after the name keeps a name written from right to left from pulling the date around.
    footer.add_run("{% if site %}{{ site }}\u200e · {% endif %}{{ date }}\t{{ page[0] }}")
    _field(footer, "PAGE")
    footer.add_run("{{ page[1] }}")
    _field(footer, "NUMPAGES")
    footer.add_run("{{ page[2] }}")


def _field(paragraph: Paragraph, instruction: str) -> None:
    field = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{instruction}"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no other way to add a field


def _describe(document: WordDocument) -> None:
    properties = document.core_properties
    properties.author = properties.title = properties.comments = properties.keywords = ""
    properties.created = properties.modified = datetime(2026, 1, 1)
    document.styles.element.find(f".//{qn('w:lang')}").set(qn("w:val"), "en-GB")


if __name__ == "__main__":
    make().save(str(sys.argv[1] if len(sys.argv) > 1 else TARGET))
