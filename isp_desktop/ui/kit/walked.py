"""What all painted lists share: their look, the arrows, Enter, a click, and the menu by mouse or key."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from isp_desktop.ui.kit.paint import see_through
from isp_desktop.ui.kit.rows import ROW
from isp_desktop.ui.kit.theme import Theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class WalkedList(QListView):
    """A list to walk through with the arrows, whose model has an item for the role `ROW` of each index.

    What opening, a click and the menu do is the list's own; `_act` has its other keys.
    """

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        see_through(self)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def _open(self, item: Any) -> None:
        """Opens an item."""

    def _click(self, index: QModelIndex, _spot: QPointF) -> None:
        """A left click on an item."""
        self._open(index.data(ROW))

    def _act(self, key: int, item: Any) -> bool:
        """What a key without another one does to the current item; False for nothing."""
        if key in _ENTER:
            self._open(item)
        return key in _ENTER

    def _ask_menu(self, item: Any, spot: QPoint) -> None:
        """Asks for the menu of an item at a global point."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            index = self.model().index(0, 0)
            self.selectionModel().setCurrentIndex(index, self.selectionModel().SelectionFlag.NoUpdate)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentIndex().data(ROW)
        if item is None or event.modifiers() & ~_KEYPAD or not self._act(event.key(), item):
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self._click(index, event.position())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        item = index.data(ROW)
        if item is not None:
            spot = event.globalPos() if by_mouse else self.viewport().mapToGlobal(self.visualRect(index).center())
            self._ask_menu(item, spot)
