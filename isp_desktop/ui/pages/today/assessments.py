"""Assessments of capacity that are to be begun, or gone on with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted, number
from isp_desktop.services import taking_back
from isp_desktop.services.capacity import assessing
from isp_desktop.services.capacity.waiting import Waiting, WaitingList
from isp_desktop.services.today import due_words
from isp_desktop.ui.kit.acting import ActingRow
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.today.late import DuePart

if TYPE_CHECKING:
    from isp_desktop.ui.kit.menus import Menu


class AssessmentsPart(DuePart):
    """The menu of one that was begun puts it off to another day. Its page shows it only while something waits."""

    def __init__(self, theme: Theme, store: Store, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(theme, today, parent)
        self._store = store
        self._waiting: dict[str, Waiting] = {}
        self.rows = self.make_rows("assessments", _("Capacity assessments")).looking()
        self.column.addWidget(self.rows)
        self.rows.offer_all(_("All assessments"), lambda: self.list_asked.emit("assessment"))
        self.rows.opened.connect(lambda uid: self.record_asked.emit("assessment", uid))
        self.rows.menu_asked.connect(self._open_menu)

    def show_due(self, found: WaitingList) -> None:
        """Shows what was read."""
        self._waiting = {one.uid: one for one in found.shown}
        self.rows.show_if_any([_row(one) for one in found.shown], number(found.count))

    def put_off(self, uid: str, day: dt.date) -> None:
        """It is gone on with on another day."""
        told = _("To be gone on with on {day}").format(day=short_date(day.isoformat(), self._today()))
        self.do(taking_back.on_screen(assessing.pause, self._store, uid, day), told)

    def fill_menu(self, uid: str, spot: QPoint, menu: Menu) -> None:
        """What can be done about one."""
        open_it = _("Go on with it") if self._waiting[uid].begun else _("Open")
        menu.add(open_it, lambda: self.record_asked.emit("assessment", uid), kind_named("assessment").icon)
        if self._waiting[uid].begun:
            tomorrow = self._today() + dt.timedelta(days=1)
            later = partial(self.pick_day, spot, tomorrow, partial(self.put_off, uid))
            menu.add(_("Go on with it on a day…"), later, "calendar-plus")

    def _open_menu(self, uid: str, spot: QPoint) -> None:
        self.open_menu(_("Capacity assessment"), spot, partial(self.fill_menu, uid, spot))


def _row(one: Waiting) -> ActingRow:
    late, now = one.days < 0, one.days == 0
    answered = (
        counted("{n} item is answered", "{n} items are answered", one.answered) if one.begun else _("not begun yet")
    )
    return ActingRow(
        uid=one.uid,
        title=one.subject or _("Without a name"),
        icon=kind_named("assessment").icon,
        second=", ".join(filter(None, (one.instrument, answered))),
        date=_go_on_words(one.days) if one.begun else due_words(one.days),
        date_icon="circle-alert" if late else "clock" if now else "calendar",
        tone="warn" if late or now else "",
        private=one.private,
        conflict=one.in_conflict,
    )


def _go_on_words(days: int) -> str:
    """When it is gone on with; one whose day is past was left in its middle."""
    if days < 0:
        return counted("Under way for {n} day", "Under way for {n} days", -days)
    return (
        [_("Go on today"), _("Go on tomorrow")][days]
        if days < 2
        else counted("Go on in {n} day", "Go on in {n} days", days)
    )
