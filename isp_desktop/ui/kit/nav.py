"""The parts of the sidebar: one place to go, the search button, and who is at work."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from isp_desktop.domain.language import number
from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.paint import LEFT, MIDDLE, RIGHT, focus_ring, paint_avatar, painting, rounded, text_width, write
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tips import set_tip

# A row, and how far it gives way in a low window before the places scroll: with its label, and as an icon.
_ROW, _LOWEST_ROW, _LOWEST_ICON = 30, 25, 24


class NavItem(Struct, frozen=True):
    """One place in the sidebar.

    Attributes:
        key: what `Sidebar.chosen` carries.
        icon: a Lucide name; pinned places have a `dot` instead, "full" or "ring".
        count: what waits there; 0 is not shown.
    """

    key: str
    label: str
    icon: str = ""
    count: int = 0
    dot: Literal["", "full", "ring"] = ""


class NavRow(QAbstractButton):
    """A row of the sidebar; checked where the window stands now. It gives way in a low window."""

    def __init__(self, theme: Theme, item: NavItem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.item = item
        self.narrow = False
        self.setText(item.label)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.set_count(item.count)

    def set_count(self, count: int) -> None:
        """How many things wait there."""
        self.count = count
        self.setAccessibleName(f"{self.item.label}, {number(count)}" if count else self.item.label)
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """With the icon only; the label becomes the tooltip."""
        self.narrow = narrow
        set_tip(self, self.item.label if narrow else "")
        self.updateGeometry()
        self.update()

    def nextCheckState(self) -> None:
        """Left as it is: the sidebar checks the row when the window really went there."""

    def wanted_width(self) -> int:
        """How wide it is with its label whole."""
        count = text_width(self._theme.font(12, 500), number(self.count)) + self._theme.px(8) if self.count else 0
        return text_width(self._theme.font(13, 600), self.item.label) + self._theme.px(48) + count

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(56), self._theme.px(_ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._theme.px(_LOWEST_ICON if self.narrow else _LOWEST_ROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _paint_sign(self, painter: QPainter, box: QRectF, ink: str) -> None:
        t = self._theme.tokens
        if not self.item.dot:
            paint_icon(painter, self.item.icon or "circle", ink, box, self._theme.px(16))
            return
        disc = QRectF(0, 0, 8, 8)
        disc.moveCenter(box.center())
        full = self.item.dot == "full"
        rounded(painter, disc, 4, t.accent if full else "", t.accent, 2.0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, px, on = self._theme.tokens, self._theme.px, self.isChecked()
        box = QRectF(self.rect())
        with painting(self) as painter:
            if on:
                rounded(painter, box, px(7), t.surface, t.accent if self._theme.high_contrast else t.line)
            elif self.underMouse():
                rounded(painter, box, px(7), t.hover if t.dark else t.line)
            sign = QRectF(px(10) if not self.narrow else 0, 0, px(16) if not self.narrow else box.width(), box.height())
            self._paint_sign(painter, sign, t.accent if on else t.text2)
            if not self.narrow:
                self._paint_words(painter, box, on)
            elif self.count:
                dot = QRectF(box.center().x() + px(5), px(5), px(6), px(6))
                rounded(painter, dot, px(3), t.accent)
            if self.hasFocus():
                focus_ring(painter, box, px(7), t)

    def _paint_words(self, painter: QPainter, box: QRectF, on: bool) -> None:
        t, px = self._theme.tokens, self._theme.px
        count = number(self.count) if self.count else ""
        used = text_width(self._theme.font(12, 500), count) + px(8) if count else 0
        words = QRectF(px(36), 0, box.width() - px(46) - used, box.height())
        write(
            painter, words, self.item.label, self._theme.font(13, 600 if on else 500), t.text if on else t.text2, LEFT
        )
        room = QRectF(0, 0, box.width() - px(10), box.height())
        write(painter, room, count, self._theme.font(12, 500, tabular=True), t.accent if on else t.text2, RIGHT)


class SearchButton(QAbstractButton):
    """Looks like a field and opens the search; the key that does the same stands in it."""

    def __init__(self, theme: Theme, text: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key = key
        self.narrow = False
        self.setText(text)
        self.setAccessibleName(f"{text}, {key}")
        self.setToolTip(f"{text}  {key}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def wanted_width(self) -> int:
        """How wide it is with its words whole."""
        words, key = text_width(self._theme.body(), self.text()), text_width(self._theme.caption(), self._key)
        return words + key + self._theme.px(33 + 6 + 14 + 6 + 2)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(36), self._theme.px(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, px, box = self._theme.tokens, self._theme.px, QRectF(self.rect())
        with painting(self) as painter:
            rounded(painter, box, px(7), t.hover if self.underMouse() else t.surface, t.line2)
            sign = QRectF(0 if self.narrow else px(10), 0, box.width() if self.narrow else px(16), box.height())
            paint_icon(painter, "search", t.text2, sign, px(15))
            if not self.narrow:
                self._paint_words(painter, box)
            if self.hasFocus():
                focus_ring(painter, box, px(7), t)

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        t, px = self._theme.tokens, self._theme.px
        key_width = text_width(self._theme.caption(), self._key) + px(14)
        key = QRectF(box.right() - key_width - px(6), px(7), key_width, box.height() - px(14))
        rounded(painter, key, px(4), t.surface, t.line2)
        write(painter, key, self._key, self._theme.caption(), t.text2, MIDDLE)
        words = QRectF(px(33), 0, key.left() - px(39), box.height())
        write(painter, words, self.text(), self._theme.body(), t.text2, LEFT)


class WhoRow(QWidget):
    """Initials, the name of the one at work, and a line about the notebook."""

    def __init__(self, theme: Theme, name: str, detail: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.narrow = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_text(name, detail)

    def set_text(self, name: str, detail: str) -> None:
        """Another name or line."""
        self._name, self._detail = name, detail
        self.setAccessibleName(f"{name}. {detail}")
        set_tip(self, f"{name}\n{detail}")
        self.update()

    def wanted_width(self) -> int:
        """How wide it is with its line whole."""
        return text_width(self._theme.caption(), self._detail) + self._theme.px(37)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(28), self._theme.px(34))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, px, side = self._theme.tokens, self._theme.px, self._theme.px(26)
        left = (self.width() - side) / 2 if self.narrow else 0
        with painting(self) as painter:
            paint_avatar(painter, QRectF(left, (self.height() - side) / 2, side, side), self._name, self._theme)
            if self.narrow:
                return
            room = QRectF(px(35), 0, self.width() - px(35), self.height() / 2)
            write(painter, room, self._name, self._theme.font(12, 600), t.text, LEFT)
            write(
                painter, room.translated(0, self.height() / 2 - 2), self._detail, self._theme.caption(), t.text2, LEFT
            )
