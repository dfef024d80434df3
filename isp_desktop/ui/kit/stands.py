"""How something stands, by a shape: a disc holds, a square does in part, a triangle does not, a dashed ring is unknown.

The shape says it; its colour, and the word that stands beside it everywhere, say the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from isp_desktop.ui.kit.paint import painting, triangle
from isp_desktop.ui.kit.theme import Theme

Shape = Literal["disc", "square", "triangle", "ring"]
_TONES: Mapping[str, str] = {"disc": "good", "square": "warn", "triangle": "bad", "ring": "text3"}


def ink_of(shape: Shape, theme: Theme) -> str:
    """The colour of a shape."""
    return str(getattr(theme.tokens, _TONES[shape]))


def paint_stand(painter: QPainter, middle: QPointF, half: float, shape: Shape, theme: Theme) -> None:
    """Draws a shape of the size 2 x `half` px round its middle."""
    ink = ink_of(shape, theme)
    if shape == "triangle":
        triangle(painter, middle, up=True, half=half * 1.15, ink=ink)
        return
    if shape == "ring":
        pen = QPen(QColor(ink), max(1.2, half * 0.28))
        pen.setDashPattern([1.8, 1.4])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, half * 0.9, half * 0.9)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ink))
    if shape == "disc":
        painter.drawEllipse(middle, half, half)
    else:
        side = half * 0.88
        painter.drawRect(QRectF(middle.x() - side, middle.y() - side, 2 * side, 2 * side))


class StandSign(QWidget):
    """A shape alone, to stand before its word."""

    def __init__(self, theme: Theme, shape: Shape, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._shape = theme, shape
        self.setFixedSize(theme.px(18), theme.px(18))

    def show_shape(self, shape: Shape) -> None:
        """Another shape."""
        self._shape = shape
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            paint_stand(painter, QRectF(self.rect()).center(), self._theme.px(6), self._shape, self._theme)
