"""The map under the hands: moved, travelled by keys, its nodes dragged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.network import Edge
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tips import set_tip
from isp_desktop.ui.pages.relationships.map.canvas import STEP, MapCanvas
from isp_desktop.ui.pages.relationships.map.drawing import draw_names, draw_node, wishes
from isp_desktop.ui.pages.relationships.map.labels import placed, square
from isp_desktop.ui.pages.relationships.map.lines import Lines, draw_lines, draw_words, lines_of, placed_words
from isp_desktop.ui.pages.relationships.map.picture import Picture
from isp_desktop.ui.pages.relationships.map.travel import Way, first_in, next_in
from isp_desktop.ui.pages.relationships.map.words import node_words

_BEGINS_TO_DRAG = 4
_NUDGE = 24.0
_WAYS: Mapping[int, Way] = {
    Qt.Key.Key_Left.value: "left",
    Qt.Key.Key_Right.value: "right",
    Qt.Key.Key_Up.value: "up",
    Qt.Key.Key_Down.value: "down",
}
_NUDGES: Mapping[Way, QPointF] = {
    "left": QPointF(-_NUDGE, 0),
    "right": QPointF(_NUDGE, 0),
    "up": QPointF(0, -_NUDGE),
    "down": QPointF(0, _NUDGE),
}


@dataclass
class _Drag:
    """A node under the pointer: what is drawn behind it meanwhile, and its own lines."""

    uid: str
    held: QPointF
    began: QPointF
    behind: QPixmap
    rest: Lines
    edges: list[Edge]
    own: Lines


class MapView(MapCanvas):
    """The map under the hands: travelled by keys, its nodes dragged.

    Signals:
        opened: a node's record is to be opened.
        focus_asked: what is around a node is to be shown.
        menu_asked: the menu of a node, or of the map for "", at a global point.
        moved: a node was put elsewhere; its uid, and where it was.
        everyone_asked: everyone is to be shown, or fewer again.
        larger_asked: it is to have the whole page, or no longer.
        left: Escape was pressed.
    """

    opened = Signal(str)
    focus_asked = Signal(str)
    menu_asked = Signal(str, object)
    moved = Signal(str, object)
    everyone_asked = Signal()
    larger_asked = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._press: tuple[str, QPointF] | None = None
        self._drag: _Drag | None = None
        self._pan: QPointF | None = None
        self._asked_by = {
            Qt.Key.Key_E.value: self.everyone_asked,
            Qt.Key.Key_L.value: self.larger_asked,
            Qt.Key.Key_Escape.value: self.left,
        }

    def show_picture(self, picture: Picture, *, fit: bool = False) -> None:
        self._drag = self._press = None
        super().show_picture(picture, fit=fit)

    def begin_drag(self, uid: str, spot: QPointF) -> None:
        """Takes a node up at a spot of the viewport."""
        own = self.picture.of_node(uid)
        of_it = {edge.key for edge in own}
        rest = lines_of(self.picture, (edge for edge in self.picture.edges if edge.key not in of_it))
        place = self.picture.spots[uid]
        names = {other: rect for other, rect in self.names_shown().items() if other != uid}
        self.lines, self._names, self._words = rest, names, []
        self._nodes.without = uid
        behind = self.viewport().grab()
        self._nodes.without = ""
        held = place - self.mapToScene(spot.toPoint())
        self._drag = _Drag(uid, held, QPointF(place), behind, rest, own, lines_of(self.picture, own))
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def drag_to(self, spot: QPointF) -> None:
        """Moves the node that was taken up."""
        if self._drag is not None:
            self.picture.spots[self._drag.uid] = self.mapToScene(spot.toPoint()) + self._drag.held
            self._drag.own = lines_of(self.picture, self._drag.edges)
            self.viewport().update()

    def drop(self) -> None:
        """Puts it down, where it is pinned."""
        drag, self._drag = self._drag, None
        self.unsetCursor()
        if drag is not None:
            drag.rest.take(drag.own)
            self.lines = drag.rest
            self._put_in_order()
            self.moved.emit(drag.uid, drag.began)

    def _nudge(self, way: Way) -> None:
        """Moves the current node by the keys."""
        before = QPointF(self.picture.spots[self.current])
        self.picture.spots[self.current] = before + _NUDGES[way]
        self.rebuild()
        self.choose(self.current)
        self.moved.emit(self.current, before)

    def _walk(self, way: Way) -> None:
        spots = {uid: (spot.x(), spot.y()) for uid, spot in self.picture.spots.items()}
        me = next((uid for uid, node in self.picture.nodes.items() if node.me), "")
        target = next_in(spots, self.current, way) if self.current in spots else first_in(spots, me)
        if target:
            self.choose(target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, ctrl = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _WAYS and ctrl and self.current:
            self._nudge(_WAYS[key])
        elif key in _WAYS and plain:
            self._walk(_WAYS[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current and plain:
            self.opened.emit(self.current)
        elif key == Qt.Key.Key_Space and self.current and plain:
            self.focus_asked.emit(self.current)
        elif plain and key in self._asked_by:
            self._asked_by[key].emit()
        else:
            # The scroll area would take the arrows that are left.
            QWidget.keyPressEvent(self, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() == Qt.MouseButton.LeftButton:
            uid = self.node_at(event.position())
            self._press = (uid, event.position())
            self._pan = None if uid else event.position()
            if uid:
                self.choose(uid)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot = event.position()
        if self._drag is not None:
            self.drag_to(spot)
        elif self._press is not None and self._press[0]:
            if (spot - self._press[1]).manhattanLength() >= _BEGINS_TO_DRAG:
                self.begin_drag(*self._press)
                self.drag_to(spot)
        elif self._pan is not None:
            step = spot - self._pan
            self._pan = spot
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - round(step.x()))
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - round(step.y()))
            self._fitted = False
        else:
            self._hover(spot)

    def _hover(self, spot: QPointF) -> None:
        uid = self.node_at(spot)
        self.setCursor(Qt.CursorShape.PointingHandCursor if uid else Qt.CursorShape.OpenHandCursor)
        node = self.picture.nodes.get(uid)
        set_tip(self.viewport(), node_words(node, self.picture.of_node(uid)) if node else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        press, self._press, self._pan = self._press, None, None
        if self._drag is not None:
            self.drop()
        elif press is not None and not press[0] and (event.position() - press[1]).manhattanLength() < _BEGINS_TO_DRAG:
            self.choose("")

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if uid := self.node_at(event.position()):
            self._press = None
            self.opened.emit(uid)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_by(STEP ** (event.angleDelta().y() / 120))
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        uid = self.node_at(QPointF(event.pos())) if by_mouse else self.current
        spot = QPointF(event.pos()) if by_mouse or not uid else self.spot_of(uid)
        if by_mouse and uid:
            self.choose(uid)
        self._press = None
        self.menu_asked.emit(uid, self.viewport().mapToGlobal(spot.toPoint()))

    def paintEvent(self, event: QPaintEvent) -> None:
        drag = self._drag
        if drag is None:
            super().paintEvent(event)
            return
        zoom = self.zoom()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, drag.behind)
        painter.setTransform(self.viewportTransform())
        draw_lines(painter, drag.own, self.look)
        draw_node(painter, self.picture, drag.uid, self.look, zoom, chosen=True, focused=self.hasFocus())
        painter.scale(1 / zoom, 1 / zoom)
        wish = wishes(self.picture, self.look, zoom, [drag.uid], drag.uid)
        draw_words(painter, placed_words(drag.own, self.look, zoom, drag.uid, map(square, wish)), self.look)
        draw_names(painter, self.picture, placed(wish), self.look)
        painter.end()
