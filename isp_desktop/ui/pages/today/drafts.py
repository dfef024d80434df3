"""What was begun and not saved, in one line."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from isp_desktop.domain.language import _, counted
from isp_desktop.ui.kit.acting import INSET
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.notices import Remark
from isp_desktop.ui.kit.theme import Theme


class DraftsLine(QWidget):
    """How many drafts wait; not there while none does.

    Signals:
        asked: the drafts are to be shown.
    """

    asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.remark = Remark(theme, "", "pencil")
        self.button = Button(theme, _("Open the drafts"), "link", height=28)
        self.button.clicked.connect(self.asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(INSET), 0, theme.px(8), 0)
        row.addWidget(self.remark, 1)
        row.addWidget(self.button)
        self.hide()

    def show_count(self, count: int) -> None:
        """Says that so many wait."""
        self.remark.set_text(counted("{n} draft not saved yet", "{n} drafts not saved yet", count))
        self.setVisible(bool(count))
