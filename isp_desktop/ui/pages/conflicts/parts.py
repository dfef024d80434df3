"""The list at the left, how far one is, and the foot of the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.notices import Remark
from isp_desktop.ui.kit.paint import painting, rounded
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme

_WIDTH, _NARROW = 268, 212
_SEGMENTS = 12


class WaitingList(QWidget):
    """All that waits, under the name of its record; what was settled here has a tick.

    Signals:
        picked: another row became the current one; its key.
    """

    picked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.list = RowList(theme, RowsModel(lambda _after, _limit: ()), _("What waits to be settled"))
        self.list.picked.connect(self.picked)
        told = Remark(theme, _("Fields that only one of you changed were merged by themselves."), "info", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 16)
        column.setSpacing(10)
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 8, 0)
        row.addWidget(told)
        column.addLayout(row)
        self.setFocusProxy(self.list)

    def show_rows(self, rows: Sequence[Row], current: str) -> None:
        """Other rows, of which `current` is the one that is shown beside."""
        blocked = self.list.blockSignals(True)
        self.list.rows().set_fetch(fetch_from(rows))
        self.list.select(current)
        self.list.blockSignals(blocked)

    def set_narrow(self, narrow: bool) -> None:
        """Less wide, in a small window."""
        self.setFixedWidth(self._theme.px(_NARROW if narrow else _WIDTH))


class Progress(QWidget):
    """How many of all are settled: a bar in as many parts, and in words."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = _Bar(theme)
        self._words = Label(theme, "", "strong")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._bar)
        row.addWidget(self._words)

    def show_state(self, done: int, count: int) -> None:
        """So many are done, of so many in all."""
        self._bar.show_state(done, count)
        self._words.setText(_("{done} of {count} settled").format(done=done, count=count))
        self.setVisible(bool(count))


class _Bar(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._done, self._count = theme, 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_state(self, done: int, count: int) -> None:
        self._done, self._count = done, count
        self.updateGeometry()
        self.update()

    def _parts(self) -> int:
        return min(self._count, _SEGMENTS)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(min(156, 31 * self._parts())), self._theme.px(6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, parts = self._theme.tokens, self._parts()
        if not parts:
            return
        gap = self._theme.px(4)
        width = (self.width() - gap * (parts - 1)) / parts
        done = self._done * parts // self._count
        with painting(self) as painter:
            for at in range(parts):
                box = QRectF(at * (width + gap), 0, width, self.height())
                rounded(painter, box, self.height() / 2, t.accent if at < done else t.line2)


class Foot(QWidget):
    """The way on: back, on, and keeping what is chosen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.before = Button(theme, _("Previous"), icon="arrow-left")
        self.after = Button(theme, _("Next"), icon="arrow-right")
        self.keep = Button(theme, "", "primary", "check")
        for name in ("before", "after", "keep"):
            getattr(self, name).setObjectName(name)
        self.before.setToolTip(_("Ctrl+Page up"))
        self.after.setToolTip(_("Ctrl+Page down"))
        self.keep.setToolTip(_("Ctrl+Enter"))
        told = Prose(theme, _("Nothing is lost: every version stays in the history."), "meta")
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 10, 32, 12)
        row.setSpacing(8)
        row.addWidget(self.before)
        row.addSpacing(8)
        words = QVBoxLayout()
        words.addStretch(1)
        words.addWidget(told)
        words.addStretch(1)
        row.addLayout(words, 1)
        row.addWidget(self.after)
        row.addWidget(self.keep)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_state(self, verb: str, is_last: bool, alone: bool) -> None:
        """What the main button does; `verb` "" where nothing is chosen yet. `alone`: nothing else waits."""
        self.keep.setEnabled(bool(verb))
        if not verb:
            self.keep.set_words(_("Choose one first"))
        else:
            self.keep.set_words(verb if is_last else _("{verb}, next").format(verb=verb))
        for button in (self.before, self.after):
            button.setEnabled(not alone)
