"""A grid of counts: number and words in each cell, its shade last; to walk through with the arrows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from isp_desktop.ui.kit.mirror import mirror_for
from isp_desktop.ui.kit.paint import LEFT, MIDDLE, focus_ring, rounded, text_width, write
from isp_desktop.ui.kit.rows import ROW, AnyIndex
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tokens import contrast

_LEAST_ROW, _MOST_ROW, _HEAD, _COLUMN = 30, 46, 30, 76
_WIDEST_LABEL = 240
# Of a name beside the number at least so much is to be seen, the space before it included.
_LEAST_NAME = 44
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A cell.

    Attributes:
        text: a number, or a word where there is none.
        small: a few words behind the number, left out where there is no room; a `name` is shortened there.
        heat: 0 to 4, how dark a filled one is.
        look: "gap" is dashed and never filled, "plain" has no edge.
        words: all of it, for screen readers and tooltips.
    """

    text: str
    small: str = ""
    heat: int = 0
    look: Literal["filled", "gap", "plain"] = "filled"
    words: str = ""
    name: bool = False


class _Model(QAbstractTableModel):
    """Cells by row and column."""

    def __init__(self, rows: Sequence[str], columns: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._rows, self._columns = rows, columns
        self._cells: Sequence[Sequence[HeatCell]] = [[HeatCell("")] * len(columns) for _row in rows]

    def show_cells(self, cells: Sequence[Sequence[HeatCell]]) -> None:
        self._cells = cells
        last = self.index(len(self._rows) - 1, len(self._columns) - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self._cells[index.row()][index.column()]
        if role == ROW:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        spoken = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        return cell.words if role in spoken else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self._columns if orientation == Qt.Orientation.Horizontal else self._rows)[section]


class _Head(QHeaderView):
    """The labels of rows or columns, without a ground."""

    def __init__(self, theme: Theme, orientation: Qt.Orientation, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self._theme = theme
        self.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setMinimumSectionSize(theme.px(_LEAST_ROW))
        self.viewport().setAutoFillBackground(False)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt's name
        across = self.orientation() == Qt.Orientation.Horizontal
        words = str(self.model().headerData(section, self.orientation()))
        font, color = self._theme.caption(), self._theme.tokens.text2
        if not across:
            font, color = self._theme.body(), self._theme.tokens.text
        # A long one goes on over what its shorter neighbours leave, where that is enough for all of it.
        spare = self._theme.px(8) if across else 0
        if text_width(font, words) > rect.width() + 2 * spare:
            spare = 0
        painter.setClipping(False)
        write(painter, QRectF(rect).adjusted(-spare, 0, spare, 0), words, font, color, MIDDLE if across else LEFT)

    def sizeHint(self) -> QSize:
        px = self._theme.px
        if self.orientation() == Qt.Orientation.Horizontal:
            return QSize(px(_COLUMN), px(_HEAD))
        model = self.model()
        labels = [str(model.headerData(at, self.orientation())) for at in range(model.rowCount())] if model else []
        widest = max((text_width(self._theme.body(), label) for label in labels), default=0)
        return QSize(min(widest, px(_WIDEST_LABEL)) + px(12), px(_LEAST_ROW))


class _Delegate(QStyledItemDelegate):
    """Draws cells."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        cell: HeatCell = index.data(ROW)
        t, px = self._theme.tokens, self._theme.px
        box = QRectF(option.rect).adjusted(px(1.5), px(1.5), -px(1.5), -px(1.5))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirror_for(painter, option.rect, option.direction)
        fill = t.seq[cell.heat] if cell.look == "filled" else ""
        if cell.look == "gap":
            rounded(painter, box, px(4), edge=t.trust[0], width=1.4, dashed=True)
        elif fill:
            rounded(painter, box, px(4), fill, t.line2 if self._theme.high_contrast else "")
        self._paint_words(painter, box, cell, _ink_on(fill) if fill else "")
        view = self.parent()
        if isinstance(view, QAbstractItemView) and view.hasFocus() and view.currentIndex() == index:
            if fill:
                rounded(painter, box.adjusted(2, 2, -2, -2), px(3), edge=t.surface, width=1.5)
            focus_ring(painter, box, px(4), t)
        painter.restore()

    def _paint_words(self, painter: QPainter, box: QRectF, cell: HeatCell, ink: str) -> None:
        t, px = self._theme.tokens, self._theme.px
        if cell.look != "filled":
            font = self._theme.font(12, 500) if cell.look == "gap" else self._theme.meta()
            ink = t.conflict if cell.look == "gap" else t.text3
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


class HeatGrid(QTableView):
    """Cells under column labels and beside row labels. Enter, Space or a click opens one; Tab leaves the grid.

    Signals:
        opened: row and column of a cell.
        menu_asked: the same, and a global point, by mouse or key.
    """

    opened = Signal(int, int)
    menu_asked = Signal(int, int, QPoint)

    def __init__(
        self, theme: Theme, name: str, rows: Sequence[str], columns: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cells = _Model(rows, columns, self)
        self.setAccessibleName(name)
        self.setModel(self._cells)
        self.setItemDelegate(_Delegate(theme, self))
        self.setHorizontalHeader(_Head(theme, Qt.Orientation.Horizontal, self))
        self.setVerticalHeader(_Head(theme, Qt.Orientation.Vertical, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for bars in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            bars(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        theme.changed.connect(self._fit)
        self._fit()

    def show_cells(self, cells: Sequence[Sequence[HeatCell]]) -> None:
        """Other cells, row by row; the current one stays current."""
        self._cells.show_cells(cells)

    def cell(self, row: int, column: int) -> HeatCell:
        """What a cell says."""
        found: HeatCell = self._cells.index(row, column).data(ROW)
        return found

    def spot(self, row: int, column: int) -> QPoint:
        """Under a cell, on the screen: where its menu opens."""
        box = self.visualRect(self._cells.index(row, column))
        return self.viewport().mapToGlobal(box.bottomLeft())

    def _fit(self) -> None:
        rows = self._cells.rowCount()
        px = self._theme.px
        self.setMinimumHeight(px(_HEAD) + rows * px(_LEAST_ROW))
        self.setMaximumHeight(px(_HEAD) + rows * px(_MOST_ROW))
        self.setMinimumWidth(px(96) + self._cells.columnCount() * px(_COLUMN))

    def sizeHint(self) -> QSize:
        return QSize(self.minimumWidth(), self.minimumHeight())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._cells.index(0, 0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if index.isValid() and event.key() in _ENTER and not event.modifiers() & ~_KEYPAD:
            self.opened.emit(index.row(), index.column())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.opened.emit(index.row(), index.column())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index: QModelIndex = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if index.isValid():
            spot = event.globalPos() if by_mouse else self.spot(index.row(), index.column())
            self.menu_asked.emit(index.row(), index.column(), spot)


def _ink_on(ground: str) -> str:
    """Black or white, whichever stands out more."""
    return max(("#FFFFFF", "#000000"), key=lambda ink: contrast(ink, ground))
