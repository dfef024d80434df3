"""Things placed by two measures in four fields; moved with the mouse or the keys, kept apart where they would cover."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from isp_desktop.domain.spacing import spread
from isp_desktop.ui.kit.mirror import painted, upright
from isp_desktop.ui.kit.paint import LEFT, RIGHT, painting, rounded, write
from isp_desktop.ui.kit.plane_node import DISC, Look, PlaneNode, node_size, paint_way
from isp_desktop.ui.kit.roving import Roving
from isp_desktop.ui.kit.theme import Theme

_AXIS, _GAP, _RADIUS, _INSET = 24, 4, 8, 12
_LEAST_WIDTH, _LEAST_HEIGHT, _LIKED_HEIGHT = 340, 340, 440
# A thing that stands this far from where it belongs, in px at 100 %, is tied to that place by a line.
_TETHER = 9
_MOST = 100


@dataclass(frozen=True, slots=True)
class Spot:
    """A thing: where it stands by both measures, 0 to 100, and where it stood before, if that is to be shown.

    Attributes:
        words: all of it, for screen readers and tooltips.
    """

    key: str
    name: str
    look: Look
    across: float
    up: float
    words: str
    was: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Axes:
    """What the plane is called, what its fields are (left and right above, left and right below), and its ends."""

    name: str
    fields: tuple[str, str, str, str]
    across: tuple[str, str]
    up: tuple[str, str]


class Plane(QWidget):
    """The things are one stop for Tab; the arrows go from one to the next. Enter takes one up, the arrows move it by
    five (with Shift by one), Enter puts it down and Escape puts it back. The mouse drags.

    Args:
        tell: says where a thing would stand, by its key and both measures.

    Signals:
        moved: the key of a thing that was put down elsewhere, and both measures.
        opened: the key of a thing that was clicked twice.
        menu_asked: its key, and a point of the screen.
        told: where the thing stands that is being moved; "" when it is put down.
    """

    moved = Signal(str, float, float)
    opened = Signal(str)
    menu_asked = Signal(str, QPoint)
    told = Signal(str)

    def __init__(
        self, theme: Theme, axes: Axes, tell: Callable[[str, float, float], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._axes, self._tell = theme, axes, tell
        self._spots: dict[str, Spot] = {}
        self._held: Spot | None = None
        self._grip = QPointF()
        self.nodes: dict[str, PlaneNode] = {}
        self.can_move = True
        self._roving = Roving(self._members, self)
        self.setAccessibleName(axes.name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)
        theme.changed.connect(self._place_all)

    def show_spots(self, spots: Sequence[Spot], can_move: bool = True) -> None:
        """Shows other things; what has the focus keeps it while it is there."""
        self.can_move, self._held = can_move, None
        wanted = {spot.key: spot for spot in spots}
        for key in [key for key in self.nodes if key not in wanted]:
            self._take_out(key)
        self._spots = wanted
        for spot in spots:
            if spot.key not in self.nodes:
                self._add(spot.key)
            self.nodes[spot.key].show_spot(spot.name, spot.look, spot.words)
        self._place_all()

    def spot(self, key: str) -> Spot:
        """Where a thing stands now."""
        return self._spots[key]

    def first(self) -> QWidget | None:
        """What Tab comes to; None where there is nothing."""
        return self._roving.stop()

    def take_up(self, key: str) -> None:
        """The arrows move this thing from now on."""
        if self.can_move:
            self._held = self._spots[key]
            self._roving.go_to(self.nodes[key])
            self._tell_held()

    def held(self) -> str:
        """The key of the thing that is being moved, or ""."""
        return self._held.key if self._held else ""

    def _add(self, key: str) -> None:
        node = PlaneNode(self._theme, key, self)
        node.pressed_at.connect(self._on_pressed)
        node.dragged_to.connect(self._on_dragged)
        node.dropped.connect(self._put_down)
        node.opened.connect(self.opened)
        node.menu_asked.connect(self.menu_asked)
        node.key_pressed.connect(self._on_key)
        node.left.connect(self._on_left)
        self._roving.add(node)
        self.nodes[key] = node
        node.show()

    def _take_out(self, key: str) -> None:
        node = self.nodes.pop(key)
        if not self.nodes:
            self._roving.deleteLater()
            self._roving = Roving(self._members, self)
        elif node is self._roving.stop():
            self._roving.stop_at(next(iter(self.nodes.values())))
        node.hide()
        node.deleteLater()

    def _members(self) -> list[QWidget]:
        """In reading order, from the left; none while the arrows move one."""
        if self._held is not None:
            return []
        ordered = sorted(self._spots.values(), key=lambda spot: (spot.across, -spot.up))
        return [self.nodes[spot.key] for spot in ordered]

    def _on_key(self, key: str, pressed: int, small: bool) -> None:
        if self._held is None:
            if pressed in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
                self.take_up(key)
            return
        steps = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}
        if pressed in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._put_down(key)
        elif pressed == Qt.Key.Key_Escape:
            self._put_back()
        elif (step := {int(one): way for one, way in steps.items()}.get(pressed)) is not None:
            spot, far = self._spots[key], 1 if small else 5
            self._move(key, spot.across + step[0] * far, spot.up + step[1] * far)

    def _on_left(self, key: str) -> None:
        if self.held() == key:
            self._put_down(key)

    def _on_pressed(self, key: str, at: QPointF) -> None:
        self._grip = at

    def _on_dragged(self, key: str, at: QPointF) -> None:
        """The pointer is at a place of the plane, as it is seen."""
        if not self.can_move:
            return
        if self._held is None:
            self._held = self._spots[key]
        plot = self._plot()
        spot = painted(at - self._grip, self)
        across = (spot.x() - plot.left()) / plot.width() * _MOST
        self._move(key, across, (plot.bottom() - spot.y()) / plot.height() * _MOST)

    def _move(self, key: str, across: float, up: float) -> None:
        self._spots[key] = replace(self._spots[key], across=min(max(across, 0.0), _MOST), up=min(max(up, 0.0), _MOST))
        self._place_all()
        self._tell_held()

    def _tell_held(self) -> None:
        key = self.held()
        spot = self._spots[key]
        words = self._tell(key, spot.across, spot.up)
        self.nodes[key].setAccessibleName(words)
        self.told.emit(words)

    def _put_down(self, key: str) -> None:
        before, self._held = self._held, None
        spot = self._spots[key]
        self.told.emit("")
        self._place_all()
        if before is not None and (before.across, before.up) != (spot.across, spot.up):
            self.moved.emit(key, spot.across, spot.up)

    def _put_back(self) -> None:
        if self._held is not None:
            self._spots[self._held.key], self._held = self._held, None
            self.told.emit("")
            self._place_all()

    def _plot(self) -> QRectF:
        """Where things may stand, in what is painted."""
        fields = self._fields()
        px = self._theme.px
        # A disc at the edge stays inside, and so does the name under it.
        return fields.adjusted(px(DISC), px(DISC * 0.9), -px(DISC), -px(DISC * 1.2))

    def _fields(self) -> QRectF:
        axis = self._theme.px(_AXIS)
        return QRectF(axis, 0, max(1, self.width() - axis), max(1, self.height() - axis))

    def _at(self, across: float, up: float) -> QPointF:
        plot = self._plot()
        return QPointF(plot.left() + across / _MOST * plot.width(), plot.bottom() - up / _MOST * plot.height())

    def _place_all(self) -> None:
        """Puts each node where it stands, those that would cover another beside it; what is being moved stays."""
        keys = list(self._spots)
        sizes = {at: node_size(self._theme, self._spots[key].name) for at, key in enumerate(keys)}
        half = self._theme.px(DISC) / 2
        spots: dict[int, tuple[float, float]] = {}
        for at, key in enumerate(keys):
            middle = self._at(self._spots[key].across, self._spots[key].up)
            spots[at] = (middle.x(), middle.y() - half + sizes[at].height() / 2)
        boxes = {at: (float(size.width() + 2), float(size.height() + 2)) for at, size in sizes.items()}
        held = {at for at, key in enumerate(keys) if key == self.held()}
        inside = self._fields()
        for at, (x, y) in (spread(spots, boxes, held) if spots else {}).items():
            self._put(keys[at], x, y, sizes[at], inside)
        self.update()

    def _put(self, key: str, x: float, y: float, size: QSize, inside: QRectF) -> None:
        left = min(max(x - size.width() / 2, inside.left()), inside.right() - size.width())
        top = min(max(y - size.height() / 2, inside.top()), inside.bottom() - size.height())
        box = QRect(round(left), round(top), size.width(), size.height())
        if self.isRightToLeft():
            box.moveLeft(self.width() - box.right() - 1)
        self.nodes[key].setGeometry(box)

    def _shown_at(self, key: str) -> QPointF:
        """The middle of the disc, in what is painted."""
        node = self.nodes[key]
        disc = QPointF(node.x() + node.width() / 2, node.y() + self._theme.px(DISC) / 2 + self._theme.px(2))
        return painted(disc, self)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(560), self._theme.px(_LIKED_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_LEAST_WIDTH), self._theme.px(_LEAST_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_all()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self._held is not None:
            self._put_down(self._held.key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            self._paint_fields(painter)
            self._paint_ends(painter)
            for key, spot in self._spots.items():
                self._paint_tether(painter, key, spot)
                before = self._before(key, spot)
                if before is not None:
                    paint_way(painter, self._at(*before), self._shown_at(key), self._theme)

    def _before(self, key: str, spot: Spot) -> tuple[float, float] | None:
        if self._held is not None and self._held.key == key:
            return self._held.across, self._held.up
        return spot.was

    def _paint_fields(self, painter: QPainter) -> None:
        t, px, whole = self._theme.tokens, self._theme.px, self._fields()
        gap = px(_GAP) / 2
        middle = whole.center()
        for at, words in enumerate(self._axes.fields):
            column, row = at % 2, at // 2
            left, right = (whole.left(), middle.x() - gap) if not column else (middle.x() + gap, whole.right())
            top, bottom = (whole.top(), middle.y() - gap) if not row else (middle.y() + gap, whole.bottom())
            box, chief = QRectF(QPointF(left, top), QPointF(right, bottom)), at == 1
            edge = t.field if self._theme.high_contrast else ""
            rounded(painter, box, px(_RADIUS), t.accent_soft if chief else t.sunken, edge)
            place = box.adjusted(px(_INSET), px(7), -px(_INSET), 0)
            place.setHeight(px(18))
            write(painter, place, words, self._theme.font(11, 600), t.accent if chief else t.text2)

    def _paint_ends(self, painter: QPainter) -> None:
        t, px, whole, font = self._theme.tokens, self._theme.px, self._fields(), self._theme.font(11, 500)
        under = QRectF(whole.left(), whole.bottom() + px(4), whole.width(), px(18))
        half = under.width() / 2 - px(8)
        write(
            painter, QRectF(under.left(), under.top(), half, under.height()), self._axes.across[0], font, t.text2, LEFT
        )
        end = QRectF(under.right() - half, under.top(), half, under.height())
        write(painter, end, self._axes.across[1], font, t.text2, RIGHT)
        for words, at_top in ((self._axes.up[1], True), (self._axes.up[0], False)):
            high = whole.height() / 2 - px(8)
            top = whole.top() if at_top else whole.bottom() - high
            beside = QRectF(0, top, px(18), high)
            with upright(painter, beside):
                painter.save()
                painter.translate(beside.left(), beside.bottom())
                painter.rotate(-90)
                along = QRectF(0, 0, beside.height(), beside.width())
                write(painter, along, words, font, t.text2, RIGHT if at_top else LEFT)
                painter.restore()

    def _paint_tether(self, painter: QPainter, key: str, spot: Spot) -> None:
        """A thin line to where it belongs, where others keep it away from there."""
        here, shown = self._at(spot.across, spot.up), self._shown_at(key)
        if (here - shown).manhattanLength() < self._theme.px(_TETHER) + self._theme.px(DISC) / 2:
            return
        painter.setPen(QPen(QColor(self._theme.tokens.text3), 1))
        painter.drawLine(here, shown)
        painter.setBrush(QColor(self._theme.tokens.text3))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(here, 2.0, 2.0)
