"""Languages written from right to left: what is painted, hit and padded changes sides here, and nowhere else.

Every part is painted as if the language ran from left to right. Where it does not, the painter is turned round as a
whole, and words and pictures are turned back, each in its own box.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtWidgets import QLayout, QWidget


def mirror(painter: QPainter, box: QRectF | QRect) -> None:
    """From now on `painter` paints what belongs at the left of `box` at its right."""
    whole = QRectF(box)
    painter.translate(whole.left() + whole.right(), 0)
    painter.scale(-1, 1)


def mirror_for(painter: QPainter, box: QRectF | QRect, direction: Qt.LayoutDirection) -> None:
    """Turns `painter` round within `box` where `direction` asks for it."""
    if direction == Qt.LayoutDirection.RightToLeft:
        mirror(painter, box)


def is_mirrored(painter: QPainter) -> bool:
    """Whether `painter` is turned round."""
    return painter.worldTransform().m11() < 0


def line_start(painter: QPainter) -> Qt.AlignmentFlag:
    """Where lines begin in what `painter` paints upright."""
    side = Qt.AlignmentFlag.AlignRight if is_mirrored(painter) else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute


def as_seen(align: Qt.AlignmentFlag, direction: Qt.LayoutDirection) -> Qt.AlignmentFlag:
    """The side that `align` means where lines run in `direction`, whatever turns round what is drawn."""
    # As QStyle.visualAlignment says, but for the 4 ms that the names of all that a style can draw take to be made.
    sides = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignRight
    if not align & sides:
        return align
    if direction == Qt.LayoutDirection.RightToLeft and not align & Qt.AlignmentFlag.AlignAbsolute:
        align ^= sides
    return align | Qt.AlignmentFlag.AlignAbsolute


def runs_against(painter: QPainter, words: str) -> bool:
    """Whether `words` run the other way than the language, as a name in Latin letters does inside Hebrew."""
    return is_mirrored(painter) and _first_strong(words) not in ("R", "AL")


def _first_strong(words: str) -> str:
    """The direction of the first letter that has one: "L", "R" or "AL"."""
    return next((way for way in map(unicodedata.bidirectional, words) if way in ("L", "R", "AL")), "L")


@contextmanager
def upright(painter: QPainter, box: QRectF | QRect) -> Iterator[None]:
    """Words and pictures inside: `box` stays where it is, what stands in it is not turned round."""
    if not is_mirrored(painter):
        yield
        return
    kept = painter.worldTransform()
    mirror(painter, box)
    try:
        yield
    finally:
        painter.setWorldTransform(kept)


def seen(box: QRectF, whole: QRectF | QRect, widget: QWidget) -> QRectF:
    """Where people see what is painted in `box` of `whole` in `widget`."""
    if not widget.isRightToLeft() or box.isEmpty():
        return box
    return box.translated(QRectF(whole).left() + QRectF(whole).right() - box.left() - box.right(), 0)


def painted(spot: QPointF, widget: QWidget) -> QPointF:
    """Where a spot in `widget`, such as a click, stands in what is painted there."""
    return QPointF(widget.width() - spot.x(), spot.y()) if widget.isRightToLeft() else spot


def along(key: int, widget: QWidget) -> int:
    """The key as it is meant: where the language runs to the left, the left arrow goes on and the right one back."""
    turned = {Qt.Key.Key_Left.value: Qt.Key.Key_Right.value, Qt.Key.Key_Right.value: Qt.Key.Key_Left.value}
    return turned.get(int(key), key) if widget.isRightToLeft() else key


def pad(inside: QLayout | QWidget, leading: int, top: int, trailing: int, bottom: int) -> None:
    """Margins round `inside`, the first where lines of the language begin."""
    # Qt does not turn margins round.
    if QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        leading, trailing = trailing, leading
    inside.setContentsMargins(leading, top, trailing, bottom)
