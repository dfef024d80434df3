"""A hand at the mouse before the window, and a camera behind it, for pictures of the program at work."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLineEdit,
    QListView,
    QMenu,
    QScrollArea,
    QWidget,
)

from isp_desktop.ui.kit.dialogs import Dialog
from isp_desktop.ui.kit.finder import Finder
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.main_window import MainWindow

_LEFT = Qt.MouseButton.LeftButton
_PATIENCE = 60.0
# Turns in a row with nothing under way.
_STILL = 4


class Mouse:
    """A hand at the mouse before one window, and a camera behind it."""

    def __init__(self, app: QApplication, window: MainWindow, folder: Path) -> None:
        self._app, self._window, self._folder = app, window, folder
        self._taken = 0

    def until(self, condition: Callable[[], bool], what: str) -> None:
        """Lets the program work until `condition` holds."""
        end = time.monotonic() + _PATIENCE
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError(f"waited in vain for {what}")
            self._app.processEvents()

    def settle(self) -> None:
        """Lets the program finish what is under way, and build what it shows bit by bit."""
        still = 0
        end = time.monotonic() + _PATIENCE
        # What ends may begin something else, and what is built is painted in a turn of its own.
        while still < _STILL:
            if time.monotonic() > end:
                raise TimeoutError("waited in vain for the work under way")
            self._app.processEvents()
            still = 0 if self._is_at_work() else still + 1

    def _is_at_work(self) -> bool:
        pages = (page for page in self._window.findChildren(Page) if page.isVisible())
        return any(jobs.busy() for jobs in self._window.findChildren(Jobs)) or not all(
            page.is_whole() for page in pages
        )

    def shoot(self, step: str) -> None:
        """Saves what stands on the screen: the window, and over it dialogs and menus."""
        self.settle()
        self._taken += 1
        seen = self._window.grab()
        painter = QPainter(seen)
        for over in self._over():
            painter.drawPixmap(over.pos() - self._window.pos(), over.grab())
        painter.end()
        seen.save(str(self._folder / f"{self._taken:02}-{step}.png"))

    def _over(self) -> Iterator[QWidget]:
        for widget in self._app.topLevelWidgets():
            if widget is not self._window and widget.isVisible():
                yield widget

    def click(self, widget: QWidget, spot: QPoint | None = None) -> None:
        """Clicks into a widget, brought into sight first."""
        self.bring(widget)
        QTest.mouseClick(widget, _LEFT, pos=spot if spot is not None else widget.rect().center())
        self.settle()

    def bring(self, widget: QWidget) -> None:
        """Scrolls until a widget can be seen."""
        around = widget.parentWidget()
        while around is not None:
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(widget)
            around = around.parentWidget()
        self._app.processEvents()

    def button(self, words: str, within: QWidget | None = None) -> None:
        """Clicks the button that says `words` to the eye or to a screen reader."""
        named = [
            one
            for one in (within or self._window).findChildren(QAbstractButton)
            if one.isVisible() and one.isEnabled() and words in (one.text().strip(), one.accessibleName())
        ]
        if not named:
            raise LookupError(f"no button “{words}” can be seen")
        self.click(named[-1])

    def row(self, rows: QListView, words: str, left: int | None = None) -> None:
        """Clicks the row of a list that begins with `words`, in its middle or so far from its left edge."""
        model = rows.model()
        titles = [str(model.index(at, 0).data()) for at in range(model.rowCount())]
        at = next((at for at, title in enumerate(titles) if title.startswith(words)), -1)
        if at < 0:
            raise LookupError(f"no row “{words}” among {titles}")
        box = rows.visualRect(model.index(at, 0))
        spot = box.center() if left is None else QPoint(box.left() + left, box.center().y())
        self.bring(rows)
        QTest.mouseClick(rows.viewport(), _LEFT, pos=spot)
        self.settle()

    def write(self, line: QWidget, words: str) -> None:
        """Clicks into a field and types."""
        self.click(line)
        QTest.keyClicks(line, words)
        self.settle()

    def offer(self, words: str) -> None:
        """Clicks what is offered under a field."""
        finder = next((one for one in self._window.findChildren(Finder) if one.isVisible()), None)
        if finder is None:
            raise LookupError(f"nothing is offered, so “{words}” is not")
        shown = finder.findChild(QListView)
        assert isinstance(shown, QListView)
        self.row(shown, words)

    def menu(self, words: str) -> None:
        """Clicks an entry of the open menu."""
        shown = self._app.activePopupWidget()
        assert isinstance(shown, QMenu)
        action = next(action for action in shown.actions() if action.text() == words)
        QTest.mouseClick(shown, _LEFT, pos=shown.actionGeometry(action).center())
        self.settle()

    def dialog(self) -> Dialog:
        """The small window that waits for an answer."""
        self.settle()
        shown = self._app.activeModalWidget()
        assert isinstance(shown, Dialog)
        return shown

    def choose_file(self, path: Path, step: str) -> None:
        """As soon as the file dialog is open, types the path into it and confirms."""

        def answer() -> None:
            shown = self._app.activeModalWidget()
            if not isinstance(shown, QFileDialog):
                QTimer.singleShot(20, answer)
                return
            line = shown.findChild(QLineEdit)
            assert isinstance(line, QLineEdit)
            line.setText(str(path))
            self.shoot(step)
            shown.accept()

        QTimer.singleShot(0, answer)
