"""Messages that stay on the page: what happened, what it means, and the one thing to do about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.buttons import Button, IconButton
from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.paint import painting, rounded
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme

NoticeKind = Literal["warn", "conflict", "bad", "info", "good", "private"]
_ICONS: dict[str, str] = {
    "warn": "triangle-alert",
    "conflict": "git-compare",
    "bad": "octagon-alert",
    "info": "info",
    "good": "circle-check",
    "private": "lock",
}


class Notice(QFrame):
    """Two lines on a soft ground with an icon, and perhaps a button.

    Signals:
        acted: its button was pressed.
        dismissed: its cross was pressed; only there with `closable`.
    """

    acted = Signal()
    dismissed = Signal()

    def __init__(
        self,
        theme: Theme,
        kind: NoticeKind,
        title: str,
        detail: str = "",
        action: str = "",
        icon: str = "",
        closable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kind: NoticeKind = kind
        self._icon_name = icon or _ICONS[kind]
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row = self._row = QHBoxLayout(self)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(1)
        self._title = Prose(theme, title, "strong")
        self._detail = Prose(theme, detail, "meta")
        words.addWidget(self._title)
        words.addWidget(self._detail)
        row.addLayout(words, 1)
        if action:
            self.button = Button(theme, action)
            self.button.clicked.connect(self.acted)
            row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        if closable:
            self.cross = IconButton(theme, "x", _("Hide this message"), size=24)
            self.cross.clicked.connect(self.dismissed)
            row.addWidget(self.cross, 0, Qt.AlignmentFlag.AlignVCenter)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.set_text(title, detail)

    def _restyle(self) -> None:
        px = self._theme.px
        pad(self._row, px(44), px(8), px(12), px(8))
        self.update()

    def set_text(self, title: str, detail: str = "") -> None:
        """Other words."""
        self._title.setText(title)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self.setAccessibleName(f"{title}. {detail}".strip())

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, size = self._theme.tokens, self._theme.px(18)
        ink, ground = str(getattr(t, self._kind)), str(getattr(t, f"{self._kind}_soft"))
        box = QRectF(self.rect())
        with painting(self) as painter:
            rounded(painter, box, self._theme.px(8), ground, ink if self._theme.high_contrast else "")
            paint_icon(painter, self._icon_name, ink, QRectF(0, 0, self._theme.px(46), box.height()), size)


def deleted_notice(theme: Theme, title: str, restore: Callable[[], object]) -> Notice:
    """Says that a record is deleted, in a sentence such as "This site is deleted"; its button brings it back."""
    notice = Notice(theme, "warn", title, _("Nothing of it is lost."), _("Restore"))
    notice.acted.connect(lambda: restore())
    return notice


class Remark(QWidget):
    """One quiet line with an icon before it: "Saved 10:42", "No account, no network"; several lines with `wraps`."""

    def __init__(
        self, theme: Theme, text: str, icon: str = "", wraps: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = icon
        self._row = QHBoxLayout(self)
        self._label = Prose(theme, text, "meta") if wraps else Label(theme, text, "meta")
        self._row.addWidget(self._label)
        height = QSizePolicy.Policy.Minimum if wraps else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Preferred, height)
        self.setAccessibleName(text)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        pad(self._row, self._theme.px(20) if self._icon_name else 0, 0, 0, 0)
        self.update()

    def set_text(self, text: str, icon: str = "") -> None:
        """Other words, and another icon if one is given."""
        self._icon_name = icon or self._icon_name
        self._label.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, self._theme.px(18)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._icon_name:
            return
        size = self._theme.px(14)
        with painting(self) as painter:
            box = QRectF(0, 0, size, self.height())
            if self._icon_name == "dot":
                rounded(painter, QRectF(3, self.height() / 2 - 3.5, 7, 7), 3.5, self._theme.tokens.good)
            else:
                paint_icon(painter, self._icon_name, self._theme.tokens.text2, box, size)
