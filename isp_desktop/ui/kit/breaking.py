"""Rows whose long titles take two lines, and a list that is as high as what is in it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPicture, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QWidget

from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.paint import LEFT, text_width, write, write_two
from isp_desktop.ui.kit.row_delegate import RowDelegate
from isp_desktop.ui.kit.rows import Row, RowsModel
from isp_desktop.ui.kit.theme import Theme

# In a list that is not as wide as this, a long title goes on in a second line.
_NARROW, _STEP = 460, 18
_WIDTH = 320
_KNOWN = 500


class BreakingDelegate(RowDelegate):
    """Draws `Row`s; in a narrow list a long title takes two lines."""

    def __init__(self, theme: Theme, parent: QWidget, chip_width: int = 0) -> None:
        super().__init__(theme, parent, chip_width)
        # Asked for several times whenever a row is painted; each holds for one width and size.
        self._known: dict[Row, bool] = {}
        self._known_at = (0, 0.0)

    def height(self, row: Row) -> int:
        more = self._theme.px(_STEP) if self._breaks(row) else 0
        return super().height(row) + more

    def _breaks(self, row: Row) -> bool:
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else self._theme.px(_NARROW)
        if width >= self._theme.px(_NARROW):
            return False
        if self._known_at != (width, self._theme.scale) or len(self._known) > _KNOWN:
            self._known_at = (width, self._theme.scale)
            self._known.clear()
        if row not in self._known:
            self._known[row] = text_width(self._theme.strong(), row.title) > self._room(row, width)
        return self._known[row]

    def _room(self, row: Row, width: int) -> float:
        """How wide the words may be: what stands around them is drawn on nothing, to see what it leaves."""
        body, nothing = QRectF(0, 0, width, super().height(row)), QPicture()
        painter = QPainter(nothing)
        left, right = self._paint_sign(painter, body, row, selected=False), self._paint_end(painter, body, row)
        painter.end()
        return right - left

    def _paint_words(self, painter: QPainter, box: QRectF, row: Row, selected: bool) -> None:
        if not self._breaks(row):
            super()._paint_words(painter, box, row, selected)
            return
        step = self._theme.px(_STEP)
        top = box.center().y() - step * (1.5 if row.second else 1)
        title = QRectF(box.left(), top, box.width(), 2 * step)
        write_two(painter, title, row.title, self._theme.strong(), self._ink(row, selected), step)
        below = QRectF(box.left(), title.bottom(), box.width(), step)
        write(painter, below, row.second, self._theme.meta(), self._theme.tokens.text2, LEFT)


class FittedList(RowList):
    """A short list, always as high as what is in it; `delegate` draws its rows."""

    def __init__(
        self,
        theme: Theme,
        model: RowsModel,
        name: str,
        delegate: type[RowDelegate] = BreakingDelegate,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, model, name, parent=parent)
        self._delegate = delegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # About as wide as it is going to be, so that what stands below does not move once it is.
        self.viewport().resize(theme.px(_WIDTH), self.viewport().height())
        # A list wants all the room there is, which would part it from its heading.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """As high as what is in it now, after other rows were given to its model."""
        self.scheduleDelayedItemsLayout()
        self.setFixedHeight(self.content_height() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()
