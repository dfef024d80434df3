"""Hands at the keyboard before one window; where they find what they look for by Tab, as people without a mouse do."""

from __future__ import annotations

import subprocess
from pathlib import Path

from mouse import Mouse
from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLineEdit, QMenu, QWidget

from isp_desktop.ui.kit.fields import Editor
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.main_window import MainWindow

# More stops than any page has.
_STOPS = 150
# How long to wait before looking again whether a file dialog or a menu is open.
_SOON_MS = 20


class Keyboard:
    """Keys for whatever has the focus, and pictures of what they did, in `folder`."""

    def __init__(self, app: QApplication, window: MainWindow, folder: Path) -> None:
        self._app, self._window, self._folder = app, window, folder
        self._taken = 0
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

    def tab_to(self, name: str, within: QWidget | None = None) -> QWidget:
        """Goes on by Tab until the focus is on what a screen reader calls `name`, or something that begins so."""
        passed: list[str] = []
        for _stop in range(_STOPS):
            focused = self._under_the_hands()
            is_meant = within is None or within.isAncestorOf(focused)
            if (called := _called(focused)).startswith(name) and is_meant:
                self.mouse.settle()
                return focused
            passed.append(called)
            QTest.keySequence(focused, QKeySequence("Tab"))
            self._app.processEvents()
        raise LookupError(f"Tab does not lead to “{name}”, only to {list(dict.fromkeys(passed))}")

    def button(self, name: str, within: QWidget | None = None) -> None:
        """Goes to a button and presses it."""
        self.tab_to(name, within)
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
        """As soon as the file dialog is open, puts the path into it and presses Enter."""

        def answer() -> None:
            shown = self._app.activeModalWidget()
            if not isinstance(shown, QFileDialog):
                QTimer.singleShot(_SOON_MS, answer)
                return
            self.take_the_focus()
            line = shown.findChild(QLineEdit)
            assert isinstance(line, QLineEdit)
            # Typed letter by letter it would offer files, in a list that takes the keys.
            line.setText(str(path))
            self.shoot(step)
            QTest.keySequence(line, QKeySequence("Return"))

        QTimer.singleShot(0, answer)

    def choose_in_menu(self, words: str, step: str) -> None:
        """As soon as a menu is open, goes down to the entry `words` and takes it."""

        def answer() -> None:
            shown = self._app.activePopupWidget()
            if not isinstance(shown, QMenu):
                QTimer.singleShot(_SOON_MS, answer)
                return
            self.shoot(step)
            for _entry in shown.actions():
                self.press("Down")
                if (active := shown.activeAction()) is not None and active.text() == words:
                    self.press("Return")
                    return
            raise LookupError(f"no entry “{words}” in the menu")

        QTimer.singleShot(0, answer)

    def shoot(self, step: str) -> None:
        """Takes a picture of the screen where the window stands, with all that lies over it."""
        self.mouse.settle()
        self._taken += 1
        seen = self._window.frameGeometry()
        picture = self._window.screen().grabWindow(0, seen.x(), seen.y(), seen.width(), seen.height())
        picture.save(str(self._folder / f"{self._taken:02}-{step}.png"))

    def take_the_focus(self) -> None:
        """The window, or the dialog before it, gets the keys, as a window manager would see to."""
        front = self._app.activeModalWidget() or self._window
        if not front.isActiveWindow():
            # Without one a program may not take the keys from another by itself.
            subprocess.run(["xdotool", "windowraise", str(int(front.winId()))], check=True)
            subprocess.run(["xdotool", "windowfocus", str(int(front.winId()))], check=True)
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
