"""What stands over the map: its name, map or list, what of it is shown, and the ways to more."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.buttons import Button, IconButton
from isp_desktop.ui.kit.chips import ChoiceChip
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tips import set_tip

_GAP = 6


class MapHead(QWidget):
    """The first line of the map.

    Signals:
        list_chosen: whether the list is to be shown.
        asked: "show" or "measures".
        larger_asked: the map is to have the whole page, or only its part of it again.
        menu_asked: what else can be done, at a global point.
    """

    list_chosen = Signal(bool)
    asked = Signal(str)
    larger_asked = Signal()
    menu_asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label(theme, _("Who is connected"), "heading")
        self.map_chip, self.list_chip = ChoiceChip(theme, _("Map")), ChoiceChip(theme, _("List"))
        self.show_button = Button(theme, _("Show"), icon="filter", height=28)
        self.show_button.setAccessibleName(_("Choose what is shown"))
        self.measures_button = Button(theme, _("Measures"), icon="gauge", height=28)
        self.measures_button.setAccessibleName(_("Measures"))
        self.larger_button = IconButton(theme, "maximize-2", "", "secondary")
        self.larger_button.setObjectName("larger")
        self.more_button = IconButton(theme, "ellipsis", _("More about the map"), "secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(self.title, 1)
        self._parts = (
            *(self.show_button, self.measures_button, self.map_chip, self.list_chip),
            *(self.larger_button, self.more_button),
        )
        for part in self._parts:
            row.addWidget(part)
        self.map_chip.clicked.connect(lambda: self.list_chosen.emit(False))
        self.list_chip.clicked.connect(lambda: self.list_chosen.emit(True))
        self.show_button.clicked.connect(lambda: self.asked.emit("show"))
        self.measures_button.clicked.connect(lambda: self.asked.emit("measures"))
        self.larger_button.clicked.connect(self.larger_asked)
        self.more_button.clicked.connect(self._ask_menu)
        self._words = {button: button.text() for button in (self.show_button, self.measures_button)}
        self.show_list(False)
        self.show_larger(False)

    def show_larger(self, on: bool) -> None:
        """Whether the map has the whole page."""
        name, icon = (_("Back to the page (L)"), "minimize-2") if on else (_("Larger (L)"), "maximize-2")
        self.larger_button.set_name(name, icon)

    def show_list(self, on: bool) -> None:
        """Which of the two is shown."""
        self.map_chip.setChecked(not on)
        self.list_chip.setChecked(on)

    def _ask_menu(self) -> None:
        self.menu_asked.emit(self.more_button.mapToGlobal(QPoint(0, self.more_button.height() + 4)))

    def _fit(self) -> None:
        """Where there is little room the signs stand for the words, which are told when they are pointed at."""
        for button, words in self._words.items():
            button.set_words(words)
            set_tip(button, "")
        needed = self.title.sizeHint().width() + sum(part.sizeHint().width() + _GAP for part in self._parts)
        if needed > self.width():
            for button, words in self._words.items():
                button.set_words("")
                button.setAccessibleName(words)
                set_tip(button, words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
