"""Two cards beside each other; in a narrow window one or the other, by two tabs."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.ui.kit.chips import ChoiceChip
from isp_desktop.ui.kit.theme import Theme

_BOTH, _LEAST, _MOST = 860, 280, 400


class Columns(QWidget):
    """`main` takes the room that `side` leaves."""

    def __init__(
        self, theme: Theme, main: QWidget, side: QWidget, names: tuple[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._main, self._side = theme, main, side
        self._at_side = False
        self.tabs = QWidget()
        tabs = QHBoxLayout(self.tabs)
        tabs.setContentsMargins(0, 0, 0, 10)
        self._group = QButtonGroup(self)
        self.chips = tuple(ChoiceChip(theme, name) for name in names)
        for at, chip in enumerate(self.chips):
            self._group.addButton(chip, at)
            tabs.addWidget(chip)
        self._group.idClicked.connect(lambda at: self.choose(bool(at)))
        tabs.addStretch()
        across = QHBoxLayout()
        across.setSpacing(14)
        across.addWidget(main, 5)
        across.addWidget(side, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 16, 30, 16)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addLayout(across, 1)
        theme.changed.connect(self._show)
        self._show()

    def choose(self, at_side: bool) -> None:
        """Which of the two a narrow window shows."""
        self._at_side = at_side
        self._show()

    def _show(self) -> None:
        px = self._theme.px
        narrow = self.width() < px(_BOTH)
        self.chips[self._at_side].setChecked(True)
        self.tabs.setVisible(narrow)
        self._main.setVisible(not narrow or not self._at_side)
        self._side.setVisible(not narrow or self._at_side)
        self._side.setMinimumWidth(0 if narrow else px(_LEAST))
        self._side.setMaximumWidth((1 << 24) - 1 if narrow else px(_MOST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()
