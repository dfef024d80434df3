"""A new recovery sheet, for one that is lost or was seen."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, marked
from isp_desktop.services import recovery_sheet
from isp_desktop.services.outputs import save_file
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.sheet import Sheet
from isp_desktop.ui.kit.sheet_view import SheetView
from isp_desktop.ui.kit.theme import Theme

_WORDS = marked(
    "The sheet before opens the notebook no more. The code is shown only now: print or save it, then put it away."
)


class NewSheet(QWidget):
    """Shows the code once, until the user says that it is put away.

    Signals:
        put_away: the user says so.
        asked: a callable that writes, to be done in its turn.
    """

    put_away = Signal()
    asked = Signal(object)

    def __init__(self, theme: Theme, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.view = SheetView(theme, save_file)
        self.done_button = Button(theme, _("I have put it away"), "primary")
        self.done_button.clicked.connect(self._finish)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.done_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(Notice(theme, "info", _("A new recovery sheet"), _(_WORDS)))
        column.addWidget(self.view)
        column.addLayout(foot)
        self.setMaximumWidth(theme.px(460))
        self.hide()

    def show_code(self, code: str) -> None:
        """The code just made."""
        today = dt.datetime.now().astimezone().date()
        self.view.show_sheet(Sheet(code, self._store.author, self._store.folder.path, today))
        self.show()

    def _finish(self) -> None:
        self.asked.emit(self._note_put_away)

    def _note_put_away(self) -> None:
        recovery_sheet.note_put_away(self._store)
        self.view.forget()
        self.hide()
        self.put_away.emit()
