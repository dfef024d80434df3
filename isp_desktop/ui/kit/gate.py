"""What stands before a notebook: the drawn half, and a narrow column of words and fields beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from isp_desktop.ui.kit.notices import Remark
from isp_desktop.ui.kit.paint import painting
from isp_desktop.ui.kit.panels import HairLine
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.wave import WavePanel

PROMISE = "No account, no network. Nothing leaves until you send it."
_WITH_WAVE = 860


class Gate(QWidget):
    """Parts go into `column`, which is `width` px at 100 % and scrolls where the window is low.

    In a narrow window the drawn half is left out.
    """

    def __init__(self, theme: Theme, width: int = 396, share: int = 57, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._width = width
        self._wave = WavePanel(theme)
        self._inner = QWidget()
        self.column = QVBoxLayout()
        self.column.setSpacing(0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._wave, share)
        row.addLayout(self._side(), 100 - share)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _side(self) -> QVBoxLayout:
        body = QVBoxLayout(self._inner)
        body.setContentsMargins(0, 0, 0, 0)
        body.addStretch(1)
        body.addLayout(self.column)
        body.addStretch(1)
        middle = QWidget()
        centred = QHBoxLayout(middle)
        centred.setContentsMargins(24, 24, 24, 24)
        centred.addStretch(1)
        centred.addWidget(self._inner, 100)
        centred.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(middle)
        side = QVBoxLayout()
        side.setSpacing(0)
        side.addWidget(scroll, 1)
        side.addLayout(self._foot())
        return side

    def _foot(self) -> QHBoxLayout:
        self._promise = QWidget()
        words = QVBoxLayout(self._promise)
        words.setContentsMargins(0, 0, 0, 24)
        words.setSpacing(12)
        words.addWidget(HairLine(self._theme))
        words.addWidget(Remark(self._theme, PROMISE, "wifi-off"))
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 0, 24, 0)
        foot.addStretch(1)
        foot.addWidget(self._promise, 100)
        foot.addStretch(1)
        return foot

    def _restyle(self) -> None:
        for part in (self._inner, self._promise):
            part.setMaximumWidth(self._theme.px(self._width))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._wave.setVisible(self.width() >= self._theme.px(_WITH_WAVE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.fillRect(self.rect(), QColor(self._theme.tokens.canvas))
