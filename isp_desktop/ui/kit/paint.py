"""What several parts draw alike: edges, hatch, focus, initials, the mark of the program."""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPaintDevice,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPolygonF,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from isp_desktop.ui.kit.mirror import as_seen, is_mirrored, line_start, mirror_for, upright
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tokens import Tokens

MIDDLE = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_HATCH_GAP, _HATCHES = 6.0, 10
# A number of so many digits has room where initials stand.
_SHORT_NUMBER = 3


@contextmanager
def painting(device: QPaintDevice) -> Iterator[QPainter]:
    """A smooth painter on `device`, ended whatever happens; turned round where a widget runs from right to left."""
    painter = QPainter(device)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if isinstance(device, QWidget):
        mirror_for(painter, device.rect(), device.layoutDirection())
    try:
        yield painter
    finally:
        painter.end()


def rounded(
    painter: QPainter,
    box: QRectF,
    radius: float,
    fill: str = "",
    edge: str = "",
    width: float = 1.0,
    dashed: bool = False,
) -> None:
    """A rounded box whose edge lies wholly inside `box`; "" leaves out the fill or the edge."""
    pen = QPen(QColor(edge), width) if edge else QPen(Qt.PenStyle.NoPen)
    if dashed:
        pen.setDashPattern([4 / width, 3 / width])
    painter.setPen(pen)
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    inset = width / 2 if edge else 0.0
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset)


def rule(painter: QPainter, x1: float, y1: float, x2: float, y2: float, color: str, width: float = 1.0) -> None:
    """A line across or down, with the points in its middle."""
    half = width / 2
    box = QRectF(x1, y1 - half, x2 - x1, width) if y1 == y2 else QRectF(x1 - half, y1, width, y2 - y1)
    # A list has one under each row, and drawn as a line each takes 25 times as long.
    ground(painter, box, color)


def hatch(painter: QPainter, box: QRectF, tokens: Tokens, radius: float = 0.0) -> None:
    """The slanted lines that only private things have, over the private ground."""
    painter.save()
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    ground(painter, box, tokens.private_soft)
    strip = _hatched(math.ceil(box.height()), tokens.private_line, painter.device().devicePixelRatioF())
    painter.drawTiledPixmap(box, strip, QPointF(math.fmod(box.left(), _HATCH_GAP), 0))
    painter.restore()


@lru_cache(maxsize=32)
def _hatched(height: int, ink: str, ratio: float) -> QPixmap:
    """Slanted lines in a strip so high, which goes on where it ends: drawn anew in each row they take 2 ms."""
    width = _HATCH_GAP * _HATCHES
    strip = QPixmap(math.ceil(width * ratio), math.ceil(height * ratio))
    strip.setDevicePixelRatio(ratio)
    strip.fill(Qt.GlobalColor.transparent)
    color = QColor(ink)
    color.setAlphaF(0.22)
    with painting(strip) as painter:
        painter.setPen(QPen(color, 1.0))
        x = -math.ceil(height / _HATCH_GAP) * _HATCH_GAP - math.fmod(height, _HATCH_GAP)
        while x < width:
            painter.drawLine(QPointF(x, height), QPointF(x + height, 0))
            x += _HATCH_GAP
    return strip


def focus_ring(painter: QPainter, box: QRectF, radius: float, tokens: Tokens) -> None:
    """Two pixels of accent along the inside of `box`."""
    rounded(painter, box, radius, edge=tokens.accent, width=2.0)


def triangle(painter: QPainter, middle: QPointF, up: bool, half: float, ink: str) -> None:
    """A filled triangle that points up or down, `half` px from its middle to its sides."""
    tip = -half if up else half
    points = [
        QPointF(middle.x() - half, middle.y() - tip * 0.8),
        QPointF(middle.x() + half, middle.y() - tip * 0.8),
        QPointF(middle.x(), middle.y() + tip * 0.8),
    ]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ink))
    painter.drawPolygon(QPolygonF(points))


def write(painter: QPainter, box: QRectF, text: str, font: QFont, color: str, align: Qt.AlignmentFlag = LEFT) -> QRectF:
    """One line of text, shortened with "…" where it does not fit; gives back the box of what was drawn."""
    painter.setFont(font)
    painter.setPen(QColor(color))
    metrics = QFontMetrics(font)
    room, width = math.ceil(box.width()), metrics.horizontalAdvance(text)
    # Most words fit; where it is close, the exact measure says.
    if width >= room:
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        width = metrics.horizontalAdvance(text)
    _draw(painter, box, text, align)
    drawn = min(width, box.width())
    left = box.right() - drawn if align & Qt.AlignmentFlag.AlignRight else box.left()
    return QRectF(left, box.top(), drawn, box.height())


def write_two(painter: QPainter, box: QRectF, text: str, font: QFont, color: str, step: float) -> None:
    """Text in two lines `step` px apart, the second one shortened with "…" where it goes on."""
    write_lines(painter, box, text, font, color, step, 2)


def write_lines(painter: QPainter, box: QRectF, text: str, font: QFont, color: str, step: float, count: int) -> None:
    """Text in so many lines `step` px apart, the last one shortened with "…" where it goes on."""
    option = QTextOption(line_start(painter))
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[QTextLine] = []
    while len(lines) < count - 1 and (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, box.width()))
        lines.append(line)
    layout.endLayout()
    painter.setPen(QColor(color))
    with upright(painter, box):
        for at, line in enumerate(lines):
            line.draw(painter, QPointF(box.left(), box.top() + at * step + (step - line.height()) / 2))
    rest = QRectF(box.left(), box.top() + len(lines) * step, box.width(), step)
    write(painter, rest, text[sum(line.textLength() for line in lines) :], font, color)


def _draw(painter: QPainter, box: QRectF, words: str, align: Qt.AlignmentFlag) -> None:
    if not is_mirrored(painter):
        painter.drawText(box, int(align | Qt.TextFlag.TextSingleLine), words)
        return
    # Words keep the direction of their own script: "…" and full stops stay at their end.
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    align = as_seen(align, Qt.LayoutDirection.RightToLeft)
    with upright(painter, box):
        painter.drawText(box, int(align | Qt.TextFlag.TextSingleLine), words)


def ground(painter: QPainter, box: QRectF | QRect, color: str | QColor) -> None:
    """Fills `box`."""
    # As QPainter.fillRect does, whose first call takes 1.3 ms for the names of all the gradients that Qt has.
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawRect(box)


def see_through(area: QAbstractScrollArea) -> None:
    """Lets the ground behind `area` show through it."""
    # Its inside is one of our own making: asked for one that Qt made, PySide looks through all classes of widgets for
    # what it might be, and making these takes 8 ms.
    area.setViewport(QWidget())


def cast_shadow(widget: QWidget, theme: Theme) -> None:
    """A soft shadow under something that floats; none in high contrast."""
    if theme.high_contrast:
        return
    from PySide6.QtWidgets import QGraphicsDropShadowEffect

    shadow = QGraphicsDropShadowEffect(widget)
    shadow.setBlurRadius(theme.px(22))
    shadow.setOffset(0, theme.px(5))
    shadow.setColor(QColor(0, 0, 0, 150 if theme.dark else 60))
    widget.setGraphicsEffect(shadow)


def initials(name: str) -> str:
    """Up to two letters for a name: "Priya Raman" gives "PR", "Ng" gives "N", "" gives "?".

    A short number stays whole, since it tells one from others: "12" gives "12", "Participant 12" gives "P12".
    """
    words = [word for word in name.split() if word[0].isalnum()]
    ends = [words[0], words[-1]] if len(words) > 1 else words
    letters = (word if word.isdecimal() and len(word) <= _SHORT_NUMBER else word[0] for word in ends)
    return "".join(letters).upper() or "?"


def paint_avatar(painter: QPainter, box: QRectF, name: str, theme: Theme) -> None:
    """A disc with initials; its hue follows the name, so the same person keeps it everywhere."""
    tokens = theme.tokens
    hues = (
        (tokens.accent_soft, tokens.accent),
        (tokens.info_soft, tokens.info),
        (tokens.good_soft, tokens.good),
        (tokens.warn_soft, tokens.warn),
    )
    ground, ink = hues[zlib.crc32(name.encode()) % len(hues)]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawEllipse(box)
    font = theme.font(10, 600)
    font.setPixelSize(max(7, round(box.height() * 0.36)))
    write(painter, box.adjusted(-4, 0, 4, 0), initials(name), font, ink, MIDDLE)


def paint_mark(painter: QPainter, box: QRectF, tokens: Tokens) -> None:
    """The mark of the program: a rising line that levels off, on a rounded square."""
    rounded(painter, box, box.width() * 0.25, fill=tokens.accent)
    with upright(painter, box):
        _paint_rise(painter, box, tokens)


def _paint_rise(painter: QPainter, box: QRectF, tokens: Tokens) -> None:
    unit = box.width() / 22

    def at(x: float, y: float) -> QPointF:
        return QPointF(box.left() + x * unit, box.top() + y * unit)

    line = QPainterPath(at(4.6, 15.8))
    line.cubicTo(at(9.2, 15.8), at(7.6, 6.6), at(12.0, 6.6))
    line.cubicTo(at(14.6, 6.6), at(14.2, 10.0), at(17.4, 9.6))
    pen = QPen(QColor(tokens.on_accent), 2.0 * unit)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(line)


def text_width(font: QFont, text: str) -> int:
    """How many px a line of text takes."""
    return QFontMetrics(font).horizontalAdvance(text)
