"""Menus with round corners and icons in the colours of the theme."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from isp_desktop.ui.kit.icons import icon as lucide
from isp_desktop.ui.kit.theme import Theme


class Menu(QMenu):
    """A menu to pop up; `add` puts actions in."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)

    def add(self, text: str, act: Callable[[], object], icon: str = "", danger: bool = False) -> QAction:
        """One thing to do; `act` is called when it is chosen."""
        action = self.addAction(text.replace("&", "&&"))
        if icon:
            color = self._theme.tokens.bad if danger else self._theme.tokens.text2
            action.setIcon(lucide(icon, color, self._theme.px(16), self.devicePixelRatioF()))
        action.triggered.connect(lambda: act())
        return action


def pop_up(theme: Theme, name: str, fill: Callable[[Menu], object], spot: QPoint, parent: QWidget) -> None:
    """Opens a menu of `parent` at a point of the screen; it is filled anew each time, and gone once it is closed."""
    menu = Menu(theme, name, parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    fill(menu)
    menu.popup(spot)


def pop_up_under(theme: Theme, name: str, fill: Callable[[Menu], object], button: QWidget, parent: QWidget) -> None:
    """Opens a menu under a button."""
    pop_up(theme, name, fill, button.mapToGlobal(QPoint(0, button.height() + 4)), parent)
