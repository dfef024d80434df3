"""The prose of a charter set to be read: Markdown as headings, lists and emphasis in the serif face."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextListFormat
from PySide6.QtWidgets import QWidget

from isp_desktop.services.summary import tree
from isp_desktop.ui.kit.read_text import ReadText
from isp_desktop.ui.kit.theme import Theme

_LEADING, _BETWEEN, _STEP = 130, 8, 20


class CharterProse(ReadText):
    """`blocks` as `services.summary.notes.read` makes them of Markdown; nothing in them can be fetched or followed."""

    def __init__(self, theme: Theme, name: str, blocks: Sequence[tree.Block], parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._blocks = tuple(blocks)
        self.setAccessibleName(name)
        self._write()

    def _fill(self) -> None:
        self.document().setDefaultFont(self._theme.charter())
        self.document().setIndentWidth(self._theme.px(_STEP))
        _Setter(self._theme, QTextCursor(self.document())).set(self._blocks)


class _Setter:
    """Puts blocks into a document one after the other."""

    def __init__(self, theme: Theme, cursor: QTextCursor) -> None:
        self._theme, self._cursor = theme, cursor
        self._is_first = True

    def set(self, blocks: Sequence[tree.Block], depth: int = 0, quoted: bool = False) -> None:
        """Sets `blocks`, `depth` lists deep."""
        for block in blocks:
            match block:
                case tree.Paragraph():
                    self._paragraph(block, self._look(quoted), depth)
                case tree.Heading(level, text):
                    self._paragraph(text, self._heading(level), depth)
                case tree.Items():
                    self._items(block, depth, quoted)
                case tree.Quote(inner):
                    self.set(inner, depth + 1, quoted=True)
                case tree.CodeBlock(text):
                    self._paragraph(tree.Paragraph((tree.Code(text),)), self._look(quoted), depth)
                case tree.Table():
                    self._table(block)
                case tree.Rule():
                    self._paragraph(tree.plain("* * *"), self._look(quoted=True), depth)

    def _look(self, quoted: bool = False) -> QTextCharFormat:
        look = QTextCharFormat()
        look.setFont(self._theme.charter())
        look.setForeground(QColor(self._theme.tokens.text2 if quoted else self._theme.tokens.text))
        return look

    def _heading(self, level: int) -> QTextCharFormat:
        look = self._look()
        look.setFont(self._theme.font(17 if level < 3 else 16, 600, serif=True))
        return look

    def _paragraph(self, paragraph: tree.Paragraph, look: QTextCharFormat, depth: int) -> None:
        self._begin_block(depth)
        self._inlines(paragraph.inlines, look)

    def _begin_block(self, depth: int, tight: bool = False) -> None:
        form = QTextBlockFormat()
        form.setLineHeight(_LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        form.setTopMargin(0 if self._is_first else self._theme.px(2 if tight else _BETWEEN))
        form.setIndent(depth)
        if self._is_first:
            self._cursor.setBlockFormat(form)
        else:
            self._cursor.insertBlock(form)
        self._is_first = False

    def _items(self, items: tree.Items, depth: int, quoted: bool) -> None:
        style = QTextListFormat()
        numbered = items.start is not None
        style.setStyle(QTextListFormat.Style.ListDecimal if numbered else QTextListFormat.Style.ListDisc)
        style.setStart(items.start or 1)
        style.setIndent(depth + 1)
        made = None
        for at, blocks in enumerate(items.items):
            first, rest = (blocks[0], blocks[1:]) if blocks else (tree.plain(""), ())
            words = first if isinstance(first, tree.Paragraph) else tree.plain("")
            self._begin_block(0, tight=items.tight and at > 0)
            if made is None:
                made = self._cursor.createList(style)
            else:
                made.add(self._cursor.block())
            self._inlines(words.inlines, self._look(quoted))
            self.set(rest if words is first else blocks, depth + 1, quoted)

    def _table(self, table: tree.Table) -> None:
        """A row a line, the cells apart: no page of a charter needs more."""
        for row, strong in ((table.header, True), *((row, False) for row in table.rows)):
            look = self._look()
            look.setFontWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
            self._begin_block(0, tight=not strong)
            for at, cell in enumerate(row):
                if at:
                    self._cursor.insertText("  ·  ", self._look(quoted=True))
                self._inlines(cell.inlines, look)

    def _inlines(self, inlines: Sequence[tree.Inline], look: QTextCharFormat) -> None:
        for inline in inlines:
            match inline:
                case tree.Text(text):
                    self._cursor.insertText(text, look)
                case tree.Code(text):
                    self._cursor.insertText(text, _as(look, family="monospace"))
                case tree.Break():
                    self._cursor.insertText("\u2028", look)
                case tree.Strong(inner):
                    self._inlines(inner, _as(look, weight=QFont.Weight.DemiBold))
                case tree.Emphasis(inner):
                    self._inlines(inner, _as(look, italic=True))
                case tree.Strike(inner):
                    self._inlines(inner, _as(look, struck=True))


def _as(
    look: QTextCharFormat,
    weight: QFont.Weight | None = None,
    italic: bool = False,
    struck: bool = False,
    family: str = "",
) -> QTextCharFormat:
    other = QTextCharFormat(look)
    if weight is not None:
        other.setFontWeight(weight)
    if italic:
        other.setFontItalic(True)
    if struck:
        other.setFontStrikeOut(True)
    if family:
        other.setFontFamilies([family])
    return other
