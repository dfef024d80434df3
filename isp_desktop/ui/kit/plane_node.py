"""A thing in a plane: a disc with initials over a name; told by its shape before its colour."""

from __future__ import annotations

from math import atan2, degrees
from typing import Literal

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy, QWidget

from isp_desktop.ui.kit.cell_grid import ink_on
from isp_desktop.ui.kit.mirror import along
from isp_desktop.ui.kit.paint import LEFT, MIDDLE, focus_ring, initials, painting, rounded, text_width, triangle, write
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tips import set_tip
from isp_desktop.ui.kit.tokens import Tokens

Look = Literal["filled", "double", "dashed", "square", "plain"]
DISC = 32
"""How wide a disc is, in px at 100 %."""

_NAME, _WIDEST, _ROUND = 17, 124, 2
_KEYS = frozenset(
    (
        *(Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Escape),
        *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
    )
)
_WITH = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


def node_size(theme: Theme, name: str) -> QSize:
    """The room that a thing takes with its name."""
    px = theme.px
    words = text_width(theme.font(11, 500), name) + px(10)
    return QSize(min(max(words, px(DISC + 2 * _ROUND)), px(_WIDEST)), px(DISC + 2 * _ROUND) + px(_NAME))


def paint_look(painter: QPainter, box: QRectF, look: Look, tokens: Tokens, words: tuple[str, Theme] | None) -> None:
    """The shape of a thing in a square box, with initials where a name is given."""
    edges = {"filled": tokens.good, "double": tokens.info, "dashed": tokens.warn, "square": tokens.bad}
    edge, wide = edges.get(look, tokens.field), max(1.6, box.width() / 17)
    fill = tokens.good if look == "filled" else tokens.surface
    if look == "square":
        rounded(painter, box.adjusted(1, 1, -1, -1), box.width() * 0.16, fill, edge, wide)
    else:
        pen = QPen(QColor(edge), wide if look != "plain" else 1.3)
        if look == "dashed":
            pen.setDashPattern([3.2, 1.8])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(QColor(fill))
        painter.drawEllipse(box.adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2))
    if look == "double":
        painter.setPen(QPen(QColor(edge), wide * 0.75))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inner = wide * 2.3
        painter.drawEllipse(box.adjusted(inner, inner, -inner, -inner))
    if words is not None:
        name, theme = words
        font = theme.font(10, 700)
        ink = ink_on(fill) if look == "filled" else tokens.text
        write(painter, box.adjusted(-4, 0, 4, 0), initials(name), font, ink, MIDDLE)


def paint_way(painter: QPainter, start: QPointF, end: QPointF, theme: Theme) -> None:
    """A dotted line from where it was, to the edge of the disc."""
    t, px = theme.tokens, theme.px
    way = end - start
    length = (way.x() ** 2 + way.y() ** 2) ** 0.5
    reach = px(DISC) / 2 + px(4)
    if length <= reach:
        return
    tip = end - way * (reach / length)
    painter.setPen(QPen(QColor(t.text2), 1.4, Qt.PenStyle.DotLine))
    painter.drawLine(start, tip)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(t.text2))
    painter.drawEllipse(start, px(3), px(3))
    painter.save()
    painter.translate(tip)
    painter.rotate(_angle(way))
    triangle(painter, QPointF(0, 0), False, px(4), t.text2)
    painter.restore()


def _angle(way: QPointF) -> float:
    """How far a triangle that points down has to be turned to point along `way`, in degrees."""
    return degrees(atan2(way.y(), way.x())) - 90


class PlaneNode(QAbstractButton):
    """One thing; what its keys and its dragging do is the plane's.

    Signals:
        pressed_at, dragged_to: its key and a place: how far the pointer is from the middle of the disc, or where in
            the plane it is now.
        dropped: its key, after it was dragged.
        opened: its key.
        menu_asked: its key, and a point of the screen.
        key_pressed: its key, the key of the keyboard, and whether Shift was held.
        left: its key, when the focus goes elsewhere in the window.
    """

    pressed_at = Signal(str, QPointF)
    dragged_to = Signal(str, QPointF)
    dropped = Signal(str)
    opened = Signal(str)
    menu_asked = Signal(str, QPoint)
    key_pressed = Signal(str, int, bool)
    left = Signal(str)

    def __init__(self, theme: Theme, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._key = theme, key
        self._look: Look = "plain"
        self._pressed: QPoint | None = None
        self._drags = False
        self.setObjectName(key)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.key_pressed.emit(self._key, int(Qt.Key.Key_Return), False))

    def show_spot(self, name: str, look: Look, words: str) -> None:
        """What it is."""
        self._look = look
        self.setText(name)
        self.setAccessibleName(words)
        set_tip(self, words)
        self.update()

    def _disc(self) -> QRectF:
        px = self._theme.px
        return QRectF((self.width() - px(DISC)) / 2, px(_ROUND), px(DISC), px(DISC))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.raise_()
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._pressed, self._drags = event.globalPosition().toPoint(), False
            self.pressed_at.emit(self._key, event.position() - self._disc().center())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        far = (event.globalPosition().toPoint() - self._pressed).manhattanLength()
        self._drags = self._drags or far >= QApplication.startDragDistance()
        if self._drags:
            self.dragged_to.emit(self._key, QPointF(self.mapToParent(event.position())))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, self._pressed, self._drags = self._drags, None, False
        if dragged:
            self.dropped.emit(self._key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        if event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self._key)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        under = self.mapToGlobal(QPoint(self.width() // 2, self.height()))
        self.menu_asked.emit(self._key, event.globalPos() if by_mouse else under)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _KEYS and not event.modifiers() & ~_WITH:
            small = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.key_pressed.emit(self._key, along(event.key(), self), small)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.left.emit(self._key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, px, disc = self._theme.tokens, self._theme.px, self._disc()
        with painting(self) as painter:
            paint_look(painter, disc, self._look, t, (self.text(), self._theme))
            words = QRectF(0, disc.bottom() + px(1), self.width(), px(_NAME))
            font = self._theme.font(11, 500)
            fits = text_width(font, self.text()) <= words.width()
            write(painter, words, self.text(), font, t.text, MIDDLE if fits else LEFT)
            if self.hasFocus():
                focus_ring(painter, QRectF(self.rect()), px(7), t)
            elif self.underMouse():
                rounded(painter, QRectF(self.rect()), px(7), edge=t.line2)


class LookLegend(QWidget):
    """A small shape and what it means."""

    def __init__(self, theme: Theme, look: Look, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._look, self._words = theme, look, words
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        px = self._theme.px
        return QSize(text_width(self._theme.meta(), self._words) + px(24), px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, px = self._theme.tokens, self._theme.px
        with painting(self) as painter:
            side = px(15)
            paint_look(painter, QRectF(0, (self.height() - side) / 2, side, side), self._look, t, None)
            write(
                painter,
                QRectF(px(21), 0, self.width() - px(21), self.height()),
                self._words,
                self._theme.meta(),
                t.text2,
            )
