"""The windows beside that of the notebook, each with a record in a pane of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.main_window.pane import Pane
from isp_desktop.ui.main_window.places import HOME, Place

if TYPE_CHECKING:
    from isp_desktop.ui.main_window.side_window import SideWindow


class Beside(QObject):
    """Opens them from the main pane, and knows which there are.

    Args:
        main: the pane of the notebook's own window.
        make_pane: makes the pane of another one.

    Signals:
        asked: something that the main window does is wanted; its name in the menus.
    """

    asked = Signal(str)

    def __init__(self, theme: Theme, main: Pane, make_pane: Callable[[], Pane], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._main, self._make_pane, self._around = theme, main, make_pane, parent
        self._windows: list[SideWindow] = []

    def open(self) -> None:
        """Shows the record of the main pane in a window of its own; that pane goes back to where it came from."""
        from isp_desktop.ui.main_window.side_window import SideWindow

        place = self._main.place()
        if place is None or not _may_stand_alone(place) or not self._main.leave(self.open):
            return
        place = self._main.place() or place
        before = self._main.before()
        self._main.go(before if before is not None else HOME)
        window = SideWindow(self._theme, self._make_pane(), self._around)
        window.closed.connect(lambda: self._forget(window))
        window.asked.connect(self._ask)
        self._windows.append(window)
        if window.pane.go(place):
            window.show()
        else:
            self._forget(window)

    def windows(self) -> list[SideWindow]:
        """Those there are."""
        return list(self._windows)

    def panes(self) -> Iterator[Pane]:
        """The pane of each."""
        return (window.pane for window in self._windows)

    def set_visible(self, visible: bool) -> None:
        """Shows them, or takes them out of sight with all that is being typed in them."""
        for window in self._windows:
            window.setVisible(visible)

    def _ask(self, name: str) -> None:
        self._around.window().activateWindow()
        self.asked.emit(name)

    def _forget(self, window: SideWindow) -> None:
        self._windows.remove(window)
        window.deleteLater()


def _may_stand_alone(place: Place) -> bool:
    return place.is_record or place.key in ("paper", "history")
