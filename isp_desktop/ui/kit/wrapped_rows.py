"""Rows that say all they have to say: a title and lines with icons, each on as many lines as it needs."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QWidget

from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.mirror import line_start, upright
from isp_desktop.ui.kit.paint import RIGHT, text_width, write
from isp_desktop.ui.kit.row_delegate import RowDelegate
from isp_desktop.ui.kit.rows import Row
from isp_desktop.ui.kit.theme import Theme

_AROUND, _BETWEEN, _SIGN, _STEP_IN, _DEEPEST, _END, _SIDE = 9, 3, 20, 20, 6, 132, 16
_LEADING = 1.2
_USUAL, _KNOWN = 600, 2000


class Line(NamedTuple):
    """A line under the title, and the Lucide name of what stands before it."""

    text: str
    icon: str = ""


class WrappedRow(Row, frozen=True):
    """A row.

    Attributes:
        lines: what stands under the title.
        depth: how many sections it stands in.
        heads: it is the head of a section.
        icon: before a title that is a sentence, set as text is; in the colour that `tone` names.
    """

    lines: tuple[Line, ...] = ()
    depth: int = 0
    heads: bool = False

    def spoken(self) -> str:
        return ". ".join((super().spoken(), *(line.text for line in self.lines)))


class _Block(NamedTuple):
    text: str
    font: QFont
    icon: str
    ink: str
    sign: str = ""


class WrappedDelegate(RowDelegate):
    """Draws `WrappedRow`s; `date` is a word at the right end, shortened where it is long."""

    def __init__(self, theme: Theme, parent: QWidget, chip_width: int = 0) -> None:
        super().__init__(theme, parent, chip_width)
        # By row, width and size; asked for several times whenever a row is painted.
        self._heights: dict[tuple[Row, int, float], int] = {}

    def height(self, row: Row) -> int:
        if not isinstance(row, WrappedRow):
            return super().height(row)
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else self._theme.px(_USUAL)
        known = self._heights
        key = (row, width, self._theme.scale)
        if key not in known:
            if len(known) > _KNOWN:
                known.clear()
            room = self._room(row, QRectF(0, 0, width, 0))
            px = self._theme.px
            inner = sum(self._high(block, room.width()) + px(_BETWEEN) for block in self._blocks(row))
            known[key] = math.ceil(inner) + 2 * px(_AROUND) - px(_BETWEEN)
        return known[key]

    def _blocks(self, row: WrappedRow) -> Iterator[_Block]:
        t = self._theme.tokens
        title = self._theme.font(14, 600) if row.heads else self._theme.strong()
        if row.icon:
            yield _Block(row.title, self._theme.body(), row.icon, t.text, getattr(t, row.tone) if row.tone else t.text2)
        else:
            yield _Block(row.title, title, "", t.text)
        for line in row.lines:
            yield _Block(line.text, self._theme.meta(), line.icon, t.text2)

    def _room(self, row: WrappedRow, body: QRectF) -> QRectF:
        """Where the words stand."""
        px = self._theme.px
        left = body.left() + px(_SIDE) + px(_STEP_IN) * min(row.depth, _DEEPEST)
        right = body.right() - px(_SIDE) - (self._end_width(row) + px(12) if row.date else 0)
        return QRectF(left, body.top(), max(px(80), right - left), body.height())

    def _end_width(self, row: Row) -> int:
        return min(self._theme.px(_END), text_width(self._theme.meta(), row.date) + 2)

    def _high(self, block: _Block, width: float) -> float:
        return sum(layout.lineCount() for layout in self._set(block, width)) * self._step(block.font)

    @staticmethod
    def _step(font: QFont) -> float:
        return QFontMetrics(font).height() * _LEADING

    def _set(
        self, block: _Block, width: float, side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    ) -> list[QTextLayout]:
        """The words in lines of `width`, less what the icon takes."""
        room = width - (self._theme.px(_SIGN) if block.icon else 0)
        option = QTextOption(side)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        found = []
        for words in block.text.split("\n"):
            layout = QTextLayout(words, block.font)
            layout.setTextOption(option)
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(max(1.0, room))
            layout.endLayout()
            found.append(layout)
        return found

    def _paint_sign(self, _painter: QPainter, body: QRectF, _row: Row, _selected: bool) -> float:
        return body.left()

    def _paint_end(self, _painter: QPainter, body: QRectF, _row: Row) -> float:
        return body.right()

    def _paint_words(self, painter: QPainter, box: QRectF, row: Row, selected: bool) -> None:
        if not isinstance(row, WrappedRow):
            super()._paint_words(painter, box, row, selected)
            return
        px, t = self._theme.px, self._theme.tokens
        room = self._room(row, box)
        top = box.top() + px(_AROUND)
        if row.date:
            wide, step = self._end_width(row), self._step(self._theme.strong())
            place = QRectF(box.right() - px(_SIDE) - wide, top, wide, step)
            write(painter, place, row.date, self._theme.meta(), t.text2, RIGHT)
        for block in self._blocks(row):
            top = self._paint_block(painter, QRectF(room.left(), top, room.width(), box.height()), block) + px(_BETWEEN)

    def _paint_block(self, painter: QPainter, box: QRectF, block: _Block) -> float:
        """Draws a text from the top of `box` on; gives where it ends."""
        step, left = self._step(block.font), box.left()
        if block.icon:
            side = self._theme.px(13)
            paint_icon(painter, block.icon, block.sign or block.ink, QRectF(left, box.top(), side, step), side)
            left += self._theme.px(_SIGN)
        place = QRectF(left, box.top(), box.right() - left, self._high(block, box.width()))
        top = place.top()
        layouts = self._set(block, box.width(), line_start(painter))
        painter.setPen(QColor(block.ink))
        with upright(painter, place):
            for layout in layouts:
                for at in range(layout.lineCount()):
                    line = layout.lineAt(at)
                    line.draw(painter, QPointF(left, top + (step - line.height()) / 2 - line.y()))
                    top += step
        return place.bottom()
