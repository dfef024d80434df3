"""Where the boxes and arrows of a drawing in lanes stand: one lane under the other, arrows from box to box."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Literal

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

State = Literal["on_time", "waiting", "late", "never", "none"]

_ROUNDS = 3
_ALONG = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)
# Over the first lane and under the last there is less room than between two, in parts of that.
_OUTSIDE = 0.75
# Where arrows within a line leave a box, how far apart those between lanes do, and how much of the edge they take: in
# parts of a box's width.
_ASIDE, _APART, _EDGE = 0.18, 0.18, 0.8
# How far an arrow goes round a box that stands in its way, in parts of a box's width; the least that is enough.
_BENDS = (0.0, 0.35, -0.35, 0.7, -0.7, 1.1, -1.1)
_STEPS = 32


Port = tuple[str, str, bool]
"""Source and target of an arrow, and whether it is where the arrow begins."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box; `lane` counts from the top, `small` stands under its name, `words` are all of it for a screen reader."""

    uid: str
    name: str
    small: str
    lane: int
    words: str


@dataclass(frozen=True, slots=True)
class Arrow:
    """What leads from one box to another: `label` says what, `said` how it stands, "" where all is well."""

    source: str
    target: str
    label: str
    said: str
    state: State


@dataclass(frozen=True, slots=True)
class Sizes:
    """In px: the width for all boxes, the widest and the narrowest box, its height, what is between two boxes and
    between two lanes."""

    width: float
    widest: float
    narrowest: float
    high: float
    between: float
    under: float


@dataclass(frozen=True, slots=True)
class Laid:
    """Where everything stands: boxes by their uid, the top of each lane, and how high all of it is."""

    boxes: Mapping[str, QRectF]
    lanes: Mapping[int, float]
    height: float


def laid(boxes: Sequence[Box], arrows: Iterable[Arrow], sizes: Sizes) -> Laid:
    """Puts the boxes into their lanes, those that arrows lead between near each other; a full lane has more lines."""
    order = _ordered(boxes, list(arrows))
    a_line = max(1, int((sizes.width + sizes.between) // (sizes.narrowest + sizes.between)))
    placed: dict[str, QRectF] = {}
    lanes: dict[int, float] = {}
    top = sizes.under * _OUTSIDE
    for lane in sorted(order):
        lanes[lane] = top
        uids = order[lane]
        for at in range(0, len(uids), a_line):
            placed |= _line(uids[at : at + a_line], top, sizes)
            top += sizes.high + sizes.under
    return Laid(placed, lanes, top - sizes.under * (1 - _OUTSIDE))


def ways(arrows: Sequence[Arrow], boxes: Mapping[str, QRectF]) -> list[QPainterPath]:
    """The way of each arrow, from edge to edge, round boxes that stand in it.

    Within a line of boxes it goes round under them, or over them back.
    """
    ports = _ports(arrows, boxes)
    return [_way(arrow, boxes, ports) for arrow in arrows]


def _way(arrow: Arrow, boxes: Mapping[str, QRectF], ports: Mapping[Port, QPointF]) -> QPainterPath:
    source, target = arrow.source, arrow.target
    if _level(boxes[source], boxes[target]):
        return _round(boxes[source], boxes[target])
    others = [box for uid, box in boxes.items() if uid not in (source, target)]
    # The two of a pair go round on the same side, or they would cross.
    pair = [(source, target), (target, source)] if (target, source, True) in ports else [(source, target)]
    width = max(boxes[source].width(), boxes[target].width())
    for bend in (part * width for part in _BENDS):
        found = [_across(ports[*ends, True], ports[*ends, False], bend) for ends in pair]
        if not any(_meets(way, others) for way in found):
            return found[0]
    return _across(ports[source, target, True], ports[source, target, False], 0.0)


def _ports(arrows: Sequence[Arrow], boxes: Mapping[str, QRectF]) -> dict[Port, QPointF]:
    """Where arrows between lanes begin and end: side by side along the edge, in the order of where they lead."""
    along: defaultdict[tuple[str, bool], list[tuple[float, bool, Port]]] = defaultdict(list)
    for arrow in arrows:
        source, target = boxes[arrow.source], boxes[arrow.target]
        if _level(source, target):
            continue
        down = target.top() > source.top()
        for uid, other, below, begins in (
            (arrow.source, target, down, True),
            (arrow.target, source, not down, False),
        ):
            port = (arrow.source, arrow.target, begins)
            along[uid, below].append((other.center().x(), down, port))
    found: dict[Port, QPointF] = {}
    for (uid, below), ends in along.items():
        box = boxes[uid]
        step = min(box.width() * _APART, box.width() * _EDGE / len(ends))
        for at, (_x, _down, port) in enumerate(sorted(ends)):
            x = box.center().x() + (at - (len(ends) - 1) / 2) * step
            found[port] = QPointF(x, box.bottom() if below else box.top())
    return found


def _level(one: QRectF, other: QRectF) -> bool:
    return abs(one.top() - other.top()) < 1


def label_spot(
    path: QPainterPath, width: float, height: float, taken: Sequence[QRectF], within: QRectF
) -> QRectF | None:
    """Where words of this size stand on a path without covering what is taken; None where there is no such place."""
    for along in _ALONG:
        middle = path.pointAtPercent(along)
        box = QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)
        if within.contains(box) and not any(box.intersects(other) for other in taken):
            return box
    return None


def _across(start: QPointF, end: QPointF, bend: float) -> QPainterPath:
    """From one point to another, passing `bend` px beside the straight way."""
    path = QPainterPath(start)
    path.quadTo(QPointF((start.x() + end.x()) / 2 + 2 * bend, (start.y() + end.y()) / 2), end)
    return path


def _meets(path: QPainterPath, boxes: Sequence[QRectF]) -> bool:
    spots = [path.pointAtPercent(at / _STEPS) for at in range(1, _STEPS)]
    return any(box.contains(spot) for box in boxes for spot in spots)


def _round(source: QRectF, target: QRectF) -> QPainterPath:
    forth = target.left() > source.left()
    shift = source.width() * _ASIDE * (1 if forth else -1)
    edge, out = (source.bottom(), 1) if forth else (source.top(), -1)
    start, end = QPointF(source.center().x() + shift, edge), QPointF(target.center().x() - shift, edge)
    deep = edge + out * source.height() * 1.1
    path = QPainterPath(start)
    path.cubicTo(QPointF(start.x() + shift, deep), QPointF(end.x() - shift, deep), end)
    return path


def _line(uids: Sequence[str], top: float, sizes: Sizes) -> dict[str, QRectF]:
    width = min(sizes.widest, (sizes.width - (len(uids) - 1) * sizes.between) / len(uids))
    step = sizes.width / len(uids)
    return {
        uid: QRectF(round(step * (at + 0.5) - width / 2), top, round(width), sizes.high) for at, uid in enumerate(uids)
    }


def _ordered(boxes: Sequence[Box], arrows: Sequence[Arrow]) -> dict[int, list[str]]:
    """The uids of each lane from left to right, each near the middle of those that it has to do with."""
    order: defaultdict[int, list[str]] = defaultdict(list)
    for box in boxes:
        order[box.lane].append(box.uid)
    near: defaultdict[str, list[str]] = defaultdict(list)
    for arrow in arrows:
        near[arrow.source].append(arrow.target)
        near[arrow.target].append(arrow.source)
    for _turn in range(_ROUNDS):
        for lane in order:
            along = {uid: (at + 0.5) / len(uids) for uids in order.values() for at, uid in enumerate(uids)}
            middles = {
                uid: fmean(along[other] for other in near[uid]) if near[uid] else along[uid] for uid in order[lane]
            }
            order[lane].sort(key=middles.__getitem__)
    return dict(order)
