"""Counts over time in small charts beside each other: of each moment what is so, what is not, and what nobody knows.

Filled is what is so, edged what is not, dashed what nobody knows; colour comes after that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from isp_desktop.ui.kit.paint import LEFT, MIDDLE, painting, rule, text_width, write
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tips import set_tip

_LEAST_WIDE, _GAP, _LINE_GAP = 236, 30, 22
_HEAD, _PLOT, _FOOT = 26, 132, 20
_BAR, _APART, _LEAST_NUMBER = 20, 7, 12


@dataclass(frozen=True, slots=True)
class Stack:
    """A moment: its word, and how many are so, are not, and are not known."""

    label: str
    parts: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Chart:
    """One small chart: what it is of, its moments, earliest first, and all of it in words."""

    label: str
    stacks: Sequence[Stack]
    words: str


def places(count: int, width: float, theme: Theme) -> list[QRectF]:
    """Where so many charts of one size stand in so much width, in reading order."""
    px = theme.px
    least, gap, line = px(_LEAST_WIDE), px(_GAP), px(_LINE_GAP)
    columns = max(1, min(count, int((width + gap) // (least + gap))))
    wide, high = (width - (columns - 1) * gap) / columns, px(_HEAD + _PLOT + _FOOT)
    spots = [divmod(at, columns) for at in range(count)]
    return [QRectF(across * (wide + gap), down * (high + line), wide, high) for down, across in spots]


def highest(charts: Sequence[Chart]) -> int:
    """The greatest sum of a moment in any of the charts, 1 at the least: all are drawn on one scale."""
    return max((sum(stack.parts) for chart in charts for stack in chart.stacks), default=1) or 1


def draw_chart(painter: QPainter, box: QRectF, chart: Chart, most: int, theme: Theme) -> None:
    """Draws one: its name, and a bar for each moment, the latest at the end."""
    t, px = theme.tokens, theme.px
    write(painter, QRectF(box.left(), box.top(), box.width(), px(20)), chart.label, theme.strong(), t.text, LEFT)
    plot = QRectF(box.left(), box.top() + px(_HEAD), box.width(), px(_PLOT))
    rule(painter, plot.left(), plot.bottom(), plot.right(), plot.bottom(), t.line2)
    step = px(_BAR + _APART)
    shown = chart.stacks[-max(1, int(plot.width() // step)) :]
    for at, stack in enumerate(shown):
        bar = QRectF(plot.left() + at * step, plot.top(), px(_BAR), plot.height())
        _draw_stack(painter, bar, stack, most, theme)
    _write_days(painter, plot, shown, step, theme)


def _draw_stack(painter: QPainter, bar: QRectF, stack: Stack, most: int, theme: Theme) -> None:
    t, bottom = theme.tokens, bar.bottom() - 1
    dresses = ((t.accent, t.accent, t.on_accent), (t.warn_soft, t.warn, t.warn), ("", t.text3, t.text2))
    for at, (count, dress) in enumerate(zip(stack.parts, dresses, strict=True)):
        if not count:
            continue
        high = count / most * (bar.height() - theme.px(4))
        part = QRectF(bar.left(), bottom - high, bar.width(), high)
        draw_part(painter, part.adjusted(0.5, 1.5, -0.5, -0.5), at, theme)
        if high >= theme.px(_LEAST_NUMBER):
            write(painter, part, str(count), theme.font(11, 500, tabular=True), dress[2], MIDDLE)
        bottom -= high


def draw_part(painter: QPainter, box: QRectF, at: int, theme: Theme) -> None:
    """Draws a part of a bar: 0 what is so, 1 what is not, 2 what nobody knows."""
    t = theme.tokens
    fill, edge = ((t.accent, ""), (t.warn_soft, t.warn), ("", t.text3))[at]
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    if edge:
        pen = QPen(QColor(edge), 1.4 * theme.scale)
        if at == 2:
            pen.setDashPattern([2.2, 2.2])
        painter.setPen(pen)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(box, 2, 2)


def _write_days(painter: QPainter, plot: QRectF, shown: Sequence[Stack], step: float, theme: Theme) -> None:
    """The first and the last moment, where both have room."""
    font, px = theme.caption(), theme.px
    place = QRectF(plot.left(), plot.bottom() + px(3), plot.width(), px(_FOOT - 3))
    end = place.left() + (len(shown) - 1) * step + px(_BAR)
    last = text_width(font, shown[-1].label) + 2
    left = max(place.left(), end - last)
    write(painter, QRectF(left, place.top(), last, place.height()), shown[-1].label, font, theme.tokens.text3, LEFT)
    if place.left() + text_width(font, shown[0].label) + px(8) < left:
        write(painter, place, shown[0].label, font, theme.tokens.text3, LEFT)


class StackKey(QWidget):
    """What the three kinds of parts stand for, each drawn beside its word."""

    def __init__(self, theme: Theme, words: tuple[str, str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._words = theme, words
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(words))
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        px = self._theme.px
        wide = sum(text_width(self._theme.meta(), word) + px(16 + 6 + 14) for word in self._words)
        return QSize(wide, px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        px, left = self._theme.px, 0.0
        with painting(self) as painter:
            for at, word in enumerate(self._words):
                draw_part(painter, QRectF(left + 1, px(5), px(14), px(12)), at, self._theme)
                wide = text_width(self._theme.meta(), word) + 1
                place = QRectF(left + px(20), 0, wide, self.height())
                write(painter, place, word, self._theme.meta(), self._theme.tokens.text2, LEFT)
                left += px(20) + wide + px(14)


class StackedCounts(QWidget):
    """The charts as widgets beside each other, on as many lines as they take; a screen reader hears each."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: list[_Part] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._lay_out)

    def show_charts(self, charts: Sequence[Chart]) -> None:
        """Other charts."""
        for part in self._parts:
            part.hide()
            part.deleteLater()
        most = highest(charts)
        self._parts = [_Part(self._theme, one, most, self) for one in charts]
        for part in self._parts:
            part.show()
        self._lay_out()

    def charts(self) -> list[Chart]:
        """What is drawn."""
        return [part.chart for part in self._parts]

    def _lay_out(self) -> None:
        for part, place in zip(self._parts, places(len(self._parts), self.width(), self._theme), strict=True):
            box = place.toAlignedRect()
            part.setGeometry(QStyle.visualRect(self.layoutDirection(), QRect(0, 0, self.width(), self.height()), box))
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return int(max((place.bottom() for place in places(len(self._parts), width, self._theme)), default=0))

    def sizeHint(self) -> QSize:
        wide = self._theme.px(_LEAST_WIDE)
        return QSize(wide, self.heightForWidth(self.width() or wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_LEAST_WIDE), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()


class _Part(QWidget):
    def __init__(self, theme: Theme, chart: Chart, most: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self.chart, self._most = theme, chart, most
        self.setAccessibleName(chart.words)
        set_tip(self, chart.words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            draw_chart(painter, QRectF(self.rect()), self.chart, self._most, self._theme)
