"""Menus with round corners and icons in the colours of the theme."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
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
