"""Cards beside each other in two columns, or under each other where there is no room for two."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from isp_desktop.ui.kit.theme import Theme

_BOTH = 860


class TwoColumns(QWidget):
    """The cards in the order of reading."""

    def __init__(self, theme: Theme, cards: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._cards = theme, cards
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(14)
        self._grid.setColumnStretch(0, 1)
        # What is left of the page stays below the cards.
        self._grid.setRowStretch(len(cards), 1)
        self._columns = 0
        self._fit()

    def _fit(self) -> None:
        columns = 2 if self.width() >= self._theme.px(_BOTH) else 1
        if columns == self._columns:
            return
        self._columns = columns
        self._grid.setColumnStretch(1, columns - 1)
        for at, card in enumerate(self._cards):
            self._grid.removeWidget(card)
            row, column = divmod(at, columns)
            self._grid.addWidget(card, row, column)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
