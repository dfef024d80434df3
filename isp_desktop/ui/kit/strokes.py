"""Strokes of drawings: dashes as long whatever the width of a line, and the heads of arrows."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPen, QPolygonF

_ARROW = 10.0


def pen_of(color: str, width: float, dash: Sequence[float] = ()) -> QPen:
    """A pen whose dashes are as long whatever its width."""
    pen = QPen(QColor(color), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dash:
        # Qt counts dashes in widths of the pen.
        pen.setDashPattern([length / width for length in dash])
    return pen


def arrow_size(width: float, grown: float = 1.0) -> float:
    """How long the head of an arrow is at the end of a line so wide, where lines are drawn so much larger."""
    return _ARROW * grown + width


def arrow_head(line: QLineF, size: float) -> QPolygonF:
    """A triangle so long whose tip is the end of `line`."""
    x, y = line.x2(), line.y2()
    dx, dy = line.dx(), line.dy()
    length = math.hypot(dx, dy) or 1.0
    dx, dy = dx / length * size, dy / length * size
    bx, by = x - dx, y - dy
    return QPolygonF(
        [QPointF(x, y), QPointF(bx - dy / 2, by + dx / 2), QPointF(bx + dy / 2, by - dx / 2)],
    )


def shortened(line: QLineF, size: float) -> QLineF:
    """`line` without what an arrow head so long takes."""
    length = line.length() or 1.0
    return QLineF(line.p1(), line.pointAt(max(0.0, 1 - size * 0.9 / length)))
