"""A record in a window of its own, beside the notebook's."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.page import passable
from isp_desktop.ui.kit.paint import ground, painting
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.main_window.actions import CLOSE_BESIDE, MENUS
from isp_desktop.ui.main_window.pane import Pane
from isp_desktop.ui.main_window.places import Place

# What this window does itself; all else of the menus the main window does.
_OWN = frozenset({"save", "undo", "back", "forward", "open_beside", "next_part"})
_SIZE, _LEAST = QSize(820, 860), QSize(700, 480)


class SideWindow(QMainWindow):
    """Shows a pane of its own; closing it keeps what was typed, as leaving a page does.

    Signals:
        closed: it is gone, and its pane with it.
        asked: something that the main window does is wanted; its name in the menus.
    """

    closed = Signal()
    asked = Signal(str)

    def __init__(self, theme: Theme, pane: Pane, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._theme = theme
        self.pane = pane
        self.setCentralWidget(pane)
        self.setMinimumSize(_LEAST)
        self.resize(_SIZE)
        pane.arrived.connect(self._arrived)
        self._add("save", ("Ctrl+S",), pane.save)
        self._add("undo", ("Ctrl+Z",), pane.undo)
        self._add("back", ("Alt+Left",), lambda: pane.step(-1))
        self._add("forward", ("Alt+Right",), lambda: pane.step(1))
        self._add(CLOSE_BESIDE.name, CLOSE_BESIDE.keys, self.close)
        for entry in (one for entries in MENUS.values() for one in entries):
            if entry is not None and entry.keys and entry.name not in _OWN:
                self._add(entry.name, entry.keys, partial(self.asked.emit, entry.name))

    def _add(self, name: str, keys: tuple[str, ...], do: Callable[[], object]) -> None:
        action = QAction(name, self)
        action.setObjectName(name)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(lambda _checked=False: do())
        self.addAction(action)

    def _arrived(self, place: Place) -> None:
        self.setWindowTitle(_("{place} - ISP Desktop").format(place=place.name()))
        self.pane.focus_page()

    def focusNextPrevChild(self, on: bool) -> bool:  # noqa: N802 - Qt's name
        with passable(self.pane.page()):
            return super().focusNextPrevChild(on)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.pane.leave(self.close):
            event.ignore()
            return
        event.accept()
        self.closed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            ground(painter, self.rect(), self._theme.tokens.canvas)
