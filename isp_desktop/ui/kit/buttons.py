"""Buttons: with words, with an icon only, and as a link."""

from __future__ import annotations

from typing import Literal, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.paint import MIDDLE, focus_ring, painting, rounded, text_width, write
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tips import set_tip

Kind = Literal["primary", "secondary", "quiet", "danger", "link", "crumb"]
_GAP, _ICON, _PAD, _RADIUS = 6, 16, 12, 7
# With the focus the face of a filled button draws in by this much, and the ring takes its edge: the button itself keeps
# its size, and the edges of the fields above it.
_RING = 4
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Face(NamedTuple):
    fill: str
    edge: str
    ink: str


class Button(QPushButton):
    """A button with words and perhaps an icon.

    `kind`: "primary" (one a page), "secondary", "quiet", "danger", "link", "crumb"; `height` in px at 100 %: 32,
    28 in rows, 38 in dialogs. `icon` is a Lucide name. Signals are those of QPushButton: `clicked`. Enter presses the
    button that has the focus, as Space does.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        kind: Kind = "secondary",
        icon: str = "",
        height: int = 32,
        parent: QWidget | None = None,
    ) -> None:
        # Given a text at once, PySide looks whether it is an icon, and takes 2 ms to make the names of all icons.
        super().__init__(parent)
        self.setText(text.replace("&", "&&"))
        self._theme = theme
        self._words = text
        self._kind: Kind = kind
        self._icon_name = icon
        self._height = height
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._measure)

    def words(self) -> str:
        """The text on the button, as it was given."""
        return self._words

    def set_words(self, text: str, icon: str | None = None) -> None:
        """Another text, and another icon if one is given."""
        self._words = text
        self._icon_name = self._icon_name if icon is None else icon
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self._measure()

    def _measure(self) -> None:
        self.updateGeometry()
        self.update()

    def _type(self) -> QFont:
        if self._kind == "crumb":
            return self._theme.meta()
        return self._theme.font(13, 600 if self._kind == "primary" else 500)

    def _content_width(self) -> int:
        words = text_width(self._type(), self._words) + 1
        px = self._theme.px
        icon = px(_ICON) + (px(_GAP) if self._words else 0) if self._icon_name else 0
        return words + icon

    def _face(self) -> _Face:
        t = self._theme.tokens
        if not self.isEnabled():
            return _Face(t.sunken if self._kind not in ("quiet", "link", "crumb") else "", "", t.text3)
        warm = self.underMouse() or self.isDown()
        faces = {
            "primary": _Face(t.accent, "", t.on_accent),
            "secondary": _Face(t.hover if warm else t.surface, t.line2, t.text),
            "quiet": _Face(t.hover if warm else "", "", t.text2),
            "link": _Face(t.hover if warm else "", "", t.accent),
            "crumb": _Face("", "", t.accent if warm else t.text2),
            "danger": _Face(t.bad_soft if warm else t.surface, t.bad, t.bad),
        }
        return faces[self._kind]

    def _paint_content(self, painter: QPainter, box: QRectF, ink: str) -> None:
        px = self._theme.px
        width = min(self._content_width(), box.width())
        left = box.left() + (box.width() - width) / 2
        if self._icon_name:
            size = px(_ICON)
            idle = self._theme.tokens.text2 if self._kind == "secondary" and self.isEnabled() else ink
            paint_icon(painter, self._icon_name, idle, QRectF(left, box.top(), size, box.height()), size)
            used = size + px(_GAP)
            left, width = left + used, width - used
        write(painter, QRectF(left, box.top(), max(0, width), box.height()), self._words, self._type(), ink, MIDDLE)

    def sizeHint(self) -> QSize:
        px = self._theme.px
        pad = px({"link": 6, "crumb": 6}.get(self._kind, _PAD))
        return QSize(self._content_width() + 2 * pad, px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self._theme.px(220)), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bare = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if event.key() in _ENTER and bare:
            # Or in a dialog the default button would be pressed, whichever has the focus.
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        if self.sizeHint().width() > self.width():
            set_tip(self, self._words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        face, radius = self._face(), self._theme.px(_RADIUS)
        margin = _RING if self._kind == "primary" and self.hasFocus() else 0
        whole = QRectF(self.rect())
        box = whole.adjusted(margin, margin, -margin, -margin)
        with painting(self) as painter:
            if self._kind == "primary" and self.isEnabled() and (self.underMouse() or self.isDown()):
                painter.setOpacity(0.88)
            rounded(painter, box, max(2, radius - margin), face.fill, face.edge)
            painter.setOpacity(1.0)
            self._paint_content(painter, whole.adjusted(2, 0, -2, 0), face.ink)
            if self.hasFocus():
                focus_ring(painter, whole, radius, self._theme.tokens)


class IconButton(Button):
    """A button with an icon only; `name` is its tooltip and what screen readers say.

    `size` is the side of the square that can be hit, in px at 100 %, at least 24.
    """

    def __init__(
        self,
        theme: Theme,
        icon: str,
        name: str,
        kind: Kind = "quiet",
        size: int = 28,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "", kind, icon, max(24, size), parent)
        self.set_name(name)

    def set_name(self, name: str, icon: str = "") -> None:
        """Another meaning, and another icon if one is given."""
        self._icon_name = icon or self._icon_name
        self.setAccessibleName(name)
        set_tip(self, name)
        self.update()

    def sizeHint(self) -> QSize:
        side = self._theme.px(self._height)
        return QSize(side, side)

    def enterEvent(self, event: QEnterEvent) -> None:
        QPushButton.enterEvent(self, event)
