"""The shapes and strokes of the map: what tells nodes and ties apart without any colour."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from isp_desktop.domain.network import MEMBER, OWN_TYPE, RELATIONSHIP, Strength

RADIUS = 18.0
"""Of a node, in px at 100 %; every shape fits into a circle a little larger."""

WIDTHS: Mapping[Strength, float] = {"weak": 1.5, "building": 3.0, "strong": 5.0, "": 1.0}
"""How wide a line is by trust or strength; thinnest where nobody said."""

_ZIGZAG = 3.5
ZIGZAG_STEP = 7.0
"""Along a line that goes back and forth, how far it is from one side to the other."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """How the lines of a type of tie are drawn.

    Attributes:
        dash: lengths of strokes and gaps in px, () for a solid line.
        arrow: at the end that it leads to, where it leads one way.
        zigzag: not straight.
    """

    dash: tuple[float, ...] = ()
    arrow: Literal["", "filled", "open"] = ""
    zigzag: bool = False


_STROKES: Mapping[str, Stroke] = {
    "works_with": Stroke(),
    "reports_to": Stroke((9.0, 5.0), "filled"),
    "influences": Stroke((14.0, 4.0, 3.0, 4.0), "filled"),
    "supplies": Stroke((2.5, 4.0), "filled"),
    "refers_to": Stroke((), "open"),
    "in_tension": Stroke((), "", zigzag=True),
    MEMBER: Stroke((2.0, 3.0)),
    RELATIONSHIP: Stroke(),
}
_OWN = (
    (12.0, 3.0, 2.5, 3.0, 2.5, 3.0),
    (18.0, 4.0),
    (6.0, 3.0, 6.0, 9.0),
    (3.0, 8.0),
    (14.0, 3.0, 2.5, 3.0, 2.5, 3.0, 2.5, 3.0),
)


def stroke_of(kind: str, both_ways: bool, number: int = 0) -> Stroke:
    """The stroke of a type of edge; what goes both ways has no arrow.

    Args:
        number: of a type of one's own, which of them it is; with more than five the dashes begin again.
    """
    if kind == OWN_TYPE or kind not in _STROKES:
        return Stroke(_OWN[number % len(_OWN)], "" if both_ways else "open")
    return _STROKES[kind]


@lru_cache(maxsize=256)
def outline(part: str, radius: float) -> QPainterPath:
    """The shape of a part of the system round (0, 0); one of its own for "", where nobody said."""
    path = QPainterPath()
    if part == "teams":
        path.addEllipse(QPointF(), radius, radius)
    elif part == "leadership":
        side = radius * 0.92
        path.addRoundedRect(QRectF(-side, -side, 2 * side, 2 * side), radius * 0.2, radius * 0.2)
    elif part in _CORNERS:
        corners, turn, size = _CORNERS[part]
        path.addPolygon(_polygon(corners, turn, radius * size, radius * 0.16 if part == "data_quality" else 0))
        path.closeSubpath()
    else:
        path.addRoundedRect(QRectF(-radius * 1.2, -radius * 0.72, radius * 2.4, radius * 1.44), radius, radius)
    return path


_CORNERS: Mapping[str, tuple[int, float, float]] = {
    "practice": (5, -90, 1.12),
    "data_quality": (3, -90, 1.3),
    "funder_policy": (4, -90, 1.22),
    "families": (6, 0, 1.1),
}
"""How many corners, at which angle the first, and how much larger, so that all look as large."""


def _polygon(corners: int, turn: float, size: float, down: float) -> QPolygonF:
    angles = (math.radians(turn + 360 * at / corners) for at in range(corners))
    return QPolygonF([QPointF(size * math.cos(angle), size * math.sin(angle) + down) for angle in angles])


def trimmed(
    one: tuple[float, float], other: tuple[float, float], before: float, after: float, aside: float = 0.0
) -> tuple[float, float, float, float] | None:
    """The line between two nodes without what their own shapes take, as x, y, x, y; None where there is no room for it.

    Args:
        before, after: how far from either middle it ends, in px.
        aside: how far beside the straight way, where several lines go the same way.
    """
    (ax, ay), (bx, by) = one, other
    dx, dy = bx - ax, by - ay
    length = math.hypot(dx, dy)
    if length <= before + after + 2:
        return None
    dx, dy = dx / length, dy / length
    sx, sy = -dy * aside, dx * aside
    return ax + dx * before + sx, ay + dy * before + sy, bx - dx * after + sx, by - dy * after + sy


def zigzag(line: QLineF, grown: float = 1.0) -> QPolygonF:
    """Back and forth along `line`, so much larger."""
    x, y, dx, dy = line.x1(), line.y1(), line.dx(), line.dy()
    length = math.hypot(dx, dy) or 1.0
    dx, dy = dx / length, dy / length
    nx, ny = -dy * _ZIGZAG * grown, dx * _ZIGZAG * grown
    step = ZIGZAG_STEP * grown
    inner = []
    for at in range(1, int(length // step)):
        far, side = at * step, 1 if at % 2 else -1
        inner.append(QPointF(x + dx * far + nx * side, y + dy * far + ny * side))
    return QPolygonF([line.p1(), *inner, line.p2()])
