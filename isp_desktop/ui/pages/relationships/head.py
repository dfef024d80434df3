"""The head of the page: what is told in a sentence, of which initiative and day, and a person to be added."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.calendar_popup import CalendarPopup
from isp_desktop.ui.kit.choosing import ChoosingButton
from isp_desktop.ui.kit.dates import written
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.menus import Menu, pop_up_under
from isp_desktop.ui.kit.theme import Theme

_MONTH, _QUARTER = 30, 91


class Head(PageHeader):
    """The name, the sentence, both filters and the button.

    Signals:
        initiative_chosen: the uid of an initiative, or "" for all.
        day_chosen: the day to look back to, or None for today.
        person_asked: somebody is to be added.
    """

    initiative_chosen = Signal(str)
    day_chosen = Signal(object)
    person_asked = Signal()

    def __init__(self, theme: Theme, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Relationships"), ruled=False, parent=parent)
        self._today = today
        self._month: CalendarPopup | None = None
        self.initiative_button = ChoosingButton(theme, _("All initiatives"), _("Initiative: {name}"), "layers")
        self.day_button = Button(theme, _("Today"), icon="history")
        self.add_button = Button(theme, _("Add a person"), "primary", "plus")
        for name in ("initiative", "day", "add"):
            button: Button = getattr(self, f"{name}_button")
            button.setObjectName(name)
            self.add_action(button)
        self.initiative_button.chosen.connect(self.initiative_chosen)
        self.day_button.clicked.connect(lambda: self._open_under(self.day_button, self.fill_days))
        self.add_button.clicked.connect(self.person_asked)
        self.show_day(None)

    def show_day(self, day: dt.date | None) -> None:
        """The day that is looked back to, None for today."""
        words = _("At {day}").format(day=written(day, "MMMMd")) if day else _("Today")
        if day and day.year != self._today().year:
            words = _("At {day}").format(day=written(day, "yMMMMd"))
        self.day_button.set_words(words)
        self.day_button.setAccessibleName(_("As it stood: {day}").format(day=words))

    def fill_days(self, menu: Menu) -> None:
        """The days to look back to."""
        today = self._today()
        menu.add(_("Today"), lambda: self.day_chosen.emit(None), "sun")
        for words, days in ((_("A month ago"), _MONTH), (_("Three months ago"), _QUARTER)):
            menu.add(words, partial(self.day_chosen.emit, today - dt.timedelta(days)), "history")
        menu.addSeparator()
        menu.add(_("Another day…"), self._pick_day, "calendar-days")

    def _pick_day(self) -> None:
        if self._month is None:
            self._month = CalendarPopup(self._theme, parent=self)
            self._month.picked.connect(self._picked)
        self._month.open_at(self._under(self.day_button), self._today().isoformat())

    def _picked(self, iso: str) -> None:
        day = dt.date.fromisoformat(iso)
        self.day_chosen.emit(day if day < self._today() else None)

    def _open_under(self, button: Button, fill: Callable[[Menu], object]) -> None:
        pop_up_under(self._theme, button.accessibleName(), fill, button, self)

    @staticmethod
    def _under(button: Button) -> QPoint:
        return button.mapToGlobal(QPoint(0, button.height() + 4))
