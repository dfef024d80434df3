"""Chips: a state in a word with its icon, a choice to tick, a person who can be taken out again."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.mirror import painted
from isp_desktop.ui.kit.paint import LEFT, focus_ring, paint_avatar, painting, rounded, text_width, write
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tips import set_tip

ChipKind = Literal[
    "good", "warn", "bad", "conflict", "info", "private", "draft", "shared", "missing", "new", "plain", "outline"
]

_ICONS = {
    "conflict": "git-compare",
    "private": "lock",
    "draft": "pencil",
    "shared": "check",
    "missing": "plus",
    "new": "inbox",
}


class ChipSpec(Struct, frozen=True):
    """A chip to be drawn; `icon` "" takes the icon of its kind, if it has one."""

    text: str
    kind: ChipKind = "plain"
    icon: str = ""

    @property
    def drawn_icon(self) -> str:
        """The Lucide name of the icon, or ""."""
        return self.icon or _ICONS.get(self.kind, "")


def _dress(spec: ChipSpec, theme: Theme) -> tuple[str, str, str]:
    """Fill, edge and ink of a chip."""
    t = theme.tokens
    if spec.kind in ("shared", "outline", "missing"):
        return "", t.field if spec.kind == "missing" else t.line2, t.text2
    if spec.kind == "plain":
        return t.chip, t.line2 if theme.high_contrast else "", t.text2
    if spec.kind == "private":
        return t.private_soft, t.private_line if theme.high_contrast else "", t.private
    tone = {"draft": "warn", "new": "accent"}.get(spec.kind, spec.kind)
    ink = str(getattr(t, tone))
    return str(getattr(t, f"{tone}_soft")), ink if theme.high_contrast else "", ink


def chip_size(spec: ChipSpec, theme: Theme, height: int = 22) -> QSize:
    """The room a chip takes."""
    icon = theme.px(14) + theme.px(4) if spec.drawn_icon else 0
    return QSize(text_width(theme.font(12, 500), spec.text) + icon + theme.px(17), theme.px(height))


def paint_chip(painter: QPainter, box: QRectF, spec: ChipSpec, theme: Theme, lifted: bool = False) -> None:
    """Draws a chip that fills `box`; text that does not fit ends in "…". `lifted`: on a ground of its own colour."""
    fill, edge, ink = _dress(spec, theme)
    if lifted:
        fill, edge = theme.tokens.surface, ink
    rounded(painter, box, box.height() / 2, fill, edge, dashed=spec.kind == "missing")
    inner = box.adjusted(theme.px(8), 0, -theme.px(7), 0)
    if spec.drawn_icon:
        size = theme.px(14)
        paint_icon(painter, spec.drawn_icon, ink, QRectF(inner.left(), inner.top(), size, inner.height()), size)
        inner.setLeft(inner.left() + size + theme.px(4))
    write(painter, inner, spec.text, theme.font(12, 500), ink)


class Chip(QWidget):
    """A state, in a word with its icon. Not to be pressed."""

    def __init__(
        self, theme: Theme, text: str, kind: ChipKind = "plain", icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._spec = ChipSpec(text, kind, icon)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._measure)

    def _measure(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return chip_size(self._spec, self._theme)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self._theme.px(48)), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        set_tip(self, self._spec.text if self.sizeHint().width() > self.width() else "")
        with painting(self) as painter:
            paint_chip(painter, QRectF(self.rect()), self._spec, self._theme)


class ChoiceChip(QAbstractButton):
    """Something to pick or not; `clicked` and `toggled` as of any button.

    Unchecked it is an outline, checked it has a tick. With `checkable=False` it is a chip to press, such as "More".
    """

    def __init__(
        self, theme: Theme, text: str, checkable: bool = True, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = icon
        self._size: QSize | None = None
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self.update)
        theme.changed.connect(self._measure)

    def set_words(self, text: str) -> None:
        """Another text."""
        self.setText(text)
        self.setAccessibleName(text)
        self._measure()

    def _measure(self) -> None:
        self._size = None
        self.updateGeometry()
        self.update()

    def _shown_icon(self) -> str:
        return "check" if self.isChecked() else self._icon_name

    def sizeHint(self) -> QSize:
        # Asked for hundreds of times while a page is laid out.
        if self._size is None:
            px = self._theme.px
            # Room for the tick is kept, so that picking one does not push the others about.
            words = text_width(self._theme.font(12, 500), self.text())
            icon = px(14) + px(5) if self.isCheckable() or self._icon_name else 0
            self._size = QSize(words + icon + px(17), px(28))
        return self._size

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self._theme.px(160)), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, px, on = self._theme.tokens, self._theme.px, self.isChecked()
        box = QRectF(self.rect())
        plain = not self.isCheckable()
        fill = t.accent_soft if on else t.chip if plain else t.hover if self.underMouse() else t.surface
        edge = t.accent if on and self._theme.high_contrast else "" if on or plain else t.line2
        ink = t.accent if on else t.text2
        icon = self._shown_icon()
        words = self.text()
        width = text_width(self._theme.font(12, 500), words) + (px(14) + px(5) if icon else 0)
        left = max(box.left() + px(8), box.center().x() - width / 2)
        with painting(self) as painter:
            rounded(painter, box, box.height() / 2, fill, edge)
            if icon:
                paint_icon(painter, icon, ink, QRectF(left, 0, px(14), box.height()), px(14))
                left += px(14) + px(5)
            room = QRectF(left, 0, box.right() - px(8) - left, box.height())
            write(painter, room, words, self._theme.font(12, 500), ink)
            if self.hasFocus():
                focus_ring(painter, box, box.height() / 2, t)


class EntryChip(QAbstractButton):
    """Something chosen that can be taken out again: a person with initials, or a tag.

    Signals:
        removed: the cross was pressed, or Delete or Backspace while it has the focus.
    """

    removed = Signal()

    def __init__(self, theme: Theme, text: str, person: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._person = person
        self._fixed = False
        self.setText(text)
        self.setAccessibleName(text)
        self.setAccessibleDescription(_("Press Delete to take it out"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._measure)

    def set_read_only(self, fixed: bool) -> None:
        """Without the cross."""
        self._fixed = fixed
        self._measure()

    def _measure(self) -> None:
        self.updateGeometry()
        self.update()

    def _cross(self) -> QRectF:
        side = 0 if self._fixed else self._theme.px(24)
        return QRectF(self.width() - side - (0 if self._fixed else 2), 0, side, self.height())

    def _lead(self) -> int:
        return self._theme.px(28) if self._person else self._theme.px(10)

    def sizeHint(self) -> QSize:
        px = self._theme.px
        words = text_width(self._theme.font(12, 500), self.text())
        tail = px(10) if self._fixed else px(30)
        return QSize(self._lead() + words + 2 + tail, px(26))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self._theme.px(90)), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not self._fixed:
            self.removed.emit()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._cross().contains(painted(event.position(), self)):
            self.removed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, px, cross = self._theme.tokens, self._theme.px, self._cross()
        box = QRectF(self.rect())
        edge = t.line2 if self._theme.high_contrast else ""
        with painting(self) as painter:
            rounded(painter, box, box.height() / 2, t.chip, edge)
            if self._person:
                side = px(20)
                paint_avatar(painter, QRectF(px(3), (box.height() - side) / 2, side, side), self.text(), self._theme)
            words = QRectF(self._lead(), 0, cross.left() - self._lead() - (px(10) if self._fixed else 0), box.height())
            write(painter, words, self.text(), self._theme.font(12, 500), t.text2, LEFT)
            if not self._fixed:
                paint_icon(painter, "x", t.text if self.underMouse() else t.text2, cross, px(14))
            if self.hasFocus():
                focus_ring(painter, box, box.height() / 2, t)
