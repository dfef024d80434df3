"""The drawn half of the lock screen and the first run: visits that thin out along a line that holds."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.mirror import upright
from isp_desktop.ui.kit.paint import ground, painting, write
from isp_desktop.ui.kit.theme import Theme

_LINES = 13
_MAIN = 3
# Where the visits stand along the main line: the gaps grow.
_VISITS = (0.056, 0.134, 0.202, 0.29, 0.407, 0.573, 0.797)


class WavePanel(QWidget):
    """Lines that rise and level off on the accent, and a few words under them. Says nothing about the notebook."""

    def __init__(
        self,
        theme: Theme,
        lines: tuple[str, ...] = (),
        sentence: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines = lines or (_("Visits thin out."), _("The practice holds."))
        self._sentence = sentence or _("A field notebook for people who support lasting change.")
        self.setAccessibleName(" ".join((*lines, sentence)))
        self.setMinimumWidth(theme.px(200))
        theme.changed.connect(self.update)

    def _colors(self) -> tuple[str, str]:
        t = self._theme.tokens
        if self._theme.high_contrast:
            return t.canvas, t.text
        return ("#123A40", "#ECEBE7") if t.dark else (t.accent, t.on_accent)

    def _wave(self, at: int) -> QPainterPath:
        """The line `at`, from 0 at the top; lower ones are flatter and peak earlier."""
        w, h = self.width(), self.height()
        flat = 1 - at / (_LINES + 3)
        top = h * (0.09 + 0.046 * at)
        rise = h * 0.082 * flat
        peak = w * (0.5 - 0.012 * at)
        path = QPainterPath(QPointF(0, top + rise))
        path.cubicTo(QPointF(peak * 0.5, top + rise * 0.35), QPointF(peak * 0.55, top), QPointF(peak, top))
        path.cubicTo(
            QPointF(w * 0.78, top + rise * 0.05), QPointF(w * 0.84, top + rise * 0.12), QPointF(w, top + rise * 0.8)
        )
        return path

    def _paint_visits(self, painter: QPainter, path: QPainterPath, paper: str, ink: str) -> None:
        painter.setPen(QPen(QColor(paper), 3))
        painter.setBrush(QColor(ink))
        for share in _VISITS:
            painter.drawEllipse(path.pointAtPercent(share), 7.0, 7.0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paper, ink = self._colors()
        with painting(self) as painter:
            ground(painter, self.rect(), paper)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for at in range(_LINES):
                color = QColor(ink)
                color.setAlphaF(1.0 if at == _MAIN else 0.36 - 0.016 * at)
                painter.setPen(QPen(color, 2.6 if at == _MAIN else 1.4))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawPath(self._wave(at))
            self._paint_visits(painter, self._wave(_MAIN), paper, ink)
            self._paint_words(painter, ink)

    def _paint_words(self, painter: QPainter, ink: str) -> None:
        px = self._theme.px
        left, line = px(56), px(47)
        font, width = self._theme.prose(), self.width() - 2 * left
        wraps = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
        told = QFontMetrics(font).boundingRect(QRect(0, 0, width, self.height()), wraps, self._sentence).height()
        y = self.height() - px(60) - max(px(24), told) - line * len(self._lines)
        for text in self._lines:
            write(
                painter,
                QRectF(left, y, width, line),
                text,
                self._theme.font(32, 600, serif=True),
                ink,
            )
            y += line
        painter.setFont(font)
        painter.setPen(QColor(ink))
        place = QRectF(left, y + px(4), width, told + 2)
        with upright(painter, place):
            painter.drawText(place, wraps, self._sentence)
