"""A part of a page that is made of such parts: what it asks of the page, and how it has something done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.ui.kit.acting_rows import ActingRows
from isp_desktop.ui.kit.theme import Theme

if TYPE_CHECKING:
    from isp_desktop.ui.kit.calendar_popup import CalendarPopup
    from isp_desktop.ui.kit.menus import Menu


class Part(QWidget):
    """What it shows was read elsewhere, and arrives by the `show_` of each part.

    Signals:
        record_asked, new_asked, list_asked, paper_asked: as of any page.
        done: a callable that does something and gives its undo, and the sentence that says what was done.
        row_reached: another row is the current one; the list it stands in.
    """

    record_asked = Signal(str, str)
    new_asked = Signal(str, object)
    list_asked = Signal(str)
    paper_asked = Signal(str, str)
    done = Signal(object, str)
    row_reached = Signal(object)

    def __init__(self, theme: Theme, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._today = today
        self._month: CalendarPopup | None = None
        self._then: Callable[[dt.date], object]
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(22))

    def make_rows(self, name: str, title: str) -> ActingRows:
        """Rows within this part, which tells of them that another one is the current one."""
        rows = ActingRows(self._theme, name, title, self)
        rows.reached.connect(self.row_reached)
        return rows

    def pick_day(self, spot: QPoint, day: dt.date | None, then: Callable[[dt.date], object]) -> None:
        """Opens a month at a point of the screen and goes on with the day that is picked."""
        if self._month is None:
            from isp_desktop.ui.kit.calendar_popup import CalendarPopup

            self._month = CalendarPopup(self._theme, parent=self)
            self._month.picked.connect(lambda iso: self._then(dt.date.fromisoformat(iso)))
        self._then = then
        self._month.open_at(spot, day.isoformat() if day else None)

    def do(self, act: Callable[[], Callable[[], object]], sentence: str) -> None:
        """Has something done by `act`, which gives the way back, and `sentence` said with it."""
        self.done.emit(act, sentence)

    def open_menu(self, name: str, spot: QPoint, fill: Callable[[Menu], object]) -> None:
        """Opens the menu of a row at a point of the screen."""
        from isp_desktop.ui.kit.menus import pop_up

        pop_up(self._theme, name, fill, spot, self)
