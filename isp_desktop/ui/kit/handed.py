"""What fills the window while somebody else has the laptop."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from isp_desktop.ui.kit.paint import ground, painting
from isp_desktop.ui.kit.theme import Theme


class Handed(QWidget):
    """It shows nothing of the notebook, which stays locked behind it until its passphrase is given.

    `title` is what the window is called meanwhile.

    Signals:
        handed_back: whoever had it is done; a sentence for the lock screen.
    """

    handed_back = Signal(str)

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.title = title

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            ground(painter, self.rect(), self._theme.tokens.canvas)
