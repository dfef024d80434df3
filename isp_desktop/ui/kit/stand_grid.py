"""A grid of how things stand in several places: a shape, its word and its age in each cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QWidget

from isp_desktop.ui.kit.cell_grid import CellDelegate, CellGrid, Measures
from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.paint import LEFT, rounded, text_width, write, write_two
from isp_desktop.ui.kit.stands import Shape, paint_stand
from isp_desktop.ui.kit.theme import Theme

_MEASURES = Measures(row=(44, 52), liked=46, head=30, column=94, label=150)
_SIGN, _HALF = 24, 6


@dataclass(frozen=True, slots=True)
class StandCell:
    """A cell.

    Attributes:
        text: the word for the shape.
        age: how long ago it was seen, "" for never; `is_old`: that is too long ago, which `words` say too.
        words: all of it, for screen readers and tooltips.
    """

    text: str
    shape: Shape = "ring"
    age: str = ""
    is_old: bool = False
    words: str = ""


class _Delegate(CellDelegate):
    """Draws cells."""

    def ground_of(self, cell: object) -> str:
        return ""

    def paint_cell(self, painter: QPainter, box: QRectF, cell: object) -> None:
        t, px, shown = self._theme.tokens, self._theme.px, cast("StandCell", cell)
        rounded(painter, box, px(self._measures.radius), t.surface, t.line)
        middle = QPointF(box.left() + px(_SIGN) / 2 + px(2), box.center().y())
        paint_stand(painter, middle, px(_HALF), shown.shape, self._theme)
        words = box.adjusted(px(_SIGN) + px(2), px(5), -px(4), -px(5))
        if not shown.age:
            self._write_alone(painter, words, shown.text)
            return
        upper = QRectF(words.left(), words.top(), words.width(), words.height() / 2)
        lower = upper.translated(0, words.height() / 2)
        write(painter, upper, shown.text, self._theme.font(12, 500), t.text, LEFT)
        if shown.is_old:
            side = px(12)
            paint_icon(painter, "clock", t.warn, QRectF(lower.left(), lower.top(), side, lower.height()), side)
            lower.setLeft(lower.left() + side + px(3))
        write(painter, lower, shown.age, self._theme.caption(), t.warn if shown.is_old else t.text3, LEFT)

    def _write_alone(self, painter: QPainter, box: QRectF, text: str) -> None:
        """A word without an age, which has both lines where it is long."""
        font, ink = self._theme.caption(), self._theme.tokens.text2
        if text_width(font, text) <= box.width():
            write(painter, box, text, font, ink, LEFT)
        else:
            write_two(painter, box, text, font, ink, box.height() / 2)


class StandGrid(CellGrid):
    """How things stand, under column labels and beside row labels."""

    def __init__(
        self, theme: Theme, name: str, rows: Sequence[str], columns: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name, rows, columns, StandCell(""), _MEASURES, parent)

    def _delegate(self) -> CellDelegate:
        return _Delegate(self._theme, self._measures, self)

    def label_font(self, orientation: Qt.Orientation) -> QFont:
        return self._theme.meta() if orientation == Qt.Orientation.Horizontal else self._theme.strong()

    def show_cells(self, cells: Sequence[Sequence[StandCell]]) -> None:
        """Other cells, row by row; the current one stays current."""
        self._cells.show_cells(cells)

    def cell(self, row: int, column: int) -> StandCell:
        """What a cell says."""
        return cast("StandCell", self.shown(row, column))
