"""Writes the tree as WordprocessingML: real paragraphs, headings, lists and tables for docxtpl to put in place."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from docx.document import Document as WordDocument
from docx.oxml.ns import nsdecls
from docx.shared import Length, Mm
from markupsafe import Markup, escape

from isp_desktop.services.summary import tree
from isp_desktop.services.summary.outline import PhotoFile
from isp_desktop.services.summary.word_parts import LEVELS, Numbering, Styles

# Twentieths of a point; by hand one signs in a row of 9 mm.
_STEP = 360
_ROOM = '<w:trHeight w:val="512" w:hRule="atLeast"/>'
_TEXT_WIDTH = 9000
_PHOTO_WIDTH, _PHOTO_HEIGHT = Mm(150), Mm(110)
_RULE = '<w:p><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="D3CFC7"/></w:pBdr></w:pPr></w:p>'
_JUSTIFIED = {"": "", "left": "", "center": '<w:jc w:val="center"/>', "right": '<w:jc w:val="right"/>'}


def inert(text: str) -> Markup:
    """`text` as XML in which neither XML nor docxtpl, which rewrites odd pairs of braces, finds anything to do."""
    return Markup(str(escape(text)).replace("{", "&#123;").replace("}", "&#125;"))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a block stands: how far in, whether its first paragraph carries a list's mark, and whether it keeps what
    follows on its page."""

    indent: int = 0
    level: int = -1
    number: int = 0
    loose: bool = False
    style: str = ""
    list_style: str = ""
    keeps: bool = False


@dataclass(frozen=True, slots=True)
class _Look:
    """How a run of words looks."""

    bold: bool = False
    italic: bool = False
    struck: bool = False
    fixed: bool = False
    rtl: bool = False

    def xml(self) -> str:
        marks = (
            '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>' if self.fixed else "",
            "<w:b/><w:bCs/>" if self.bold else "",
            "<w:i/><w:iCs/>" if self.italic else "",
            "<w:strike/>" if self.struck else "",
            "<w:rtl/>" if self.rtl else "",
        )
        return f"<w:rPr>{''.join(marks)}</w:rPr>" if any(marks) else ""


class WordBody:
    """Writes blocks for one document, from which it takes styles and numbering."""

    def __init__(self, document: WordDocument, photos: Sequence[PhotoFile] = ()) -> None:
        self._document, self._photos = document, photos
        self._styles = Styles(document)
        self._numbering = Numbering(document)

    def blocks(self, blocks: Iterable[tree.Block]) -> Markup:
        """The XML of `blocks`, to stand where a paragraph may stand."""
        return Markup(self._blocks(blocks, _Place()))

    def _blocks(self, blocks: Iterable[tree.Block], place: _Place) -> str:
        return "".join(self._block(block, replace(place, keeps=tree.is_label(block))) for block in blocks)

    def _block(self, block: tree.Block, place: _Place) -> str:
        match block:
            case tree.Paragraph():
                return self._paragraph(block, place)
            case tree.Heading(level, text):
                return self._paragraph(text, replace(place, style=f"Heading {level}"))
            case tree.Items():
                return self._items(block, place)
            case tree.Quote(blocks):
                return self._blocks(blocks, replace(place, indent=place.indent + _STEP, style="Quote"))
            case tree.CodeBlock(text):
                return self._code(text, place)
            case tree.Table():
                return self._table(block)
            case tree.Rule():
                return _RULE
            case tree.Photo():
                return self._photo(block)

    def _photo(self, photo: tree.Photo) -> str:
        """The photo in the line, no wider than the text and no higher than half a page."""
        found = self._photos[photo.number - 1]
        inline = self._document.part.new_pic_inline(io.BytesIO(found.content))
        scale = min(_PHOTO_WIDTH / inline.extent.cx, _PHOTO_HEIGHT / inline.extent.cy, 1.0)
        width, height = (Length(round(side * scale)) for side in (inline.extent.cx, inline.extent.cy))
        drawn = inline.graphic.graphicData.pic.spPr
        inline.extent.cx, inline.extent.cy = drawn.cx, drawn.cy = width, height
        # Two parts may ask in vain for the next free number before either stands in the document.
        inline.docPr.set("id", str(1_000 + photo.number))
        inline.docPr.set("descr", photo.words)
        drawing = inline.xml.replace("{", "&#123;").replace("}", "&#125;")
        under = self._paragraph(tree.plain(photo.caption), _Place()) if photo.caption else ""
        return f"<w:p><w:pPr><w:keepNext/></w:pPr><w:r><w:drawing>{drawing}</w:drawing></w:r></w:p>{under}"

    def _paragraph(self, paragraph: tree.Paragraph, place: _Place, justified: str = "") -> str:
        properties = (
            f'<w:pStyle w:val="{self._styles.id(place.style)}"/>' if place.style else "",
            "<w:keepNext/>" if place.keeps else "",
            f'<w:numPr><w:ilvl w:val="{place.level}"/><w:numId w:val="{place.number}"/></w:numPr>'
            if place.number
            else "",
            "<w:bidi/>" if paragraph.rtl else "",
            f'<w:ind w:left="{place.indent}"/>' if place.indent and not place.number else "",
            '<w:contextualSpacing w:val="0"/>' if place.loose else "",
            justified,
        )
        runs = _runs(paragraph.inlines, _Look(rtl=paragraph.rtl))
        return f"<w:p><w:pPr>{''.join(properties)}</w:pPr>{''.join(runs)}</w:p>"

    def _items(self, block: tree.Items, place: _Place) -> str:
        level = min(place.level + 1, LEVELS - 1)
        # Lists within a list keep its style, since Word leaves out the space between equal styles only.
        style = place.list_style or ("List Bullet" if block.start is None else "List Number")
        inner = _Place(place.indent + _STEP, level, loose=not block.tight, style=style, list_style=style)
        number = self._numbering.bullets() if block.start is None else self._numbering.decimal(level, block.start)
        return "".join(self._item(blocks, inner, number) for blocks in block.items)

    def _item(self, blocks: tuple[tree.Block, ...], place: _Place, number: int) -> str:
        """A list item: its first paragraph carries the mark, the others stand in line with it."""
        first, rest = (
            (blocks[0], blocks[1:])
            if blocks and isinstance(blocks[0], tree.Paragraph)
            else (tree.Paragraph(()), blocks)
        )
        return self._paragraph(first, replace(place, number=number)) + self._blocks(
            rest, replace(place, style="", loose=False)
        )

    def _code(self, text: str, place: _Place) -> str:
        inlines: list[tree.Inline] = []
        for line in text.split("\n"):
            inlines += [tree.Text(line), tree.Break()]
        return self._paragraph(tree.Paragraph(tuple(inlines[:-1])), replace(place, style="Code Block"))

    def _table(self, table: tree.Table) -> str:
        weights = table.weights or (1,) * len(table.header)
        widths = [_TEXT_WIDTH * weight // sum(weights) for weight in weights]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        layout = '<w:tblLayout w:type="fixed"/>' if table.weights else ""
        head = self._row(table.header, table.align, widths, _Place(style="Table Head"), "<w:tblHeader/>")
        return (
            f"<w:tbl {nsdecls('w')}>"
            f'<w:tblPr><w:tblStyle w:val="{self._styles.id("Visit Table")}"/><w:tblW w:w="5000" w:type="pct"/>{layout}'
            '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0"'
            f' w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
            f"{head}{''.join(self._lines(table, widths))}</w:tbl>"
            # Without a paragraph between them Word makes one table of two neighbours. It is as low as one can be: under
            # a table that ends a page it would begin another; the space behind it would not.
            '<w:p><w:pPr><w:spacing w:before="0" w:after="140" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
        )

    def _lines(self, table: tree.Table, widths: list[int]) -> Iterator[str]:
        """The rows; where one signs they have room, and stay on one page."""
        marks, at_foot = (_ROOM, '<w:vAlign w:val="bottom"/>') if table.signed else ("", "")
        for at, row in enumerate(table.rows, 1):
            place = _Place(style="Table Text", keeps=table.signed and at < len(table.rows))
            yield self._row(row, table.align, widths, place, marks, at_foot)

    def _row(
        self,
        cells: tuple[tree.Paragraph, ...],
        aligns: tuple[str, ...],
        widths: list[int],
        place: _Place,
        marks: str,
        cell_marks: str = "",
    ) -> str:
        written = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{cell_marks}</w:tcPr>'
            f"{self._paragraph(cell, place, _JUSTIFIED[align])}</w:tc>"
            for cell, align, width in zip(cells, aligns, widths, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{marks}</w:trPr>{written}</w:tr>"


def _runs(inlines: tuple[tree.Inline, ...], look: _Look) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case tree.Text(text):
                yield _run(text, look)
            case tree.Code(text):
                yield _run(text, replace(look, fixed=True))
            case tree.Break():
                yield "<w:r><w:br/></w:r>"
            case tree.Strong(inner):
                yield from _runs(inner, replace(look, bold=True))
            case tree.Emphasis(inner):
                yield from _runs(inner, replace(look, italic=True))
            case tree.Strike(inner):
                yield from _runs(inner, replace(look, struck=True))


def _run(text: str, look: _Look) -> str:
    return f'<w:r>{look.xml()}<w:t xml:space="preserve">{inert(text)}</w:t></w:r>'
