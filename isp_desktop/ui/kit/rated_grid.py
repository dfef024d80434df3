"""Ratings by row and column: the heat map that is told by number, word, pips and marks, and by its shade last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from isp_desktop.ui.kit.cell_grid import CellDelegate, CellGrid, Measures
from isp_desktop.ui.kit.paint import LEFT, MIDDLE, painting, text_width, write
from isp_desktop.ui.kit.rated_cells import (
    RADIUS,
    RatedCell,
    RatedKey,
    draw_rated_cell,
    draw_rated_key,
    key_height,
)
from isp_desktop.ui.kit.theme import Theme

_MEASURES = Measures(row=(66, 104), liked=86, head=34, column=104, label=150, gap=4, radius=RADIUS)
_ABOVE_KEY = 12


@dataclass(frozen=True, slots=True)
class Rated:
    """A heat map: labels of rows and columns, cells row by row, and how to read them."""

    rows: Sequence[str]
    columns: Sequence[str]
    cells: Sequence[Sequence[RatedCell]]
    key: RatedKey


def rated_height(rated: Rated, width: float, theme: Theme) -> int:
    """How high the whole map is in so much width, in px."""
    rows = theme.px(_MEASURES.head) + len(rated.rows) * theme.px(_MEASURES.row[1])
    return rows + theme.px(_ABOVE_KEY) + key_height(rated.key, width, theme)


def draw_rated(painter: QPainter, box: QRectF, rated: Rated, theme: Theme) -> None:
    """Draws labels, cells and key into `box`."""
    t, px = theme.tokens, theme.px
    widest = max((text_width(theme.strong(), label) for label in rated.rows), default=0)
    side, head = min(widest, px(_MEASURES.label)) + px(12), px(_MEASURES.head)
    foot = px(_ABOVE_KEY) + key_height(rated.key, box.width(), theme)
    wide = (box.width() - side) / max(1, len(rated.columns))
    high = (box.height() - head - foot) / max(1, len(rated.rows))
    half = px(_MEASURES.gap) / 2
    for at, label in enumerate(rated.columns):
        place = QRectF(box.left() + side + at * wide, box.top(), wide, head)
        write(painter, place, label, theme.body(), t.text2, MIDDLE)
    for down, (label, cells) in enumerate(zip(rated.rows, rated.cells, strict=True)):
        top = box.top() + head + down * high
        write(painter, QRectF(box.left(), top, side - px(8), high), label, theme.strong(), t.text, LEFT)
        for at, cell in enumerate(cells):
            place = QRectF(box.left() + side + at * wide, top, wide, high).adjusted(half, half, -half, -half)
            draw_rated_cell(painter, place, cell, theme)
    key = QRectF(box.left(), box.bottom() - foot + px(_ABOVE_KEY), box.width(), foot - px(_ABOVE_KEY))
    draw_rated_key(painter, key, rated.key, theme)


class _Delegate(CellDelegate):
    """Draws cells."""

    def ground_of(self, cell: object) -> str:
        heat = cast("RatedCell", cell).heat
        return "" if heat is None else self._theme.tokens.seq[heat]

    def paint_cell(self, painter: QPainter, box: QRectF, cell: object) -> None:
        draw_rated_cell(painter, box, cast("RatedCell", cell), self._theme)


class RatedGrid(CellGrid):
    """Ratings under column labels and beside row labels."""

    def __init__(
        self, theme: Theme, name: str, rows: Sequence[str], columns: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name, rows, columns, RatedCell(""), _MEASURES, parent)

    def _delegate(self) -> CellDelegate:
        return _Delegate(self._theme, self._measures, self)

    def label_font(self, orientation: Qt.Orientation) -> QFont:
        return self._theme.body() if orientation == Qt.Orientation.Horizontal else self._theme.strong()

    def show_cells(self, cells: Sequence[Sequence[RatedCell]]) -> None:
        """Other cells, row by row; the current one stays current."""
        self._cells.show_cells(cells)

    def cell(self, row: int, column: int) -> RatedCell:
        """What a cell says."""
        return cast("RatedCell", self.shown(row, column))


class RatedKeyLine(QWidget):
    """How to read the cells, under a grid of them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._key = theme, RatedKey(())
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.updateGeometry)

    def show_key(self, key: RatedKey) -> None:
        """Another key."""
        self._key = key
        words = [word for _heat, word in key.shades]
        self.setAccessibleName(", ".join(filter(None, (*words, key.needed, key.change))))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return key_height(self._key, width, self._theme)

    def sizeHint(self) -> QSize:
        wide = self._theme.px(320)
        return QSize(wide, key_height(self._key, self.width() or wide, self._theme))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            draw_rated_key(painter, QRectF(self.rect()), self._key, self._theme)
