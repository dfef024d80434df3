"""Several courses over time on one scale from 1 to 5; who and how is told by the marks' shape and a word at the end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.paint import LEFT, RIGHT, painting, rule, text_width, write
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tokens import Tokens

_LEAST, _MOST = 1, 5
_HIGH, _SCALE, _LABEL, _DATES, _MARK = 132, 16, 12, 18, 3.2


@dataclass(frozen=True, slots=True)
class Line:
    """A course.

    Attributes:
        label: one short word at its end, such as initials.
        stretches: day and value, 1 to 5, earliest first; nothing is drawn between two stretches.
        square: its marks are squares, else discs.
        first: the one that matters most, drawn in the accent and with a solid line.
    """

    label: str
    stretches: Sequence[Sequence[tuple[dt.date, float]]]
    square: bool = False
    first: bool = False

    @property
    def points(self) -> list[tuple[dt.date, float]]:
        """All of its points."""
        return [point for stretch in self.stretches for point in stretch]


Span = tuple[dt.date, dt.date]


def draw_courses(
    painter: QPainter, box: QRectF, lines: Sequence[Line], today: dt.date, theme: Theme, span: Span | None = None
) -> None:
    """Draws the lines, which have a point each at least, with the scale at the left and the days below.

    Args:
        span: the first and the last day, for charts beside each other; None for those of the lines.
    """
    t, px = theme.tokens, theme.px
    words = max(text_width(theme.caption(), line.label) for line in lines) + px(10)
    plot = QRectF(box).adjusted(px(_SCALE), px(6), -words, -px(_DATES))
    for mark in range(_LEAST, _MOST + 1):
        y = plot.bottom() - (mark - _LEAST) / (_MOST - _LEAST) * plot.height()
        rule(painter, plot.left(), y, plot.right(), y, t.line)
        place = QRectF(box.left(), y - px(8), px(_SCALE - 6), px(16))
        write(painter, place, str(mark), theme.caption(), t.text3, RIGHT)
    days = sorted(day for line in lines for day, _value in line.points)
    span = span or (days[0], days[-1])
    _write_days(painter, plot, *span, today, theme)
    # The one that matters most lies on top.
    spots = {}
    for line in sorted(lines, key=lambda line: line.first):
        spots[id(line)] = _draw_line(painter, plot, line, span, theme)
    _write_labels(painter, plot, [(spots[id(line)], line) for line in lines], theme)


def _write_days(painter: QPainter, plot: QRectF, first: dt.date, last: dt.date, today: dt.date, theme: Theme) -> None:
    place = QRectF(plot.left(), plot.bottom() + theme.px(4), plot.width(), theme.px(_DATES - 4))
    ink = theme.tokens.text3
    if first != last:
        write(painter, place, short_date(first.isoformat(), today), theme.caption(), ink, LEFT)
    write(painter, place, short_date(last.isoformat(), today), theme.caption(), ink, RIGHT)


def _draw_line(painter: QPainter, plot: QRectF, line: Line, span: Span, theme: Theme) -> QPointF:
    ink, whole = _ink(line, theme.tokens), max(1, (span[1] - span[0]).days)
    spot = QPointF()
    for stretch in line.stretches:
        spots = []
        for day, value in stretch:
            # A single day stands at the end, where its date is written.
            along = (day - span[0]).days / whole if span[0] != span[1] else 1.0
            up = (value - _LEAST) / (_MOST - _LEAST)
            spots.append(QPointF(plot.left() + along * plot.width(), plot.bottom() - up * plot.height()))
        pen = QPen(QColor(ink), 1.8 * theme.scale)
        if not line.first:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(spots))
        for spot in spots:
            _draw_mark(painter, spot, line.square, ink, _MARK * theme.scale)
    return spot


def _draw_mark(painter: QPainter, spot: QPointF, square: bool, ink: str, half: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ink))
    if square:
        painter.drawRect(QRectF(spot.x() - half, spot.y() - half, 2 * half, 2 * half))
    else:
        painter.drawEllipse(spot, half, half)


def _write_labels(painter: QPainter, plot: QRectF, ends: Iterable[tuple[QPointF, Line]], theme: Theme) -> None:
    """The labels at the right, each at the height of its end or as near as the others leave room."""
    step, floor = theme.px(_LABEL), plot.bottom() + theme.px(_LABEL)
    placed: list[tuple[float, Line]] = []
    for spot, line in sorted(ends, key=lambda end: end[0].y()):
        y = max(spot.y(), placed[-1][0] + step) if placed else spot.y()
        placed.append((min(y, floor), line))
    for at in range(len(placed) - 2, -1, -1):
        placed[at] = (min(placed[at][0], placed[at + 1][0] - step), placed[at][1])
    for y, line in placed:
        place = QRectF(plot.right() + theme.px(8), y - theme.px(8), 200, theme.px(16))
        write(painter, place, line.label, theme.caption(), _ink(line, theme.tokens), LEFT)


def _ink(line: Line, t: Tokens) -> str:
    return t.accent if line.first else t.text2


class CourseChart(QWidget):
    """Draws `lines`; `words` is what it says, for screen readers, `span` as for `draw_courses`."""

    def __init__(
        self,
        theme: Theme,
        lines: Sequence[Line],
        today: dt.date,
        words: str,
        span: Span | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._lines, self._today, self._span = theme, list(lines), today, span
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def lines(self) -> list[Line]:
        """What is drawn."""
        return self._lines

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self._theme.px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(_HIGH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            draw_courses(painter, QRectF(self.rect()), self._lines, self._today, self._theme, self._span)


class MarkSign(QWidget):
    """The mark of a course, to stand before the sentence that tells it."""

    def __init__(self, theme: Theme, line: Line, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._line = theme, line
        self.setFixedSize(theme.px(14), theme.px(16))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            ink = _ink(self._line, self._theme.tokens)
            _draw_mark(painter, QRectF(self.rect()).center(), self._line.square, ink, 3.6 * self._theme.scale)
