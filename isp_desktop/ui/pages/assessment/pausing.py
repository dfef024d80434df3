"""On which day an assessment is gone on with, where that is known."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.date_editors import DateEditor
from isp_desktop.ui.kit.dialogs import Dialog
from isp_desktop.ui.kit.theme import Theme


class PauseDialog(Dialog):
    """Goes on with a day that is to come, or with none."""

    def __init__(self, theme: Theme, today: dt.date, parent: QWidget | None = None) -> None:
        sentence = _(
            "All answers are kept. On that day, Today asks for it. Without a day it waits until somebody opens it."
        )
        super().__init__(theme, _("Go on another day?"), sentence, parent)
        self._today = today
        self.until = DateEditor(theme, _("Go on with it on"), today=lambda: today, ahead=True)
        self.until.setObjectName("until")
        self.column.addWidget(self.until)
        self.add_button(_("Cancel"), closes=False)
        self.go_on = self.add_button(_("Leave it for now"), "primary")
        self.go_on.clicked.connect(self._try)
        self.until.inner().setFocus()

    def day(self) -> dt.date | None:
        """The day; None where it is left open."""
        value = self.until.value()
        return dt.date.fromisoformat(value) if value else None

    def _try(self) -> None:
        day = self.day()
        problem = self.until.problem()
        if not problem and day is not None and day <= self._today:
            problem = _("Use a day that is to come, or leave it open")
        if problem:
            self.until.set_error(problem)
            self.until.inner().setFocus()
        else:
            self.accept()
