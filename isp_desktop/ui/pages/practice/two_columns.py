"""Cards beside each other in two columns, or under each other where there is no room for two."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from isp_desktop.ui.kit.theme import Theme

_BOTH, _MOST = 860, 20


class TwoColumns(QWidget):
    """The cards in the order of reading, which is that in which they are added."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._placed: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(14)
        self._grid.setColumnStretch(0, 1)
        # What is left of the page stays below the cards.
        self._grid.setRowStretch(_MOST, 1)
        self._columns = 1

    def place_card(self, card: QWidget) -> None:
        """Adds a card."""
        self._placed.append(card)
        self._grid.addWidget(card, *divmod(len(self._placed) - 1, self._columns))

    def _fit(self) -> None:
        columns = 2 if self.width() >= self._theme.px(_BOTH) else 1
        if columns == self._columns:
            return
        self._columns = columns
        self._grid.setColumnStretch(1, columns - 1)
        for at, card in enumerate(self._placed):
            self._grid.removeWidget(card)
            self._grid.addWidget(card, *divmod(at, columns))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
