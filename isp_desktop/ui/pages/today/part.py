"""What the parts of Today share: a head, rows to act on, and a sentence where there are none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.acting import INSET, ActingList, ActingRow
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme

if TYPE_CHECKING:
    from isp_desktop.services.taking_back import Undo
    from isp_desktop.ui.kit.calendar_popup import CalendarPopup
    from isp_desktop.ui.kit.menus import Menu


class Part(QWidget):
    """One list of Today. What it was made from is read elsewhere, and arrives by the `show_` of each part.

    Signals:
        record_asked, new_asked, list_asked: as of any page.
        done: a callable that does something and gives its undo, and the sentence that says what was done.
        row_reached: another row is the current one; the list it stands in.
    """

    record_asked = Signal(str, str)
    new_asked = Signal(str, object)
    list_asked = Signal(str)
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

    def pick_day(self, spot: QPoint, day: dt.date | None, then: Callable[[dt.date], object]) -> None:
        """Opens a month at a point of the screen and goes on with the day that is picked."""
        if self._month is None:
            from isp_desktop.ui.kit.calendar_popup import CalendarPopup

            self._month = CalendarPopup(self._theme, parent=self)
            self._month.picked.connect(lambda iso: self._then(dt.date.fromisoformat(iso)))
        self._then = then
        self._month.open_at(spot, day.isoformat() if day else None)

    def do(self, act: Callable[[], Undo], sentence: str) -> None:
        """Has something done, and `sentence` said with the way back."""
        self.done.emit(act, sentence)

    def open_menu(self, name: str, spot: QPoint, fill: Callable[[Menu], object]) -> None:
        """Opens the menu of a row at a point of the screen."""
        from isp_desktop.ui.kit.menus import Menu

        menu = Menu(self._theme, name, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill(menu)
        menu.popup(spot)


class Rows(QWidget):
    """A head with a remark and a link, the rows under it, and what is said while there are none."""

    def __init__(self, theme: Theme, part: Part, name: str, title: str) -> None:
        super().__init__(part)
        self._theme = theme
        self.list = ActingList(theme, title)
        self.list.setObjectName(name)
        self.list.picked.connect(lambda _uid: part.row_reached.emit(self.list))
        self.remark = Label(theme, "", "meta")
        self.link = Button(theme, "", "link", height=28)
        self.sentence = Prose(theme, _("Looking…"), "body", "text2")
        self.begin = Button(theme, "", "link", height=28)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._head, self._nothing = QHBoxLayout(), QHBoxLayout()
        self._head.addWidget(Label(theme, title, "section"))
        self._head.addWidget(self.remark, 1)
        self._head.addWidget(self.link)
        self._nothing.addWidget(self.sentence, 1)
        self._nothing.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(self._head)
        self._column.addLayout(self._nothing)
        self._column.addWidget(self.list)
        for widget in (self.link, self.begin, self.list):
            widget.hide()
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        px = self._theme.px
        self._column.setSpacing(px(2))
        self._head.setContentsMargins(px(INSET), 0, px(8), 0)
        self._nothing.setContentsMargins(px(INSET), px(4), px(8), px(4))
        self._head.setSpacing(px(8))

    def show_rows(self, rows: list[ActingRow], remark: str) -> None:
        """Shows `rows`."""
        self.remark.setText(remark)
        self.list.show_rows(rows)
        self.list.show()
        if self.begin.hasFocus():
            self.list.setFocus()
        self.sentence.hide()
        self.begin.hide()

    def say(self, sentence: str, action: str = "") -> None:
        """Shows a sentence in place of rows, and perhaps the link `begin`."""
        self.remark.setText("")
        self.sentence.setText(sentence)
        self.sentence.show()
        self.begin.set_words(action)
        self.begin.setVisible(bool(action))
        if self.list.hasFocus() and action:
            # Or the focus would jump to the next list, where the next key does something else.
            self.begin.setFocus()
        self.list.hide()
        self.list.show_rows([])

    def offer_all(self, words: str, act: Callable[[], object]) -> None:
        """Keeps a link at the right end of the head."""
        self.link.set_words(words)
        self.link.clicked.connect(lambda: act())
        self.link.show()
