"""Boxes and circles to tick, painted so that they look the same everywhere and scale with the text."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QRadioButton, QSizePolicy, QWidget

from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.paint import LEFT, focus_ring, painting, rounded, text_width, write
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tips import set_tip


def paint_check(painter: QPainter, box: QRectF, checked: bool, theme: Theme, round_: bool = False) -> None:
    """A box, or a circle, with a tick in it when `checked`."""
    t = theme.tokens
    radius = box.width() / 2 if round_ else theme.px(4.5)
    rounded(painter, box, radius, t.accent if checked else t.surface, t.accent if checked else t.field, 1.5)
    if checked:
        paint_icon(painter, "check", t.on_accent, box, max(8, round(box.width() * 0.75)))


def paint_radio(painter: QPainter, box: QRectF, checked: bool, theme: Theme) -> None:
    """A circle, with a dot in it when `checked`."""
    t = theme.tokens
    rounded(painter, box, box.width() / 2, t.surface, t.accent if checked else t.field, 1.5)
    if checked:
        inset = box.width() * 0.25
        rounded(painter, box.adjusted(inset, inset, -inset, -inset), box.width(), t.accent)


def _size(theme: Theme, text: str) -> QSize:
    # Where there are words, room behind them too, for the ring of the focus.
    words = text_width(theme.body(), text) + theme.px(6) if text else 0
    return QSize(theme.px(28) + words, theme.px(24))


def _paint_choice(widget: QCheckBox, theme: Theme, round_: bool) -> None:
    t, side = theme.tokens, theme.px(16)
    box = QRectF(2, (widget.height() - side) / 2, side, side)
    with painting(widget) as painter:
        paint_check(painter, box, widget.isChecked(), theme, round_)
        words = QRectF(side + theme.px(10), 0, widget.width() - side - theme.px(10), widget.height())
        write(painter, words, widget.text(), theme.body(), t.text if widget.isEnabled() else t.text3, LEFT)
        if widget.hasFocus():
            focus_ring(painter, QRectF(widget.rect()), theme.px(5), t)


class CheckBox(QCheckBox):
    """A box to tick, or with `round_` a circle, as promises have."""

    def __init__(self, theme: Theme, text: str, round_: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._round = round_
        self.setAccessibleName(text)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return _size(self._theme, self.text())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self._theme.px(80)), self._theme.px(24))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        set_tip(self, self.text() if self.sizeHint().width() > self.width() else "")
        _paint_choice(self, self._theme, self._round)


class RadioCard(QRadioButton):
    """One of several choices that each need a sentence, and perhaps an icon."""

    def __init__(self, theme: Theme, title: str, detail: str, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._theme = theme
        self._detail = detail
        self._icon_name = icon
        self.setAccessibleName(title)
        self.setAccessibleDescription(detail)
        set_tip(self, detail)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(320), self._theme.px(62))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(62))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, px, on, box = self._theme.tokens, self._theme.px, self.isChecked(), QRectF(self.rect())
        ground = t.accent_soft if on else t.hover if self.underMouse() else t.surface
        with painting(self) as painter:
            rounded(painter, box, px(8), ground, t.accent if on else t.line2, 2.0 if on else 1.0)
            side = px(16)
            paint_radio(painter, QRectF(px(15), px(13), side, side), on, self._theme)
            right = px(52) if self._icon_name else px(14)
            words = QRectF(px(44), px(11), box.width() - px(44) - right, px(20))
            write(painter, words, self.text(), self._theme.strong(), t.text, LEFT)
            write(painter, words.translated(0, px(19)), self._detail, self._theme.meta(), t.text2, LEFT)
            if self._icon_name:
                spot = QRectF(box.right() - px(42), 0, px(36), box.height())
                paint_icon(painter, self._icon_name, t.accent if on else t.text2, spot, px(20))
            if self.hasFocus():
                focus_ring(painter, box.adjusted(3, 3, -3, -3), px(6), t)
