"""What never happens, or did not in this time, with a way to begin it and one to think about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.db.models import kind as kind_named
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.practice import Practice, load_practice
from isp_desktop.domain.practice_picture import Done, Picture
from isp_desktop.services.practice_picture import beginning
from isp_desktop.ui.kit.acting import ActingRow
from isp_desktop.ui.kit.acting_rows import ActingRows
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.nouns import add_words
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.practice.words import last_words, named


class NeverDone(QWidget):
    """A list for each competency; none for one whose activities were all done.

    Signals:
        opened: the code of an activity.
        begun: the code of one, a record of which is to be begun.
        thought_of: the code of one that is to be thought about.
    """

    opened = Signal(str)
    begun = Signal(str)
    thought_of = Signal(str)

    def __init__(self, theme: Theme, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._today = theme, today
        self._practice: Practice = load_practice()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self.lists: dict[str, ActingRows] = {}
        self._cards: dict[str, Panel] = {}
        for competency in self._practice.competencies:
            rows = ActingRows(theme, f"never_{competency.key}", competency.label)
            rows.opened.connect(self.opened)
            rows.action_asked.connect(self.begun)
            rows.menu_asked.connect(self._open_menu)
            card = Panel(theme, padding=(2, 12))
            card.column.addWidget(rows)
            column.addWidget(card)
            self.lists[competency.key], self._cards[competency.key] = rows, card
        column.addStretch(1)

    def show_picture(self, picture: Picture) -> None:
        """Shows what was read."""
        for key, rows in self.lists.items():
            missing = [one for one in picture.of(key) if not one.times]
            never = sum(not one.last for one in missing)
            if missing:
                remark = counted("{n} never", "{n} never", never) if never else _("all of them before this time")
                rows.show_rows(self._rows(missing), remark)
            else:
                rows.say(_("All of them were done in this time."))

    def _rows(self, missing: Sequence[Done]) -> list[ActingRow]:
        rows = []
        for one in missing:
            activity = self._practice.activity(one.code)
            rows.append(
                ActingRow(
                    uid=one.code,
                    title=named(activity),
                    icon="circle-dashed" if not one.last else "clock",
                    second=activity.text,
                    date=last_words(one, self._today()) or _("never"),
                    action=begin_words(one.code, self._today()),
                )
            )
        return rows

    def fill_menu(self, code: str, menu: Menu) -> None:
        """What can be done about an activity."""
        menu.add(_("What belongs to it"), partial(self.opened.emit, code), "list")
        menu.add(begin_words(code, self._today()), partial(self.begun.emit, code), "plus")
        menu.add(_("Think about it"), partial(self.thought_of.emit, code), "feather")

    def _open_menu(self, code: str, spot: QPoint) -> None:
        menu = Menu(self._theme, self._practice.activity(code).label, self)
        menu.aboutToHide.connect(menu.deleteLater)
        self.fill_menu(code, menu)
        menu.popup(spot)


def begin_words(code: str, today: dt.date) -> str:
    """What begins a record that serves an activity: "New debrief"."""
    return add_words(kind_named(beginning(code, today)[0]))
