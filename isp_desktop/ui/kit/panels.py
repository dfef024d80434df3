"""Grounds that hold other parts: cards, sunken areas, the private area, hairlines."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.paint import ground, hatch, painting, rounded
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme

PanelKind = Literal["card", "sunken", "selected", "plain"]


class Panel(QFrame):
    """A ground with rounded corners and a column to put parts in (`column`); `padding` is left/right, top/bottom."""

    def __init__(
        self,
        theme: Theme,
        kind: PanelKind = "card",
        padding: tuple[int, int] = (18, 14),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kind: PanelKind = kind
        self._padding = padding
        self.column = QVBoxLayout(self)
        self.column.setSpacing(8)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        x, y = self._theme.px(self._padding[0]), self._theme.px(self._padding[1])
        # One px more, so that a child as wide as the panel never covers its edge.
        self.column.setContentsMargins(x + 1, y + 1, x + 1, y + 1)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self._theme.tokens
        fill, edge = {
            "card": (t.surface, t.line),
            "sunken": (t.sunken, ""),
            "selected": (t.accent_soft, t.accent),
            "plain": ("", ""),
        }[self._kind]
        with painting(self) as painter:
            rounded(painter, QRectF(self.rect()), self._theme.px(10), fill, edge)


class _LockIcon(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(16), self._theme.px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            paint_icon(painter, "lock", self._theme.tokens.private, QRectF(self.rect()), self._theme.px(16))


class PrivatePanel(QFrame):
    """What never leaves this computer: plum, hatch, dashed edge, lock, and the word. Parts go into `column`."""

    def __init__(
        self,
        theme: Theme,
        title: str = "",
        remark: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        title = title or _("Private notes")
        remark = remark or _("In no summary and no bundle; written out only where you ask for it.")
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(14, 8, 14, 10)
        self.column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(8)
        name = Label(theme, title, "strong", "private")
        head.addWidget(_LockIcon(theme))
        head.addWidget(name)
        head.addWidget(Prose(theme, remark, "meta"), 1)
        self.column.addLayout(head)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, box, radius = self._theme.tokens, QRectF(self.rect()), self._theme.px(8)
        with painting(self) as painter:
            hatch(painter, box, t, radius)
            rounded(painter, box, radius, edge=t.private_line, dashed=True)


class HairLine(QWidget):
    """A line between things, across or down."""

    def __init__(self, theme: Theme, down: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        grow, fixed = QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed
        self.setSizePolicy(*((fixed, grow) if down else (grow, fixed)))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(1, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground(painter, self.rect(), self._theme.tokens.line)
        painter.end()


class SectionHead(QWidget):
    """The name of a section, a remark beside it, and what acts on it at the right (`add_action`)."""

    def __init__(self, theme: Theme, title: str, remark: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._title = Label(theme, title, "section")
        self._remark = Label(theme, remark, "meta")
        self._row.addWidget(self._title)
        self._row.addWidget(self._remark, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def add_action(self, widget: QWidget) -> None:
        """Puts a control at the right end."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignRight)
