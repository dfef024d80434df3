"""Moving a visit without the mouse: its day and its times."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.services.planning import Occasion
from isp_desktop.ui.kit.date_editors import DateEditor, TimeEditor
from isp_desktop.ui.kit.dialogs import Dialog
from isp_desktop.ui.kit.fields import Editor
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.theme import Theme


class MoveDialog(Dialog):
    """Asks for the day and the times.

    Signals:
        moved: the date, from and to ("HH:MM" or "").
    """

    moved = Signal(object, str, str)

    def __init__(
        self, theme: Theme, visit: Occasion, today: Callable[[], dt.date], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            theme, _("Move the meeting") if visit.kind == "meeting" else _("Move the visit"), visit.title, parent
        )
        self.day = DateEditor(theme, _("Day"), today=today)
        self.starts = TimeEditor(theme, _("From"))
        self.ends = TimeEditor(theme, _("To"))
        # Room for the day in full, and for a sentence under the last time.
        self.setMinimumWidth(theme.px(560))
        row = QHBoxLayout()
        row.setSpacing(10)
        for stretch, editor in ((1, self.day), (0, self.starts), (0, self.ends)):
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(Label(theme, editor.label(), "meta"))
            column.addWidget(editor)
            column.addStretch()
            row.addLayout(column, stretch)
        self.column.addLayout(row)
        self.day.set_value(visit.day.isoformat())
        self.starts.set_value(visit.starts or None)
        self.ends.set_value(visit.ends or None)
        self.add_button(_("Leave it"), closes=False)
        self.move_button = self.add_button(_("Move"), "primary")
        self.move_button.setObjectName("move")
        self.move_button.clicked.connect(self._move)
        self.day.setFocus()

    def _move(self) -> None:
        for editor in (self.day, self.starts, self.ends):
            editor.commit()
        day, starts, ends = (str(editor.value() or "") for editor in (self.day, self.starts, self.ends))
        if any(editor.error() for editor in (self.day, self.starts, self.ends)):
            return
        if not day:
            _refuse(self.day, _("Say on which day"))
        elif ends and not starts:
            _refuse(self.starts, _("Say when it starts, too"))
        elif ends and ends <= starts:
            _refuse(self.ends, _("It ends before it starts"))
        else:
            self.accept()
            self.moved.emit(dt.date.fromisoformat(day), starts, ends)


def _refuse(editor: Editor, sentence: str) -> None:
    editor.set_error(sentence)
    editor.setFocus()
