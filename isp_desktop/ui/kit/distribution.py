"""How often each rating was given: a bar and a number for each, so that it reads without colour."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from isp_desktop.ui.kit.paint import MIDDLE, painting, rounded, rule, write
from isp_desktop.ui.kit.theme import Theme

_STEP, _BAR, _HIGH, _WORDS = 34, 22, 30, 15


def draw_distribution(painter: QPainter, box: QRectF, counts: Sequence[int], theme: Theme) -> None:
    """Draws the counts of the ratings from 1 on: the number over its bar, the rating under it."""
    t, px = theme.tokens, theme.px
    most, foot = max(*counts, 1), box.bottom() - px(_WORDS)
    room = foot - box.top() - px(_WORDS)
    rule(painter, box.left(), foot, box.right(), foot, t.line2)
    for at, count in enumerate(counts):
        place = QRectF(box.left() + at * px(_STEP), box.top(), px(_STEP), box.height())
        high = room * count / most
        bar = QRectF(place.center().x() - px(_BAR) / 2, foot - high, px(_BAR), high)
        if count:
            rounded(painter, bar, min(px(3), high / 2), t.seq[2], t.seq[3])
        over = QRectF(place.left(), bar.top() - px(_WORDS), place.width(), px(_WORDS))
        write(painter, over, str(count), theme.font(12, 600 if count else 400), t.text if count else t.text3, MIDDLE)
        under = QRectF(place.left(), foot + px(1), place.width(), px(_WORDS))
        write(painter, under, str(at + 1), theme.caption(), t.text3, MIDDLE)


class Distribution(QWidget):
    """Draws `counts`; `words` is what it says, for screen readers."""

    def __init__(self, theme: Theme, counts: Sequence[int], words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._counts = theme, tuple(counts)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        px = self._theme.px
        return QSize(len(self._counts) * px(_STEP), px(_HIGH + 2 * _WORDS))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            draw_distribution(painter, QRectF(self.rect()), self._counts, self._theme)
