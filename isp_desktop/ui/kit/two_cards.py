"""Two cards beside each other, or the second one under the first where there is little room."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.theme import Theme

_GAP = 14
# With less room than this, in px, their rows would say too little.
_BOTH = 880


class TwoCards(QWidget):
    """What they hold stands at their top, however high they are beside each other.

    Args:
        shares: of the width, when they stand beside each other.
    """

    def __init__(
        self,
        theme: Theme,
        cards: tuple[Panel, Panel],
        shares: tuple[int, int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(_GAP)
        for card, share in zip(cards, shares, strict=True):
            card.column.addStretch()
            self._across.addWidget(card, share)
        outer.addLayout(self._across)
        outer.addStretch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        sideways, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._across.setDirection(sideways if self.width() >= self._theme.px(_BOTH) else down)
