"""Hands at the keyboard before one window; where they find what they look for by Tab, as people without a mouse do."""

from __future__ import annotations

from pathlib import Path

from mouse import Mouse
from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget

from isp_desktop.ui.kit.fields import Editor
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.main_window import MainWindow

# More stops than any page has.
_STOPS = 150


class Keyboard:
    """Keys for whatever has the focus, and pictures of what they did, in `folder`."""

    def __init__(self, app: QApplication, window: MainWindow, folder: Path) -> None:
        self._app, self._window = app, window
        folder.mkdir(parents=True, exist_ok=True)
        self.mouse = Mouse(app, window, folder)

    def press(self, *keys: str) -> None:
        """Presses keys one after the other, such as "Ctrl+K"."""
        for key in keys:
            QTest.keySequence(self._under_the_hands(), QKeySequence(key))
            self.mouse.settle()

    def type(self, words: str) -> None:
        """Types where the focus is."""
        QTest.keyClicks(self._under_the_hands(), words)
        self.mouse.settle()

    def over(self, words: str) -> None:
        """Types over what stands in a field."""
        self.press("Ctrl+A")
        self.type(words)

    def tab_to(self, name: str) -> QWidget:
        """Goes on by Tab until the focus is on what a screen reader would call `name`, or begin so."""
        passed: list[str] = []
        for _stop in range(_STOPS):
            focused = self._under_the_hands()
            if (called := _called(focused)).startswith(name):
                self.mouse.settle()
                return focused
            passed.append(called)
            QTest.keySequence(focused, QKeySequence("Tab"))
            self._app.processEvents()
        raise LookupError(f"Tab does not lead to “{name}”, only to {list(dict.fromkeys(passed))}")

    def button(self, name: str) -> None:
        """Goes to a button and presses it."""
        self.tab_to(name)
        self.press("Space")

    def row(self, name: str, words: str) -> None:
        """Goes to the list `name`, and in it to the row that begins with `words`."""
        rows = self.tab_to(name)
        assert isinstance(rows, RowList)
        self.press("Home")
        for _row in range(rows.rows().rowCount()):
            if rows.rows().row(rows.currentIndex().row()).title.startswith(words):
                return
            self.press("Down")
        raise LookupError(f"no row “{words}” in the list “{name}”")

    def find(self, words: str) -> None:
        """Goes where the first result for `words` leads."""
        self.press("Ctrl+K")
        self.type(words)
        self.press("Return")

    def choose_file(self, path: Path, step: str) -> None:
        """As soon as the file dialog is open, types the path into it and confirms."""
        self.mouse.choose_file(path, step)

    def choose_in_menu(self, words: str, step: str) -> None:
        """As soon as a menu is open, goes down to the entry `words` and takes it."""

        def answer() -> None:
            shown = self._app.activePopupWidget()
            if not isinstance(shown, QMenu):
                QTimer.singleShot(20, answer)
                return
            self.mouse.shoot(step)
            for _entry in shown.actions():
                self.press("Down")
                if (active := shown.activeAction()) is not None and active.text() == words:
                    self.press("Return")
                    return
            raise LookupError(f"no entry “{words}” in the menu")

        QTimer.singleShot(0, answer)

    def shoot(self, step: str) -> None:
        """Takes a picture."""
        self.mouse.shoot(step)

    def take_the_focus(self) -> None:
        """The window, or the dialog before it, gets the keys, as a window manager would see to."""
        front = self._app.activeModalWidget() or self._window
        if not front.isActiveWindow():
            front.raise_()
            front.activateWindow()
            self.mouse.until(front.isActiveWindow, "the focus")

    def _under_the_hands(self) -> QWidget:
        """What a key goes to."""
        popup = self._app.activePopupWidget()
        if popup is not None:
            return popup
        self.take_the_focus()
        return self._app.focusWidget() or self._app.activeWindow() or self._window


def _called(widget: QWidget) -> str:
    """What a screen reader would say of it."""
    if name := widget.accessibleName():
        return name
    if isinstance(widget, QAbstractButton):
        return widget.text()
    around = widget.parentWidget()
    while around is not None and not isinstance(around, Editor):
        around = around.parentWidget()
    return around.label() if around is not None else ""
