"""The head of a page: where it stands, its name, a line about it, and what can be done."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.paint import ground, painting, rule
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme


class _Arrow(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedSize(16, 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            paint_icon(painter, "chevron-right", self._theme.tokens.text3, QRectF(self.rect()), 14)


class PageHeader(QWidget):
    """Breadcrumb, display title, a line of remarks (`meta`) and buttons at the right.

    Signals:
        went_to: a step of the breadcrumb was pressed; carries its number from 0.
    """

    went_to = Signal(int)

    def __init__(self, theme: Theme, title: str, ruled: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ruled = ruled
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._crumbs = QHBoxLayout()
        self._crumbs.setSpacing(4)
        self._title = Label(theme, title, "display")
        self._meta = QHBoxLayout()
        self._meta.setSpacing(14)
        for line in (self._crumbs, self._meta):
            # A layout of nothing at all would keep the name as narrow as itself.
            line.addStretch()
        self._actions = QHBoxLayout()
        self._actions.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addLayout(self._crumbs)
        named = QHBoxLayout()
        named.addWidget(self._title)
        words.addLayout(named)
        words.addLayout(self._meta)
        # The frame of the focus round a crumb stands out by so much: its words begin where the name does.
        out = theme.px(6)
        for line in (named, self._meta):
            pad(line, out, 0, 0, 0)
        row = QHBoxLayout(self)
        pad(row, 32 - out, 16, 30, 14)
        row.setSpacing(16)
        row.addLayout(words, 1)
        actions = QVBoxLayout()
        actions.addStretch()
        actions.addLayout(self._actions)
        row.addLayout(actions)
        theme.changed.connect(self.update)

    def set_title(self, title: str) -> None:
        """Another name."""
        self._title.setText(title)

    def set_crumbs(self, *steps: str) -> None:
        """The way here, outermost first; all but the last can be pressed."""
        _clear(self._crumbs)
        pad(self._crumbs, 0 if len(steps) > 1 else self._theme.px(6), 0, 0, 0)
        links: list[QWidget] = [self]
        for at, step in enumerate(steps):
            if at:
                self._crumbs.addWidget(_Arrow(self._theme))
            if at < len(steps) - 1:
                link = Button(self._theme, step, "crumb", height=24)
                link.clicked.connect(lambda _=False, at=at: self.went_to.emit(at))
                self._crumbs.addWidget(link)
                links.append(link)
            else:
                self._crumbs.addWidget(Label(self._theme, step, "meta"), 1)
        self._crumbs.addStretch()
        # They come before the buttons for Tab, too; Qt puts nothing behind a widget that takes no focus.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for one, following in pairwise(links):
            QWidget.setTabOrder(one, following)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_line(self, text: str) -> None:
        """One sentence under the name, in place of what stood there."""
        _clear(self._meta)
        self._meta.addWidget(Prose(self._theme, text, "body", "text2"), 1)

    def add_remark(self, widget: QWidget) -> None:
        """Puts a Remark or a Chip into the line under the name, after what stands there."""
        last = self._meta.itemAt(self._meta.count() - 1)
        if last is not None and last.spacerItem() is not None:
            self._meta.takeAt(self._meta.count() - 1)
        flows = widget.sizePolicy().hasHeightForWidth()
        self._meta.addWidget(widget, 1 if flows else 0)
        if not flows:
            self._meta.addStretch(1)

    def add_action(self, widget: QWidget) -> None:
        """Puts a button at the right; the primary one comes last."""
        self._actions.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self._theme.tokens
        with painting(self) as painter:
            ground(painter, self.rect(), t.canvas)
            if self._ruled:
                rule(painter, 0, self.height() - 0.5, self.width(), self.height() - 0.5, t.line)


def _clear(row: QHBoxLayout) -> None:
    while (item := row.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
