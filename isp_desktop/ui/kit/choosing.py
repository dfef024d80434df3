"""A button that says which one of a few is shown, and opens the others as a menu."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.menus import Menu, pop_up_under
from isp_desktop.ui.kit.theme import Theme


class ChoosingButton(Button):
    """Hidden while there is nothing to choose from.

    Args:
        every: what it says where all are shown.
        spoken: how a screen reader says which one holds, with the field "name".

    Signals:
        chosen: the key of one, or "" for all.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, every: str, spoken: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, every, icon=icon, parent=parent)
        self._every, self._spoken, self._icon = every, spoken, icon
        self._choices: Sequence[tuple[str, str]] = ()
        self.clicked.connect(self._open)
        self.show_choices((), "")

    def show_choices(self, choices: Sequence[tuple[str, str]], chosen: str) -> None:
        """What there is to choose from, key and name, and which one holds."""
        self._choices = choices
        name = dict(choices).get(chosen) or self._every
        self.set_words(name)
        self.setAccessibleName(self._spoken.format(name=name))
        self.setVisible(bool(choices))

    def fill(self, menu: Menu) -> None:
        """Puts the choices into a menu, all of them first."""
        menu.add(self._every, lambda: self.chosen.emit(""), self._icon)
        menu.addSeparator()
        for key, name in self._choices:
            menu.add(name, partial(self.chosen.emit, key))

    def _open(self) -> None:
        pop_up_under(self._theme, self.accessibleName(), self.fill, self, self)
