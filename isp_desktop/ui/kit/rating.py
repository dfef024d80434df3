"""A mark from 1 to 5, or as many as there are words for, or none: boxes in a row, set by a digit, arrows or a press."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from isp_desktop.domain.language import _, marked
from isp_desktop.ui.kit.fields import Editor, Value
from isp_desktop.ui.kit.mirror import along, painted
from isp_desktop.ui.kit.paint import LEFT, MIDDLE, focus_ring, painting, rounded, write
from isp_desktop.ui.kit.theme import Theme

MOST = 5
# With the focus a ring goes round all boxes, this far from them.
_BOX, _GAP, _HIGH, _WORDS, _RING = 36, 6, 30, 150, 4
# Boxes with a word in each share the width.
_WIDE, _NARROW, _TALL = 116, 64, 46
_NONE = frozenset({Qt.Key.Key_0, Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
_LINES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
# What it does by keys, for the help sheet: keys and meaning.
KEYS: tuple[tuple[str, str], ...] = (
    (marked("1 to 5"), marked("Rate it")),
    ("0, Del", marked("Not rated")),
    (marked("Left, Right"), marked("Rate it lower, higher")),
    (marked("Up, Down"), marked("The one above, the one below")),
)


class _Boxes(QAbstractSlider):
    """The boxes; its value is 0 where nothing is rated. With `words` each box has one under its number.

    Signals:
        line_asked: the arrows ask for the mark under (1) or over (-1) this one.
        set_by_hand: another mark, by a key or a press.
    """

    line_asked = Signal(int)
    set_by_hand = Signal()

    def __init__(self, theme: Theme, words: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = tuple(words)
        self.most = len(self._words) or MOST
        self.remark = ""
        self.fixed = False
        self.goes_on = False
        self.setRange(0, self.most)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.valueChanged.connect(self.update)
        theme.changed.connect(self.updateGeometry)

    def box_of(self, mark: int) -> QRectF:
        """Where a mark can be pressed."""
        px = self._theme.px
        wide, high = px(_BOX), px(_HIGH)
        if self._words:
            wide, high = (self.width() - 2 * px(_RING) - (self.most - 1) * px(_GAP)) // self.most, px(_TALL)
        return QRectF(px(_RING) + (mark - 1) * (wide + px(_GAP)), px(_RING), wide, high)

    def rate(self, mark: int) -> None:
        """Sets a mark as its user does, 0 for none."""
        if not self.fixed and mark != self.value():
            self.setValue(mark)
            self.set_by_hand.emit()

    def _take(self, mark: int) -> None:
        self.rate(mark)
        if self.goes_on:
            self.line_asked.emit(1)

    def _colours(self, mark: int) -> tuple[str, str, str]:
        t = self._theme.tokens
        if mark == self.value():
            return t.accent, "", t.on_accent
        return (t.sunken if self.fixed else t.surface), t.line2 if self.fixed else t.field, t.text

    def _paint_box(self, painter: QPainter, mark: int) -> None:
        px, box = self._theme.px, self.box_of(mark)
        fill, edge, ink = self._colours(mark)
        rounded(painter, box, px(7), fill, edge)
        if not self._words or not self._words[mark - 1]:
            write(painter, box, str(mark), self._theme.strong(), ink, MIDDLE)
            return
        middle = box.height() / 2
        number, word = box.adjusted(0, px(4), 0, -middle + px(2)), box.adjusted(px(4), middle - px(1), -px(4), -px(4))
        write(painter, number, str(mark), self._theme.strong(), ink, MIDDLE)
        below = ink if mark == self.value() else self._theme.tokens.text2
        write(painter, word, self._words[mark - 1], self._theme.meta(), below, MIDDLE)

    def word(self) -> str:
        """The word for what is rated; "" where nothing is, or there are none."""
        return self._words[self.value() - 1] if self._words and self.value() else ""

    def sizeHint(self) -> QSize:
        px = self._theme.px
        if self._words:
            return QSize(self.most * px(_WIDE + _GAP), px(_TALL + 2 * _RING))
        return QSize(MOST * px(_BOX + _GAP) + px(_WORDS), px(_HIGH + 2 * _RING))

    def minimumSizeHint(self) -> QSize:
        px = self._theme.px
        if self._words:
            return QSize(self.most * px(_NARROW + _GAP), px(_TALL + 2 * _RING))
        return QSize(MOST * px(_BOX + _GAP) + px(_WORDS // 2), px(_HIGH + 2 * _RING))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.modifiers() & ~_KEYPAD:
            super().keyPressEvent(event)
        elif Qt.Key.Key_1 <= key < Qt.Key.Key_1 + min(self.most, 9):
            self._take(key - Qt.Key.Key_0)
        elif key == Qt.Key.Key_0:
            self._take(0)
        elif key in _NONE:
            self.rate(0)
        elif key in _LINES:
            self.line_asked.emit(_LINES[Qt.Key(key)])
        elif (step := _STEPS.get(Qt.Key(along(key, self)))) is not None:
            self.rate(min(self.most, max(0, self.value() + step)))
        else:
            # Page Up and Home would make a mark of what is meant for the page.
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        spot = painted(event.position(), self)
        for mark in range(1, self.most + 1):
            if self.box_of(mark).contains(QPointF(spot)):
                self.rate(0 if mark == self.value() else mark)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, px = self._theme.tokens, self._theme.px
        with painting(self) as painter:
            for mark in range(1, self.most + 1):
                self._paint_box(painter, mark)
            end = self.box_of(self.most).right()
            if not self._words:
                words = QRectF(end + px(14), 0, self.width() - end - px(14), self.height())
                write(painter, words, self.remark, self._theme.meta(), t.text3, LEFT)
            if self.hasFocus():
                focus_ring(painter, QRectF(0, 0, end + px(_RING), self.height()), px(9), t)


class RatingEditor(Editor):
    """A mark: digits set it, 0 and Delete take it away, left and right step, up and down go to `beside`.

    Args:
        words: what each mark means, one for each; then it stands in its box. Without them there are five.
        goes_on: a digit goes on to the one below as well.

    `remark` of `set_remark` stands behind the boxes, such as what was rated before; it is never taken over.
    """

    def __init__(
        self,
        theme: Theme,
        label: str = "",
        parent: QWidget | None = None,
        *,
        words: Sequence[str] = (),
        goes_on: bool = False,
    ) -> None:
        super().__init__(theme, label, parent)
        self.boxes = _Boxes(theme, words)
        self.boxes.goes_on = goes_on
        self._remark = ""
        self.beside: Callable[[int], QWidget | None] = lambda _step: None
        self._adopt(self.boxes, self.boxes)
        self.boxes.set_by_hand.connect(self._touch)
        self.boxes.valueChanged.connect(lambda _value: self._say())
        self.boxes.line_asked.connect(self._go)
        self._say()

    def set_remark(self, words: str) -> None:
        """What stands behind the boxes."""
        self._remark = words
        self._say()

    def remark(self) -> str:
        """What was given by `set_remark`."""
        return self._remark

    def _say(self) -> None:
        rated = "" if self.boxes.value() else _("Not rated")
        self.boxes.remark = ", ".join(part for part in (rated, self._remark) if part)
        said = rated or _("{n} of {most}").format(n=self.boxes.value(), most=self.boxes.most)
        told = (said, self.boxes.word(), self._remark)
        self.boxes.setAccessibleDescription(", ".join(part for part in told if part))
        self.boxes.update()

    def _go(self, step: int) -> None:
        there = self.beside(step)
        if there is not None:
            there.setFocus(Qt.FocusReason.TabFocusReason)

    def value(self) -> int | None:
        return self.boxes.value() or None

    def set_value(self, value: Value) -> None:
        fine = isinstance(value, int | float) and not isinstance(value, bool)
        self.boxes.setValue(round(float(value)) if fine and isinstance(value, int | float) else 0)

    def set_read_only(self, fixed: bool) -> None:
        super().set_read_only(fixed)
        self.boxes.fixed = fixed
        self.boxes.update()
