"""A grid of cells under column labels and beside row labels, to be walked through with the arrows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter
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

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class Cell(Protocol):
    """What a grid must know of a cell: its text in short, and all of it in words."""

    @property
    def text(self) -> str: ...

    @property
    def words(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Measures:
    """The sizes of a grid, in logical px at 100 %.

    Attributes:
        row: the least and the most height of a row; `liked` is what it has where there is room for any.
        head: how high the column labels are.
        column: the least width of a column.
        label: the most width of a row label; `label_least` the least, so that the columns of several grids line up.
        gap: between two cells.
        radius: of a cell.
    """

    row: tuple[int, int] = (30, 46)
    liked: int = 30
    head: int = 30
    column: int = 76
    label: int = 240
    label_least: int = 0
    gap: float = 3
    radius: float = 4


def ink_on(ground: str) -> str:
    """Black or white, whichever stands out more."""
    return max(("#FFFFFF", "#000000"), key=lambda ink: contrast(ink, ground))


class _Model(QAbstractTableModel):
    """Cells by row and column."""

    def __init__(
        self, rows: Sequence[str], columns: Sequence[str], cells: Sequence[Sequence[Cell]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._rows, self._columns, self._cells = rows, columns, cells

    def show_cells(self, cells: Sequence[Sequence[Cell]]) -> None:
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
        # A long label is cut where there is no room.
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        return (self._columns if orientation == Qt.Orientation.Horizontal else self._rows)[section]


class _Head(QHeaderView):
    """The labels of rows or columns, without a ground."""

    def __init__(self, theme: Theme, orientation: Qt.Orientation, measures: Measures, parent: CellGrid) -> None:
        super().__init__(orientation, parent)
        self._theme, self._measures = theme, measures
        self.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setMinimumSectionSize(theme.px(measures.row[0]))
        self.viewport().setAutoFillBackground(False)

    def _font(self) -> QFont:
        view = self.parent()
        return view.label_font(self.orientation()) if isinstance(view, CellGrid) else self._theme.body()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt's name
        across = self.orientation() == Qt.Orientation.Horizontal
        words = str(self.model().headerData(section, self.orientation()))
        font, color = self._font(), self._theme.tokens.text2 if across else self._theme.tokens.text
        # A long one goes on over what its shorter neighbours leave, where that is enough for all of it.
        spare = self._theme.px(8) if across else 0
        if text_width(font, words) > rect.width() + 2 * spare:
            spare = 0
        painter.setClipping(False)
        write(painter, QRectF(rect).adjusted(-spare, 0, spare, 0), words, font, color, MIDDLE if across else LEFT)

    def sizeHint(self) -> QSize:
        px, measures = self._theme.px, self._measures
        if self.orientation() == Qt.Orientation.Horizontal:
            return QSize(px(measures.column), px(measures.head))
        model = self.model()
        labels = [str(model.headerData(at, self.orientation())) for at in range(model.rowCount())] if model else []
        widest = max((text_width(self._font(), label) for label in labels), default=0)
        wide = max(px(measures.label_least), min(widest, px(measures.label)))
        return QSize(wide + px(12), px(measures.row[0]))


class CellDelegate(QStyledItemDelegate):
    """Draws cells, and the focus round one; what is in a cell the one that fills this in draws."""

    def __init__(self, theme: Theme, measures: Measures, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._measures = theme, measures

    def ground_of(self, cell: object) -> str:
        """The colour that fills the cell, or "" for none."""
        raise NotImplementedError

    def paint_cell(self, painter: QPainter, box: QRectF, cell: object) -> None:
        """Draws a cell into its box."""
        raise NotImplementedError

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        cell = index.data(ROW)
        t, px = self._theme.tokens, self._theme.px
        half, radius = px(self._measures.gap) / 2, px(self._measures.radius)
        box = QRectF(option.rect).adjusted(half, half, -half, -half)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirror_for(painter, option.rect, option.direction)
        self.paint_cell(painter, box, cell)
        view = self.parent()
        if isinstance(view, QAbstractItemView) and view.hasFocus() and view.currentIndex() == index:
            if self.ground_of(cell):
                rounded(painter, box.adjusted(2, 2, -2, -2), radius - 1, edge=t.surface, width=1.5)
            focus_ring(painter, box, radius, t)
        painter.restore()


class CellGrid(QTableView):
    """Cells under column labels and beside row labels. Enter, Space or a click opens one; Tab leaves the grid.

    Signals:
        opened: row and column of a cell.
        menu_asked: the same, and a global point, by mouse or key.
    """

    opened = Signal(int, int)
    menu_asked = Signal(int, int, QPoint)

    def __init__(
        self,
        theme: Theme,
        name: str,
        rows: Sequence[str],
        columns: Sequence[str],
        empty: Cell,
        measures: Measures,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._measures = theme, measures
        self._cells = _Model(rows, columns, [[empty] * len(columns) for _row in rows], self)
        self.setAccessibleName(name)
        self.setModel(self._cells)
        self.setItemDelegate(self._delegate())
        self.setHorizontalHeader(_Head(theme, Qt.Orientation.Horizontal, measures, self))
        self.setVerticalHeader(_Head(theme, Qt.Orientation.Vertical, measures, self))
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

    def _delegate(self) -> CellDelegate:
        """What draws the cells."""
        raise NotImplementedError

    def label_font(self, orientation: Qt.Orientation) -> QFont:
        """The font of the labels over the columns, or beside the rows."""
        return self._theme.caption() if orientation == Qt.Orientation.Horizontal else self._theme.body()

    def shown(self, row: int, column: int) -> object:
        """The cell that is shown there."""
        return self._cells.index(row, column).data(ROW)

    def spot(self, row: int, column: int) -> QPoint:
        """Under a cell, on the screen: where its menu opens."""
        box = self.visualRect(self._cells.index(row, column))
        return self.viewport().mapToGlobal(box.bottomLeft())

    def _fit(self) -> None:
        rows, measures, px = self._cells.rowCount(), self._measures, self._theme.px
        self.setMinimumHeight(px(measures.head) + rows * px(measures.row[0]))
        self.setMaximumHeight(px(measures.head) + rows * px(measures.row[1]))
        self.setMinimumWidth(px(96) + self._cells.columnCount() * px(measures.column))

    def sizeHint(self) -> QSize:
        px, measures = self._theme.px, self._measures
        return QSize(self.minimumWidth(), px(measures.head) + self._cells.rowCount() * px(measures.liked))

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
