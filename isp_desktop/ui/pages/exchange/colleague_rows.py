"""Colleagues under each other; what is to be done about one breaks into two lines rather than be cut."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from isp_desktop.ui.kit.chips import chip_size
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.paint import LEFT, text_width, write, write_two
from isp_desktop.ui.kit.row_delegate import RowDelegate
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.theme import Theme

_SHOWN = 7
# The circle to tick and the initials at one end, the edge at the other, and what stands before button and chip.
_LEAD, _END, _GAP = 85, 18, 12
_TOP, _TITLE, _LINE = 8, 20, 18


class ColleagueDelegate(RowDelegate):
    """Draws a colleague, a line higher where the words beneath the name need two."""

    def height(self, row: Row) -> int:
        return super().height(row) + (self._theme.px(_LINE) if self._breaks(row) else 0)

    def _breaks(self, row: Row) -> bool:
        view = self.parent()
        room = view.viewport().width() if isinstance(view, QAbstractItemView) else 0
        return text_width(self._theme.meta(), row.second) > room - self._beside(row)

    def _beside(self, row: Row) -> float:
        """How much of a row's width its words do not have."""
        px, chip = self._theme.px, row.chip
        action = text_width(self._theme.strong(), row.action) + px(24 + 16 + _GAP) if row.action else px(_END)
        return px(_LEAD) + action + (chip_size(chip, self._theme).width() + px(_GAP) if chip else 0)

    def _paint_words(self, painter: QPainter, box: QRectF, row: Row, selected: bool) -> None:
        if not self._breaks(row):
            super()._paint_words(painter, box, row, selected)
            return
        t, px = self._theme.tokens, self._theme.px
        title = QRectF(box.left(), box.top() + px(_TOP), box.width(), px(_TITLE))
        write(painter, title, row.title, self._theme.strong(), self._ink(row, selected), LEFT)
        lines = QRectF(box.left(), title.bottom(), box.width(), 2 * px(_LINE))
        write_two(painter, lines, row.second, self._theme.meta(), t.text2, px(_LINE))


class ColleagueList(RowList):
    """The list, as high as the first of its rows need."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, RowsModel(fetch_from([])), name, parent=parent)
        self._rows.setParent(self)
        self._delegate = ColleagueDelegate(theme, self)
        self.setItemDelegate(self._delegate)

    def fit(self) -> None:
        """Takes the height of its rows, up to a few of them."""
        shown = range(min(self._rows.rowCount(), _SHOWN))
        self.setFixedHeight(sum(self.sizeHintForRow(at) for at in shown) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self.fit()
