"""A grid of counts: number and words in each cell, its shade last; to walk through with the arrows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from isp_desktop.ui.kit.cell_grid import CellDelegate, CellGrid, Measures, ink_on
from isp_desktop.ui.kit.paint import LEFT, MIDDLE, rounded, text_width, write
from isp_desktop.ui.kit.theme import Theme

_MEASURES = Measures()
# Of a name beside the number at least so much is to be seen, the space before it included.
_LEAST_NAME = 44


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A cell.

    Attributes:
        text: a number, or a word where there is none.
        small: a few words behind the number, left out where there is no room; a `name` is shortened there.
        heat: 0 to 4, how dark a filled one is.
        look: "gap" is dashed and never filled, "open" the same but without a call to act, "plain" has no edge.
        words: all of it, for screen readers and tooltips.
    """

    text: str
    small: str = ""
    heat: int = 0
    look: Literal["filled", "gap", "open", "plain"] = "filled"
    words: str = ""
    name: bool = False


class _Delegate(CellDelegate):
    """Draws cells."""

    def ground_of(self, cell: object) -> str:
        shown = cast("HeatCell", cell)
        return self._theme.tokens.seq[shown.heat] if shown.look == "filled" else ""

    def paint_cell(self, painter: QPainter, box: QRectF, cell: object) -> None:
        t, radius, fill = self._theme.tokens, self._theme.px(self._measures.radius), self.ground_of(cell)
        shown = cast("HeatCell", cell)
        if shown.look in ("gap", "open"):
            edge = t.trust[0] if shown.look == "gap" else t.field
            rounded(painter, box, radius, edge=edge, width=1.4, dashed=True)
        elif fill:
            rounded(painter, box, radius, fill, t.line2 if self._theme.high_contrast else "")
        self._paint_words(painter, box, shown, ink_on(fill) if fill else "")

    def _paint_words(self, painter: QPainter, box: QRectF, cell: HeatCell, ink: str) -> None:
        t, px = self._theme.tokens, self._theme.px
        if cell.look != "filled":
            font = self._theme.meta() if cell.look == "plain" else self._theme.font(12, 500)
            ink = {"gap": t.conflict, "open": t.text2, "plain": t.text3}[cell.look]
            room = box.adjusted(px(2), 0, -px(2), 0)
            if text_width(font, cell.text) > room.width():
                font = self._theme.caption()
            write(painter, room, cell.text, font, ink, MIDDLE)
            return
        strong, small = self._theme.font(13, 600, tabular=True), self._theme.caption()
        number = text_width(strong, cell.text)
        more: float = text_width(small, cell.small) + px(8) if cell.small else 0
        left_over = box.width() - px(8) - number
        if more > left_over:
            more = left_over if cell.name and left_over >= px(_LEAST_NAME) else 0
        left = box.center().x() - (number + more) / 2
        write(painter, QRectF(left, box.top(), number + 1, box.height()), cell.text, strong, ink, LEFT)
        if more:
            place = QRectF(left + number + px(8), box.top(), more - px(8) + 1, box.height())
            write(painter, place, cell.small, small, ink, LEFT)


class HeatGrid(CellGrid):
    """Counts under column labels and beside row labels."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        rows: Sequence[str],
        columns: Sequence[str],
        parent: QWidget | None = None,
        measures: Measures = _MEASURES,
    ) -> None:
        super().__init__(theme, name, rows, columns, HeatCell(""), measures, parent)

    def _delegate(self) -> CellDelegate:
        return _Delegate(self._theme, self._measures, self)

    def show_cells(self, cells: Sequence[Sequence[HeatCell]]) -> None:
        """Other cells, row by row; the current one stays current."""
        self._cells.show_cells(cells)

    def cell(self, row: int, column: int) -> HeatCell:
        """What a cell says."""
        return cast("HeatCell", self.shown(row, column))
