"""First votes against what the group came to: a dot a vote over the scale, how far they lie apart, and the mark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from isp_desktop.ui.kit.paint import MIDDLE, rounded, rule, write
from isp_desktop.ui.kit.theme import Theme

_DOT, _SCALE, _MARK, _BAND = 4.2, 14, 6.0, 10
_MOST_MARKS = 11


@dataclass(frozen=True, slots=True)
class Votes:
    """The first votes on one question.

    Attributes:
        least, most: the ends of the scale.
        votes: each value, in any order.
        agreed: what the group came to; None where there is nothing.
    """

    least: float
    most: float
    votes: Sequence[float] = ()
    agreed: float | None = None


def draw_votes(painter: QPainter, box: QRectF, votes: Votes, theme: Theme) -> None:
    """Draws the scale, a band from the lowest vote to the highest, the votes, and a diamond for the agreed one."""
    t, px = theme.tokens, theme.px
    inset = px(10)
    line = QRectF(box.left() + inset, box.top(), box.width() - 2 * inset, box.height() - px(_SCALE))
    # Votes stand on the line, the diamond hangs under it.
    floor = line.bottom() - px(9)
    rule(painter, line.left() - px(4), floor, line.right() + px(4), floor, t.line2)
    _write_scale(painter, line, floor, votes, theme)
    counts = Counter(votes.votes)
    if len(counts) > 1:
        left, right = (_along(end(counts), votes, line) for end in (min, max))
        band = QRectF(left - px(_DOT), floor - px(_BAND), right - left + px(2 * _DOT), px(_BAND))
        rounded(painter, band, px(_BAND) / 2, t.seq[1], t.line2 if theme.high_contrast else "")
    tallest = max(counts.values(), default=1)
    # A pile of dots that is higher than the room is pressed together; the number over it stays right.
    step = min(px(2 * _DOT) + 1.0, max(1.5, (floor - line.top() - px(2 * _DOT)) / max(1, tallest - 1)))
    for value, count in counts.items():
        x = _along(value, votes, line)
        for at in range(count):
            _draw_dot(painter, QPointF(x, floor - px(_DOT) - px(1) - at * step), theme)
    if votes.agreed is not None:
        _draw_mark(painter, QPointF(_along(votes.agreed, votes, line), floor + px(_MARK) - 1), theme)


def _along(value: float, votes: Votes, line: QRectF) -> float:
    share = (value - votes.least) / (votes.most - votes.least) if votes.most > votes.least else 0.5
    return line.left() + min(1.0, max(0.0, share)) * line.width()


def _write_scale(painter: QPainter, line: QRectF, floor: float, votes: Votes, theme: Theme) -> None:
    """The values of a short scale, the ends of a long one."""
    t, px = theme.tokens, theme.px
    steps = int(votes.most - votes.least) + 1
    whole = float(votes.least).is_integer() and float(votes.most).is_integer()
    values = [votes.least + at for at in range(steps)] if whole and steps <= _MOST_MARKS else [votes.least, votes.most]
    for value in values:
        x = _along(value, votes, line)
        rule(painter, x, floor - px(2), x, floor + px(3), t.field)
        place = QRectF(x - px(20), line.bottom(), px(40), px(_SCALE))
        write(painter, place, f"{value:g}", theme.caption(), t.text3, MIDDLE)


def _draw_dot(painter: QPainter, spot: QPointF, theme: Theme) -> None:
    half = theme.px(_DOT) - 0.6
    painter.setPen(QPen(QColor(theme.tokens.surface), 1.2))
    painter.setBrush(QColor(theme.tokens.text if theme.high_contrast else theme.tokens.seq[3]))
    painter.drawEllipse(spot, half, half)


def _draw_mark(painter: QPainter, spot: QPointF, theme: Theme) -> None:
    half = theme.px(_MARK) - 1
    points = [QPointF(0, -half), QPointF(half, 0), QPointF(0, half), QPointF(-half, 0)]
    painter.setPen(QPen(QColor(theme.tokens.surface), 1.5))
    painter.setBrush(QColor(theme.tokens.text))
    painter.drawPolygon(QPolygonF([spot + point for point in points]))
