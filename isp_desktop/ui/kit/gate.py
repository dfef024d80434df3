"""What stands before a notebook: the drawn half, and a narrow column of words and fields beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from isp_desktop.domain.language import _, marked
from isp_desktop.ui.kit.notices import Remark
from isp_desktop.ui.kit.paint import ground, painting
from isp_desktop.ui.kit.panels import HairLine
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.wave import WavePanel

PROMISE = marked("No account, no network. Nothing leaves until you send it.")
_WITH_WAVE, _WITH_PROMISE = 860, 560
_SIDE = 24


class Gate(QWidget):
    """Parts go into `column`, which is `width` px at 100 % and scrolls where the window is low.

    It stands as if the parts were always `height` px high, so that the heading stays where it is whatever appears
    under it. In a narrow window the drawn half is left out, in a low one the promise at the foot.
    """

    def __init__(
        self, theme: Theme, width: int = 396, share: int = 57, height: int = 340, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._width = width
        self._height = height
        self._wave = WavePanel(theme)
        self._inner = QWidget()
        self._scroll = QScrollArea()
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
        body.addLayout(self.column)
        body.addStretch(1)
        middle = QWidget()
        self._place = QHBoxLayout(middle)
        self._place.addStretch(1)
        self._place.addWidget(self._inner, 100)
        self._place.addStretch(1)
        scroll = self._scroll
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(middle)
        scroll.verticalScrollBar().rangeChanged.connect(self._settle)
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
        words.addWidget(Remark(self._theme, _(PROMISE), "wifi-off", wraps=True))
        foot = QHBoxLayout()
        foot.setContentsMargins(_SIDE, 0, _SIDE, 0)
        foot.addStretch(1)
        foot.addWidget(self._promise, 100)
        foot.addStretch(1)
        return foot

    def _restyle(self) -> None:
        for part in (self._inner, self._promise):
            part.setMaximumWidth(self._theme.px(self._width))
        self._settle()
        self.update()

    def _settle(self) -> None:
        """Puts the parts in their place, by the size of the window alone."""
        px, bar = self._theme.px, self._scroll.verticalScrollBar()
        self._wave.setVisible(self.width() >= px(_WITH_WAVE))
        self._promise.setVisible(self.height() >= px(_WITH_PROMISE))
        room = self.height() - (self._promise.sizeHint().height() if self.height() >= px(_WITH_PROMISE) else 0)
        top = max(_SIDE, (room - px(self._height)) // 2)
        right = _SIDE - (bar.sizeHint().width() if bar.maximum() else 0)
        self._place.setContentsMargins(_SIDE, top, right, _SIDE)

    def scroll_to_top(self) -> None:
        """Shows the heading again."""
        self._scroll.verticalScrollBar().setValue(0)

    def reveal(self, part: QWidget) -> None:
        """Scrolls to a part that has just appeared, once it has its place."""
        QTimer.singleShot(0, part, lambda: self._scroll.ensureWidgetVisible(part, 0, _SIDE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            ground(painter, self.rect(), self._theme.tokens.canvas)
