"""The quiet line at the foot: what was kept, what nobody else has yet, and when the last backup was taken."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from isp_desktop.domain.language import _, counted
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.paint import painting, rule
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.theme import Theme


class StatusLine(QWidget):
    """Remarks in words.

    Signals:
        share_asked: what nobody else has yet is to be shared.
    """

    share_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._said = Label(theme, "", "meta")
        self._backup = Label(theme, "", "meta", "text3")
        self._said.setObjectName("said")
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 0, 30, 0)
        row.setSpacing(16)
        self._unshared = Button(theme, "", "crumb", height=24)
        self._unshared.setObjectName("unshared")
        self._unshared.clicked.connect(self.share_asked)
        self._unshared.hide()
        row.addWidget(self._said, 1)
        row.addWidget(self._unshared)
        row.addWidget(self._backup)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def say(self, sentence: str) -> None:
        """What was just kept or done, told to screen readers politely; "" for nothing."""
        self._said.setText(sentence)
        self._said.setAccessibleName(sentence)
        if not sentence:
            return
        from PySide6.QtGui import QAccessible, QAccessibleEvent

        QAccessible.updateAccessibility(QAccessibleEvent(self._said, QAccessible.Event.NameChanged))

    def said(self) -> str:
        """What stands there."""
        return self._said.text()

    def set_not_shared(self, count: int) -> None:
        """How many records hold something of one's own that nobody was sent; nothing is said of none."""
        self._unshared.set_words(counted("{n} not shared yet", "{n} not shared yet", count))
        self._unshared.setVisible(count > 0)

    def not_shared(self) -> str:
        """What is said of what nobody else has yet, or ""."""
        return self._unshared.words() if not self._unshared.isHidden() else ""

    def set_backup(self, moment: dt.datetime | None) -> None:
        """When the last backup was taken; None for never."""
        self._backup.setText(_("No backup yet") if moment is None else _when(moment))

    def backup(self) -> str:
        """What is said of the last backup."""
        return self._backup.text()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(30))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            rule(painter, 0, 0.5, self.width(), 0.5, self._theme.tokens.line)


def _when(moment: dt.datetime) -> str:
    local = moment.astimezone()
    days = (dt.datetime.now().astimezone().date() - local.date()).days
    clock = f"{local:%H:%M}"
    if days == 0:
        return _("Last backup today {time}").format(time=clock)
    if days == 1:
        return _("Last backup yesterday {time}").format(time=clock)
    return counted("Last backup {n} day ago", "Last backup {n} days ago", days)
