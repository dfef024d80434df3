"""A few views of one thing, of which one is shown: segments in a groove, one stop for Tab."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from isp_desktop.ui.kit.paint import MIDDLE, focus_ring, painting, rounded, text_width, write
from isp_desktop.ui.kit.roving import Roving
from isp_desktop.ui.kit.theme import Theme

_HIGH, _PAD, _AROUND, _RADIUS = 26, 12, 2, 6


class _Segment(QAbstractButton):
    def __init__(self, theme: Theme, key: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setText(words)
        self.setAccessibleName(words)
        self.setObjectName(f"view-{key}")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        px = self._theme.px
        # As wide as it is when it is shown, so that nothing moves.
        return QSize(text_width(self._theme.font(13, 600), self.text()) + 2 * px(_PAD), px(_HIGH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, box, on = self._theme.tokens, QRectF(self.rect()), self.isChecked()
        radius = self._theme.px(_RADIUS) - 1
        with painting(self) as painter:
            if on:
                rounded(painter, box, radius, t.surface, t.text if self._theme.high_contrast else t.line2)
            ink = t.text if on or self.underMouse() else t.text2
            write(painter, box, self.text(), self._theme.font(13, 600 if on else 500), ink, MIDDLE)
            if self.hasFocus():
                focus_ring(painter, box, radius, t)


class Segments(QWidget):
    """The choices, key and words, the first of which is shown at first.

    Signals:
        chosen: the key of the one that is shown from now on.
    """

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, name: str, choices: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(_AROUND, _AROUND, _AROUND, _AROUND)
        row.setSpacing(0)
        self.parts = {key: _Segment(theme, key, words, self) for key, words in choices}
        self._roving = Roving(lambda: list(self.parts.values()), self)
        for key, part in self.parts.items():
            part.clicked.connect(lambda _on=False, key=key: self.choose(key))
            self._roving.add(part)
            row.addWidget(part)
        self._chosen = choices[0][0]
        self.parts[self._chosen].setChecked(True)
        theme.changed.connect(self.update)

    def shown(self) -> str:
        """The key of the one that is shown."""
        return self._chosen

    def set_words(self, key: str, words: str) -> None:
        """Other words on one of them."""
        part = self.parts[key]
        part.setText(words)
        part.setAccessibleName(words)
        part.updateGeometry()

    def choose(self, key: str) -> None:
        """Shows another one."""
        self.parts[key].setChecked(True)
        if key != self._chosen:
            self._chosen = key
            self.chosen.emit(key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self._theme.tokens
        with painting(self) as painter:
            rounded(painter, QRectF(self.rect()), self._theme.px(_RADIUS) + 1, t.sunken, t.line2)
