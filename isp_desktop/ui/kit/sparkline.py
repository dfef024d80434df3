"""A sparkline on a fixed scale from 1 to 5: the line, the last value, where it went, and what it stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from isp_desktop.ui.kit.paint import LEFT, rounded, rule, text_width, triangle, write
from isp_desktop.ui.kit.theme import Theme

Trend = Literal["up", "down", "level", ""]
_LEAST, _MOST, _SHOWN = 1, 5, 5
_WORDS, _LINE, _DOT = 44, 1.6, 2.6


@dataclass(frozen=True, slots=True)
class Spark:
    """What a sparkline shows.

    Attributes:
        stretches: values from 1 to 5, earliest first; nothing is drawn between two stretches.
        value: the last one, in words; "" where there is none, and `basis` then says so.
        tone: which of the theme's three tones it has, 0 to 2.
        trend: where it went, shown by a triangle; none for "level" and "".
        basis: on what the last value stands and of when it is, in as few words as fit under the line.
        square: its last dot is a square.
        words: all of it, for screen readers and tooltips.
    """

    stretches: Sequence[Sequence[float]]
    value: str
    tone: int
    trend: Trend
    basis: str
    square: bool
    words: str


def paint_spark(painter: QPainter, box: QRectF, spark: Spark, theme: Theme) -> None:
    """Draws it into a box of two lines of text; where there is no value, a dashed box with the words."""
    px, t = theme.px, theme.tokens
    upper = QRectF(box.left(), box.top(), box.width(), box.height() / 2)
    lower = upper.translated(0, box.height() / 2)
    if not spark.value:
        needed = text_width(theme.caption(), spark.basis) + px(16)
        place = QRectF(box.left(), box.center().y() - px(11), min(box.width(), needed), px(22))
        rounded(painter, place, px(11), edge=t.field, dashed=True)
        write(painter, place.adjusted(px(8), 0, -px(4), 0), spark.basis, theme.caption(), t.text2, LEFT)
        return
    ink = t.trust[spark.tone]
    line = QRectF(upper.left(), upper.top() + px(3), upper.width() - px(_WORDS), upper.height() - px(6))
    rule(painter, line.left(), line.bottom() + px(2), line.right(), line.bottom() + px(2), t.line2)
    last = _paint_line(painter, line, spark.stretches, ink, theme.scale)
    _paint_dot(painter, last, spark.square, ink, theme.scale)
    told = QRectF(line.right() + px(8), upper.top(), px(_WORDS) - px(8), upper.height())
    value = write(painter, told, spark.value, theme.font(13, 600, tabular=True), t.text, LEFT)
    if spark.trend in ("up", "down"):
        middle = QPointF(value.right() + px(7), upper.center().y())
        triangle(painter, middle, spark.trend == "up", px(3.5), ink)
    write(painter, lower, spark.basis, theme.caption(), t.text3, LEFT)


def _paint_line(painter: QPainter, box: QRectF, stretches: Sequence[Sequence[float]], ink: str, unit: float) -> QPointF:
    """The last values of all stretches at even steps, the latest at the end; gives where that stands."""
    count = sum(map(len, stretches))
    step = box.width() / (_SHOWN - 1)
    pen = QPen(QColor(ink), _LINE * unit, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    at, last = 0, QPointF()
    first = max(0, count - _SHOWN)
    for stretch in stretches:
        points = []
        for value in stretch:
            if at >= first:
                height = (value - _LEAST) / (_MOST - _LEAST)
                points.append(QPointF(box.right() - (count - 1 - at) * step, box.bottom() - height * box.height()))
            at += 1
        painter.drawPolyline(QPolygonF(points))
        for point in points[:1]:
            # One alone between two gaps would not be seen.
            painter.drawPoint(point)
        last = points[-1] if points else last
    return last


def _paint_dot(painter: QPainter, spot: QPointF, square: bool, ink: str, unit: float) -> None:
    side = _DOT * unit
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ink))
    if square:
        painter.drawRect(QRectF(spot.x() - side, spot.y() - side, 2 * side, 2 * side))
    else:
        painter.drawEllipse(spot, side, side)
