"""Everything on one day, as a list to pick from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _
from isp_desktop.services.planning import Occasion
from isp_desktop.ui.kit.day_pieces import day_words
from isp_desktop.ui.kit.dialogs import Dialog
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.rows import RowsModel, fetch_from
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.calendar.words import row_of

_MOST_ROWS = 8


class DayList(Dialog):
    """The day's entries; Enter or a click opens one.

    Signals:
        opened: the uid of an entry.
        begun: a new visit on this day.
    """

    opened = Signal(str)
    begun = Signal()

    def __init__(self, theme: Theme, day: dt.date, own: Sequence[Occasion], parent: QWidget | None = None) -> None:
        super().__init__(theme, day_words(day), parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme.px(480))
        self._own = {occasion.uid: occasion for occasion in own}
        rows = [row_of(occasion) for occasion in own]
        self.list = RowList(theme, RowsModel(fetch_from(rows), parent=self), day_words(day))
        height = sum(self.list.sizeHintForRow(at) for at in range(min(len(rows), _MOST_ROWS)))
        self.list.setMinimumHeight(min(height, theme.px(120)))
        self.list.setFixedHeight(height + 2)
        self.list.opened.connect(self._open)
        self.column.addWidget(self.list)
        self.begin_button = self.add_button(_("Plan a visit"))
        self.begin_button.clicked.connect(self._begin)
        self.add_button(_("Close"), "primary", closes=True)
        self.list.setFocus()

    def _open(self, uid: str) -> None:
        if self._own[uid].kind != "own":
            self.accept()
            self.opened.emit(uid)

    def _begin(self) -> None:
        self.accept()
        self.begun.emit()
